//! Putting a single value into a slot, by the codec of that slot.

use std::borrow::Cow;

use super::error::{Context, Failed};
use crate::scalar::{Scalar, from_base64};
use crate::{Choice, ChoiceValues, Codec, Node, Slot, Tagging, WireValue, choice, time};

/// Puts a single value into a slot that takes one.
pub(super) fn read_scalar(
    mut slot: Slot<'_>,
    codec: &'static Codec,
    scalar: Scalar<'_>,
    context: &mut Context,
) -> Result<(), Failed> {
    let codec = codec.present();
    let lax = context.lenient || codec.takes_text();
    if put(&mut slot, codec, scalar, lax) {
        Ok(())
    } else {
        Err(context.mismatch(expectation(&slot, codec), found(&slot, scalar, lax)))
    }
}

/// `lax`: text may stand for any other kind of single value, and the reverse.
fn put(slot: &mut Slot<'_>, codec: &Codec, scalar: Scalar<'_>, lax: bool) -> bool {
    match slot {
        Slot::String(place) => set(*place, text(scalar, lax).map(Cow::into_owned)),
        Slot::Secret(place) => set(*place, text(scalar, lax).map(|text| text.as_ref().into())),
        Slot::Bool(place) => set(*place, truth(scalar, lax)),
        Slot::I32(place) => set(*place, integer(scalar, lax)),
        Slot::I64(place) => set(*place, integer(scalar, lax)),
        Slot::U32(place) => set(*place, integer(scalar, lax)),
        Slot::U64(place) => set(*place, integer(scalar, lax)),
        Slot::F64(place) => set(*place, loose(scalar, lax).number()),
        Slot::Date(place) => set(*place, timed(time::read_date, scalar, codec, lax)),
        Slot::DateTime(place) => set(*place, timed(time::read_datetime, scalar, codec, lax)),
        Slot::Timestamp(place) => set(*place, timed(time::read_timestamp, scalar, codec, lax)),
        Slot::Duration(place) => set(*place, timed(time::read_duration, scalar, codec, lax)),
        Slot::Bytes(place) => match scalar {
            Scalar::Text(text) => set(*place, from_base64(text)),
            _ => false,
        },
        Slot::Json(place) => set(*place, Some(scalar.json())),
        Slot::Choice(choice) => select(*choice, scalar, lax),
        Slot::Unit => true,
        Slot::Option(_) | Slot::List(_) | Slot::Map(_) | Slot::Record(_) | Slot::Union(_) => false,
    }
}

fn set<T>(place: &mut T, value: Option<T>) -> bool {
    match value {
        Some(value) => {
            *place = value;
            true
        }
        None => false,
    }
}

fn text(scalar: Scalar<'_>, lax: bool) -> Option<Cow<'_, str>> {
    (lax || matches!(scalar, Scalar::Text(_))).then(|| scalar.text())
}

fn truth(scalar: Scalar<'_>, lax: bool) -> Option<bool> {
    match scalar {
        Scalar::Bool(truth) => Some(truth),
        other if lax => other.truth(),
        _ => None,
    }
}

fn integer<T: TryFrom<i128>>(scalar: Scalar<'_>, lax: bool) -> Option<T> {
    T::try_from(loose(scalar, lax).integer()?).ok()
}

fn loose(scalar: Scalar<'_>, lax: bool) -> Scalar<'_> {
    match scalar {
        Scalar::Text(text) if lax => Scalar::number_in(text),
        other => other,
    }
}

/// Reads what came, and where text may stand for a number, the number in it.
fn timed<T>(
    read: fn(Scalar<'_>, &Codec) -> Option<T>,
    scalar: Scalar<'_>,
    codec: &Codec,
    lax: bool,
) -> Option<T> {
    read(scalar, codec).or_else(|| lax.then(|| read(loose(scalar, true), codec))?)
}

fn select(place: &mut dyn Choice, scalar: Scalar<'_>, lax: bool) -> bool {
    let integers = matches!(place.shape().values, ChoiceValues::Integer(_));
    let scalar = loose(scalar, lax && integers);
    match scalar.integer().map(i64::try_from) {
        Some(Ok(integer)) if integers => choice::select(place, WireValue::Integer(integer)),
        _ if integers => false,
        _ => text(scalar, lax).is_some_and(|text| choice::select(place, WireValue::Text(&text))),
    }
}

/// Whether empty text in XML is a value of this kind, rather than the absence of one.
pub(super) fn takes_empty_text(node: &mut dyn Node) -> bool {
    match node.slot() {
        Slot::String(_) | Slot::Secret(_) | Slot::Bytes(_) | Slot::Json(_) | Slot::Unit => true,
        Slot::List(_) | Slot::Map(_) | Slot::Record(_) | Slot::Option(_) | Slot::Union(_) => true,
        Slot::Choice(choice) => match choice.shape().values {
            ChoiceValues::Text(values) => values.contains(&""),
            ChoiceValues::Integer(_) => false,
        },
        _ => false,
    }
}

/// What a slot takes, in the words of an error message.
pub(super) fn expectation(slot: &Slot<'_>, codec: &Codec) -> Cow<'static, str> {
    match (slot, codec) {
        (_, Codec::Absent(_, inner)) => return expectation(slot, inner),
        (_, Codec::JsonText) => return "JSON inside a text".into(),
        (Slot::Record(_), Codec::Row) => return "a list".into(),
        (Slot::List(_), Codec::Joined(separator)) => {
            return format!("one text with `{separator}` between items").into();
        }
        _ => {}
    }
    Cow::Borrowed(match slot {
        Slot::String(_) | Slot::Secret(_) => "text",
        Slot::Bool(_) => "a truth value",
        Slot::I32(_) | Slot::I64(_) | Slot::U32(_) | Slot::U64(_) => "an integer",
        Slot::F64(_) => "a number",
        Slot::Date(_) => return spelt("a date", codec),
        Slot::DateTime(_) => return spelt("a date and time", codec),
        Slot::Timestamp(_) => return spelt("an instant", codec),
        Slot::Duration(_) => return spelt("a duration", codec),
        Slot::Bytes(_) => "base64 text",
        Slot::Json(_) => "JSON",
        Slot::Unit => "nothing",
        Slot::Option(_) => "a value or null",
        Slot::List(_) => "a list",
        Slot::Map(_) | Slot::Record(_) => "an object",
        Slot::Choice(choice) => return documented(*choice),
        Slot::Union(union) => match union.shape().tagging {
            Tagging::Order | Tagging::Status { .. } => "one of its variants",
            Tagging::Inside(_) | Tagging::Beside { .. } | Tagging::Key => "an object",
        },
    })
}

fn spelt(what: &'static str, codec: &Codec) -> Cow<'static, str> {
    match codec {
        Codec::TextOf(inner) => format!("{} as text", spelt(what, inner)).into(),
        Codec::Pattern(pattern) => format!("{what} as `{pattern}`").into(),
        Codec::EpochSeconds => format!("{what} as seconds since 1970").into(),
        Codec::EpochMillis => format!("{what} as milliseconds since 1970").into(),
        Codec::Clock => format!("{what} as `hh:mm:ss`").into(),
        _ => what.into(),
    }
}

fn documented(choice: &dyn Choice) -> Cow<'static, str> {
    /// More than these say less.
    const SHOWN: usize = 8;
    let list = |values: &mut dyn Iterator<Item = String>| {
        values.take(SHOWN).collect::<Vec<_>>().join(", ")
    };
    let (count, values) = match choice.shape().values {
        ChoiceValues::Text(values) => (
            values.len(),
            list(&mut values.iter().map(|value| format!("`{value}`"))),
        ),
        ChoiceValues::Integer(values) => (
            values.len(),
            list(&mut values.iter().map(|value| format!("`{value}`"))),
        ),
    };
    let more = if count > SHOWN { ", .." } else { "" };
    format!("one of {values}{more}").into()
}

/// What was found instead, in the words of an error message. Never the value.
fn found(slot: &Slot<'_>, scalar: Scalar<'_>, lax: bool) -> &'static str {
    /// From here on a number is none of ours, and has come as a fraction for want of anything larger.
    const HUGE: f64 = 9.2e18;
    let whole = matches!(
        slot,
        Slot::I32(_) | Slot::I64(_) | Slot::U32(_) | Slot::U64(_)
    );
    let from_text = matches!(
        slot,
        Slot::Date(_) | Slot::DateTime(_) | Slot::Timestamp(_) | Slot::Bytes(_) | Slot::Choice(_)
    );
    match scalar {
        Scalar::Text(_) if from_text || lax => "other text",
        Scalar::Text(_) => "text",
        Scalar::Bool(_) => "a truth value",
        Scalar::I64(_) | Scalar::U64(_) if whole => "one out of range",
        Scalar::I64(_) | Scalar::U64(_) => "an integer",
        Scalar::F64(number) if whole && number.abs() >= HUGE => "one out of range",
        Scalar::F64(_) => "a fraction",
    }
}
