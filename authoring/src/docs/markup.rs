//! How values become HTML or Markdown. In: values that templates print, texts of specs. Out: text in which no value can
//! be taken for markup.

use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, Output, State};
use specwright::markdown::{self, Block, Span};

/// How a template's name says that it writes Markdown.
const MARKDOWN: &str = "markdown";

/// Makes everything that templates print safe for the markup that they write, and adds filters for texts of specs.
pub(super) fn install(env: &mut Environment<'_>) {
    env.set_auto_escape_callback(|name| match name.rsplit_once('.') {
        Some((_, "html")) => AutoEscape::Html,
        Some((_, "md")) => AutoEscape::Custom(MARKDOWN.into()),
        _ => AutoEscape::None,
    });
    env.set_formatter(print);
    env.add_filter(
        "prose",
        |state: &mut State<'_, '_>, text: Option<String>| {
            let text = text.unwrap_or_default();
            Value::from_safe_string(match writes_html(state) {
                true => prose_html(&text),
                false => markdown::lines(&text).join("\n"),
            })
        },
    );
    env.add_filter(
        "inline",
        |state: &mut State<'_, '_>, text: Option<String>| {
            let text = text.unwrap_or_default();
            Value::from_safe_string(match writes_html(state) {
                true => inline_html(&text),
                false => markdown::inline(&text),
            })
        },
    );
    env.add_filter("code", |state: &mut State<'_, '_>, value: Value| {
        let text = plain(&value);
        Value::from_safe_string(match writes_html(state) {
            true => format!("<code>{}</code>", escaped(&text)),
            false => markdown::code(&text),
        })
    });
    env.add_filter("fence", |text: String, language: Option<String>| {
        Value::from_safe_string(fence(&text, &language.unwrap_or_default()))
    });
    env.add_filter("cell", |markdown: Value| {
        Value::from_safe_string(cell(&plain(&markdown)))
    });
    env.add_filter("json", |value: Value| json(&value));
}

fn writes_html(state: &State<'_, '_>) -> bool {
    matches!(state.auto_escape(), AutoEscape::Html)
}

/// Prints a value. What is null prints nothing.
fn print(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let text = plain(value);
    let text = match state.auto_escape() {
        _ if value.is_safe() => text,
        AutoEscape::Html => escaped(&text),
        AutoEscape::Custom(_) => markdown::inline(&text),
        _ => text,
    };
    out.write_str(&text).map_err(Error::from)
}

fn plain(value: &Value) -> String {
    match value.is_none() || value.is_undefined() {
        true => String::new(),
        false => value.to_string(),
    }
}

/// Indented JSON. Fails for what has no JSON, which no value of ours is.
fn json(value: &Value) -> Result<String, Error> {
    serde_json::to_string_pretty(value).map_err(|error| {
        let text = format!("this has no form in JSON: {error}");
        Error::new(minijinja::ErrorKind::BadSerialization, text)
    })
}

/// A text in which nothing can be taken for markup, in an element and in an attribute with quotes alike. Characters that
/// HTML does not allow are shown as replaced.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\r' => {}
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn prose_html(text: &str) -> String {
    let blocks = markdown::blocks(text).into_iter();
    let blocks = blocks.map(|block| match block {
        Block::Paragraph(text) => format!("<p>{}</p>", inline_html(&text)),
        Block::List(items) => {
            let items = items.iter();
            let items = items.map(|item| format!("<li>{}</li>", inline_html(item)));
            format!("<ul>{}</ul>", items.collect::<String>())
        }
    });
    blocks.collect::<Vec<_>>().join("\n")
}

fn inline_html(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let spans = markdown::spans(&line).into_iter();
    let spans = spans.map(|span| match span {
        Span::Text(text) => escaped(&text),
        Span::Code(text) => format!("<code>{}</code>", escaped(&text)),
        Span::Link(address) => {
            let address = escaped(&address);
            format!("<a href=\"{address}\" rel=\"noreferrer\">{address}</a>")
        }
    });
    spans.collect()
}

/// A fenced block of code, whatever is in it.
fn fence(text: &str, language: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!(
        "{fence}{language}\n{}\n{fence}",
        text.trim_end_matches('\n')
    )
}

/// Markdown for a cell of a table: on one line, no bar in it taken for the end of the cell, not even in code.
fn cell(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut before = ' ';
    for c in markdown.chars() {
        match c {
            '\n' => out.push(' '),
            '|' if before != '\\' => out.push_str("\\|"),
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// Markdown with one blank line where templates left several, and without blanks at the ends of lines. What stands in
/// fences is left alone.
pub(super) fn tidy(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut fence: Option<&str> = None;
    let mut was_blank = true;
    for line in markdown.lines() {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            Some(open) if line == open => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            _ => {}
        }
        let line = if fence.is_some() {
            line
        } else {
            line.trim_end()
        };
        if fence.is_some() || !line.is_empty() || !was_blank {
            out.push_str(line);
            out.push('\n');
        }
        was_blank = line.is_empty() && fence.is_none();
    }
    format!("{}\n", out.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_few_outside_of_fences() {
        let text = "\na \n\n\nb\n````json\n```\n\n\n````\n\n\n";
        assert_eq!(tidy(text), "a\n\nb\n````json\n```\n\n\n````\n");
    }

    #[test]
    fn no_text_becomes_markup() {
        let text =
            "<script>alert(1)</script> & `a<b` \"q\" https://x.example/?a=1&b=2\n- one\n- two";
        assert_eq!(
            prose_html(text),
            "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; <code>a&lt;b</code> &quot;q&quot; \
             <a href=\"https://x.example/?a=1&amp;b=2\" rel=\"noreferrer\">https://x.example/?a=1&amp;b=2</a></p>\n\
             <ul><li>one</li><li>two</li></ul>"
        );
        assert_eq!(escaped("'a'\u{0}\r\n"), "&#39;a&#39;\u{fffd}\n");
    }

    #[test]
    fn fences_and_cells_hold_anything() {
        assert_eq!(fence("a\n```\nb\n", "json"), "````json\na\n```\nb\n````");
        assert_eq!(cell("`a|b` \\| c\nd"), "`a\\|b` \\| c d");
    }
}
