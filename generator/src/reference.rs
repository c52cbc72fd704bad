//! The reference page of the spec language, rendered from its JSON Schema and from one example for each key.
//!
//! In: the schema, which schemars derives from the structs of `spec`, and `reference/examples.yaml`. Out: a page in
//! Markdown. Types and texts cannot differ from what is read, since they are what is read.

mod examples;
mod page;
#[cfg(test)]
mod tests;
mod types;

use minijinja::{Environment, context};

const TEMPLATE: &str = include_str!("../templates/spec-language.md");

/// The page: what a spec means, and every key with its type, its text and an example.
pub fn reference() -> String {
    let sections = examples::sections();
    let page = page::page(&super::schema(), &sections);
    let mut templates = Environment::new();
    templates.set_trim_blocks(true);
    templates.set_lstrip_blocks(true);
    templates.set_keep_trailing_newline(true);
    let rendered = templates.render_str(TEMPLATE, context! { objects => page.objects, words => page.words });
    rendered.unwrap_or_else(|error| unreachable!("generator bug: the reference page cannot be rendered: {error:#}"))
}
