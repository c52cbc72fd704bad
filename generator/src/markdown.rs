//! Texts of a spec as Markdown that rustdoc, or any other reader of Markdown, shows as written.
//!
//! In: texts of a spec. Out: Markdown, or the pieces for whoever writes another markup. Kept: paragraphs, `- ` lists,
//! inline code in single backticks, addresses (as links). Everything else that could be taken for markup is escaped.

/// A paragraph or a list; the texts are still to be cut into [`spans`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Lines that belong together.
    Paragraph(String),
    /// Items.
    List(Vec<String>),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Text without any markup.
    Text(String),
    /// Inline code, without its backticks.
    Code(String),
    /// An address.
    Link(String),
}

/// The paragraphs and lists of a text.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut is_open = false;
    for line in text.trim().lines() {
        let line = line.trim();
        if line.is_empty() {
            is_open = false;
            continue;
        }
        match (item(line), out.last_mut()) {
            (Some(item), Some(Block::List(items))) => items.push(item.to_owned()),
            (Some(item), _) => out.push(Block::List(vec![item.to_owned()])),
            (None, Some(Block::Paragraph(text))) if is_open => append(text, line),
            (None, Some(Block::List(items))) if is_open => {
                if let Some(last) = items.last_mut() {
                    append(last, line);
                }
            }
            (None, _) => out.push(Block::Paragraph(line.to_owned())),
        }
        is_open = true;
    }
    out
}

fn append(text: &mut String, line: &str) {
    text.push(' ');
    text.push_str(line);
}

/// The text of a list's item.
fn item(line: &str) -> Option<&str> {
    let item = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
    item.map(str::trim)
}

/// The pieces of a line. Characters that cannot be seen, or that turn the direction of text, are left out.
pub fn spans(line: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let (mut rest, mut before, mut text) = (line, ' ', String::new());
    while let Some(c) = rest.chars().next() {
        let code = code_span(rest);
        let Some(taken) = code.or_else(|| address(rest, before)) else {
            text.extend(seen(c));
            (rest, before) = (&rest[c.len_utf8()..], c);
            continue;
        };
        if !text.is_empty() {
            out.push(Span::Text(std::mem::take(&mut text)));
        }
        let (whole, tail) = rest.split_at(taken);
        out.push(match code {
            Some(_) => Span::Code(whole[1..taken - 1].chars().filter_map(seen).collect()),
            None => Span::Link(whole.to_owned()),
        });
        (rest, before) = (tail, ' ');
    }
    if !text.is_empty() {
        out.push(Span::Text(text));
    }
    out
}

/// A character as it is shown.
fn seen(c: char) -> Option<char> {
    match c {
        '\t' => Some(' '),
        c => shows(c).then_some(c),
    }
}

/// The lines of `text`.
pub fn lines(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut in_list = false;
    for line in text.trim().lines() {
        let line = line.trim();
        if line.is_empty() {
            in_list = false;
            // One blank line is as good as many.
            if out.last().is_some_and(|last| !last.is_empty()) {
                out.push(String::new());
            }
        } else if let Some(item) = item(line) {
            in_list = true;
            out.push(format!("- {}", start(item)));
        } else if in_list {
            out.push(format!("  {}", start(line)));
        } else {
            out.push(start(line));
        }
    }
    out
}

/// `text` on one line.
pub fn inline(text: &str) -> String {
    lines(text)
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// `text` as inline code, whatever is in it.
pub fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| shows(*c))
        .collect();
    if text.trim().is_empty() {
        return format!("\"{text}\"");
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A line, its first characters kept from opening a heading, quote, list, table or fence.
fn start(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], escape(&line[digits..]));
    }
    match line.starts_with(['#', '+', '-', '=', ':']) {
        true => format!("\\{}", escape(line)),
        false => escape(line),
    }
}

/// `text` with all markup but inline code escaped, addresses made links.
fn escape(text: &str) -> String {
    let spans = spans(text).into_iter();
    let spans = spans.map(|span| match span {
        Span::Text(text) => escape_plain(&text),
        Span::Code(text) => format!("`{text}`"),
        Span::Link(address) => format!("<{address}>"),
    });
    spans.collect()
}

fn escape_plain(text: &str) -> String {
    let mut out = String::new();
    let (mut chars, mut before) = (text.chars().peekable(), ' ');
    while let Some(c) = chars.next() {
        if markup(c, before, chars.peek().copied().unwrap_or(' ')) {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// Whether `c` between these two must be escaped.
fn markup(c: char, before: char, after: char) -> bool {
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' => true,
        '_' => !before.is_alphanumeric() || !after.is_alphanumeric(),
        '&' => after == '#' || after.is_ascii_alphabetic(),
        '|' => true,
        _ => false,
    }
}

/// Length of the inline code that `rest` starts with.
fn code_span(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('`')?;
    let end = inner.find('`')?;
    let single = end > 0 && !inner[end + 1..].starts_with('`');
    single.then_some(end + 2)
}

/// Length of the address that `rest` starts with, unless it continues a word.
fn address(rest: &str, before: char) -> Option<usize> {
    if before.is_alphanumeric() || !(rest.starts_with("http://") || rest.starts_with("https://")) {
        return None;
    }
    let end = rest
        .find(|c: char| !c.is_ascii_graphic() || "<>\"'`[]{}|\\^".contains(c))
        .unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '*', '_']);
    let host = address
        .split_once("://")
        .is_some_and(|(_, host)| host.starts_with(|c: char| c.is_ascii_alphanumeric()));
    host.then_some(address.len())
}

/// Characters that rustc refuses in comments (they turn the direction of text) or that nobody sees are left out.
fn shows(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{61c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line() {
        let table = [
            ("plain text, 中文.", "plain text, 中文."),
            ("a `code [x]` span", "a `code [x]` span"),
            ("a ``` fence", r"a \`\`\` fence"),
            ("```rust", r"\`\`\`rust"),
            ("unbalanced ` tick", r"unbalanced \` tick"),
            ("see [Foo] and [a](b)", r"see \[Foo\] and \[a\](b)"),
            ("Vec<String> & <b>", r"Vec\<String\> & \<b\>"),
            ("&lt; a&b", r"\&lt; a\&b"),
            ("*/ and /* and **bold**", r"\*/ and /\* and \*\*bold\*\*"),
            ("_em_ but snake_case", r"\_em\_ but snake_case"),
            ("# heading", r"\# heading"),
            ("1. one", r"1\. one"),
            ("2024 was", "2024 was"),
            ("| a | b |", r"\| a \| b \|"),
            ("> quote", r"\> quote"),
            ("--- | ---", r"\--- \| ---"),
            (r"back\slash", r"back\\slash"),
            ("see https://a.b/c?d=1&e=2.", "see <https://a.b/c?d=1&e=2>."),
            ("（https://a.b/c）。", "（<https://a.b/c>）。"),
            ("http:// alone", "http:// alone"),
            ("\"quotes\" and 'these'", "\"quotes\" and 'these'"),
            ("tab\there\u{202e}\u{200b}", "tab here"),
            ("    indented", "indented"),
        ];
        for (text, expected) in table {
            assert_eq!(lines(text), [expected], "{text}");
        }
    }

    #[test]
    fn paragraphs_and_lists() {
        let text = "First.\r\n\n\n- one\n  more\n* two\n\nLast\nline.\n";
        assert_eq!(
            lines(text),
            [
                "First.", "", "- one", "  more", "- two", "", "Last", "line."
            ]
        );
        assert_eq!(inline(text), "First. - one more - two Last line.");
        assert!(lines("  \n ").is_empty());
    }

    #[test]
    fn code_takes_anything() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`a"), "`` `a ``");
        assert_eq!(code("a\nb"), "`a b`");
        assert_eq!(code(""), "\"\"");
        assert_eq!(code("*/"), "`*/`");
    }
}
