//! What values may be beyond their types: the limits that a document states.

use std::cmp::Ordering;

use serde_json::Number;

use super::{Api, Type, TypeKind};

/// Limits of a value; what is `None` or `false` limits nothing. Those of the aliases that its type names are among
/// them. Those of a list's items, or a map's entries, are the limits of the alias that the items name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// Smallest number.
    pub min: Option<Bound>,
    /// Largest number.
    pub max: Option<Bound>,
    /// The number is a multiple of this one.
    pub multiple_of: Option<Number>,
    /// Shortest text.
    pub min_length: Option<u64>,
    /// Longest text.
    pub max_length: Option<u64>,
    /// What the length of a text counts; always bytes for bytes and files.
    pub length_in: LengthIn,
    /// Regular expression that a part of the text matches (all of it where the expression is anchored).
    pub pattern: Option<String>,
    /// Fewest items of a list, or entries of a map.
    pub min_items: Option<u64>,
    /// Most items of a list, or entries of a map.
    pub max_items: Option<u64>,
    /// No item of a list stands twice.
    pub unique: bool,
}

impl Limits {
    /// Whether nothing is limited.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What of these limits does not come from `outer`, those of the alias that the type names.
    pub fn beyond(&self, outer: &Self) -> Self {
        fn own<T: Clone + PartialEq>(own: &Option<T>, outer: &Option<T>) -> Option<T> {
            own.clone().filter(|_| own != outer)
        }
        let min_length = own(&self.min_length, &outer.min_length);
        let max_length = own(&self.max_length, &outer.max_length);
        let length_in = match min_length.or(max_length) {
            Some(_) => self.length_in,
            None => LengthIn::default(),
        };
        Self {
            min: own(&self.min, &outer.min),
            max: own(&self.max, &outer.max),
            multiple_of: own(&self.multiple_of, &outer.multiple_of),
            min_length,
            max_length,
            length_in,
            pattern: own(&self.pattern, &outer.pattern),
            min_items: own(&self.min_items, &outer.min_items),
            max_items: own(&self.max_items, &outer.max_items),
            unique: self.unique && !outer.unique,
        }
    }
}

impl Api {
    /// The limits that hold for values of a type because of the alias that it names, if it names one with limits.
    pub fn limits_of<'a>(&'a self, ty: &Type) -> Option<&'a Limits> {
        let def = match ty {
            Type::Nullable(inner) => return self.limits_of(inner),
            Type::Named(id, _) => self.types.get(id.0)?,
            _ => return None,
        };
        let is_alias = matches!(def.kind, TypeKind::Alias(_));
        Some(&def.limits).filter(|limits| is_alias && !limits.is_empty())
    }
}

/// Which of two numbers is larger; exact where both are integers.
pub fn compare(a: &Number, b: &Number) -> Ordering {
    let integer = |number: &Number| {
        let signed = number.as_i64().map(i128::from);
        signed.or_else(|| number.as_u64().map(i128::from))
    };
    if let Some((a, b)) = integer(a).zip(integer(b)) {
        return a.cmp(&b);
    }
    let float = |number: &Number| number.as_f64().unwrap_or_default();
    float(a).total_cmp(&float(b))
}

/// An end of a range of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// The number.
    pub value: Number,
    /// The number itself is outside.
    pub exclusive: bool,
}

/// What the length of a text counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LengthIn {
    /// Unicode characters.
    #[default]
    Characters,
    /// Bytes of UTF-8.
    Bytes,
}
