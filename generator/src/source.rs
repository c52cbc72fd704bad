//! Source texts: which files there are, and what line and column a byte offset is.
//!
//! In: texts as read from disk. Out: ids, and positions as people count them. Everything else in the generator
//! keeps a [`FileId`] and a path of keys, or byte offsets; lines and columns exist only here.

mod place;

pub(crate) use place::Focus;
pub use place::{Place, Step};

use std::ops::Range;
use std::sync::OnceLock;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// Line and column, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Character of the line, from 1.
    pub column: usize,
}

/// The texts of one run.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

#[derive(Clone, Debug)]
struct SourceFile {
    path: String,
    text: String,
    /// Byte ranges of the lines without their line break; made when a problem is first reported.
    lines: OnceLock<Vec<Range<usize>>>,
}

impl SourceMap {
    /// A map without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a text in. The path is shown with `/`, whatever the system writes.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let path = path.into();
        let path = if std::path::MAIN_SEPARATOR == '\\' {
            path.replace('\\', "/")
        } else {
            path
        };
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile {
            path,
            text: text.into(),
            lines: OnceLock::new(),
        });
        id
    }

    /// Path of a file, with `/`.
    pub fn path(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.path)
    }

    /// Text of a file.
    pub fn text(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.text)
    }

    /// All files, in the order in which they were added.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..u32::try_from(self.files.len()).unwrap_or(u32::MAX)).map(FileId)
    }

    /// Line and column of a byte offset; an offset behind the end is taken as the end.
    pub fn line_column(&self, file: FileId, offset: usize) -> LineColumn {
        let (text, lines) = (self.text(file), self.lines(file));
        let index = lines
            .partition_point(|line| line.start <= offset)
            .saturating_sub(1);
        let Some(line) = lines.get(index) else {
            return LineColumn { line: 1, column: 1 };
        };
        let before = text
            .get(line.start..offset.clamp(line.start, line.end))
            .unwrap_or_default();
        let before = before.strip_prefix(BYTE_ORDER_MARK).unwrap_or(before);
        LineColumn {
            line: index + 1,
            column: before.chars().count() + 1,
        }
    }

    /// Text of a line counted from 1, without its line break, and the byte offset at which it starts.
    pub fn line(&self, file: FileId, line: usize) -> Option<(&str, usize)> {
        let range = self.lines(file).get(line.checked_sub(1)?)?.clone();
        let (mut start, mut text) = (range.start, self.text(file).get(range)?);
        if let Some(rest) = text.strip_prefix(BYTE_ORDER_MARK).filter(|_| start == 0) {
            (start, text) = (BYTE_ORDER_MARK.len(), rest);
        }
        Some((text, start))
    }

    fn file(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(usize::try_from(file.0).ok()?)
    }

    fn lines(&self, file: FileId) -> &[Range<usize>] {
        self.file(file).map_or(&[], |file| {
            file.lines.get_or_init(|| split_lines(&file.text))
        })
    }
}

/// Lines end with LF, CR LF or CR; there is always at least one.
fn split_lines(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut lines, mut start, mut at) = (Vec::new(), 0, 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        if !matches!(byte, b'\n' | b'\r') {
            continue;
        }
        lines.push(start..at - 1);
        if *byte == b'\r' && bytes.get(at) == Some(&b'\n') {
            at += 1;
        }
        start = at;
    }
    lines.push(start..bytes.len());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, part: &str, line: usize, column: usize) {
        let mut sources = SourceMap::new();
        let file = sources.add("a.yaml", text);
        let offset = text.find(part).unwrap_or(text.len());
        assert_eq!(
            sources.line_column(file, offset),
            LineColumn { line, column }
        );
    }

    #[test]
    fn columns_count_characters() {
        check("a: äöü x", "x", 1, 8);
        check("名前: 値\n名: x", "x", 2, 4);
    }

    #[test]
    fn every_line_break_counts_once() {
        check("a\r\nb\r\nxc", "x", 3, 1);
        check("a\rb\n\nxc", "x", 4, 1);
        check("a\r\nbx", "x", 2, 2);
    }

    #[test]
    fn a_tab_is_one_column_and_the_byte_order_mark_none() {
        check("\ta\tx", "x", 1, 4);
        check("\u{feff}x", "x", 1, 1);
        check("\u{feff}a\nx", "x", 2, 1);
    }

    #[test]
    fn the_end_is_a_position() {
        check("", "x", 1, 1);
        check("a\n", "x", 2, 1);
        check("ab", "x", 1, 3);
    }

    #[test]
    fn offsets_inside_a_character_or_behind_the_end_do_not_panic() {
        let mut sources = SourceMap::new();
        let file = sources.add("a.yaml", "ä\nb");
        assert_eq!(sources.line_column(file, 1).line, 1);
        assert_eq!(
            sources.line_column(file, 99),
            LineColumn { line: 2, column: 2 }
        );
        assert_eq!(
            sources.line_column(FileId(7), 99),
            LineColumn { line: 1, column: 1 }
        );
    }

    #[test]
    fn a_line_is_given_without_its_break_and_mark() {
        let mut sources = SourceMap::new();
        let file = sources.add("a.yaml", "\u{feff}ab\r\ncd");
        assert_eq!(sources.line(file, 1), Some(("ab", 3)));
        assert_eq!(sources.line(file, 2), Some(("cd", 7)));
        assert_eq!(sources.line(file, 3), None);
        assert_eq!(sources.line(file, 0), None);
    }
}
