//! Values as people type them. In: a text and the type of a parameter. Out: the JSON that the runtime's decoder
//! takes for that type, which then says whether it is right.

use serde_json::{Number, Value as Json, json};
use specwright::model::{Api, Choice, ChoiceWire, Codec, Type, TypeKind, Value};
use specwright_runtime as rt;

/// JSON for a text; `None` where the text cannot be of this type.
pub(crate) fn json(api: &Api, value: &Value, codec: &Codec, text: &str) -> Option<Json> {
    Reader { api, codec }.read(&value.ty, text)
}

/// JSON for an entry of a map or struct, spelt as on the wire: only a parameter itself is read as people give it.
pub(crate) fn entry(api: &Api, held: &Value, text: &str) -> Option<Json> {
    let codec = &held.codec;
    match codec {
        Codec::Joined(_) | Codec::JsonText => Some(text.into()),
        Codec::Absent(_, inner) => {
            let (ty, codec) = (held.ty.clone(), (**inner).clone());
            entry(api, &Value { ty, codec }, text)
        }
        _ => Reader { api, codec }.read(&held.ty, text),
    }
}

/// The values of an enum, for a message.
pub(crate) fn of_enum(api: &Api, ty: &Type) -> Option<String> {
    let Some(TypeKind::Choice(choice)) = kind(api, api.bare(ty)) else {
        return None;
    };
    let values = choice.values.iter().map(|value| match &value.wire {
        ChoiceWire::Text(text) => text.clone(),
        ChoiceWire::Integer(number) => number.to_string(),
    });
    Some(values.collect::<Vec<_>>().join(", "))
}

/// Whether a value, or each item of a list, is a date, a time or a length of time.
pub(crate) fn is_moment(api: &Api, ty: &Type) -> bool {
    match api.bare(ty) {
        Type::Date | Type::DateTime | Type::Timestamp | Type::Duration => true,
        Type::List(item) => is_moment(api, item),
        _ => false,
    }
}

/// Whether a value, or each item of a list, is bytes or a file.
pub(crate) fn is_file(api: &Api, ty: &Type) -> bool {
    match api.bare(ty) {
        Type::Bytes | Type::File => true,
        Type::List(item) => is_file(api, item),
        _ => false,
    }
}

/// JSON for bytes, a file, or a list of one of these.
pub(crate) fn content(api: &Api, value: &Value, name: Option<&str>, bytes: &[u8]) -> Json {
    let content = rt::encode_value(&bytes.to_vec(), &rt::Codec::Plain);
    let of = |ty: &Type| match api.bare(ty) {
        Type::File => json!({"name": name, "content": content}),
        _ => content.clone(),
    };
    match api.bare(&value.ty) {
        Type::List(item) => Json::Array(vec![of(item)]),
        ty => of(ty),
    }
}

/// Whether a value of this type has a secret in it, at any depth.
pub fn holds_secret(api: &Api, ty: &Type) -> bool {
    api.types_within([ty]).contains(&&Type::Secret)
}

fn kind<'a>(api: &'a Api, ty: &Type) -> Option<&'a TypeKind> {
    match ty {
        Type::Named(id, _) => api.types.get(id.0).map(|def| &def.kind),
        _ => None,
    }
}

struct Reader<'a> {
    api: &'a Api,
    codec: &'a Codec,
}

impl Reader<'_> {
    fn read(&self, ty: &Type, text: &str) -> Option<Json> {
        if matches!(ty, Type::Nullable(_)) && text == "null" {
            return Some(Json::Null);
        }
        let ty = self.api.bare(ty);
        match ty {
            Type::String | Type::Secret | Type::Bytes => Some(text.into()),
            // All that is known of it as JSON, or its content in base64 alone, as for bytes.
            Type::File => match serde_json::from_str(text) {
                Ok(file @ Json::Object(_)) => Some(file),
                _ => Some(serde_json::json!({"content": text})),
            },
            Type::Bool => text
                .parse()
                .ok()
                .map(|value: bool| self.bare(value.into(), text)),
            Type::I32 | Type::I64 => text
                .parse()
                .ok()
                .map(|value: i64| self.bare(value.into(), text)),
            Type::U32 | Type::U64 => text
                .parse()
                .ok()
                .map(|value: u64| self.bare(value.into(), text)),
            Type::F64 => {
                let value = Number::from_f64(text.parse().ok()?)?;
                Some(self.bare(value.into(), text))
            }
            Type::Date | Type::DateTime | Type::Timestamp | Type::Duration => {
                Some(self.moment(text))
            }
            Type::List(item) => self.list(item, text),
            Type::Any => Some(serde_json::from_str(text).unwrap_or_else(|_| text.into())),
            _ => match kind(self.api, ty) {
                Some(TypeKind::Choice(choice)) => self.choice(choice, text),
                Some(TypeKind::Union(_)) => {
                    Some(serde_json::from_str(text).unwrap_or_else(|_| text.into()))
                }
                _ => serde_json::from_str(text).ok(),
            },
        }
    }

    /// A value that stands bare in JSON, unless the wire has it as text.
    fn bare(&self, value: Json, text: &str) -> Json {
        match self.codec {
            Codec::Text | Codec::TextOf(_) => text.into(),
            _ => value,
        }
    }

    /// Dates and times are given as the wire has them.
    fn moment(&self, text: &str) -> Json {
        match self.codec {
            Codec::EpochSeconds | Codec::EpochMillis | Codec::Seconds => match text.parse() {
                Ok(number) => Json::Number(number),
                Err(_) => text.into(),
            },
            _ => text.into(),
        }
    }

    /// A JSON array, or items with commas between them.
    fn list(&self, item: &Type, text: &str) -> Option<Json> {
        if text.trim_start().starts_with('[') {
            return serde_json::from_str(text).ok();
        }
        if text.is_empty() {
            return Some(Json::Array(Vec::new()));
        }
        text.split(',')
            .map(|part| self.read(item, part))
            .collect::<Option<Vec<_>>>()
            .map(Json::Array)
    }

    fn choice(&self, choice: &Choice, text: &str) -> Option<Json> {
        match choice.values.first().map(|value| &value.wire) {
            Some(ChoiceWire::Integer(_)) => text
                .parse()
                .ok()
                .map(|value: i64| self.bare(value.into(), text)),
            _ => Some(text.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(ty: Type, codec: Codec, text: &str) -> Option<Json> {
        let spec = "{specwright: 1, api: x, title: X, servers: {main: 'https://x.example'}, \
                    operations: {get: {call: GET /}}}";
        let loaded = specwright::load_text("x.yaml", spec);
        let api = loaded.apis.into_iter().next().expect("the spec is right");
        let value = Value {
            ty,
            codec: codec.clone(),
        };
        super::json(&api, &value, &codec, text)
    }

    #[test]
    fn text_stays_and_numbers_are_read() {
        let list = |ty| Type::List(Box::new(ty));
        let table = [
            (Type::String, Codec::Plain, "12", Some(json!("12"))),
            (Type::I32, Codec::Plain, "-12", Some(json!(-12))),
            (Type::U32, Codec::Plain, "-12", None),
            (Type::I64, Codec::Text, "12", Some(json!("12"))),
            (Type::I64, Codec::Text, "x", None),
            (Type::F64, Codec::Plain, "1.5", Some(json!(1.5))),
            (Type::F64, Codec::Plain, "NaN", None),
            (Type::Bool, Codec::Plain, "true", Some(json!(true))),
            (Type::Bool, Codec::Plain, "yes", None),
            (list(Type::U32), Codec::Plain, "1,2", Some(json!([1, 2]))),
            (list(Type::U32), Codec::Plain, "[1,2]", Some(json!([1, 2]))),
            (list(Type::String), Codec::Plain, "", Some(json!([]))),
            (list(Type::U32), Codec::Plain, "1,x", None),
            (Type::Any, Codec::Plain, "{\"a\":1}", Some(json!({"a": 1}))),
            (Type::Any, Codec::Plain, "plain", Some(json!("plain"))),
            (
                Type::Timestamp,
                Codec::EpochMillis,
                "1700000000000",
                Some(json!(1_700_000_000_000_i64)),
            ),
            (
                Type::Nullable(Box::new(Type::I64)),
                Codec::Plain,
                "null",
                Some(Json::Null),
            ),
            (
                Type::Map(Box::new(Type::I64)),
                Codec::Plain,
                "{\"a\":1}",
                Some(json!({"a": 1})),
            ),
            (Type::Map(Box::new(Type::I64)), Codec::Plain, "a", None),
        ];
        for (ty, codec, text, expected) in table {
            let shown = format!("{ty:?} {codec:?} {text}");
            assert_eq!(read(ty, codec, text), expected, "{shown}");
        }
    }
}
