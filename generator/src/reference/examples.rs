//! The examples: one for each key, each with the spec that it is a part of.

use serde::Deserialize;

use crate::spec::Table;
use crate::yaml;

/// An object of the language as the page shows it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    /// Its name in the schema.
    #[serde(rename = "type")]
    pub(super) name: String,
    /// Its heading on the page.
    pub(super) heading: String,
    /// A spec in which the line `HERE` stands for an example.
    pub(super) frame: String,
    /// Examples by key, in the order of the page.
    pub(super) keys: Table<String>,
}

/// All sections, in the order of the page.
pub(super) fn sections() -> Vec<Section> {
    let text = include_str!("examples.yaml");
    let sections = yaml::read(text).map_err(|error| format!("{error:?}"));
    let sections = sections.and_then(|(node, _)| yaml::fit(&node).map_err(|refusal| refusal.to_string()));
    sections.unwrap_or_else(|error| unreachable!("generator bug: examples.yaml cannot be read: {error}"))
}

#[cfg(test)]
impl Section {
    /// A whole spec that holds this example.
    pub(super) fn spec(&self, example: &str) -> String {
        let mut spec = String::new();
        for line in self.frame.lines() {
            let indent = &line[..line.len() - line.trim_start().len()];
            if line.trim() != "HERE" {
                spec.push_str(line);
                spec.push('\n');
                continue;
            }
            for line in example.lines() {
                spec.push_str(&format!("{indent}{line}\n"));
            }
        }
        spec
    }
}
