//! Types whose values or instances would never end.
//!
//! A value is built empty and then filled, so a struct that must hold itself, or a one-of whose first variant does,
//! could not even be started.

use super::cycles::{cycles, reaches};
use super::visit;
use crate::diag::{Code, Diagnostics};
use crate::model::{Api, Presence, Type, TypeDef, TypeKind};
use crate::places;

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    let must: Vec<Vec<usize>> = api.types.iter().map(|def| must_hold(api, def)).collect();
    for cycle in cycles(&must) {
        report(api, &cycle, diags);
    }
    check_growing(api, diags);
}

/// The types of which every value of `def` holds one from the start.
fn must_hold(api: &Api, def: &TypeDef) -> Vec<usize> {
    let mut held = Vec::new();
    match &def.kind {
        TypeKind::Struct(shape) => {
            let fields = shape.fields.iter();
            for field in
                fields.filter(|f| matches!(f.presence, Presence::Required | Presence::Defaulted(_)))
            {
                add(api, &field.value.ty, &mut held);
            }
        }
        TypeKind::Union(union) => {
            if let Some(first) = union.variants.first() {
                add(api, &first.value.ty, &mut held);
            }
        }
        TypeKind::Alias(value) => add(api, &value.ty, &mut held),
        TypeKind::Choice(_) | TypeKind::Error => {}
    }
    held
}

fn add(api: &Api, ty: &Type, held: &mut Vec<usize>) {
    let Type::Named(id, args) = ty else {
        return;
    };
    held.push(id.0);
    let Some(TypeKind::Struct(shape)) = api.types.get(id.0).map(|def| &def.kind) else {
        return;
    };
    for field in shape
        .fields
        .iter()
        .filter(|f| f.presence == Presence::Required)
    {
        if let Type::Param(index) = field.value.ty {
            args.get(index)
                .into_iter()
                .for_each(|arg| add(api, arg, held));
        }
    }
}

fn report(api: &Api, cycle: &[usize], diags: &mut Diagnostics) {
    let defs: Vec<&TypeDef> = cycle
        .iter()
        .filter_map(|index| api.types.get(*index))
        .collect();
    let Some((first, rest)) = defs.split_first() else {
        return;
    };
    let through: Vec<String> = rest.iter().map(|def| format!("`{}`", def.name)).collect();
    let message = match through.as_slice() {
        [] => format!("each `{}` would hold another `{}`", first.name, first.name),
        _ => format!(
            "each `{}` would hold another `{}`, through {}",
            first.name,
            first.name,
            through.join(" and ")
        ),
    };
    let union = defs
        .iter()
        .any(|def| matches!(def.kind, TypeKind::Union(_)));
    let help = match union {
        true => "put a variant that ends first in the one-of, or make a field optional",
        false => "make a field optional or a list, so that there can be an end",
    };
    let problem = diags.error(Code::EndlessType, places::type_def(first).of_key(), message);
    problem.help(help);
    for def in rest {
        problem.label(places::type_def(def).of_key(), "on the way");
    }
}

/// A generic struct that mentions itself with a larger argument each time: Rust would need endless many types.
fn check_growing(api: &Api, diags: &mut Diagnostics) {
    let generic =
        |def: &&TypeDef| matches!(&def.kind, TypeKind::Struct(shape) if !shape.generics.is_empty());
    if !api.types.iter().any(|def| generic(&def)) {
        return;
    }
    let edges: Vec<Vec<usize>> = api
        .types
        .iter()
        .map(|def| visit::mentioned(def).into_iter().map(|id| id.0).collect())
        .collect();
    for (index, def) in api.types.iter().enumerate().filter(|(_, def)| generic(def)) {
        visit::of_type(def, |ty, place| {
            let mut grows = false;
            visit::inside(ty, &mut |ty| {
                if let Type::Named(id, args) = ty {
                    let larger = args
                        .iter()
                        .any(|arg| !matches!(arg, Type::Param(_)) && has_param(arg));
                    grows |= larger && (id.0 == index || reaches(&edges, id.0, index));
                }
            });
            if grows {
                let message = format!("`{}` mentions itself with a larger type argument", def.name);
                diags
                    .error(Code::EndlessType, place(), message)
                    .help("give it the type parameter as it is");
            }
        });
    }
}

fn has_param(ty: &Type) -> bool {
    let mut found = false;
    visit::inside(ty, &mut |ty| found |= matches!(ty, Type::Param(_)));
    found
}
