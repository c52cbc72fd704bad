//! Where a page has a word. In: lines, samples, tables. Out: the line of a word, anywhere or as a name.

use std::collections::{BTreeMap, HashMap};

use super::lines::{self, Line};
use super::samples::Sample;
use crate::page::Page;

/// Names are not longer.
const LONGEST: usize = 200;

/// All words of a page.
#[derive(Debug)]
pub(crate) struct Words {
    lines: Vec<Line>,
    /// Words of letters, digits and `_` with the first line of each.
    first: HashMap<String, usize>,
    /// Those that stand as names: in samples, in quotes, in the first cell of a row.
    names: BTreeMap<String, usize>,
}

impl Words {
    /// Takes the lines apart.
    pub(crate) fn of(lines: Vec<Line>, samples: &[Sample], page: &Page) -> Self {
        let (mut first, mut names) = (HashMap::new(), BTreeMap::new());
        for line in &lines {
            let at = samples.partition_point(|sample| sample.end < line.number);
            let in_sample = samples.get(at).is_some_and(|one| one.line <= line.number);
            for (word, quoted) in words(&line.text) {
                first.entry(word.to_owned()).or_insert(line.number);
                if in_sample || quoted {
                    names.entry(word.to_owned()).or_insert(line.number);
                }
            }
        }
        let marks: &[_] = match lines::is_markup(page) {
            true => &[('>', '<'), ('`', '`')],
            false => &[('`', '`')],
        };
        for (number, line) in page.lines.iter().enumerate() {
            for text in marks.iter().flat_map(|marks| between(line, *marks)) {
                for (word, _) in words(text) {
                    names.entry(word.to_owned()).or_insert(number + 1);
                }
            }
        }
        let rows = page.tables.iter().flat_map(|table| &table.rows);
        for cell in rows.filter_map(|row| row.cells.first()) {
            for (word, _) in words(&cell.text) {
                names.entry(word.to_owned()).or_insert(cell.line);
            }
        }
        Self {
            lines,
            first,
            names,
        }
    }

    /// The first line with this word.
    pub(crate) fn anywhere(&self, word: &str) -> Option<usize> {
        if word.chars().all(is_word) {
            return self.first.get(word).copied();
        }
        let is_edge = |c: Option<char>| c.is_none_or(|c| !is_word(c));
        let found = self.lines.iter().find(|line| {
            let mut places = line.text.match_indices(word);
            places.any(|(at, _)| {
                is_edge(line.text[..at].chars().next_back())
                    && is_edge(line.text[at + word.len()..].chars().next())
            })
        });
        found.map(|line| line.number)
    }

    /// The first line that speaks of this number as a code.
    pub(crate) fn as_code(&self, number: &str) -> Option<usize> {
        const SIGNS: [&str; 6] = [
            "code",
            "error",
            "status",
            "\u{7801}",
            "\u{9519}\u{8bef}",
            "\u{72b6}\u{6001}",
        ];
        if let Some(line) = self.names.get(number) {
            return Some(*line);
        }
        let of_codes = self.lines.iter().filter(|line| {
            let text = line.text.to_lowercase();
            SIGNS.iter().any(|sign| text.contains(sign))
        });
        let mut found = of_codes.filter(|line| words(&line.text).any(|(word, _)| word == number));
        found.next().map(|line| line.number)
    }

    /// The first line with this word where it is a name; words that are found in prose by chance count only there.
    pub(crate) fn as_name(&self, word: &str) -> Option<usize> {
        let by_chance = word.chars().all(|c| c.is_ascii_lowercase());
        match self.names.get(word) {
            Some(line) => Some(*line),
            None if by_chance => None,
            None => self.anywhere(word),
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() && (c.is_ascii() || !is_wide(c)) || c == '_'
}

/// Chinese has no blanks between words, so its signs end a word of letters.
fn is_wide(c: char) -> bool {
    ('\u{2e80}'..='\u{9fff}').contains(&c) || ('\u{ac00}'..='\u{ffef}').contains(&c)
}

/// Texts without blanks between two marks, such as `` `main.temp` `` and `<code>main.temp</code>`.
fn between(line: &str, (open, close): (char, char)) -> impl Iterator<Item = &str> {
    let texts = line.split(open).skip(1);
    let texts = texts.filter_map(move |text| match open == close {
        true => Some(text),
        false => text.split(close).next(),
    });
    texts.filter(|text| {
        !text.is_empty() && text.len() < LONGEST && !text.contains(char::is_whitespace)
    })
}

/// The words of a line, and whether each stands in quotes.
fn words(line: &str) -> impl Iterator<Item = (&str, bool)> {
    let parts = line.split(|c: char| !is_word(c));
    parts.filter(|word| !word.is_empty()).map(move |word| {
        let at = word.as_ptr() as usize - line.as_ptr() as usize;
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let quotes = |c: Option<char>| c.is_some_and(|c| "`\"'“”".contains(c));
        let in_path = before == Some('/') || after == Some('/');
        (word, quotes(before) && quotes(after) || in_path)
    })
}
