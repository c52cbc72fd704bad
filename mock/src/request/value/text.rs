//! Values that came as text: in a path, a query, a header, a form. In: the text. Out: JSON as it would stand in a body.
//!
//! A text that is none of its type stays a text, so that the check that follows says what is wrong with it.

use serde_json::{Number, Value as Json};
use specwright::model::{Api, ChoiceWire, Codec, Tagging, Type, TypeKind};

use super::{Checker, codecs};
use crate::seam::At;

/// The text as JSON in the spelling that the codec has in a body.
pub(crate) fn wire(api: &Api, ty: &Type, codec: &Codec, text: &str) -> Json {
    let codec = codecs::present(codec);
    if matches!(
        codec,
        Codec::JsonText | Codec::Joined(_) | Codec::Text | Codec::TextOf(_)
    ) {
        return text.into();
    }
    match api.bare(ty) {
        Type::I32 | Type::I64 | Type::U32 | Type::U64 => integer(text),
        Type::F64 => number(text),
        Type::Bool => match text {
            "true" => true.into(),
            "false" => false.into(),
            other => other.into(),
        },
        Type::Date | Type::DateTime | Type::Timestamp => match codec {
            Codec::EpochSeconds | Codec::EpochMillis => number(text),
            _ => text.into(),
        },
        Type::Duration => match codec {
            Codec::Clock | Codec::Iso => text.into(),
            _ => number(text),
        },
        Type::Map(_) | Type::List(_) => json(text),
        Type::Named(id, args) => match api.types.get(id.0).map(|def| &def.kind) {
            Some(TypeKind::Choice(choice)) => match choice.values.first().map(|one| &one.wire) {
                Some(ChoiceWire::Integer(_)) => integer(text),
                _ => text.into(),
            },
            Some(TypeKind::Struct(_)) => json(text),
            Some(TypeKind::Union(union)) if union.tagging == Tagging::Order => {
                let variants = union.variants.iter().map(|variant| {
                    let ty = variant.value.ty.with_arguments(args);
                    let wire = wire(api, &ty, &variant.value.codec, text);
                    let mut checker = Checker::new(api, At::default());
                    let fits = checker.value(&ty, &variant.value.codec, &wire).is_some();
                    (fits && checker.faults.is_empty(), wire)
                });
                let found = { variants }.find(|(fits, _)| *fits);
                found.map_or_else(|| text.into(), |(_, wire)| wire)
            }
            Some(TypeKind::Union(_)) => json(text),
            _ => text.into(),
        },
        _ => text.into(),
    }
}

/// Digits with or without a minus; more than fits stays a text.
fn integer(text: &str) -> Json {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.into();
    }
    let signed = text.parse::<i64>().map(Json::from);
    signed
        .or_else(|_| text.parse::<u64>().map(Json::from))
        .unwrap_or_else(|_| text.into())
}

fn number(text: &str) -> Json {
    let is_plain = text
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'.' | b'e' | b'E' | b'+'));
    let parsed = text.parse::<Number>().ok().filter(|_| is_plain);
    parsed.map_or_else(|| text.into(), Json::Number)
}

fn json(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}
