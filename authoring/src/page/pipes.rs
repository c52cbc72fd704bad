//! Tables of Markdown, also those that a converter broke over lines. In: lines. Out: a grid.
//!
//! A row is complete when it has as many cells as the head, so that a cell may go on over lines; that is how tables
//! look whose cells held paragraphs:
//!
//! ```text
//! Name | Type | Description |
//! ---|---|---|
//! id | String |
//! The id.
//! |
//! ```

use super::lines::{Cell, Grid, Line, MAX_COLUMNS, unmark};

/// Lines that one row may take.
const ROW_LINES: usize = 60;

/// A table at the start of the lines, and how many lines it takes.
pub(crate) fn read(lines: &[Line]) -> Option<(Grid, usize)> {
    let first = lines
        .first()
        .filter(|line| line.is_plain() && line.text.contains('|'))?;
    let (head_lines, joined) = head(lines)?;
    let head = &Line::plain(first.number, &joined);
    let rule = lines.get(head_lines)?;
    let mut heads = cells(&head.text);
    let columns = cells(&rule.text).len().max(1);
    let caption = glued_title(&mut heads, columns, head.number);
    // A converter may close each row with a sign more than the rule has.
    while heads.len() > columns && heads.last().is_some_and(|cell| cell.trim().is_empty()) {
        heads.pop();
    }
    heads.truncate(MAX_COLUMNS);
    let width = heads.len().max(1);
    let led = head.text.trim_start().starts_with('|')
        || caption.is_some() && rule.text.trim_start().starts_with('|');
    let mut rows = vec![
        heads
            .iter()
            .map(|text| Cell::new(head.number, &unmark(text)))
            .collect(),
    ];
    let mut at = head_lines + 1;
    while let Some((row, taken)) = row(&lines[at.min(lines.len())..], width, led) {
        rows.push(row);
        at += taken;
    }
    let grid = Grid {
        line: head.number,
        head: 1,
        rows,
        caption,
    };
    Some((grid, at))
}

/// The lines before the rule, and the head that they are: one line, or one for each heading.
fn head(lines: &[Line]) -> Option<(usize, String)> {
    let mut joined = String::new();
    for (count, line) in lines.iter().take(MAX_COLUMNS.min(24)).enumerate() {
        if !line.is_plain() || line.is_blank() {
            return None;
        }
        if count > 0 && is_rule(&line.text) {
            let whole = count == 1 || cells(&joined).len() == cells(&line.text).len();
            return whole.then_some((count, joined));
        }
        let text = line.text.trim();
        let closes = text.ends_with('|') && text.matches('|').count() == 1;
        if count > 0 && !closes || count == 1 && !joined.ends_with('|') {
            return None;
        }
        joined.push_str(if count == 0 { &line.text } else { text });
    }
    None
}

/// `Title| Name | Type |`: a converter put what stood before the table into its first line.
fn glued_title(heads: &mut Vec<String>, columns: usize, line: usize) -> Option<super::Text> {
    let first = heads.first()?.trim().to_owned();
    let known = |text: &str| super::words::role(text).is_some();
    let others = heads
        .iter()
        .skip(1)
        .filter(|text| !text.trim().is_empty())
        .all(|text| known(text));
    if heads.len() == columns + 1 && !first.is_empty() && !known(&first) && others {
        heads.remove(0);
        return Some(super::Text {
            line,
            text: unmark(&first),
        });
    }
    None
}

/// Whether a line is the rule between head and rows.
fn is_rule(text: &str) -> bool {
    let text = text.trim();
    let fits = text
        .chars()
        .all(|c| matches!(c, '-' | '|' | ':' | ' ' | '\t' | '—' | '+'));
    fits && text.contains("--") && (text.contains('|') || text.len() > 3 && text.contains('+'))
        || matches!(text, ":-|" | "-|-" | "|-|-|" | "|-|")
}

/// The cells of a line, without the empty ones that signs at its ends make.
fn cells(text: &str) -> Vec<String> {
    let trimmed = text.trim();
    let trimmed = trimmed.strip_prefix('|').unwrap_or(trimmed);
    let mut found = split(trimmed);
    if found.last().is_some_and(|cell| cell.trim().is_empty()) {
        found.pop();
    }
    found
}

/// A text between unescaped pipes. The last piece is what follows the last of them.
fn split(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        if c == '|' && !escaped {
            found.push(String::new());
            continue;
        }
        escaped = c == '\\' && !escaped;
        if let Some(last) = found.last_mut() {
            last.push(c);
        }
    }
    found
}

/// Pieces of cells joined so that no more than `width` are left: a sign inside of backticks, or in the last cell, was text.
fn joined(mut pieces: Vec<String>, width: usize) -> Vec<String> {
    let mut index = 0;
    while pieces.len() > width && index + 1 < pieces.len() {
        if pieces[index].matches('`').count() % 2 == 1 {
            let next = pieces.remove(index + 1);
            pieces[index].push('|');
            pieces[index].push_str(&next);
        } else {
            index += 1;
        }
    }
    while pieces.len() > width {
        let Some(last) = pieces.pop() else { break };
        if let Some(before) = pieces.last_mut()
            && !last.trim().is_empty()
        {
            before.push('|');
            before.push_str(&last);
        }
    }
    pieces
}

fn row(lines: &[Line], width: usize, led: bool) -> Option<(Vec<Cell>, usize)> {
    let first = lines
        .first()
        .filter(|line| line.is_plain() && line.text.contains('|'))?;
    if is_rule(&first.text) {
        return None;
    }
    let whole = pieces(&first.text, led);
    if whole.closed.len() + usize::from(!whole.open.trim().is_empty()) >= width {
        let mut all = whole.closed;
        if !whole.open.trim().is_empty() {
            all.push(whole.open);
        }
        let all = joined(all, width);
        return Some((
            all.iter()
                .map(|text| Cell::new(first.number, &unmark(text)))
                .collect(),
            1,
        ));
    }
    broken(lines, width, led).or_else(|| {
        // A short row: the cells at its end are missing.
        let mut all = whole.closed.clone();
        all.push(whole.open.clone());
        Some((
            all.iter()
                .map(|text| Cell::new(first.number, &unmark(text)))
                .collect(),
            1,
        ))
    })
}

struct Pieces {
    /// Cells that a sign closed.
    closed: Vec<String>,
    /// What follows the last sign.
    open: String,
}

fn pieces(text: &str, led: bool) -> Pieces {
    let text = text.trim_end();
    let text = if led {
        text.trim_start().strip_prefix('|').unwrap_or(text)
    } else {
        text
    };
    let mut all = split(text);
    let open = all.pop().unwrap_or_default();
    Pieces { closed: all, open }
}

/// A row whose cells go on over lines: each ends with a sign.
fn broken(lines: &[Line], width: usize, led: bool) -> Option<(Vec<Cell>, usize)> {
    let mut row: Vec<Cell> = Vec::new();
    let mut open = String::new();
    let mut start = lines.first()?.number;
    for (index, line) in lines.iter().take(ROW_LINES).enumerate() {
        // Another row, or the end: nothing closes the cell that is open.
        let complete = index > 0 && pieces(&line.text, led).closed.len() >= width;
        if !line.is_plain()
            || index > 0 && line.is_blank() && !closes_soon(&lines[index..])
            || complete
        {
            return None;
        }
        let found = pieces(&line.text, led && index == 0);
        let fresh = found.closed.len() >= 2
            && (led && line.text.trim_start().starts_with('|')
                || row.len() + found.closed.len() > width);
        if index > 0 && fresh {
            return None;
        }
        for cell in found.closed {
            open.push_str(&cell);
            row.push(Cell {
                line: start,
                ..Cell::new(start, &unmark(&open))
            });
            open.clear();
            start = line.number;
        }
        if row.len() >= width {
            row.truncate(width.max(1));
            return Some((row, index + 1));
        }
        if !found.open.trim().is_empty() {
            if open.is_empty() {
                start = line.number;
            }
            open.push_str(&found.open);
            open.push('\n');
        }
    }
    None
}

/// Whether the blank lines here are inside of a cell: the next line of text has the sign that closes it.
fn closes_soon(lines: &[Line]) -> bool {
    let next = lines.iter().take(3).find(|line| !line.is_blank());
    next.is_some_and(|line| line.is_plain() && line.text.trim() == "|")
}
