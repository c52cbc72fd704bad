//! Every type expression of a model, with its place.

use crate::diag::Place;
use crate::model::{Api, Operation, Type, TypeDef, TypeId, TypeKind};
use crate::places;

/// Calls `visit` with each type that a definition mentions and where it is written.
pub(super) fn of_type(def: &TypeDef, mut visit: impl FnMut(&Type, &dyn Fn() -> Place)) {
    let here = || places::type_def(def);
    match &def.kind {
        TypeKind::Struct(shape) => {
            for field in &shape.fields {
                visit(&field.value.ty, &|| {
                    here().key("fields").key(&field.key).key("type")
                });
            }
            if let Some(extra) = &shape.extra {
                visit(extra, &|| here().key("extra"));
            }
        }
        TypeKind::Union(union) => {
            for variant in &union.variants {
                visit(&variant.value.ty, &|| {
                    here().key("one_of").key(&variant.key).key("type")
                });
            }
        }
        TypeKind::Alias(value) => visit(&value.ty, &|| here().key("type")),
        TypeKind::Choice(_) | TypeKind::Error => {}
    }
}

/// Calls `visit` with each type that operations send or return and where it is written.
pub(super) fn of_operations(api: &Api, mut visit: impl FnMut(&Type, &dyn Fn() -> Place)) {
    for operation in &api.operations {
        for param in &operation.params {
            visit(&param.field.value.ty, &|| {
                places::param(api, operation, param).key("type")
            });
        }
        of_answers(operation, &mut visit);
    }
}

/// Calls `visit` with each type that the answers of an operation hold and where it is written.
pub(super) fn of_answers(operation: &Operation, mut visit: impl FnMut(&Type, &dyn Fn() -> Place)) {
    let here = || places::operation(operation);
    visit(&operation.returns.ty, &|| here().key("returns"));
    if let Some(head) = operation.head() {
        visit(&head.ty, &|| here().key("stream").key("lines").key("head"));
    }
    for answer in &operation.answers {
        let place = || places::answer(operation, answer).key("returns");
        visit(&answer.value.ty, &place);
    }
}

/// Calls `visit` with `ty` and every type inside it.
pub(super) fn inside<'t>(ty: &'t Type, visit: &mut impl FnMut(&'t Type)) {
    visit(ty);
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => inside(inner, visit),
        Type::Named(_, args) => args.iter().for_each(|arg| inside(arg, visit)),
        _ => {}
    }
}

/// The types that a definition mentions, arguments included.
pub(super) fn mentioned(def: &TypeDef) -> Vec<TypeId> {
    let mut ids = Vec::new();
    of_type(def, |ty, _| inside(ty, &mut |ty| ids.extend(ty.named())));
    ids
}
