//! Limits that a document states. In: limits and a plain value. Out: what is broken, in words that follow the name of
//! the place.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use serde_json::{Number, Value as Json};
use specwright::model::{Bound, LengthIn, Limits, compare};
use specwright_runtime::Pattern;

/// What a value breaks.
pub(super) fn broken(limits: &Limits, plain: &Json) -> Vec<String> {
    match plain {
        Json::Number(number) => of_number(limits, number),
        Json::String(text) => of_text(limits, text),
        Json::Array(items) => {
            let mut found = of_count(limits, items.len(), "items");
            if limits.unique
                && let Some((first, second)) = twins(items)
            {
                // Where they are, not what: it may be secret.
                found.push(format!(
                    "has one value twice, as items {first} and {second}"
                ));
            }
            found
        }
        Json::Object(members) => of_count(limits, members.len(), "entries"),
        _ => Vec::new(),
    }
}

/// Two items that are the same: the first of which there is another, and that other.
fn twins(items: &[Json]) -> Option<(usize, usize)> {
    let mut seen = HashMap::with_capacity(items.len());
    { items.iter().enumerate() }.find_map(|(index, item)| {
        let before = seen.insert(item.to_string(), index);
        before.map(|before| (before, index))
    })
}

fn of_number(limits: &Limits, number: &Number) -> Vec<String> {
    let mut found = Vec::new();
    let mut bound = |bound: &Option<Bound>, wrong: Ordering, inclusive: &str, exclusive: &str| {
        let Some(Bound {
            value,
            exclusive: is_exclusive,
        }) = bound
        else {
            return;
        };
        let order = compare(number, value);
        if order == wrong || (*is_exclusive && order == Ordering::Equal) {
            let word = if *is_exclusive { exclusive } else { inclusive };
            found.push(format!("is {number}, but must be {word} {value}"));
        }
    };
    bound(&limits.min, Ordering::Less, "at least", "above");
    bound(&limits.max, Ordering::Greater, "at most", "below");
    if let Some(step) = &limits.multiple_of
        && !is_multiple(number, step)
    {
        found.push(format!("is {number}, but must be a multiple of {step}"));
    }
    found
}

fn is_multiple(number: &Number, step: &Number) -> bool {
    if let (Some(number), Some(step)) = (number.as_i64(), step.as_i64()) {
        return step == 0 || number % step == 0;
    }
    let (Some(number), Some(step)) = (number.as_f64(), step.as_f64()) else {
        return true;
    };
    // `0.3` is three times `0.1` for everybody but a computer.
    let times = number / step;
    step == 0.0 || (times - times.round()).abs() <= 1e-9 * times.abs().max(1.0)
}

fn of_text(limits: &Limits, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (length, unit) = match limits.length_in {
        LengthIn::Characters => (text.chars().count(), "characters"),
        LengthIn::Bytes => (text.len(), "bytes"),
    };
    if let Some(min) = limits.min_length.filter(|min| (length as u64) < *min) {
        found.push(format!("has {length} {unit}, but must have at least {min}"));
    }
    if let Some(max) = limits.max_length.filter(|max| (length as u64) > *max) {
        found.push(format!("has {length} {unit}, but must have at most {max}"));
    }
    if let Some(pattern) = &limits.pattern
        && !matches(pattern, text)
    {
        found.push(format!("does not match the pattern `{pattern}`"));
    }
    found
}

fn of_count(limits: &Limits, count: usize, unit: &str) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(min) = limits.min_items.filter(|min| (count as u64) < *min) {
        found.push(format!("has {count} {unit}, but must have at least {min}"));
    }
    if let Some(max) = limits.max_items.filter(|max| (count as u64) > *max) {
        found.push(format!("has {count} {unit}, but must have at most {max}"));
    }
    found
}

/// Whether a part of the text matches, as the clients of the runtime see it. The engine takes time in proportion to the
/// text, whatever the pattern: both come from strangers. A pattern that it cannot read forbids nothing.
fn matches(pattern: &str, text: &str) -> bool {
    static KNOWN: LazyLock<Mutex<HashMap<String, Option<Arc<Pattern>>>>> =
        LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let read = || Pattern::new(pattern).map(Arc::new);
    let pattern = known.entry(pattern.to_owned()).or_insert_with(read).clone();
    drop(known);
    pattern.is_none_or(|pattern| pattern.matches(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(limits: Limits, value: Json) -> String {
        broken(&limits, &value).join("; ")
    }

    fn bound(value: i64, exclusive: bool) -> Option<Bound> {
        let value = value.into();
        Some(Bound { value, exclusive })
    }

    #[test]
    fn numbers_have_bounds_and_steps() {
        let limits = Limits {
            min: bound(0, true),
            max: bound(10, false),
            multiple_of: Number::from_f64(0.1),
            ..Limits::default()
        };
        for (value, expected) in [
            (json!(0.3), ""),
            (json!(10), ""),
            (json!(0), "is 0, but must be above 0"),
            (json!(10.5), "is 10.5, but must be at most 10"),
            (json!(0.25), "is 0.25, but must be a multiple of 0.1"),
            (json!("text"), ""),
        ] {
            assert_eq!(said(limits.clone(), value), expected);
        }
    }

    #[test]
    fn texts_have_lengths_and_patterns() {
        let limits = Limits {
            min_length: Some(2),
            max_length: Some(3),
            pattern: Some("^[^x]".to_owned()),
            ..Limits::default()
        };
        for (value, expected) in [
            ("ab", ""),
            ("aéü", ""),
            ("a", "has 1 characters, but must have at least 2"),
            ("abcd", "has 4 characters, but must have at most 3"),
            ("xy", "does not match the pattern `^[^x]`"),
        ] {
            assert_eq!(said(limits.clone(), value.into()), expected);
        }
        let bytes = Limits {
            max_length: Some(3),
            length_in: LengthIn::Bytes,
            ..Limits::default()
        };
        assert_eq!(
            said(bytes, "éü".into()),
            "has 4 bytes, but must have at most 3"
        );
    }

    #[test]
    fn lists_have_sizes_and_no_twins() {
        let limits = Limits {
            min_items: Some(1),
            max_items: Some(2),
            unique: true,
            ..Limits::default()
        };
        assert_eq!(
            said(limits.clone(), json!([])),
            "has 0 items, but must have at least 1"
        );
        assert_eq!(said(limits.clone(), json!([1, 2])), "");
        assert_eq!(
            said(limits.clone(), json!([1, 1, 2])),
            "has 3 items, but must have at most 2; has one value twice, as items 0 and 1"
        );
        let secret = said(limits, json!(["KEY-OF-KEYS", "KEY-OF-KEYS"]));
        assert_eq!(secret, "has one value twice, as items 0 and 1");
    }

    #[test]
    fn no_pattern_holds_the_server_up() {
        let limits = |pattern: &str| Limits {
            pattern: Some(pattern.to_owned()),
            ..Limits::default()
        };
        let text = format!("{}b", "a".repeat(5000));
        let nested = said(limits("^(a+)+$"), text.as_str().into());
        assert_eq!(nested, "does not match the pattern `^(a+)+$`");
        assert_eq!(said(limits("^(a+)+b$"), text.as_str().into()), "");
        // What the engine cannot read forbids nothing.
        assert_eq!(said(limits("^(?!a)"), text.as_str().into()), "");
    }
}
