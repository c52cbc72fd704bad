//! `x-specwright`: keys of the spec language in a document, which go over what is read from OpenAPI itself.

use serde_yaml::{Mapping, Value};

use super::super::node::Node;
use super::super::types::known_keys;

/// Keys that say something about the overlay's own node and are no keys of the language there.
const OWN: &[&str] = &["skip", "name"];

/// The name that a node is given.
pub(super) fn name(node: &Node<'_>) -> Option<String> {
    let overlay = node.overlay()?;
    overlay
        .get("name")
        .and_then(Value::as_str)
        .map(str::to_owned)
}

/// Lays the overlay of a node over what was made of it. `name` is left out: it names the entry itself.
pub(super) fn apply(map: &mut Mapping, node: &Node<'_>) {
    if let Some(overlay) = node.overlay() {
        let mut overlay = overlay.clone();
        for key in OWN {
            overlay.shift_remove(*key);
        }
        merge(map, &overlay);
    }
}

/// The same for a member, whose `name` is a key of the language.
pub(super) fn apply_member(map: &mut Mapping, node: &Node<'_>) {
    if let Some(overlay) = node.overlay() {
        let mut overlay = overlay.clone();
        overlay.shift_remove("skip");
        merge(map, &overlay);
    }
}

/// Merges map into map: null takes a key out, maps are merged, everything else is put in its place. Where the overlay names
/// all keys of the result, they stand in its order.
pub(super) fn merge(map: &mut Mapping, overlay: &Mapping) {
    merge_in(map, overlay, "");
}

/// The same for the map under the key `table`.
fn merge_in(map: &mut Mapping, overlay: &Mapping, table: &str) {
    let overlay = &known_keys(map, overlay);
    for (key, value) in overlay {
        match (map.get_mut(key), value) {
            (Some(_), Value::Null) => {
                map.shift_remove(key);
            }
            (Some(Value::Mapping(below)), Value::Mapping(over)) => {
                merge_in(below, over, key.as_str().unwrap_or_default());
            }
            // A short form is its long form's only key; an overlay that says what it is replaces it.
            (Some(below), Value::Mapping(over)) if below.is_string() && !says_what(over) => {
                let mut long = Mapping::from_iter([(short_for(table), below.clone())]);
                merge_in(&mut long, over, "");
                *below = Value::Mapping(long);
            }
            (Some(below), _) => *below = value.clone(),
            // What is not there needs not be taken out.
            (None, Value::Null) => {}
            (None, _) => {
                map.insert(key.clone(), value.clone());
            }
        }
    }
    let names_all = map.keys().all(|key| overlay.contains_key(key));
    if names_all {
        let order: Vec<Value> = overlay.keys().cloned().collect();
        let entries = order.into_iter().filter_map(|key| {
            let value = map.shift_remove(&key)?;
            Some((key, value))
        });
        let entries: Vec<(Value, Value)> = entries.collect();
        map.extend(entries);
    }
}

/// Whether an overlay says itself what a short form would say.
fn says_what(overlay: &Mapping) -> bool {
    let keys = [
        "type",
        "value",
        "fresh",
        "credential",
        "returns",
        "url",
        "events",
        "lines",
    ];
    keys.iter().any(|key| overlay.contains_key(*key))
}

/// What a short form in a table is short for.
fn short_for(table: &str) -> Value {
    Value::from(match table {
        "answers" => "returns",
        "servers" => "url",
        "variables" | "enum" => "text",
        "paginate" => "param",
        _ => "type",
    })
}

/// Lays the overlay of the document over its spec; `types` do that for themselves.
pub(super) fn apply_root(spec: &mut Mapping, root: &Node<'_>) {
    if let Some(overlay) = root.overlay() {
        let mut overlay = overlay.clone();
        for key in ["skip", "name", "types"] {
            overlay.shift_remove(key);
        }
        merge(spec, &overlay);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_are_merged_and_null_takes_out() {
        let table = [
            (
                "{a: 1, b: {c: 2, d: 3}}",
                "{b: {c: null, e: 4}}",
                r#"{"a":1,"b":{"d":3,"e":4}}"#,
            ),
            ("{a: 1}", "{b: null, c: [1]}", r#"{"a":1,"c":[1]}"#),
            ("{a: 1, b: 2}", "{b: 3, a: 4}", r#"{"b":3,"a":4}"#),
            ("{a: [1, 2]}", "{a: [3]}", r#"{"a":[3]}"#),
            (
                "{params: {a: string}, answers: {'202': Job}}",
                "{params: {a: {text: b}}, answers: {'202': {text: c}}}",
                r#"{"params":{"a":{"type":"string","text":"b"}},"answers":{"202":{"returns":"Job","text":"c"}}}"#,
            ),
            (
                "{paginate: {page: p, items: data}}",
                "{paginate: {page: {param: p}}}",
                r#"{"paginate":{"page":{"param":"p"},"items":"data"}}"#,
            ),
        ];
        for (below, over, merged) in table {
            let mut map: Mapping = serde_yaml::from_str(below).unwrap_or_default();
            merge(&mut map, &serde_yaml::from_str(over).unwrap_or_default());
            assert_eq!(serde_json::to_string(&map).unwrap_or_default(), merged);
        }
    }
}
