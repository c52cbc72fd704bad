//! Cells with tabs, or with several blanks, between them: copied from a browser or a spreadsheet. In: lines. Out: a grid.

use super::lines::{Cell, Grid, Line, MAX_COLUMNS, unmark};
use super::words::role;
use super::{Role, TypeWord};

/// Lines that one cell may have.
const CELL_LINES: usize = 60;

/// A table at the start of the lines, and how many lines it takes.
pub(crate) fn read(lines: &[Line]) -> Option<(Grid, usize)> {
    by_tabs(lines).or_else(|| by_blanks(lines))
}

fn by_tabs(lines: &[Line]) -> Option<(Grid, usize)> {
    let first = lines
        .first()
        .filter(|line| line.is_plain() && has_tab(&line.text))?;
    let width = first.text.split('\t').count().min(MAX_COLUMNS);
    let mut rows = Vec::new();
    let mut at = 0;
    while at < lines.len() && lines[at].is_plain() {
        // Another head: the next table, whose title may stand on the line before.
        if !rows.is_empty()
            && (starts_table(&lines[at..])
                || !has_tab(&lines[at].text) && starts_table(&lines[at + 1..]))
        {
            break;
        }
        let Some((row, taken)) = row(&lines[at..], width, !rows.is_empty()) else {
            break;
        };
        rows.push(row);
        at += taken;
    }
    let known = rows.first().is_some_and(|row| is_head(row));
    if !known && rows.len() < 2 {
        return None;
    }
    Some((
        Grid {
            line: first.number,
            head: usize::from(known),
            rows,
            caption: None,
        },
        at,
    ))
}

/// Whether a table with tabs and known headings starts here.
pub(crate) fn starts_table(lines: &[Line]) -> bool {
    let head = lines
        .first()
        .filter(|line| line.is_plain() && has_tab(&line.text));
    let keyed = |cells: &[Cell]| {
        let role = cells.first().and_then(|cell| role(&cell.text));
        matches!(
            role,
            Some(Role::Name | Role::Code | Role::Value | Role::Status | Role::Method | Role::Path)
        )
    };
    head.is_some_and(|line| {
        let cells = split(line);
        let routes = |cell: &Cell| matches!(role(&cell.text), Some(Role::Method | Role::Path));
        (keyed(&cells) || cells.iter().any(routes)) && is_head(&cells)
    })
}

/// Whether a line has tabs between texts, not only before them.
fn has_tab(text: &str) -> bool {
    text.trim().contains('\t')
        || text.contains('\t') && !text.trim().is_empty() && !text.starts_with('\t')
}

/// Whether cells are headings.
pub(crate) fn is_head(row: &[Cell]) -> bool {
    let filled: Vec<&str> = row
        .iter()
        .map(|cell| cell.text.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    let known = filled.iter().filter(|text| role(text).is_some()).count();
    // `msg`, `string`, `error message` is a row: no heading is the name of a type.
    let typed = |text: &&str| {
        role(text).is_none() && TypeWord::parse(text).is_some_and(|word| word.is_known())
    };
    filled.len() >= 2 && known * 2 >= filled.len() && known >= 2 && !filled.iter().any(typed)
}

fn row(lines: &[Line], width: usize, inside: bool) -> Option<(Vec<Cell>, usize)> {
    let first = lines.first()?;
    if let Some(quoted) = quoted(lines) {
        return Some(quoted);
    }
    // An empty first cell: a merged one, or a row that goes on.
    let led = inside && first.text.starts_with('\t') && !first.text.trim().is_empty();
    if !led && !has_tab(&first.text) {
        return if inside {
            continued(lines, width)
        } else {
            None
        };
    }
    let mut cells: Vec<Cell> = split(first);
    let mut taken = 1;
    // Cells that go on below: fewer tabs than the head has, and then lines without any before the next row.
    while let Some(line) = lines
        .get(taken)
        .filter(|line| line.is_plain() && !line.text.trim().is_empty() && taken < CELL_LINES)
    {
        let more = line.text.split('\t').count();
        let fits = cells.len() + more - 1 <= width && cells.len() < width;
        let text_only = more == 1
            && cells.len() >= width
            && (next_row(&lines[taken..]) || cells.last().is_some_and(|cell| cell.text.is_empty()));
        let sample = line.text.trim_start().starts_with(['{', '[']) && more == 1;
        if !fits && !text_only || sample && cells.len() >= width {
            break;
        }
        let mut parts = split(line).into_iter();
        if let (Some(last), Some(part)) = (cells.last_mut(), parts.next()) {
            last.text.push('\n');
            last.text.push_str(&part.text);
        }
        cells.extend(parts);
        taken += 1;
    }
    for cell in &mut cells {
        cell.text = cell.text.trim().to_owned();
    }
    Some((cells, taken))
}

/// A row whose first cell has no tab after it on its own line.
fn continued(lines: &[Line], width: usize) -> Option<(Vec<Cell>, usize)> {
    let name = lines
        .first()
        .filter(|line| super::cells::is_name(&line.text))?;
    let rest = lines
        .get(1)
        .filter(|line| line.is_plain() && line.text.starts_with('\t'))?;
    let mut cells = split(rest);
    if cells.len() > width {
        return None;
    }
    if let Some(first) = cells.first_mut() {
        *first = Cell::new(name.number, &name.text);
    }
    Some((cells, 2))
}

/// Whether the first of these lines belongs to the row before it: another row comes before a blank line, and what
/// stands between is not just the title of another table.
fn next_row(lines: &[Line]) -> bool {
    let near = lines.iter().take(CELL_LINES);
    let text = near.take_while(|line| line.is_plain() && !line.text.trim().is_empty());
    match text.into_iter().position(|line| has_tab(&line.text)) {
        None => false,
        Some(at) => !starts_table(&lines[at..]) || at > 1,
    }
}

fn split(line: &Line) -> Vec<Cell> {
    let parts = line.text.split('\t').take(MAX_COLUMNS);
    parts
        .map(|part| Cell::new(line.number, &unmark(part)))
        .collect()
}

/// A row of a spreadsheet in which a cell with line breaks stands in quotes.
fn quoted(lines: &[Line]) -> Option<(Vec<Cell>, usize)> {
    let first = lines.first()?;
    if !(first.text.starts_with('"') || first.text.contains("\t\"")) {
        return None;
    }
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut inside = false;
    let mut start = first.number;
    for (index, line) in lines.iter().take(CELL_LINES).enumerate() {
        if !line.is_plain() {
            return None;
        }
        let mut chars = line.text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if inside && chars.peek() == Some(&'"') => {
                    chars.next();
                    cell.push('"');
                }
                '"' if inside => inside = false,
                '"' if cell.is_empty() => inside = true,
                '\t' if !inside => {
                    cells.push(Cell::new(start, &cell));
                    cell.clear();
                    start = line.number;
                }
                c => cell.push(c),
            }
        }
        if !inside {
            cells.push(Cell::new(start, &cell));
            cells.truncate(MAX_COLUMNS);
            return (cells.len() > 1).then_some((cells, index + 1));
        }
        cell.push('\n');
    }
    None
}

/// Columns that are lined up with blanks, below a head whose words are known.
fn by_blanks(lines: &[Line]) -> Option<(Grid, usize)> {
    let first = lines
        .first()
        .filter(|line| line.is_plain() && line.text.trim().contains("  "))?;
    let head = apart(first);
    if !is_head(&head) {
        return None;
    }
    let width = head.len();
    let mut rows = vec![head];
    let mut at = 1;
    while let Some(line) = lines
        .get(at)
        .filter(|line| line.is_plain() && !line.is_blank())
    {
        let cells = apart(line);
        let ruled = line
            .text
            .chars()
            .all(|c| matches!(c, '-' | '=' | ' ' | '+'));
        if !ruled {
            if cells.len() < 2 || cells.len() > width {
                break;
            }
            rows.push(cells);
        }
        at += 1;
    }
    (rows.len() > 1).then_some((
        Grid {
            line: first.number,
            head: 1,
            rows,
            caption: None,
        },
        at,
    ))
}

/// The texts of a line between two blanks or more.
fn apart(line: &Line) -> Vec<Cell> {
    let text = line.text.replace('\u{3000}', "  ");
    let parts = text
        .trim()
        .split("  ")
        .filter(|part| !part.trim().is_empty())
        .take(MAX_COLUMNS);
    parts
        .map(|part| Cell::new(line.number, &unmark(part.trim())))
        .collect()
}
