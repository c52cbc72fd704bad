//! Model to plan: final Rust names, Rust types, boxes, codecs, documentation.
//!
//! In: a checked model. Out: plain data for `emit`, which decides nothing any more.

mod answers;
mod boxes;
mod callers;
mod client;
mod data;
mod doc;
mod errors;
mod example;
mod operation;
mod paging;
mod policy;
mod sample;
mod signature;
#[cfg(test)]
mod tests;
mod ty;
mod types;

use std::collections::BTreeSet;

pub(crate) use data::*;

use crate::ident;
use crate::markdown;
use crate::model::{self, TypeId};
use ty::Types;

/// Plans an API. The model must have passed `check`: names are taken to be free of collisions.
pub(crate) fn plan(api: &model::Api) -> Api {
    let types = Types::new(api);
    let mut shared = Shared::default();
    let operations = api
        .operations
        .iter()
        .map(|op| operation::operation(&types, op, &mut shared))
        .collect();
    let signatures = api
        .signatures
        .iter()
        .map(|item| signature::signature(item, &mut shared))
        .collect();
    let items = api.types.iter().enumerate();
    Api {
        name: api.name.clone(),
        module: ident::snake(&api.name),
        title: markdown::inline(&api.title),
        doc: api_doc(api),
        servers: api.servers.iter().map(client::server).collect(),
        variables: api.variables.iter().map(client::variable).collect(),
        credentials: api
            .credentials
            .iter()
            .map(|item| client::credential(api, item))
            .collect(),
        signers: signers(api),
        signatures,
        errors: api.errors.iter().map(errors::row).collect(),
        types: items
            .filter_map(|(id, def)| types::item(&types, TypeId(id), def))
            .collect(),
        operations,
        auth: shared.auth,
        envelopes: shared.envelopes,
        tokens: shared.tokens,
        limits: shared.limits,
        policies: shared.policies,
        choices: choices(api),
    }
}

/// What operations have in common, collected while they are planned.
#[derive(Default)]
struct Shared {
    auth: Vec<Vec<Auth>>,
    envelopes: Vec<Vec<Envelope>>,
    tokens: Vec<Vec<Token>>,
    limits: Vec<Vec<Limit>>,
    policies: Vec<Policy>,
    /// Names of tests taken so far.
    tests: BTreeSet<String>,
}

impl Shared {
    /// A name for a test, unlike all others.
    fn test(&mut self, name: &str) -> String {
        let mut test = name.to_owned();
        while !self.tests.insert(test.clone()) {
            test.push_str("_again");
        }
        test
    }

    /// The index of a list among those met so far; none for an empty one.
    fn index<T: Clone + PartialEq>(known: &mut Vec<Vec<T>>, list: &[T]) -> Option<usize> {
        if list.is_empty() {
            return None;
        }
        let found = known.iter().position(|item| item == list);
        Some(found.unwrap_or_else(|| {
            known.push(list.to_vec());
            known.len() - 1
        }))
    }
}

fn api_doc(api: &model::Api) -> Doc {
    let title = doc::text_or(Some(&api.title), || markdown::code(&api.name));
    doc::paragraphs([
        title,
        markdown::lines(api.doc.as_deref().unwrap_or_default()),
        policy::api_policy_doc(api),
        doc::provenance(&api.source),
    ])
}

/// Names of the signers that some operation asks for, each once.
fn signers(api: &model::Api) -> Vec<String> {
    let mut names = Vec::new();
    let auth = api.operations.iter().flat_map(|op| &op.auth);
    for auth in auth.flat_map(Auth::ways) {
        if let Auth::Signer { name } = auth
            && !names.contains(name)
        {
            names.push(name.clone());
        }
    }
    names
}

/// Names of the ways of authorisation that callers choose from, each once.
fn choices(api: &model::Api) -> Vec<String> {
    let mut names = Vec::new();
    for auth in api.operations.iter().flat_map(|op| &op.auth) {
        let Auth::AnyOf(choices) = auth else {
            continue;
        };
        for (name, _) in choices {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    names
}
