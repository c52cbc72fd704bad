//! Limits that stand at one place: ends that leave nothing between them, numbers beyond the type, patterns.

use std::cmp::Ordering;

use serde_json::Number;

use super::{Held, Refuse};
use crate::lower::regex;
use crate::model::{Bound, LengthIn, Limits, Type, Value, compare};
use crate::spec::{self, WrittenLimits};
use crate::words;

/// The limits as they are written.
pub(super) fn own(held: Held, written: WrittenLimits<'_>) -> Limits {
    let bound = |inclusive: Option<&Number>, exclusive: Option<&Number>| {
        let bound = |value: &Number, exclusive| Bound {
            value: value.clone(),
            exclusive,
        };
        inclusive
            .map(|value| bound(value, false))
            .or(exclusive.map(|value| bound(value, true)))
    };
    let length_in = match written.length_in {
        _ if held == Held::Bytes => LengthIn::Bytes,
        Some(spec::LengthIn::Bytes) => LengthIn::Bytes,
        Some(spec::LengthIn::Characters) | None => LengthIn::Characters,
    };
    let counted = written.min_length.is_some() || written.max_length.is_some();
    Limits {
        min: bound(written.min, written.above),
        max: bound(written.max, written.below),
        multiple_of: written.multiple_of.cloned(),
        min_length: written.min_length,
        max_length: written.max_length,
        // Without lengths it says nothing, but where an alias has them.
        length_in: match counted || written.length_in.is_some() {
            true => length_in,
            false => LengthIn::default(),
        },
        pattern: written.pattern.map(str::to_owned),
        min_items: written.min_items,
        max_items: written.max_items,
        unique: written.unique,
    }
}

/// What is wrong with limits whatever they are combined with; `false` where something is.
pub(super) fn check_own(
    own: &Limits,
    written: WrittenLimits<'_>,
    value: &Value,
    refuse: &mut Refuse<'_>,
) -> bool {
    let before = refuse.diags.len();
    if own
        .multiple_of
        .as_ref()
        .is_some_and(|step| compare(step, &0.into()) != Ordering::Greater)
    {
        let help = "write a number above zero, for instance `multiple_of: 10`";
        refuse.at("multiple_of", "nothing is a multiple of that".into(), help);
    }
    if let Some(fault) = written.pattern.and_then(regex::fault) {
        let message = format!("the pattern cannot be read: {fault}");
        refuse.at(
            "pattern",
            message,
            "write it as the vendor does; in single quotes YAML leaves `\\` alone",
        );
    }
    let is_bytes = matches!(value.ty, Type::Bytes | Type::File);
    if is_bytes && written.length_in == Some(spec::LengthIn::Characters) {
        refuse.at(
            "length_in",
            "bytes have no characters".into(),
            "remove `length_in`",
        );
    }
    check_range(own, &value.ty, written, refuse);
    check_room(own, written, refuse);
    refuse.diags.len() == before
}

/// An end that no number of the type is within.
fn check_range(own: &Limits, ty: &Type, written: WrittenLimits<'_>, refuse: &mut Refuse<'_>) {
    let Some((first, last)) = range(ty) else {
        return;
    };
    let word = ty.word().unwrap_or_default();
    let message = |sign: &str, number: &Number| format!("no `{word}` is {sign} {number}");
    if let Some(bound) = &own.min
        && compare(&bound.value, &last) == Ordering::Greater
    {
        let key = if written.min.is_some() {
            "min"
        } else {
            "above"
        };
        refuse.at(
            key,
            message("as large as", &bound.value),
            "correct the number or the type",
        );
    }
    if let Some(bound) = &own.max
        && compare(&bound.value, &first) == Ordering::Less
    {
        let key = if written.max.is_some() {
            "max"
        } else {
            "below"
        };
        refuse.at(
            key,
            message("as small as", &bound.value),
            "correct the number or the type",
        );
    }
}

/// First and last number of a type of integers.
fn range(ty: &Type) -> Option<(Number, Number)> {
    Some(match ty {
        Type::I32 => (i32::MIN.into(), i32::MAX.into()),
        Type::I64 => (i64::MIN.into(), i64::MAX.into()),
        Type::U32 => (0.into(), u32::MAX.into()),
        Type::U64 => (0.into(), u64::MAX.into()),
        _ => return None,
    })
}

/// Ends that leave nothing between them. Reported at the key that stands here.
pub(super) fn check_room(limits: &Limits, written: WrittenLimits<'_>, refuse: &mut Refuse<'_>) {
    let help = "correct one of the two";
    if let (Some(min), Some(max)) = (&limits.min, &limits.max) {
        let none = match compare(&min.value, &max.value) {
            Ordering::Greater => true,
            Ordering::Equal => min.exclusive || max.exclusive,
            Ordering::Less => false,
        };
        if none {
            let message = format!(
                "no number is {} and {}",
                words::least(min),
                words::most(max)
            );
            let keys = ["max", "below", "min"];
            let given = [
                written.max.is_some(),
                written.below.is_some(),
                written.min.is_some(),
            ];
            refuse.at(first_given(&keys, &given, "above"), message, help);
        }
    }
    let above = |min: Option<u64>, max: Option<u64>| min.zip(max).filter(|(min, max)| min > max);
    if let Some((min, max)) = above(limits.min_length, limits.max_length) {
        let key = first_given(
            &["max_length"],
            &[written.max_length.is_some()],
            "min_length",
        );
        refuse.at(
            key,
            format!("no text has at least {min} and at most {max}"),
            help,
        );
    }
    if let Some((min, max)) = above(limits.min_items, limits.max_items) {
        let key = first_given(&["max_items"], &[written.max_items.is_some()], "min_items");
        refuse.at(
            key,
            format!("there are never at least {min} and at most {max}"),
            help,
        );
    }
}

fn first_given<'k>(keys: &[&'k str], given: &[bool], other: &'k str) -> &'k str {
    let mut keys = keys.iter().zip(given).filter(|(_, given)| **given);
    keys.next().map_or(other, |(key, _)| key)
}

/// A way of counting, and nothing that is counted.
pub(super) fn check_lengths_counted(
    limits: &Limits,
    written: WrittenLimits<'_>,
    refuse: &mut Refuse<'_>,
) {
    let counted = limits.min_length.is_some() || limits.max_length.is_some();
    if written.length_in.is_some() && !counted {
        let message = "`length_in` says how a length counts, and none is given".into();
        refuse.at(
            "length_in",
            message,
            "add `min_length` or `max_length`, or remove it",
        );
    }
}
