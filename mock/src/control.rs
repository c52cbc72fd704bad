//! What a request asks of the mock rather than of the API: by headers, and by values that begin with `mock:`.
//!
//! In: a request as it came. Out: the wishes in it; or what is wrong with them.

use std::time::Duration;

use http::HeaderMap;
use serde_json::Value as Json;

use crate::seam::Incoming;

/// What such values begin with.
const MAGIC: &str = "mock:";
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
    /// A value of a parameter said one of these, so that what is wrong with that value is no fault.
    pub(crate) by_value: bool,
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
    for kind in ["error", "latency", "fault", "sample", "status"] {
        if let Some(value) = header(&incoming.headers, kind) {
            wishes
                .take(kind, &value)
                .map_err(|problem| format!("the header X-Mock-{kind}: {problem}"))?;
        }
    }
    for value in values(incoming) {
        let Some(wish) = value.strip_prefix(MAGIC) else {
            continue;
        };
        // A value of the API's own may begin so too.
        if let Some((kind, value)) = wish.split_once(':')
            && wishes.take(kind, value).is_ok()
        {
            wishes.by_value = true;
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
    time(text).filter(|time| *time <= LONGEST)
}

/// A length of time as specs write it: `200ms`, `2s`, `5m`, `1h`, `7d`.
///
/// ```
/// assert_eq!(specwright_mock::time("5m"), Some(std::time::Duration::from_secs(300)));
/// assert_eq!(specwright_mock::time("5"), None);
/// ```
pub fn time(text: &str) -> Option<Duration> {
    let split = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at_checked(split)?;
    let number: u64 = number.parse().ok()?;
    let seconds = match unit {
        "ms" => return Some(Duration::from_millis(number)),
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 24 * 3600,
        _ => return None,
    };
    number.checked_mul(seconds).map(Duration::from_secs)
}

fn header(headers: &HeaderMap, kind: &str) -> Option<String> {
    let value = headers.get(format!("x-mock-{kind}"))?.to_str().ok()?;
    Some(value.trim().to_owned())
}

/// The texts in which a caller may write a wish: pieces of the path, values of the query, of a form and of JSON.
fn values(incoming: &Incoming) -> Vec<String> {
    let (path, query) = incoming
        .target
        .split_once('?')
        .unwrap_or((&incoming.target, ""));
    let mut found: Vec<String> = Vec::new();
    // Most requests hold none, and a body may be large.
    let holds =
        |text: &str| text.contains(MAGIC) || text.contains("mock%3A") || text.contains("mock%3a");
    if holds(path) {
        found.extend(path.split('/').map(decoded));
    }
    if holds(query) {
        found.extend(pair_values(query));
    }
    if let Ok(body) = std::str::from_utf8(&incoming.body)
        && holds(body)
    {
        match serde_json::from_str::<Json>(body) {
            Ok(json) => texts(&json, &mut found),
            Err(_) => found.extend(pair_values(body)),
        }
    }
    for value in incoming.headers.values() {
        found.extend(
            value
                .to_str()
                .ok()
                .filter(|value| value.starts_with(MAGIC))
                .map(str::to_owned),
        );
    }
    found
}

fn pair_values(pairs: &str) -> impl Iterator<Item = String> {
    pairs
        .split('&')
        .filter_map(|pair| Some(decoded(pair.split_once('=')?.1)))
}

fn texts(json: &Json, found: &mut Vec<String>) {
    match json {
        Json::String(text) => found.push(text.clone()),
        Json::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Json::Object(members) => members.values().for_each(|member| texts(member, found)),
        _ => {}
    }
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let pair = after
            .get(..2)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        match (
            first,
            pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()),
        ) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
                continue;
            }
            (b'+', _) => bytes.push(b' '),
            (byte, _) => bytes.push(*byte),
        }
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Method;

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
    fn wrong_wishes_are_told() {
        let wrong = |name, value| wishes(&request("/", Some((name, value)), "")).err();
        assert!(wrong("x-mock-fault", "flood").is_some_and(|text| text.contains("takes reset")));
        assert!(wrong("x-mock-latency", "2 weeks").is_some());
        assert!(wrong("x-mock-status", "99").is_some());
        assert!(wrong("x-mock-status", "404").is_none());
        assert_eq!(latency("200ms"), Some(Duration::from_millis(200)));
        assert_eq!(latency("9999999999999999999s"), None);
        assert_eq!(latency("ms"), None);
    }
}
