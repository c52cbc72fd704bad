//! A request taken apart: path, query, cookies, body. In: the request as it came. Out: its parts, decoded, not yet in
//! their types.

use std::borrow::Cow;

use http::HeaderMap;
use http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST};
use percent_encoding::percent_decode_str;
use serde_json::Value as Json;
use specwright::model::Location;

use super::multipart::{self, Part};
use crate::seam::{At, Fault, FaultKind, Incoming};

/// Names and values, decoded; a name without `=` has none.
pub(crate) type Query = Vec<(String, Option<String>)>;

/// A request taken apart.
#[derive(Debug)]
pub(crate) struct Parts<'i> {
    pub(crate) incoming: &'i Incoming,
    /// Path as it was sent.
    pub(crate) path: &'i str,
    /// Query as it was sent.
    pub(crate) query_text: &'i str,
    pub(crate) query: Query,
    pub(crate) cookies: Vec<(String, String)>,
    pub(crate) content: Content,
    /// What cannot be read of it.
    pub(crate) faults: Vec<Fault>,
}

/// A body as its content type has it.
#[derive(Debug)]
pub(crate) enum Content {
    /// There is none.
    Empty,
    Json(Json),
    Form(Query),
    Multipart(Vec<Part>),
    /// Of another type, or not to be read as what it says it is.
    Other,
}

impl<'i> Parts<'i> {
    pub(crate) fn new(incoming: &'i Incoming) -> Self {
        let (path, query_text) = split(&incoming.target);
        let mut faults = Vec::new();
        let query = decode_pairs(query_text).unwrap_or_else(|| {
            let says = "the query is not UTF-8 once it is decoded";
            let fault = Fault::new(FaultKind::Malformed, says).at(At::param(Location::Query, ""));
            faults.push(fault.help("percent-encode its bytes in UTF-8"));
            Query::new()
        });
        let content = content(incoming).unwrap_or_else(|fault| {
            faults.push(fault);
            Content::Other
        });
        faults.extend(twice(incoming, &content));
        Self {
            incoming,
            path,
            query_text,
            query,
            cookies: cookies(&incoming.headers),
            content,
            faults,
        }
    }

    /// The text of a header; several of one name are joined, as HTTP has it.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let mut values = self.incoming.headers.get_all(name).iter().peekable();
        values.peek()?;
        let texts: Vec<String> = values
            .map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
            .collect();
        Some(texts.join(", "))
    }

    /// How many headers of this name there are.
    pub(crate) fn headers(&self, name: &str) -> usize {
        self.incoming.headers.get_all(name).iter().count()
    }

    /// How many cookies of this name there are.
    pub(crate) fn cookies(&self, name: &str) -> usize {
        self.cookies
            .iter()
            .filter(|(known, _)| known == name)
            .count()
    }

    /// The media type of the body, in lower case and without its parameters.
    pub(crate) fn media_type(&self) -> Option<String> {
        media_type(&self.incoming.headers)
    }
}

/// Path and query of what stands in the first line of a request, which may be a whole URL.
pub(crate) fn split(target: &str) -> (&str, &str) {
    let target = match target.split_once("://") {
        Some((scheme, rest)) if !scheme.contains(['/', '?']) => rest
            .find(['/', '?'])
            .and_then(|at| rest.get(at..))
            .unwrap_or("/"),
        _ => target,
    };
    let target = target.split_once('#').map_or(target, |(target, _)| target);
    target.split_once('?').unwrap_or((target, ""))
}

/// A path without the segments `.` and `..`, as browsers send it whatever they are given.
pub(crate) fn resolved(path: &str) -> Cow<'_, str> {
    let dots = |segment: &str| match segment.to_ascii_lowercase().replace("%2e", ".").as_str() {
        "." => Some(1),
        ".." => Some(2),
        _ => None,
    };
    if !path.split('/').any(|segment| dots(segment).is_some()) {
        return Cow::Borrowed(path);
    }
    let mut kept: Vec<&str> = Vec::new();
    let segments: Vec<&str> = path.split('/').collect();
    for (index, segment) in segments.iter().enumerate() {
        let is_last = index + 1 == segments.len();
        match dots(segment) {
            None => kept.push(segment),
            Some(count) => {
                // The first is what stands before the first slash.
                if count == 2 && kept.len() > 1 {
                    kept.pop();
                }
                kept.extend(is_last.then_some(""));
            }
        }
    }
    Cow::Owned(kept.join("/"))
}

/// Pairs of a query or form; `None` where they are not UTF-8.
pub(crate) fn decode_pairs(text: &str) -> Option<Query> {
    let plain = |text: &str| {
        let spaced = text.replace('+', " ");
        let decoded = percent_decode_str(&spaced).decode_utf8().ok();
        decoded.map(String::from)
    };
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| match pair.split_once('=') {
            Some((name, value)) => Some((plain(name)?, Some(plain(value)?))),
            None => Some((plain(pair)?, None)),
        })
        .collect()
}

fn cookies(headers: &HeaderMap) -> Vec<(String, String)> {
    let lines = headers.get_all(COOKIE).iter();
    let lines: Vec<String> = lines
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .collect();
    lines
        .iter()
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned()))
        .collect()
}

fn media_type(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = text.split(';').next().unwrap_or_default();
    Some(essence.trim().to_ascii_lowercase())
}

/// The charset that a body says it has, where JSON, which has none but UTF-8, says another one.
fn strange_charset(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let mut params = text
        .split(';')
        .skip(1)
        .filter_map(|param| param.split_once('='));
    let (_, charset) = params.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    let charset = charset.trim().trim_matches('"').to_ascii_lowercase();
    (!matches!(charset.as_str(), "utf-8" | "utf8" | "us-ascii")).then_some(charset)
}

/// What stands twice though nobody can tell which of the two counts: headers with one value, members of JSON.
fn twice(incoming: &Incoming, content: &Content) -> Vec<Fault> {
    let fault = |at: At| {
        let says = format!("{} stands more than once", at.subject());
        Fault::new(FaultKind::Twice, says).at(at)
    };
    let headers = [AUTHORIZATION, CONTENT_TYPE, HOST];
    let headers = headers
        .iter()
        .filter(|name| incoming.headers.get_all(*name).iter().count() > 1);
    let mut all: Vec<Fault> = headers
        .map(|name| fault(At::param(Location::Header, name.as_str())))
        .collect();
    if let Content::Json(Json::Object(_)) = content
        && let Some(trail) = super::twice::first(&incoming.body)
    {
        let (name, rest) = trail
            .split_first()
            .map_or(("", &[][..]), |(name, rest)| (name, rest));
        let path = rest.join(".").replace(".[", "[");
        all.push(fault(At::param(Location::BodyField, name).within(&path)));
    }
    all
}

/// Whether a media type is one of JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    matches!(media_type, "application/json" | "text/json") || media_type.ends_with("+json")
}

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
pub(crate) const MULTIPART: &str = "multipart/form-data";

fn content(incoming: &Incoming) -> Result<Content, Fault> {
    let malformed = |says: String| Fault::new(FaultKind::Malformed, says);
    if incoming.body.is_empty() {
        return Ok(Content::Empty);
    }
    match media_type(&incoming.headers).as_deref() {
        Some(FORM) => {
            let text = std::str::from_utf8(&incoming.body).ok();
            let pairs = text.and_then(|text| decode_pairs(text.trim_end()));
            pairs
                .map(Content::Form)
                .ok_or_else(|| malformed("the form is not UTF-8".to_owned()))
        }
        Some(MULTIPART) => multipart::read(&incoming.headers, &incoming.body)
            .map(Content::Multipart)
            .map_err(|reason| malformed(format!("the multipart body cannot be read: {reason}"))),
        Some(media_type) if is_json(media_type) && strange_charset(&incoming.headers).is_some() => {
            let charset = strange_charset(&incoming.headers).unwrap_or_default();
            let says = format!(
                "the content type has the charset {}, but JSON is sent in UTF-8",
                super::fault::excerpt(&charset)
            );
            let at = At::param(Location::Header, "content-type");
            Err(Fault::new(FaultKind::ContentType, says).at(at))
        }
        Some(media_type) if is_json(media_type) => serde_json::from_slice(&incoming.body)
            .map(Content::Json)
            .map_err(|error| malformed(format!("the body is not JSON: {error}"))),
        _ => Ok(Content::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_resolved() {
        for (path, expected) in [
            ("/a/b", "/a/b"),
            ("/create/..", "/"),
            ("/a/%2E%2e/b/./c", "/b/c"),
            ("/../../a", "/a"),
            ("/a/.", "/a/"),
            ("/", "/"),
        ] {
            assert_eq!(resolved(path), expected, "{path}");
        }
    }

    #[test]
    fn targets_are_split() {
        for (target, expected) in [
            ("/a?b=c", ("/a", "b=c")),
            ("http://host:1/a?b#c", ("/a", "b")),
            ("http://host", ("/", "")),
            ("/a?u=http://b/c", ("/a", "u=http://b/c")),
        ] {
            assert_eq!(split(target), expected, "{target}");
        }
    }
}
