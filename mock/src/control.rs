//! What a request asks of the mock rather than of the API: by headers, and by values that begin with `mock:`.
//!
//! In: a request as it came. Out: the wishes in it; or what is wrong with them.

use std::time::Duration;

use percent_encoding::percent_decode_str;
use serde_json::Value as Json;
use specwright::spec::Span;

use crate::request::parts::decode_pairs;
use crate::seam::Incoming;
use crate::wished::Place;

/// What such values begin with.
const MAGIC: &str = "mock:";
/// What their headers begin with.
const HEADER: &str = "x-mock-";
/// What may be wished for.
const KINDS: [&str; 5] = ["Error", "Latency", "Fault", "Sample", "Status"];
/// No wish makes a client wait longer.
const LONGEST: Duration = Duration::from_secs(600);

/// What is wished for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wishes {
    /// A row of the error table, by code or name.
    pub(crate) error: Option<String>,
    /// How long the answer takes.
    pub(crate) latency: Option<Duration>,
    /// How the answer is spoilt.
    pub(crate) fault: Option<Spoil>,
    /// The sample that is the answer.
    pub(crate) sample: Option<String>,
    /// The HTTP status of the answer.
    pub(crate) status: Option<u16>,
    /// The values that are wishes, so that what is wrong with them is no fault.
    pub(crate) places: Vec<Place>,
}

/// How an answer is spoilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spoil {
    /// The connection is reset.
    Reset,
    /// Half of the body comes.
    Truncated,
    /// The page of a proxy.
    Html,
    /// No body.
    Empty,
    /// Bytes that mean nothing.
    Garbage,
}

impl Spoil {
    /// All of them, by name.
    const ALL: [(&'static str, Self); 5] = [
        ("reset", Self::Reset),
        ("truncated", Self::Truncated),
        ("html", Self::Html),
        ("empty", Self::Empty),
        ("garbage", Self::Garbage),
    ];

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(_, one)| *one == self)
            .map_or("", |(name, _)| name)
    }
}

/// Reads the wishes of a request.
pub(crate) fn wishes(incoming: &Incoming) -> Result<Wishes, String> {
    let mut wishes = Wishes::default();
    for (name, value) in &incoming.headers {
        let Some(wish) = name.as_str().strip_prefix(HEADER) else {
            continue;
        };
        let kind = KINDS.iter().find(|kind| kind.eq_ignore_ascii_case(wish));
        let kind = kind.ok_or_else(|| no_kind(wish))?;
        let value = value.to_str().ok().map(str::trim);
        let value = value.ok_or_else(|| format!("X-Mock-{kind} takes visible ASCII"))?;
        wishes
            .take(wish, value)
            .map_err(|problem| format!("X-Mock-{kind} {problem}"))?;
    }
    for (place, value) in values(incoming) {
        let Some(wish) = value.strip_prefix(MAGIC) else {
            continue;
        };
        // A value of the API's own may begin so too.
        if let Some((kind, value)) = wish.split_once(':')
            && wishes.take(kind, value).is_ok()
        {
            wishes.places.push(place);
        }
    }
    Ok(wishes)
}

impl Wishes {
    fn take(&mut self, kind: &str, value: &str) -> Result<(), String> {
        match kind {
            "error" => self.error = Some(value.to_owned()),
            "sample" => self.sample = Some(value.to_owned()),
            "latency" => {
                self.latency =
                    Some(latency(value).ok_or("takes a length of time such as 200ms or 2s")?)
            }
            "status" => {
                let status = value
                    .parse()
                    .ok()
                    .filter(|status| (200..600).contains(status));
                self.status = Some(status.ok_or("takes an HTTP status from 200 to 599")?);
            }
            "fault" => {
                let fault = Spoil::ALL.iter().find(|(name, _)| *name == value);
                let (_, fault) = fault.ok_or("takes reset, truncated, html, empty or garbage")?;
                self.fault = Some(*fault);
            }
            _ => return Err("is none that the mock knows".to_owned()),
        }
        Ok(())
    }
}

/// A wait that a request may wish for.
fn latency(text: &str) -> Option<Duration> {
    let Span(time) = Span::parse(text)?;
    (time <= LONGEST).then_some(time)
}

/// A header that is none of the mock's.
fn no_kind(wish: &str) -> String {
    let lower = KINDS.map(str::to_ascii_lowercase);
    let near = specwright::names::nearest(wish, lower.iter().map(String::as_str));
    let near = near.and_then(|near| {
        KINDS
            .into_iter()
            .find(|kind| kind.eq_ignore_ascii_case(&near))
    });
    match near {
        Some(near) => {
            format!("the mock knows no header X-Mock-{wish}; did you mean X-Mock-{near}?")
        }
        None => format!(
            "the mock knows no header X-Mock-{wish}; there is {}",
            KINDS.map(|kind| format!("X-Mock-{kind}")).join(", ")
        ),
    }
}

/// The texts in which a caller may write a wish: pieces of the path, values of the query, of a form and of JSON.
fn values(incoming: &Incoming) -> Vec<(Place, String)> {
    let (path, query) = incoming
        .target
        .split_once('?')
        .unwrap_or((&incoming.target, ""));
    let mut found: Vec<(Place, String)> = Vec::new();
    // Most requests hold none, and a body may be large.
    let holds =
        |text: &str| text.contains(MAGIC) || text.contains("mock%3A") || text.contains("mock%3a");
    if holds(path) {
        let piece = |piece| Some(percent_decode_str(piece).decode_utf8().ok()?.into_owned());
        found.extend({ path.split('/').filter_map(piece) }.map(|text| (Place::Path, text)));
    }
    if holds(query) {
        found.extend(pair_values(query, Place::Query));
    }
    if let Ok(body) = std::str::from_utf8(&incoming.body)
        && holds(body)
    {
        match serde_json::from_str::<Json>(body) {
            Ok(json) => texts(&json, String::new(), &mut found),
            Err(_) => found.extend(pair_values(body, Place::Body)),
        }
    }
    for (name, value) in &incoming.headers {
        let value = value.to_str().ok().filter(|value| value.starts_with(MAGIC));
        found.extend(value.map(|value| (Place::Header(name.to_string()), value.to_owned())));
    }
    found
}

/// Those of a query or form; none where they are not UTF-8, for which the request is refused.
fn pair_values(pairs: &str, place: fn(String) -> Place) -> impl Iterator<Item = (Place, String)> {
    let pairs = decode_pairs(pairs).unwrap_or_default().into_iter();
    pairs.filter_map(move |(name, value)| Some((place(name), value?)))
}

fn texts(json: &Json, at: String, found: &mut Vec<(Place, String)>) {
    match json {
        Json::String(text) if text.starts_with(MAGIC) => {
            found.push((Place::Body(at), text.clone()));
        }
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                texts(item, format!("{at}[{index}]"), found);
            }
        }
        Json::Object(members) => {
            for (name, member) in members {
                let dot = if at.is_empty() { "" } else { "." };
                texts(member, format!("{at}{dot}{name}"), found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderMap, Method};

    fn request(target: &str, header: Option<(&'static str, &str)>, body: &str) -> Incoming {
        let mut headers = HeaderMap::new();
        if let Some((name, value)) = header {
            headers.insert(name, value.parse().expect("a header"));
        }
        Incoming {
            method: Method::POST,
            target: target.to_owned(),
            headers,
            body: body.to_owned().into(),
        }
    }

    #[test]
    fn wishes_are_found_wherever_they_are() {
        let error = Some("Report.NotExist".to_owned());
        for incoming in [
            request("/", Some(("x-mock-error", "Report.NotExist")), ""),
            request("/a/mock:error:Report.NotExist/b", None, ""),
            request("/?id=mock%3Aerror%3AReport.NotExist", None, ""),
            request("/", None, r#"{"a": [{"b": "mock:error:Report.NotExist"}]}"#),
            request("/", None, "a=1&b=mock:error:Report.NotExist"),
        ] {
            assert_eq!(
                wishes(&incoming).expect("wishes").error,
                error,
                "{incoming:?}"
            );
        }
        let none = wishes(&request("/a?b=mock:thing", None, "mock:")).expect("none");
        assert_eq!(none, Wishes::default());
    }

    #[test]
    fn wishes_know_their_places() {
        let body = r#"{"a": [{"b": "mock:latency:1ms"}]}"#;
        let found =
            wishes(&request("/mock:status:404?n=mock:fault:empty", None, body)).expect("wishes");
        let expected = [
            Place::Path,
            Place::Query("n".to_owned()),
            Place::Body("a[0].b".to_owned()),
        ];
        assert_eq!(found.places, expected);
    }

    #[test]
    fn wrong_wishes_are_told() {
        let wrong = |name, value| wishes(&request("/", Some((name, value)), "")).err();
        assert!(wrong("x-mock-fault", "flood").is_some_and(|text| text.contains("takes reset")));
        assert!(wrong("x-mock-latency", "2 weeks").is_some());
        assert_eq!(
            wrong("x-mock-errors", "Busy").as_deref(),
            Some("the mock knows no header X-Mock-errors; did you mean X-Mock-Error?")
        );
        assert!(
            wrong("x-mock-foo", "1").is_some_and(|text| text.contains("there is X-Mock-Error, "))
        );
        assert_eq!(
            wrong("x-mock-status", "999").as_deref(),
            Some("X-Mock-Status takes an HTTP status from 200 to 599")
        );
        assert!(wrong("x-mock-status", "99").is_some());
        assert!(wrong("x-mock-status", "404").is_none());
        assert_eq!(latency("200ms"), Some(Duration::from_millis(200)));
        assert_eq!(latency("9999999999999999999s"), None);
        assert_eq!(latency("ms"), None);
    }
}
