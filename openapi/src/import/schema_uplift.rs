//! One schema from the words of Swagger 2.0, OpenAPI 3.0 and older drafts to those of OpenAPI 3.1.
//!
//! In: the map of a schema as it is written. Out: the same in the words of 3.1. Schemas within it are not looked into.

use serde_yaml::{Mapping, Value};

use super::pointer::Pointer;
use super::remark::Remarks;

/// Uplifts a schema.
pub(super) fn uplift(map: &mut Mapping, at: &Pointer, remarks: &Remarks) {
    file_type(map);
    exclusive(map, "exclusiveMinimum", "minimum");
    exclusive(map, "exclusiveMaximum", "maximum");
    tuple(map);
    constant_null(map);
    content(map, at, remarks);
    pattern_properties(map, at, remarks);
    discriminator(map);
    nullable(map, at, remarks);
    siblings(map);
}

fn text<'m>(map: &'m Mapping, key: &str) -> Option<&'m str> {
    map.get(key).and_then(Value::as_str)
}

fn put(map: &mut Mapping, key: &str, value: impl Into<Value>) {
    map.insert(Value::from(key), value.into());
}

/// Swagger 2.0 has a type for files.
fn file_type(map: &mut Mapping) {
    if text(map, "type") == Some("file") {
        put(map, "type", "string");
        put(map, "format", "binary");
    }
}

/// Before 3.1 the limit stood in another key, and this one said whether it was excluded.
fn exclusive(map: &mut Mapping, key: &str, limit: &str) {
    let Some(Value::Bool(excluded)) = map.get(key).cloned() else {
        return;
    };
    map.shift_remove(key);
    if excluded && let Some(value) = map.shift_remove(limit) {
        put(map, key, value);
    }
}

/// `items` as a list is `prefixItems` now.
fn tuple(map: &mut Mapping) {
    if matches!(map.get("items"), Some(Value::Sequence(_)))
        && !map.contains_key("prefixItems")
        && let Some(items) = map.shift_remove("items")
    {
        put(map, "prefixItems", items);
    }
}

fn constant_null(map: &mut Mapping) {
    if map.get("const") == Some(&Value::Null) {
        map.shift_remove("const");
        put(map, "type", "null");
    }
}

/// Texts that hold something: base64, bytes, JSON.
fn content(map: &mut Mapping, at: &Pointer, remarks: &Remarks) {
    let encoding = text(map, "contentEncoding").map(str::to_ascii_lowercase);
    let media = text(map, "contentMediaType").map(str::to_ascii_lowercase);
    let is_json = media.as_deref() == Some("application/json");
    let format = match (encoding.as_deref(), media.as_deref()) {
        (Some("base64"), _) => Some("byte"),
        (None, Some(_)) if !is_json => Some("binary"),
        _ => None,
    };
    if encoding.is_some() && format == Some("byte") {
        map.shift_remove("contentEncoding");
    }
    if is_json && encoding.is_none() {
        map.shift_remove("contentMediaType");
        overlay(map, "wire", "json");
    } else if let Some(media) = media {
        map.shift_remove("contentMediaType");
        let said = format!("the content type `{media}` of a text");
        remarks.not_carried(&at.key("contentMediaType"), said);
    }
    if let Some(format) = format
        && !map.contains_key("format")
    {
        put(map, "format", format);
    }
}

/// Sets a key of the overlay unless it is there.
fn overlay(map: &mut Mapping, key: &str, value: &str) {
    if !map.contains_key("x-specwright") {
        put(map, "x-specwright", Value::Mapping(Mapping::new()));
    }
    if let Some(Value::Mapping(overlay)) = map.get_mut("x-specwright")
        && !overlay.contains_key(key)
    {
        put(overlay, key, value);
    }
}

/// The names of members may follow a pattern; that they are all alike is what can be said.
fn pattern_properties(map: &mut Mapping, at: &Pointer, remarks: &Remarks) {
    let Some(Value::Mapping(patterns)) = map.get("patternProperties") else {
        return;
    };
    let mut entries = patterns.iter();
    let (Some((pattern, schema)), None) = (entries.next(), entries.next()) else {
        return;
    };
    let is_free = match map.get("additionalProperties") {
        None | Some(Value::Bool(_)) => true,
        Some(_) => false,
    };
    let pattern = pattern.as_str().unwrap_or_default().to_owned();
    let (schema, is_map) = (schema.clone(), schema.is_mapping());
    if is_free && is_map {
        map.shift_remove("patternProperties");
        put(map, "additionalProperties", schema);
        let said =
            format!("members of any name have this type, also those that `{pattern}` does not fit");
        remarks.guessed(&at.key("patternProperties"), said);
    }
}

/// Swagger 2.0 names the member alone.
fn discriminator(map: &mut Mapping) {
    if let Some(Value::String(name)) = map.get("discriminator").cloned() {
        let entry = (Value::from("propertyName"), Value::from(name));
        put(
            map,
            "discriminator",
            Value::Mapping(Mapping::from_iter([entry])),
        );
    }
}

fn nullable(map: &mut Mapping, at: &Pointer, remarks: &Remarks) {
    let mut said = false;
    for key in ["nullable", "x-nullable"] {
        match map.get(key).cloned() {
            Some(Value::Bool(truth)) => {
                map.shift_remove(key);
                said |= truth;
            }
            Some(_) if key == "nullable" => {
                map.shift_remove(key);
                remarks.not_carried(&at.key(key), "`nullable` is no truth value here");
            }
            _ => {}
        }
    }
    if said {
        allow_null(map);
    }
}

fn allow_null(map: &mut Mapping) {
    let null = Value::from("null");
    match map.get_mut("type") {
        Some(Value::String(one)) if one != "null" => {
            let both = vec![Value::from(one.as_str()), null];
            put(map, "type", Value::Sequence(both));
        }
        Some(Value::Sequence(types)) if !types.contains(&null) => types.push(null),
        Some(_) => {}
        None => wrap(map),
    }
}

/// What has no type of its own: itself, or null. What is said about it stays outside.
fn wrap(map: &mut Mapping) {
    let shapes = [
        "$ref",
        "allOf",
        "oneOf",
        "anyOf",
        "enum",
        "properties",
        "items",
        "discriminator",
    ];
    if !shapes.iter().any(|key| map.contains_key(*key)) {
        return;
    }
    let inner: Mapping = shapes
        .iter()
        .filter_map(|key| Some((Value::from(*key), map.shift_remove(*key)?)))
        .collect();
    let null = Mapping::from_iter([(Value::from("type"), Value::from("null"))]);
    put(
        map,
        "anyOf",
        Value::Sequence(vec![inner.into(), null.into()]),
    );
}

/// A reference with keys beside it: both count. oas3 knows the reference alone.
fn siblings(map: &mut Mapping) {
    if map.len() < 2 {
        return;
    }
    let Some(reference) = map.shift_remove("$ref") else {
        return;
    };
    let first = Mapping::from_iter([(Value::from("$ref"), reference)]);
    match map.get_mut("allOf") {
        Some(Value::Sequence(all)) => all.insert(0, first.into()),
        _ => put(map, "allOf", Value::Sequence(vec![first.into()])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uplifted(text: &str) -> String {
        let mut map: Mapping = serde_yaml::from_str(text).unwrap_or_default();
        uplift(&mut map, &Pointer::root(), &Remarks::default());
        serde_json::to_string(&map).unwrap_or_default()
    }

    #[test]
    fn older_words_become_those_of_3_1() {
        let table = [
            (
                "{type: string, nullable: true}",
                r#"{"type":["string","null"]}"#,
            ),
            ("{type: string, nullable: false}", r#"{"type":"string"}"#),
            (
                "{minimum: 1, exclusiveMinimum: true}",
                r#"{"exclusiveMinimum":1}"#,
            ),
            ("{minimum: 1, exclusiveMinimum: false}", r#"{"minimum":1}"#),
            ("{type: file}", r#"{"type":"string","format":"binary"}"#),
            (
                "{items: [{type: string}]}",
                r#"{"prefixItems":[{"type":"string"}]}"#,
            ),
            (
                "{discriminator: kind}",
                r#"{"discriminator":{"propertyName":"kind"}}"#,
            ),
            ("{const: null}", r#"{"type":"null"}"#),
            ("{$ref: '#/a'}", r##"{"$ref":"#/a"}"##),
            (
                "{$ref: '#/a', description: b}",
                r##"{"description":"b","allOf":[{"$ref":"#/a"}]}"##,
            ),
            (
                "{$ref: '#/a', nullable: true}",
                r##"{"anyOf":[{"$ref":"#/a"},{"type":"null"}]}"##,
            ),
            (
                "{type: string, contentMediaType: application/json}",
                r#"{"type":"string","x-specwright":{"wire":"json"}}"#,
            ),
            (
                "{type: string, contentEncoding: base64}",
                r#"{"type":"string","format":"byte"}"#,
            ),
            (
                "{type: object, patternProperties: {'^a': {type: string}}}",
                r#"{"type":"object","additionalProperties":{"type":"string"}}"#,
            ),
        ];
        for (before, after) in table {
            assert_eq!(uplifted(before), after, "{before}");
        }
    }
}
