//! A spec against the document that it was written from. In: an API, a page. Out: what one names and the other does not.
//!
//! The page is read twice: its tables come from [`crate::page`]; samples, addresses, headers and the like are looked for
//! by `evidence`. Each piece finds the operation or type that it speaks of, and is compared with that alone: a member `id`
//! that one object of a sample has is not found because another type has one too.
//!
//! Names that a spec leaves out on purpose it may tell of in words: addresses in backquotes in the text of the API,
//! members of answers in backquotes in the texts of envelopes.

mod compare;
mod context;
mod evidence;
mod finding;
mod ledger;
mod names;
mod pair;
mod report;
mod shape;
mod wire;

use specwright::model::Api;

pub use finding::{Audit, Finding, Kind, Problem};
pub use report::{human, json, summary};

use crate::page::Page;

/// What an audit is told beside the spec and the page.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Name of the document. Where facts of the spec name it as their source and it is not the spec's main document, these
    /// facts are what the page must name; otherwise those of the main document are.
    pub document: Option<String>,
    /// Names that are not reported.
    pub ignore: Vec<String>,
}

/// Whether nothing on a page can be compared with a spec: no table, no sample, no address. Such a page is another one, or
/// one that scripts fill.
pub fn is_silent(page: &Page) -> bool {
    page.tables.is_empty() && evidence::Evidence::of(page).is_empty()
}

/// Compares a spec with a page.
///
/// ```
/// use specwright_authoring::{audit, page};
///
/// let spec = "specwright: 1\napi: shop\ntitle: Shop\nservers: {default: \"https://shop.example.com\"}\n\
///             errors: {E_GONE: {class: not_found, text: it is gone}}\n";
/// let loaded = specwright::load_text("shop.yaml", spec);
/// let page = page::read("Error code | Description\n---|---\nE_GONE | It is gone.\nE_BUSY | Try later.\n");
/// let found = audit::audit(&loaded.apis[0], &page, &audit::Options::default());
/// let codes: Vec<_> = found.findings.iter().filter(|one| one.kind == audit::Kind::Code).collect();
/// assert_eq!((codes[0].name.as_str(), codes[0].lines.as_slice()), ("E_BUSY", &[4][..]));
/// ```
pub fn audit(api: &Api, page: &Page, options: &Options) -> Audit {
    let context = context::Context::new(api, page, options);
    let mut ledger = ledger::Ledger::default();
    let compared = compare::all(&context, &mut ledger);
    let mut findings = pair::up(ledger.findings);
    findings.retain(|one| !options.ignore.contains(&one.name));
    findings.sort_by(|a, b| {
        let key = |one: &Finding| (one.kind, one.lines.first().copied().unwrap_or(usize::MAX));
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
    Audit { findings, compared }
}
