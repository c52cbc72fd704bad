//! Which mode is chosen where.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::declared_features;
use super::mode::{Decision, Mode, Reason, Surroundings};

/// A tree of empty files; a path that ends in `/` is a folder.
struct Tree(PathBuf);

impl Tree {
    fn new(name: &str, paths: &[&str]) -> Self {
        let name = format!("specwright-mode-{name}-{}", std::process::id());
        let root = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&root);
        for path in paths {
            let path = root.join(path);
            let folder = match path.to_string_lossy().ends_with('/') {
                true => path.as_path(),
                false => path.parent().expect("a folder"),
            };
            fs::create_dir_all(folder).expect("a folder");
            if folder != path {
                fs::write(&path, "").expect("a file");
            }
        }
        Self(root)
    }

    fn decide(&self, package: &str, variables: &[(&str, &str)]) -> (Mode, Reason) {
        let Decision { mode, reason } = self.try_decide(package, variables).expect("a mode");
        (mode, reason)
    }

    fn try_decide(&self, package: &str, variables: &[(&str, &str)]) -> Result<Decision, String> {
        let variables: BTreeMap<&str, &str> = variables.iter().copied().collect();
        let package = self.0.join(package);
        let surroundings = Surroundings {
            package: &package,
            out: &package.join("generated"),
            variable: &|name| variables.get(name).map(OsString::from),
        };
        surroundings.decide().map_err(|unknown| unknown.to_string())
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_was_never_made_is_not_called_stale() {
    let tree = Tree::new("never-made", &["package/specs/"]);
    let package = tree.0.join("package");
    fs::write(package.join("specs/a.yaml"), "specwright: 1\n").expect("a spec");
    let generator = super::Generator::new()
        .specs(package.join("specs"))
        .out(package.join("generated"));
    let variable =
        |name: &str| (name == "CARGO_MANIFEST_DIR").then(|| OsString::from(package.as_os_str()));
    let lines = super::lines(generator, &variable);
    let warnings: Vec<_> = lines
        .iter()
        .filter(|line| line.starts_with("cargo::warning="))
        .collect();
    assert!(
        matches!(warnings.as_slice(), [line] if line.contains("was not made yet")),
        "{lines:?}"
    );
    assert!(!package.join("generated").exists());
}

#[test]
fn an_author_writes_in_any_work_tree() {
    for (index, root) in [".git/", ".git", ".jj/", ".hg/", ".svn/"]
        .iter()
        .enumerate()
    {
        let tree = Tree::new(&format!("author-{index}"), &[root, "pkg/Cargo.toml"]);
        assert_eq!(tree.decide("pkg", &[]), (Mode::Write, Reason::WorkTree));
    }
}

#[test]
fn copies_that_cargo_manages_are_left_alone() {
    let copies: [(&str, &[&str], &str); 5] = [
        ("git", &[".git/", ".cargo-ok", "Cargo.toml"], ""),
        ("member", &[".git/", ".cargo-ok", "a/b/Cargo.toml"], "a/b"),
        ("registry", &[".git/", "src/x-1/.cargo-ok"], "src/x-1"),
        (
            "vendored",
            &[".git/", "vendor/x/.cargo-checksum.json"],
            "vendor/x",
        ),
        (
            "packaged",
            &[".git/", "target/package/x-1/Cargo.toml.orig"],
            "target/package/x-1",
        ),
    ];
    for (name, paths, package) in copies {
        let tree = Tree::new(name, paths);
        let off = (Mode::Off, Reason::CargoCopy);
        assert_eq!(tree.decide(package, &[]), off, "{name}");
        assert_eq!(tree.decide(package, &[("CI", "true")]), off, "{name}");
    }
}

#[test]
fn a_mark_outside_the_work_tree_says_nothing() {
    let tree = Tree::new("outside", &[".cargo-ok", "home/.git/", "home/pkg/"]);
    assert_eq!(tree.decide("home/pkg", &[]).0, Mode::Write);
}

#[test]
fn continuous_integration_checks() {
    let tree = Tree::new("ci", &[".git/", "pkg/"]);
    assert_eq!(tree.decide("pkg", &[("CI", "true")]).0, Mode::Check);
    assert_eq!(tree.decide("pkg", &[("CI", "1")]).0, Mode::Check);
    for unset in ["", "0", "false"] {
        assert_eq!(tree.decide("pkg", &[("CI", unset)]).0, Mode::Write);
    }
    let export = Tree::new("ci-export", &["pkg/"]);
    assert_eq!(export.decide("pkg", &[("CI", "true")]).0, Mode::Check);
}

#[test]
fn without_a_work_tree_nothing_is_written() {
    let tree = Tree::new("export", &["pkg/Cargo.toml"]);
    assert_eq!(tree.decide("pkg", &[]), (Mode::Off, Reason::NoWorkTree));
}

#[test]
fn documentation_is_built_from_what_was_published() {
    let tree = Tree::new("docs", &[".git/", "pkg/"]);
    let decision = tree.decide("pkg", &[("DOCS_RS", "1"), ("CI", "1")]);
    assert_eq!(decision, (Mode::Off, Reason::DocsRs));
}

#[test]
fn the_variable_overrides_all_evidence() {
    let tree = Tree::new("asked", &[".git/", "pkg/.cargo-ok"]);
    for (value, mode) in [
        ("write", Mode::Write),
        ("check", Mode::Check),
        ("off", Mode::Off),
    ] {
        let variables = [("SPECWRIGHT_MODE", value), ("CI", "1"), ("DOCS_RS", "1")];
        assert_eq!(tree.decide("pkg", &variables), (mode, Reason::Asked));
    }
    assert_eq!(tree.decide("pkg", &[("SPECWRIGHT_MODE", "")]).0, Mode::Off);
    let message = tree.try_decide("pkg", &[("SPECWRIGHT_MODE", "wirte")]);
    assert_eq!(
        message,
        Err("SPECWRIGHT_MODE is `wirte`: expected `write`, `check` or `off`".to_owned())
    );
}

#[test]
fn a_read_only_tree_is_checked_and_not_written() {
    let tree = Tree::new("readonly", &[".git/", "pkg/generated/"]);
    let generated = tree.0.join("pkg/generated");
    set_read_only(&generated, true);
    let decision = tree.decide("pkg", &[]);
    set_read_only(&generated, false);
    assert_eq!(decision, (Mode::Check, Reason::ReadOnly));
}

fn set_read_only(path: &Path, read_only: bool) {
    let mut permissions = fs::metadata(path).expect("a folder").permissions();
    permissions.set_readonly(read_only);
    fs::set_permissions(path, permissions).expect("permissions");
}

#[test]
fn cargos_own_folder_is_always_written() {
    let tree = Tree::new("out-dir", &["pkg/.cargo-ok", "pkg/generated/"]);
    let out_dir = tree.0.join("pkg");
    let out_dir = out_dir.to_string_lossy();
    let decision = tree.decide("pkg", &[("OUT_DIR", &*out_dir), ("CI", "1")]);
    assert_eq!(decision, (Mode::Write, Reason::OutDir));
}

#[test]
fn features_of_a_manifest() {
    let text = "[package]\nname = \"x\"\n[features]\ndefault = [\"te\"]\nte = []\n\"we-da\" = []\n[lints]\nno = 1\n";
    assert_eq!(declared_features(text), ["default", "te", "we-da"]);
    assert!(declared_features("[package]\n").is_empty());
}
