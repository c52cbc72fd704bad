//! Why a text could not be read, looked for in the text itself: parsers give up late, mostly on the line after a colon,
//! a comma or a bracket of another script, and then speak of something else.
//!
//! In: the text and the offset at which the parser gave up. Out: what stands there in place of the sign that was meant.

use std::ops::Range;

use crate::diag::{Lookalike, describe, lookalike};

/// What is probably wrong.
pub(super) struct Slip {
    pub(super) bytes: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

/// Looks at the line where the parser gave up, as far as it read, then at the one before.
pub(super) fn find(text: &str, at: usize) -> Option<Slip> {
    let read = text.get(..at)?;
    let start = read.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..)?.lines().next().unwrap_or_default();
    let before = before(read.get(..start)?);
    let near = in_line(line, start).filter(|slip| slip.bytes.start <= at);
    near.or_else(|| before.and_then(|(line, start)| in_line(line, start)))
        .or_else(|| before.and_then(|(line, start)| no_blank(line, start)))
}

/// The last line that says something, with its offset.
fn before(text: &str) -> Option<(&str, usize)> {
    let text = text.trim_end();
    let start = text.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..).filter(|line| !line.is_empty())?;
    Some((line, start))
}

/// The first look-alike that stands where a sign of YAML would.
fn in_line(line: &str, start: usize) -> Option<Slip> {
    let mut quote = None;
    for (at, c) in line.char_indices() {
        let seen = &line[..at];
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if starts_value(seen) => quote = Some(c),
            (None, '#') if seen.is_empty() || seen.ends_with([' ', '\t']) => return None,
            (None, _) => {
                let rest = &line[at + c.len_utf8()..];
                let like = lookalike(c).filter(|like| is_sign(*like, c, seen, rest));
                if let Some(like) = like {
                    let (message, help) = describe(c, like);
                    let bytes = start + at..start + at + c.len_utf8();
                    return Some(Slip {
                        bytes,
                        message,
                        help,
                    });
                }
            }
        }
    }
    None
}

/// Whether it stands where it would mean something, and not within a text.
fn is_sign(like: Lookalike, c: char, seen: &str, rest: &str) -> bool {
    match like {
        Lookalike::Blank | Lookalike::Invisible => {
            let indent = |c: char| c.is_whitespace() || lookalike(c) == Some(Lookalike::Invisible);
            seen.chars().all(indent) || seen.trim_end().ends_with([':', '-', ',', '{', '['])
        }
        Lookalike::Of(':') => is_key(seen),
        Lookalike::Of(',') => is_open(seen) && starts_entry(rest),
        Lookalike::Of('{' | '[' | '"' | '\'') => starts_value(seen),
        Lookalike::Of('}' | ']') => {
            let closes = rest.trim().chars().next();
            is_open(seen) && closes.is_none_or(|next| ",}]，｝］#".contains(next))
        }
        Lookalike::Of('-') => seen.trim().is_empty() && rest.starts_with(' ') && c != '-',
        Lookalike::Of(_) => false,
    }
}

/// Whether a value or an entry may begin behind this.
fn starts_value(seen: &str) -> bool {
    let trimmed = seen.trim_end();
    trimmed.is_empty()
        || trimmed.ends_with(['{', '[', ','])
        || trimmed.len() < seen.len() && trimmed.ends_with([':', '-'])
}

/// Whether this ends with a name that begins an entry.
fn is_key(seen: &str) -> bool {
    let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let before = seen.trim_end_matches(name);
    before.len() < seen.len() && starts_entry_behind(before)
}

fn starts_entry_behind(before: &str) -> bool {
    let trimmed = before.trim();
    trimmed.is_empty() || trimmed == "-" || trimmed.ends_with(['{', ',', '，', '｛'])
}

/// Whether a name and a colon follow.
fn starts_entry(rest: &str) -> bool {
    let rest = rest.trim_start();
    let after = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    after.len() < rest.len() && after.starts_with([':', '：'])
}

/// Whether more brackets open than close.
fn is_open(seen: &str) -> bool {
    let count = |signs: &[char]| seen.matches(signs).count();
    count(&['{', '[', '｛', '［']) > count(&['}', ']', '｝', '］'])
}

/// `title:text`: without a blank the colon is part of the text.
fn no_blank(line: &str, start: usize) -> Option<Slip> {
    let (name, value) = line.split_once(':')?;
    let is_glued = value.starts_with(|c: char| !c.is_whitespace() && !"/:".contains(c));
    if !(is_key(name) && is_glued) || line.contains(": ") {
        return None;
    }
    let (at, name) = (start + name.len(), name.trim());
    Some(Slip {
        bytes: at..at + 1,
        message: "a blank is missing after this colon".to_owned(),
        help: format!("write `{name}: ` and then the value"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found when the parser gives up at `|`.
    fn found(text: &str) -> Option<(usize, String)> {
        let at = text.find('|').unwrap_or(text.len());
        let text = text.replacen('|', "", 1);
        find(&text, at).map(|slip| {
            let place = text[..slip.bytes.start].chars().count();
            (place, text[slip.bytes].to_owned())
        })
    }

    #[test]
    fn signs_of_another_script_are_found_where_yaml_wants_one() {
        let table = [
            ("title：云仓\n|text: a", 5, "："),
            ("a: {type: i32，text|: x}", 13, "，"),
            ("a: ｛type|: i32｝", 3, "｛"),
            ("a: {type: i32｝\n|b: c", 13, "｝"),
            ("a: “b: |c”", 3, "“"),
            ("\u{a0} a: b\n   c|: d", 0, "\u{a0}"),
            ("\u{3000}a: b\n c|: d", 0, "\u{3000}"),
            ("title:云仓\n|text: a", 5, ":"),
        ];
        for (text, place, sign) in table {
            assert_eq!(found(text), Some((place, sign.to_owned())), "{text}");
        }
    }

    #[test]
    fn texts_may_hold_such_signs() {
        for text in [
            "text: 分页：查询，“全部”\n|a: {",
            "# title：云仓\n|a: {",
            "a: {text: \"x，type: y\"|",
            "a: {text: 分页，查询|",
            "url: https://a.example\n|a: {",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
