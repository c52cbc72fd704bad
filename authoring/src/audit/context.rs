//! What all comparisons share: the spec, the page, and whose authority a fact stands on. In: model, page. Out: answers to
//! small questions.

use std::collections::HashSet;

use specwright::Place;
use specwright::model::{Api, Basis, Envelope, Operation, Source, TypeDef, TypeId};
use specwright::places;

use super::Options;
use super::evidence::Evidence;
use crate::page::Page;

/// What is compared.
pub(crate) struct Context<'a> {
    pub(crate) api: &'a Api,
    pub(crate) page: &'a Page,
    pub(crate) evidence: Evidence,
    /// Name of another document of the spec, if the page is that one.
    other: Option<&'a str>,
    told: Told,
}

/// What the texts of a spec tell of, so that the tables need not.
#[derive(Default)]
struct Told {
    /// Addresses.
    addresses: HashSet<String>,
    /// Members of answers beside those that are read.
    members: HashSet<String>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(api: &'a Api, page: &'a Page, options: &'a Options) -> Self {
        Self {
            api,
            page,
            evidence: Evidence::of(page),
            other: options
                .document
                .as_deref()
                .filter(|name| is_other(api, name)),
            told: Told::of(api),
        }
    }

    /// Whether a fact stands on the authority of the page. The sources go from the fact outwards: the first that names a
    /// document decides, and none may be less than documented.
    pub(crate) fn expects(&self, sources: &[&Source]) -> bool {
        let documented = sources.iter().all(|one| one.basis == Basis::Documented);
        let main = self.api.source.document.as_deref();
        let named = sources
            .iter()
            .find(|one| one.document.is_some() || one.url.is_some());
        let from = named.map(|one| one.document.as_deref());
        documented
            && match (self.other, from) {
                (Some(other), from) => from.flatten() == Some(other),
                (None, None) => true,
                (None, Some(document)) => document.is_some() && document == main,
            }
    }

    pub(crate) fn expects_operation(&self, operation: &Operation) -> bool {
        self.expects(&[&operation.source])
    }

    /// The operations that the page names by the spec's word, then the others; by index.
    pub(crate) fn operations(&self) -> Vec<usize> {
        let all = 0..self.api.operations.len();
        let (mut own, others): (Vec<usize>, Vec<usize>) =
            all.partition(|index| self.expects_operation(&self.api.operations[*index]));
        own.extend(others);
        own
    }

    pub(crate) fn tells_address(&self, text: &str) -> bool {
        self.told.addresses.contains(text)
    }

    pub(crate) fn tells_member(&self, name: &str) -> bool {
        self.told.members.contains(name)
    }

    pub(crate) fn def(&self, id: TypeId) -> &'a TypeDef {
        &self.api.types[id.0]
    }

    /// Where a parameter of an operation would stand.
    pub(crate) fn params_place(&self, operation: usize) -> Place {
        places::operation(&self.api.operations[operation])
            .key("params")
            .of_key()
    }

    /// Where the envelopes of an operation stand: its own, or those that all share.
    pub(crate) fn envelope_place(&self, operation: usize) -> Place {
        let own = &self.api.operations[operation].envelopes;
        let same = |other: &&Operation| other.envelopes == *own;
        let shared = self.api.operations.iter().filter(same).count() > 1;
        match shared || self.api.operations.len() == 1 {
            true => self.section("envelope"),
            false => places::operation(&self.api.operations[operation])
                .key("envelope")
                .of_key(),
        }
    }

    /// A section of the spec.
    pub(crate) fn section(&self, name: &str) -> Place {
        let file = match name {
            "errors" => self.api.errors.first().map(|row| row.file),
            "servers" => self.api.servers.first().map(|server| server.file),
            _ => None,
        };
        Place::file(file.unwrap_or(self.api.file))
            .key(name)
            .of_key()
    }
}

impl Told {
    fn of(api: &Api) -> Self {
        let mut told = Self::default();
        let words = api.doc.iter().flat_map(|text| in_backquotes(text));
        for word in words {
            if word.contains("://") {
                told.addresses.insert(word.to_owned());
            }
        }
        let envelopes = api.operations.iter().flat_map(|one| &one.envelopes);
        for text in envelopes.filter_map(|envelope: &Envelope| envelope.doc.as_deref()) {
            told.members.extend(in_backquotes(text).map(str::to_owned));
        }
        told
    }
}

fn in_backquotes(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Whether a fact of the spec names this document, and it is not the spec's main one.
fn is_other(api: &Api, name: &str) -> bool {
    let operations = api.operations.iter().map(|one| &one.source);
    let params = api.operations.iter().flat_map(|one| &one.params);
    let params = params.map(|param| &param.field.doc.source);
    let rows = api.errors.iter().map(|one| &one.source);
    let types = api.types.iter().map(|one| &one.source);
    let mut sources = operations.chain(params).chain(rows).chain(types);
    api.source.document.as_deref() != Some(name)
        && sources.any(|source| source.document.as_deref() == Some(name))
}
