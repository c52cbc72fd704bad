//! Scalars as schemas: types that hold no others, as the wire spells them.

use specwright::model::{Codec, Type};

use super::time;
use crate::export::node::{Object, texts};

/// The schema of a scalar in this spelling; `None` for a type that is none.
pub(super) fn schema(ty: &Type, codec: &Codec) -> Option<Object> {
    Some(match codec {
        Codec::Text => as_text(bare(ty)?),
        Codec::TextOf(inner) => as_text(schema(ty, inner)?),
        Codec::Either => either(bare(ty)?),
        _ => time::schema(ty, codec).or_else(|| bare(ty))?,
    })
}

/// The schema of a scalar that is spelt as its type suggests.
fn bare(ty: &Type) -> Option<Object> {
    let typed = |name: &str| Object::new().with("type", name);
    let number = |format: &str| typed("integer").with("format", format);
    Some(match ty {
        Type::String => typed("string"),
        Type::Secret => typed("string").with("format", "password"),
        Type::Bool => typed("boolean"),
        Type::I32 => number("int32"),
        Type::I64 => number("int64"),
        Type::U32 => number("uint32")
            .with("minimum", 0)
            .with("maximum", u32::MAX),
        Type::U64 => number("uint64").with("minimum", 0),
        Type::F64 => typed("number").with("format", "double"),
        Type::Bytes => typed("string")
            .with("format", "byte")
            .with("contentEncoding", "base64"),
        Type::File => typed("string").with("format", "binary"),
        Type::Unit => typed("null"),
        Type::Any | Type::Error | Type::Param(_) => Object::new(),
        _ => return time::schema(ty, &Codec::Plain),
    })
}

/// A number or truth value that travels as text.
pub(super) fn as_text(schema: Object) -> Object {
    let Some(kind) = kind(&schema) else {
        return schema;
    };
    let text = Object::new().with("type", "string");
    let text = text.maybe("format", schema.get("format").cloned());
    match (digits(&schema), kind.as_str()) {
        (Some(pattern), _) => text.with("pattern", pattern),
        (None, "boolean") => text.with("enum", texts(["true", "false"])),
        (None, _) => schema,
    }
}

/// A number or truth value that comes as itself or as text.
fn either(schema: Object) -> Object {
    let Some(kind) = kind(&schema) else {
        return schema;
    };
    let pattern = digits(&schema);
    match kind.as_str() {
        "integer" | "number" | "boolean" => {
            let both = schema.with("type", texts([kind.as_str(), "string"]));
            both.maybe(
                "pattern",
                pattern.or((kind == "boolean").then_some("^(true|false)$")),
            )
        }
        _ => schema,
    }
}

fn kind(schema: &Object) -> Option<String> {
    schema
        .get("type")
        .and_then(|kind| kind.as_str())
        .map(str::to_owned)
}

/// What the text of a number looks like.
fn digits(schema: &Object) -> Option<&'static str> {
    let is_unsigned = schema
        .get("minimum")
        .is_some_and(|least| least.as_u64() == Some(0));
    match kind(schema)?.as_str() {
        "integer" if is_unsigned => Some("^[0-9]+$"),
        "integer" => Some("^-?[0-9]+$"),
        "number" => Some(r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$"),
        _ => None,
    }
}
