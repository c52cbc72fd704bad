//! Fields and parameters in words.

use specwright::model::{
    Api, BodyKind, Codec, Field, FixedParam, FixedSource, LengthIn, Limits, Location, MemberDoc,
    Operation, Param, Presence, Style, Type, TypeKind, Value,
};
use specwright::words;

use super::source_in;
use crate::export::node::{Node, Object, json, number, texts};

/// A field of a struct with these type parameters.
pub(super) fn field(api: &Api, generics: &[String], field: &Field) -> Object {
    let text = words::type_text(api, generics, &field.value.ty);
    let example = field
        .doc
        .example
        .as_ref()
        .map(|text| scalar(api, &field.value, text));
    let presence = match &field.presence {
        Presence::Required => Object::new().with("required", true),
        Presence::RequiredNullable => Object::new().with("required", true).with("nullable", true),
        Presence::Optional => Object::new(),
        Presence::Apart => Object::new().with("nullable", "apart"),
        Presence::Defaulted(default) => Object::new().with("default", json(default)),
    };
    Object::new()
        .with("type", text)
        .and(named(field))
        .and(presence)
        .and(spelling(api, &field.value))
        .and(limits(api, &field.value.ty, &field.limits))
        .and(doc(api, &field.doc))
        .maybe("example", example)
}

fn named(field: &Field) -> Object {
    let wire = (field.wire != field.key).then_some(field.wire.as_str());
    Object::new()
        .maybe("name", wire)
        .maybe("rust", field.rust.as_deref())
}

/// A parameter; with its place in any case, or where `None` says where it goes without a word.
pub(super) fn param(api: &Api, param: &Param, says_place: bool) -> Object {
    let mut member = field(api, &[], &param.field);
    if param.location == Location::Path {
        member.0.remove("required");
    }
    let default = param.field.doc.default.as_ref();
    let default = default.map(|text| scalar(api, &param.field.value, text));
    let style = words::style(param.style).filter(|_| param.style != Style::Plain);
    member
        .maybe("default", default)
        .maybe("in", says_place.then(|| words::location(param.location)))
        .maybe("style", style)
}

/// A parameter that the caller does not give.
pub(super) fn fixed(api: &Api, fixed: &FixedParam, says_place: bool) -> Object {
    let source = match &fixed.source {
        FixedSource::Constant(value) => Object::new().with("value", json(value)),
        FixedSource::Credential(name) => Object::new().with("credential", name.as_str()),
        FixedSource::Fresh(fresh) => Object::new().with("fresh", words::fresh(*fresh)),
    };
    source
        .maybe("in", says_place.then(|| words::location(fixed.location)))
        .and(doc(api, &fixed.doc))
}

/// Where a parameter of an operation goes that says nothing.
pub(super) fn usual_place(op: &Operation, wire: &str) -> Location {
    let in_path = op.path_text.contains(&format!("{{{wire}}}"))
        || op.path_text.contains(&format!("{{+{wire}}}"));
    let has_body =
        matches!(op.method.as_str(), "POST" | "PUT" | "PATCH") && op.body != BodyKind::None;
    match (in_path, has_body, op.body) {
        (true, _, _) => Location::Path,
        (false, true, BodyKind::Text | BodyKind::Bytes) => Location::Body,
        (false, true, _) => Location::BodyField,
        (false, false, _) => Location::Query,
    }
}

fn doc(api: &Api, doc: &MemberDoc) -> Object {
    Object::new()
        .maybe("text", doc.text.as_deref())
        .maybe("unit", doc.unit.as_deref())
        .maybe("example", doc.example.as_deref())
        .maybe("deprecated", doc.deprecated.as_deref())
        .filled("source", source_in(api, &doc.source))
}

/// A text of the model as the value that a spec has for this type.
fn scalar(api: &Api, value: &Value, text: &str) -> Node {
    let is_bare = match api.bare(&value.ty) {
        Type::Bool | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64 | Type::Any => true,
        Type::Named(id, _) => {
            matches!(api.types.get(id.0).map(|def| &def.kind), Some(TypeKind::Choice(choice))
                if choice.values.iter().any(|one| matches!(one.wire, specwright::model::ChoiceWire::Integer(_))))
        }
        Type::Duration => true,
        _ => false,
    };
    let read = is_bare
        .then(|| serde_json::from_str::<Node>(text).ok())
        .flatten();
    read.unwrap_or_else(|| text.into())
}

/// How a value is spelt, beyond what the alias in its type says.
pub(super) fn spelling(api: &Api, value: &Value) -> Object {
    let alias = alias(api, &value.ty);
    if alias == Some(&value.codec) {
        return Object::new();
    }
    match &value.codec {
        Codec::Absent(absent, inner) => {
            let own = if alias.is_some() {
                Object::new()
            } else {
                keys(inner)
            };
            let absent: Node = match absent.as_slice() {
                [only] => only.as_str().into(),
                several => texts(several),
            };
            own.with("absent", absent)
        }
        _ if alias.is_some() => Object::new(),
        codec => keys(codec),
    }
}

/// The spelling of the alias in a type, however deep in lists and maps.
fn alias<'a>(api: &'a Api, ty: &Type) -> Option<&'a Codec> {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => alias(api, inner),
        Type::Named(id, _) => match api.types.get(id.0).map(|def| &def.kind) {
            Some(TypeKind::Alias(value)) => {
                Some(&value.codec).filter(|codec| **codec != Codec::Plain)
            }
            _ => None,
        },
        _ => None,
    }
}

fn keys(codec: &Codec) -> Object {
    let wire = match codec {
        Codec::TextOf(inner) => return keys(inner).with("wire", "text"),
        Codec::Text | Codec::Either | Codec::JsonText | Codec::Row => words::codec(codec),
        Codec::Joined("|") => Some("pipe".to_owned()),
        Codec::Joined(_) => words::codec(codec),
        _ => None,
    };
    Object::new()
        .maybe("format", format_of(codec))
        .maybe("wire", wire)
}

/// The `format` of a time.
pub(super) fn format_of(codec: &Codec) -> Option<String> {
    match codec {
        Codec::Pattern(_)
        | Codec::Iso
        | Codec::EpochSeconds
        | Codec::EpochMillis
        | Codec::Seconds
        | Codec::Clock => words::codec(codec),
        _ => None,
    }
}

/// Limits, beyond those of the alias that the type names.
pub(super) fn limits(api: &Api, ty: &Type, limits: &Limits) -> Object {
    let none = Limits::default();
    let own = limits.beyond(api.limits_of(ty).unwrap_or(&none));
    let in_bytes = matches!(api.bare(ty), Type::Bytes | Type::File);
    let counted = own.length_in == LengthIn::Bytes && !in_bytes;
    let (least, most) = (own.min.as_ref(), own.max.as_ref());
    let least = least.map(|bound| {
        (
            if bound.exclusive { "above" } else { "min" },
            number(&bound.value),
        )
    });
    let most = most.map(|bound| {
        (
            if bound.exclusive { "below" } else { "max" },
            number(&bound.value),
        )
    });
    let bounds = least.into_iter().chain(most);
    bounds
        .fold(Object::new(), |all, (key, value)| all.with(key, value))
        .maybe("multiple_of", own.multiple_of.as_ref().map(number))
        .maybe("min_length", own.min_length)
        .maybe("max_length", own.max_length)
        .maybe("length_in", counted.then_some("bytes"))
        .maybe("pattern", own.pattern.as_deref())
        .maybe("min_items", own.min_items)
        .maybe("max_items", own.max_items)
        .flag("unique", own.unique)
}
