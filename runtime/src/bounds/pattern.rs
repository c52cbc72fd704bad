//! Regular expressions of documents, which are JavaScript's, read by an engine of linear time.

use std::collections::HashMap;
use std::iter::Peekable;
use std::str::Chars;
use std::sync::{Arc, Mutex, PoisonError};

use regex_lite::Regex;

/// A regular expression as a document writes it, by the rules of JavaScript.
///
/// The engine takes time in proportion to the text, whatever the expression. What such an engine cannot do is not read:
/// look-around, references back to a group, classes of Unicode (`\p{..}`).
///
/// ```
/// use specwright_runtime::Pattern;
///
/// let pattern = Pattern::new(r"^[\w.-]+$").expect("a pattern that can be read");
/// assert!(pattern.matches("a.b-c"));
/// assert!(!pattern.matches("a b"));
/// assert!(Pattern::new("(?!x)").is_none());
/// ```
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

impl Pattern {
    /// Reads an expression; nothing where this engine cannot.
    pub fn new(text: &str) -> Option<Self> {
        Regex::new(&translated(text)).ok().map(Self)
    }

    /// Whether some part of a text matches.
    pub fn matches(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

/// The patterns that a client has met, each read once; nothing for those that cannot be read.
#[derive(Debug, Default)]
pub(crate) struct Patterns(Mutex<HashMap<&'static str, Option<Arc<Pattern>>>>);

impl Patterns {
    /// Whether a text may stand there, as far as that can be told.
    pub(super) fn allow(&self, pattern: &'static str, text: &str) -> bool {
        let known = {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let read = || Pattern::new(pattern).map(Arc::new);
            known.entry(pattern).or_insert_with(read).clone()
        };
        known.is_none_or(|pattern| pattern.matches(text))
    }
}

/// What the two dialects spell differently: JavaScript lets brackets in classes and braces that count nothing stand for
/// themselves, and knows `/` as a character to be escaped.
fn translated(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern.chars().peekable();
    let mut in_class = false;
    let mut class_before = false;
    while let Some(c) = rest.next() {
        let behind_class = std::mem::take(&mut class_before);
        match c {
            '\\' => {
                class_before = matches!(rest.peek(), Some('d' | 'D' | 's' | 'S' | 'w' | 'W'));
                escape(&mut rest, &mut out);
            }
            // No range begins with a class such as `\w`.
            '-' if in_class && behind_class => out.push_str("\\-"),
            '[' if in_class => out.push_str("\\["),
            // What would be a set operation elsewhere is two characters.
            '&' | '~' if in_class => {
                out.push('\\');
                out.push(c);
            }
            '{' if !in_class && !counts(rest.clone()) => out.push_str("\\{"),
            '[' => {
                in_class = true;
                out.push(c);
            }
            ']' => {
                in_class = false;
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

fn escape(rest: &mut Peekable<Chars<'_>>, out: &mut String) {
    match rest.next() {
        // Needs no escape, and the engine knows none for it.
        Some(
            c
            @ ('/' | '"' | '\'' | '@' | '=' | ':' | ',' | ';' | '<' | '>' | '!' | '%' | '_' | '`'),
        ) => {
            out.push(c);
        }
        Some(c) => {
            out.push('\\');
            out.push(c);
        }
        None => out.push('\\'),
    }
}

/// Whether a brace begins a count: `{2}`, `{2,}`, `{2,3}`.
fn counts(rest: Peekable<Chars<'_>>) -> bool {
    let mut comma = false;
    let mut digits = false;
    for c in rest {
        match c {
            '0'..='9' => digits = true,
            ',' if digits && !comma => comma = true,
            '}' => return digits,
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn javascript_reads_as_it_is_meant() {
        let table = [
            (r"^\/v1\/[a-z]+$", "/v1/abc", true),
            (r"^[[\]]$", "[", true),
            (r"^{[0-9]}$", "{7}", true),
            (r"^a{2}$", "aa", true),
            (r"^a{2,}$", "a", false),
            (r"^[\w-.&&~~]+@x$", "a-b.c&~@x", true),
            (r"^\d+$", "٣", false),
            (r"^[^\s@]+@[^\s@]+\.[^\s@]+$", "a@b.c", true),
            (r"^(?<year>\d{4})-\d\d$", "2024-05", true),
            (r"^[\u4e00-\u9fa5]{1,3}$", "张三", true),
            (r"^\x41$", "A", true),
            ("b", "abc", true),
            ("^é.$", "éa", true),
            (r"^[A-Z0-9\_\-]+$", "A_-9", true),
            (r"^\$|\{x\}", "{x}", true),
        ];
        for (pattern, text, expected) in table {
            let read = Pattern::new(pattern).unwrap_or_else(|| unreachable!("{pattern}"));
            assert_eq!(read.matches(text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn what_cannot_be_read_forbids_nothing() {
        let patterns = Patterns::default();
        for pattern in ["(?!x)y", r"(a)\1", r"\p{L}", "(a", "[]", "(?<=a)b"] {
            assert!(Pattern::new(pattern).is_none(), "{pattern}");
            assert!(patterns.allow(pattern, "anything"), "{pattern}");
        }
        assert!(!patterns.allow("^a$", "b"));
        assert!(patterns.allow("^a$", "a"));
    }

    #[test]
    fn no_pattern_takes_long() {
        let text = "a".repeat(5_000) + "!";
        let pattern = Pattern::new("^(a+)+$").expect("a pattern");
        assert!(!pattern.matches(&text));
    }
}
