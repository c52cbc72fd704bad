//! From tables of a page to YAML. In: a page. Out: a fragment of a spec, and what was not understood.
//!
//! The fragment has the page's order and words. It is a start: what the page does not say, or says elsewhere, is the
//! author's to add, and what is guessed (types from samples, classes of errors, the envelope) says so in a comment.
//!
//! Stages: `calls` and `server` (addresses), `tree` (rows that hold rows), `members`, `errors`, `values` (rows -> entries), `envelope`,
//! `sections`, `answers`, `operations` and `samples` (what
//! belongs together), `fragment` (entries -> YAML). `classes`, `hints`, `naming`, `titles` and `typing` hold what is known of words; `yaml` alone writes.

mod answers;
mod asked;
mod calls;
mod classes;
mod envelope;
mod errors;
mod fragment;
mod hints;
mod holes;
mod members;
mod naming;
mod operations;
mod rows;
mod samples;
mod sections;
mod server;
mod titles;
mod tree;
mod typing;
mod values;
mod yaml;

use crate::page::{Page, Remark, TableKind};

/// What to make of a page.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What every table is taken for, instead of what its words say.
    pub kind: Option<TableKind>,
    /// Name of the page, for the comment at the top.
    pub source: Option<String>,
}

/// What a page gave.
#[derive(Clone, Debug, Default)]
pub struct Fragment {
    /// YAML: some of the keys at the top of a spec. Empty where the page has no table that was understood.
    pub yaml: String,
    /// The same, key by key.
    pub parts: Parts,
    /// What the page calls itself: its first heading.
    pub title: Option<String>,
    /// Scheme, host and the path that all operations share, where the page shows an address.
    pub server: Option<String>,
    /// What was not understood, or was guessed against the page's order, by line.
    pub remarks: Vec<Remark>,
    /// How many tables it was made of.
    pub tables: usize,
}

/// The keys of a fragment, each with its comments and its key; empty where the page has nothing for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// `envelope:`
    pub envelope: String,
    /// `errors:`
    pub errors: String,
    /// `types:`
    pub types: String,
    /// `operations:`
    pub operations: String,
}

/// Writes the tables of a page as a fragment of a spec.
///
/// ```
/// use specwright_authoring::{import, page};
///
/// let page = page::read("Error code\tDescription\n1001\tThe token has expired\n");
/// let fragment = import::fragment(&page, &import::Options::default());
/// assert!(fragment.yaml.contains("  1001: {name: TokenExpired, class: auth, retry: after_auth, text: The token has expired}"));
/// ```
pub fn fragment(page: &Page, options: &Options) -> Fragment {
    fragment::make(page, options)
}
