//! Numbers, made up: within the type, within the limits, and about as large as the name of the member suggests.

use serde_json::{Number, Value as Json};
use specwright::model::{Bound, Codec, Limits, Type};

use super::Spot;

/// An integer, spelt bare or as text.
pub(super) fn integer(ty: &Type, spot: Spot<'_>, codec: &Codec) -> Json {
    let number = whole(ty, spot);
    match codec {
        Codec::Text | Codec::TextOf(_) => Json::String(number.to_string()),
        _ => match i64::try_from(number) {
            Ok(number) => number.into(),
            Err(_) => u64::try_from(number).unwrap_or_default().into(),
        },
    }
}

fn whole(ty: &Type, spot: Spot<'_>) -> i128 {
    let (least, most) = match ty {
        Type::I32 => (i32::MIN.into(), i32::MAX.into()),
        Type::U32 => (0, u32::MAX.into()),
        Type::U64 => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    };
    let limits = spot.limits;
    let least = lower(limits).map_or(least, |(bound, out)| {
        let whole = bound.ceil() as i128;
        whole.max(least) + i128::from(out && bound.fract() == 0.0)
    });
    let most = upper(limits).map_or(most, |(bound, out)| {
        let whole = bound.floor() as i128;
        whole.min(most) - i128::from(out && bound.fract() == 0.0)
    });
    let (from, to) = window(usual(spot.name), (least, most));
    let span = u64::try_from(to - from)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let number = from + i128::from(spot.dice.below(span));
    let step = limits.and_then(|limits| limits.multiple_of.as_ref()?.as_i64());
    match step.map(|step| i128::from(step.max(1))) {
        Some(step) => {
            let down = number.div_euclid(step) * step;
            if down >= least {
                down
            } else {
                (down + step).min(most)
            }
        }
        None => number,
    }
}

/// A number with two digits behind the point.
pub(super) fn float(spot: Spot<'_>) -> f64 {
    let limits = spot.limits;
    let (low, high) = (lower(limits), upper(limits));
    let least = low.map_or(f64::from(i32::MIN), |(bound, _)| bound);
    let most = high.map_or(f64::from(i32::MAX), |(bound, _)| bound);
    let (from, to) = (
        0.0_f64.clamp(least.min(most), most),
        100.0_f64.min(most).max(least),
    );
    let made = from + spot.dice.fraction() * (to - from);
    let step = limits.and_then(|limits| limits.multiple_of.as_ref()?.as_f64());
    let rounded = match step.filter(|step| *step > 0.0) {
        Some(step) => {
            let down = (made / step).floor() * step;
            if down < least { down + step } else { down }
        }
        None => (made * 100.0).round() / 100.0,
    };
    let is_in = |number: f64| {
        low.is_none_or(|(bound, out)| number > bound || (!out && number >= bound))
            && high.is_none_or(|(bound, out)| number < bound || (!out && number <= bound))
    };
    match is_in(rounded) {
        true => rounded,
        false if is_in(made) => made,
        false => least.midpoint(most),
    }
}

/// Limits and whether they stand outside themselves.
fn lower(limits: Option<&Limits>) -> Option<(f64, bool)> {
    bound(limits?.min.as_ref()?)
}

fn upper(limits: Option<&Limits>) -> Option<(f64, bool)> {
    bound(limits?.max.as_ref()?)
}

fn bound(bound: &Bound) -> Option<(f64, bool)> {
    Some((Number::as_f64(&bound.value)?, bound.exclusive))
}

/// How large numbers of this name are.
fn usual(name: &str) -> (i128, i128) {
    let name = name.to_ascii_lowercase();
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    if ends(&["id", "no", "number"]) {
        (1, 99_999)
    } else if ends(&["year"]) {
        (2000, 2030)
    } else if ends(&["month"]) {
        (1, 12)
    } else if ends(&["day"]) {
        (1, 28)
    } else if ends(&["hour"]) {
        (0, 23)
    } else if ends(&["minute", "second", "percent"]) {
        (0, 59)
    } else if ends(&["expires_in", "expire", "ttl"]) {
        (3600, 7200)
    } else {
        (0, 999)
    }
}

/// The usual numbers as far as they are allowed; those nearest to them where none of them is.
fn window(usual: (i128, i128), allowed: (i128, i128)) -> (i128, i128) {
    let (least, most) = (allowed.0, allowed.1.max(allowed.0));
    (usual.0.clamp(least, most), usual.1.clamp(least, most))
}
