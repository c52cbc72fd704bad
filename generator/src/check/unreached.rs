//! Paths that lead nowhere, and types, in the words of messages.

use crate::diag::{Code, Diagnostics, Place, did_you_mean, list_of};
use crate::model::{Api, Struct, Type, TypeId, TypeKind, Unreached};
use crate::places;

/// Whether there may be more members than are described.
pub(super) fn is_open(api: &Api, unreached: &Unreached) -> bool {
    match unreached {
        Unreached::NoMembers { ty, .. } => matches!(ty, Type::Map(_)) || is_anything(api, ty),
        Unreached::Endless { .. } => false,
        Unreached::NoMember { owner, .. } => {
            shape(api, *owner).is_some_and(|shape| shape.extra.is_some())
        }
    }
}

/// Whether a type, which is bare, does not say what its values are, or was refused already.
pub(super) fn is_anything(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Any | Type::Error => true,
        Type::Named(id, _) => {
            let def = api.types.get(id.0);
            def.is_some_and(|def| matches!(def.kind, TypeKind::Union(_)))
        }
        _ => false,
    }
}

fn shape(api: &Api, id: TypeId) -> Option<&Struct> {
    match &api.types.get(id.0)?.kind {
        TypeKind::Struct(shape) => Some(shape),
        _ => None,
    }
}

/// Reports a path that leads nowhere.
pub(super) fn report(
    api: &Api,
    code: Code,
    unreached: &Unreached,
    place: Place,
    diags: &mut Diagnostics,
) {
    match unreached {
        Unreached::NoMembers {
            ty: Type::Error, ..
        } => {}
        Unreached::NoMembers {
            name,
            ty: Type::Unit,
        } => {
            let message = format!("there is no member `{name}`: the operation returns nothing");
            diags
                .error(code, place.part(name), message)
                .help("give the operation `returns`: the type of its payload");
        }
        Unreached::NoMembers { name, ty } => {
            let message = format!("{} has no member `{name}`", said(api, ty));
            diags
                .error(code, place.part(name), message)
                .help("a path leads through structs, from the top of the payload");
        }
        Unreached::Endless { name } => {
            let message = "the type at this path grows with each member";
            diags.error(code, place.part(name), message);
        }
        Unreached::NoMember { owner, name } => {
            let Some((shape, def)) = shape(api, *owner).zip(api.types.get(owner.0)) else {
                return;
            };
            let message = format!("`{}` has no member `{name}`", def.name);
            let problem = diags.error(code, place.part(name), message);
            let names: Vec<&str> = shape.fields.iter().map(|f| f.wire.as_str()).collect();
            match did_you_mean(name, names.iter().copied()) {
                None if leads_to_payload(api, name) => problem.help(format!(
                    "paths start at the payload, so leave out `{name}.`, which the envelope takes off"
                )),
                Some(near) => problem.help(format!("did you mean `{near}`?")),
                None if names.is_empty() => problem.help("it has no members at all"),
                None => problem.help(format!("its members are {}", list_of(names))),
            };
            problem.label(places::type_def(def).of_key(), "defined here");
        }
    }
}

/// Whether envelopes find the payload below this member.
fn leads_to_payload(api: &Api, name: &str) -> bool {
    let envelopes = api.operations.iter().flat_map(|one| &one.envelopes);
    envelopes
        .filter_map(|one| one.payload.as_deref())
        .filter_map(|path| path.split('.').next())
        .any(|first| first == name)
}

/// A type as a message says it.
pub(super) fn said(api: &Api, ty: &Type) -> String {
    let name = match ty {
        Type::List(_) => return "a list".to_owned(),
        Type::Map(_) => return "a map".to_owned(),
        Type::Unit => return "nothing".to_owned(),
        Type::Named(id, _) => api.types.get(id.0).map(|def| def.name.as_str()),
        other => other.word(),
    };
    format!("`{}`", name.unwrap_or_default())
}
