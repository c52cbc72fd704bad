//! What a document says in the words of the spec language: `x-specwright`.

use serde_yaml::{Mapping, Value};

use super::Types;
use super::flat::component_at;
use crate::import::pointer::Pointer;

const KEY: &str = "x-specwright";

/// The `types` that the root of the document gives itself.
pub(super) fn types_of_root(root: &Value) -> Mapping {
    let overlay = Pointer::root().keys(&[KEY, "types"]);
    match overlay.find(root) {
        Some(Value::Mapping(types)) => types.clone(),
        _ => Mapping::new(),
    }
}

/// Whether an overlay says what a type is, so that nothing of the schema is needed.
pub(super) fn is_whole(overlay: &Mapping) -> bool {
    let says = |key: &str| overlay.get(key).is_some_and(|value| !value.is_null());
    says("type") || overlay.get("fields").is_some_and(Value::is_null)
}

/// Merges map into map: null removes, everything else replaces.
pub(super) fn merge(into: &mut Mapping, overlay: &Mapping) {
    let overlay = &known_keys(into, overlay);
    let names_all = into.keys().all(|key| overlay.contains_key(key));
    for (key, value) in overlay {
        let known = into.get_mut(key);
        match (known, value) {
            (Some(_), Value::Null) => {
                into.shift_remove(key);
            }
            (Some(Value::Mapping(inner)), Value::Mapping(more)) if key.as_str() == Some("enum") => {
                merge_values(inner, more);
            }
            (Some(Value::Mapping(inner)), Value::Mapping(more)) => merge(inner, more),
            (Some(place), Value::Mapping(more)) => *place = with_type(place, more),
            (Some(place), value) => *place = value.clone(),
            // What is not there needs not be taken out.
            (None, Value::Null) => {}
            (None, value) => {
                into.insert(key.clone(), value.clone());
            }
        }
    }
    if names_all && overlay.len() > 1 {
        let order: Vec<Value> = overlay.keys().cloned().collect();
        for key in order {
            if let Some(value) = into.shift_remove(&key) {
                into.insert(key, value);
            }
        }
    }
}

/// Values of an enum: the short form of one is its text, which the overlay says again where it goes over it.
fn merge_values(into: &mut Mapping, overlay: &Mapping) {
    for (key, value) in &known_keys(into, overlay) {
        if let (Some(Value::String(text)), Value::Mapping(_)) = (into.get(key), value) {
            let long = Mapping::from_iter([(Value::from("text"), Value::from(text.as_str()))]);
            into.insert(key.clone(), Value::Mapping(long));
        }
    }
    merge(into, overlay);
}

/// The overlay with its keys as the map has them: numbers are texts where a document is JSON.
pub(in crate::import) fn known_keys(into: &Mapping, overlay: &Mapping) -> Mapping {
    let known = |key: &Value| {
        let number = key
            .as_str()
            .and_then(|text| text.parse::<i64>().ok())
            .map(Value::from);
        number.filter(|number| into.contains_key(number))
    };
    let entries = overlay.iter();
    entries
        .map(|(key, value)| (known(key).unwrap_or_else(|| key.clone()), value.clone()))
        .collect()
}

/// A short form that gets more keys.
fn with_type(place: &Value, more: &Mapping) -> Value {
    let mut map = Mapping::new();
    if let Value::String(text) = place {
        map.insert("type".into(), text.as_str().into());
    }
    merge(&mut map, more);
    Value::Mapping(map)
}

impl Types<'_> {
    /// The overlay of the node at a place.
    pub(super) fn overlay(&self, at: &Pointer) -> Option<Mapping> {
        match at.key(KEY).find(self.root) {
            Some(Value::Mapping(overlay)) if !overlay.is_empty() => Some(overlay.clone()),
            _ => None,
        }
    }

    /// That of a component, without what only the import reads.
    pub(super) fn overlay_of_type(&self, at: &Pointer) -> Option<Mapping> {
        let mut overlay = self.overlay(at)?;
        overlay.shift_remove("name");
        overlay.shift_remove("skip");
        (!overlay.is_empty()).then_some(overlay)
    }

    /// The name that a component gives its type itself.
    pub(super) fn name_in_overlay(&self, component: &str) -> Option<String> {
        let overlay = self.overlay(&component_at(component))?;
        overlay.get("name")?.as_str().map(str::to_owned)
    }

    /// Whether a component is there for other tools only.
    pub(super) fn is_skipped(&self, component: &str) -> bool {
        let overlay = self.overlay(&component_at(component));
        overlay.is_some_and(|overlay| overlay.get("skip") == Some(&Value::Bool(true)))
    }
}
