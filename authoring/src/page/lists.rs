//! Lists that are tables in all but form: names with types, or codes, each with a text. In: lines. Out: a grid.
//!
//! ```text
//! amount integer Required          - 40001: the token is wrong
//! What is to be paid.              - 40002: the token has expired
//! ```

use super::TypeWord;
use super::cells::{integer, is_name, need};
use super::lines::{Cell, Grid, Line, unmark};
use super::words::is_cjk;

/// Lines that the text of an entry may have.
const TEXT_LINES: usize = 20;

/// A list at the start of the lines, and how many lines it takes.
pub(crate) fn read(lines: &[Line]) -> Option<(Grid, usize)> {
    members(lines).or_else(|| codes(lines))
}

fn head(words: &[&str], line: usize) -> Vec<Cell> {
    words.iter().map(|word| Cell::new(line, word)).collect()
}

/// `name type required` on a line, the text below it; at least two of them.
fn members(lines: &[Line]) -> Option<(Grid, usize)> {
    let first = lines.first()?;
    member(first)?;
    let mut rows = vec![head(
        &["Name", "Type", "Required", "Description"],
        first.number,
    )];
    let mut at = 0;
    let mut used = 0;
    while let Some(line) = lines.get(at).filter(|line| line.is_plain()) {
        if line.is_blank() {
            at += 1;
            continue;
        }
        let Some([name, ty, needed]) = member(line) else {
            break;
        };
        let mut texts = Vec::new();
        at += 1;
        while let Some(line) = lines
            .get(at)
            .filter(|line| line.is_plain() && !line.is_blank() && texts.len() < TEXT_LINES)
        {
            if member(line).is_some() {
                break;
            }
            texts.push(unmark(line.text.trim()));
            at += 1;
        }
        let cell = |text: &str| Cell::new(line.number, text);
        rows.push(vec![
            cell(name),
            cell(ty),
            cell(needed),
            cell(&texts.join("\n")),
        ]);
        used = at;
    }
    (rows.len() > 2).then_some((
        Grid {
            line: first.number,
            head: 1,
            rows,
            caption: None,
        },
        used,
    ))
}

/// The name, the type and what is said about the need, if that is all that a line says.
fn member(line: &Line) -> Option<[&str; 3]> {
    let text = line.text.trim();
    if !line.is_plain() || text.len() > 100 {
        return None;
    }
    let (name, rest) = text.split_once(char::is_whitespace)?;
    let rest = rest.trim();
    let (ty, needed) = match rest.rsplit_once(char::is_whitespace) {
        Some((ty, last)) if need(last.trim_matches(['(', ')'])).is_some() => {
            (ty.trim(), last.trim_matches(['(', ')']))
        }
        _ => (rest, ""),
    };
    let known = TypeWord::parse(ty).is_some_and(|word| word.is_known())
        && ty.split_whitespace().count() <= 3;
    let lower =
        name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_') || name.contains('_');
    // A phrase such as `a string` is no member.
    let phrase = matches!(
        name,
        "a" | "an"
            | "the"
            | "this"
            | "is"
            | "in"
            | "of"
            | "as"
            | "or"
            | "and"
            | "by"
            | "to"
            | "long"
            | "unsigned"
    );
    (is_name(name) && known && lower && !phrase).then_some([name, ty, needed])
}

/// Codes with their texts: after a colon on the line, or below it. At least three of them.
fn codes(lines: &[Line]) -> Option<(Grid, usize)> {
    let first = lines.first()?;
    code(first)?;
    let mut rows = vec![head(&["Code", "Name", "Description"], first.number)];
    let mut at = 0;
    let mut used = 0;
    while let Some(line) = lines.get(at).filter(|line| line.is_plain()) {
        if line.is_blank() {
            at += 1;
            continue;
        }
        let Some([key, name, text]) = code(line) else {
            break;
        };
        let mut texts = vec![unmark(text)];
        at += 1;
        while let Some(line) = lines
            .get(at)
            .filter(|line| line.is_plain() && !line.is_blank() && texts.len() < TEXT_LINES)
        {
            if code(line).is_some() || !line.text.trim_start().starts_with(['-', '*', '•']) {
                break;
            }
            texts.push(unmark(
                line.text.trim().trim_start_matches(['-', '*', '•', ' ']),
            ));
            at += 1;
        }
        texts.retain(|text| !text.is_empty());
        let cell = |text: &str| Cell::new(line.number, text);
        rows.push(vec![cell(key), cell(name), cell(&texts.join("\n"))]);
        used = at;
    }
    let told = rows
        .iter()
        .skip(1)
        .all(|row| !row[1].text.is_empty() || !row[2].text.is_empty());
    (rows.len() > 3 && told).then_some((
        Grid {
            line: first.number,
            head: 1,
            rows,
            caption: None,
        },
        used,
    ))
}

/// `40001: text`, `• 40001 - text`, `-1000 UNKNOWN`: the code, its name, its text.
fn code(line: &Line) -> Option<[&str; 3]> {
    let text = line.text.trim();
    if !line.is_plain() {
        return None;
    }
    let text = text.trim_start_matches('#').trim_start();
    let listed = ["- ", "* ", "• ", "· "]
        .iter()
        .find_map(|mark| text.strip_prefix(mark))
        .unwrap_or(text)
        .trim();
    let end = listed
        .find([':', '：', ' ', '—', '–'])
        .filter(|end| *end > 0)?;
    let (key, rest) = listed.split_at(end);
    let key = key.trim_matches(['`', '*']);
    integer(key).filter(|number| {
        number.abs() != 1 || key.starts_with('-') || rest.starts_with([':', '：'])
    })?;
    let after = rest.trim_start_matches([':', '：', ' ', '—', '–']).trim();
    let parted =
        rest.starts_with([':', '：']) || rest.trim_start().starts_with(['-', '—', '–', ':', '：']);
    if parted {
        let after = after.strip_prefix("- ").unwrap_or(after);
        return (!after.is_empty()).then_some([key, "", after]);
    }
    let shouted = after.len() > 1
        && after
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    (shouted && !after.chars().any(is_cjk)).then_some([key, after, ""])
}
