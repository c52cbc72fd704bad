//! YAML as people write it in specs: a line per entry, lined up. In: keys and values. Out: text that reads back the same.

use std::fmt::Write;

/// An entry of a map, on one line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    /// Its key, not yet quoted.
    pub(crate) key: String,
    /// Whether the key is an integer or a range and stands without quotes.
    pub(crate) bare: bool,
    /// What it says, in order; values as [`text`] and its like give them.
    pub(crate) pairs: Vec<(&'static str, String)>,
    /// Whether it is always a map, even where a short form would do elsewhere.
    pub(crate) map: bool,
    /// A comment behind it.
    pub(crate) comment: Option<String>,
}

impl Entry {
    pub(crate) fn new(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            ..Self::default()
        }
    }

    /// Adds a value that is written already.
    pub(crate) fn set(&mut self, key: &'static str, value: impl Into<String>) {
        self.pairs.push((key, value.into()));
    }

    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value.as_str())
    }

    fn written_key(&self) -> String {
        if self.bare {
            self.key.clone()
        } else {
            text(&self.key)
        }
    }
}

/// A comment that most entries share, taken off them: it is said once, above.
pub(crate) fn shared_comment(entries: &mut [Entry]) -> Option<String> {
    let of = |entry: &Entry| {
        entry
            .comment
            .as_deref()
            .and_then(|comment| comment.split_once("; ").or(comment.rsplit_once(", ")))
            .map(|(_, reason)| reason.to_owned())
    };
    let mut reasons: Vec<String> = entries.iter().filter_map(of).collect();
    reasons.sort();
    let best = reasons
        .chunk_by(|one, other| one == other)
        .max_by_key(|chunk| chunk.len())?;
    if best.len() < 3 {
        return None;
    }
    let reason = best[0].clone();
    for entry in entries
        .iter_mut()
        .filter(|entry| of(entry).as_ref() == Some(&reason))
    {
        entry.comment = None;
    }
    Some(match reason.strip_prefix("from ") {
        Some(source) => format!("Types without a remark of their own are guessed from {source}."),
        None => format!("Guessed: types without a remark of their own; {reason}."),
    })
}

/// Entries below a key, `indent` blanks in; values of the keys in `lined_up` stand below each other.
pub(crate) fn entries(entries: &[Entry], indent: usize, lined_up: &[&str]) -> String {
    let width = entries
        .iter()
        .map(|entry| columns(&entry.written_key()))
        .max()
        .unwrap_or(0)
        .min(40);
    let widths: Vec<usize> = lined_up
        .iter()
        .map(|key| column_width(entries, key))
        .collect();
    let mut out = String::new();
    for entry in entries {
        let key = entry.written_key();
        let pad = width.saturating_sub(columns(&key));
        let _ = write!(out, "{:indent$}{key}: {:pad$}", "", "");
        out.push_str(&value(entry, lined_up, &widths));
        while out.ends_with(' ') {
            out.pop();
        }
        if let Some(comment) = &entry.comment {
            let _ = write!(out, "  # {}", one_line(comment));
        }
        out.push('\n');
    }
    out
}

fn column_width(entries: &[Entry], key: &str) -> usize {
    let widths = entries
        .iter()
        .filter(|entry| entry.pairs.len() > 1)
        .filter_map(|entry| entry.get(key));
    widths
        .map(|value| key.len() + 2 + columns(value) + 2)
        .max()
        .unwrap_or(0)
        .min(60)
}

fn value(entry: &Entry, lined_up: &[&str], widths: &[usize]) -> String {
    if let [("type" | "text", only)] = entry.pairs.as_slice()
        && !entry.map
    {
        return only.clone();
    }
    let mut out = String::from("{");
    let mut rest: Vec<&(&'static str, String)> = entry.pairs.iter().collect();
    for (key, width) in lined_up.iter().zip(widths) {
        let cell = rest
            .iter()
            .position(|(name, _)| name == key)
            .map(|index| rest.remove(index));
        let written = cell.map_or(String::new(), |(key, value)| format!("{key}: {value}"));
        let comma = if cell.is_some() && !rest.is_empty() {
            ", "
        } else {
            ""
        };
        let pad = if rest.is_empty() {
            0
        } else {
            width.saturating_sub(columns(&written) + comma.len())
        };
        let _ = write!(out, "{written}{comma}{:pad$}", "");
    }
    let more: Vec<String> = rest
        .iter()
        .map(|(key, value)| format!("{key}: {value}"))
        .collect();
    out.push_str(&more.join(", "));
    while out.ends_with(' ') {
        out.pop();
    }
    out.push('}');
    out
}

/// Width of a text in columns: signs of Chinese take two.
fn columns(text: &str) -> usize {
    text.chars()
        .map(|c| if c as u32 >= 0x2e80 { 2 } else { 1 })
        .sum()
}

/// A text as a scalar, quoted where YAML would read something else.
pub(crate) fn text(text: &str) -> String {
    let text = one_line(text);
    if is_plain(&text) { text } else { quoted(&text) }
}

/// Whether a text can stand without quotes, inside of braces too.
fn is_plain(text: &str) -> bool {
    let first = text.chars().next();
    let starts = first.is_some_and(|c| c.is_alphabetic() || c == '_');
    let word = text.to_ascii_lowercase();
    let special = matches!(
        word.as_str(),
        "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "null" | "nan" | "inf"
    );
    let fits = |c: char| {
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
            )
            || ('\u{3001}'..='\u{303f}').contains(&c)
            || ('\u{ff01}'..='\u{ff60}').contains(&c)
    };
    starts && !special && text.chars().all(fits) && !text.ends_with(' ')
}

/// A text in double quotes.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control()
                || matches!(
                    c,
                    '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
                ) =>
            {
                let _ = write!(out, "\\u{:04x}", c as u32 & 0xffff);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A text on one line: line breaks and runs of blanks are a blank.
pub(crate) fn one_line(text: &str) -> String {
    let clean = text
        .chars()
        .map(|c| {
            if c.is_control() || c == '\u{2028}' || c == '\u{2029}' {
                ' '
            } else {
                c
            }
        })
        .collect::<String>();
    clean
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A scalar of the type that the spec gives it: a number stays one for numbers, anything else is text.
pub(crate) fn scalar(value: &str, ty: &str) -> String {
    let value = value.trim();
    let whole = value
        .parse::<i64>()
        .is_ok_and(|number| number.to_string() == value);
    let number = value.parse::<f64>().is_ok_and(f64::is_finite)
        && value
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b'.' || b == b'-')
        && value.contains('.')
        && !value.starts_with('.')
        && !value.ends_with('.');
    match ty {
        "i32" | "i64" | "u32" | "u64" if whole => value.to_owned(),
        "f64" if whole || number => value.to_owned(),
        "bool" if matches!(value, "true" | "false") => value.to_owned(),
        _ => text(value),
    }
}

/// Comment lines.
pub(crate) fn comment(text: &str, indent: usize) -> String {
    format!("{:indent$}# {}\n", "", one_line(text))
}
