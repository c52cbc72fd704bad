//! The page, the schema and the examples cannot drift apart, nor from the committed files.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::{examples, page};
use crate::{load_text, reference, schema};

#[test]
fn every_key_of_the_schema_has_an_example_and_the_reverse() {
    let schema = schema();
    let mut shown = BTreeSet::new();
    for section in examples::sections() {
        let (map, _) =
            page::map_of(&schema, &section.name).expect("the section is an object of the schema");
        let keys: BTreeSet<&str> = properties(map.get("properties")).collect();
        let examples: BTreeSet<&str> = section.keys.keys().collect();
        assert_eq!(keys, examples, "keys and examples of `{}`", section.name);
        shown.insert(section.name);
    }
    let defined: Vec<&str> = properties(schema.get("$defs")).collect();
    for name in defined {
        let has_keys =
            page::map_of(&schema, name).is_some_and(|(map, _)| map.contains_key("properties"));
        assert!(
            !has_keys || shown.contains(name),
            "`{name}` has keys and no section in examples.yaml"
        );
    }
}

#[test]
fn every_example_shows_its_key_in_a_spec_without_mistakes() {
    for section in examples::sections() {
        for (key, example) in &section.keys {
            let shows = example
                .lines()
                .any(|line| line.starts_with(&format!("{key}:")));
            assert!(
                shows,
                "the example of `{}.{key}` does not show it",
                section.name
            );
            let spec = section.spec(key, example);
            let loaded = load_text("example.yaml", spec.clone());
            let report = loaded.diagnostics.render_human(&loaded.sources, false);
            assert!(
                !loaded.diagnostics.has_errors(),
                "{}.{key}:\n{report}\n{spec}",
                section.name
            );
        }
    }
}

#[test]
fn the_page_is_committed() {
    is_committed("spec-language.md", &reference());
}

#[test]
fn the_schema_is_committed() {
    is_committed("spec.schema.json", &format!("{:#}\n", schema()));
}

fn properties(object: Option<&Value>) -> impl Iterator<Item = &str> {
    object
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(|object| object.keys().map(String::as_str))
}

#[track_caller]
pub(super) fn is_committed(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../docs")
        .join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).expect("docs/ can be written");
    }
    let committed = std::fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(
        committed == text,
        "docs/{name} is stale: run the tests of the generator with UPDATE=1"
    );
}
