//! The comparisons, one per kind of evidence, and the way back: what the spec names and none of them met. In: context.
//! Out: findings in the ledger, counts of what was compared.

mod addresses;
mod codes;
mod described;
mod groups;
mod hosts;
mod programs;
mod routes;
mod rows;
mod samples;
mod tables;
mod unmet;
mod values;

use specwright::{Place, places};

use super::context::Context;
use super::finding::Kind;
use super::ledger::Ledger;
use addresses::Resolved;

/// Compares everything.
pub(crate) fn all(context: &Context<'_>, ledger: &mut Ledger) -> Vec<(Kind, usize)> {
    let resolved = addresses::compare(context, ledger);
    let near = Near(&resolved);
    tables::compare(context, &near, ledger);
    samples::compare(context, &near, ledger);
    programs::compare(context, &near, ledger);
    codes::compare(context, ledger);
    unmet::compare(context, ledger)
}

/// What the address before a line of the page leads to: a page shows an address, then what belongs to it.
pub(crate) struct Near<'r>(&'r [Resolved]);

/// What an address leads to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Led<'r> {
    /// To these operations.
    To(&'r [usize]),
    /// To an operation that the spec lacks.
    Missing,
    /// There is no address before.
    Nowhere,
}

impl Near<'_> {
    pub(crate) fn before(&self, line: usize) -> Led<'_> {
        match self.0.iter().rev().find(|one| one.line <= line) {
            Some(one) if one.operations.is_empty() => Led::Missing,
            Some(one) => Led::To(&one.operations),
            None => Led::Nowhere,
        }
    }

    /// Where in the spec something of this line could stand, if nothing more is known of it.
    pub(crate) fn place(&self, context: &Context<'_>, line: usize) -> Place {
        match self.before(line) {
            Led::To([first, ..]) => places::operation(&context.api.operations[*first]).of_key(),
            _ => context.section("operations"),
        }
    }

    /// Whether the page has an address that the spec lacks.
    pub(crate) fn any_missing(&self) -> bool {
        self.0.iter().any(|one| one.operations.is_empty())
    }
}
