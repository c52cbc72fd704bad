//! What comes of the fixtures, kept beside them; `UPDATE=1` renews it.

use std::fmt::Write as _;

use specwright_openapi::import::{Imported, Kind, Options};

use super::{import_text, path, text};

/// The spec and the remarks as one text.
fn shown(imported: &Imported) -> String {
    let mut out = String::new();
    for (name, text) in &imported.files {
        let _ = write!(out, "----- {name}\n{text}");
    }
    out.push_str("----- remarks\n");
    for remark in &imported.remarks {
        let kind = match remark.kind {
            Kind::NotCarried => "not carried over",
            Kind::Guessed => "guessed",
        };
        let line = remark.line.unwrap_or_default();
        let _ = writeln!(
            out,
            "{line}: {}\n    {kind}: {}",
            remark.pointer, remark.text
        );
    }
    out
}

fn check(name: &str, options: &Options) {
    let imported = import_text(name, &text(name), options).expect("what it should be");
    let files = imported
        .files
        .iter()
        .map(|(path, text)| (path.clone(), text.clone().into_bytes()));
    let root = if imported.files.len() == 1 {
        ""
    } else {
        "spec"
    };
    let files: Vec<(String, Vec<u8>)> = match root {
        "" => files.map(|(_, bytes)| (String::new(), bytes)).collect(),
        _ => files.collect(),
    };
    let loaded = specwright::load_texts(root, files);
    let report = loaded.diagnostics.render_human(&loaded.sources, false);
    assert!(loaded.diagnostics.is_empty(), "{name}: {report}");
    assert_eq!(loaded.apis.len(), 1);

    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let golden = path(&format!("{stem}.imported.txt"));
    let made = shown(&imported);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&golden, &made).expect("what it should be");
    }
    let kept = std::fs::read_to_string(&golden).unwrap_or_default();
    assert!(
        kept == made,
        "{name}: UPDATE=1 renews {}\n{made}",
        golden.display()
    );
}

#[test]
fn a_document_of_3_0() {
    check("library.yaml", &Options::default());
}

#[test]
fn a_document_of_swagger_2() {
    check("tickets.json", &Options::default());
}

#[test]
fn a_document_of_several_files() {
    check("split/api.yaml", &Options::default());
}

#[test]
fn a_document_with_everything_as_a_folder() {
    let folder = true;
    check(
        "everything.yaml",
        &Options {
            folder,
            ..Options::default()
        },
    );
}
