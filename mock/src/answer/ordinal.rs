//! Positions in a list, written as values of any type: by them cursors and last items say where a page ends.
//!
//! In: a type with its codec, and a position. Out: JSON; and the way back.

use serde_json::Value as Json;
use specwright::model::{Api, Codec, Type};
use specwright_runtime as rt;

use super::codec::spelling;
use super::scalar::respelt;

/// The first second of 2024, at which moments begin to count.
const BEGIN: i64 = 1_704_067_200;
/// Days that days begin to count at.
const DAY: i64 = 24 * 3600;

/// The position as a value of this type.
pub(crate) fn written(api: &Api, ty: &Type, codec: &Codec, position: i64) -> Option<Json> {
    let step = match api.bare(ty) {
        Type::Date => DAY,
        Type::DateTime | Type::Timestamp => 1,
        Type::String | Type::Secret | Type::Any => {
            // As long as each other, so that their order as texts is that of the positions.
            return Some(Json::String(format!("item-{position:08}")));
        }
        _ => return respelt(api, ty, codec, &position.into()),
    };
    let instant =
        rt::Timestamp::from_second(BEGIN.checked_add(position.checked_mul(step)?)?).ok()?;
    let civil: rt::DateTime = instant.to_string().trim_end_matches('Z').parse().ok()?;
    let codec = spelling(codec);
    Some(match api.bare(ty) {
        Type::Date => rt::encode_value(&civil.date(), codec),
        Type::DateTime => rt::encode_value(&civil, codec),
        _ => rt::encode_value(&instant, codec),
    })
}

/// The position that a value tells.
pub(crate) fn read(api: &Api, ty: &Type, codec: &Codec, value: &Json) -> Option<i64> {
    match api.bare(ty) {
        Type::Date => {
            let day: rt::Date = moment(value, codec)?;
            Some((seconds(day.at(0, 0, 0, 0))? - BEGIN) / DAY)
        }
        Type::DateTime => Some(seconds(moment(value, codec)?)? - BEGIN),
        Type::Timestamp => Some(moment::<rt::Timestamp>(value, codec)?.as_second() - BEGIN),
        _ => digits(value),
    }
}

fn moment<T: rt::Node + rt::Empty>(value: &Json, codec: &Codec) -> Option<T> {
    let mut moment = rt::empty::<T>();
    let mut read = |codec| rt::decode_value(value, true, &mut moment, codec).is_ok();
    let is_read = read(spelling(codec)) || read(&rt::Codec::Iso) || read(&rt::Codec::EpochSeconds);
    is_read.then_some(moment)
}

fn seconds(civil: rt::DateTime) -> Option<i64> {
    let instant: rt::Timestamp = format!("{civil}Z").parse().ok()?;
    Some(instant.as_second())
}

/// The number, or the digits at the end of a text.
fn digits(value: &Json) -> Option<i64> {
    match value {
        Json::Number(number) => number.as_i64(),
        Json::String(text) => {
            let start = text
                .rfind(|c: char| !c.is_ascii_digit())
                .map_or(0, |at| at + 1);
            // What stands before the digits may be more than a byte.
            let start = (start..=text.len()).find(|at| text.is_char_boundary(*at))?;
            let digits = text.get(start..)?;
            let number: i64 = digits.parse().ok()?;
            Some(if *text == format!("-{digits}") {
                -number
            } else {
                number
            })
        }
        _ => None,
    }
}
