//! Bodies.

use bytes::Bytes;
use http::{HeaderValue, header::CONTENT_TYPE};

use super::{Draft, Given, Origins, encode_form, fixed};
use crate::{BodyKind, FixedParam, Json, Location, OperationDescription, encode_json, pairs};

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

/// Makes the body, and the header that says what it is.
pub(super) fn fill(
    draft: &mut Draft,
    operation: &OperationDescription,
    given: &[Given<'_>],
    origins: Origins<'_>,
) -> Result<(), String> {
    let (content_type, body) = match operation.body {
        BodyKind::None => return Ok(()),
        BodyKind::Json => match given
            .iter()
            .find(|param| param.param.location == Location::Body)
        {
            Some(whole) if whole.is_present() => (JSON, encode_json(whole.node, whole.field.codec)),
            Some(_) => return Ok(()),
            None => (JSON, json_object(operation, given, origins)?),
        },
        BodyKind::Form => (FORM, form(operation, given, origins)?.into_bytes()),
    };
    // A content type given as a parameter is the caller's business.
    draft.headers.entry(CONTENT_TYPE).or_insert(content_type);
    draft.body = Bytes::from(body);
    Ok(())
}

/// An object of the fixed members and the given ones, in this order; `{}` if there are none.
fn json_object(
    operation: &OperationDescription,
    given: &[Given<'_>],
    origins: Origins<'_>,
) -> Result<Vec<u8>, String> {
    let mut out = vec![b'{'];
    for param in fixed_members(operation) {
        if let Some(value) = fixed::value(param, origins)? {
            push_key(&mut out, param.wire);
            out.extend_from_slice(value.to_string().as_bytes());
        }
    }
    for param in members(given) {
        push_key(&mut out, param.field.wire);
        out.extend_from_slice(&encode_json(param.node, param.field.codec));
    }
    out.push(b'}');
    Ok(out)
}

fn push_key(out: &mut Vec<u8>, key: &str) {
    if out.len() > 1 {
        out.push(b',');
    }
    out.extend_from_slice(Json::from(key).to_string().as_bytes());
    out.push(b':');
}

fn form(
    operation: &OperationDescription,
    given: &[Given<'_>],
    origins: Origins<'_>,
) -> Result<String, String> {
    let mut found = Vec::new();
    for param in fixed_members(operation) {
        if let Some(value) = fixed::value(param, origins)? {
            found.push((param.wire.to_owned(), fixed::text_of(&value)));
        }
    }
    for param in members(given) {
        pairs(
            param.node,
            param.field.codec,
            param.param.style,
            param.field.wire,
            &mut found,
        );
    }
    Ok(encode_form(&found))
}

fn fixed_members(operation: &OperationDescription) -> impl Iterator<Item = &FixedParam> {
    operation
        .fixed
        .iter()
        .filter(|param| param.location == Location::BodyField)
}

/// The members to write: those given, and those that must be there even as null.
fn members<'g, 'r>(given: &'g [Given<'r>]) -> impl Iterator<Item = &'g Given<'r>> {
    given.iter().filter(|param| {
        param.param.location == Location::BodyField && (param.is_present() || param.field.required)
    })
}
