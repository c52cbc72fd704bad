//! Small things about maps of a spec in the making.

use serde_yaml::{Mapping, Value};

/// Sets a key.
pub(super) fn put(map: &mut Mapping, key: &str, value: impl Into<Value>) {
    map.insert(Value::from(key), value.into());
}

/// Sets a key if there is something to set.
pub(super) fn put_some<V: Into<Value>>(map: &mut Mapping, key: &str, value: Option<V>) {
    if let Some(value) = value {
        put(map, key, value);
    }
}

/// Sets a key unless the map, list or text is empty.
pub(super) fn put_full(map: &mut Mapping, key: &str, value: impl Into<Value>) {
    let value = value.into();
    let is_empty = match &value {
        Value::Mapping(map) => map.is_empty(),
        Value::Sequence(list) => list.is_empty(),
        Value::String(text) => text.is_empty(),
        Value::Null => true,
        _ => false,
    };
    if !is_empty {
        put(map, key, value);
    }
}

/// A map of these entries.
pub(super) fn map<const N: usize>(entries: [(&str, Value); N]) -> Mapping {
    entries
        .into_iter()
        .map(|(key, value)| (Value::from(key), value))
        .collect()
}

/// A map with its only key `short` as that key's value, where the language has a short form.
pub(super) fn short(map: Mapping, key: &str) -> Value {
    match map.get(key) {
        Some(value) if map.len() == 1 => value.clone(),
        _ => Value::Mapping(map),
    }
}
