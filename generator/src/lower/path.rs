//! Reads the `call` of an operation, such as `GET /{model}('{id}')/{+rest}`.
//!
//! In: the text. Out: the method and the pieces of the path, or everything that is wrong with them; which parameters
//! the names stand for is the matter of `params`.

use super::braces::{self, Piece};
use super::notations;

/// The methods that HTTP has for calls.
pub(super) const METHODS: &[&str] = &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// A piece of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Segment<'t> {
    /// As it stands.
    Literal(&'t str),
    /// A parameter.
    Param(&'t str),
    /// A parameter that keeps its slashes.
    Greedy(&'t str),
}

/// What is wrong with a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault<'t> {
    /// What is wrong.
    pub(super) message: String,
    /// The text to underline.
    pub(super) part: &'t str,
    /// How to mend it.
    pub(super) help: Option<String>,
}

/// Method and path of `call`; `None` where it is not these two words.
pub(super) fn split(call: &str) -> Option<(&str, &str)> {
    let (method, path) = call.trim().split_once(char::is_whitespace)?;
    Some((method, path.trim_start()))
}

/// The pieces of `path`, and what is wrong with it.
pub(super) fn parse(path: &str) -> (Vec<Segment<'_>>, Vec<Fault<'_>>) {
    let foreign = notations::faults(path);
    if !foreign.is_empty() {
        return mended(path, foreign);
    }
    let pieces = match braces::pieces(path) {
        Ok(pieces) => pieces,
        Err(fault) => {
            let (part, message) = (&path[fault.at], fault.message.into());
            return (
                Vec::new(),
                vec![Fault {
                    message,
                    part,
                    help: None,
                }],
            );
        }
    };
    let mut faults = Vec::new();
    if is_url(path) {
        let help = "write what follows the base URL, which stands under `servers`";
        faults.push(fault("a path is not a whole URL", path, Some(help)));
        return (Vec::new(), faults);
    }
    if !path.starts_with('/') {
        faults.push(fault("a path starts with `/`", path, None));
    }
    check_slashes(path, &mut faults);
    let mut segments = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Literal(text) => {
                check_literal(text, &mut faults);
                segments.push(Segment::Literal(text));
            }
            Piece::Name(name) => segments.push(match name.strip_prefix('+') {
                Some(greedy) => Segment::Greedy(greedy),
                None => Segment::Param(name),
            }),
        }
    }
    (segments, faults)
}

fn fault<'t>(message: &str, part: &'t str, help: Option<&'static str>) -> Fault<'t> {
    Fault {
        message: message.into(),
        part,
        help: help.map(str::to_owned),
    }
}

/// A path with parameters in another notation: segment by segment, so that they are bound all the same.
fn mended<'t>(path: &'t str, mut faults: Vec<Fault<'t>>) -> (Vec<Segment<'t>>, Vec<Fault<'t>>) {
    let mut segments = Vec::new();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        segments.push(Segment::Literal("/"));
        match notations::name(part) {
            Some(name) => segments.push(Segment::Param(name)),
            None => {
                let (pieces, found) = parse(part);
                // A segment alone does not start with a slash, which is no fault of it.
                faults.extend(found.into_iter().filter(|fault| fault.part != part));
                segments.extend(pieces);
            }
        }
    }
    (segments, faults)
}

fn is_url(path: &str) -> bool {
    let head = path.get(..8).unwrap_or(path).to_ascii_lowercase();
    head.starts_with("http://") || head.starts_with("https://")
}

/// Empty and dotted segments: clients and servers on the way drop them, so they never arrive.
fn check_slashes<'t>(path: &'t str, faults: &mut Vec<Fault<'t>>) {
    if let Some(at) = path.find("//") {
        faults.push(fault(
            "a segment of the path is empty",
            &path[at..at + 2],
            Some("remove one of the two slashes"),
        ));
    }
    for segment in path.split('/').filter(|s| matches!(*s, "." | "..")) {
        let help = "write the path as the server sees it";
        faults.push(fault(
            "a path has no `.` or `..` segments",
            segment,
            Some(help),
        ));
    }
}

/// What a path may say outside of braces, by RFC 3986.
fn check_literal<'t>(text: &'t str, faults: &mut Vec<Fault<'t>>) {
    if let Some(at) = text.find(['?', '#']) {
        let help = "constants of the query string stand under `query`, parameters under `params`";
        faults.push(fault("a path has no query string", &text[at..], Some(help)));
        return;
    }
    for (at, c) in text.char_indices() {
        let part = &text[at..at + c.len_utf8()];
        if c == '%' && !is_escape(&text[at..]) {
            let help = "a percent sign itself is written `%25`";
            faults.push(fault(
                "`%` is not followed by two hex digits",
                part,
                Some(help),
            ));
        } else if !(c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/%".contains(c)) {
            let help = "write it percent-encoded";
            faults.push(fault(
                "this character cannot stand in a path",
                part,
                Some(help),
            ));
        }
    }
}

fn is_escape(text: &str) -> bool {
    let digits = text.bytes().skip(1).take(2);
    digits.filter(u8::is_ascii_hexdigit).count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(path: &str) -> Vec<(String, &str)> {
        let (_, faults) = parse(path);
        faults.into_iter().map(|f| (f.message, f.part)).collect()
    }

    #[test]
    fn calls_are_a_method_and_a_path() {
        assert_eq!(split("GET  /a b"), Some(("GET", "/a b")));
        assert_eq!(split(" POST /a "), Some(("POST", "/a")));
        assert_eq!(split("/a"), None);
        assert_eq!(split(""), None);
    }

    #[test]
    fn several_variables_share_a_segment_with_punctuation() {
        use Segment::{Greedy, Literal, Param};
        let (segments, faults) = parse("/odata/v1/{name}('{recordId}')/{+rest}");
        let expected = [
            Literal("/odata/v1/"),
            Param("name"),
            Literal("('"),
            Param("recordId"),
            Literal("')/"),
            Greedy("rest"),
        ];
        assert_eq!((segments.as_slice(), faults.len()), (&expected[..], 0));
        assert_eq!(parse("/"), (vec![Literal("/")], Vec::new()));
        assert_eq!(parse("/a%2Fb/").1, Vec::new());
    }

    #[test]
    fn each_mistake_is_told_at_its_part() {
        let said = |m: &str, part| vec![(m.to_owned(), part)];
        assert_eq!(faults("a/b"), said("a path starts with `/`", "a/b"));
        assert_eq!(
            faults("/a//b"),
            said("a segment of the path is empty", "//")
        );
        assert_eq!(
            faults("/a/../b"),
            said("a path has no `.` or `..` segments", "..")
        );
        assert_eq!(faults("/a?b=c"), said("a path has no query string", "?b=c"));
        assert_eq!(
            faults("/a%2"),
            said("`%` is not followed by two hex digits", "%")
        );
        assert_eq!(
            faults("/a/é"),
            said("this character cannot stand in a path", "é")
        );
        assert_eq!(faults("/a/{b"), said("this `{` is not closed", "{"));
        assert_eq!(faults("a b//").len(), 3);
        assert_eq!(
            faults("https://a.example/b"),
            said("a path is not a whole URL", "https://a.example/b")
        );
    }
}
