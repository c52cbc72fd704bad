//! The folder `generated/` of this package: fresh, and published without the generator.

use std::path::Path;
use std::process::Command;

#[test]
fn generated_code_is_what_the_specs_give() {
    specwright::assert_fresh("specs", "generated");
}

/// Who depends on the published package runs no build script and needs no specs: what cargo would pack has neither, but
/// has every file that the library mounts.
#[test]
fn the_published_package_is_plain_code() {
    let output = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let list = String::from_utf8_lossy(&output.stdout).replace('\\', "/");
    let packed: Vec<&str> = list.lines().collect();
    for path in &packed {
        let own = ![
            "specs/",
            "generator/",
            "macros/",
            "runtime/",
            "interpret/",
            "cli/",
            "build.rs",
        ]
        .iter()
        .any(|other| path.starts_with(other));
        assert!(own, "{path} would be published");
    }
    for path in rust_files(Path::new("generated")) {
        assert!(packed.contains(&path.as_str()), "{path} would be missing");
    }
    assert!(packed.contains(&"src/lib.rs"));
}

fn rust_files(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
    files
}
