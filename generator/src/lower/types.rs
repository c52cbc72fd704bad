//! Type definitions, each by its kind.
//!
//! In: the `types` of a spec. Out: one [`TypeDef`] for each, at the index of its id.

use super::index::{Kind, kind_keys};
use super::scope::{Scope, at};
use super::{choices, provenance, structs, unions};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Limits, TypeDef, TypeId, TypeKind};
use crate::spec;

pub(super) fn lower(scope: &Scope<'_>, diags: &mut Diagnostics) -> Vec<TypeDef> {
    let defs = scope.types.defs.iter().enumerate();
    defs.map(|(index, def)| {
        let entry = &def.entry;
        super::naming::expect_upper_camel("a type", entry.key, entry.place.clone().of_key(), diags);
        refuse_misplaced(def.kind, entry.value, &entry.place, diags);
        TypeDef {
            name: entry.key.to_owned(),
            doc: entry.value.text.clone(),
            source: provenance::lower(entry.value.source.as_ref(), scope.document),
            limits: limits(scope, TypeId(index), def.kind),
            deprecated: entry.value.deprecated.clone(),
            kind: kind(
                scope,
                TypeId(index),
                def.kind,
                entry.value,
                &entry.place,
                diags,
            ),
            file: entry.file,
        }
    })
    .collect()
}

/// The limits of an alias; other types have none, since what is wrong with that is reported.
fn limits(scope: &Scope<'_>, id: TypeId, kind: Kind) -> Limits {
    let limits = scope.types.alias_limits(id).filter(|_| kind == Kind::Alias);
    limits.cloned().unwrap_or_default()
}

fn kind(
    scope: &Scope<'_>,
    id: TypeId,
    kind: Kind,
    def: &spec::TypeDef,
    place: &Place,
    diags: &mut Diagnostics,
) -> TypeKind {
    match kind {
        Kind::Struct => structs::lower(scope, def, place, diags),
        Kind::TextChoice | Kind::IntegerChoice => choices::lower(scope, kind, def, place, diags),
        Kind::Union => unions::lower(scope, def, place, diags),
        // The pass over aliases has reported what is wrong with this one.
        Kind::Alias => match scope.types.alias(id) {
            Some(value) => TypeKind::Alias(value.clone()),
            None => TypeKind::Error,
        },
        Kind::Bad => {
            let keys = kind_keys(def);
            let message = match keys.as_slice() {
                [] => format!("nothing says what `{}` is", scope.types.name(id)),
                _ => format!("`{}` is several things at once", scope.types.name(id)),
            };
            let problem = diags.error(Code::TypeKind, place.clone().of_key(), message);
            for key in keys {
                problem.label(at(place, key).of_key(), "one of them");
            }
            TypeKind::Error
        }
    }
}

/// What some keys are for.
const ALIASES: &str = "types that stand for another (`type: ..`)";

/// Keys that belong to another kind of type.
fn refuse_misplaced(kind: Kind, def: &spec::TypeDef, place: &Place, diags: &mut Diagnostics) {
    if kind == Kind::Bad {
        return;
    }
    let choice = matches!(kind, Kind::TextChoice | Kind::IntegerChoice);
    let keys = [
        (
            "generic",
            !def.generic.is_empty(),
            kind == Kind::Struct,
            "structs",
        ),
        (
            "extra",
            def.extra.is_some(),
            kind == Kind::Struct,
            "structs",
        ),
        ("closed", def.closed, choice, "enums"),
        ("tag", def.tag.is_some(), kind == Kind::Union, "one-ofs"),
        (
            "content",
            def.content.is_some(),
            kind == Kind::Union,
            "one-ofs",
        ),
        ("by_key", def.by_key, kind == Kind::Union, "one-ofs"),
        ("open", def.open, kind == Kind::Union, "one-ofs"),
        ("format", def.format.is_some(), kind == Kind::Alias, ALIASES),
        ("wire", def.wire.is_some(), kind == Kind::Alias, ALIASES),
        (
            "absent",
            !def.absent.is_empty(),
            kind == Kind::Alias,
            ALIASES,
        ),
    ];
    let limits = def.limits().keys().into_iter();
    let limits = limits.map(|key| (key, true, kind == Kind::Alias, ALIASES));
    for (key, _, _, owner) in keys
        .into_iter()
        .chain(limits)
        .filter(|(_, given, fits, _)| *given && !fits)
    {
        let message = format!("`{key}` is for {owner}");
        diags.error(Code::MisplacedKey, at(place, key).of_key(), message);
    }
}
