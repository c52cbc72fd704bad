//! No spec that reading accepts is refused by the schema; nor are the files of a spec that is a folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::judge::{Judge, files, value};

/// All specs of the repository that are right.
pub(crate) fn specs() -> Vec<PathBuf> {
    ["../specs", "../examples/specs", "tests/golden"]
        .iter()
        .flat_map(|folder| files(Path::new(folder)))
        .collect()
}

#[test]
fn the_schema_accepts_what_reading_accepts() {
    let judge = Judge::new();
    let specs = specs();
    assert!(specs.len() > 30, "there are only {} specs", specs.len());
    for path in specs {
        let text = fs::read_to_string(&path).expect("a spec can be read");
        let value = value(&text).expect("a spec is YAML");
        assert!(
            judge.accepts(&value),
            "{} is refused:\n{:#?}",
            path.display(),
            judge.complaints(&value)
        );
    }
}

#[test]
fn specs_for_people_name_the_schema() {
    for folder in ["../specs", "../examples/specs"] {
        for path in files(Path::new(folder)) {
            let text = fs::read_to_string(&path).expect("a spec can be read");
            let line = text.lines().next().unwrap_or_default();
            let named = line.strip_prefix("# yaml-language-server: $schema=");
            let named = named.unwrap_or_default();
            assert!(!named.is_empty(), "{} names no schema", path.display());
            let schema = path.with_file_name(named);
            assert!(schema.is_file(), "{} names {named}", path.display());
            assert!(schema.ends_with("docs/spec.schema.json"), "{named}");
        }
    }
}
