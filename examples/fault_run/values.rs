//! Values that satisfy the types of a spec. In: the model. Out: JSON for parameters and for payloads.

use serde_json::{Map, Value, json};
use specwright::model::{
    Api, Choice, ChoiceWire, Codec, Field, Presence, Struct, Tagging, Type, TypeKind, Union,
};
use specwright_apis::rt;

/// How deep optional members are filled in; deeper ones are left out, so that recursive types end.
const DEPTH: usize = 3;

/// Makes values of an API's types.
#[derive(Clone, Copy)]
pub(crate) struct Values<'a> {
    pub(crate) api: &'a Api,
}

impl Values<'_> {
    /// A value of this type, spelt so.
    pub(crate) fn of(&self, ty: &Type, codec: &Codec) -> Value {
        self.value(ty, codec, &[], 0)
    }

    fn value(&self, ty: &Type, codec: &Codec, generics: &[Type], depth: usize) -> Value {
        match codec {
            Codec::Absent(_, inner) => return self.value(ty, inner, generics, depth),
            Codec::JsonText => {
                let inner = self.value(ty, &Codec::Plain, generics, depth);
                return inner.to_string().into();
            }
            Codec::TextOf(inner) => {
                let inner = self.value(ty, inner, generics, depth);
                return text(&inner).into();
            }
            _ => {}
        }
        match ty {
            Type::Nullable(inner) => self.value(inner, codec, generics, depth),
            Type::List(inner) => match codec {
                Codec::Joined(separator) => {
                    let item = text(&self.value(inner, &Codec::Plain, generics, depth));
                    format!("{item}{separator}{item}").into()
                }
                _ => json!([self.value(inner, codec, generics, depth + 1)]),
            },
            Type::Map(inner) => json!({"key": self.value(inner, codec, generics, depth + 1)}),
            Type::Param(index) => match generics.get(*index) {
                Some(ty) => self.value(ty, codec, &[], depth),
                None => Value::Null,
            },
            Type::Named(id, arguments) => {
                let arguments: Vec<Type> = arguments
                    .iter()
                    .map(|argument| substitute(argument, generics))
                    .collect();
                match &self.api.types[id.0].kind {
                    TypeKind::Struct(item) => self.record(item, &arguments, depth),
                    TypeKind::Choice(item) => spelt(choice(item), codec),
                    TypeKind::Union(item) => self.union(item, depth),
                    // The spelling of an alias is part of `codec` already.
                    TypeKind::Alias(item) => self.value(&item.ty, codec, &arguments, depth),
                    TypeKind::Error => Value::Null,
                }
            }
            scalar => spelt(self::scalar(scalar, codec), codec),
        }
    }

    fn record(&self, item: &Struct, generics: &[Type], depth: usize) -> Value {
        let wanted = |field: &&Field| {
            depth < DEPTH
                || matches!(
                    field.presence,
                    Presence::Required | Presence::RequiredNullable
                )
        };
        let fields = item.fields.iter().filter(wanted).map(|field| {
            let value = self.value(&field.value.ty, &field.value.codec, generics, depth + 1);
            (field.wire.clone(), value)
        });
        Value::Object(fields.collect())
    }

    fn union(&self, item: &Union, depth: usize) -> Value {
        let Some(variant) = item.variants.first() else {
            return Value::Null;
        };
        let content = self.value(&variant.value.ty, &variant.value.codec, &[], depth + 1);
        match &item.tagging {
            Tagging::Order => content,
            Tagging::Inside(tag) => {
                let mut members = match content {
                    Value::Object(members) => members,
                    _ => Map::new(),
                };
                members.insert(tag.clone(), variant.tag.clone().into());
                Value::Object(members)
            }
            Tagging::Beside(tag, place) => {
                json!({tag.as_str(): variant.tag, place.as_str(): content})
            }
            Tagging::Key => json!({variant.tag.as_str(): content}),
        }
    }
}

fn substitute(ty: &Type, generics: &[Type]) -> Type {
    match ty {
        Type::Param(index) => generics.get(*index).cloned().unwrap_or(Type::Any),
        Type::List(inner) => Type::List(Box::new(substitute(inner, generics))),
        Type::Map(inner) => Type::Map(Box::new(substitute(inner, generics))),
        Type::Nullable(inner) => Type::Nullable(Box::new(substitute(inner, generics))),
        other => other.clone(),
    }
}

fn choice(item: &Choice) -> Value {
    match item.values.first().map(|value| &value.wire) {
        Some(ChoiceWire::Text(text)) => text.as_str().into(),
        Some(ChoiceWire::Integer(number)) => (*number).into(),
        None => Value::Null,
    }
}

fn spelt(value: Value, codec: &Codec) -> Value {
    match codec {
        Codec::Text => text(&value).into(),
        _ => value,
    }
}

/// A value as it would stand in a query.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn scalar(ty: &Type, codec: &Codec) -> Value {
    let at = rt::DateTime::constant(2026, 1, 2, 3, 4, 5, 0);
    let pattern = match codec {
        Codec::Pattern(pattern) => Some(pattern.as_str()),
        _ => None,
    };
    match (ty, codec) {
        (Type::Timestamp | Type::DateTime | Type::Date, Codec::EpochSeconds) => {
            json!(1_767_323_045)
        }
        (Type::Timestamp | Type::DateTime | Type::Date, Codec::EpochMillis) => {
            json!(1_767_323_045_000_u64)
        }
        (Type::Duration, Codec::Clock) => "00:02:17.844712".into(),
        (Type::Duration, _) => json!(3),
        (Type::Date, _) => at
            .strftime(pattern.unwrap_or("%Y-%m-%d"))
            .to_string()
            .into(),
        (Type::DateTime, _) => at
            .strftime(pattern.unwrap_or("%Y-%m-%dT%H:%M:%S"))
            .to_string()
            .into(),
        (Type::Timestamp, _) => at
            .strftime(pattern.unwrap_or("%Y-%m-%dT%H:%M:%SZ"))
            .to_string()
            .into(),
        (Type::String | Type::Secret, _) => "text".into(),
        (Type::Bool, _) => true.into(),
        (Type::F64, _) => json!(0.5),
        (Type::I32 | Type::I64 | Type::U32 | Type::U64, _) => json!(7),
        (Type::Bytes, _) => "dGV4dA==".into(),
        (Type::Any, _) => json!({"any": 1}),
        _ => Value::Null,
    }
}
