//! What is generated compiles, without a warning, whatever the names in the spec.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The naming obstacle course, a long chain of types, every golden, and the specs in `examples/`, as modules of one
/// crate, linted by the compiler and by clippy.
#[test]
fn obstacles_goldens_and_examples_compile_without_a_warning() {
    let work = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("compiles");
    let specs = work.join("specs");
    clear(&specs);
    copy(
        &root().join("generator/tests/compile/obstacle.yaml"),
        &specs.join("obstacle.yaml"),
    );
    for golden in folders(&root().join("generator/tests/golden")) {
        let name = golden
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let spec = std::fs::read_to_string(golden.join("spec.yaml")).expect("a spec");
        // All goldens have one name; modules of a crate need their own.
        let spec = spec.replacen("api: sample", &format!("api: {name}"), 1);
        std::fs::write(specs.join(format!("{name}.yaml")), spec).expect("a writable folder");
    }
    std::fs::write(specs.join("chain.yaml"), chain(50)).expect("a writable folder");
    for example in examples() {
        let name = example.file_name().expect("a name");
        copy(&example, &specs.join(name));
    }
    let krate = work.join("crate");
    clear(&krate);
    let report = specwright::Generator::new()
        .specs(&specs)
        .out(&krate)
        .write_crate("obstacles", Some(&root().join("runtime")))
        .run();
    assert!(
        report.is_ok(),
        "{:?}",
        report.err().map(|error| error.to_string())
    );
    stand_alone(&krate);
    write_snippets(&specs, &krate);
    let lint = Command::new(env!("CARGO"))
        .args([
            "clippy",
            "--quiet",
            "--offline",
            "--all-targets",
            "--all-features",
            "--",
        ])
        .args(["-D", "warnings", "-D", "missing_docs", "-D", "clippy::all"])
        .current_dir(&krate)
        // Shared between runs, so that only the crate itself is checked anew.
        .env("CARGO_TARGET_DIR", work.join("target"))
        .output()
        .expect("cargo runs");
    assert!(
        lint.status.success(),
        "{}",
        String::from_utf8_lossy(&lint.stderr)
    );
    let names = examples().into_iter().filter_map(|example| {
        let name = example.file_stem()?.to_string_lossy().into_owned();
        Some(format!("{name}::"))
    });
    let names = names.chain(["answers::".to_owned()]);
    let samples = Command::new(env!("CARGO"))
        .args([
            "test",
            "--quiet",
            "--offline",
            "--lib",
            "--all-features",
            "--",
        ])
        .args(names)
        .current_dir(&krate)
        .env("CARGO_TARGET_DIR", work.join("target"))
        .output()
        .expect("cargo runs");
    let told = String::from_utf8_lossy(&samples.stdout);
    assert!(
        samples.status.success() && !told.contains("running 0 tests"),
        "{told}{}",
        String::from_utf8_lossy(&samples.stderr)
    );
}

/// What reference pages show of each operation, as a program of the crate. The lines are for readers and use little of what
/// they get. The clients in `generated/` have the same examples as tests of their documentation.
fn write_snippets(specs: &Path, krate: &Path) {
    let mut text = String::from("#![allow(unused, missing_docs, clippy::all)]\nfn main() {}\n");
    let mut count = 0;
    for api in specwright::load(&[specs]).apis {
        let examples = specwright::examples(&api, "obstacles");
        let codes = std::iter::once(examples.client).chain(examples.operations);
        for (index, code) in codes.enumerate() {
            text.push_str(&format!("mod {}_{index} {{\n{code}}}\n", api.name));
            count += 1;
        }
    }
    assert!(count > 100, "only {count} snippets");
    let folder = krate.join("examples");
    std::fs::create_dir_all(&folder).expect("a writable folder");
    std::fs::write(folder.join("snippets.rs"), text).expect("a writable folder");
}

/// The specs of other vendors: their samples and vectors are carried out too.
fn examples() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("examples/specs")).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .collect();
    paths.sort();
    paths
}

/// Types that hold each other in a ring. The compiler gives up on 64 of them, whoever writes them; before that nothing of
/// ours may make it give up.
fn chain(length: usize) -> String {
    let mut spec = String::from(
        "specwright: 1\napi: chain\ntitle: Chain\nservers: {default: \"http://localhost\"}\noperations:\n",
    );
    spec.push_str("  get: {call: GET /, returns: Link0}\n  put: {call: POST /, params: {link: Link0}}\ntypes:\n");
    for link in 0..length {
        let next = (link + 1) % length;
        spec.push_str(&format!(
            "  Link{link}: {{fields: {{next: list<Link{next}>}}}}\n"
        ));
    }
    spec
}

/// Out of the workspace around it, with the workspace's versions.
fn stand_alone(krate: &Path) {
    let manifest = krate.join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest).expect("a manifest");
    if !text.contains("[workspace]") {
        std::fs::write(manifest, text + "\n[workspace]\n").expect("a writable manifest");
    }
    copy(&root().join("Cargo.lock"), &krate.join("Cargo.lock"));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(of).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.is_dir()).collect()
}

fn clear(folder: &Path) {
    if folder.exists() {
        std::fs::remove_dir_all(folder).expect("a folder to remove");
    }
    std::fs::create_dir_all(folder).expect("a folder to make");
}

fn copy(from: &Path, to: &Path) {
    std::fs::copy(from, to).expect("a file to copy");
}
