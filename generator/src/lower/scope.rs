//! What every later pass may look up: types, credentials, the name of the API and its document.

use super::index::Types;
use crate::diag::Place;
use crate::model::{Credential, Signature};

/// Read-only tables over the whole spec.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    pub(super) types: Types<'a>,
    pub(super) credentials: &'a [Credential],
    pub(super) signatures: &'a [Signature],
    /// Document that the spec was written from.
    pub(super) document: Option<&'a str>,
}

/// The place of a key below `place`.
pub(super) fn at(place: &Place, key: &str) -> Place {
    place.clone().key(key)
}
