//! Which lines are a sample: JSON, XML, an HTTP message, a URL, code. In: lines. Out: how many of them.

use super::lines::{Line, Mark};

/// Lines that a sample may have; the rest of a longer one is another sample.
const MAX_LINES: usize = 5000;

/// The first `bytes` of a text, or a little less where that would cut a character.
pub(crate) fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// How many lines the sample at the start of these takes; 0 where there is none.
pub(crate) fn take(lines: &[Line]) -> usize {
    let lines = &lines[..lines.len().min(MAX_LINES)];
    let Some(first) = lines.first() else { return 0 };
    if first.mark == Mark::Sample {
        return lines
            .iter()
            .take_while(|line| line.mark == Mark::Sample)
            .count();
    }
    let text = first.text.trim();
    fence(lines, text)
        .or_else(|| json(lines, text))
        .or_else(|| xml(lines, text))
        .or_else(|| message(lines, text))
        .or_else(|| url(lines, text))
        .or_else(|| curl(lines, text))
        .unwrap_or_else(|| code(lines))
}

fn fence(lines: &[Line], text: &str) -> Option<usize> {
    let sign = ["```", "~~~"]
        .into_iter()
        .find(|sign| text.starts_with(sign))?;
    if text[3..].contains('`') {
        return None;
    }
    let end = lines
        .iter()
        .skip(1)
        .position(|line| line.is_plain() && line.text.trim_start().starts_with(sign));
    end.map(|index| index + 2)
}

/// JSON, also with comments, dots for what is left out, and commas too many.
fn json(lines: &[Line], text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['{', '['])?.trim();
    let opens = rest.is_empty()
        || rest.starts_with(['"', '{', '[', '}', ']', '/'])
        || text.starts_with('{') && rest.contains(':')
        || text.starts_with('[') && rest.ends_with(']') && !rest.contains("](");
    if !opens {
        return None;
    }
    let mut depth: usize = 0;
    let mut in_text = false;
    for (index, line) in lines.iter().enumerate() {
        if !line.is_plain()
            || index > 0 && depth > 0 && line.is_blank() && !continues(&lines[index..])
        {
            return Some(index.max(1));
        }
        let mut escaped = false;
        for c in line.text.chars() {
            match c {
                '"' if !escaped => in_text = !in_text,
                '{' | '[' if !in_text => depth += 1,
                '}' | ']' if !in_text => depth = depth.saturating_sub(1),
                _ => {}
            }
            escaped = c == '\\' && !escaped;
        }
        in_text = false;
        if depth == 0 {
            return Some(index + 1);
        }
    }
    Some(lines.len())
}

/// Whether JSON goes on after blank lines.
fn continues(lines: &[Line]) -> bool {
    let next = lines.iter().take(4).find(|line| !line.is_blank());
    next.is_some_and(|line| {
        line.is_plain()
            && line
                .text
                .trim_start()
                .starts_with(['"', '}', ']', '{', '['])
    })
}

fn xml(lines: &[Line], text: &str) -> Option<usize> {
    let name = text.strip_prefix('<')?;
    let tag = name.starts_with("?xml")
        || name.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.contains('>')
            && text.ends_with('>');
    if !tag {
        return None;
    }
    Some(
        lines
            .iter()
            .take_while(|line| line.is_plain() && line.text.trim_start().starts_with('<'))
            .count()
            .max(1),
    )
}

/// An HTTP message: its first line and its headers. The body is a sample of its own.
fn message(lines: &[Line], text: &str) -> Option<usize> {
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let second = words.next()?;
    let request = super::cells::is_method(first)
        && (second.starts_with('/') || second.starts_with("http"))
        && words.clone().count() <= 1;
    let answer = first.starts_with("HTTP/") && super::cells::status(second).is_some();
    if !request && !answer {
        return None;
    }
    let headers = lines
        .iter()
        .skip(1)
        .take_while(|line| line.is_plain() && is_header(line.text.trim()))
        .count();
    Some(headers + 1)
}

fn is_header(text: &str) -> bool {
    let Some((name, value)) = text.split_once(':') else {
        return false;
    };
    let spelt = |c: char| c.is_ascii_alphanumeric() || c == '-';
    !name.is_empty()
        && name.chars().all(spelt)
        && (name.contains('-')
            || matches!(
                name,
                "Host" | "Authorization" | "Accept" | "Date" | "Cookie"
            ))
        && !value.trim().is_empty()
}

/// An address alone on its line, with its query on the lines below.
fn url(lines: &[Line], text: &str) -> Option<usize> {
    if !(text.starts_with("http://")
        || text.starts_with("https://")
        || text.starts_with("http(s)://")
        || text.starts_with("wss://"))
        || text.contains(char::is_whitespace)
    {
        return None;
    }
    let more = lines
        .iter()
        .skip(1)
        .take_while(|line| line.is_plain() && line.text.trim_start().starts_with(['&', '?']))
        .count();
    Some(more + 1)
}

fn curl(lines: &[Line], text: &str) -> Option<usize> {
    if !text.starts_with("curl ") {
        return None;
    }
    let mut count = 1;
    while let Some(line) = lines.get(count).filter(|line| line.is_plain()) {
        let continued = lines[count - 1].text.trim_end().ends_with('\\')
            || line
                .text
                .trim_start()
                .starts_with(['-', '\'', '"', '}', '{', ']']);
        if !continued {
            break;
        }
        count += 1;
    }
    Some(count)
}

/// Lines of a program.
fn code(lines: &[Line]) -> usize {
    let is_code = |line: &&Line| {
        line.is_plain()
            && (code_like(line.text.trim()) || line.text.trim().starts_with(['"', '{', '}', ']']))
    };
    let begins = lines
        .first()
        .is_some_and(|line| line.is_plain() && code_like(line.text.trim()));
    if !begins {
        return 0;
    }
    let mut count = lines.iter().take_while(is_code).count();
    // A single odd line between lines of code is code.
    while count > 0 {
        let gap = lines[count..]
            .iter()
            .take(2)
            .position(|line| line.is_plain() && code_like(line.text.trim()));
        match gap {
            Some(gap) if lines[count..count + gap].iter().all(|line| line.is_plain()) => {
                count += gap;
                count += lines[count..].iter().take_while(is_code).count();
            }
            _ => break,
        }
    }
    count
}

fn code_like(text: &str) -> bool {
    const STARTS: [&str; 24] = [
        "import ",
        "from ",
        "const ",
        "let ",
        "var ",
        "function ",
        "public ",
        "private ",
        "protected ",
        "static ",
        "package ",
        "//",
        "/*",
        "*/",
        "#include",
        "def ",
        "return ",
        "@",
        "using ",
        "func ",
        "print(",
        "console.",
        "<?php",
        "}",
    ];
    if text.is_empty() || text.contains(['。', '，']) {
        return false;
    }
    let ends = text.ends_with([';', '{', '}', '('])
        || text.ends_with(");")
        || text.ends_with("),")
        || text == ")"
        || text.ends_with("=> {");
    let starts = STARTS.iter().any(|start| text.starts_with(start))
        && (!text.starts_with("from ") || text.contains(" import "));
    let assigns =
        text.contains(" = ") && !text.contains(". ") && text.split_whitespace().count() <= 12;
    ends && text.contains(|c: char| c.is_ascii_punctuation()) || starts || assigns
}
