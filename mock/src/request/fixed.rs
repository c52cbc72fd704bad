//! Parameters that the caller does not give: constants, credentials, fresh values. In: the request. Out: faults where
//! they are not what the spec says, and the credentials that were seen.

use serde_json::Value as Json;
use specwright::model::{BodyKind, FixedParam, FixedSource, Fresh, Location};

use super::fault::excerpt;
use super::parts::Content;
use super::reading::Reading;
use crate::seam::{At, Fault, FaultKind};

/// What a fixed parameter was in the request.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Seen {
    Nothing,
    Text(String),
    Json(Json),
}

impl Seen {
    /// The value as text: without quotes where it is one.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Text(text) | Self::Json(Json::String(text)) => Some(text.clone()),
            Self::Json(other) => Some(other.to_string()),
        }
    }
}

/// Looks all of them up, except for the credentials, which are judged with the others.
pub(super) fn check(reading: &mut Reading<'_>) {
    let operation = reading.operation;
    for param in &operation.fixed {
        let seen = find(reading, param);
        match &param.source {
            FixedSource::Constant(value) => constant(reading, param, value, &seen),
            FixedSource::Fresh(fresh) => self::fresh(reading, param, *fresh, &seen),
            FixedSource::Credential(_) => {}
        }
    }
}

/// What a fixed parameter was in the request.
pub(super) fn find(reading: &mut Reading<'_>, param: &FixedParam) -> Seen {
    let wire = param.wire.as_str();
    let text = |found: Option<String>| found.map_or(Seen::Nothing, Seen::Text);
    match param.location {
        Location::Query => {
            let found = reading.query.take(wire);
            text(
                found
                    .first()
                    .map(|found| found.unwrap_or_default().to_owned()),
            )
        }
        Location::Header => text(reading.parts.header(wire)),
        Location::Cookie => {
            let mut cookies = reading.parts.cookies.iter();
            let found = cookies.find(|(name, _)| name == wire);
            text(found.map(|(_, value)| value.clone()))
        }
        Location::BodyField | Location::Body => {
            match (&reading.parts.content, reading.operation.body) {
                (Content::Json(Json::Object(members)), BodyKind::Json) => {
                    match members.get_key_value(wire) {
                        Some((name, found)) => {
                            reading.members.push(name);
                            Seen::Json(found.clone())
                        }
                        None => Seen::Nothing,
                    }
                }
                (Content::Form(_), BodyKind::Form)
                | (Content::Multipart(_), BodyKind::Multipart) => {
                    let found = reading.form.take(wire);
                    text(
                        found
                            .first()
                            .map(|found| found.unwrap_or_default().to_owned()),
                    )
                }
                _ => Seen::Nothing,
            }
        }
        Location::Path => Seen::Nothing,
    }
}

fn constant(reading: &mut Reading<'_>, param: &FixedParam, value: &Json, seen: &Seen) {
    if param.location == Location::Path {
        return;
    }
    let expected = Seen::Json(value.clone()).text().unwrap_or_default();
    let fits = match seen {
        Seen::Nothing => false,
        Seen::Text(text) => *text == expected,
        Seen::Json(found) => found == value,
    };
    if fits {
        return;
    }
    let at = At::param(param.location, &param.wire);
    let (says, shown) = match seen.text() {
        Some(text) => (
            format!(
                "{} is {}, but must be `{expected}`",
                at.subject(),
                excerpt(&text)
            ),
            value,
        ),
        None => (
            format!("{} is missing: it is always `{expected}`", at.subject()),
            value,
        ),
    };
    let kind = FaultKind::Constant;
    let fault = Fault::new(kind, says).at(at).help(format!("send {shown}"));
    // What only says how an answer is liked is not missed by any service.
    if *seen == Seen::Nothing && is_a_wish(param) {
        reading.notes.push(fault);
    } else {
        reading.faults.push(fault);
    }
}

/// Headers that tell what the caller likes or who it is.
fn is_a_wish(param: &FixedParam) -> bool {
    let name = param.wire.to_ascii_lowercase();
    param.location == Location::Header && (name.starts_with("accept") || name == "user-agent")
}

fn fresh(reading: &mut Reading<'_>, param: &FixedParam, fresh: Fresh, seen: &Seen) {
    let at = At::param(param.location, &param.wire);
    let (expected, fits): (_, fn(&str) -> bool) = match fresh {
        Fresh::RandomU32 => ("an integer from 0 to 4294967295", |text| {
            text.parse::<u32>().is_ok()
        }),
        Fresh::Uuid => ("a UUID", is_uuid),
        // Any text that is never used twice will do.
        Fresh::IdempotencyKey => ("a key of its own", |text| !text.is_empty()),
        Fresh::UnixSeconds => ("seconds since 1970", is_integer),
        Fresh::UnixMillis => ("milliseconds since 1970", is_integer),
    };
    match seen.text() {
        Some(text) if fits(&text) => {}
        Some(text) => {
            let says = format!(
                "{} must be {expected}, not {}",
                at.subject(),
                excerpt(&text)
            );
            reading
                .faults
                .push(Fault::new(FaultKind::Type, says).at(at));
        }
        None => {
            let says = format!(
                "{} is missing: {expected}, made anew for each request",
                at.subject()
            );
            let fault = Fault::new(FaultKind::Missing, says).at(at);
            // Ids of requests serve the caller, so that services do without.
            match param.location == Location::Header {
                true => reading.notes.push(fault),
                false => reading.faults.push(fault),
            }
        }
    }
}

fn is_integer(text: &str) -> bool {
    text.parse::<i64>().is_ok()
}

fn is_uuid(text: &str) -> bool {
    uuid::Uuid::try_parse(text).is_ok()
}
