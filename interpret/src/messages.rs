//! Parts of messages. In: what the caller gave, and what is known. Out: text that is not too long.

use serde_json::Value as Json;
use specwright::names;

/// A JSON value for a message; a text without quotes.
pub(crate) fn shown(value: &Json) -> String {
    cut(&value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned))
}

/// A text for a message, not too long.
pub(crate) fn cut(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

pub(crate) fn suggest(text: &str, name: &str, known: &[&str]) -> String {
    match names::nearest(name, known.iter().copied()) {
        Some(near) => format!("{text}; did you mean `{near}`?"),
        None if known.is_empty() => format!("{text}; it takes none"),
        None => format!("{text}; it takes {}", names::list(known.iter().copied())),
    }
}
