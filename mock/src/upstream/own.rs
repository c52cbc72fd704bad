//! What a caller does not give and the body must hold: credentials and fresh values, put in while the request is signed.
//!
//! In: the body of the page. Out: the same with more members or fields at its end, before any signature sees it.

use bytes::Bytes;
use serde_json::Value as Json;
use specwright::model::{FixedSource, Fresh, Location, Operation};
use specwright_runtime as rt;

use super::percent::encoded;
use super::tap;

/// Completes the request of the page. It comes before the signatures of the API.
pub(super) struct Completion {
    members: Vec<(String, Source)>,
}

#[derive(Clone, Debug)]
enum Source {
    Credential(String),
    Fresh(Fresh),
}

impl Completion {
    /// For an operation.
    pub(super) fn new(op: &Operation) -> Self {
        let in_body = op
            .fixed
            .iter()
            .filter(|fixed| fixed.location == Location::BodyField);
        let members = in_body.filter_map(|fixed| {
            let source = match &fixed.source {
                FixedSource::Credential(name) => Source::Credential(name.clone()),
                FixedSource::Fresh(fresh) => Source::Fresh(*fresh),
                FixedSource::Constant(_) => return None,
            };
            Some((fixed.wire.clone(), source))
        });
        Self {
            members: members.collect(),
        }
    }
}

impl rt::Signer for Completion {
    fn sign(&self, request: &mut rt::Signing<'_>) -> Result<(), rt::SignError> {
        tap::mark();
        for (name, source) in &self.members {
            let value = match source {
                Source::Credential(credential) => {
                    let value = request.credential(credential)?.to_owned();
                    request.hide(value.as_str());
                    Json::from(value)
                }
                Source::Fresh(fresh) => make(*fresh, request.now()),
            };
            if let Some(body) = with(request, name, &value) {
                request.set_body(body);
            }
        }
        Ok(())
    }
}

fn make(fresh: Fresh, now: rt::Timestamp) -> Json {
    match fresh {
        Fresh::RandomU32 => fastrand::u32(..).into(),
        Fresh::Uuid | Fresh::IdempotencyKey => uuid::Uuid::new_v4().to_string().into(),
        Fresh::UnixSeconds => now.as_second().into(),
        Fresh::UnixMillis => now.as_millisecond().into(),
    }
}

/// The body with one more member or field; `None` where it is neither an object nor a form, and so stays as it is typed.
fn with(request: &rt::Signing<'_>, name: &str, value: &Json) -> Option<Bytes> {
    let content_type = request.headers().get(http::header::CONTENT_TYPE)?;
    let content_type = content_type.to_str().ok()?.to_ascii_lowercase();
    if content_type.starts_with("application/json") {
        member(request.body(), name, value)
    } else if content_type.starts_with("application/x-www-form-urlencoded") {
        Some(field(request.body(), name, value))
    } else {
        None
    }
}

/// An object with this member, and none of the same name before it.
fn member(body: &[u8], name: &str, value: &Json) -> Option<Bytes> {
    let text = std::str::from_utf8(body).ok()?.trim();
    let parsed: serde_json::Map<String, Json> = match text {
        "" => serde_json::Map::new(),
        text => serde_json::from_str(text).ok()?,
    };
    if parsed.contains_key(name) {
        let mut parsed = parsed;
        parsed.insert(name.to_owned(), value.clone());
        return serde_json::to_vec(&parsed).ok().map(Bytes::from);
    }
    let open = match text {
        "" => "{",
        text => text.strip_suffix('}')?,
    };
    let between = if parsed.is_empty() { "" } else { "," };
    let name = Json::from(name);
    Some(format!("{open}{between}{name}:{value}}}").into())
}

fn field(body: &[u8], name: &str, value: &Json) -> Bytes {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    let start = format!("{}=", encoded(name));
    let fields = body.split(|byte| *byte == b'&');
    let kept: Vec<&[u8]> = fields
        .filter(|field| !field.is_empty() && !field.starts_with(start.as_bytes()))
        .collect();
    let mut out = kept.join(&b'&');
    if !out.is_empty() {
        out.push(b'&');
    }
    out.extend_from_slice(format!("{start}{}", encoded(&text)).as_bytes());
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_comes_last_and_once() {
        for (body, expected) in [
            ("", r#"{"key":"a\"b"}"#),
            ("{}", r#"{"key":"a\"b"}"#),
            (r#" {"n": 1.10} "#, r#"{"n": 1.10,"key":"a\"b"}"#),
            (r#"{"key": "of the page"}"#, r#"{"key":"a\"b"}"#),
        ] {
            let made = member(body.as_bytes(), "key", &Json::from("a\"b"));
            assert_eq!(made.as_deref(), Some(expected.as_bytes()), "{body}");
        }
        for body in ["[]", "{", "7", "\u{fffd}"] {
            assert_eq!(
                member(body.as_bytes(), "key", &Json::from(1)),
                None,
                "{body}"
            );
        }
    }

    #[test]
    fn a_field_comes_last_and_once() {
        for (body, expected) in [("", "key=a%26b"), ("x=1&key=old&y=2", "x=1&y=2&key=a%26b")] {
            let made = field(body.as_bytes(), "key", &Json::from("a&b"));
            assert_eq!(&made[..], expected.as_bytes(), "{body}");
        }
    }
}
