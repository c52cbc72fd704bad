//! Answers by HTTP status, in the plan.

use super::{Codec, Doc, Ty};

/// An enum of what an operation gives, told by HTTP status.
#[derive(Clone, Debug)]
pub(crate) struct Outcomes {
    pub(crate) ident: String,
    pub(crate) doc: Doc,
    pub(crate) variants: Vec<Outcome>,
    /// First and last status, and the index of the variant; the narrower first.
    pub(crate) entries: Vec<(u16, u16, usize)>,
    /// The variant for all other statuses.
    pub(crate) rest: usize,
}

/// A variant of such an enum.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) ident: String,
    pub(crate) doc: Doc,
    /// `()` for a variant without content.
    pub(crate) ty: Ty,
    pub(crate) codec: Codec,
}

/// What the description of an operation says of a status.
#[derive(Clone, Debug)]
pub(crate) struct StatusAnswer {
    pub(crate) status: (u16, u16),
    pub(crate) empty: bool,
    /// Wire names of secrets in the body of an error.
    pub(crate) secrets: Vec<String>,
}
