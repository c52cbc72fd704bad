//! A table of HTML while it is read. In: its tags and text. Out: a grid; cells that span are laid out.

use super::Flow;
use super::events::Tag;
use crate::page::Text;
use crate::page::lines::{Cell, Grid, MAX_COLUMNS};

/// Cells of all tables together that copies of spanning cells may add to a table.
const MAX_COPIES: usize = 200_000;

#[derive(Debug)]
pub(crate) struct Building {
    line: usize,
    rows: Vec<Row>,
    row: Option<Row>,
    cell: Option<Open>,
    caption: Option<Flow>,
    in_head: bool,
    in_caption: bool,
}

#[derive(Debug, Default)]
struct Row {
    cells: Vec<Raw>,
    in_head: bool,
}

/// A cell as written.
#[derive(Debug)]
struct Raw {
    cell: Cell,
    colspan: usize,
    rowspan: usize,
    is_head: bool,
}

#[derive(Debug)]
struct Open {
    flow: Flow,
    indent: usize,
    tag: (usize, usize),
    is_head: bool,
    line: usize,
}

impl Building {
    pub(crate) fn new(line: usize) -> Self {
        Self {
            line,
            rows: Vec::new(),
            row: None,
            cell: None,
            caption: None,
            in_head: false,
            in_caption: false,
        }
    }

    /// A tag of the table itself.
    pub(crate) fn start(&mut self, tag: &Tag, line: usize) {
        match tag.name.as_str() {
            "tr" => {
                self.close_row();
                self.row = Some(Row {
                    cells: Vec::new(),
                    in_head: self.in_head,
                });
            }
            "td" | "th" => {
                self.close_cell();
                self.in_caption = false;
                let is_head = tag.name == "th";
                self.cell = Some(Open {
                    flow: Flow::default(),
                    indent: tag.indent,
                    tag: (tag.colspan, tag.rowspan),
                    is_head,
                    line,
                });
            }
            "caption" => {
                self.in_caption = true;
                self.caption = Some(Flow::default());
            }
            name => {
                self.close_row();
                self.in_head = name == "thead";
            }
        }
    }

    /// A tag inside of a cell.
    pub(crate) fn inside(&mut self, tag: &Tag, line: usize) {
        if let Some(open) = &mut self.cell {
            if open.flow.text.is_empty() {
                open.indent += tag.indent;
            }
            if super::is_block(&tag.name) {
                open.flow.end_line();
            }
            if let Some(shown) = &tag.shown
                && open.flow.text.is_empty()
            {
                open.flow.push(shown, line, false);
            }
        }
    }

    pub(crate) fn end(&mut self, name: &str) {
        match name {
            "td" | "th" => self.close_cell(),
            "tr" => self.close_row(),
            "caption" => self.in_caption = false,
            _ => self.in_head = false,
        }
    }

    pub(crate) fn text(&mut self, text: &str, line: usize, keep: bool) {
        if let Some(open) = &mut self.cell {
            open.flow.push(text, line, keep);
        } else if let Some(caption) = self.caption.as_mut().filter(|_| self.in_caption) {
            caption.push(text, line, false);
        } else if !text.trim().is_empty() {
            // Text between cells: a page that forgot a tag.
            let cell = self.row.as_mut().and_then(|row| row.cells.last_mut());
            if let Some(raw) = cell {
                raw.cell.text.push(' ');
                raw.cell.text.push_str(text.trim());
            }
        }
    }

    pub(crate) fn end_line(&mut self) {
        if let Some(open) = &mut self.cell {
            open.flow.end_line();
        }
    }

    /// The first cell of the row that is open: what an inner table is about.
    pub(crate) fn first_cell(&self) -> Option<(usize, String)> {
        let cell = &self.row.as_ref()?.cells.first()?.cell;
        Some((cell.line, cell.text.clone())).filter(|(_, text)| !text.is_empty())
    }

    fn close_cell(&mut self) {
        let Some(open) = self.cell.take() else { return };
        let line = if open.flow.text.trim().is_empty() {
            open.line
        } else {
            open.flow.line
        };
        let mut cell = Cell::new(line, &open.flow.text);
        cell.indent += open.indent / 4;
        let (colspan, rowspan) = open.tag;
        let raw = Raw {
            cell,
            colspan,
            rowspan,
            is_head: open.is_head,
        };
        self.row.get_or_insert_default().cells.push(raw);
    }

    fn close_row(&mut self) {
        self.close_cell();
        if let Some(row) = self.row.take()
            && !row.cells.is_empty()
        {
            self.rows.push(row);
        }
    }

    /// The grid, with spanning cells laid out.
    pub(crate) fn finish(mut self) -> Grid {
        self.close_row();
        let head = self
            .rows
            .iter()
            .take_while(|row| {
                row.in_head || row.cells.iter().all(|raw| raw.is_head) && row.cells.len() > 1
            })
            .count();
        let caption = self.caption.take().map(|flow| Text {
            line: flow.line,
            text: flow.text.trim().to_owned(),
        });
        let mut grid = Grid {
            line: self.line,
            head,
            rows: Vec::new(),
            caption: caption.filter(|text| !text.text.is_empty()),
        };
        let mut below: Vec<Option<(Cell, usize)>> = Vec::new();
        let mut copies = 0;
        for row in self.rows {
            grid.rows.push(lay_out(row, &mut below, &mut copies));
        }
        if let Some(cell) = grid.rows.first().and_then(|row| row.first()) {
            grid.line = cell.line.max(grid.line);
        }
        grid
    }
}

/// A row with the cells that reach into it from above; `below` are those that reach further down.
fn lay_out(row: Row, below: &mut Vec<Option<(Cell, usize)>>, copies: &mut usize) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::new();
    let mut raws = row.cells.into_iter().peekable();
    while out.len() < MAX_COLUMNS {
        let column = out.len();
        if let Some(cell) = from_above(below, column, copies) {
            out.push(cell);
            continue;
        }
        let Some(raw) = raws.next() else {
            // Cells from above further right, if any.
            if below.iter().skip(column).any(Option::is_some) {
                out.push(Cell::default());
                continue;
            }
            break;
        };
        let span = raw.colspan.min(MAX_COLUMNS - column);
        let cell = Cell { span, ..raw.cell };
        for index in 0..span {
            let part = if index == 0 {
                cell.clone()
            } else {
                Cell {
                    line: cell.line,
                    ..Cell::default()
                }
            };
            if raw.rowspan > 1 {
                below.resize(below.len().max(column + index + 1), None);
                below[column + index] = Some((part.clone(), raw.rowspan - 1));
            }
            out.push(part);
        }
    }
    out
}

fn from_above(
    below: &mut [Option<(Cell, usize)>],
    column: usize,
    copies: &mut usize,
) -> Option<Cell> {
    let slot = below.get_mut(column)?;
    let (cell, left) = slot.as_mut()?;
    let short = cell.text.len() <= 500;
    let text = if short {
        cell.text.clone()
    } else {
        String::new()
    };
    let copy = Cell {
        line: cell.line,
        text,
        indent: cell.indent,
        copied: true,
        span: cell.span,
    };
    *left -= 1;
    *copies += 1;
    if *left == 0 || *copies > MAX_COPIES {
        *slot = None;
    }
    Some(copy)
}
