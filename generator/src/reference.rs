//! The reference pages, rendered from what is read and from examples: the spec language by its JSON Schema with one
//! example for each key, the lints by the table of codes with one example for each.
//!
//! In: the schema, which schemars derives from the structs of `spec`; `diag::Code`; `reference/examples.yaml` and
//! `reference/lints/examples.yaml`. Out: pages in Markdown. Types and texts cannot differ from what is read, since they
//! are what is read.

mod examples;
mod lints;
mod page;
#[cfg(test)]
mod tests;
mod types;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Error, Value};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::spec::schema;
use crate::yaml;

pub use lints::lint_reference;

const TEMPLATE: &str = include_str!("../templates/spec-language.md");

/// The page: what a spec means, and every key with its type, its text and an example.
pub fn reference() -> String {
    let sections = examples::sections();
    rendered(TEMPLATE, page::page(&schema(), &sections))
}

/// A page by its template.
fn rendered(template: &str, page: impl Serialize) -> String {
    let page = render(template, page).unwrap_or_else(|error| {
        unreachable!("generator bug: a page cannot be rendered: {error:#}")
    });
    format!("{}\n", page.trim_end())
}

/// Tags of a template that stand on lines of their own leave nothing on the page.
fn render(template: &str, page: impl Serialize) -> Result<String, Error> {
    let mut templates = Environment::new();
    templates.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?,
    );
    templates.render_str(template, Value::from(Serde(page)))
}

/// The examples of a page, from YAML.
fn read<T: DeserializeOwned>(text: &str) -> Vec<T> {
    let read = yaml::read(text).map_err(|error| format!("{error:?}"));
    let read = read.and_then(|(node, _)| yaml::fit(&node).map_err(|refusal| refusal.to_string()));
    read.unwrap_or_else(|error| unreachable!("generator bug: examples cannot be read: {error}"))
}
