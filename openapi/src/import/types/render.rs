//! Types and members in the words of the language.

use std::collections::HashSet;

use serde_json::Value as Json;
use serde_yaml::{Mapping, Value};

use super::def::{Body, Choice, DefId, Field, Member, Struct, Tagging, Ty, Union};
use super::limits::yaml_number;
use super::reach::Ways;
use super::{Types, notes, overlay};
use crate::import::naming;

/// Why a member is marked as old; the document says no more.
const OLD: &str = "marked as deprecated in the document";

/// In which directions a struct goes.
#[derive(Clone, Copy, Debug)]
struct Goes {
    sent: bool,
    received: bool,
}

impl Types<'_> {
    /// All types, each component with those that were made for it behind it.
    pub(super) fn render(&mut self, ways: &Ways) -> Mapping {
        let mut order: Vec<usize> = Vec::new();
        let mut is_listed = vec![false; self.defs.len()];
        let is_component: HashSet<usize> = self.components.values().map(|id| id.0).collect();
        let components = (0..self.defs.len()).filter(|index| is_component.contains(index));
        let of_operations = self.roots.iter().flat_map(|(ty, _)| self.named_in(ty));
        let rest = (0..self.defs.len()).map(DefId);
        for id in components.map(DefId).chain(of_operations).chain(rest) {
            self.list_from(id, &is_component, &mut is_listed, &mut order);
        }
        let mut types = Mapping::new();
        for index in order.into_iter().filter(|index| ways.kept[*index]) {
            let def = self.type_def(DefId(index), ways);
            types.insert(self.defs[index].name.as_str().into(), Value::Mapping(def));
        }
        overlay::merge(&mut types, &overlay::types_of_root(self.root));
        types
    }

    /// A type, and behind it those that were made for it.
    fn list_from(
        &self,
        id: DefId,
        components: &HashSet<usize>,
        listed: &mut [bool],
        order: &mut Vec<usize>,
    ) {
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if std::mem::replace(&mut listed[id.0], true) {
                continue;
            }
            order.push(id.0);
            let below = self.mentioned(id, None).into_iter();
            let below: Vec<DefId> = below
                .filter(|below| !components.contains(&below.0))
                .collect();
            open.extend(below.into_iter().rev());
        }
    }

    /// A type as `types` has it.
    fn type_def(&mut self, id: DefId, ways: &Ways) -> Mapping {
        let def = self.defs[id.0].clone();
        let mut keys = Mapping::new();
        put_text(&mut keys, "text", def.text.as_deref());
        if def.deprecated {
            keys.insert("deprecated".into(), OLD.into());
        }
        put_text(&mut keys, "source", def.source.as_deref());
        match &def.body {
            Body::Struct(shape) => self.write_struct(shape, id, ways, &mut keys),
            Body::Choice(choice) => write_choice(choice, &mut keys),
            Body::Union(union) => self.write_union(union, ways.received[id.0], &mut keys),
            Body::Alias(member) => self.write_alias(member, &mut keys),
            Body::Pending => {}
        }
        if let Some(own) = &def.overlay {
            overlay::merge(&mut keys, own);
        }
        keys
    }

    fn write_struct(&self, shape: &Struct, id: DefId, ways: &Ways, keys: &mut Mapping) {
        let goes = Goes {
            sent: ways.sent[id.0],
            received: ways.received[id.0] || !ways.sent[id.0],
        };
        let tag = ways.tags[id.0].as_deref();
        let fields: Vec<&Field> = shape
            .fields
            .iter()
            .filter(|field| Some(field.wire.as_str()) != tag && goes.has(&field.member))
            .collect();
        let wires: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
        let names = naming::rust_names(&wires);
        let mut written = Mapping::new();
        for (field, rust) in fields.into_iter().zip(names) {
            let value = self.write_field(field, rust, goes);
            written.insert(field.wire.as_str().into(), value);
        }
        keys.insert("fields".into(), Value::Mapping(written));
        if let Some(extra) = &shape.extra {
            keys.insert("extra".into(), self.expression(extra).into());
        }
    }

    fn write_field(&self, field: &Field, rust: Option<String>, goes: Goes) -> Value {
        let mut member = field.member.clone();
        let unasked = (member.read_only && goes.sent) || (member.write_only && goes.received);
        let required = field.required && !unasked;
        if goes.sent && goes.received && member.read_only {
            member.notes.push("Read-only: the service sets it.".into());
        }
        if goes.sent && goes.received && member.write_only {
            member.notes.push("Write-only: no answer has it.".into());
        }
        let fits = !goes.sent && !required && !member.nullable && self.default_fits(&member);
        let default = member.default.take();
        let mut keys = self.start(&member);
        if required {
            keys.insert("required".into(), true.into());
        }
        match (member.nullable, required, goes.sent) {
            (true, true, _) => {
                keys.insert("nullable".into(), true.into());
            }
            (true, false, true) => {
                keys.insert("nullable".into(), "apart".into());
            }
            _ => {}
        }
        self.spelling(&member, &mut keys);
        match default {
            Some(value) if fits => {
                keys.insert("default".into(), scalar(&value).unwrap_or(Value::Null));
            }
            Some(value) if member.constant.is_none() => {
                let at = member.at.key("default");
                self.in_words(&mut member, "Default", &value, &at);
            }
            _ => {}
        }
        if let Some(rust) = rust {
            keys.insert("rust".into(), rust.into());
        }
        self.words(&mut member, &mut keys);
        if let Some(own) = &member.overlay {
            overlay::merge(&mut keys, own);
        }
        short(keys)
    }

    /// The keys of a parameter; of one that the client fills in itself, where it is `fixed` and has one value only.
    pub(super) fn write_param(&self, member: &Member, fixed: bool) -> Mapping {
        let mut member = member.clone();
        let fixed = member.constant.as_ref().filter(|_| fixed).and_then(scalar);
        let mut keys = match fixed.clone() {
            Some(value) if member.overlay.is_none() => {
                Mapping::from_iter([("value".into(), value)])
            }
            _ => {
                let mut keys = self.start(&member);
                if member.nullable {
                    keys.insert("nullable".into(), true.into());
                }
                self.spelling(&member, &mut keys);
                keys
            }
        };
        match member.default.take() {
            Some(value) if fixed.is_none() => {
                let mut probe = member.clone();
                probe.default = Some(value.clone());
                match scalar(&value).filter(|_| self.default_fits(&probe)) {
                    Some(value) => drop(keys.insert("default".into(), value)),
                    None => self.in_words(&mut member, "Default", &value, &probe.at.key("default")),
                }
            }
            _ => {}
        }
        self.words(&mut member, &mut keys);
        if let Some(own) = &member.overlay {
            overlay::merge(&mut keys, own);
        }
        keys
    }

    fn start(&self, member: &Member) -> Mapping {
        Mapping::from_iter([("type".into(), self.expression(&member.ty).into())])
    }

    fn spelling(&self, member: &Member, keys: &mut Mapping) {
        if let Some(wire) = member.wire {
            keys.insert("wire".into(), wire.into());
        }
        for (key, value) in &member.limits {
            keys.insert(key.clone(), value.clone());
        }
    }

    /// Example, deprecation and text.
    fn words(&self, member: &mut Member, keys: &mut Mapping) {
        if let Some(example) = member.example.take() {
            let is_secret = member.word() == Some("secret");
            match scalar(&example).filter(|_| !is_secret && !keys.contains_key("value")) {
                Some(value) => drop(keys.insert("example".into(), value)),
                None if is_secret => {
                    let at = member.at.key("example");
                    self.remarks.not_carried(&at, "what a secret may look like");
                }
                None if keys.contains_key("value") => {}
                None => {
                    let at = member.at.key("example");
                    self.in_words(member, "Example", &example, &at);
                }
            }
        }
        if member.deprecated {
            keys.insert("deprecated".into(), OLD.into());
        }
        let text = notes::whole_text(member);
        put_text(keys, "text", text.as_deref());
    }

    fn write_alias(&self, member: &Member, keys: &mut Mapping) {
        keys.insert("type".into(), self.expression(&member.ty).into());
        self.spelling(member, keys);
        if let Some(own) = &member.overlay {
            overlay::merge(keys, own);
        }
    }

    fn write_union(&self, union: &Union, received: bool, keys: &mut Mapping) {
        match &union.tagging {
            Tagging::Order => {}
            Tagging::Inside(tag) => drop(keys.insert("tag".into(), tag.as_str().into())),
            Tagging::Beside(tag, content) => {
                keys.insert("tag".into(), tag.as_str().into());
                keys.insert("content".into(), content.as_str().into());
            }
            Tagging::Key => drop(keys.insert("by_key".into(), true.into())),
        }
        // A service may come to know more variants than its document.
        if received && union.tagging != Tagging::Order {
            keys.insert("open".into(), true.into());
        }
        let variants = union.variants.iter().map(|variant| {
            let mut keys =
                Mapping::from_iter([("type".into(), self.expression(&variant.ty).into())]);
            put_text(&mut keys, "tag", variant.tag.as_deref());
            if variant.tag.as_deref() == Some("") {
                keys.insert("tag".into(), "".into());
            }
            put_text(&mut keys, "text", variant.text.as_deref());
            (Value::from(variant.name.as_str()), short(keys))
        });
        keys.insert("one_of".into(), Value::Mapping(variants.collect()));
    }

    /// A type as an expression.
    pub(super) fn expression(&self, ty: &Ty) -> String {
        match ty {
            Ty::Word(word) => (*word).to_owned(),
            Ty::List(inner) => format!("list<{}>", self.expression(inner)),
            Ty::Map(inner) => format!("map<{}>", self.expression(inner)),
            Ty::Nullable(inner) => format!("{}?", self.expression(inner)),
            Ty::Named(id) => self.defs[id.0].name.clone(),
            Ty::Written(text) => text.clone(),
        }
    }

    /// Whether the language takes a default for a member of this type.
    fn default_fits(&self, member: &Member) -> bool {
        let Some(default) = &member.default else {
            return false;
        };
        let in_limits = member.limits.is_empty() || !default.is_string();
        let plain = match &member.ty {
            Ty::Word("string") => default.is_string() && in_limits,
            Ty::Word("bool") => default.is_boolean(),
            Ty::Word("i32") => default
                .as_i64()
                .is_some_and(|number| i32::try_from(number).is_ok()),
            Ty::Word("u32") => default
                .as_u64()
                .is_some_and(|number| u32::try_from(number).is_ok()),
            Ty::Word("i64") => default.as_i64().is_some(),
            Ty::Word("u64") => default
                .as_u64()
                .is_some_and(|number| i64::try_from(number).is_ok()),
            Ty::Word("f64") => default.is_number(),
            Ty::Named(id) => match &self.defs[id.0].body {
                Body::Choice(choice) => {
                    let text = default
                        .as_str()
                        .map_or_else(|| default.to_string(), str::to_owned);
                    choice
                        .values
                        .iter()
                        .any(|value| value.wire == text && value.integer != default.is_string())
                }
                _ => false,
            },
            _ => false,
        };
        plain && member.wire.is_none() && within(default, &member.limits)
    }
}

impl Goes {
    /// Whether a member is ever there.
    fn has(self, member: &Member) -> bool {
        let only_sent = self.sent && !self.received;
        let only_received = self.received && !self.sent;
        !(only_sent && member.read_only || only_received && member.write_only)
    }
}

/// Whether a number keeps to its limits.
fn within(value: &Json, limits: &Mapping) -> bool {
    let Some(value) = value.as_f64() else {
        return true;
    };
    let limit = |key: &str| limits.get(key).and_then(Value::as_f64);
    limit("min").is_none_or(|min| value >= min)
        && limit("max").is_none_or(|max| value <= max)
        && limit("above").is_none_or(|above| value > above)
        && limit("below").is_none_or(|below| value < below)
}

fn write_choice(choice: &Choice, keys: &mut Mapping) {
    let values = choice.values.iter().map(|value| {
        let mut said = Mapping::new();
        put_text(&mut said, "name", value.name.as_deref());
        put_text(&mut said, "text", value.text.as_deref());
        let key = match value.wire.parse::<i64>() {
            Ok(number) if value.integer => Value::from(number),
            _ => Value::from(value.wire.as_str()),
        };
        let said = match (said.len(), said.get("text").cloned()) {
            (1, Some(text)) => text,
            _ => Value::Mapping(said),
        };
        (key, said)
    });
    keys.insert("enum".into(), Value::Mapping(values.collect()));
    if choice.closed {
        keys.insert("closed".into(), true.into());
    }
}

fn put_text(keys: &mut Mapping, key: &str, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        keys.insert(key.into(), text.into());
    }
}

/// A member that is its type alone is written as that.
fn short(mut keys: Mapping) -> Value {
    match (keys.len(), keys.contains_key("type")) {
        (1, true) => keys.shift_remove("type").unwrap_or_default(),
        _ => Value::Mapping(keys),
    }
}

/// A single value; integers beyond those of the language are none.
pub(super) fn scalar(value: &Json) -> Option<Value> {
    match value {
        Json::Bool(truth) => Some((*truth).into()),
        Json::String(text) => Some(notes::tidy(text).into()),
        Json::Number(number) => match (number.as_i64(), number.as_u64()) {
            (None, Some(_)) => None,
            _ => Some(yaml_number(number)),
        },
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}
