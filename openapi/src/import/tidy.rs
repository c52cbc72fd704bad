//! Walks a document by the table of `shape`: uplifts schemas, follows references, and takes out what stands where it
//! cannot. In: the value of a file. Out: a value that oas3 reads; what was taken out is said.

use serde_yaml::{Mapping, Value};

use super::bundle::Bundle;
use super::pointer::Pointer;
use super::read::{describe, scalar_text};
use super::remark::Remarks;
use super::schema_uplift;
use super::shape::{Kind, Shape, TYPES};

/// The walk through one file.
pub(super) struct Tidy<'b, 'd> {
    pub(super) bundle: &'b mut Bundle<'d>,
    pub(super) remarks: &'d Remarks,
    /// Number of the file that references are relative to.
    pub(super) file: usize,
}

impl Tidy<'_, '_> {
    /// An object of a kind, or a reference to one; nothing where it has to be left out.
    pub(super) fn node(&mut self, value: Value, kind: Kind, at: &Pointer) -> Option<Value> {
        match value {
            Value::Bool(truth) if kind == Kind::Schema => Some(Value::Bool(truth)),
            Value::Mapping(map) => self.map(map, kind, at),
            // Nothing at all is an empty one, where that says something.
            Value::Null if kind.required().is_empty() => Some(Value::Mapping(Mapping::new())),
            other => {
                let said = format!(
                    "{} is expected here, and this is {}",
                    kind.noun(),
                    describe(&other)
                );
                self.remarks.not_carried(at, said);
                // References may lead here, so something has to be there.
                (kind == Kind::Schema).then(|| Value::Mapping(Mapping::new()))
            }
        }
    }

    fn map(&mut self, mut map: Mapping, kind: Kind, at: &Pointer) -> Option<Value> {
        if kind == Kind::PathItem {
            return self.path_item(map, at);
        }
        if kind == Kind::Schema {
            schema_uplift::uplift(&mut map, at, self.remarks);
        }
        if let Some(reference) = map.get("$ref") {
            return match reference.as_str().map(str::to_owned) {
                Some(reference) => self.reference(map, &reference, kind, at),
                None => {
                    self.remarks
                        .not_carried(&at.key("$ref"), "a reference is a text");
                    (kind == Kind::Schema).then(|| Value::Mapping(Mapping::new()))
                }
            };
        }
        let map = self.entries(map, kind, at);
        let missing = kind.required().iter().find(|key| !map.contains_key(**key));
        if let Some(key) = missing {
            self.remarks
                .not_carried(at, format!("{} without `{key}`", kind.noun()));
            return None;
        }
        Some(Value::Mapping(map))
    }

    fn reference(
        &mut self,
        mut map: Mapping,
        reference: &str,
        kind: Kind,
        at: &Pointer,
    ) -> Option<Value> {
        match self.bundle.reference(self.file, reference, kind) {
            Ok(reference) => {
                map.insert("$ref".into(), reference.into());
                Some(Value::Mapping(map))
            }
            Err(why) => {
                let said = format!("the reference `{reference}` cannot be followed: {why}");
                self.remarks.not_carried(&at.key("$ref"), said);
                (kind == Kind::Schema).then(|| Value::Mapping(Mapping::new()))
            }
        }
    }

    /// References to paths are replaced by what they lead to.
    fn path_item(&mut self, mut map: Mapping, at: &Pointer) -> Option<Value> {
        let Some(reference) = map.shift_remove("$ref") else {
            return Some(Value::Mapping(self.entries(map, Kind::PathItem, at)));
        };
        let reference = reference.as_str().unwrap_or_default().to_owned();
        let own = self.entries(map, Kind::PathItem, at);
        match self.bundle.inline(self.file, &reference, at) {
            Ok((file, Value::Mapping(target))) => {
                let mut tidy = Tidy {
                    bundle: &mut *self.bundle,
                    remarks: self.remarks,
                    file,
                };
                let mut target = tidy.entries(target, Kind::PathItem, at);
                target.extend(own);
                return Some(Value::Mapping(target));
            }
            Ok((_, other)) => {
                let said = format!("the reference `{reference}` leads to {}", describe(&other));
                self.remarks.not_carried(&at.key("$ref"), said);
            }
            Err(why) => {
                let said = format!("the reference `{reference}` cannot be followed: {why}");
                self.remarks.not_carried(&at.key("$ref"), said);
            }
        }
        Some(Value::Mapping(own))
    }

    pub(super) fn entries(&mut self, map: Mapping, kind: Kind, at: &Pointer) -> Mapping {
        let mut out = Mapping::with_capacity(map.len());
        for (key, value) in map {
            let Some(name) = key.as_str() else { continue };
            let here = at.key(name);
            let shape = kind.keys().iter().find(|(known, _)| *known == name);
            let kept = match shape {
                Some((_, shape)) => self.value(value, *shape, &here),
                None if name.starts_with("x-") => Some(value),
                None if kind == Kind::Schema => {
                    self.unknown(name, &here);
                    None
                }
                None if is_empty(&value) => {
                    self.remarks.not_carried(&here, format!("`{name}`"));
                    None
                }
                // What nothing reads is found at the end.
                None => Some(value),
            };
            if let Some(value) = kept {
                out.insert(key, value);
            }
        }
        out
    }

    fn unknown(&self, key: &str, at: &Pointer) {
        let said = match key {
            "$defs" | "definitions" => {
                "schemas within a schema stay behind, but for those that a reference names"
                    .to_owned()
            }
            key => format!("`{key}` of a schema"),
        };
        self.remarks.not_carried(at, said);
    }

    fn value(&mut self, value: Value, shape: Shape, at: &Pointer) -> Option<Value> {
        if value.is_null() && !matches!(shape, Shape::Any | Shape::Raw) {
            return match shape {
                Shape::Map(_) | Shape::RefMap(_) => Some(Value::Mapping(Mapping::new())),
                _ => None,
            };
        }
        match shape {
            Shape::Any | Shape::Raw => Some(value),
            Shape::One(kind) | Shape::Ref(kind) => self.node(value, kind, at),
            Shape::List(kind) | Shape::RefList(kind) => self.list(value, kind, at),
            Shape::Map(kind) | Shape::RefMap(kind) => self.table(value, kind, at),
            Shape::Mapping => self.mapping(value, at),
            Shape::Types => self.types(value, at),
            _ => {
                let kept = plain(&value, shape);
                if kept.is_none() {
                    let said = format!(
                        "{} is expected here, and this is {}",
                        expected(shape),
                        describe(&value)
                    );
                    self.remarks.not_carried(at, said);
                }
                kept
            }
        }
    }

    fn list(&mut self, value: Value, kind: Kind, at: &Pointer) -> Option<Value> {
        let Value::Sequence(list) = value else {
            let said = format!("a list is expected here, and this is {}", describe(&value));
            self.remarks.not_carried(at, said);
            return None;
        };
        let items = list.into_iter().enumerate();
        let kept = items.filter_map(|(index, item)| {
            let here = at.index(index);
            let kept = self.node(item, kind, &here)?;
            Some((here, kept))
        });
        let kept: Vec<(Pointer, Value)> = kept.collect();
        // Where something was left out, the items behind it are found under another number.
        let mut items = Vec::with_capacity(kept.len());
        for (index, (was, item)) in kept.into_iter().enumerate() {
            let is = at.index(index);
            if is != was {
                self.bundle.shifted(&is, &was);
            }
            items.push(item);
        }
        Some(Value::Sequence(items))
    }

    fn table(&mut self, value: Value, kind: Kind, at: &Pointer) -> Option<Value> {
        let Value::Mapping(map) = value else {
            let said = format!(
                "an object is expected here, and this is {}",
                describe(&value)
            );
            self.remarks.not_carried(at, said);
            return None;
        };
        let mut out = Mapping::with_capacity(map.len());
        for (key, value) in map {
            let name = key.as_str().unwrap_or_default();
            let is_extension = name.starts_with("x-") && !names_are_free(kind);
            if value.is_null() && kind == Kind::PathItem && !is_extension {
                self.remarks
                    .not_carried(&at.key(name), "a path without operations");
            }
            let kept = match is_extension {
                true => Some(value),
                false => self.node(value, kind, &at.key(name)),
            };
            if let Some(value) = kept {
                out.insert(key, value);
            }
        }
        Some(Value::Mapping(out))
    }

    /// A discriminator names schemas by reference or by name.
    fn mapping(&mut self, value: Value, at: &Pointer) -> Option<Value> {
        let Value::Mapping(map) = value else {
            let said = format!(
                "an object is expected here, and this is {}",
                describe(&value)
            );
            self.remarks.not_carried(at, said);
            return None;
        };
        let mut out = Mapping::new();
        for (key, value) in map {
            let name = value.as_str().unwrap_or_default();
            let by_name = format!("#/components/schemas/{}", super::pointer::escaped(name));
            let found = self
                .bundle
                .reference(self.file, &by_name, Kind::Schema)
                .or_else(|_| self.bundle.reference(self.file, name, Kind::Schema));
            match found {
                Ok(reference) => {
                    out.insert(key, reference.into());
                }
                Err(why) => {
                    let here = at.key(key.as_str().unwrap_or_default());
                    let said = format!("the schema `{name}` cannot be found: {why}");
                    self.remarks.not_carried(&here, said);
                }
            }
        }
        Some(Value::Mapping(out))
    }

    fn types(&mut self, value: Value, at: &Pointer) -> Option<Value> {
        let listed = match &value {
            Value::String(one) => vec![one.clone()],
            Value::Sequence(list) => list.iter().filter_map(scalar_text).collect(),
            _ => Vec::new(),
        };
        let (known, unknown): (Vec<String>, Vec<String>) = listed
            .into_iter()
            .partition(|word| TYPES.contains(&word.as_str()));
        for word in unknown {
            self.remarks
                .not_carried(at, format!("`{word}` is no type that schemas know"));
        }
        match (value, known.as_slice()) {
            (_, []) => None,
            (Value::String(one), _) => Some(Value::String(one)),
            _ => Some(Value::Sequence(
                known.into_iter().map(Value::from).collect(),
            )),
        }
    }
}

/// What has no leaf that could be found not to be read.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Mapping(map) => map.values().all(is_empty),
        Value::Sequence(list) => list.iter().all(is_empty),
        _ => false,
    }
}

/// Maps whose keys are names that may begin with `x-`.
fn names_are_free(kind: Kind) -> bool {
    !matches!(kind, Kind::PathItem | Kind::Response)
}

/// A value without parts, in the kind that is wanted; nothing where it is of another kind.
fn plain(value: &Value, shape: Shape) -> Option<Value> {
    match shape {
        Shape::Text => scalar_text(value).map(Value::from),
        Shape::Word(words) => {
            let word = value.as_str()?;
            words.contains(&word).then(|| value.clone())
        }
        Shape::Truth => match value {
            Value::Bool(_) => Some(value.clone()),
            Value::String(text) => text.parse().ok().map(Value::Bool),
            _ => None,
        },
        Shape::Number => match value {
            Value::Number(_) => Some(value.clone()),
            Value::String(text) => number(text),
            _ => None,
        },
        Shape::Count => {
            let number = plain(value, Shape::Number)?;
            let count = number.as_u64().or_else(|| {
                let float = number.as_f64()?;
                let is_whole = float >= 0.0 && float.fract() == 0.0 && float < 9e15;
                is_whole.then_some(float as u64)
            })?;
            Some(Value::from(count))
        }
        Shape::Texts => {
            let texts = value.as_sequence()?.iter().map(scalar_text);
            let texts: Option<Vec<String>> = texts.collect();
            Some(Value::Sequence(
                texts?.into_iter().map(Value::from).collect(),
            ))
        }
        Shape::Values => value.is_sequence().then(|| value.clone()),
        Shape::Security => requirements(value),
        _ => None,
    }
}

fn number(text: &str) -> Option<Value> {
    let whole = text.trim().parse::<i64>().ok().map(Value::from);
    whole.or_else(|| {
        let float = text.trim().parse::<f64>().ok()?;
        float.is_finite().then(|| Value::from(float))
    })
}

fn requirements(value: &Value) -> Option<Value> {
    let listed = |scopes: &Value| matches!(scopes, Value::Sequence(list) if list.iter().all(Value::is_string));
    let fits = |one: &Value| one.as_mapping().is_some_and(|map| map.values().all(listed));
    value.as_sequence()?.iter().all(fits).then(|| value.clone())
}

fn expected(shape: Shape) -> String {
    match shape {
        Shape::Text => "a text".to_owned(),
        Shape::Word(words) => format!("one of `{}`", words.join("`, `")),
        Shape::Truth => "`true` or `false`".to_owned(),
        Shape::Number => "a number".to_owned(),
        Shape::Count => "a number from 0".to_owned(),
        Shape::Texts => "a list of texts".to_owned(),
        Shape::Security => "a list of security schemes".to_owned(),
        _ => "a list".to_owned(),
    }
}
