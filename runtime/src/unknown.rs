//! Values that the wire has and a spec does not: of enums, and error codes.

use std::fmt;

/// A documented value of an enum as the wire spells it, or an undocumented one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WireValue<'a> {
    /// Text.
    Text(&'a str),
    /// An integer.
    Integer(i64),
}

impl WireValue<'_> {
    /// The text, unless the enum is one of integers.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Integer(_) => None,
        }
    }

    /// The integer, unless the enum is one of texts.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Text(_) => None,
            Self::Integer(integer) => Some(*integer),
        }
    }
}

impl fmt::Display for WireValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.pad(text),
            Self::Integer(integer) => integer.fmt(f),
        }
    }
}

/// A value of an enum that its spec does not know.
///
/// It is opaque, because a later spec may know it: read it with [`Display`](fmt::Display) or [`UnknownValue::wire`].
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnknownValue(WireCode);

impl UnknownValue {
    /// Only for values that were looked up and not found.
    pub(crate) fn new(wire: impl Into<WireCode>) -> Self {
        Self(wire.into())
    }

    /// How the wire spells it.
    pub fn wire(&self) -> WireValue<'_> {
        match &self.0 {
            WireCode::Text(text) => WireValue::Text(text),
            WireCode::Integer(integer) => WireValue::Integer(*integer),
        }
    }

    /// The text, unless the enum is one of integers.
    pub fn as_str(&self) -> Option<&str> {
        match &self.0 {
            WireCode::Text(text) => Some(text),
            WireCode::Integer(_) => None,
        }
    }

    /// The integer, unless the enum is one of texts.
    pub fn as_integer(&self) -> Option<i64> {
        self.wire().as_integer()
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            WireCode::Text(text) => text.fmt(f),
            WireCode::Integer(integer) => integer.fmt(f),
        }
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An error code as the wire has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum WireCode {
    /// An integer.
    Integer(i64),
    /// Text.
    Text(String),
}

impl fmt::Display for WireCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(integer) => integer.fmt(f),
            Self::Text(text) => f.pad(text),
        }
    }
}

impl From<i64> for WireCode {
    fn from(integer: i64) -> Self {
        Self::Integer(integer)
    }
}

impl From<&str> for WireCode {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for WireCode {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
