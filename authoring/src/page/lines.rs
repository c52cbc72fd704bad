//! The page as lines, before anything is known of them. In: text. Out: lines with their numbers, and grids of markup.

/// A line, or the place of a grid.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Line of the page, from 1.
    pub(crate) number: usize,
    /// Text without its end.
    pub(crate) text: String,
    /// What markup said about it.
    pub(crate) mark: Mark,
}

/// What markup said about a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Nothing.
    Plain,
    /// A heading or caption.
    Heading,
    /// Code or preformatted text.
    Sample,
    /// Here stands the grid of this index.
    Grid(usize),
}

/// Cells that markup arranged, or that a reader of lines found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    /// Line of its beginning.
    pub(crate) line: usize,
    /// How many rows at the top are known to be the head.
    pub(crate) head: usize,
    /// Rows; they may differ in length.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// A title that belongs to it.
    pub(crate) caption: Option<super::Text>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Line it starts on.
    pub(crate) line: usize,
    /// Text, blanks at its ends removed.
    pub(crate) text: String,
    /// How far it is moved to the right, in any unit.
    pub(crate) indent: usize,
    /// Whether it repeats a cell that spans several rows.
    pub(crate) copied: bool,
    /// How many columns it covers; those after the first are empty.
    pub(crate) span: usize,
}

/// Columns of a table that are read; more are left out.
pub(crate) const MAX_COLUMNS: usize = 40;

impl Cell {
    /// A cell of this text; blanks before it are its indent.
    pub(crate) fn new(line: usize, text: &str) -> Self {
        let indent = text.chars().take_while(|c| c.is_whitespace()).count();
        Self {
            line,
            text: text.trim().to_owned(),
            indent,
            copied: false,
            span: 1,
        }
    }
}

impl Line {
    /// A line without markup.
    pub(crate) fn plain(number: usize, text: &str) -> Self {
        Self {
            number,
            text: text.to_owned(),
            mark: Mark::Plain,
        }
    }

    /// Whether nothing is on it.
    pub(crate) fn is_blank(&self) -> bool {
        !matches!(self.mark, Mark::Grid(_)) && self.text.trim().is_empty()
    }

    /// Whether it is text about which markup said nothing.
    pub(crate) fn is_plain(&self) -> bool {
        self.mark == Mark::Plain
    }
}

/// The lines of a text, without byte order mark, ends of lines and invisible signs.
pub(crate) fn split(text: &str) -> Vec<String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let clean = |line: &str| -> String {
        let line = line.strip_suffix('\r').unwrap_or(line);
        line.chars()
            .filter(|c| {
                !matches!(
                    c,
                    '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\0' | '\r'
                )
            })
            .collect()
    };
    text.split('\n').map(clean).collect()
}

/// Text without the marks of Markdown: emphasis, code, links, images, line breaks.
pub(crate) fn unmark(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((shown, after)) = link(rest) {
            out.push_str(&unmark_signs(shown));
            rest = after;
            continue;
        }
        if c == '<'
            && let Some((shown, after)) = tag(rest)
        {
            out.push_str(shown);
            rest = after;
            continue;
        }
        if c == '\\'
            && rest[1..].starts_with([
                '|', '_', '*', '[', ']', '`', '#', '<', '>', '-', '{', '}', '.', '~',
            ])
        {
            let escaped = &rest[1..2];
            // Kept apart from marks until those are gone.
            out.push('\u{1}');
            out.push_str(escaped);
            rest = &rest[2..];
            continue;
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    unmark_signs(&out)
        .replace('\u{1}', "")
        .trim_end()
        .to_owned()
}

/// `[text](target)` and `![text](target)` at the start: the text, and what follows.
fn link(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix("![").or_else(|| text.strip_prefix('['))?;
    let window = super::samples::head(inner, 400);
    let close = window.find("](")?;
    if window[..close].contains(['[', '\n']) {
        return None;
    }
    let target = &inner[close + 2..];
    let end = super::samples::head(target, 2000).find([')', '\n'])?;
    target[end..]
        .starts_with(')')
        .then(|| (&inner[..close], &target[end + 1..]))
}

/// A tag at the start: what it shows (`<br>` a line break), and what follows.
fn tag(text: &str) -> Option<(&'static str, &str)> {
    let window = super::samples::head(text, 200);
    let end = window.find('>')?;
    let name: String = window[1..end]
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let shown = match name.to_ascii_lowercase().as_str() {
        "br" | "p" | "li" | "ul" | "ol" | "div" => "\n",
        "b" | "i" | "em" | "strong" | "code" | "a" | "span" | "font" | "sup" | "sub" | "small"
        | "img" | "u" | "del" | "s" => "",
        _ => return None,
    };
    Some((shown, &text[end + 1..]))
}

/// Without signs of emphasis and code that stand in pairs around a text.
fn unmark_signs(text: &str) -> String {
    let mut out = text.to_owned();
    for sign in ["***", "**", "__", "``", "`", "~~", "*"] {
        if out.contains(sign) {
            out = unpaired(&out, sign);
        }
    }
    out
}

/// A text without pairs of a sign: the first before a letter, the second after one, nothing of it beyond them.
fn unpaired(text: &str, sign: &str) -> String {
    let mark = sign.chars().next().unwrap_or('*');
    let ends = |text: &str| {
        text.chars()
            .next_back()
            .is_none_or(|c| c != mark && c != '\u{1}')
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(sign) {
        let inner = &rest[open + sign.len()..];
        let close = inner.find(sign).filter(|close| {
            let (inside, after) = inner.split_at(*close);
            let tight = !inside.is_empty()
                && !inside.starts_with([mark, ' '])
                && !inside.ends_with(' ')
                && ends(inside);
            // Emphasis does not begin or end inside of a word, code may.
            let word =
                |c: Option<char>| mark != '`' && c.is_some_and(|c| c.is_ascii_alphanumeric());
            let apart = !word(rest[..open].chars().next_back())
                && !word(after[sign.len()..].chars().next());
            tight && apart && ends(&rest[..open]) && !after[sign.len()..].starts_with(mark)
        });
        match close {
            Some(close) => {
                out.push_str(&rest[..open]);
                out.push_str(&inner[..close]);
                rest = &inner[close + sign.len()..];
            }
            None => {
                let run = rest[open..]
                    .chars()
                    .take_while(|c| *c == mark)
                    .map(char::len_utf8)
                    .sum::<usize>();
                out.push_str(&rest[..open + run]);
                rest = &rest[open + run..];
            }
        }
    }
    out.push_str(rest);
    out
}
