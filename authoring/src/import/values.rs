//! Enums. In: tables of values, words for types that list their values. Out: types with `enum:`.

use std::collections::HashSet;

use super::members::Defined;
use super::naming;
use super::yaml::{self, Entry};
use crate::page::{Role, Table, TypeWord, integer, is_nothing};

/// Values that the word for a type, or the column of limits, lists.
pub(crate) fn listed(word: Option<&TypeWord>, limits: &[&str]) -> Vec<(String, String)> {
    let word = match word {
        Some(TypeWord::List(of)) => Some(&**of),
        word => word,
    };
    if let Some(TypeWord::Enum(values)) = word
        && !values.is_empty()
    {
        return values
            .iter()
            .map(|value| (value.clone(), String::new()))
            .collect();
    }
    for text in limits {
        let text = [
            "可选值",
            "枚举值",
            "枚举",
            "取值",
            "One of",
            "one of",
            "enum",
            "Enum",
            "Allowed values",
            "Valid values",
            "Possible values",
        ]
        .iter()
        .find_map(|sign| text.trim().strip_prefix(sign))
        .unwrap_or(text);
        let text = text.trim_start_matches([':', '：', ' ']);
        let parts: Vec<&str> = text
            .split([',', '，', '、', '|', '\n', '/', ';', '；'])
            .map(|part| part.trim().trim_matches(['`', '"', '\'', '.', '。']))
            .filter(|part| !part.is_empty())
            .collect();
        let words = parts.len() > 1 && parts.iter().all(|part| is_word(part));
        if words {
            return parts
                .iter()
                .map(|part| ((*part).to_owned(), String::new()))
                .collect();
        }
    }
    Vec::new()
}

/// Whether each of these values has words that make a name.
pub(crate) fn nameable(values: &[(String, String)]) -> bool {
    values
        .iter()
        .all(|(value, text)| !naming::error(text, Some("value"), value).starts_with("Value"))
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.len() <= 40
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// A type with these values.
pub(crate) fn defined(name: &str, values: &[(String, String)]) -> Defined {
    let mut taken = naming::Taken::default();
    let mut keys = HashSet::new();
    let integers = values
        .iter()
        .filter(|(value, _)| integer(value).is_some())
        .count()
        == values.len();
    let mut entries = Vec::new();
    for (value, text) in values
        .iter()
        .filter(|(value, _)| keys.insert(value.clone()))
    {
        let mut entry = Entry {
            key: value.clone(),
            bare: integers,
            ..Entry::default()
        };
        let letters = value.chars().filter(char::is_ascii_alphabetic).count();
        if integers {
            entry.key = integer(value).map_or_else(|| value.clone(), |number| number.to_string());
        }
        if integers || letters == 0 {
            let name = naming::error(text, Some("value"), value);
            entry.set("name", naming::fresh(name, &mut taken));
        }
        entry.set("text", yaml::text(text));
        entries.push(entry);
    }
    Defined {
        name: name.to_owned(),
        is_enum: true,
        entries,
        ..Defined::default()
    }
}

/// The values of a table.
pub(crate) fn of(table: &Table) -> Vec<(String, String)> {
    let key = [Role::Value, Role::Name, Role::Code]
        .into_iter()
        .find(|role| table.columns.iter().any(|column| column.role == *role));
    let Some(key) = key else { return Vec::new() };
    let pair = |row| {
        let value = table
            .cell(row, key)?
            .text
            .trim_matches(['`', '"', '\''])
            .to_owned();
        let texts: Vec<String> = [Role::Name, Role::Description, Role::Message, Role::Other]
            .into_iter()
            .filter(|role| *role != key)
            .flat_map(|role| table.texts(row, role))
            .filter(|text| !is_nothing(text))
            .map(yaml::one_line)
            .collect();
        Some((value, texts.join("; ")))
    };
    table.rows.iter().filter_map(pair).collect()
}
