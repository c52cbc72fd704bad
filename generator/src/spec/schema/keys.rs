//! Finds objects and keys in a schema. What is not there was misspelt here: the tables of this module name no others.

use serde_json::{Map, Value};

/// The schema of an object's long form.
pub(super) fn long<'s>(schema: &'s mut Value, object: &str) -> &'s mut Map<String, Value> {
    let whole = match object {
        "Spec" => schema,
        _ => &mut schema["$defs"][object],
    };
    let long = match whole.get("properties").is_some() {
        true => Some(whole),
        false => whole["anyOf"].as_array_mut().and_then(|forms| {
            forms
                .iter_mut()
                .find(|form| form.get("properties").is_some())
        }),
    };
    long.and_then(Value::as_object_mut)
        .unwrap_or_else(|| unreachable!("generator bug: the schema has no object `{object}`"))
}

/// The schema of a key's value.
pub(super) fn property<'s>(
    schema: &'s mut Value,
    object: &str,
    key: &str,
) -> &'s mut Map<String, Value> {
    let value = long(schema, object)
        .get_mut("properties")
        .and_then(|properties| properties.get_mut(key));
    value
        .and_then(Value::as_object_mut)
        .unwrap_or_else(|| unreachable!("generator bug: the schema has no `{object}.{key}`"))
}

/// The texts of a value: itself, or the items of a list.
pub(super) fn texts_of(value: &mut Map<String, Value>) -> &mut Map<String, Value> {
    let is_list = value.contains_key("items");
    match is_list {
        true => value["items"]
            .as_object_mut()
            .unwrap_or_else(|| unreachable!("generator bug: a list of anything")),
        false => value,
    }
}
