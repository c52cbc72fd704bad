//! Bodies of failures of a type that the document gives. In: the type and what is to be said. Out: JSON of that type.

use serde_json::{Map, Value as Json};
use specwright::model::{
    Api, Choice, ChoiceWire, Codec, Field, Presence, Struct, Tagging, Type, TypeKind, Union,
};

use super::body::Saying;
use super::row::code_text;

/// Deeper than this nothing is made up.
const DEEPEST: usize = 8;

/// Adds to a body what its type requires and nobody has said yet. Where no envelope says where the message stands, it
/// stands in members that are called so.
pub(super) struct Completion<'c> {
    pub(super) api: &'c Api,
    pub(super) saying: &'c Saying,
    pub(super) status: u16,
    pub(super) has_envelope: bool,
}

impl Completion<'_> {
    pub(super) fn complete(&self, ty: &Type, body: Json) -> Json {
        match self.structure(ty) {
            Some((shape, args)) => self.record(shape, &args, body, 0),
            None if body.as_object().is_some_and(|members| !members.is_empty()) => body,
            None => self.value(ty, &Codec::Plain, "", 0),
        }
    }

    fn structure(&self, ty: &Type) -> Option<(&Struct, Vec<Type>)> {
        let Type::Named(id, args) = self.api.bare(ty) else {
            return None;
        };
        match self.api.types.get(id.0).map(|def| &def.kind) {
            Some(TypeKind::Struct(shape)) => Some((shape, args.clone())),
            _ => None,
        }
    }

    fn record(&self, shape: &Struct, args: &[Type], body: Json, depth: usize) -> Json {
        let mut members = match body {
            Json::Object(members) => members,
            _ => Map::new(),
        };
        for field in &shape.fields {
            if members
                .get(&field.wire)
                .is_some_and(|value| !value.is_null())
            {
                continue;
            }
            let must_be = matches!(
                field.presence,
                Presence::Required | Presence::RequiredNullable
            );
            if must_be || (!self.has_envelope && self.said(field).is_some()) {
                let ty = field.value.ty.with_arguments(args);
                let value = self
                    .said(field)
                    .unwrap_or_else(|| self.value(&ty, &field.value.codec, &field.wire, depth + 1));
                members.insert(field.wire.clone(), value);
            }
        }
        Json::Object(members)
    }

    /// What a member says by its name.
    fn said(&self, field: &Field) -> Option<Json> {
        let name = field.wire.to_ascii_lowercase().replace(['_', '-'], "");
        let text = matches!(self.api.bare(&field.value.ty), Type::String);
        let number = matches!(
            self.api.bare(&field.value.ty),
            Type::I32 | Type::I64 | Type::U32 | Type::U64
        ) && field.value.codec == Codec::Plain;
        match name.as_str() {
            "message" | "msg" | "detail" | "title" | "error" | "errormessage" | "errormsg"
            | "errordescription" | "description" | "reason"
                if text =>
            {
                Some(self.saying.message.clone().into())
            }
            "status" | "statuscode" | "httpstatus" if number => Some(self.status.into()),
            "status" | "statuscode" if text => Some(self.status.to_string().into()),
            "code" | "errorcode" | "errcode" if number => {
                let code = self
                    .saying
                    .code
                    .as_ref()
                    .and_then(|code| code_text(code).parse::<i64>().ok());
                Some(code.unwrap_or_else(|| self.status.into()).into())
            }
            "code" | "errorcode" | "errcode" if text => {
                let code = self.saying.code.as_ref().map(code_text);
                Some(code.unwrap_or_else(|| self.status.to_string()).into())
            }
            "requestid" | "traceid" | "instance" if text => {
                Some(self.saying.request_id.clone().into())
            }
            _ => None,
        }
    }

    /// Any value of a type: the least that it takes.
    fn value(&self, ty: &Type, codec: &Codec, name: &str, depth: usize) -> Json {
        if depth > DEEPEST {
            return Json::Null;
        }
        let as_text = matches!(codec, Codec::Text | Codec::TextOf(_));
        let number = |number: u16| {
            if as_text {
                Json::from(number.to_string())
            } else {
                number.into()
            }
        };
        match ty {
            Type::Nullable(_) | Type::Unit => Json::Null,
            Type::String | Type::Secret if name.is_empty() => self.saying.message.clone().into(),
            Type::String | Type::Secret => "".into(),
            Type::Bool if as_text => "false".into(),
            Type::Bool => false.into(),
            Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64 => number(0),
            Type::Date | Type::DateTime | Type::Timestamp | Type::Duration => self.time(ty, codec),
            Type::Bytes => "".into(),
            Type::List(_) if matches!(codec, Codec::Joined(_)) => "".into(),
            Type::List(_) => Json::Array(Vec::new()),
            Type::Map(_) | Type::Any => Json::Object(Map::new()),
            Type::Named(id, args) => match self.api.types.get(id.0).map(|def| &def.kind) {
                Some(TypeKind::Struct(shape)) => self.record(shape, args, Json::Null, depth),
                Some(TypeKind::Choice(choice)) => first(choice),
                Some(TypeKind::Union(union)) => self.union(union, args, depth),
                Some(TypeKind::Alias(alias)) => self.value(&alias.ty, codec, name, depth + 1),
                _ => Json::Null,
            },
            Type::File | Type::Param(_) | Type::Error => Json::Null,
        }
    }

    fn time(&self, ty: &Type, codec: &Codec) -> Json {
        let inner = match codec {
            Codec::TextOf(inner) => inner,
            other => other,
        };
        let made = match (ty, inner) {
            (_, Codec::EpochSeconds | Codec::EpochMillis | Codec::Seconds) => Json::from(0),
            (Type::Duration, Codec::Clock) => "00:00:00".into(),
            (Type::Duration, Codec::Iso) => "PT0S".into(),
            (Type::Duration, _) => 0.into(),
            (_, Codec::Pattern(pattern)) => zero_by(pattern).into(),
            (Type::Date, _) => "1970-01-01".into(),
            (Type::DateTime, _) => "1970-01-01T00:00:00".into(),
            _ => "1970-01-01T00:00:00Z".into(),
        };
        match (codec, made) {
            (Codec::TextOf(_), Json::Number(number)) => number.to_string().into(),
            (_, made) => made,
        }
    }

    fn union(&self, union: &Union, args: &[Type], depth: usize) -> Json {
        let Some(variant) = union.variants.first() else {
            return Json::Null;
        };
        let ty = variant.value.ty.with_arguments(args);
        let inner = self.value(&ty, &variant.value.codec, "", depth + 1);
        let object = |entries: Vec<(&String, Json)>| {
            let entries = entries
                .into_iter()
                .map(|(name, value)| (name.clone(), value));
            Json::Object(entries.collect())
        };
        match &union.tagging {
            Tagging::Inside(tag) => {
                let mut members = inner.as_object().cloned().unwrap_or_default();
                members.insert(tag.clone(), variant.tag.clone().into());
                members.into()
            }
            Tagging::Beside(tag, content) => {
                object(vec![(tag, variant.tag.clone().into()), (content, inner)])
            }
            Tagging::Key => object(vec![(&variant.tag, inner)]),
            _ => inner,
        }
    }
}

fn first(choice: &Choice) -> Json {
    match choice.values.first().map(|value| &value.wire) {
        Some(ChoiceWire::Text(text)) => text.clone().into(),
        Some(ChoiceWire::Integer(number)) => (*number).into(),
        None => Json::Null,
    }
}

/// The beginning of 1970 by the usual directives of a pattern.
fn zero_by(pattern: &str) -> String {
    let table = [
        ("%Y", "1970"),
        ("%m", "01"),
        ("%d", "01"),
        ("%H", "00"),
        ("%M", "00"),
        ("%S", "00"),
        ("%F", "1970-01-01"),
        ("%T", "00:00:00"),
        ("%z", "+0000"),
        ("%:z", "+00:00"),
        ("%Z", "UTC"),
        ("%s", "0"),
        ("%f", "0"),
        ("%y", "70"),
        ("%b", "Jan"),
        ("%a", "Thu"),
        ("%e", " 1"),
        ("%j", "001"),
    ];
    table
        .iter()
        .fold(pattern.to_owned(), |text, (directive, value)| {
            text.replace(directive, value)
        })
}
