//! What can be said of a schema without making a type of it: the kinds of JSON that it allows.

use oas3::spec::{Schema, SchemaType};
use serde_json::Value as Json;

use super::Types;
use super::flat::{Flat, Placed, component_at, object, reference};

/// Deeper nests of one-ofs are taken for anything.
const DEEPEST: usize = 12;

/// A kind of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    Text,
    Number,
    Truth,
    List,
    Object,
    /// All of them.
    Any,
}

impl Types<'_> {
    /// The kinds that a schema allows, null aside.
    pub(super) fn kinds(&self, placed: &Placed) -> Vec<Kind> {
        self.kinds_with_null(placed, 0).0
    }

    /// The kinds that a schema allows, and whether it allows null.
    pub(super) fn kinds_with_null(&self, placed: &Placed, depth: usize) -> (Vec<Kind>, bool) {
        if depth > DEEPEST {
            return (vec![Kind::Any], false);
        }
        let (schema, at) = placed;
        if let Some(name) = reference(schema) {
            return match self.schema(&name).filter(|_| !self.is_skipped(&name)) {
                Some(schema) => {
                    let placed = (schema.clone(), component_at(&name));
                    self.kinds_with_null(&placed, depth + 1)
                }
                None => (vec![Kind::Any], false),
            };
        }
        match object(schema) {
            Some(schema) => {
                let flat = self.flatten(schema, at);
                // A wrapper of one component allows what that does.
                let only =
                    schema.all_of.len() == 1 && !flat.is_structural() && flat.groups.is_empty();
                match schema.all_of.first().filter(|_| only) {
                    Some(part) => self.kinds_with_null(&(part.clone(), at.clone()), depth + 1),
                    None => self.flat_kinds(&flat, depth),
                }
            }
            None => (vec![Kind::Any], false),
        }
    }

    /// The kinds of a schema that is put together, its one-ofs aside.
    pub(super) fn kinds_of_flat(&self, flat: &Flat) -> Vec<Kind> {
        if flat.types.is_empty() {
            return inferred(flat);
        }
        let mut kinds: Vec<Kind> = flat
            .types
            .iter()
            .filter_map(|kind| of_type(*kind))
            .collect();
        kinds.dedup();
        kinds
    }

    fn flat_kinds(&self, flat: &Flat, depth: usize) -> (Vec<Kind>, bool) {
        if let Some(value) = &flat.own.const_value {
            return of_values(std::slice::from_ref(value), flat.nullable);
        }
        if !flat.own.enum_values.is_empty() {
            return of_values(&flat.own.enum_values, flat.nullable);
        }
        let Some(group) = flat.groups.first().filter(|_| flat.types.is_empty()) else {
            let kinds = self.kinds_of_flat(flat);
            let only_null = kinds.is_empty();
            return match (only_null, flat.nullable) {
                (true, true) => (Vec::new(), true),
                (true, false) => (vec![Kind::Any], false),
                (false, nullable) => (kinds, nullable || self.group_allows_null(flat, depth)),
            };
        };
        let mut all = (Vec::new(), flat.nullable);
        for branch in &group.branches {
            let (kinds, nullable) = self.kinds_with_null(branch, depth + 1);
            all.1 |= nullable;
            for kind in kinds {
                if !all.0.contains(&kind) {
                    all.0.push(kind);
                }
            }
        }
        all
    }

    /// `type: object` around a one-of, of which one branch is null all the same.
    fn group_allows_null(&self, flat: &Flat, depth: usize) -> bool {
        let branches = flat.groups.iter().flat_map(|group| &group.branches);
        let mut branches = branches.filter(|_| depth < DEEPEST);
        branches.any(|branch| self.kinds_with_null(branch, depth + 1).1)
    }
}

fn of_values(values: &[Json], nullable: bool) -> (Vec<Kind>, bool) {
    let mut kinds = Vec::new();
    let mut null = nullable;
    for value in values {
        let kind = match value {
            Json::Null => {
                null = true;
                continue;
            }
            Json::Bool(_) => Kind::Truth,
            Json::Number(_) => Kind::Number,
            Json::String(_) => Kind::Text,
            Json::Array(_) => Kind::List,
            Json::Object(_) => Kind::Object,
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    (kinds, null)
}

fn of_type(kind: SchemaType) -> Option<Kind> {
    Some(match kind {
        SchemaType::Boolean => Kind::Truth,
        SchemaType::Integer | SchemaType::Number => Kind::Number,
        SchemaType::String => Kind::Text,
        SchemaType::Array => Kind::List,
        SchemaType::Object => Kind::Object,
        SchemaType::Null => return None,
    })
}

/// A schema without `type` tells by its other keywords.
fn inferred(flat: &Flat) -> Vec<Kind> {
    let own = &flat.own;
    let objects = !flat.props.is_empty()
        || !own.required.is_empty()
        || flat
            .additional
            .as_ref()
            .is_some_and(|(more, _)| !matches!(more, Schema::Boolean(yes) if yes.0))
        || own.min_properties.is_some()
        || own.max_properties.is_some();
    let lists = !flat.items.is_empty()
        || !flat.prefix.is_empty()
        || own.min_items.is_some()
        || own.max_items.is_some()
        || own.unique_items.is_some();
    let texts = own.min_length.is_some() || own.max_length.is_some() || own.pattern.is_some();
    let numbers = own.minimum.is_some()
        || own.maximum.is_some()
        || own.exclusive_minimum.is_some()
        || own.exclusive_maximum.is_some()
        || own.multiple_of.is_some();
    let of_format = own.format.as_deref().and_then(|format| match format {
        "date" | "date-time" | "byte" | "binary" | "uuid" | "uri" | "email" | "password" => {
            Some(Kind::Text)
        }
        "int32" | "int64" | "float" | "double" => Some(Kind::Number),
        _ => None,
    });
    // A schema that says nothing but that it is null is null.
    match (objects, lists, texts, numbers) {
        (true, false, ..) => vec![Kind::Object],
        (false, true, ..) => vec![Kind::List],
        (false, false, true, false) => vec![Kind::Text],
        (false, false, false, true) => vec![Kind::Number],
        (false, false, false, false) => of_format.into_iter().collect(),
        _ => vec![Kind::Any],
    }
}
