//! The page as data: objects with their keys, and lists of words.

use serde::Serialize;
use serde_json::{Map, Value};

use super::examples::Section;
use super::types::{self, Headings, Names};

/// What the template prints.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    pub(super) objects: Vec<Object>,
    pub(super) words: Vec<Words>,
}

/// An object of the language.
#[derive(Debug, Serialize)]
pub(super) struct Object {
    heading: String,
    text: String,
    keys: Vec<Key>,
}

/// A key of an object.
#[derive(Debug, Serialize)]
struct Key {
    name: String,
    /// Its type in words.
    value: String,
    required: bool,
    text: String,
    example: String,
}

/// A closed list of words.
#[derive(Debug, Serialize)]
pub(super) struct Words {
    heading: String,
    text: String,
    words: Vec<Word>,
}

#[derive(Debug, Serialize)]
struct Word {
    word: String,
    text: String,
}

/// Puts schema and examples together.
pub(super) fn page(schema: &Value, sections: &[Section]) -> Page {
    let word_lists = word_lists(schema);
    let mut headings: Headings<'_> = sections
        .iter()
        .map(|section| (&*section.name, &*section.heading))
        .collect();
    headings.extend(
        word_lists
            .iter()
            .map(|(name, heading, _)| (*name, &**heading)),
    );
    let names = Names {
        headings: &headings,
        definitions: schema.get("$defs").unwrap_or(&Value::Null),
    };
    let objects = sections
        .iter()
        .map(|section| object(schema, section, names))
        .collect();
    let words = word_lists
        .iter()
        .map(|(_, heading, schema)| words(heading, schema))
        .collect();
    Page { objects, words }
}

/// The schema of the map that is called so, and the text that describes it.
pub(super) fn map_of<'s>(
    schema: &'s Value,
    name: &str,
) -> Option<(&'s Map<String, Value>, &'s str)> {
    let object = if name == "Spec" {
        schema
    } else {
        schema.get("$defs")?.get(name)?
    };
    let forms = object.get("anyOf").and_then(Value::as_array);
    let long = forms.and_then(|forms| forms.iter().find(|form| form.get("properties").is_some()));
    Some((long.unwrap_or(object).as_object()?, description(object)))
}

fn object(schema: &Value, section: &Section, names: Names<'_>) -> Object {
    let Some((map, text)) = map_of(schema, &section.name) else {
        unreachable!("generator bug: the schema has no `{}`", section.name);
    };
    let required = map.get("required").and_then(Value::as_array);
    let key = |(name, example): (&str, &String)| {
        let value = map
            .get("properties")
            .and_then(|properties| properties.get(name))
            .unwrap_or(&Value::Null);
        Key {
            name: name.to_owned(),
            value: types::words(value, names),
            required: required.is_some_and(|names| names.iter().any(|required| required == name)),
            text: description(value).to_owned(),
            example: example.trim_end().to_owned(),
        }
    };
    Object {
        heading: section.heading.clone(),
        text: text.to_owned(),
        keys: section.keys.iter().map(key).collect(),
    }
}

/// Name in the schema, heading and schema of each list of words.
fn word_lists(schema: &Value) -> Vec<(&str, String, &Value)> {
    let all = schema
        .get("$defs")
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    all.filter(|(_, schema)| schema.get("enumDescriptions").is_some())
        .map(|(name, schema)| (name.as_str(), spaced(name), schema))
        .collect()
}

fn words(heading: &str, schema: &Value) -> Words {
    let list = |key| {
        schema
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let words = list("enum").zip(list("enumDescriptions"));
    Words {
        heading: heading.to_owned(),
        text: description(schema).to_owned(),
        words: words
            .map(|(word, meaning)| Word {
                word: text(word),
                text: text(meaning),
            })
            .collect(),
    }
}

fn description(schema: &Value) -> &str {
    schema
        .get("description")
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// `CredentialKind` as `Credential kind`.
fn spaced(name: &str) -> String {
    let mut out = String::new();
    for (index, c) in name.char_indices() {
        match c.is_uppercase() && index > 0 {
            true => out.extend([' ', c.to_ascii_lowercase()]),
            false => out.push(c),
        }
    }
    out
}
