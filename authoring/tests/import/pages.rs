//! Whole pages. What is made of each is kept beside it and read again by the generator; `UPDATE=1` writes it anew.

use std::path::Path;

use specwright_authoring::import::{Options, fragment};
use specwright_authoring::page::read;

#[track_caller]
fn check(file: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/pages");
    let text = std::fs::read_to_string(folder.join(file)).unwrap();
    let options = Options {
        kind: None,
        source: Some(file.to_owned()),
    };
    let found = fragment(&read(&text), &options);
    let kept = folder.join(file).with_extension("yaml");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&kept, &found.yaml).unwrap();
    }
    let expected = std::fs::read_to_string(&kept).unwrap_or_default();
    assert_eq!(found.yaml, expected, "{file}; UPDATE=1 writes it anew");
    let mistakes = crate::mistakes(&found.yaml);
    assert!(mistakes.is_empty(), "{file}: {mistakes:#?}\n{}", found.yaml);
}

#[test]
fn broken_pipes_of_a_converter() {
    check("embed_token.txt");
    check("broken_pipes.md");
}

#[test]
fn bare_lines() {
    check("figures.txt");
    check("bare_chinese.txt");
    check("bare_missing.txt");
    check("loose_lines.txt");
}

/// Layouts of other vendors: types of their own, heads over several lines, envelopes that only samples show.
#[test]
fn other_layouts() {
    check("lone_pipes.txt");
    check("calendar.txt");
    check("open_pipes.md");
    check("tickers.md");
    check("refund.html");
    check("tabs_with_lines.txt");
    check("korean.txt");
    check("berths.md");
}

#[test]
fn blanks_between_cells() {
    check("return_codes.txt");
    check("one_blank.txt");
    check("aligned_blanks.txt");
}

#[test]
fn a_saved_page() {
    check("cloud_saved.html");
}

#[test]
fn markdown() {
    check("mini_program.md");
    check("exchange.md");
    check("endpoints.md");
}

#[test]
fn tabs_and_lists() {
    check("open_platform.txt");
    check("definitions.txt");
}
