//! Single values of a type: whether a spelling of one is right, and another spelling of the same.
//!
//! In: types and codecs of the model, JSON. Out: JSON, read and written by the runtime itself.

use serde_json::Value as Json;
use specwright::model::{Api, Choice, ChoiceWire, Codec, Type, TypeKind};
use specwright_runtime as rt;

use super::codec::spelling;

/// An empty value of a type without parts; `None` where it has parts or is an enum.
fn node(ty: &Type) -> Option<Box<dyn rt::Node>> {
    Some(match ty {
        Type::String => Box::new(String::new()),
        Type::Secret => Box::new(rt::Secret::default()),
        Type::Bool => Box::new(false),
        Type::I32 => Box::new(0_i32),
        Type::I64 => Box::new(0_i64),
        Type::U32 => Box::new(0_u32),
        Type::U64 => Box::new(0_u64),
        Type::F64 => Box::new(0.0_f64),
        Type::Date => Box::new(rt::empty::<rt::Date>()),
        Type::DateTime => Box::new(rt::empty::<rt::DateTime>()),
        Type::Timestamp => Box::new(rt::empty::<rt::Timestamp>()),
        Type::Duration => Box::new(rt::empty::<rt::Duration>()),
        Type::Bytes => Box::new(Vec::<u8>::new()),
        _ => return None,
    })
}

/// Whether a type holds one value without parts.
pub(crate) fn is_scalar(api: &Api, ty: &Type) -> bool {
    let bare = api.bare(ty);
    node(bare).is_some() || choice(api, bare).is_some()
}

/// The enum that a type is.
pub(crate) fn choice<'a>(api: &'a Api, ty: &Type) -> Option<&'a Choice> {
    let Type::Named(id, _) = api.bare(ty) else {
        return None;
    };
    match &api.types.get(id.0)?.kind {
        TypeKind::Choice(choice) => Some(choice),
        _ => None,
    }
}

/// Whether this JSON is read as a value of the type that is spelt so.
pub(crate) fn fits(api: &Api, ty: &Type, codec: &Codec, json: &Json) -> bool {
    let bare = api.bare(ty);
    if means_absence(codec, json) {
        return false;
    }
    if let Some(choice) = choice(api, bare) {
        return is_value(choice, json);
    }
    match node(bare) {
        Some(mut node) => rt::decode_value(json, false, &mut *node, spelling(codec)).is_ok(),
        None => false,
    }
}

/// The same value as the type and the codec of another place have it; `None` where it is no value of that type.
pub(crate) fn respelt(api: &Api, ty: &Type, codec: &Codec, given: &Json) -> Option<Json> {
    let bare = api.bare(ty);
    if let Some(choice) = choice(api, bare) {
        let value = documented(choice, given)?;
        return Some(choice_json(&value.wire, codec));
    }
    let mut node = node(bare)?;
    if given.is_array() || given.is_object() || given.is_null() {
        return None;
    }
    let read = |node: &mut dyn rt::Node, codec: &'static rt::Codec| {
        rt::decode_value(given, true, node, codec).is_ok()
    };
    let is_read = read(&mut *node, spelling(codec))
        || read(&mut *node, &rt::Codec::Plain)
        || read(&mut *node, &rt::Codec::Iso);
    let json = is_read.then(|| rt::encode_value(&*node, spelling(codec)))?;
    (!means_absence(codec, &json)).then_some(json)
}

/// What an enum says on the wire.
pub(crate) fn choice_json(wire: &ChoiceWire, codec: &Codec) -> Json {
    let as_text = matches!(present(codec), Codec::Text | Codec::TextOf(_));
    match wire {
        ChoiceWire::Text(text) => text.as_str().into(),
        ChoiceWire::Integer(number) if as_text => number.to_string().into(),
        ChoiceWire::Integer(number) => (*number).into(),
    }
}

fn documented<'c>(choice: &'c Choice, given: &Json) -> Option<&'c specwright::model::ChoiceValue> {
    let text = match given {
        Json::String(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        _ => return None,
    };
    choice.values.iter().find(|value| match &value.wire {
        ChoiceWire::Text(known) => *known == text,
        ChoiceWire::Integer(known) => known.to_string() == text,
    })
}

fn is_value(choice: &Choice, json: &Json) -> bool {
    documented(choice, json).is_some()
}

/// A codec past the values that mean absence.
pub(crate) fn present(codec: &Codec) -> &Codec {
    match codec {
        Codec::Absent(_, inner) => present(inner),
        other => other,
    }
}

/// Whether a value on the wire means that nothing is there.
pub(crate) fn means_absence(codec: &Codec, json: &Json) -> bool {
    let Codec::Absent(texts, inner) = codec else {
        return false;
    };
    let text = text(json);
    texts.contains(&text) || means_absence(inner, json)
}

/// A single value as its text.
pub(crate) fn text(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}
