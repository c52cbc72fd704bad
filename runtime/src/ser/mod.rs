//! Writing: from the value that lends its fields to a serializer, for every generated type alike.

mod union;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

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
    json_text(Writer::new(node, codec)).into_bytes()
}

/// A value as a JSON tree, spelt by a codec.
pub fn encode_value(node: &dyn Node, codec: &Codec) -> Json {
    // Only keys that are not text could fail, and there are none.
    serde_json::to_value(Writer::new(node, codec)).unwrap_or_default()
}

/// Writes a value to any serializer: what `Serialize` of a generated type does.
///
/// # Errors
///
/// The serializer's own.
pub fn serialize<S: Serializer>(node: &dyn Node, serializer: S) -> Result<S::Ok, S::Error> {
    Writer::new(node, &Codec::Plain).serialize(serializer)
}

/// A value and its spelling, for serde.
#[derive(Clone, Copy)]
pub(crate) struct Writer<'a> {
    pub(crate) value: Value<'a>,
    pub(crate) codec: &'a Codec,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(node: &'a dyn Node, codec: &'a Codec) -> Self {
        Self {
            value: node.value(),
            codec,
        }
    }
}

impl Serialize for Writer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { value, codec } = *self;
        match (value, codec) {
            (Value::String(text), Codec::Plain) => serializer.serialize_str(text),
            (Value::I64(number), Codec::Plain) => serializer.serialize_i64(number),
            (Value::U64(number), Codec::Plain) => serializer.serialize_u64(number),
            (Value::F64(number), Codec::Plain) => serializer.serialize_f64(number),
            (Value::Bool(truth), Codec::Plain) => serializer.serialize_bool(truth),
            (Value::Option(Some(inner)), _) => Writer::new(inner, codec).serialize(serializer),
            (Value::Option(None), _) => match codec.absence() {
                Some(text) => serializer.serialize_str(text),
                None => serializer.serialize_unit(),
            },
            (Value::Null, _) => serializer.serialize_unit(),
            _ => self.serialize_present(serializer),
        }
    }
}

impl Writer<'_> {
    // Apart, so that what is written most often needs little room on the stack.
    #[inline(never)]
    fn serialize_present<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { value, codec } = *self;
        match (value, codec.present()) {
            (_, Codec::JsonText) => serializer.serialize_str(&json_text(Writer {
                value,
                codec: &Codec::Plain,
            })),
            (Value::List(list), Codec::Joined(separator)) => {
                serializer.serialize_str(&joined(list, separator))
            }
            // What they hold may be absent too, so they pass on the whole codec.
            (Value::List(list), _) => write_list(list, codec, serializer),
            (Value::Map(map), _) => write_map(map, codec, serializer),
            (Value::Record(record), _) => write_record(record, None, serializer),
            (Value::Union(union), _) => union::write(union, serializer),
            (Value::Json(json), _) => json.serialize(serializer),
            _ => write_scalar(
                scalar::write(&value, codec).unwrap_or(Written::Null),
                serializer,
            ),
        }
    }
}

pub(crate) fn json_text(writer: Writer<'_>) -> String {
    // Only keys that are not text could fail, and there are none.
    serde_json::to_string(&writer).unwrap_or_default()
}

/// A list as one text. What is no single value in it stands as JSON.
pub(crate) fn joined(list: &dyn ListNode, separator: &str) -> String {
    let items = (0..list.len()).map(|index| {
        let value = list.item(index).value();
        match scalar::write(&value, &Codec::Text) {
            Some(written) => written.into_string().into_owned(),
            None => json_text(Writer {
                value,
                codec: &Codec::Plain,
            }),
        }
    });
    items.collect::<Vec<_>>().join(separator)
}

fn write_scalar<S: Serializer>(written: Written<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    match written {
        Written::Null => serializer.serialize_unit(),
        Written::Text(text) => serializer.serialize_str(&text),
        Written::Bool(truth) => serializer.serialize_bool(truth),
        Written::I64(number) => serializer.serialize_i64(number),
        Written::U64(number) => serializer.serialize_u64(number),
        Written::F64(number) => serializer.serialize_f64(number),
    }
}

fn write_list<S: Serializer>(
    list: &dyn ListNode,
    codec: &Codec,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let length = list.len();
    let mut items = serializer.serialize_seq(Some(length))?;
    for index in 0..length {
        items.serialize_element(&Writer::new(list.item(index), codec))?;
    }
    items.end()
}

fn write_map<S: Serializer>(
    map: &dyn MapNode,
    codec: &Codec,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut members = serializer.serialize_map(Some(map.len()))?;
    write_entries(map, codec, &mut members)?;
    members.end()
}

fn write_entries<M: SerializeMap>(
    map: &dyn MapNode,
    codec: &Codec,
    members: &mut M,
) -> Result<(), M::Error> {
    let mut result = Ok(());
    map.each(&mut |key, node| {
        if result.is_ok() {
            result = members.serialize_entry(key, &Writer::new(node, codec));
        }
    });
    result
}

/// `tag`: a member that comes first, in place of the field of the same name.
fn write_record<S: Serializer>(
    record: &dyn Record,
    tag: Option<(&str, &str)>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let shape = record.shape();
    let mut members = serializer.serialize_map(None)?;
    if let Some((name, value)) = tag {
        members.serialize_entry(name, value)?;
    }
    let mut result = Ok(());
    record.refs(&mut |refs| result = write_fields(shape, refs, tag, &mut members));
    result?;
    members.end()
}

fn write_fields<M: SerializeMap>(
    shape: &'static Shape,
    refs: &[&dyn Node],
    tag: Option<(&str, &str)>,
    members: &mut M,
) -> Result<(), M::Error> {
    for (field, node) in shape.fields.iter().zip(refs) {
        let writer = Writer::new(*node, field.codec);
        let left_out = matches!(writer.value, Value::Option(None)) && !field.required;
        if !left_out && tag.is_none_or(|(name, _)| name != field.wire) {
            members.serialize_entry(field.wire, &writer)?;
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
