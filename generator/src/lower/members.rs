//! Fields of structs: type, spelling, presence, documentation.
//!
//! The parts that parameters share with fields are here too.

use super::bounds;
use super::codec::{self, Spelling};
use super::fits;
use super::naming;
use super::provenance;
use super::resolve::{Names, resolve_bare};
use super::scope::{Scope, at};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Field, MemberDoc, Presence, Type, Value};
use crate::spec::{Member, Nullable};

/// A field of a struct.
pub(super) fn field(
    scope: &Scope<'_>,
    generics: &[String],
    (key, member): (&str, &Member),
    place: &Place,
    diags: &mut Diagnostics,
) -> Field {
    refuse_parameter_keys(member, place, diags);
    let value = match &member.ty {
        Some(text) => value(scope, generics, (text, member), place, diags),
        None => {
            diags.error(
                Code::MissingKey,
                place.clone(),
                format!("the field `{key}` has no `type`"),
            );
            error_value()
        }
    };
    let presence = presence(scope, member, &value, place, diags);
    finish(scope, (key, member), value, presence, place, diags)
}

/// A value whose type was refused.
pub(super) fn error_value() -> Value {
    Value {
        ty: Type::Error,
        codec: Default::default(),
    }
}

/// Type and spelling of a member.
pub(super) fn value(
    scope: &Scope<'_>,
    generics: &[String],
    (text, member): (&str, &Member),
    place: &Place,
    diags: &mut Diagnostics,
) -> Value {
    let names = Names {
        types: &scope.types,
        generics,
    };
    let help = "write `nullable: true` beside the type";
    let ty = resolve_bare(names, text, &at(place, "type"), help, diags);
    let spelling = Spelling {
        format: member.format.as_deref(),
        wire: member.wire.as_ref(),
        absent: &member.absent.0,
    };
    let codec = codec::spell(&scope.types, &ty, spelling, place, diags);
    Value { ty, codec }
}

/// Names and documentation around a value.
pub(super) fn finish(
    scope: &Scope<'_>,
    (key, member): (&str, &Member),
    value: Value,
    presence: Presence,
    place: &Place,
    diags: &mut Diagnostics,
) -> Field {
    if let Some(name) = &member.rust {
        naming::expect_snake("a field or parameter", name, at(place, "rust"), diags);
    }
    Field {
        key: key.to_owned(),
        wire: member.name.clone().unwrap_or_else(|| key.to_owned()),
        rust: member.rust.clone(),
        limits: bounds::lower(&scope.types, &value, member.limits(), place, diags),
        value,
        presence,
        doc: doc(scope, member),
    }
}

/// What is said of a member beyond its type.
pub(super) fn doc(scope: &Scope<'_>, member: &Member) -> MemberDoc {
    MemberDoc {
        text: member.text.clone(),
        unit: member.unit.clone(),
        example: member.example.as_ref().map(ToString::to_string),
        default: member.default.as_ref().map(ToString::to_string),
        deprecated: member.deprecated.clone(),
        source: provenance::lower(member.source.as_ref(), scope.document),
    }
}

/// Keys that only parameters have.
fn refuse_parameter_keys(member: &Member, place: &Place, diags: &mut Diagnostics) {
    let keys = [
        ("in", member.location.is_some()),
        ("style", member.style.is_some()),
        ("value", member.value.is_some()),
        ("fresh", member.fresh.is_some()),
        ("credential", member.credential.is_some()),
    ];
    for (key, _) in keys.iter().filter(|(_, given)| *given) {
        let message = format!("`{key}` is for parameters of operations, not for fields");
        diags.error(Code::MisplacedKey, at(place, key).of_key(), message);
    }
}

fn presence(
    scope: &Scope<'_>,
    member: &Member,
    value: &Value,
    place: &Place,
    diags: &mut Diagnostics,
) -> Presence {
    let mut refuse = |key: &str, message: &str, help: &str| {
        diags
            .error(Code::BadPresence, at(place, key).of_key(), message)
            .help(help);
    };
    let nullable = member.nullable.unwrap_or(Nullable::No);
    let absent = !member.absent.is_empty();
    if let Some(default) = &member.default {
        if member.required {
            refuse(
                "default",
                "a required field has no default",
                "remove `required` or `default`",
            );
            return Presence::Required;
        }
        if nullable != Nullable::No || absent {
            let key = if absent { "absent" } else { "nullable" };
            refuse(
                key,
                "a field with a default is never absent",
                "remove `default`, or the key that allows absence",
            );
            return Presence::Optional;
        }
        return match fits::value(&scope.types, value, &default.to_json()) {
            Ok(json) => Presence::Defaulted(json),
            Err(expected) => {
                let message = format!("{} is not {expected}", fits::shown(default));
                diags.error(Code::BadDefault, at(place, "default"), message);
                Presence::Optional
            }
        };
    }
    match (member.required, nullable) {
        (true, Nullable::No) if absent => {
            let help = "write `nullable: true` if the member is always there, or remove `required`";
            refuse("absent", "a required field cannot be absent", help);
            Presence::RequiredNullable
        }
        (true, Nullable::No) => Presence::Required,
        (true, Nullable::Yes) => Presence::RequiredNullable,
        (true, Nullable::Apart) => {
            refuse(
                "nullable",
                "a required field is never absent, so null needs not be told apart",
                "write `nullable: true`",
            );
            Presence::RequiredNullable
        }
        (false, Nullable::Apart) => Presence::Apart,
        (false, _) => Presence::Optional,
    }
}
