//! Limits as a list of single checks: what generated code and the interpreter hand to the runtime.

use serde_json::Number;

use super::{Api, Bound, LengthIn, Limits, Type};

/// A single limit.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// No number below.
    Min(Number),
    /// Neither this number nor one below.
    Above(Number),
    /// No number above.
    Max(Number),
    /// Neither this number nor one above.
    Below(Number),
    /// Whole multiples only.
    MultipleOf(Number),
    /// Fewest characters.
    MinLength(u64),
    /// Most characters.
    MaxLength(u64),
    /// Fewest bytes.
    MinBytes(u64),
    /// Most bytes.
    MaxBytes(u64),
    /// Regular expression.
    Pattern(String),
    /// Fewest items or entries.
    MinItems(u64),
    /// Most items or entries.
    MaxItems(u64),
    /// No item twice.
    Unique,
    /// Limits of each item of a list, or value of a map.
    Each(Vec<Check>),
}

impl Limits {
    /// The limits one by one.
    pub fn checks(&self) -> Vec<Check> {
        let bound =
            |bound: &Bound, inclusive: fn(Number) -> Check, exclusive: fn(Number) -> Check| {
                match bound.exclusive {
                    false => inclusive(bound.value.clone()),
                    true => exclusive(bound.value.clone()),
                }
            };
        let min_length = |length| match self.length_in {
            LengthIn::Characters => Check::MinLength(length),
            LengthIn::Bytes => Check::MinBytes(length),
        };
        let max_length = |length| match self.length_in {
            LengthIn::Characters => Check::MaxLength(length),
            LengthIn::Bytes => Check::MaxBytes(length),
        };
        let min = self.min.as_ref();
        let max = self.max.as_ref();
        let all = [
            min.map(|min| bound(min, Check::Min, Check::Above)),
            max.map(|max| bound(max, Check::Max, Check::Below)),
            self.multiple_of.clone().map(Check::MultipleOf),
            self.min_length.map(min_length),
            self.max_length.map(max_length),
            self.pattern.clone().map(Check::Pattern),
            self.min_items.map(Check::MinItems),
            self.max_items.map(Check::MaxItems),
            self.unique.then_some(Check::Unique),
        ];
        all.into_iter().flatten().collect()
    }
}

impl Api {
    /// All that limits values of a type: what stands beside it, and what the aliases of its items say.
    pub fn checks(&self, limits: &Limits, ty: &Type) -> Vec<Check> {
        let mut checks = limits.checks();
        if let Some(item) = self.item_of(ty) {
            let own = self.limits_of(item).cloned().unwrap_or_default();
            let each = self.checks(&own, item);
            if !each.is_empty() {
                checks.push(Check::Each(each));
            }
        }
        checks
    }

    /// The type of the items of a list or the values of a map, aliases looked through.
    pub fn item_of<'a>(&'a self, ty: &'a Type) -> Option<&'a Type> {
        match self.bare(ty) {
            Type::List(item) | Type::Map(item) => Some(item),
            _ => None,
        }
    }
}
