//! Whether a JSON value can stand for a value of a type: defaults and constants.

use super::index::{Kind, Types};
use super::times;
use crate::model::{Codec, Type, Value};
use crate::spec::Scalar;
use serde_json::Value as Json;

/// The JSON that `json` means for `value`, or what was expected.
///
/// A list or map is written as JSON text, since a default is a single value.
pub(super) fn value(types: &Types<'_>, value: &Value, json: &Json) -> Result<Json, String> {
    let mut codec = &value.codec;
    while let Codec::Absent(_, inner) = codec {
        codec = inner;
    }
    match (codec, json) {
        (Codec::EpochSeconds | Codec::EpochMillis | Codec::Seconds, json) => {
            return if json.is_number() {
                Ok(json.clone())
            } else {
                Err("a number".into())
            };
        }
        (Codec::Text | Codec::Either | Codec::TextOf(_), Json::String(text)) => {
            let bare = serde_json::from_str(text).unwrap_or(Json::Null);
            return plain(types, &value.ty, &bare).map(|_| json.clone());
        }
        (Codec::Joined(separator), Json::String(text)) => {
            return joined(types, &value.ty, text, separator).map(|()| json.clone());
        }
        (Codec::JsonText, Json::String(text)) => {
            let inner: Json = serde_json::from_str(text).map_err(|_| "JSON inside a text")?;
            return plain(types, &value.ty, &inner).map(|_| json.clone());
        }
        (Codec::Clock, Json::String(text)) if !times::is_clock(text) => {
            return Err("a length of time such as `01:30:00`".into());
        }
        (Codec::Plain | Codec::Iso, Json::String(text)) => times::iso(&value.ty, text)?,
        _ => {}
    }
    plain(types, &value.ty, json)
}

/// One text with separators: each part is an item.
fn joined(types: &Types<'_>, ty: &Type, text: &str, separator: &str) -> Result<(), String> {
    let Type::List(item) = ty else {
        return Ok(());
    };
    let fits = |part: &str| {
        let bare = || serde_json::from_str(part).ok();
        let text = plain(types, item, &Json::from(part));
        text.is_ok() || bare().is_some_and(|json| plain(types, item, &json).is_ok())
    };
    if text.is_empty() || text.split(separator).all(fits) {
        Ok(())
    } else {
        Err(format!("such items with `{separator}` between them"))
    }
}

fn plain(types: &Types<'_>, ty: &Type, json: &Json) -> Result<Json, String> {
    let expect = |fits: bool, what: &str| {
        if fits {
            Ok(json.clone())
        } else {
            Err(what.to_owned())
        }
    };
    let within = |from: i128, to: i128| {
        let number = json
            .as_i64()
            .map(i128::from)
            .or_else(|| json.as_u64().map(i128::from));
        expect(
            number.is_some_and(|n| (from..=to).contains(&n)),
            &format!("an integer from {from} to {to}"),
        )
    };
    match ty {
        Type::Error | Type::Any | Type::Unit | Type::Param(_) => Ok(json.clone()),
        Type::String | Type::Secret => expect(json.is_string(), "a text"),
        Type::Bytes => expect(json.as_str().is_some_and(is_base64), "base64 text"),
        Type::File => Err("known before it is sent: a file is the caller's".into()),
        Type::Date | Type::DateTime | Type::Timestamp => {
            expect(json.is_string(), "a day or time as text")
        }
        Type::Duration => expect(json.is_string() || json.is_number(), "a length of time"),
        Type::Bool => expect(json.is_boolean(), "`true` or `false`"),
        Type::I32 => within(i32::MIN.into(), i32::MAX.into()),
        Type::I64 => within(i64::MIN.into(), i64::MAX.into()),
        Type::U32 => within(0, u32::MAX.into()),
        Type::U64 => within(0, u64::MAX.into()),
        Type::F64 => expect(json.is_number(), "a number"),
        Type::Nullable(inner) if json.is_null() => plain(types, inner, json).or(Ok(Json::Null)),
        Type::Nullable(inner) => plain(types, inner, json),
        Type::List(item) => {
            let parsed = parsed(json).filter(Json::is_array);
            let items = parsed.as_ref().and_then(Json::as_array);
            let fit =
                items.is_some_and(|items| items.iter().all(|i| plain(types, item, i).is_ok()));
            parsed
                .filter(|_| fit)
                .ok_or_else(|| "a list of such items as JSON, for instance `\"[]\"`".into())
        }
        Type::Map(item) => {
            let parsed = parsed(json).filter(Json::is_object);
            let entries = parsed.as_ref().and_then(Json::as_object);
            let fit = entries
                .is_some_and(|entries| entries.values().all(|i| plain(types, item, i).is_ok()));
            parsed
                .filter(|_| fit)
                .ok_or_else(|| "a map of such values as JSON, for instance `\"{}\"`".into())
        }
        Type::Named(id, _) => named(types, *id, json),
    }
}

/// A value as a message shows it: texts in quotes.
pub(super) fn shown(scalar: &Scalar) -> String {
    match scalar {
        Scalar::Text(text) => format!("`\"{text}\"`"),
        other => format!("`{other}`"),
    }
}

fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
    padding <= 2 && digits.len() % 4 != 1 && digits.bytes().all(known)
}

/// Nested values are JSON already; at the top it is JSON in a text.
fn parsed(json: &Json) -> Option<Json> {
    match json {
        Json::String(text) => serde_json::from_str(text).ok(),
        other => Some(other.clone()),
    }
}

/// What an alias stands for, other aliases looked through; its spelling has theirs in it.
fn behind(types: &Types<'_>, id: crate::model::TypeId) -> Option<Value> {
    let first = types.alias(id)?;
    let mut ty = &first.ty;
    while let Type::Named(id, _) = ty {
        if types.kind(*id) != Kind::Alias {
            break;
        }
        ty = &types.alias(*id)?.ty;
    }
    let (ty, codec) = (ty.clone(), first.codec.clone());
    Some(Value { ty, codec })
}

fn named(types: &Types<'_>, id: crate::model::TypeId, json: &Json) -> Result<Json, String> {
    let spelt = || match json {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    };
    match types.kind(id) {
        Kind::Alias => match behind(types, id) {
            Some(value) => self::value(types, &value, json),
            None => Ok(json.clone()),
        },
        Kind::Bad => Ok(json.clone()),
        kind @ (Kind::TextChoice | Kind::IntegerChoice) => {
            let values = types
                .defs
                .get(id.0)
                .and_then(|def| def.entry.value.values.as_ref());
            let known = spelt()
                .is_some_and(|text| values.is_some_and(|values| values.get(&text).is_some()));
            // What was mended has no values left to compare with.
            if values.is_none_or(|values| values.is_empty()) {
                return Ok(json.clone());
            }
            if known && json.is_string() == (kind == Kind::TextChoice) {
                return Ok(json.clone());
            }
            let names = values.into_iter().flat_map(|values| values.keys());
            Err(format!(
                "a value of `{}`, such as {}",
                types.name(id),
                crate::diag::list_of(names)
            ))
        }
        Kind::Struct | Kind::Union => {
            let parsed =
                parsed(json).filter(|json| json.is_object() || types.kind(id) == Kind::Union);
            parsed.ok_or_else(|| format!("a `{}` as JSON", types.name(id)))
        }
    }
}
