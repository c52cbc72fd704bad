//! The search index: one entry for all that has an anchor. In: pages. Out: a script that sets a variable, which a page can
//! load from a file where it could not fetch one.

use serde_json::{Value as Json, json};
use specwright::markdown::{self, Block, Span};

use super::context::ApiPage;

/// Longest description in an entry.
const LONGEST: usize = 110;

/// Kinds of entries, the most wanted first: the number in an entry is an index.
const KINDS: [&str; 7] = [
    "API",
    "operation",
    "type",
    "error",
    "parameter",
    "field",
    "value",
];

/// The script.
pub(super) fn index(pages: &[ApiPage]) -> String {
    let entries: Vec<Json> = pages.iter().flat_map(of_api).collect();
    let mut out =
        String::from("// What the search box looks through.\nvar specwrightIndex = {\"kinds\":");
    out.push_str(&script(&json!(KINDS)));
    out.push_str(",\"entries\":[\n");
    let lines: Vec<String> = entries.iter().map(script).collect();
    out.push_str(&lines.join(",\n"));
    out.push_str("\n]};\n");
    out
}

/// JSON that no reader of scripts takes for anything else.
fn script(value: &Json) -> String {
    let text = value.to_string();
    text.replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// Kind, name, where it belongs, what it is, page, anchor.
fn of_api(page: &ApiPage) -> Vec<Json> {
    let api = &page.api;
    let file = format!("{}.html", page.file);
    let mut entries = Vec::new();
    let mut add = |kind: usize, name: &str, owner: &str, text: &str, anchor: &str| {
        entries.push(json!([kind, name, owner, brief(text), file, anchor]));
    };
    add(0, &api.name, "", &api.title, "");
    for op in &page.operations {
        let view = &op.operation;
        let owner = format!("{} {} {}", api.name, view.method, view.path);
        add(
            1,
            &view.name,
            &owner,
            view.doc.as_deref().unwrap_or_default(),
            &op.anchor,
        );
        let owner = format!("{} {}", api.name, view.name);
        for param in &op.params {
            let text = param.param.doc.as_deref().unwrap_or_default();
            add(4, &param.param.name, &owner, text, &param.anchor);
        }
    }
    for def in &page.types {
        add(
            2,
            &def.def.name,
            &api.name,
            def.def.doc.as_deref().unwrap_or_default(),
            &def.anchor,
        );
        let owner = format!("{} {}", api.name, def.def.name);
        for field in &def.fields {
            let text = field.field.doc.as_deref().unwrap_or_default();
            add(5, &field.field.name, &owner, text, &field.anchor);
        }
        if let crate::view::TypeKind::Enum { values, .. } = &def.def.kind {
            for value in values {
                let name = match &value.value {
                    Json::String(text) => text.clone(),
                    other => other.to_string(),
                };
                add(
                    6,
                    &name,
                    &owner,
                    value.doc.as_deref().unwrap_or_default(),
                    &def.anchor,
                );
            }
        }
    }
    for row in &page.errors {
        let owner = format!("{} {}", api.name, row.row.name);
        let text = row.row.text.as_deref().unwrap_or_default();
        add(3, &row.code_text, &owner, text, &row.anchor);
    }
    entries
}

/// The first words of a description, without markup.
fn brief(text: &str) -> String {
    let first = match markdown::blocks(text).into_iter().next() {
        Some(Block::Paragraph(text)) => text,
        Some(Block::List(items)) => items.join("; "),
        None => return String::new(),
    };
    let spans = markdown::spans(&first).into_iter();
    let plain: String = spans
        .map(|span| match span {
            Span::Text(text) | Span::Code(text) | Span::Link(text) => text,
        })
        .collect();
    match plain.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", plain[..end].trim_end()),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_script() {
        assert_eq!(
            script(&json!("</script>\u{2028}")),
            "\"\\u003c/script>\\u2028\""
        );
        assert_eq!(brief("A `b` c.\n\nMore."), "A b c.");
        assert_eq!(brief(&"x".repeat(200)).len(), LONGEST + 3);
    }
}
