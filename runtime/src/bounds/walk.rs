//! The walk through a request: each member with its limits, however deep.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::{Bound, OutOfBounds, Patterns, number::Number};
use crate::{
    Codec, Field, ListNode, Node, Record, Value,
    file::{file_length, is_file},
    ser::json_text,
};

/// Checks all members of a request against their limits.
pub(crate) fn check(record: &dyn Record, patterns: &Patterns) -> Result<(), OutOfBounds> {
    Walk::new(patterns).record(record)
}

/// Checks a value, and all that it holds, against the limits of its members.
pub(super) fn check_value(node: &dyn Node, patterns: &Patterns) -> Result<(), OutOfBounds> {
    Walk::new(patterns).inside(node, &[], false)
}

struct Walk<'p> {
    patterns: &'p Patterns,
    /// Where the walk is: names of members and numbers of items, no keys of maps, since these are the caller's.
    path: String,
}

/// Where limits stand.
#[derive(Clone, Copy)]
struct Held {
    bounds: &'static [Bound],
    codec: &'static Codec,
    secret: bool,
}

impl<'p> Walk<'p> {
    fn new(patterns: &'p Patterns) -> Self {
        Self {
            patterns,
            path: String::new(),
        }
    }

    fn record(&mut self, record: &dyn Record) -> Result<(), OutOfBounds> {
        let mut result = Ok(());
        let shape = record.shape();
        record.refs(&mut |nodes| {
            let members = shape.fields.iter().zip(nodes);
            result = members
                .into_iter()
                .try_for_each(|(field, node)| self.member(field, *node));
            if let (Ok(()), Some(extra)) = (&result, nodes.get(shape.fields.len())) {
                result = self.inside(*extra, &[], false);
            }
        });
        result
    }

    fn member(&mut self, field: &'static Field, node: &dyn Node) -> Result<(), OutOfBounds> {
        let before = self.path.len();
        if before > 0 {
            self.path.push('.');
        }
        self.path.push_str(field.wire);
        let held = Held {
            bounds: field.bounds,
            codec: field.codec,
            secret: field.secret,
        };
        let result = self.value(node, held);
        self.path.truncate(before);
        result
    }

    fn value(&mut self, node: &dyn Node, held: Held) -> Result<(), OutOfBounds> {
        let value = node.value();
        match value {
            Value::Option(Some(inner)) => return self.value(inner, held),
            Value::Option(None) | Value::Null | Value::Unit => return Ok(()),
            _ => {}
        }
        for bound in held.bounds {
            self.bound(*bound, value, held)?;
        }
        let each = held.bounds.iter().find_map(|bound| match bound {
            Bound::Each(each) => Some(*each),
            _ => None,
        });
        self.inside(node, each.unwrap_or_default(), held.secret)
    }

    /// What a value holds: records with limits of their own, items with those of their list.
    fn inside(
        &mut self,
        node: &dyn Node,
        each: &'static [Bound],
        secret: bool,
    ) -> Result<(), OutOfBounds> {
        let held = Held {
            bounds: each,
            codec: &Codec::Plain,
            secret,
        };
        match node.value() {
            Value::Record(record) if !is_file(record) => self.record(record),
            Value::List(list) => (0..list.len())
                .try_for_each(|index| self.part(&format!("[{index}]"), list.item(index), held)),
            Value::Map(map) => {
                let mut result = Ok(());
                map.each(&mut |_, node| {
                    if result.is_ok() {
                        result = self.part("[..]", node, held);
                    }
                });
                result
            }
            Value::Union(union) => self.inside(union.current().1, &[], secret),
            _ => Ok(()),
        }
    }

    fn part(&mut self, name: &str, node: &dyn Node, held: Held) -> Result<(), OutOfBounds> {
        let before = self.path.len();
        self.path.push_str(name);
        let result = self.value(node, held);
        self.path.truncate(before);
        result
    }

    fn bound(&self, bound: Bound, value: Value<'_>, held: Held) -> Result<(), OutOfBounds> {
        let (holds, says, is) = match bound {
            Bound::Min(limit) => number(value, limit, "at least", |order| order.is_ge()),
            Bound::Above(limit) => number(value, limit, "above", |order| order.is_gt()),
            Bound::Max(limit) => number(value, limit, "at most", |order| order.is_le()),
            Bound::Below(limit) => number(value, limit, "below", |order| order.is_lt()),
            Bound::MultipleOf(step) => {
                let read = number_of(value).zip(Number::parse(step));
                let holds = read.is_none_or(|(number, step)| number.is_multiple_of(step));
                (holds, format!("must be a multiple of {step}"), shown(value))
            }
            Bound::MinLength(least) => length(characters(value), "at least", least, "character"),
            Bound::MaxLength(most) => length(characters(value), "at most", most, "character"),
            Bound::MinBytes(least) => length(bytes(value), "at least", least, "byte"),
            Bound::MaxBytes(most) => length(bytes(value), "at most", most, "byte"),
            Bound::MinItems(least) => length(items(value), "at least", least, "item"),
            Bound::MaxItems(most) => length(items(value), "at most", most, "item"),
            Bound::Pattern(pattern) => {
                let holds = text(value).is_none_or(|text| self.patterns.allow(pattern, text));
                (holds, format!("must match `{pattern}`"), None)
            }
            Bound::Unique => match value {
                Value::List(list) => (
                    is_unique(list, held.codec),
                    "must hold no item twice".to_owned(),
                    None,
                ),
                _ => return Ok(()),
            },
            Bound::Each(_) => return Ok(()),
        };
        if holds {
            return Ok(());
        }
        // How long a secret is, is part of the secret.
        let is_secret = held.secret || matches!(value, Value::Secret(_));
        let is = is.filter(|_| !is_secret);
        let is = is.map(|is| format!(", but {is}")).unwrap_or_default();
        Err(OutOfBounds {
            path: self.path.clone(),
            says: format!("{says}{is}"),
        })
    }
}

/// Whether a limit holds, what it says, and what the value is, as far as that may be told.
type Verdict = (bool, String, Option<String>);

fn number(value: Value<'_>, limit: &str, word: &str, holds: impl Fn(Ordering) -> bool) -> Verdict {
    let read = number_of(value).zip(Number::parse(limit));
    let order = read.and_then(|(number, limit)| number.compare(limit));
    let says = format!("must be {word} {limit}");
    (order.is_none_or(holds), says, shown(value))
}

fn shown(value: Value<'_>) -> Option<String> {
    number_of(value).map(|number| format!("is {number}"))
}

fn number_of(value: Value<'_>) -> Option<Number> {
    Some(match value {
        Value::I64(number) => Number::Integer(number.into()),
        Value::U64(number) => Number::Integer(number.into()),
        Value::F64(number) => Number::Float(number),
        // As it travels: in seconds.
        Value::Duration(time) if time.subsec_nanos() == 0 => Number::Integer(time.as_secs().into()),
        Value::Duration(time) => Number::Float(time.as_secs_f64()),
        _ => return None,
    })
}

fn length(length: Option<usize>, word: &str, limit: u64, unit: &str) -> Verdict {
    let units = |number: u64| match number {
        1 => format!("1 {unit}"),
        _ => format!("{number} {unit}s"),
    };
    let length = length.and_then(|length| u64::try_from(length).ok());
    let holds = length.is_none_or(|length| match word {
        "at least" => length >= limit,
        _ => length <= limit,
    });
    let says = format!("must have {word} {}", units(limit));
    (holds, says, length.map(|length| format!("has {length}")))
}

fn text(value: Value<'_>) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Secret(secret) => Some(secret.expose()),
        _ => None,
    }
}

fn characters(value: Value<'_>) -> Option<usize> {
    text(value).map(|text| text.chars().count())
}

fn bytes(value: Value<'_>) -> Option<usize> {
    match value {
        Value::Bytes(bytes) => Some(bytes.len()),
        Value::Record(record) => file_length(record),
        value => text(value).map(str::len),
    }
}

fn items(value: Value<'_>) -> Option<usize> {
    match value {
        Value::List(list) => Some(list.len()),
        Value::Map(map) => Some(map.len()),
        _ => None,
    }
}

fn is_unique(list: &dyn ListNode, codec: &Codec) -> bool {
    // A list that travels as one text: what its items are is told by their own form.
    let codec = match codec.present() {
        Codec::Joined(_) | Codec::JsonText => &Codec::Plain,
        codec => codec,
    };
    let mut seen = HashSet::new();
    (0..list.len()).all(|index| seen.insert(json_text(&list.item(index).value(), codec)))
}
