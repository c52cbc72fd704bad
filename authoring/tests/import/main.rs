//! Pages to YAML: each form of a table, each kind, both languages. The pages in `pages/` are made up; they have the
//! layouts of vendors' pages.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests end by panicking")]

mod forms;
mod hostile;
mod operations;
mod pages;
mod scalars;

use specwright_authoring::import::{Fragment, Options, fragment};
use specwright_authoring::page::{Page, TableKind, read};

/// The fragment of a text.
pub(crate) fn import(text: &str) -> Fragment {
    fragment(&read(text), &Options::default())
}

/// The only table of a text, as kind and rows of texts.
#[track_caller]
pub(crate) fn table(text: &str) -> (TableKind, Vec<Vec<String>>) {
    let page = read(text);
    assert_eq!(page.tables.len(), 1, "{page:#?}");
    (page.tables[0].kind, rows(&page, 0))
}

/// The texts of a table's cells.
pub(crate) fn rows(page: &Page, index: usize) -> Vec<Vec<String>> {
    let row = |row: &specwright_authoring::page::Row| {
        row.cells.iter().map(|cell| cell.text.clone()).collect()
    };
    page.tables[index].rows.iter().map(row).collect()
}

/// What is wrong with a fragment when it stands in a spec that has what pages do not say.
pub(crate) fn mistakes(yaml: &str) -> Vec<String> {
    let mut spec = String::from(
        "specwright: 1\napi: made\ntitle: Made\nservers: {default: \"https://made.example\"}\n",
    );
    spec.push_str(yaml);
    if !yaml.contains("\noperations:") {
        spec.push_str("\noperations:\n  ping: {call: GET /ping}\n");
    }
    if yaml.contains("\nerrors:") && !yaml.contains("\nenvelope:") {
        spec.push_str("\nenvelope:\n  - {success: {status: 2xx}, code: code}\n");
    }
    let loaded = specwright::load_text("made.yaml", spec);
    let errors = loaded
        .diagnostics
        .iter()
        .filter(|one| one.severity() == specwright::Severity::Error);
    // What these pages do not say; the author adds it.
    let unsaid = ["no envelope says where the error code is"];
    errors
        .map(|one| one.message().to_owned())
        .filter(|text| !unsaid.contains(&text.as_str()))
        .collect()
}
