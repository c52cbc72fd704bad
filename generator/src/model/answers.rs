//! What an operation answers, by HTTP status.

use super::{Source, Value};

/// What answers of some statuses hold, where that is not what [`Operation::returns`](super::Operation) says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Key in the spec: `202`, `4xx`, `400..499`.
    pub key: String,
    /// First and last status, both included.
    pub status: (u16, u16),
    /// Type of the payload of a success, of the body of an error; [`Type::Unit`](super::Type) for nothing.
    pub value: Value,
    /// Description.
    pub doc: Option<String>,
    /// Provenance.
    pub source: Source,
}

impl Answer {
    /// Whether calls that are answered so have succeeded, as far as the status says.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status.0)
    }
}
