//! What an alias allows, narrowed by what stands beside its name.

use std::cmp::Ordering;

use super::Refuse;
use crate::model::{Bound, Limits, compare};
use crate::spec::WrittenLimits;
use crate::words;

/// Tells of limits that are wider than those of the alias.
struct Wider<'a, 'p> {
    alias: &'a str,
    refuse: &'a mut Refuse<'p>,
}

impl Wider<'_, '_> {
    fn than(&mut self, key: &str, allowed: &str) {
        let help = "a member narrows what its type allows: remove the limit, or use the type that this one stands for";
        let message = format!("`{}` allows {allowed}", self.alias);
        self.refuse.at(key, message, help);
    }
}

/// The limits of both; what the member says counts where the two speak of the same.
pub(super) fn narrow(
    outer: &Limits,
    own: Limits,
    written: WrittenLimits<'_>,
    alias: &str,
    refuse: &mut Refuse<'_>,
) -> Limits {
    let mut wider = Wider { alias, refuse };
    let counted = outer.min_length.is_some() || outer.max_length.is_some();
    let length_in = match counted {
        true => outer.length_in,
        false => own.length_in,
    };
    if written.length_in.is_some() && own.length_in != length_in {
        wider.than("length_in", "lengths that count otherwise");
    }
    Limits {
        min: least_number(outer, own.min, &mut wider),
        max: most_number(outer, own.max, &mut wider),
        multiple_of: same(
            "multiple_of",
            &outer.multiple_of,
            own.multiple_of,
            &mut wider,
            |known| format!("multiples of {known}"),
        ),
        min_length: least("min_length", outer.min_length, own.min_length, &mut wider),
        max_length: most("max_length", outer.max_length, own.max_length, &mut wider),
        length_in,
        pattern: same(
            "pattern",
            &outer.pattern,
            own.pattern,
            &mut wider,
            |known| format!("what matches `{known}`"),
        ),
        min_items: least("min_items", outer.min_items, own.min_items, &mut wider),
        max_items: most("max_items", outer.max_items, own.max_items, &mut wider),
        unique: outer.unique || own.unique,
    }
}

fn least_number(outer: &Limits, own: Option<Bound>, wider: &mut Wider<'_, '_>) -> Option<Bound> {
    let Some((known, own)) = outer.min.as_ref().zip(own.as_ref()) else {
        return own.or_else(|| outer.min.clone());
    };
    let order = compare(&own.value, &known.value);
    if order == Ordering::Less || order == Ordering::Equal && known.exclusive && !own.exclusive {
        let key = if own.exclusive { "above" } else { "min" };
        wider.than(key, &format!("only what is {}", words::least(known)));
        return Some(known.clone());
    }
    Some(own.clone())
}

fn most_number(outer: &Limits, own: Option<Bound>, wider: &mut Wider<'_, '_>) -> Option<Bound> {
    let Some((known, own)) = outer.max.as_ref().zip(own.as_ref()) else {
        return own.or_else(|| outer.max.clone());
    };
    let order = compare(&own.value, &known.value);
    if order == Ordering::Greater || order == Ordering::Equal && known.exclusive && !own.exclusive {
        let key = if own.exclusive { "below" } else { "max" };
        wider.than(key, &format!("only what is {}", words::most(known)));
        return Some(known.clone());
    }
    Some(own.clone())
}

fn least(
    key: &str,
    outer: Option<u64>,
    own: Option<u64>,
    wider: &mut Wider<'_, '_>,
) -> Option<u64> {
    if let Some((known, own)) = outer.zip(own)
        && own < known
    {
        wider.than(key, &format!("no less than {known}"));
    }
    own.max(outer)
}

fn most(key: &str, outer: Option<u64>, own: Option<u64>, wider: &mut Wider<'_, '_>) -> Option<u64> {
    if let Some((known, own)) = outer.zip(own)
        && own > known
    {
        wider.than(key, &format!("no more than {known}"));
    }
    match (outer, own) {
        (Some(outer), Some(own)) => Some(outer.min(own)),
        (outer, own) => outer.or(own),
    }
}

/// What cannot be combined: both say the same, or one of them nothing.
fn same<T: PartialEq + Clone>(
    key: &str,
    outer: &Option<T>,
    own: Option<T>,
    wider: &mut Wider<'_, '_>,
    allowed: impl Fn(&T) -> String,
) -> Option<T> {
    if let (Some(known), Some(own)) = (outer, &own)
        && known != own
    {
        wider.than(key, &allowed(known));
    }
    outer.clone().or(own)
}
