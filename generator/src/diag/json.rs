//! Reports for programs: one JSON array.

use serde_json::{Map, Value, json};

use super::Diagnostics;
use super::locate::{Region, locate};
use crate::source::SourceMap;

impl Diagnostics {
    /// All problems as a JSON array, in the order of the human report. Each has `path`, `line`, `column`, `end_line`,
    /// `end_column`, `severity`, `code`, `lint` (its word, null for an error), `message`, `labels` (each with a position and a
    /// `text`) and `help`.
    pub fn render_json(&self, sources: &SourceMap) -> String {
        let all = locate(self, sources).into_iter().map(|found| {
            let mut object = position(sources, &found.at);
            let under = found.under.map(|text| (&found.at, text));
            let rest = found.labels.iter().map(|(region, text)| (region, *text));
            let labels: Vec<Value> = under
                .into_iter()
                .chain(rest)
                .map(|(at, text)| label(sources, at, text))
                .collect();
            object.insert("severity".into(), json!(found.problem.severity().word()));
            object.insert("code".into(), json!(found.problem.code().id()));
            object.insert("lint".into(), json!(found.problem.code().lint()));
            object.insert("message".into(), json!(found.problem.message()));
            object.insert("labels".into(), Value::Array(labels));
            object.insert("help".into(), json!(found.problem.shown_help()));
            Value::Object(object)
        });
        format!("{:#}\n", Value::Array(all.collect()))
    }
}

fn label(sources: &SourceMap, region: &Region, text: &str) -> Value {
    let mut object = position(sources, region);
    object.insert("text".into(), json!(text));
    Value::Object(object)
}

fn position(sources: &SourceMap, region: &Region) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("path".into(), json!(sources.path(region.file)));
    object.insert("line".into(), json!(region.start.line));
    object.insert("column".into(), json!(region.start.column));
    object.insert("end_line".into(), json!(region.end.line));
    object.insert("end_column".into(), json!(region.end.column));
    object
}
