//! Writing a one-of: its content and what tells the variant.

use super::output::{Members, Output};
use super::{Writer, write_record};
use crate::{Codec, Json, Tagging, Union, Value};

pub(super) fn write<O: Output>(union: &dyn Union, out: O) -> Result<O::Done, O::Error> {
    let shape = union.shape();
    let (index, content) = union.current();
    let Some(variant) = shape.variants.get(index) else {
        return Err(O::failure(format!(
            "`{}` has no variant {index}",
            shape.name
        )));
    };
    let content = content.value();
    let content = Writer::new(&content, variant.codec);
    // What came without a known tag goes back as it came.
    if shape.other == Some(index) {
        return content.write(out);
    }
    match shape.tagging {
        Tagging::Order | Tagging::Status { .. } => content.write(out),
        Tagging::Inside(tag) => write_inside(tag, variant.tag, content, out),
        Tagging::Beside {
            tag,
            content: member,
        } => {
            let mut members = out.members(None)?;
            members.member(tag, Writer::new(&Value::String(variant.tag), &Codec::Plain))?;
            if !matches!(content.value, Value::Unit | Value::Option(None)) {
                members.member(member, content)?;
            }
            members.end()
        }
        Tagging::Key => {
            let mut members = out.members(Some(1))?;
            members.member(variant.tag, content)?;
            members.end()
        }
    }
}

fn write_inside<O: Output>(
    tag: &'static str,
    value: &'static str,
    content: Writer<'_>,
    out: O,
) -> Result<O::Done, O::Error> {
    if let Value::Record(record) = content.value {
        return write_record(*record, Some((tag, value)), out);
    }
    let mut members = serde_json::Map::new();
    if let Json::Object(inner) = serde_json::to_value(content).unwrap_or_default() {
        members = inner;
    }
    members.insert(tag.to_owned(), value.into());
    out.json(&Json::Object(members))
}
