//! The page of lints, rendered from the table of codes and from one example for each.
//!
//! In: `diag::Code`, the schema, which says what the subjects of a lint are, and `lints/examples.yaml`. Out: a page in
//! Markdown. The reports on it are what the examples really get.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{read, rendered};
use crate::diag::Code;
use crate::load::lint_text;
use crate::spec::schema;

const TEMPLATE: &str = include_str!("../../templates/lints.md");

/// An example as it is written down.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    /// Word of the lint.
    lint: String,
    /// Why it matters.
    why: String,
    /// A spec that it is about.
    spec: String,
    /// What allows it there.
    allow: String,
}

/// What the template prints.
#[derive(Debug, Serialize)]
struct Page {
    lints: Vec<Lint>,
}

#[derive(Debug, Serialize)]
struct Lint {
    word: String,
    code: String,
    kind: &'static str,
    title: &'static str,
    why: String,
    spec: String,
    report: String,
    subjects: String,
    allow: String,
}

/// The page: each lint with the reason for it, an example, its report and how it is allowed.
pub fn lint_reference() -> String {
    let schema = schema();
    let mut examples = examples();
    examples.sort_by_key(|example| code_of(example).map(Code::number));
    let lints = examples.iter().filter_map(|example| {
        let code = code_of(example)?;
        let key = format!("/$defs/Allow/properties/{}/description", example.lint);
        let subjects = schema.pointer(&key).and_then(|text| text.as_str());
        Some(Lint {
            word: example.lint.clone(),
            code: code.id(),
            kind: code.severity().word(),
            title: code.title(),
            why: example.why.clone(),
            spec: example.spec.trim_end().to_owned(),
            report: report(code, &example.spec),
            subjects: subjects.unwrap_or_default().replace('\n', " "),
            allow: example.allow.trim_end().to_owned(),
        })
    });
    let page = Page {
        lints: lints.collect(),
    };
    rendered(TEMPLATE, page)
}

fn code_of(example: &Example) -> Option<Code> {
    Code::lints().find(|code| code.lint() == Some(&example.lint))
}

/// What is said of this kind in a spec.
fn report(code: Code, spec: &str) -> String {
    let mut loaded = lint_text("shop.yaml", spec);
    loaded.diagnostics.retain(|problem| problem.code() == code);
    let reports = loaded.diagnostics.reports(&loaded.sources);
    reports.join("\n\n")
}

fn examples() -> Vec<Example> {
    read(include_str!("lints/examples.yaml"))
}
