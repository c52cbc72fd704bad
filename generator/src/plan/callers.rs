//! Which types callers make values of: those that a parameter holds, however deep.
//!
//! In: the model. Out: their ids. Such structs get a constructor; what only services send does not need one.

use std::collections::BTreeSet;

use crate::model::{Api, Type, TypeId, TypeKind};

/// The types that some parameter of the API holds.
pub(super) fn made_by_callers(api: &Api) -> BTreeSet<TypeId> {
    let mut made = BTreeSet::new();
    let params = api.operations.iter().flat_map(|op| &op.params);
    let mut open: Vec<&Type> = params.map(|param| &param.field.value.ty).collect();
    while let Some(ty) = open.pop() {
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => open.push(inner),
            Type::Named(id, arguments) => {
                open.extend(arguments);
                if made.insert(*id) {
                    open.extend(
                        api.types
                            .get(id.0)
                            .map(|def| held(&def.kind))
                            .unwrap_or_default(),
                    );
                }
            }
            _ => {}
        }
    }
    made
}

/// The types that stand in a definition.
fn held(kind: &TypeKind) -> Vec<&Type> {
    match kind {
        TypeKind::Struct(item) => {
            let fields = item.fields.iter().map(|field| &field.value.ty);
            fields.chain(&item.extra).collect()
        }
        TypeKind::Union(item) => item
            .variants
            .iter()
            .map(|variant| &variant.value.ty)
            .collect(),
        TypeKind::Alias(value) => vec![&value.ty],
        TypeKind::Choice(_) | TypeKind::Error => Vec::new(),
    }
}
