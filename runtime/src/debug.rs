//! `Debug` of generated types, which never shows a secret.

use std::fmt;

use crate::{Node, Record, Tagging, Union, Value, WireValue, wire_value};

/// Prints a struct as a derived `Debug` would, with `[hidden]` for each secret that is there.
///
/// # Errors
///
/// The formatter's own.
pub fn debug(record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = record.shape();
    let mut out = f.debug_struct(shape.name);
    record.refs(&mut |refs| {
        for (field, node) in shape.fields.iter().zip(refs) {
            match (field.secret, node.value()) {
                (true, value) if is_there(value) => out.field(field.rust, &Hidden),
                (_, value) => out.field(field.rust, &Shown(value)),
            };
        }
        if let (Some(_), Some(extra)) = (shape.extra, refs.get(shape.fields.len())) {
            out.field("extra", &Shown(extra.value()));
        }
    });
    out.finish()
}

/// Prints a one-of: the tag of its variant and the content.
///
/// # Errors
///
/// The formatter's own.
pub fn debug_union(union: &dyn Union, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (index, content) = union.current();
    let variant = union
        .shape()
        .variants
        .get(index)
        .map_or("", |variant| variant.tag);
    match (&union.shape().tagging, content.value()) {
        (Tagging::Status { .. }, Value::Unit) => f.write_str(variant),
        (_, content) => f.debug_tuple(variant).field(&Shown(content)).finish(),
    }
}

fn is_there(value: Value<'_>) -> bool {
    !matches!(value, Value::Option(None) | Value::Null | Value::Unit)
}

struct Hidden;

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[hidden]")
    }
}

struct Shown<'a>(Value<'a>);

fn shown(node: &dyn Node) -> Shown<'_> {
    Shown(node.value())
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::String(text) => text.fmt(f),
            Value::Secret(secret) => secret.fmt(f),
            Value::Bool(truth) => truth.fmt(f),
            Value::I64(number) => number.fmt(f),
            Value::U64(number) => number.fmt(f),
            Value::F64(number) => number.fmt(f),
            Value::Date(date) => date.fmt(f),
            Value::DateTime(datetime) => datetime.fmt(f),
            Value::Timestamp(instant) => instant.fmt(f),
            Value::Duration(duration) => duration.fmt(f),
            Value::Bytes(bytes) => write!(f, "[{} bytes]", bytes.len()),
            Value::Json(json) => write!(f, "{json}"),
            Value::Unit => f.write_str("()"),
            Value::Null => f.write_str("Null"),
            Value::Option(None) => f.write_str("None"),
            Value::Option(Some(inner)) => f.debug_tuple("Some").field(&shown(inner)).finish(),
            Value::List(list) => {
                let items = (0..list.len()).map(|index| shown(list.item(index)));
                f.debug_list().entries(items).finish()
            }
            Value::Map(map) => {
                let mut out = f.debug_map();
                map.each(&mut |key, node| {
                    out.entry(&key, &shown(node));
                });
                out.finish()
            }
            Value::Record(record) => debug(record, f),
            Value::Choice(choice) => match wire_value(choice) {
                WireValue::Text(text) => text.fmt(f),
                WireValue::Integer(integer) => integer.fmt(f),
            },
            Value::Union(union) => debug_union(union, f),
        }
    }
}
