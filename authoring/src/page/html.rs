//! HTML, a whole page or a pasted table. In: text. Out: lines for what is outside of tables, and a grid for each table.
//!
//! The tokenizer of html5ever gives tags with their lines, and tables need no tree: a cell ends where the next one
//! begins. So unclosed and deeply nested tags cost nothing.

mod events;
mod table;

use super::Text;
use super::lines::{Grid, Line, Mark};
use events::{Event, What};
use table::Building;

/// Tables inside of tables that are kept apart; deeper ones become text of the cell.
const MAX_DEPTH: usize = 8;

/// Whether a text is HTML as a whole.
pub(crate) fn is_page(text: &str) -> bool {
    let start = super::samples::head(
        text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']),
        400,
    )
    .to_ascii_lowercase();
    let tags = [
        "<!doctype html",
        "<html",
        "<body",
        "<head",
        "<table",
        "<thead",
        "<tbody",
        "<tr",
        "<div",
        "<section",
        "<article",
        "<main",
        "<h1",
        "<h2",
        "<h3",
        "<h4",
        "<p>",
        "<p ",
        "<ul",
        "<meta",
        "<span",
        "<style",
        "<figure",
        "<!--startfragment",
        "<caption",
        "<td",
        "<th",
        "<ol",
        "<dl",
    ];
    tags.iter().any(|tag| start.starts_with(tag))
        || start.starts_with("<!--") && start.contains("<html")
}

/// Lines and grids of HTML whose first line has this number.
pub(crate) fn read(text: &str, first_line: usize, grids: &mut Vec<Grid>) -> Vec<Line> {
    let mut walk = Walk {
        lines: Vec::new(),
        grids,
        tables: Vec::new(),
        text: Flow::default(),
        heading: false,
        pre: 0,
        offset: first_line.saturating_sub(1),
    };
    for event in events::read(text) {
        walk.take(event);
    }
    while !walk.tables.is_empty() {
        walk.close_table();
    }
    walk.flush();
    walk.lines
}

/// Text that grows, with the line that it began on.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    pub(crate) text: String,
    pub(crate) line: usize,
}

impl Flow {
    /// More text. Blanks are one blank, unless they are kept.
    pub(crate) fn push(&mut self, text: &str, line: usize, keep: bool) {
        for c in text.chars() {
            if keep && (c != '\n' || !self.text.is_empty()) {
                self.begin(line);
                self.text.push(c);
            } else if c.is_ascii_whitespace() {
                if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.text.push(' ');
                }
            } else {
                self.begin(line);
                self.text.push(c);
            }
        }
    }

    fn begin(&mut self, line: usize) {
        if self.text.is_empty() {
            self.line = line;
        }
    }

    /// Ends the line, if something is on it.
    pub(crate) fn end_line(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

struct Walk<'a> {
    lines: Vec<Line>,
    grids: &'a mut Vec<Grid>,
    tables: Vec<Building>,
    text: Flow,
    heading: bool,
    pre: usize,
    offset: usize,
}

impl Walk<'_> {
    fn take(&mut self, event: Event) {
        let line = event.line + self.offset;
        match event.what {
            What::Text(text) => {
                let keep = self.pre > 0;
                match self.tables.last_mut() {
                    Some(table) => table.text(&text, line, keep),
                    None => self.text.push(&text, line, keep),
                }
            }
            What::Start(tag) => self.start(&tag, line),
            What::End(name) => self.end(&name, line),
        }
    }

    fn start(&mut self, tag: &events::Tag, line: usize) {
        match tag.name.as_str() {
            "table" if self.tables.len() < MAX_DEPTH => {
                if self.tables.is_empty() {
                    self.flush();
                }
                self.tables.push(Building::new(line));
            }
            "tr" | "td" | "th" if self.tables.is_empty() => {
                self.flush();
                let mut table = Building::new(line);
                table.start(tag, line);
                self.tables.push(table);
            }
            "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "caption"
                if !self.tables.is_empty() =>
            {
                if let Some(table) = self.tables.last_mut() {
                    table.start(tag, line);
                }
            }
            name => {
                if name == "pre" {
                    self.pre += 1;
                }
                if let Some(table) = self.tables.last_mut() {
                    table.inside(tag, line);
                    return;
                }
                if is_block(name) {
                    self.flush();
                }
                self.heading |= is_heading(name);
            }
        }
    }

    fn end(&mut self, name: &str, line: usize) {
        match name {
            "table" => {
                if !self.tables.is_empty() {
                    self.close_table();
                }
            }
            "td" | "th" | "tr" | "thead" | "caption" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end(name);
                }
            }
            name => {
                if let Some(table) = self.tables.last_mut() {
                    if is_block(name) {
                        table.end_line();
                    }
                } else if is_block(name) {
                    let apart =
                        matches!(name, "p" | "pre" | "ul" | "ol" | "dl") || is_heading(name);
                    self.flush();
                    if apart {
                        self.lines.push(Line::plain(line, ""));
                    }
                }
                if is_heading(name) {
                    self.heading = false;
                }
                if name == "pre" {
                    self.pre = self.pre.saturating_sub(1);
                }
            }
        }
    }

    /// Writes down the text so far.
    fn flush(&mut self) {
        let flow = std::mem::take(&mut self.text);
        if flow.text.trim().is_empty() {
            return;
        }
        let mark = match (self.heading, self.pre > 0) {
            (true, _) => Mark::Heading,
            (_, true) => Mark::Sample,
            _ => Mark::Plain,
        };
        for (index, text) in flow.text.lines().enumerate() {
            let text = if mark == Mark::Sample {
                text
            } else {
                text.trim()
            };
            self.lines.push(Line {
                number: flow.line + index,
                text: text.to_owned(),
                mark,
            });
        }
    }

    fn close_table(&mut self) {
        let Some(table) = self.tables.pop() else {
            return;
        };
        let outer = self.tables.last().and_then(Building::first_cell);
        let mut grid = table.finish();
        if grid.caption.is_none()
            && let Some((line, text)) = outer
        {
            grid.caption = Some(Text { line, text });
        }
        let number = grid.line;
        if grid.rows.is_empty() {
            return;
        }
        self.grids.push(grid);
        self.lines.push(Line {
            number,
            text: String::new(),
            mark: Mark::Grid(self.grids.len() - 1),
        });
    }
}

/// Whether a tag begins a line of its own.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "br"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "pre"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "aside"
            | "blockquote"
            | "hr"
            | "form"
            | "figure"
            | "figcaption"
            | "details"
            | "summary"
            | "title"
            | "body"
            | "html"
            | "head"
            | "address"
            | "fieldset"
            | "legend"
            | "button"
            | "option"
    ) || is_heading(name)
}

fn is_heading(name: &str) -> bool {
    matches!(
        name,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "title" | "figcaption" | "summary"
    )
}
