//! `specwright generate`.

use std::fs;
use std::path::PathBuf;

use crate::run::{Run, specwright};

/// An empty folder of its own for a test.
fn empty(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the folder can be made");
    path
}

fn generate(folder: &std::path::Path) -> Run {
    let spec = crate::run::folder().join("specs/shop.yaml");
    specwright("generate")
        .arg(spec)
        .arg("--out")
        .arg("out")
        .folder(folder)
}

#[test]
fn modules_are_written_once() {
    let folder = empty("modules");
    let ran = generate(&folder).run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.starts_with("out: "), "{}", ran.err);
    assert!(folder.join("out/mod.rs").is_file());
    assert!(folder.join("out/shop/client.rs").is_file());
    let again = generate(&folder).run();
    assert!(again.err.contains("up to date"), "{}", again.err);
}

#[test]
fn check_finds_a_change_and_writes_nothing() {
    let folder = empty("stale");
    let stale = generate(&folder).arg("--check").run();
    assert_eq!((stale.code, stale.out.as_str()), (1, ""));
    assert!(stale.err.contains("out is stale"), "{}", stale.err);
    assert!(!folder.join("out").exists());
    assert_eq!(generate(&folder).run().code, 0);
    assert_eq!(generate(&folder).arg("--check").run().code, 0);
    let file = folder.join("out/shop/client.rs");
    fs::write(&file, "// by hand\n").expect("the file can be written");
    let stale = generate(&folder).arg("--check").run();
    assert_eq!(stale.code, 1);
    assert!(stale.err.contains("shop/client.rs"), "{}", stale.err);
}

#[test]
fn build_systems_get_a_depfile() {
    let folder = empty("depfile");
    let ran = generate(&folder).arg("--depfile").arg("deps.d").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = fs::read_to_string(folder.join("deps.d")).expect("it was written");
    let (outputs, inputs) = text.split_once(": ").expect("outputs: inputs");
    assert!(outputs.contains("out/mod.rs"), "{text}");
    assert!(inputs.contains("shop.yaml"), "{text}");
}

#[test]
fn a_whole_crate_has_a_manifest() {
    let folder = empty("crate");
    let ran = generate(&folder)
        .arg("--crate")
        .arg("shop-client")
        .arg("--runtime")
        .arg("rt")
        .run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let manifest = fs::read_to_string(folder.join("out/Cargo.toml")).expect("it was written");
    assert!(manifest.contains("name = \"shop-client\""), "{manifest}");
    assert!(manifest.contains("path = \"../rt\""), "{manifest}");
    assert!(folder.join("out/src/lib.rs").is_file());
    let ran = generate(&folder).arg("--crate").arg("no name").run();
    assert_eq!(ran.code, 2, "{}", ran.err);
}

#[test]
fn mistakes_in_specs_leave_nothing_behind() {
    let folder = empty("mistakes");
    let spec = crate::run::folder().join("specs/bad.yaml");
    let ran = specwright("generate").arg(spec).folder(&folder).run();
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("bad.yaml:"), "{}", ran.err);
    assert!(!folder.join("generated").exists());
}
