//! What a validator of others says of a text by the schema.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use crate::compare::Complaint;

/// A validator with the schema of the language.
pub(crate) struct Judge(Validator);

impl Judge {
    pub(crate) fn new() -> Self {
        let validator = jsonschema::draft202012::new(&specwright::schema());
        Self(validator.expect("the schema is one"))
    }

    pub(crate) fn accepts(&self, value: &Value) -> bool {
        self.0.is_valid(value)
    }

    /// Everything that the schema finds.
    pub(crate) fn complaints(&self, value: &Value) -> Vec<Complaint> {
        self.0
            .iter_errors(value)
            .flat_map(|error| complaints(&error))
            .collect()
    }
}

/// A map is not told of what it should not hold: each of these entries is.
fn complaints(error: &ValidationError<'_>) -> Vec<Complaint> {
    let pointer = error.instance_path().to_string();
    let steps = pointer.split('/').skip(1);
    // As JSON pointers spell `~` and `/`.
    let path: Vec<String> = steps
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .collect();
    let complaint = |entry: Option<&String>| Complaint {
        path: path.iter().chain(entry).cloned().collect(),
        text: error.to_string(),
    };
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|entry| complaint(Some(entry)))
            .collect(),
        _ => vec![complaint(None)],
    }
}

/// The value of a YAML text as validators see it: keys are texts. Nothing if it is not YAML.
pub(crate) fn value(text: &str) -> Option<Value> {
    json(serde_yaml::from_str(text).ok()?)
}

/// The same value in JSON, whose keys are texts.
pub(crate) fn json(value: serde_yaml::Value) -> Option<Value> {
    match value {
        serde_yaml::Value::Mapping(entries) => {
            let entry = |(key, value)| match key {
                serde_yaml::Value::String(key) => Some((key, json(value)?)),
                serde_yaml::Value::Number(key) => Some((key.to_string(), json(value)?)),
                _ => None,
            };
            let entries: Option<serde_json::Map<_, _>> = entries.into_iter().map(entry).collect();
            entries.map(Value::Object)
        }
        serde_yaml::Value::Sequence(items) => items.into_iter().map(json).collect(),
        serde_yaml::Value::Tagged(_) => None,
        other => serde_json::to_value(other).ok(),
    }
}

/// The YAML files of a folder and of those in it, by name.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry can be read").path())
        .collect();
    paths.sort();
    let below = |path: PathBuf| match path.is_dir() {
        true => files(&path),
        false => vec![path],
    };
    let is_yaml = |path: &PathBuf| path.extension().is_some_and(|end| end == "yaml");
    paths.into_iter().flat_map(below).filter(is_yaml).collect()
}
