//! Examples and defaults outside the limits that stand beside them. What samples show is looked at where they are
//! carried out, since there is an engine for patterns.

use std::cmp::Ordering;

use serde_json::{Number, Value as Json};

use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Api, Bound, Field, LengthIn, Limits, Presence, Type, TypeKind, compare};
use crate::places;
use crate::words;

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    for def in &api.types {
        if let TypeKind::Struct(shape) = &def.kind {
            for field in &shape.fields {
                let subject = format!("{}.{}", def.name, field.key);
                check_field(api, field, &subject, || places::field(def, field), diags);
            }
        }
    }
    for operation in &api.operations {
        for param in &operation.params {
            let subject = match param.common {
                true => format!("common.{}", param.field.key),
                false => format!("{}.{}", operation.name, param.field.key),
            };
            let place = || places::param(api, operation, param);
            check_field(api, &param.field, &subject, place, diags);
        }
    }
}

fn check_field(
    api: &Api,
    field: &Field,
    subject: &str,
    place: impl Fn() -> Place,
    diags: &mut Diagnostics,
) {
    if field.limits.is_empty() {
        return;
    }
    let default = match &field.presence {
        Presence::Defaulted(json) => Some(json.clone()),
        _ => field
            .doc
            .default
            .as_deref()
            .map(|text| read(api, &field.value.ty, text)),
    };
    let example = field.doc.example.as_deref();
    let example = example.map(|text| read(api, &field.value.ty, text));
    for (key, shown) in [("default", default), ("example", example)] {
        let Some(broken) = shown.and_then(|shown| broken(&field.limits, &shown)) else {
            continue;
        };
        let known = |one: &crate::diag::Diagnostic| {
            one.code() == Code::OutsideLimits && one.subject() == Some(subject)
        };
        // A common parameter is one of every operation.
        if diags.iter().any(known) {
            continue;
        }
        let message = format!("the {key} {broken}");
        diags.lint(Code::OutsideLimits, subject, place().key(key), message);
    }
}

/// The value that a text stands for.
fn read(api: &Api, ty: &Type, text: &str) -> Json {
    match api.bare(ty) {
        Type::String | Type::Secret => Json::from(text),
        _ => serde_json::from_str(text).unwrap_or_default(),
    }
}

/// Which limit a value breaks, in words.
fn broken(limits: &Limits, json: &Json) -> Option<String> {
    match json {
        Json::Number(number) => broken_by_number(limits, number),
        // A number that travels as text has no length.
        Json::String(text) if limits.min.is_some() || limits.max.is_some() => {
            broken_by_number(limits, &serde_json::from_str(text).ok()?)
        }
        Json::String(text) => {
            let (length, unit) = match limits.length_in {
                LengthIn::Characters => (text.chars().count(), "characters"),
                LengthIn::Bytes => (text.len(), "bytes"),
            };
            broken_by_count((limits.min_length, limits.max_length), length, unit)
        }
        Json::Array(items) => {
            broken_by_count((limits.min_items, limits.max_items), items.len(), "items")
        }
        _ => None,
    }
}

fn broken_by_number(limits: &Limits, number: &Number) -> Option<String> {
    let outside = |bound: &Bound, side: Ordering| match compare(number, &bound.value) {
        Ordering::Equal => bound.exclusive,
        order => order == side,
    };
    let min = limits
        .min
        .as_ref()
        .filter(|min| outside(min, Ordering::Less));
    let max = limits
        .max
        .as_ref()
        .filter(|max| outside(max, Ordering::Greater));
    let says = min.map(words::least).or_else(|| max.map(words::most))?;
    Some(format!("is {number}, not {says}"))
}

fn broken_by_count(
    (min, max): (Option<u64>, Option<u64>),
    count: usize,
    unit: &str,
) -> Option<String> {
    let length = u64::try_from(count).ok()?;
    let few = min.filter(|min| length < *min);
    let many = max.filter(|max| length > *max);
    let says = few
        .map(|min| format!("at least {min}"))
        .or_else(|| many.map(|max| format!("at most {max}")))?;
    Some(format!("has {length} {unit}, not {says}"))
}
