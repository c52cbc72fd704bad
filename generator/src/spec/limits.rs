//! Limits of values: members and aliases write them with the same keys.
//!
//! In: a member or a type, as written. Out: its limits alone, for `lower`.

use serde::Deserialize;
use serde_json::Number;

use super::{Member, TypeDef};

/// What the length of a text counts.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LengthIn {
    /// Unicode characters.
    Characters,
    /// Bytes of the text in UTF-8.
    Bytes,
}

/// The limits that stand at one place of a spec.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written<'a> {
    pub(crate) min: Option<&'a Number>,
    pub(crate) max: Option<&'a Number>,
    pub(crate) above: Option<&'a Number>,
    pub(crate) below: Option<&'a Number>,
    pub(crate) multiple_of: Option<&'a Number>,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) length_in: Option<LengthIn>,
    pub(crate) pattern: Option<&'a str>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique: bool,
}

macro_rules! limits_of {
    ($owner:ident) => {
        impl $owner {
            /// Its limits.
            pub(crate) fn limits(&self) -> Written<'_> {
                Written {
                    min: self.min.as_ref(),
                    max: self.max.as_ref(),
                    above: self.above.as_ref(),
                    below: self.below.as_ref(),
                    multiple_of: self.multiple_of.as_ref(),
                    min_length: self.min_length,
                    max_length: self.max_length,
                    length_in: self.length_in,
                    pattern: self.pattern.as_deref(),
                    min_items: self.min_items,
                    max_items: self.max_items,
                    unique: self.unique,
                }
            }
        }
    };
}

limits_of!(Member);
limits_of!(TypeDef);

impl Written<'_> {
    /// The keys that are given, in the order of the reference.
    pub(crate) fn keys(&self) -> Vec<&'static str> {
        let keys = [
            ("min", self.min.is_some()),
            ("max", self.max.is_some()),
            ("above", self.above.is_some()),
            ("below", self.below.is_some()),
            ("multiple_of", self.multiple_of.is_some()),
            ("min_length", self.min_length.is_some()),
            ("max_length", self.max_length.is_some()),
            ("length_in", self.length_in.is_some()),
            ("pattern", self.pattern.is_some()),
            ("min_items", self.min_items.is_some()),
            ("max_items", self.max_items.is_some()),
            ("unique", self.unique),
        ];
        let given = keys.iter().filter(|(_, given)| *given);
        given.map(|(key, _)| *key).collect()
    }
}
