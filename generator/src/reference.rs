//! The reference page of the spec language, rendered from its JSON Schema and from one example for each key.
//!
//! In: the schema, which schemars derives from the structs of `spec`, and `reference/examples.yaml`. Out: a page in
//! Markdown. Types and texts cannot differ from what is read, since they are what is read.

mod examples;
mod page;
#[cfg(test)]
mod tests;
mod types;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Error, Value};

const TEMPLATE: &str = include_str!("../templates/spec-language.md");

/// The page: what a spec means, and every key with its type, its text and an example.
pub fn reference() -> String {
    let sections = examples::sections();
    let page = page::page(&super::schema(), &sections);
    let page = render(&page).unwrap_or_else(|error| {
        unreachable!("generator bug: the page cannot be rendered: {error:#}")
    });
    format!("{}\n", page.trim_end())
}

/// Tags of the template that stand on lines of their own leave nothing on the page.
fn render(page: &page::Page) -> Result<String, Error> {
    let mut templates = Environment::new();
    templates.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?,
    );
    templates.render_str(TEMPLATE, Value::from(Serde(page)))
}
