//! What every later pass may look up: types, credentials, servers, limits, the document.

use std::collections::HashMap;

use super::index::Types;
use crate::diag::Place;
use crate::model::{Credential, Limit, Server, Signature};

/// Read-only tables over the whole spec.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    pub(super) types: Types<'a>,
    /// Tokens are among them.
    pub(super) credentials: &'a [Credential],
    pub(super) signatures: &'a [Signature],
    pub(super) servers: &'a [Server],
    /// Tokens by name, each with its number.
    pub(super) tokens: HashMap<&'a str, (usize, &'a str)>,
    pub(super) limits: HashMap<&'a str, &'a Limit>,
    /// Names of the limits in the order of the spec.
    pub(super) limit_names: Vec<&'a str>,
    /// Document that the spec was written from.
    pub(super) document: Option<&'a str>,
}

/// The place of a key below `place`.
pub(super) fn at(place: &Place, key: &str) -> Place {
    place.clone().key(key)
}
