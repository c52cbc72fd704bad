//! Single values, read by the runtime itself, so that the mock takes what a client writes and nothing else.

use serde_json::Value as Json;
use specwright::model::{Codec, Type};
use specwright_runtime as rt;

use super::{Checker, codecs, kind};
use crate::request::fault::excerpt;
use crate::seam::FaultKind;

impl Checker<'_> {
    /// A single value as plain JSON: numbers bare, times by ISO 8601.
    pub(super) fn scalar(&mut self, ty: &Type, codec: &Codec, json: &Json) -> Option<Json> {
        let codec = codecs::runtime(codec);
        let whole = whole_number(ty, json);
        let json = whole.as_ref().unwrap_or(json);
        let read = match ty {
            Type::String | Type::Secret => read::<String>(json, codec),
            Type::Bool => read::<bool>(json, codec),
            Type::I32 => read::<i32>(json, codec),
            Type::I64 => read::<i64>(json, codec),
            Type::U32 => read::<u32>(json, codec),
            Type::U64 => read::<u64>(json, codec),
            Type::F64 => read::<f64>(json, codec),
            Type::Date => read::<Option<rt::Date>>(json, codec),
            Type::DateTime => read::<Option<rt::DateTime>>(json, codec),
            Type::Timestamp => read::<Option<rt::Timestamp>>(json, codec),
            Type::Duration => read::<rt::Duration>(json, codec),
            Type::Bytes => read::<Option<Vec<u8>>>(json, codec),
            _ => Ok(json.clone()),
        };
        match read {
            Ok(plain) => Some(plain),
            Err(message) => {
                let shown = shown(ty, json);
                let says = match message
                    .strip_prefix("expected ")
                    .and_then(|rest| rest.split_once(", found "))
                {
                    Some((expected, "one out of range")) => {
                        format!("must be {expected} within the range of its type, not {shown}")
                    }
                    Some((expected, _)) if is_beyond(ty, json) => {
                        format!("must be {expected} within the range of its type, not {shown}")
                    }
                    Some((expected, _)) => format!("must be {expected}, not {shown}"),
                    None => message,
                };
                self.fail(FaultKind::Type, says)
            }
        }
    }
}

/// An integer that came with an empty fraction, as JSON does not tell the two apart.
fn whole_number(ty: &Type, json: &Json) -> Option<Json> {
    /// All integers up to here are numbers of 64 bits, and the other way round.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let is_integer = matches!(ty, Type::I32 | Type::I64 | Type::U32 | Type::U64);
    let number = json.as_f64().filter(|_| is_integer && json.is_f64())?;
    let is_whole = number.fract() == 0.0 && number.abs() <= EXACT;
    is_whole.then(|| Json::from(number as i64))
}

/// The value, unless it is a secret or no single one.
fn shown(ty: &Type, json: &Json) -> String {
    match json {
        _ if *ty == Type::Secret => kind(json).to_owned(),
        Json::String(text) if text.is_empty() => "empty text".to_owned(),
        // One that came in a path or a query would be a number by now.
        Json::String(text) if is_right_without_quotes(ty, text) => {
            format!("the text {}", excerpt(text))
        }
        Json::String(text) => excerpt(text),
        Json::Number(number) => excerpt(&number.to_string()),
        other => kind(other).to_owned(),
    }
}

/// Whether a text would be a value of the type if it stood there without quotes.
fn is_right_without_quotes(ty: &Type, text: &str) -> bool {
    let bare = serde_json::from_str::<Json>(text).unwrap_or_default();
    match ty {
        Type::I32 | Type::I64 | Type::U32 | Type::U64 => bare.is_i64() || bare.is_u64(),
        Type::F64 => bare.is_number(),
        Type::Bool => bare.is_boolean(),
        _ => false,
    }
}

/// Whether it is an integer that no type holds.
fn is_beyond(ty: &Type, json: &Json) -> bool {
    let is_integer = matches!(ty, Type::I32 | Type::I64 | Type::U32 | Type::U64);
    let text = json.as_str().filter(|_| is_integer).unwrap_or_default();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_small = text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) && !is_small
}

fn read<T: rt::Node + rt::Empty>(json: &Json, codec: &'static rt::Codec) -> Result<Json, String> {
    let mut value = T::empty();
    if json.is_null() {
        return Err("must not be null".to_owned());
    }
    match rt::decode_value(json, false, &mut value, codec) {
        Ok(()) => Ok(rt::encode_value(&value, &rt::Codec::Plain)),
        Err(error) => Err(error.message().to_owned()),
    }
}
