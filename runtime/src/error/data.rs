//! The body of an error in a type. In: the bytes that were kept. Out: a value, by the readers of payloads.

use crate::{Codec, DecodeError, Json, Node, Slot, decode_json, decode_value, xml_tree};

/// Reads a body by its first character: XML, or JSON; what is neither is text for who wants one.
pub(super) fn read(body: &[u8], value: &mut dyn Node) -> Result<(), DecodeError> {
    let read = match body.trim_ascii_start().starts_with(b"<") {
        true => xml(body, value),
        false => decode_json(body, value, &Codec::Plain),
    };
    let Err(error) = read else {
        return Ok(());
    };
    match (value.slot(), std::str::from_utf8(body)) {
        (Slot::String(place), Ok(text)) if error.is_syntax() => *place = text.to_owned(),
        (Slot::Bytes(place), _) => *place = body.to_vec(),
        (Slot::Json(place), Ok(text)) if error.is_syntax() => *place = Json::from(text),
        _ => return Err(error),
    }
    Ok(())
}

fn xml(body: &[u8], value: &mut dyn Node) -> Result<(), DecodeError> {
    let (_, tree) = xml_tree(body).map_err(|error| DecodeError::syntax(error.to_string()))?;
    decode_value(&tree, true, value, &Codec::Plain)
}
