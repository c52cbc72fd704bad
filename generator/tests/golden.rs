//! Each folder of `golden/` is a spec of one feature and those generated files in which it shows.
//!
//! `UPDATE=1 cargo test -p specwright --test golden` rewrites them; read the difference. A new case gets all files:
//! remove those that say nothing of its feature.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::Generator;

#[test]
fn every_case_gives_what_is_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut differing = Vec::new();
    for case in cases() {
        let made = generate(&case);
        let expected = case.join("expected");
        if update {
            write(&expected, &made);
        }
        differing.extend(
            difference(&expected, &made)
                .into_iter()
                .map(|file| format!("{}: {file}", case.display())),
        );
    }
    assert!(
        differing.is_empty(),
        "run with UPDATE=1 and read the changes:\n{}",
        differing.join("\n")
    );
}

#[test]
fn the_same_spec_gives_the_same_files() {
    for case in cases() {
        assert!(generate(&case) == generate(&case), "{}", case.display());
    }
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let entries = fs::read_dir(folder).expect("the folder of cases");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("a case").path()).collect();
    cases.sort();
    cases
}

/// All files of the API, by name.
fn generate(case: &Path) -> BTreeMap<String, String> {
    let generator = Generator::new()
        .specs(case.join("spec.yaml"))
        .crate_path("crate_of_clients");
    let made = generator.in_memory();
    let refused = made.as_ref().err().map(ToString::to_string);
    assert_eq!(refused, None, "{}", case.display());
    let made = made.unwrap_or_default();
    let below = |path: &str| path.strip_prefix("sample/").map(str::to_owned);
    made.into_iter()
        .filter_map(|(path, text)| Some((below(&path)?, text)))
        .collect()
}

/// What each expected file is, if not what was made.
fn difference(expected: &Path, made: &BTreeMap<String, String>) -> Vec<String> {
    let names = names(expected);
    if names.is_empty() {
        return vec!["there is no expected file".to_owned()];
    }
    let differs = |name: &String| made.get(name) != read(&expected.join(name)).as_ref();
    names.into_iter().filter(differs).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let names = entries.map(|entry| {
        entry
            .expect("a file")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// The text, with the line ends of the repository.
fn read(path: &Path) -> Option<String> {
    fs::read_to_string(path)
        .ok()
        .map(|text| text.replace("\r\n", "\n"))
}

/// Rewrites the files that are there; all files of a case that has none.
fn write(expected: &Path, made: &BTreeMap<String, String>) {
    fs::create_dir_all(expected).expect("a folder for the files");
    let known = names(expected);
    for (name, text) in made
        .iter()
        .filter(|(name, _)| known.is_empty() || known.contains(name))
    {
        fs::write(expected.join(name), text).expect("a file");
    }
}
