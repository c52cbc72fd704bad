//! Single values: without quotes, in quotes, or as a block.

use std::fmt::Write;

use serde_yaml::{Number, Value};

/// Words that some readers take for something else than a text.
const WORDS: &[&str] = &[
    "true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity", "~",
];

/// A single value that stands anywhere, also within braces; nothing for maps and lists.
pub(super) fn inline(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => "null".into(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => self::number(number),
        Value::String(text) => self::text(text),
        Value::Tagged(tagged) => return inline(&tagged.value),
        Value::Mapping(_) | Value::Sequence(_) => return None,
    })
}

fn number(number: &Number) -> String {
    match number.as_f64().filter(|_| number.is_f64()) {
        Some(float) if float.is_finite() => {
            let text = format!("{float:?}");
            // An exponent alone is a text to some readers.
            match (text.contains('.'), text.find('e')) {
                (false, Some(at)) => format!("{}.0{}", &text[..at], &text[at..]),
                _ => text,
            }
        }
        _ => number.to_string(),
    }
}

/// A text that stands anywhere.
pub(super) fn text(text: &str) -> String {
    match is_plain(text, within_braces) {
        true => text.to_owned(),
        false => quoted(text),
    }
}

/// A text that stands alone behind a key.
pub(super) fn alone(text: &str) -> String {
    let breaks = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    match is_plain(text, on_a_line) && !breaks {
        true => text.to_owned(),
        false => quoted(text),
    }
}

fn is_plain(text: &str, fits: fn(char) -> bool) -> bool {
    let starts = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let lower = text.to_ascii_lowercase();
    starts && !WORDS.contains(&lower.as_str()) && text.chars().all(fits) && !text.ends_with(' ')
}

/// Some readers take a `?` within braces for the beginning of a key.
fn within_braces(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            ' ' | '_'
                | '-'
                | '.'
                | '/'
                | '('
                | ')'
                | ';'
                | '+'
                | '\''
                | '='
                | '<'
                | '>'
                | '~'
                | '^'
                | '…'
                | '’'
                | '–'
        )
}

fn on_a_line(c: char) -> bool {
    within_braces(c)
        || matches!(
            c,
            '?' | ','
                | ':'
                | '`'
                | '*'
                | '%'
                | '$'
                | '@'
                | '&'
                | '!'
                | '|'
                | '"'
                | '['
                | ']'
                | '{'
                | '}'
                | '#'
                | '\\'
        )
}

/// A text in double quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_hidden(c) => {
                let code = u32::from(c);
                let _ = match code {
                    0..=0xff => write!(out, "\\x{code:02x}"),
                    0x100..=0xffff => write!(out, "\\u{code:04x}"),
                    _ => write!(out, "\\U{code:08x}"),
                };
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What does not show, or what YAML does not let stand.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{85}' | '\u{a0}' | '\u{ad}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}'
        )
        || u32::from(c) >= 0xe_0000
}

/// A text as a block below its key, `indent` blanks in; nothing where a block cannot hold it.
pub(super) fn block(text: &str, indent: usize, width: usize) -> Option<String> {
    let shows = |c: char| c == '\n' || c == '\t' || !is_hidden(c);
    let starts = text.starts_with(|c: char| !c.is_whitespace());
    let blank = |line: &str| !line.is_empty() && line.trim_matches([' ', '\t']).is_empty();
    if !starts || !text.chars().all(shows) || text.ends_with("\n\n") || text.split('\n').any(blank)
    {
        return None;
    }
    let body = text.strip_suffix('\n').unwrap_or(text);
    if body.contains('\n') || body.len() < text.len() {
        let sign = if body.len() < text.len() { "|" } else { "|-" };
        return Some(lines(sign, body.split('\n'), indent));
    }
    let folded = fold(text, width.saturating_sub(indent).max(40));
    (!text.ends_with([' ', '\t'])).then(|| lines(">-", folded.into_iter(), indent))
}

fn lines<'t>(sign: &str, lines: impl Iterator<Item = &'t str>, indent: usize) -> String {
    let mut out = sign.to_owned();
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            let _ = write!(out, "{:indent$}{line}", "");
        }
    }
    out
}

/// Breaks a text at single blanks between words, each of which the reader gives back.
fn fold(text: &str, width: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let (mut start, mut last, mut columns) = (0, None, 0);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        if c == ' ' && !before.is_whitespace() && next.is_some_and(|next| !next.is_whitespace()) {
            last = Some(at);
        }
        columns += if u32::from(c) >= 0x2e80 { 2 } else { 1 };
        if columns > width
            && let Some(end) = last.take()
        {
            lines.push(&text[start..end]);
            start = end + 1;
            columns = text[start..at + c.len_utf8()]
                .chars()
                .map(|c| if u32::from(c) >= 0x2e80 { 2 } else { 1 })
                .sum();
        }
        before = c;
    }
    lines.push(&text[start..]);
    lines
}

/// Width of a text in columns: signs of Chinese take two.
pub(super) fn columns(text: &str) -> usize {
    text.chars()
        .map(|c| if u32::from(c) >= 0x2e80 { 2 } else { 1 })
        .sum()
}
