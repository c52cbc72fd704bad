//! Texts for people. In: texts of the spec, and notes of ours. Out: descriptions.
//!
//! What the spec says and what export adds to it are kept apart by a mark that no reader sees and import goes by.

use super::node::Object;

/// What stands between the text of a spec and what is added to it.
pub const MARK: &str = "<!-- specwright -->";

/// A `description`, if there is something to say.
pub(super) fn described(text: Option<&str>, notes: &[String]) -> Object {
    Object::new().maybe("description", description(text, notes))
}

/// A text and notes as one.
pub(super) fn description(text: Option<&str>, notes: &[String]) -> Option<String> {
    let text = text.map(str::trim_end).filter(|text| !text.is_empty());
    let notes = notes.join("\n\n");
    match (text, notes.is_empty()) {
        (text, true) => text.map(str::to_owned),
        (Some(text), false) => Some(format!("{text}\n\n{MARK}\n\n{notes}")),
        (None, false) => Some(format!("{MARK}\n\n{notes}")),
    }
}

/// The first sentence of a text, without its full stop.
pub(super) fn sentence(text: &str) -> &str {
    let line = text.split("\n\n").next().unwrap_or_default();
    let line = line.split("\n- ").next().unwrap_or_default();
    let end = line.find(". ").or_else(|| line.find(".\n"));
    line.get(..end.unwrap_or(line.len()))
        .unwrap_or(line)
        .trim()
        .trim_end_matches('.')
}

/// A name in snake case as words.
pub(super) fn words(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut signs = words.chars();
    match signs.next() {
        Some(first) => first.to_uppercase().chain(signs).collect(),
        None => words,
    }
}

/// A text as the cell of a Markdown table.
pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}
