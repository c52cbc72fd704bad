//! The text of a page line by line, without markup. In: a page. Out: lines with their numbers.

use crate::page::Page;

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
    let mut lines: Vec<Line> = if is_markup(&page.lines) {
        let texts = page.headings.iter().chain(&page.samples).chain(&page.prose);
        let of_text = |text: &crate::page::Text| numbered(text.line, text.text.lines());
        let cells = page.tables.iter().flat_map(|table| &table.rows);
        let cells = cells.flat_map(|row| &row.cells).flat_map(of_text);
        texts.flat_map(of_text).chain(cells).collect()
    } else {
        numbered(1, page.lines.iter().map(String::as_str))
    };
    lines.sort_by_key(|line| line.number);
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

fn is_markup(lines: &[String]) -> bool {
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
    lines.iter().any(|line| {
        let line = line.to_lowercase();
        TAGS.iter().any(|tag| line.contains(tag))
    })
}
