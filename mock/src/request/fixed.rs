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
    /// It stands this often.
    Often(usize),
}

impl Seen {
    /// The value as text: without quotes where it is one.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Nothing | Self::Often(_) => None,
            Self::Text(text) | Self::Json(Json::String(text)) => Some(text.clone()),
            Self::Json(other) => Some(other.to_string()),
        }
    }
}

/// Looks all of them up, except for the credentials, which are judged with the others.
pub(super) fn check(reading: &mut Reading<'_>) {
    let operation = reading.operation;
    for param in &operation.fixed {
        let is_credential = matches!(param.source, FixedSource::Credential(_));
        let seen = find(reading, param);
        if let (Seen::Often(count), false) = (&seen, is_credential) {
            reading.faults.push(twice(param, *count));
            continue;
        }
        match &param.source {
            FixedSource::Constant(value) => constant(reading, param, value, &seen),
            FixedSource::Fresh(fresh) => self::fresh(reading, param, *fresh, &seen),
            FixedSource::Credential(_) => {}
        }
    }
}

/// The fault of one that stands several times.
pub(super) fn twice(param: &FixedParam, count: usize) -> Fault {
    let at = At::param(param.location, &param.wire);
    let says = format!("{} stands {count} times, but has one value", at.subject());
    Fault::new(FaultKind::Twice, says).at(at)
}

/// What a fixed parameter was in the request.
pub(super) fn find(reading: &mut Reading<'_>, param: &FixedParam) -> Seen {
    let wire = param.wire.as_str();
    let text = |found: Option<String>| found.map_or(Seen::Nothing, Seen::Text);
    let one = |found: &[Option<&str>]| match found {
        [] => Seen::Nothing,
        [found] => Seen::Text(found.unwrap_or_default().to_owned()),
        all => Seen::Often(all.len()),
    };
    match param.location {
        Location::Query => one(&reading.query.take(wire)),
        // Those that tell what the caller likes may stand in several lines.
        Location::Header if reading.parts.headers(wire) > 1 && !is_a_wish(param) => {
            Seen::Often(reading.parts.headers(wire))
        }
        Location::Header => text(reading.parts.header(wire)),
        Location::Cookie if reading.parts.cookies(wire) > 1 => {
            Seen::Often(reading.parts.cookies(wire))
        }
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
                | (Content::Multipart(_), BodyKind::Multipart) => one(&reading.form.take(wire)),
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
        Seen::Nothing | Seen::Often(_) => false,
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
        Fresh::RandomU32 => NUMBER,
        Fresh::Uuid => UUID,
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

/// What a value must be, in words, and whether a text is it.
pub(crate) type Form = (&'static str, fn(&str) -> bool);

/// A random number.
pub(crate) const NUMBER: Form = ("an integer from 0 to 4294967295", |text| {
    is_integer(text) && text.parse::<u32>().is_ok()
});
/// A UUID.
pub(crate) const UUID: Form = ("a UUID", |text| uuid::Uuid::try_parse(text).is_ok());

/// Random hexadecimal digits. Vendors' own programs write those of a UUID, with its hyphens.
pub(crate) const HEX: Form = ("32 hexadecimal digits", UUID.1);

/// A number without a plus before it, which in a query is a blank.
pub(crate) fn is_integer(text: &str) -> bool {
    !text.starts_with('+') && text.parse::<i64>().is_ok()
}
