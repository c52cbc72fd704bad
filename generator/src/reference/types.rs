//! What a schema says of a value, in words.

use std::collections::BTreeMap;

use serde_json::Value;

/// Headings of the page by the name of the object in the schema.
pub(super) type Headings<'h> = BTreeMap<&'h str, &'h str>;

/// What the schema's names stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<'n> {
    pub(super) headings: &'n Headings<'n>,
    pub(super) definitions: &'n Value,
}

/// The type of a value, with links to the objects that the page describes.
pub(super) fn words(schema: &Value, names: Names<'_>) -> String {
    if let Some(name) = reference(schema) {
        return named(name, names);
    }
    if let Some(Value::Array(choices)) = schema.get("anyOf") {
        let words: Vec<String> = choices.iter().map(|choice| words(choice, names)).collect();
        return words.join(", or ");
    }
    if let Some(Value::Array(words)) = schema.get("enum") {
        let words: Vec<String> = words.iter().map(literal).collect();
        return words.join(" or ");
    }
    if let Some(word) = schema.get("const") {
        return literal(word);
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("string") => "text".to_owned(),
        Some("integer") => "integer".to_owned(),
        Some("number") => "number".to_owned(),
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("null") => "`null`".to_owned(),
        Some("array") => list(schema.get("items"), names),
        Some("object") => map(schema.get("additionalProperties"), names),
        _ => "value".to_owned(),
    }
}

/// A value as a spec writes it.
fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{text}`"),
        other => format!("`{other}`"),
    }
}

/// The name of the object that a schema refers to.
fn reference(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix("#/$defs/")
}

/// The anchor that a heading gets.
pub(super) fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn named(name: &str, names: Names<'_>) -> String {
    match (name, names.headings.get(name)) {
        (_, Some(heading)) => format!("[{}](#{})", heading.to_lowercase(), anchor(heading)),
        ("Scalar", _) => "single value (text, number, `true`, `false`, `null`)".to_owned(),
        ("StatusSet", _) => {
            "HTTP status (`200`), class (`2xx`), range (`200..399`), or a list of these".to_owned()
        }
        ("TypeText", _) => "type".to_owned(),
        ("Subjects", _) => {
            "`all`, a subject, a list of subjects, or a map of subjects to reasons".to_owned()
        }
        ("Span", _) => "length of time (`200ms`, `30s`, `5m`, `2h`, `7d`)".to_owned(),
        _ => words(names.definitions.get(name).unwrap_or(&Value::Null), names),
    }
}

fn list(items: Option<&Value>, names: Names<'_>) -> String {
    items.map_or_else(
        || "list".to_owned(),
        |items| format!("list of {}", words(items, names)),
    )
}

fn map(values: Option<&Value>, names: Names<'_>) -> String {
    match values {
        Some(values @ Value::Object(_)) => format!("map of {}", words(values, names)),
        _ => "map of any values".to_owned(),
    }
}
