//! House rules: who may use whom, and that files introduce themselves.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Module of the generator and the modules it may name after `crate::`.
const LAYERS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("ident", &[]),
    ("diag", &["source", "yaml"]),
    ("yaml", &["source"]),
    ("spec", &[]),
    ("model", &["source", "spec"]),
    ("lower", &["spec", "model", "diag", "source"]),
    (
        "check",
        &["model", "diag", "source", "ident", "names", "places"],
    ),
    ("places", &["model", "source"]),
    ("names", &["model", "diag", "ident"]),
    ("plan", &["model", "ident", "names"]),
    ("emit", &["plan", "ident"]),
    ("output", &[]),
    (
        "load",
        &["source", "diag", "yaml", "spec", "model", "lower", "check"],
    ),
];

#[test]
fn generator_layers_point_one_way() {
    for (module, allowed) in LAYERS {
        for file in files_of(module) {
            let text = read(&file);
            for used in uses(&text) {
                assert!(
                    used == *module || allowed.contains(&used.as_str()),
                    "{} uses crate::{used}, which its layer does not allow",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn generator_knows_no_network_and_runtime_no_generator() {
    let generator = read(&root().join("generator/Cargo.toml"));
    let runtime = read(&root().join("runtime/Cargo.toml"));
    for name in ["reqwest", "hyper", "tokio", "http =", "specwright-runtime"] {
        assert!(
            !dependencies(&generator).contains(name),
            "generator depends on {name}"
        );
    }
    assert!(
        !dependencies(&runtime).contains("specwright"),
        "runtime depends on the generator"
    );
}

#[test]
fn every_module_introduces_itself() {
    for folder in [
        "generator/src",
        "runtime/src",
        "interpret/src",
        "authoring/src",
        "cli/src",
        "tests",
        "examples",
        "benches",
    ] {
        for file in rust_files(&root().join(folder)) {
            let text = read(&file);
            let first = text
                .lines()
                .find(|line| !line.starts_with("#!"))
                .unwrap_or_default();
            assert!(
                first.starts_with("//!"),
                "{} has no `//!` header",
                file.display()
            );
        }
    }
}

#[test]
fn one_module_names_each_yaml_crate() {
    for krate in ["serde_yaml::", "saphyr_parser::"] {
        let users: BTreeSet<_> = rust_files(&root().join("generator/src"))
            .into_iter()
            .filter(|file| read(file).contains(krate))
            .map(|file| module_of(&file))
            .collect();
        assert!(users.len() <= 1, "{krate} is named in {users:?}");
    }
}

#[test]
fn build_script_is_short() {
    assert!(read(&root().join("build.rs")).lines().count() < 40);
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a file of the repository")
}

/// The text up to the dev-dependencies.
fn dependencies(manifest: &str) -> &str {
    let after = manifest
        .split_once("[dependencies]")
        .map_or("", |(_, after)| after);
    after.split("[dev-dependencies]").next().unwrap_or_default()
}

fn module_of(file: &Path) -> String {
    let inside = file
        .strip_prefix(root().join("generator/src"))
        .unwrap_or(file);
    let first = inside
        .components()
        .next()
        .map(|part| part.as_os_str().to_string_lossy());
    first.unwrap_or_default().trim_end_matches(".rs").to_owned()
}

fn files_of(module: &str) -> Vec<PathBuf> {
    let files: Vec<_> = rust_files(&root().join("generator/src"))
        .into_iter()
        .filter(|file| module_of(file) == module && !file.ends_with("tests.rs"))
        .collect();
    assert!(!files.is_empty(), "no module {module}");
    files
}

/// The first path segment after each `crate::`, outside of tests: those may load what they look at.
fn uses(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        })
        .filter(|name: &String| !name.is_empty())
        .collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else {
        return files;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
