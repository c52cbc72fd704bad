//! Bodies against what the operation sends. In: the body as its content type has it. Out: whether it can be read, whole
//! values, and files.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value as Json, json};
use specwright::model::{Api, BodyKind, Field, FixedParam, Location, Style, Type};

use super::multipart::Part;
use super::pairs::{Found, item_of, structure};
use super::parts::{Content, FORM, MULTIPART, is_json};
use super::reading::Reading;
use super::value::from_text;
use crate::seam::{At, Fault, FaultKind};

/// Checks the content type; whether the members of the body can be looked at.
pub(super) fn check(reading: &mut Reading<'_>) -> bool {
    let found = reading.parts.media_type();
    let is_empty = matches!(reading.parts.content, Content::Empty);
    let kind = reading.operation.body;
    let expected = match kind {
        BodyKind::None => {
            if !is_empty {
                let says = "the operation takes no body, but the request has one";
                let at = At::default();
                reading
                    .unknown
                    .push(Fault::new(FaultKind::Unknown, says).at(at));
            }
            return true;
        }
        _ if is_empty => return true,
        BodyKind::Json => "application/json",
        BodyKind::Form => FORM,
        BodyKind::Multipart => MULTIPART,
        BodyKind::Text => "text/plain",
        BodyKind::Bytes => return true,
    };
    let says_own = says_content_type(reading);
    let fits = match (kind, found.as_deref()) {
        (BodyKind::Json, Some(found)) => is_json(found),
        (BodyKind::Text, Some(found)) => says_own || found.starts_with("text/"),
        (BodyKind::Text, None) => true,
        (_, Some(found)) => found == expected,
        (_, None) => false,
    };
    if !fits {
        let says = match &found {
            Some(found) => format!("the body is sent as `{found}`, but must be `{expected}`"),
            None => format!("the body has no content type, but must be `{expected}`"),
        };
        let fault = Fault::new(FaultKind::ContentType, says)
            .at(At::param(Location::Header, "content-type"))
            .help(format!("send `Content-Type: {expected}`"));
        reading.faults.push(fault);
        return false;
    }
    match (kind, &reading.parts.content) {
        (BodyKind::Json, Content::Json(Json::Object(_))) => true,
        (BodyKind::Json, Content::Json(_)) if !has_whole(reading) => {
            let says = "the body must be a JSON object";
            reading.faults.push(Fault::new(FaultKind::Malformed, says));
            false
        }
        (BodyKind::Text, _) if std::str::from_utf8(&reading.parts.incoming.body).is_err() => {
            reading
                .faults
                .push(Fault::new(FaultKind::Malformed, "the body is not UTF-8"));
            false
        }
        // What cannot be read is a fault already.
        (BodyKind::Json | BodyKind::Form | BodyKind::Multipart, Content::Other) => false,
        _ => true,
    }
}

/// A body that is not there at all, where its members would be: an object without any is `{}`.
pub(super) fn missing(reading: &mut Reading<'_>) {
    let is_empty = matches!(reading.parts.content, Content::Empty);
    let help = match reading.operation.body {
        BodyKind::Json if !has_whole(reading) => "send `{}` where there is nothing to say",
        // A form without fields has no bytes, but it is one.
        BodyKind::Form if reading.parts.media_type().is_none() => {
            "send `Content-Type: application/x-www-form-urlencoded`"
        }
        BodyKind::Multipart => "send `multipart/form-data`",
        _ => return,
    };
    let is_told = |fault: &Fault| {
        let in_body = fault.at.location == Some(Location::BodyField);
        in_body && matches!(fault.kind, FaultKind::Missing | FaultKind::Constant)
    };
    if is_empty && !reading.faults.iter().any(is_told) {
        let fault = Fault::new(FaultKind::Missing, "the body is missing").help(help);
        reading.faults.push(fault);
    }
}

fn has_whole(reading: &Reading<'_>) -> bool {
    let mut params = reading.operation.params.iter();
    params.any(|param| param.location == Location::Body)
}

/// Whether a parameter is the content type, so that it is the caller's business.
fn says_content_type(reading: &Reading<'_>) -> bool {
    let is_it = |name: &str| name.eq_ignore_ascii_case("content-type");
    let given = reading
        .operation
        .params
        .iter()
        .map(|param| (param.location, &param.field.wire));
    let fixed = reading
        .operation
        .fixed
        .iter()
        .map(|param: &FixedParam| (param.location, &param.wire));
    let mut all = given.chain(fixed);
    all.any(|(location, name)| location == Location::Header && is_it(name))
}

/// The body as one value.
pub(super) fn whole(reading: &Reading<'_>, field: &Field) -> Option<Json> {
    let incoming = reading.parts.incoming;
    match (reading.operation.body, &reading.parts.content) {
        (BodyKind::Json, Content::Json(json)) => Some(json.clone()),
        (BodyKind::Text, Content::Empty) => match field.value.ty {
            // An empty text is a text, but nobody can tell it from none.
            Type::String | Type::Secret => Some("".into()),
            _ => None,
        },
        (BodyKind::Text, _) => {
            let text = std::str::from_utf8(&incoming.body).ok()?;
            Some(from_text(
                reading.served.api(),
                &field.value.ty,
                &field.value.codec,
                text,
            ))
        }
        (BodyKind::Bytes, _) if incoming.body.is_empty() => None,
        (BodyKind::Bytes, _) => match field.value.ty {
            Type::String | Type::Secret => Some(String::from_utf8_lossy(&incoming.body).into()),
            _ => Some(file(
                None,
                reading.parts.media_type().as_deref(),
                &incoming.body,
            )),
        },
        _ => None,
    }
}

/// A parameter that is a part of its own: a file, or JSON.
pub(super) fn part(api: &Api, parts: &[Part], field: &Field, style: Style) -> Found {
    let named: Vec<&Part> = parts
        .iter()
        .filter(|part| part.name == field.wire)
        .collect();
    if named.is_empty() {
        return Found::Nothing;
    }
    let as_file = |part: &&Part| {
        file(
            part.file_name.as_deref(),
            part.content_type.as_deref(),
            &part.content,
        )
    };
    let is_file = |ty: &Type| matches!(api.bare(ty), Type::File | Type::Bytes);
    match item_of(api, &field.value) {
        Some(item) if is_file(item) => return Found::One(named.iter().map(as_file).collect()),
        None if is_file(&field.value.ty) => {
            return match named[..] {
                [part] => Found::One(as_file(&part)),
                ref all => Found::Often(all.len()),
            };
        }
        _ => {}
    }
    let bare = api.bare(&field.value.ty);
    let is_json = structure(api, bare).is_some() || matches!(bare, Type::Map(_));
    match named[..] {
        [part] if is_json && style == Style::Plain => {
            let json = serde_json::from_slice(&part.content);
            Found::One(json.unwrap_or_else(|_| part.text().unwrap_or_default().into()))
        }
        _ => Found::Nothing,
    }
}

/// A file as the values of a call have it.
fn file(name: Option<&str>, content_type: Option<&str>, content: &[u8]) -> Json {
    let mut file = json!({});
    if let Some(members) = file.as_object_mut() {
        let mut put = |key: &str, value: &str| members.insert(key.to_owned(), value.into());
        if let Some(name) = name {
            put("name", name);
        }
        if let Some(content_type) = content_type {
            put("content_type", content_type);
        }
        match std::str::from_utf8(content) {
            Ok(text) => put("text", text),
            Err(_) => put("base64", &BASE64_STANDARD.encode(content)),
        };
    }
    file
}
