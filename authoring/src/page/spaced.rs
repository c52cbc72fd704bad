//! Cells with one blank between them, below a head whose words are known. In: lines. Out: a grid.
//!
//! Only the first cell has an end that can be seen. Types, yes and no, statuses are found by what they are, from both
//! ends; the text between them is the description. Where two columns of text follow each other, one of them gets all.

use super::cells::{fit, is_clear_code, is_name};
use super::lines::{Cell, Grid, Line, unmark};
use super::words::{likely_role, role};
use super::{Remark, Role};

/// Words that a head may have.
const MAX_WORDS: usize = 14;

/// A table at the start of the lines, how many lines it takes, and what could not be told.
pub(crate) fn read(lines: &[Line]) -> Option<(Grid, usize, Option<Remark>)> {
    let head = lines.first().filter(|line| line.is_plain())?;
    let columns = columns(&head.text)?;
    let roles: Vec<Role> = columns.iter().map(|(role, _)| *role).collect();
    let mut at = 1;
    if lines.get(at).is_some_and(Line::is_blank) {
        at += 1;
    }
    let first = lines.get(at).filter(|line| line.is_plain())?;
    starts(&first.text, &roles, None)?;
    let mut rows = vec![
        columns
            .iter()
            .map(|(_, text)| Cell::new(head.number, text))
            .collect(),
    ];
    let style = first.text.split_whitespace().next().map(Style::of);
    let mut merged = false;
    let mut used = at;
    while let Some(line) = lines.get(at).filter(|line| line.is_plain()) {
        if line.is_blank() {
            let next = lines.get(at + 1).filter(|next| next.is_plain());
            let goes_on = next.is_some_and(|next| {
                is_marked(&roles)
                    && starts(&next.text, &roles, style).is_some()
                    && columns_of(&next.text).is_none()
            });
            if !goes_on {
                break;
            }
            at += 1;
            continue;
        }
        if rows.len() > 1 && columns_of(&line.text).is_some() {
            break;
        }
        let more = lines[at + 1..]
            .iter()
            .take(20)
            .take_while(|next| {
                next.is_plain() && !next.is_blank() && starts(&next.text, &roles, style).is_none()
            })
            .count();
        let mut text = unmark(line.text.trim());
        for next in &lines[at + 1..at + 1 + more] {
            text.push('\n');
            text.push_str(&unmark(next.text.trim()));
        }
        let (row, joined) = row(&text, line.number, &roles);
        merged |= joined;
        rows.push(row);
        at += 1 + more;
        used = at;
    }
    let remark = merged.then(|| Remark {
        line: head.number,
        text: "the cells of a row run into each other here; text that may belong to several columns was put into one of them".to_owned(),
    });
    Some((
        Grid {
            line: head.number,
            head: 1,
            rows,
            caption: None,
        },
        used,
        remark,
    ))
}

/// Whether rows can be told from text: by codes, types, yes and no.
fn is_marked(roles: &[Role]) -> bool {
    roles.iter().any(|role| is_strict(*role))
}

/// Whether the cells of a column can be known by what they are.
pub(crate) fn is_strict(role: Role) -> bool {
    matches!(
        role,
        Role::Code
            | Role::Type
            | Role::Required
            | Role::Optional
            | Role::Location
            | Role::Status
            | Role::Method
            | Role::Path
    )
}

/// The columns of a head, if the line is one.
fn columns(text: &str) -> Option<Vec<(Role, String)>> {
    let text = unmark(text.trim());
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() < 2 || words.len() > MAX_WORDS || text.ends_with(['.', '。', ':']) {
        return None;
    }
    let mut found = Vec::new();
    split(&words, &mut Vec::new(), &mut found);
    let key = found.first().map(|(role, _)| *role)?;
    matches!(
        key,
        Role::Name | Role::Code | Role::Value | Role::Status | Role::Method | Role::Path
    )
    .then_some(found)
}

fn columns_of(text: &str) -> Option<usize> {
    columns(text).map(|columns| columns.len())
}

/// The split of words into most headings, no role twice.
fn split(words: &[&str], so_far: &mut Vec<(Role, String)>, best: &mut Vec<(Role, String)>) {
    if words.is_empty() {
        if so_far.len() > best.len() {
            best.clone_from(so_far);
        }
        return;
    }
    for count in 1..=words.len().min(4) {
        let text = words[..count].join(" ");
        if let Some(role) = role(&text)
            && so_far.iter().all(|(other, _)| *other != role)
        {
            so_far.push((role, text));
            split(&words[count..], so_far, best);
            so_far.pop();
        }
    }
    // The words of the last heading may be many.
    let rest = words.join(" ");
    if !so_far.is_empty()
        && best.len() < 2
        && words.len() > 1
        && words.len() <= 6
        && likely_role(&rest) == Some(Role::Description)
        && so_far.iter().all(|(other, _)| *other != Role::Description)
    {
        so_far.push((Role::Description, rest));
        split(&[], so_far, best);
        so_far.pop();
    }
}

/// How a word is spelt, as far as names of one table are spelt alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    number: bool,
    upper: bool,
}

impl Style {
    pub(crate) fn of(word: &str) -> Self {
        Self {
            number: super::cells::integer(word).is_some() || super::cells::range(word).is_some(),
            upper: word.starts_with(|c: char| c.is_ascii_uppercase()),
        }
    }
}

/// Whether a row starts with this line.
fn starts(text: &str, roles: &[Role], style: Option<Style>) -> Option<()> {
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let fits = match roles[0] {
        Role::Code | Role::Status | Role::Method | Role::Path => {
            fit(first, roles[0]) > 0 && (roles[0] != Role::Code || is_clear_code(first))
        }
        Role::Value => style.is_none() || style == Some(Style::of(first)),
        _ => is_name(first),
    };
    let alike = style.is_none_or(|style| style == Style::of(first));
    // `Yes` alone is the end of a row whose text went over lines.
    let end = super::cells::need(first).is_some()
        && roles.contains(&Role::Required)
        && text.trim() == first;
    if !fits || !alike || end {
        return None;
    }
    let rest: Vec<&str> = words.take(4).collect();
    // A column that follows at once and is known by what it is must be there, or a cell is missing altogether.
    match roles.get(1) {
        Some(next) if is_strict(*next) && !rest.is_empty() => front(&rest, *next).map(|_| ()),
        _ if rest.is_empty() && style.is_none() => None,
        _ => Some(()),
    }
}

/// How many words at the front are a cell of this role.
fn front(words: &[&str], role: Role) -> Option<usize> {
    // `String Name of ...`: words after a whole type belong to the text, `Array of String` is one type.
    let open = [
        "array", "list", "map", "unsigned", "date", "set", "long", "nullable",
    ];
    let first = words.first().map(|word| word.to_ascii_lowercase())?;
    let most = if role == Role::Type && open.contains(&first.as_str()) {
        3
    } else {
        1
    };
    let fits = |count: &usize| fit(&words[..*count].join(" "), role) >= 6;
    let typed = |count: &usize| *count == 1 || role != Role::Type || whole_type(words, *count);
    (1..=most.min(words.len()))
        .rev()
        .find(|count| typed(count) && fits(count))
}

/// Whether the words are one type: `Array of String`, `unsigned int`, `date time`.
fn whole_type(words: &[&str], count: usize) -> bool {
    let second = words[1].to_ascii_lowercase();
    match count {
        2 => matches!(
            second.as_str(),
            "int" | "integer" | "long" | "time" | "string" | "number"
        ),
        _ => second == "of",
    }
}

/// The cells of a row; whether text of several columns was put into one.
fn row(text: &str, line: usize, roles: &[Role]) -> (Vec<Cell>, bool) {
    let mut cells = vec![
        Cell {
            line,
            span: 1,
            ..Cell::default()
        };
        roles.len()
    ];
    let (first, mut rest) = take_words(text, 1);
    cells[0].text = first.to_owned();
    let mut low = 1;
    let mut high = roles.len();
    while low < high && is_strict(roles[low]) {
        let words: Vec<&str> = rest.split_whitespace().take(3).collect();
        if let Some(count) = front(&words, roles[low]) {
            let (cell, after) = take_words(rest, count);
            cells[low].text = cell.to_owned();
            rest = after;
        }
        low += 1;
    }
    while high > low && is_strict(roles[high - 1]) {
        if let Some(last) = rest
            .split_whitespace()
            .next_back()
            .filter(|last| fit(last, roles[high - 1]) >= 6)
        {
            cells[high - 1].text = last.to_owned();
            rest = rest
                .trim_end()
                .strip_suffix(last)
                .unwrap_or(rest)
                .trim_end();
        }
        high -= 1;
    }
    let free = low..high;
    let target = [Role::Description, Role::Message]
        .iter()
        .find_map(|role| free.clone().find(|index| roles[*index] == *role));
    let Some(target) = target.or(free.clone().next()) else {
        if let Some(last) = cells.last_mut()
            && !rest.is_empty()
        {
            last.text = format!("{} {rest}", last.text).trim().to_owned();
        }
        return (cells, false);
    };
    rest = rest.trim();
    // A number at the end is the example or the default, if there is a column for one.
    let valued = free
        .clone()
        .rev()
        .find(|index| matches!(roles[*index], Role::Example | Role::Default));
    if let Some(index) = valued.filter(|index| *index + 1 == high && *index != target)
        && let Some(last) = rest
            .split_whitespace()
            .next_back()
            .filter(|last| last.parse::<f64>().is_ok() && last.len() < rest.len())
    {
        cells[index].text = last.to_owned();
        cells[target].text = rest.strip_suffix(last).unwrap_or(rest).trim().to_owned();
        return (cells, free.len() > 2);
    }
    // A single word after the type is an example or a default rather than a description.
    let single =
        free.len() > 1 && !rest.contains(char::is_whitespace) && fit(rest, Role::Description) < 3;
    let place = if single {
        free.clone()
            .find(|index| *index != target && fit(rest, roles[*index]) > 1)
            .unwrap_or(target)
    } else {
        target
    };
    cells[place].text = rest.to_owned();
    (cells, free.len() > 1 && rest.contains(char::is_whitespace))
}

/// The first words of a text, and what follows.
fn take_words(text: &str, count: usize) -> (&str, &str) {
    let mut rest = text.trim_start();
    let start = rest;
    for _ in 0..count {
        rest = rest.trim_start();
        rest = rest.find(char::is_whitespace).map_or("", |at| &rest[at..]);
    }
    let cut = start.len() - rest.len();
    (start[..cut].trim(), rest.trim())
}

/// Whether two texts are not spelt like headings of one table.
pub(crate) fn differs(first: &str, text: &str) -> bool {
    let upper = |text: &str| {
        text.trim()
            .chars()
            .next()
            .filter(char::is_ascii_alphabetic)
            .map(|c| c.is_ascii_uppercase())
    };
    matches!((upper(first), upper(text)), (Some(true), Some(false)))
        || upper(first).is_none() && upper(text) == Some(false)
}
