//! Type arguments: a generic struct has one field table for all its arguments, so an argument cannot bring a spelling
//! of its own.

use super::visit;
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Api, Codec, Type, TypeKind};

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    let mut found: Vec<(String, Place)> = Vec::new();
    let mut look = |ty: &Type, place: &dyn Fn() -> Place| {
        visit::inside(ty, &mut |ty| {
            let Type::Named(_, args) = ty else {
                return;
            };
            found.extend(
                args.iter()
                    .filter_map(|arg| speller(api, arg))
                    .map(|name| (name.to_owned(), place())),
            );
        });
    };
    for def in &api.types {
        visit::of_type(def, &mut look);
    }
    visit::of_operations(api, &mut look);
    for (name, place) in found {
        let message = format!("`{name}` is spelt in its own way and cannot be a type argument");
        diags.error(Code::ArgumentSpelling, place.part(&name), message);
    }
}

/// The alias in `ty` that says how its values are spelt.
fn speller<'a>(api: &'a Api, ty: &'a Type) -> Option<&'a str> {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => speller(api, inner),
        Type::Named(id, _) => {
            let def = api.types.get(id.0)?;
            let TypeKind::Alias(value) = &def.kind else {
                return None;
            };
            (value.codec != Codec::Plain).then_some(def.name.as_str())
        }
        _ => None,
    }
}
