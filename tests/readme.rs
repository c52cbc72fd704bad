//! What the README shows is true: its spec gives the code beside it, and the tour prints what it says.

use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_spec_gives_the_code_beside_it() {
    let readme = readme();
    let spec = block(&readme, "yaml", "specwright: 1");
    let work = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("readme");
    std::fs::create_dir_all(&work).expect("a folder");
    std::fs::write(work.join("parcels.yaml"), spec).expect("a writable folder");
    let made = specwright::Generator::new()
        .specs(work.join("parcels.yaml"))
        .in_memory();
    let made = made.expect("a spec without mistakes");
    let text: Vec<String> = made.values().map(|file| squeezed(file)).collect();
    let shown = block(&readme, "rust", "/// A parcel on its way.");
    for part in shown.split("\n\n") {
        let part = squeezed(part);
        assert!(
            text.iter().any(|file| file.contains(&part)),
            "not generated: {part}"
        );
    }
}

#[test]
fn the_tour_prints_what_is_shown() {
    let here = std::env::current_exe().expect("a test program");
    let folder = here
        .parent()
        .and_then(Path::parent)
        .expect("cargo's folder");
    let tour = Command::new(folder.join("examples/tour"))
        .output()
        .expect("the tour runs");
    assert!(tour.status.success());
    let printed = String::from_utf8(tour.stdout).expect("text");
    for line in block(&readme(), "text", "TE: event_analyze")
        .lines()
        .filter(|line| *line != "...")
    {
        assert!(printed.contains(line), "not printed: {line}");
    }
}

fn readme() -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md");
    std::fs::read_to_string(path).expect("the README")
}

/// The fenced block of this language that begins with this text.
fn block<'a>(readme: &'a str, language: &str, begins: &str) -> &'a str {
    let fence = format!("```{language}\n");
    let mut blocks = readme.split(fence.as_str()).skip(1);
    let block = blocks
        .find(|block| block.starts_with(begins))
        .expect("a block");
    block.split("\n```").next().unwrap_or_default()
}

/// White space does not count, nor do commas that a longer line brings.
fn squeezed(text: &str) -> String {
    text.split_whitespace()
        .collect::<String>()
        .replace(",)", ")")
}
