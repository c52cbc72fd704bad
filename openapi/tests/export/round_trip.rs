//! Import of an export gives the same API.

use specwright::model::Api;
use specwright_authoring::diff;
use specwright_openapi::export::{Options, export};
use specwright_openapi::import::{self, Documents, import};

use crate::specs::{Spec, all};

/// The model as text, without the numbers of files: a spec of many becomes one. Import allows what the lints say of a
/// spec, so `allow` is only looked at where they said nothing.
fn shown(api: &Api, with_allow: bool) -> String {
    let mut api = api.clone();
    if !with_allow {
        api.allow.clear();
    }
    let text = format!("{api:#?}");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("FileId(") {
        out.push_str(before);
        out.push_str("a file");
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// The first lines that differ, for messages.
fn difference(one: &str, other: &str) -> String {
    let lines = one.lines().zip(other.lines()).enumerate();
    let mut different = lines.filter(|(_, (one, other))| one != other);
    match different.next() {
        Some((number, (one, other))) => format!("line {number}: {one} became {other}"),
        None => "one is longer".to_owned(),
    }
}

fn back(spec: &Spec, text: String) -> specwright::Loaded {
    let imported = import(
        &Documents::new("document", text),
        &import::Options::default(),
    );
    let imported = imported.expect("an export can be read");
    let loaded = specwright::load_text("again.yaml", imported.files[0].1.clone());
    let mistakes: Vec<&str> = loaded.diagnostics.iter().map(|one| one.message()).collect();
    assert_eq!(loaded.apis.len(), 1, "{}: {mistakes:#?}", spec.name);
    loaded
}

#[test]
fn every_spec_comes_back_as_it_was() {
    let mut failed = Vec::new();
    for spec in all() {
        let document = export(&spec.loaded.apis[0], &Options::default());
        for text in [document.to_yaml(), document.to_json()] {
            let again = back(&spec, text);
            let is_clean = spec.loaded.diagnostics.is_empty();
            let before = shown(&spec.loaded.apis[0], is_clean);
            let after = shown(&again.apis[0], is_clean);
            if before != after {
                failed.push(format!("{}: {}", spec.name, difference(&before, &after)));
                continue;
            }
            let changes = diff::compare(&spec.loaded, &again);
            assert!(changes.is_empty(), "{}: {changes:#?}", spec.name);
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn an_export_of_an_import_of_an_export_is_the_same() {
    let mut failed = Vec::new();
    for spec in all()
        .into_iter()
        .filter(|spec| spec.loaded.diagnostics.is_empty())
    {
        let options = Options::default();
        let first = export(&spec.loaded.apis[0], &options).to_yaml();
        let again = back(&spec, first.clone());
        let second = export(&again.apis[0], &options).to_yaml();
        if first != second {
            failed.push(format!("{}: {}", spec.name, difference(&first, &second)));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn tags_of_a_folder_are_files() {
    for spec in all()
        .into_iter()
        .filter(|spec| spec.name.ends_with("specs/tca"))
    {
        let options = Options {
            sources: Some(&spec.loaded.sources),
            ..Options::default()
        };
        let document = export(&spec.loaded.apis[0], &options);
        let imported = import(
            &Documents::new("tca.json", document.to_json()),
            &import::Options {
                folder: true,
                ..import::Options::default()
            },
        );
        let imported = imported.expect("it can be read");
        let files: Vec<&str> = imported
            .files
            .iter()
            .map(|(path, _)| path.as_str())
            .collect();
        assert!(
            files.contains(&"repos.yaml") && files.contains(&"issues.yaml"),
            "{files:?}"
        );
    }
}
