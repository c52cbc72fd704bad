//! A grid of cells becomes a table. In: a grid and the texts before it. Out: tables; one more for each heading in its midst.

use super::kind::kind;
use super::lines::{Cell, Grid};
use super::words::role;
use super::{Column, Remark, Role, Row, Table, TableKind, Text, align, guess, nest};

/// What stands before a table.
#[derive(Debug, Default)]
pub(crate) struct Before {
    /// The nearest heading or caption.
    pub(crate) title: Option<Text>,
    /// Texts before it, the nearest first.
    pub(crate) texts: Vec<String>,
    /// Whether nothing stands between the title and what comes.
    pub(crate) bare: bool,
    /// What the last table of members was about.
    pub(crate) last: Option<TableKind>,
}

/// The tables of a grid.
pub(crate) fn tables(mut grid: Grid, before: &Before, remarks: &mut Vec<Remark>) -> Vec<Table> {
    let empty = |row: &Vec<Cell>| row.iter().all(|cell| cell.text.is_empty());
    let gone = grid
        .rows
        .iter()
        .take(grid.head)
        .filter(|row| empty(row))
        .count();
    grid.head -= gone.min(grid.head);
    grid.rows.retain(|row| !empty(row));
    if let Some(table) = facts(&grid, before) {
        return vec![table];
    }
    let title = grid
        .caption
        .clone()
        .or_else(|| head_title(&mut grid))
        .or_else(|| before.title.clone());
    let Some((headings, rows)) = headed(&grid) else {
        return headless(&grid, title, before, remarks);
    };
    let (headings, rows) = nest::spanned_names(headings, rows);
    let roles = guess::by_headings(&headings, &rows);
    let columns: Vec<Column> = headings
        .into_iter()
        .zip(roles)
        .map(|(heading, role)| Column { role, heading })
        .collect();
    split(columns, rows, grid.line, title, before, remarks)
}

/// A first row that is one cell over all columns is the title.
fn head_title(grid: &mut Grid) -> Option<Text> {
    let first = grid.rows.first()?;
    let filled = first.iter().filter(|cell| !cell.text.is_empty()).count();
    let wide = grid.rows.iter().map(Vec::len).max().unwrap_or(0);
    if filled != 1 || wide < 2 || grid.rows.len() < 2 || !first[0].copied && first[0].span < wide {
        return None;
    }
    let cell = grid.rows.remove(0).swap_remove(0);
    grid.head = grid.head.saturating_sub(1);
    Some(Text {
        line: cell.line,
        text: cell.text,
    })
}

type Headed = (Vec<String>, Vec<Vec<Cell>>);

/// Headings and rows, if the grid has headings.
fn headed(grid: &Grid) -> Option<Headed> {
    let count = if grid.head > 0 {
        grid.head.min(grid.rows.len())
    } else {
        usize::from(super::tabs::is_head(grid.rows.first()?))
    };
    if count == 0 {
        return None;
    }
    let width = grid.rows.iter().map(Vec::len).max()?;
    // Heads of several rows: the lowest word that says something counts.
    let heading = |column: usize| -> String {
        let words = grid.rows[..count]
            .iter()
            .rev()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.text.as_str());
        let words: Vec<&str> = words.filter(|text| !text.is_empty()).collect();
        let known = words.iter().find(|text| role(text).is_some());
        known
            .or(words.first())
            .map_or(String::new(), |text| text.replace('\n', " "))
    };
    let mut headings: Vec<String> = (0..width).map(heading).collect();
    for column in 1..width {
        let span = (0..column).rev().find_map(|before| {
            grid.rows[0]
                .get(before)
                .filter(|cell| !cell.text.is_empty())
                .map(|cell| before + cell.span)
        });
        if headings[column].is_empty() && span.is_some_and(|end| column < end) {
            headings[column] = headings[column - 1].clone();
        }
    }
    Some((headings, grid.rows[count..].to_vec()))
}

/// A table without headings, if its cells say enough.
fn headless(
    grid: &Grid,
    title: Option<Text>,
    before: &Before,
    remarks: &mut Vec<Remark>,
) -> Vec<Table> {
    let Some(roles) = guess::by_cells(&grid.rows) else {
        if !grid.rows.is_empty() {
            remarks.push(Remark {
                line: grid.line,
                text: "a table without headings that are known; nothing was made of it".to_owned(),
            });
        }
        return Vec::new();
    };
    let named: Vec<String> = roles.iter().map(|role| format!("{role:?}")).collect();
    remarks.push(Remark {
        line: grid.line,
        text: format!(
            "a table without headings; its columns were taken for {}",
            named.join(", ")
        ),
    });
    let columns = roles
        .into_iter()
        .map(|role| Column {
            role,
            heading: String::new(),
        })
        .collect();
    split(
        columns,
        grid.rows.clone(),
        grid.line,
        title,
        before,
        remarks,
    )
}

/// Tables cut at rows that are a heading over all columns.
fn split(
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    line: usize,
    title: Option<Text>,
    before: &Before,
    remarks: &mut Vec<Remark>,
) -> Vec<Table> {
    let mut found = Vec::new();
    let mut part: Vec<Vec<Cell>> = Vec::new();
    let mut start = (line, title.clone());
    for row in rows {
        if let Some(label) = label(&row, &columns) {
            if !part.is_empty() {
                found.push(table(
                    columns.clone(),
                    std::mem::take(&mut part),
                    start,
                    before,
                    remarks,
                ));
            }
            start = (label.line, Some(label));
        } else {
            part.push(row);
        }
    }
    if !part.is_empty() || found.is_empty() {
        found.push(table(columns, part, start, before, remarks));
    }
    found
}

/// The text of a row that is one cell over all columns.
fn label(row: &[Cell], columns: &[Column]) -> Option<Text> {
    let first = row.first()?;
    let alone = row.iter().skip(1).all(|cell| cell.text.is_empty());
    let wide = first.span >= columns.len() && columns.len() > 1;
    (alone && wide && !first.text.is_empty()).then(|| Text {
        line: first.line,
        text: first.text.clone(),
    })
}

fn table(
    mut columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    start: (usize, Option<Text>),
    before: &Before,
    remarks: &mut Vec<Remark>,
) -> Table {
    let (line, title) = start;
    let roles: Vec<Role> = columns.iter().map(|column| column.role).collect();
    let mut built: Vec<Row> = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    for row in rows {
        // The head again, as long tables repeat it.
        if row
            .iter()
            .zip(&columns)
            .filter(|(cell, _)| !cell.text.is_empty())
            .all(|(cell, column)| cell.text == column.heading)
        {
            continue;
        }
        if row.len() > columns.len()
            && row[columns.len()..]
                .iter()
                .any(|cell| !cell.text.is_empty())
        {
            remarks.push(Remark { line: row[0].line, text: "a row with more cells than the table has columns; what is too much was left out".to_owned() });
        }
        indents.push(row.first().map_or(0, |cell| cell.indent));
        built.push(row_of(&row, &roles, remarks));
    }
    let mut texts: Vec<&str> = title.iter().map(|title| title.text.as_str()).collect();
    texts.extend(before.texts.iter().map(String::as_str));
    let kind = kind(&mut columns, &built, &texts, before.last);
    let mut table = Table {
        kind,
        line,
        title,
        columns,
        rows: built,
    };
    if matches!(
        kind,
        TableKind::Parameters | TableKind::Fields | TableKind::Names
    ) {
        nest::names(&mut table);
        nest::depths(&mut table, &indents);
    }
    if kind == TableKind::Other {
        let headings: Vec<&str> = table
            .columns
            .iter()
            .map(|column| column.heading.as_str())
            .filter(|text| !text.is_empty())
            .collect();
        remarks.push(Remark {
            line,
            text: format!("a table of something else: {}", headings.join(", ")),
        });
    }
    unkeyed(&table, remarks);
    table
}

/// Says which rows have nothing in the column that the others are told by.
fn unkeyed(table: &Table, remarks: &mut Vec<Remark>) {
    let key = match table.kind {
        TableKind::Parameters | TableKind::Fields | TableKind::Names => Role::Name,
        TableKind::Errors => Role::Code,
        TableKind::Values => Role::Value,
        TableKind::Endpoints => Role::Path,
        TableKind::Other => return,
    };
    for row in table
        .rows
        .iter()
        .filter(|row| table.cell(row, key).is_none())
    {
        remarks.push(Remark {
            line: row.line,
            text: format!("a row without {}; it was left out", word(key)),
        });
    }
}

fn word(role: Role) -> &'static str {
    match role {
        Role::Code => "a code",
        Role::Value => "a value",
        Role::Path => "a path",
        _ => "a name",
    }
}

fn row_of(row: &[Cell], roles: &[Role], remarks: &mut Vec<Remark>) -> Row {
    let line = row
        .iter()
        .filter(|cell| !cell.copied)
        .map(|cell| cell.line)
        .find(|line| *line > 0)
        .unwrap_or(0);
    let mut cells: Vec<Text> = (0..roles.len())
        .map(|index| {
            row.get(index).map_or(
                Text {
                    line,
                    text: String::new(),
                },
                |cell| Text {
                    line: cell.line.max(line),
                    text: cell.text.clone(),
                },
            )
        })
        .collect();
    let texts: Vec<String> = cells.iter().map(|cell| cell.text.clone()).collect();
    let mended = align::mend(&texts, roles, row.len() >= roles.len());
    if let Some(mended) = mended {
        let named: Vec<&str> = mended
            .iter()
            .map(String::as_str)
            .filter(|text| !text.is_empty())
            .collect();
        remarks.push(Remark { line, text: format!("cells of the row `{}` stood in other columns than their headings say; they were moved", named.first().unwrap_or(&"")) });
        for (cell, text) in cells.iter_mut().zip(mended) {
            cell.text = text;
        }
    }
    Row {
        line,
        cells,
        depth: 0,
    }
}

/// A table whose first column names facts of one operation: its method, its address.
fn facts(grid: &Grid, before: &Before) -> Option<Table> {
    let pair = |row: &Vec<Cell>| {
        row.len() == 2 || row.len() > 2 && row[2..].iter().all(|cell| cell.text.is_empty())
    };
    if grid.rows.is_empty() || grid.rows.len() > 30 || !grid.rows.iter().all(pair) {
        return None;
    }
    let of = |wanted: Role| {
        grid.rows
            .iter()
            .find(|row| role(&row[0].text) == Some(wanted))
            .map(|row| row[1].clone())
    };
    let path =
        of(Role::Path).filter(|cell| cell.text.contains('/') && role(&cell.text).is_none())?;
    let method = of(Role::Method).filter(|cell| {
        cell.text
            .split(['/', ',', ' '])
            .all(super::cells::is_method)
    });
    let mut columns = vec![Column {
        role: Role::Path,
        heading: "URL".to_owned(),
    }];
    let mut cells = vec![Text {
        line: path.line,
        text: path.text,
    }];
    if let Some(method) = method {
        columns.insert(
            0,
            Column {
                role: Role::Method,
                heading: "method".to_owned(),
            },
        );
        cells.insert(
            0,
            Text {
                line: method.line,
                text: method.text,
            },
        );
    }
    let row = Row {
        line: grid.line,
        cells,
        depth: 0,
    };
    Some(Table {
        kind: TableKind::Endpoints,
        line: grid.line,
        title: before.title.clone(),
        columns,
        rows: vec![row],
    })
}
