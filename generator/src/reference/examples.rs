//! The examples: one for each key, each with the spec that it is a part of.

use serde::Deserialize;

use crate::spec::Table;

/// An object of the language as the page shows it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(
    not(test),
    expect(
        dead_code,
        reason = "only the tests read the specs around the examples"
    )
)]
pub(super) struct Section {
    /// Its name in the schema.
    #[serde(rename = "type")]
    pub(super) name: String,
    /// Its heading on the page.
    pub(super) heading: String,
    /// A spec in which the line `HERE` stands for an example.
    pub(super) frame: String,
    /// Other frames, for keys that need them.
    #[serde(default)]
    pub(super) frames: Table<String>,
    /// Examples by key, in the order of the page.
    pub(super) keys: Table<String>,
}

/// All sections, in the order of the page.
pub(super) fn sections() -> Vec<Section> {
    super::read(include_str!("examples.yaml"))
}

#[cfg(test)]
fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
fn key_of(line: &str) -> Option<&str> {
    line.split_once(':').map(|(key, _)| key)
}

#[cfg(test)]
impl Section {
    /// A whole spec that holds this example.
    pub(super) fn spec(&self, key: &str, example: &str) -> String {
        let frame = self.frames.get(key).unwrap_or(&self.frame);
        let column = frame
            .lines()
            .find(|line| line.trim() == "HERE")
            .map_or(0, indent);
        let (mut spec, mut gives_way) = (String::new(), false);
        for line in frame.lines() {
            if indent(line) <= column {
                gives_way = indent(line) == column
                    && example
                        .lines()
                        .any(|own| key_of(own) == key_of(line.trim()));
            }
            if line.trim() == "HERE" {
                spec.extend(
                    example
                        .lines()
                        .map(|line| format!("{:column$}{line}\n", "")),
                );
            } else if !gives_way {
                spec.push_str(line);
                spec.push('\n');
            }
        }
        spec
    }
}
