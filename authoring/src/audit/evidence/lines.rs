//! The text of a page line by line, without markup. In: a page. Out: lines with their numbers.

use crate::page::{Page, Text};

/// A line and its number, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) number: usize,
    pub(crate) text: String,
}

/// Lines longer than this are data, not documentation; what follows is not looked at.
const LONGEST: usize = 20_000;

/// The lines of a page: as they stand, or for HTML those of its headings, samples and paragraphs.
pub(crate) fn of(page: &Page) -> Vec<Line> {
    if !is_markup(page) {
        return numbered(1, page.lines.iter().map(String::as_str));
    }
    let cells = page.tables.iter().flat_map(|table| &table.rows);
    let cells = cells.flat_map(|row| &row.cells);
    let texts = page.headings.iter().chain(&page.samples).chain(&page.prose);
    let mut texts: Vec<&Text> = texts.chain(cells).collect();
    texts.sort_by_key(|text| text.line);
    let lines = texts
        .into_iter()
        .flat_map(|text| numbered(text.line, text.text.lines()));
    let mut lines: Vec<Line> = lines.collect();
    // A text stays in one piece, also where the next one begins on its last line; numbers never go back.
    let mut last = 0;
    for line in &mut lines {
        line.number = line.number.max(last);
        last = line.number;
    }
    lines
}

fn numbered<'a>(first: usize, texts: impl Iterator<Item = &'a str>) -> Vec<Line> {
    let short = |text: &str| text.chars().take(LONGEST).collect();
    let lines = texts.enumerate().map(|(index, text)| Line {
        number: first + index,
        text: short(text),
    });
    lines.collect()
}

/// Whether a page is HTML.
pub(crate) fn is_markup(page: &Page) -> bool {
    const TAGS: [&str; 8] = [
        "<!doctype",
        "<html",
        "<body",
        "<table",
        "<div",
        "<p>",
        "<td",
        "<pre",
    ];
    page.lines.iter().any(|line| {
        let line = line.to_lowercase();
        TAGS.iter().any(|tag| line.contains(tag))
    })
}
