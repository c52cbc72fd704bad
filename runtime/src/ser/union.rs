//! Writing a one-of: its content and what tells the variant.

use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};

use super::{Writer, write_record};
use crate::{Json, Tagging, Union, Value};

pub(super) fn write<S: Serializer>(union: &dyn Union, serializer: S) -> Result<S::Ok, S::Error> {
    let shape = union.shape();
    let (index, content) = union.current();
    let Some(variant) = shape.variants.get(index) else {
        return Err(S::Error::custom(format!(
            "`{}` has no variant {index}",
            shape.name
        )));
    };
    let content = Writer::new(content, variant.codec);
    // What came without a known tag goes back as it came.
    if shape.other == Some(index) {
        return content.serialize(serializer);
    }
    match shape.tagging {
        Tagging::Order => content.serialize(serializer),
        Tagging::Inside(tag) => write_inside(tag, variant.tag, content, serializer),
        Tagging::Beside {
            tag,
            content: member,
        } => {
            let mut members = serializer.serialize_map(None)?;
            members.serialize_entry(tag, variant.tag)?;
            if !matches!(content.value, Value::Unit | Value::Option(None)) {
                members.serialize_entry(member, &content)?;
            }
            members.end()
        }
        Tagging::Key => {
            let mut members = serializer.serialize_map(Some(1))?;
            members.serialize_entry(variant.tag, &content)?;
            members.end()
        }
    }
}

fn write_inside<S: Serializer>(
    tag: &'static str,
    value: &'static str,
    content: Writer<'_>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if let Value::Record(record) = content.value {
        return write_record(record, Some((tag, value)), serializer);
    }
    let mut members = serde_json::Map::new();
    if let Json::Object(inner) = serde_json::to_value(content).unwrap_or_default() {
        members = inner;
    }
    members.insert(tag.to_owned(), value.into());
    members.serialize(serializer)
}
