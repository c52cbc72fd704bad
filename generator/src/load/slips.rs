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
    if let Some(slip) = brackets(text, at).or_else(|| fence(text, at)) {
        return Some(slip);
    }
    let start = read.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..)?.lines().next().unwrap_or_default();
    let before = before(read.get(..start)?);
    let near = in_line(line, start).filter(|slip| slip.bytes.start <= at);
    near.or_else(|| before.and_then(|(line, start)| in_line(line, start)))
        .or_else(|| before.and_then(|(line, start)| no_blank(line, start)))
}

/// `{type: Order[]}`: within braces the brackets belong to YAML.
fn brackets(text: &str, at: usize) -> Option<Slip> {
    let (read, rest) = text.split_at_checked(at)?;
    let before = read.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_');
    let name = read.get(before.len()..).filter(|name| !name.is_empty())?;
    rest.starts_with("[]").then(|| Slip {
        bytes: at..at + 2,
        message: "brackets say nothing about a type".to_owned(),
        help: format!("a list of these is written `list<{name}>`"),
    })
}

/// A line of Markdown around the spec.
fn fence(text: &str, at: usize) -> Option<Slip> {
    let rest = text.get(at..).filter(|rest| rest.starts_with("```"))?;
    let line = rest.lines().next().unwrap_or_default().trim_end();
    Some(Slip {
        bytes: at..at + line.len(),
        message: "this line is Markdown, and no YAML".to_owned(),
        help: "remove it, and the one that closes it".to_owned(),
    })
}

/// The line above that does not agree with the indentation at which the parser gave up, and what to say of it.
pub(super) fn indent(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let read = text.get(..at)?;
    let start = read.rfind('\n').map_or(0, |end| end + 1);
    let here = read.get(start..)?;
    if !here.chars().all(|c| c == ' ') {
        return None;
    }
    let (mut rest, mut below) = (read.get(..start)?, None);
    while let Some((line, start)) = before(rest) {
        let content = line.trim_start();
        let indent = line.len() - content.len();
        rest = text.get(..start)?;
        if content.starts_with('#') {
            continue;
        }
        if indent < here.len() {
            let bytes = start + indent..start + line.len();
            let entries = match below {
                Some(entries) => format!("what belongs to this is indented by {entries}"),
                None => format!("this is indented by {indent}"),
            };
            return Some((bytes, format!("{entries}, and that line by {}", here.len())));
        }
        below = Some(indent);
    }
    None
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
            ("a: {type: Order|[]}", 15, "[]"),
            ("|```yaml\na: b", 0, "```yaml"),
        ];
        for (text, place, sign) in table {
            assert_eq!(found(text), Some((place, sign.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_line_that_disagrees_on_the_indentation_is_named() {
        let said = |text: &str| {
            let at = text.find('|').unwrap_or_default();
            let text = text.replacen('|', "", 1);
            indent(&text, at).map(|(bytes, words)| (text[bytes].to_owned(), words))
        };
        let (line, words) = said("ops:\n  a:\n    b: c\nd:\n    e: f\n  |g:").unwrap_or_default();
        assert_eq!(line, "d:");
        assert_eq!(
            words,
            "what belongs to this is indented by 4, and that line by 2"
        );
        let (line, words) = said("a:\n b: c\n  |d: e").unwrap_or_default();
        assert_eq!(
            (line.as_str(), words.as_str()),
            ("b: c", "this is indented by 1, and that line by 2")
        );
        assert_eq!(said("a: |b"), None);
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
