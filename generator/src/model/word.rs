//! The words of the language for types that need no definition.

use super::Type;

impl Type {
    /// The word by which a spec names this type; `None` for one that holds others, is defined in the spec, or is nothing.
    pub fn word(&self) -> Option<&'static str> {
        Some(match self {
            Self::String => "string",
            Self::Secret => "secret",
            Self::Bool => "bool",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::U32 => "u32",
            Self::U64 => "u64",
            Self::F64 => "f64",
            Self::Date => "date",
            Self::DateTime => "datetime",
            Self::Timestamp => "timestamp",
            Self::Duration => "duration",
            Self::Bytes => "bytes",
            Self::File => "file",
            Self::Any => "any",
            _ => return None,
        })
    }
}
