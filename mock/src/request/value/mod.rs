//! Values against their types. In: a value as JSON, spelt as its codec has it. Out: the same as plain JSON of its type,
//! and every fault with the path at which it is.

mod codecs;
mod limits;
mod member;
mod scalar;
mod text;
mod union;

use serde_json::{Map, Value as Json};
use specwright::model::{
    Api, Choice, ChoiceWire, Codec, Field, Limits, Presence, Struct, Type, TypeId, TypeKind,
};

pub(crate) use self::codecs::runtime as codec;
pub(crate) use self::text::wire as from_text;
use super::fault::{excerpt, listed};
use crate::seam::{At, Fault, FaultKind};

/// Checks one parameter, and keeps count of where in it things are.
pub(crate) struct Checker<'a> {
    pub(crate) api: &'a Api,
    at: At,
    /// Names and indices from the parameter to the value under way.
    trail: Vec<Hop>,
    pub(crate) faults: Vec<Fault>,
    /// What is odd, and no fault unless the server is told to be strict.
    pub(crate) unknown: Vec<Fault>,
    /// How many values no enum lists that may list more.
    pub(crate) unlisted: usize,
}

#[derive(Clone, Debug)]
enum Hop {
    Name(String),
    Index(usize),
}

impl<'a> Checker<'a> {
    pub(crate) fn new(api: &'a Api, at: At) -> Self {
        Self {
            api,
            at,
            trail: Vec::new(),
            faults: Vec::new(),
            unknown: Vec::new(),
            unlisted: 0,
        }
    }

    /// The value as plain JSON; `None` where a spelling says that nothing is there, or where it is at fault.
    pub(crate) fn value(&mut self, ty: &Type, codec: &Codec, json: &Json) -> Option<Json> {
        if let Codec::Absent(texts, _) = codec
            && is_one_of(json, texts)
        {
            return None;
        }
        match (ty, codecs::present(codec)) {
            (Type::Nullable(_), _) if json.is_null() => Some(Json::Null),
            (Type::Nullable(inner), _) => self.value(inner, codec, json),
            (_, Codec::JsonText) => self.json_text(ty, json),
            (Type::Any, _) => Some(json.clone()),
            (Type::Unit, _) => Some(Json::Null),
            (Type::List(item), Codec::Joined(separator)) => self.joined(item, separator, json),
            (Type::List(item), _) => self.list(item, codec, json),
            (Type::Map(entry), _) => self.map(entry, codec, json),
            (Type::Named(id, args), _) => self.named(*id, args, codec, json),
            (Type::File | Type::Error | Type::Param(_), _) => Some(json.clone()),
            (scalar, _) => self.scalar(scalar, codec, json),
        }
    }

    fn named(&mut self, id: TypeId, args: &[Type], codec: &Codec, json: &Json) -> Option<Json> {
        let api = self.api;
        let def = api.types.get(id.0)?;
        match &def.kind {
            // The codec at hand is that of the alias already.
            TypeKind::Alias(alias) => self.value(&alias.ty.with_arguments(args), codec, json),
            TypeKind::Struct(shape) if *codecs::present(codec) == Codec::Row => {
                self.row(shape, args, json)
            }
            TypeKind::Struct(shape) => self.record(shape, args, json, None),
            TypeKind::Choice(choice) => self.choice(choice, codec, json),
            TypeKind::Union(union) => self.union(&def.name, union, args, json),
            TypeKind::Error => Some(json.clone()),
        }
    }

    fn json_text(&mut self, ty: &Type, json: &Json) -> Option<Json> {
        let Json::String(text) = json else {
            return self.mismatch("JSON inside a text", json);
        };
        match serde_json::from_str::<Json>(text) {
            Ok(inner) => self.value(ty, &Codec::Plain, &inner),
            Err(error) => self.fail(
                FaultKind::Type,
                format!("must be JSON inside a text: {error}"),
            ),
        }
    }

    fn joined(&mut self, item: &Type, separator: &str, json: &Json) -> Option<Json> {
        let Json::String(text) = json else {
            let expected = format!("one text with `{separator}` between items");
            return self.mismatch(&expected, json);
        };
        let items = text.split(separator).filter(|_| !text.is_empty());
        let items: Vec<Json> = items
            .map(|text| from_text(self.api, item, &Codec::Plain, text))
            .collect();
        self.list(item, &Codec::Plain, &Json::Array(items))
    }

    fn list(&mut self, item: &Type, codec: &Codec, json: &Json) -> Option<Json> {
        let Json::Array(items) = json else {
            return self.mismatch("a list", json);
        };
        let mut plain = Vec::with_capacity(items.len());
        for (index, one) in items.iter().enumerate() {
            let value = self.within(Hop::Index(index), |inner| inner.item(item, codec, one));
            plain.push(value.unwrap_or_default());
        }
        Some(Json::Array(plain))
    }

    fn map(&mut self, entry: &Type, codec: &Codec, json: &Json) -> Option<Json> {
        let Json::Object(members) = json else {
            return self.mismatch("an object", json);
        };
        let mut plain = Map::new();
        for (name, one) in members {
            let hop = Hop::Name(name.clone());
            let value = self.within(hop, |inner| inner.item(entry, codec, one));
            plain.insert(name.clone(), value.unwrap_or_default());
        }
        Some(Json::Object(plain))
    }

    /// An item or entry: its limits are those of the alias that it names.
    fn item(&mut self, ty: &Type, codec: &Codec, json: &Json) -> Option<Json> {
        let plain = self.value(ty, codec, json)?;
        if let Some(limits) = self.api.limits_of(ty) {
            self.limits(limits, &plain);
        }
        Some(plain)
    }

    fn choice(&mut self, choice: &Choice, codec: &Codec, json: &Json) -> Option<Json> {
        let by_number = matches!(
            choice.values.first().map(|value| &value.wire),
            Some(ChoiceWire::Integer(_))
        );
        let ty = if by_number { Type::I64 } else { Type::String };
        let plain = self.scalar(&ty, codec, json)?;
        let is_known = choice.values.iter().any(|value| match &value.wire {
            ChoiceWire::Text(text) => plain.as_str() == Some(text),
            ChoiceWire::Integer(number) => plain.as_i64() == Some(*number),
        });
        self.unlisted += usize::from(!is_known);
        if is_known || !choice.closed {
            return Some(plain);
        }
        let names: Vec<String> = choice
            .values
            .iter()
            .map(|value| spelt(&value.wire))
            .collect();
        let found = excerpt(plain.as_str().unwrap_or(&plain.to_string()));
        let says = format!(
            "is {found}, which is none of {}",
            listed(names.iter().map(String::as_str))
        );
        self.fail(FaultKind::Value, says)
    }

    /// An object against a struct. `tag` is a member of a one-of around it, which is not the struct's.
    pub(super) fn record(
        &mut self,
        shape: &Struct,
        args: &[Type],
        json: &Json,
        tag: Option<&str>,
    ) -> Option<Json> {
        let Json::Object(members) = json else {
            return self.mismatch("an object", json);
        };
        let mut plain = Map::new();
        for field in &shape.fields {
            let found = members.get(&field.wire);
            let hop = Hop::Name(field.wire.clone());
            if let Some(value) = self.within(hop, |inner| inner.member(field, args, found)) {
                plain.insert(field.wire.clone(), value);
            }
        }
        for (name, value) in members {
            let is_field = shape.fields.iter().any(|field| field.wire == *name);
            if is_field || tag == Some(name) {
                continue;
            }
            let value = match &shape.extra {
                Some(ty) => {
                    let ty = ty.with_arguments(args);
                    let hop = Hop::Name(name.clone());
                    self.within(hop, |inner| inner.item(&ty, &Codec::Plain, value))
                }
                None => {
                    self.odd(name);
                    Some(value.clone())
                }
            };
            plain.extend(value.map(|value| (name.clone(), value)));
        }
        Some(Json::Object(plain))
    }

    /// A list of the fields in their order; a short one lacks the last of them.
    fn row(&mut self, shape: &Struct, args: &[Type], json: &Json) -> Option<Json> {
        let Json::Array(cells) = json else {
            return self.mismatch("a list of the fields in their order", json);
        };
        let mut plain = Map::new();
        for (index, field) in shape.fields.iter().enumerate() {
            // What is absent is null, as the place of the others depends on it.
            let found = cells
                .get(index)
                .filter(|cell| !cell.is_null() || is_nullable(field));
            let value = self.within(Hop::Index(index), |inner| inner.member(field, args, found));
            plain.extend(value.map(|value| (field.wire.clone(), value)));
        }
        if cells.len() > shape.fields.len() {
            let says = format!(
                "has {} items where there are {} fields",
                cells.len(),
                shape.fields.len()
            );
            self.fail(FaultKind::Type, says);
        }
        Some(Json::Object(plain))
    }

    /// Does something one step further inside.
    fn within<T>(&mut self, hop: Hop, act: impl FnOnce(&mut Self) -> T) -> T {
        self.trail.push(hop);
        let result = act(self);
        self.trail.pop();
        result
    }

    fn place(&self) -> At {
        let mut path = String::new();
        for hop in &self.trail {
            match hop {
                Hop::Name(name) if path.is_empty() => path.push_str(name),
                Hop::Name(name) => path.push_str(&format!(".{name}")),
                Hop::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        self.at.within(&path)
    }

    /// Notes a fault here; `says` follows the name of the place.
    pub(super) fn fail(&mut self, kind: FaultKind, says: impl AsRef<str>) -> Option<Json> {
        let at = self.place();
        let says = format!("{} {}", at.subject(), says.as_ref());
        self.faults.push(Fault::new(kind, says).at(at));
        None
    }

    pub(super) fn mismatch(&mut self, expected: &str, found: &Json) -> Option<Json> {
        let says = format!("must be {expected}, not {}", kind(found));
        self.fail(FaultKind::Type, says)
    }

    /// Notes a member that the spec does not name.
    fn odd(&mut self, name: &str) {
        let at = self.within(Hop::Name(name.to_owned()), |inner| inner.place());
        let says = format!("{} is not in the spec", at.subject());
        self.unknown
            .push(Fault::new(FaultKind::Unknown, says).at(at));
    }

    /// Checks limits of a whole parameter.
    pub(crate) fn limits(&mut self, limits: &Limits, plain: &Json) {
        for says in limits::broken(limits, plain) {
            self.fail(FaultKind::Limit, says);
        }
    }
}

fn is_nullable(field: &Field) -> bool {
    matches!(field.presence, Presence::RequiredNullable | Presence::Apart)
        || matches!(field.value.ty, Type::Any)
}

/// What JSON a value is, in a sentence.
pub(super) fn kind(json: &Json) -> &'static str {
    match json {
        Json::Null => "null",
        Json::Bool(_) => "a truth value",
        Json::Number(number) if number.is_f64() => "a fraction",
        Json::Number(_) => "an integer",
        Json::String(_) => "text",
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
    }
}

fn spelt(wire: &ChoiceWire) -> String {
    match wire {
        ChoiceWire::Text(text) => text.clone(),
        ChoiceWire::Integer(number) => number.to_string(),
    }
}

fn is_one_of(json: &Json, texts: &[String]) -> bool {
    match json {
        Json::String(text) => texts.contains(text),
        Json::Number(number) => texts.contains(&number.to_string()),
        Json::Bool(truth) => texts.contains(&truth.to_string()),
        _ => false,
    }
}
