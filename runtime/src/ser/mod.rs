//! Writing: from the value that lends its fields to JSON text or a serializer, for every generated type alike.
//!
//! What is written is decided here, once; [`output::Output`] is where it goes.

mod output;
mod text;
mod union;

use serde::ser::Serializer;

use self::output::{Items, Members, Output, Serde};
use self::text::Broken;
use crate::scalar::{self, Written};
use crate::{Codec, Json, ListNode, MapNode, Node, Record, Shape, Value};

/// A value as JSON text.
///
/// ```
/// assert_eq!(specwright_runtime::to_json(&vec![1_i64, 2]), b"[1,2]");
/// ```
pub fn to_json(node: &dyn Node) -> Vec<u8> {
    encode_json(node, &Codec::Plain)
}

/// A value as JSON text, spelt by a codec.
pub fn encode_json(node: &dyn Node, codec: &Codec) -> Vec<u8> {
    json_text(&node.value(), codec).into_bytes()
}

/// A value as a JSON tree, spelt by a codec.
pub fn encode_value(node: &dyn Node, codec: &Codec) -> Json {
    // Only keys that are not text could fail, and there are none.
    serde_json::to_value(Writer::new(&node.value(), codec)).unwrap_or_default()
}

/// Writes a value to any serializer: what `Serialize` of a generated type does.
///
/// # Errors
///
/// The serializer's own.
pub fn serialize<S: Serializer>(node: &dyn Node, serializer: S) -> Result<S::Ok, S::Error> {
    Writer::new(&node.value(), &Codec::Plain).write(Serde(serializer))
}

/// A value and its spelling. The value is lent, since nodes return it in memory: copying it costs more than reading it.
#[derive(Clone, Copy)]
struct Writer<'a> {
    value: &'a Value<'a>,
    codec: &'a Codec,
}

impl<'a> Writer<'a> {
    fn new(value: &'a Value<'a>, codec: &'a Codec) -> Self {
        Self { value, codec }
    }

    fn write<O: Output>(self, out: O) -> Result<O::Done, O::Error> {
        match (self.value, self.codec) {
            (Value::Option(Some(inner)), codec) => {
                Writer::new(&inner.value(), codec).write_present(out)
            }
            _ => self.write_present(out),
        }
    }

    fn write_present<O: Output>(self, out: O) -> Result<O::Done, O::Error> {
        match (self.value, self.codec) {
            (Value::String(text), Codec::Plain) => out.scalar(Written::text(*text)),
            (Value::I64(number), Codec::Plain) => out.scalar(Written::I64(*number)),
            (Value::U64(number), Codec::Plain) => out.scalar(Written::U64(*number)),
            (Value::F64(number), Codec::Plain) => out.scalar(Written::F64(*number)),
            (Value::Bool(truth), Codec::Plain) => out.scalar(Written::Bool(*truth)),
            _ => self.write_seldom(out),
        }
    }

    // Apart, so that what is written most often needs little room on the stack.
    #[inline(never)]
    fn write_seldom<O: Output>(self, out: O) -> Result<O::Done, O::Error> {
        let Self { value, codec } = self;
        match (value, codec.present()) {
            (Value::Option(Some(inner)), _) => Writer::new(&inner.value(), codec).write(out),
            (Value::Option(None), _) => out.scalar(match codec.absence() {
                Some(text) => Written::text(text),
                None => Written::Null,
            }),
            (Value::Null, _) => out.scalar(Written::Null),
            (_, Codec::JsonText) => out.scalar(Written::text(json_text(value, &Codec::Plain))),
            (Value::List(list), Codec::Joined(separator)) => {
                out.scalar(Written::text(joined(*list, separator)))
            }
            // What they hold may be absent too, so they pass on the whole codec.
            (Value::List(list), _) => write_list(*list, codec, out),
            (Value::Map(map), _) => write_map(*map, codec, out),
            (Value::Record(record), Codec::Row) => write_row(*record, out),
            (Value::Record(record), _) => write_record(*record, None, out),
            (Value::Union(union), _) => union::write(*union, out),
            (Value::Json(json), _) => out.json(json),
            _ => out.scalar(scalar::write(value, codec).unwrap_or(Written::Null)),
        }
    }
}

/// A value as JSON text, spelt by a codec.
pub(crate) fn json_text(value: &Value<'_>, codec: &Codec) -> String {
    let mut text = String::with_capacity(128);
    // Only a one-of without a variant is broken, and then there is nothing to say.
    match Writer::new(value, codec).write(&mut text) {
        Ok(()) => text,
        Err(Broken) => String::new(),
    }
}

/// A list as one text. What is no single value in it stands as JSON.
pub(crate) fn joined(list: &dyn ListNode, separator: &str) -> String {
    let items = (0..list.len()).map(|index| {
        let value = list.item(index).value();
        match scalar::write(&value, &Codec::Text) {
            Some(written) => written.into_string().into_owned(),
            None => json_text(&value, &Codec::Plain),
        }
    });
    items.collect::<Vec<_>>().join(separator)
}

fn write_list<O: Output>(list: &dyn ListNode, codec: &Codec, out: O) -> Result<O::Done, O::Error> {
    let length = list.len();
    let mut items = out.items(length)?;
    for index in 0..length {
        items.item(Writer::new(&list.item(index).value(), codec))?;
    }
    items.end()
}

fn write_map<O: Output>(map: &dyn MapNode, codec: &Codec, out: O) -> Result<O::Done, O::Error> {
    let mut members = out.members(Some(map.len()))?;
    write_entries(map, codec, &mut members)?;
    members.end()
}

fn write_entries<M: Members>(
    map: &dyn MapNode,
    codec: &Codec,
    members: &mut M,
) -> Result<(), M::Error> {
    let mut result = Ok(());
    map.each(&mut |key, node| {
        if result.is_ok() {
            result = members.member(key, Writer::new(&node.value(), codec));
        }
    });
    result
}

/// The fields in order, without their names; what is absent is null.
fn write_row<O: Output>(record: &dyn Record, out: O) -> Result<O::Done, O::Error> {
    let fields = record.shape().fields;
    let mut items = out.items(fields.len())?;
    let mut result = Ok(());
    record.refs(&mut |refs| {
        let mut cells = fields.iter().zip(refs);
        result =
            cells.try_for_each(|(field, node)| items.item(Writer::new(&node.value(), field.codec)));
    });
    result?;
    items.end()
}

/// `tag`: a member that comes first, in place of the field of the same name.
fn write_record<O: Output>(
    record: &dyn Record,
    tag: Option<(&str, &str)>,
    out: O,
) -> Result<O::Done, O::Error> {
    let shape = record.shape();
    let mut members = out.members(None)?;
    if let Some((name, value)) = tag {
        members.member(name, Writer::new(&Value::String(value), &Codec::Plain))?;
    }
    let mut result = Ok(());
    record.refs(&mut |refs| result = write_fields(shape, refs, tag, &mut members));
    result?;
    members.end()
}

fn write_fields<M: Members>(
    shape: &'static Shape,
    refs: &[&dyn Node],
    tag: Option<(&str, &str)>,
    members: &mut M,
) -> Result<(), M::Error> {
    for (field, node) in shape.fields.iter().zip(refs) {
        let value = node.value();
        let left_out = matches!(value, Value::Option(None)) && !field.required;
        if !left_out && tag.is_none_or(|(name, _)| name != field.wire) {
            members.member(field.wire, Writer::new(&value, field.codec))?;
        }
    }
    match (
        shape.extra,
        refs.get(shape.fields.len()).map(|node| node.value()),
    ) {
        (Some(codec), Some(Value::Map(map))) => write_entries(map, codec, members),
        _ => Ok(()),
    }
}
