//! Reading and setting a field of a request by its index, whatever its type.

use crate::{Codec, Field, Json, Node, Record, Value, decode_value, encode_value};

/// The value of a field as the wire spells it; `None` where it is absent.
pub(super) fn get(request: &dyn Record, index: usize) -> Option<Json> {
    let mut found = None;
    read(request, index, &mut |node, field| {
        found = present(node).map(|node| encode_value(node, field.codec));
    });
    found.filter(|value| !value.is_null())
}

/// Calls `visit` with a field.
pub(super) fn read(request: &dyn Record, index: usize, visit: &mut dyn FnMut(&dyn Node, &Field)) {
    let fields = request.shape().fields;
    request.refs(&mut |nodes| {
        if let (Some(node), Some(field)) = (nodes.get(index), fields.get(index)) {
            visit(*node, field);
        }
    });
}

/// Gives a field a value: number or text, as its type and codec want it.
pub(super) fn set(request: &mut dyn Record, index: usize, value: &Json) -> Result<(), String> {
    let fields = request.shape().fields;
    let mut result = Err("the request lacks a field that its pages need".to_owned());
    request.slots(&mut |slots| {
        if let (Some(slot), Some(field)) = (slots.get_mut(index), fields.get(index)) {
            result = put(*slot, value, field.codec)
                .map_err(|message| format!("parameter `{}`: {message}", field.wire));
        }
    });
    result
}

/// A number may stand for its text and the reverse: a cursor that comes as one may go as the other.
fn put(node: &mut dyn Node, value: &Json, codec: &'static Codec) -> Result<(), String> {
    decode_value(value, true, node, codec).map_err(|error| error.message().to_owned())
}

/// The value inside what may be absent.
pub(super) fn present(node: &dyn Node) -> Option<&dyn Node> {
    match node.value() {
        Value::Option(inner) => present(inner?),
        Value::Null | Value::Unit | Value::Json(Json::Null) => None,
        _ => Some(node),
    }
}

/// A number that is not negative, also one in a text.
pub(super) fn count(value: &Json) -> Option<u64> {
    match value {
        Json::Number(number) => number.as_u64().or_else(|| {
            let number = number.as_f64()?;
            // Some services write every number with a fraction.
            (number >= 0.0 && number.fract() == 0.0 && number < 9e15).then_some(number as u64)
        }),
        Json::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
