//! Limits of values beyond their types, as documents state them: checked before a request is sent, where a client asks
//! for that.
//!
//! In: a request as a record. Out: the first value that is not allowed, and by which limit. A sentence about it names
//! the member and the limit, a number or a length, and never a text or a secret.

mod number;
mod pattern;
mod walk;

use std::fmt;

use crate::Node;

pub use self::pattern::Pattern;
pub(crate) use self::pattern::Patterns;
pub(crate) use self::walk::check;

/// A value that is not within its limits.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutOfBounds {
    /// Where it is: names of members on the wire joined by dots, `[2]` for an item, `[..]` for a value of a map.
    pub path: String,
    /// The limit, and what the value is where that is a number or a count: `must be at most 100, but is 120`.
    pub says: String,
}

impl fmt::Display for OutOfBounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.path, self.says)
    }
}

impl std::error::Error for OutOfBounds {}

/// Whether all members of a value, however deep, are within their limits.
///
/// # Errors
///
/// The first that is not.
pub fn within_bounds(node: &dyn Node) -> Result<(), OutOfBounds> {
    walk::check_value(node, &Patterns::default())
}

/// A limit of a value. Numbers stand as the document writes them.
///
/// ```
/// use specwright_runtime::{Bound, Codec, Field};
///
/// const NAME: Field = Field::required("name", "name", &Codec::Plain)
///     .bounded(&[Bound::MinLength(1), Bound::MaxLength(32), Bound::Pattern("^[a-z]")]);
/// assert_eq!(NAME.bounds.len(), 3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// No number below this one.
    Min(&'static str),
    /// This number and those below it are not allowed.
    Above(&'static str),
    /// No number above this one.
    Max(&'static str),
    /// This number and those above it are not allowed.
    Below(&'static str),
    /// Whole multiples of this number only.
    MultipleOf(&'static str),
    /// Fewest characters of a text.
    MinLength(u64),
    /// Most characters of a text.
    MaxLength(u64),
    /// Fewest bytes of a text, of bytes or of a file.
    MinBytes(u64),
    /// Most bytes of a text, of bytes or of a file.
    MaxBytes(u64),
    /// A part of the text matches this regular expression, see [`Pattern`].
    Pattern(&'static str),
    /// Fewest items of a list, or entries of a map.
    MinItems(u64),
    /// Most items of a list, or entries of a map.
    MaxItems(u64),
    /// No item of a list stands in it twice.
    Unique,
    /// Limits of each item of a list, or value of a map.
    Each(&'static [Bound]),
}
