//! What a spec allows: lints that are meant to be as they are.

use crate::source::FileId;

/// One entry of `allow`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Word of the lint.
    pub lint: &'static str,
    /// What it is allowed for; `all` for everything, nothing for an empty list.
    pub subject: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Where the subject stands under the word.
    pub form: AllowanceForm,
    /// File it stands in.
    pub file: FileId,
}

/// How an entry of `allow` is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllowanceForm {
    /// The subject alone.
    Alone,
    /// In a list, at this index.
    Listed(usize),
    /// As a key, with the reason.
    Reasoned,
}
