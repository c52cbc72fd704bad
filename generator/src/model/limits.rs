//! What values may be beyond their types: the limits that a document states.

use serde_json::Number;

/// Limits of a value; what is `None` or `false` limits nothing. Those of a list's items stand with the items' type.
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
    /// What the length of a text counts.
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
