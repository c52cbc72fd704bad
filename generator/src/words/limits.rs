//! Limits of values in words.

use crate::model::{Api, Bound, LengthIn, Limits, Type};

/// `at least 1`, `above 0`.
pub fn least(bound: &Bound) -> String {
    let word = if bound.exclusive { "above" } else { "at least" };
    format!("{word} {}", bound.value)
}

/// `at most 100`, `below 1`.
pub fn most(bound: &Bound) -> String {
    let word = if bound.exclusive { "below" } else { "at most" };
    format!("{word} {}", bound.value)
}

/// What values of a type may be, in phrases: what stands beside it, and what holds for its items. `code` marks up a
/// pattern for the page that it goes to.
pub fn all_limits(
    api: &Api,
    limits: &Limits,
    ty: &Type,
    code: &dyn Fn(&str) -> String,
) -> Vec<String> {
    let mut phrases = self::limits(limits, code);
    if let Some(item) = api.item_of(ty) {
        let own = api.limits_of(item).cloned().unwrap_or_default();
        let items = all_limits(api, &own, item, code);
        if !items.is_empty() {
            phrases.push(format!("each of them {}", items.join(", ")));
        }
    }
    phrases
}

/// What values may be, in phrases: `1 to 100`, `at most 32 characters`.
pub fn limits(limits: &Limits, code: &dyn Fn(&str) -> String) -> Vec<String> {
    let mut phrases = Vec::new();
    match (&limits.min, &limits.max) {
        (Some(min), Some(max)) if !min.exclusive && !max.exclusive => {
            phrases.push(match min == max {
                true => min.value.to_string(),
                false => format!("{} to {}", min.value, max.value),
            });
        }
        (min, max) => {
            phrases.extend(min.as_ref().map(least));
            phrases.extend(max.as_ref().map(most));
        }
    }
    phrases.extend(
        limits
            .multiple_of
            .as_ref()
            .map(|step| format!("a multiple of {step}")),
    );
    let unit = match limits.length_in {
        LengthIn::Characters => "character",
        LengthIn::Bytes => "byte",
    };
    phrases.extend(count(limits.min_length, limits.max_length, unit));
    let pattern = limits.pattern.as_deref();
    phrases.extend(pattern.map(|pattern| format!("matching {}", code(pattern))));
    phrases.extend(count(limits.min_items, limits.max_items, "item"));
    if limits.unique {
        phrases.push("no item twice".into());
    }
    phrases
}

fn count(min: Option<u64>, max: Option<u64>, unit: &str) -> Option<String> {
    let units = |number: u64| match number {
        1 => format!("1 {unit}"),
        _ => format!("{number} {unit}s"),
    };
    Some(match (min.filter(|min| *min > 0), max) {
        (None, None) => return None,
        (Some(min), None) => format!("at least {}", units(min)),
        (None, Some(max)) => format!("at most {}", units(max)),
        (Some(min), Some(max)) if min == max => format!("exactly {}", units(min)),
        (Some(min), Some(max)) => format!("{min} to {}", units(max)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_read_well() {
        let bound = |value: i64, exclusive| {
            Some(Bound {
                value: value.into(),
                exclusive,
            })
        };
        let table = [
            (Limits::default(), ""),
            (
                Limits {
                    min: bound(1, false),
                    max: bound(100, false),
                    ..Limits::default()
                },
                "1 to 100",
            ),
            (
                Limits {
                    min: bound(0, true),
                    max: bound(1, false),
                    ..Limits::default()
                },
                "above 0, at most 1",
            ),
            (
                Limits {
                    max: bound(1, true),
                    multiple_of: Some(5.into()),
                    ..Limits::default()
                },
                "below 1, a multiple of 5",
            ),
            (
                Limits {
                    min_length: Some(1),
                    max_length: Some(32),
                    ..Limits::default()
                },
                "1 to 32 characters",
            ),
            (
                Limits {
                    min_length: Some(0),
                    max_length: Some(1),
                    length_in: LengthIn::Bytes,
                    ..Limits::default()
                },
                "at most 1 byte",
            ),
            (
                Limits {
                    min_length: Some(8),
                    max_length: Some(8),
                    ..Limits::default()
                },
                "exactly 8 characters",
            ),
            (
                Limits {
                    min_items: Some(1),
                    unique: true,
                    ..Limits::default()
                },
                "at least 1 item, no item twice",
            ),
        ];
        for (given, expected) in table {
            let code = |pattern: &str| format!("`{pattern}`");
            assert_eq!(limits(&given, &code).join(", "), expected, "{given:?}");
        }
    }
}
