//! Members of members. In: tables whose names carry marks, indents, dots or stand in columns of their own. Out: depths.

pub(crate) mod members;

use super::cells::{integer, is_name, need};
use super::lines::Cell;
use super::{Column, Page, Role, Table, TableKind, Text, TypeWord};

/// How deep members of members go; what is deeper counts as that deep.
const MAX_DEPTH: usize = 12;

/// Columns that share one heading of names: the column that a name stands in is its depth. They become one.
pub(crate) fn spanned_names(
    headings: Vec<String>,
    rows: Vec<Vec<Cell>>,
) -> (Vec<String>, Vec<Vec<Cell>>) {
    let first = headings.first().cloned().unwrap_or_default();
    let count = headings
        .iter()
        .take_while(|heading| **heading == first && !first.is_empty())
        .count();
    if count < 2 || !matches!(super::words::likely_role(&first), Some(Role::Name)) {
        return (headings, rows);
    }
    let merged = |mut row: Vec<Cell>| -> Vec<Cell> {
        let rest = row.split_off(count.min(row.len()));
        let own = row
            .iter()
            .position(|cell| !cell.text.is_empty() && !cell.copied);
        let place = own
            .or_else(|| row.iter().position(|cell| !cell.text.is_empty()))
            .unwrap_or(0);
        let mut cell = row.get(place).cloned().unwrap_or_default();
        cell.indent += place * 4;
        cell.span = 1;
        std::iter::once(cell).chain(rest).collect()
    };
    let headings = std::iter::once(first)
        .chain(headings.into_iter().skip(count))
        .collect();
    (headings, rows.into_iter().map(merged).collect())
}

/// Names that carry more than the name, such as `limit (integer) optional` or `*limit`: what more they say goes to
/// columns of its own, if the table has none.
pub(crate) fn names(table: &mut Table) {
    let Some(column) = table
        .columns
        .iter()
        .position(|column| column.role == Role::Name)
    else {
        return;
    };
    let mut needs: Vec<Option<String>> = Vec::new();
    let mut types: Vec<Option<String>> = Vec::new();
    for row in &mut table.rows {
        let (name, need, ty) = parts(&row.cells[column].text);
        row.cells[column].text = name;
        needs.push(need);
        types.push(ty);
    }
    add(table, Role::Required, needs);
    add(table, Role::Type, types);
}

fn add(table: &mut Table, role: Role, texts: Vec<Option<String>>) {
    if texts.iter().all(Option::is_none) {
        return;
    }
    let index = table.columns.iter().position(|column| column.role == role);
    let index = index.unwrap_or_else(|| {
        table.columns.push(Column {
            role,
            heading: String::new(),
        });
        for row in &mut table.rows {
            row.cells.push(Text {
                line: row.line,
                text: String::new(),
            });
        }
        table.columns.len() - 1
    });
    for (row, text) in table.rows.iter_mut().zip(texts) {
        if let Some(text) = text
            && row.cells[index].text.is_empty()
        {
            row.cells[index].text = text;
        }
    }
}

/// The name in a cell, with what stands beside it: whether it must be given, its type.
fn parts(text: &str) -> (String, Option<String>, Option<String>) {
    let starred = text.strip_prefix('*').filter(|rest| is_name(rest.trim()));
    if let Some(name) = starred {
        return (name.trim().to_owned(), Some("required".to_owned()), None);
    }
    let marked =
        text.find(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '@' | '{'));
    let (mark, rest) = text.split_at(marked.unwrap_or(0));
    let end =
        rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | '（' | '*' | '?' | '：' | ','));
    let Some(end) = end else {
        return (text.to_owned(), None, None);
    };
    let (name, more) = rest.split_at(end);
    if !is_name(name) {
        return (text.to_owned(), None, None);
    }
    let mut needed = None;
    let mut ty = None;
    for word in more.split(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）' | ',' | '[' | ']' | '：' | ':')
    }) {
        match word.trim() {
            "" => {}
            "*" => needed = Some("required".to_owned()),
            "?" => needed = Some("optional".to_owned()),
            word if need(word).is_some() => needed = Some(word.to_owned()),
            word if TypeWord::parse(word).is_some_and(|word| word.is_known()) => {
                ty = Some(word.to_owned())
            }
            _ => return (text.to_owned(), None, None),
        }
    }
    (format!("{mark}{name}"), needed, ty)
}

/// Sets how deep each row is, and takes the marks off the names.
pub(crate) fn depths(table: &mut Table, indents: &[usize]) {
    let Some(column) = table
        .columns
        .iter()
        .position(|column| column.role == Role::Name)
    else {
        return;
    };
    let mut stack: Vec<usize> = Vec::new();
    let mut known: Vec<(String, usize)> = Vec::new();
    for (index, row) in table.rows.iter_mut().enumerate() {
        let indent = indents.get(index).copied().unwrap_or(0);
        while stack.last().is_some_and(|last| *last >= indent) {
            stack.pop();
        }
        stack.push(indent);
        let cell = &mut row.cells[column];
        let text = std::mem::take(&mut cell.text);
        let (marks, name) = marks(&text);
        // One mark for every depth, and blanks before it: both count.
        row.depth = marks.max(stack.len() - 1).min(MAX_DEPTH);
        cell.text = name.to_owned();
        if row.depth == 0
            && let Some(parent) = parent(name)
            && let Some((_, depth)) = known.iter().rev().find(|(known, _)| *known == parent)
        {
            row.depth = (depth + 1).min(MAX_DEPTH);
        }
        known.push((plain(name), row.depth));
    }
    // Rows that are all marked alike are not below anything.
    let least = table.rows.iter().map(|row| row.depth).min().unwrap_or(0);
    let mut deepest = 0;
    for (index, row) in table.rows.iter_mut().enumerate() {
        row.depth -= least;
        row.depth = if index == 0 {
            0
        } else {
            row.depth.min(deepest + 1)
        };
        deepest = row.depth;
    }
}

/// How many marks of depth a name has before it, and the name.
fn marks(text: &str) -> (usize, &str) {
    let strong = |c: char| {
        matches!(
            c,
            '└' | '├'
                | '│'
                | '∟'
                | '↳'
                | '>'
                | '»'
                | '›'
                | '＞'
                | '┗'
                | '┣'
                | '┃'
                | '⌊'
                | '˪'
                | '➢'
                | '|'
        )
    };
    let weak = |c: char| {
        matches!(
            c,
            '-' | '–'
                | '—'
                | '─'
                | '+'
                | '•'
                | '·'
                | '∙'
                | '▪'
                | '●'
                | '○'
                | '━'
                | '→'
                | '◦'
                | '*'
        )
    };
    let end = text
        .find(|c: char| !strong(c) && !weak(c) && !c.is_whitespace())
        .unwrap_or(text.len());
    let (mark, name) = text.split_at(end);
    if name.is_empty() || integer(text).is_some() {
        return (0, text);
    }
    let count = mark.chars().filter(|c| strong(*c)).count();
    let count = if count > 0 {
        count
    } else {
        mark.chars().filter(|c| weak(*c)).count()
    };
    (count, name)
}

/// The name of what a name such as `a.b`, `a[].b`, `a.N.b` is a member of.
fn parent(name: &str) -> Option<String> {
    let (before, last) = plain_parts(name)?;
    (!last.is_empty()).then_some(before)
}

fn plain_parts(name: &str) -> Option<(String, String)> {
    let plain = plain(name);
    let (before, last) = plain.rsplit_once('.')?;
    Some((before.to_owned(), last.to_owned()))
}

/// A name without the signs of lists.
pub(crate) fn plain(name: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in name.split('.') {
        let part = part.split('[').next().unwrap_or(part);
        let index = matches!(part, "N" | "n" | "M" | "*" | "x" | "X" | "{n}" | "")
            || part.chars().all(|c| c.is_ascii_digit());
        if !index || parts.is_empty() {
            parts.push(part);
        }
    }
    parts.join(".")
}

/// Members that follow their object without any mark, as a sample shows.
pub(crate) fn by_samples(page: &mut Page) {
    let shown = members::of(&page.samples);
    let mut remarks = Vec::new();
    for table in page
        .tables
        .iter_mut()
        .filter(|table| matches!(table.kind, TableKind::Fields | TableKind::Parameters))
    {
        if table.rows.iter().any(|row| row.depth > 0) {
            continue;
        }
        let names: Vec<String> = table
            .rows
            .iter()
            .map(|row| {
                table
                    .cell(row, Role::Name)
                    .map_or(String::new(), |cell| cell.text.clone())
            })
            .collect();
        let objects: Vec<bool> = table
            .rows
            .iter()
            .map(|row| {
                table
                    .cell(row, Role::Type)
                    .and_then(|cell| TypeWord::parse(&cell.text))
                    .is_some_and(|word| holds_members(&word))
            })
            .collect();
        let depths = shown.depths(&names, &objects);
        for (row, depth) in table.rows.iter_mut().zip(&depths) {
            row.depth = (*depth).min(MAX_DEPTH);
        }
        let lonely = objects.iter().enumerate().filter(|(index, object)| {
            **object
                && *index + 1 < names.len()
                && depths[*index + 1] <= depths[*index]
                && !shown.knows(&names[*index])
        });
        for (index, _) in lonely {
            remarks.push(super::Remark {
                line: table.rows[index].line,
                text: format!(
                    "rows after `{}` may be its members; nothing on the page tells",
                    names[index]
                ),
            });
        }
    }
    page.remarks.extend(remarks);
}

fn holds_members(word: &TypeWord) -> bool {
    match word {
        TypeWord::Object(None) | TypeWord::Any => true,
        TypeWord::List(of) => holds_members(of),
        _ => false,
    }
}

/// For each row of a table the names that lead to it.
pub(crate) fn paths(table: &Table) -> Vec<Vec<String>> {
    let mut stack: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for row in &table.rows {
        let Some(name) = table.cell(row, Role::Name).map(|cell| plain(&cell.text)) else {
            found.push(Vec::new());
            continue;
        };
        stack.truncate(row.depth);
        // `a.b` below `a`: the stack holds `a` already.
        let above = stack.join(".");
        let own = name
            .strip_prefix(&above)
            .and_then(|rest| rest.strip_prefix('.'))
            .filter(|_| !above.is_empty());
        stack.push(own.unwrap_or(&name).to_owned());
        found.push(stack.clone());
    }
    found
}
