//! The build script under cargo itself: when it runs, what it repairs, what it leaves alone.
//!
//! One test with many steps, because each needs the state that the one before it left, and because the generator is
//! compiled once for all of them. The projects lie below cargo's folder for temporary files of tests and keep their
//! compiled dependencies from run to run.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

const CARGO_TOML: &str = "[package]
name = \"NAME\"
version = \"0.1.0\"
edition = \"2024\"

[features]
demo = []
second = []

[build-dependencies]
specwright = { path = \"GENERATOR\" }

[profile.dev]
debug = false

[workspace]
";

const BUILD_RS: &str = "fn main() {
    specwright::Generator::new().specs(\"specs\").out(\"generated\").features(true).build_script();
}
";

fn spec(name: &str, operation: &str) -> String {
    format!(
        "specwright: 1\napi: {name}\ntitle: The {name} API\nservers: {{default: \"https://{name}.example\"}}\n\
         operations:\n  {operation}:\n    call: GET /{operation}\n"
    )
}

/// A package whose build script generates. Its library does not mount what is generated, so that no runtime has to be
/// compiled: when the library is compiled again is told by cargo all the same.
struct Package {
    root: PathBuf,
    target: PathBuf,
}

/// What a run of cargo said.
struct Run {
    ok: bool,
    text: String,
    name: String,
}

impl Run {
    fn compiled(&self) -> bool {
        self.text.contains(&format!("Compiling {} ", self.name))
    }

    fn warned(&self) -> bool {
        self.text.contains(&format!("warning: {}@", self.name))
    }

    #[track_caller]
    fn passed(self) -> Self {
        assert!(self.ok, "{}", self.text);
        self
    }

    #[track_caller]
    fn failed(self) -> Self {
        assert!(!self.ok, "{}", self.text);
        self
    }

    #[track_caller]
    fn says(self, part: &str) -> Self {
        assert!(
            self.text.contains(part),
            "`{part}` is missing in:\n{}",
            self.text
        );
        self
    }
}

impl Package {
    fn new(name: &str) -> Self {
        let base = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build-script");
        let root = base.join(name);
        let _ = fs::remove_dir_all(&root);
        let package = Self {
            root,
            target: base.join("target"),
        };
        let generator = env!("CARGO_MANIFEST_DIR").replace('\\', "/");
        let cargo_toml = CARGO_TOML.replace("NAME", name);
        package.put("Cargo.toml", &cargo_toml.replace("GENERATOR", &generator));
        // The same versions as in the workspace, so that nothing has to be fetched.
        if let Ok(lock) = fs::read_to_string(Path::new(&generator).join("../Cargo.lock")) {
            package.put("Cargo.lock", &lock);
        }
        package.put("build.rs", BUILD_RS);
        package.put("src/lib.rs", "");
        package.put("specs/demo.yaml", &spec("demo", "list"));
        package
    }

    fn name(&self) -> String {
        let name = self.root.file_name().expect("a name");
        name.to_string_lossy().into_owned()
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).expect("a text")
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.root.join(path)).expect("a file to remove");
    }

    fn build(&self) -> Run {
        self.build_with(&[])
    }

    fn build_with(&self, variables: &[(&str, &str)]) -> Run {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(["build", "--offline", "--color=never"])
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target);
        for name in [
            "CI",
            "DOCS_RS",
            "SPECWRIGHT_MODE",
            "RUSTFLAGS",
            "CARGO_BUILD_TARGET",
        ] {
            cargo.env_remove(name);
        }
        let output = cargo
            .envs(variables.iter().copied())
            .output()
            .expect("cargo");
        Run {
            ok: output.status.success(),
            text: String::from_utf8_lossy(&output.stderr).into_owned(),
            name: self.name(),
        }
    }

    /// A build that runs the script, and a second one that finds nothing to do.
    #[track_caller]
    fn settles(&self) -> Run {
        let run = self.build().passed();
        assert!(run.compiled(), "{}", run.text);
        let state = self.state();
        let again = self.build().passed();
        assert!(!again.compiled(), "{}", again.text);
        assert_eq!(self.state(), state);
        run
    }

    fn state(&self) -> BTreeMap<PathBuf, (String, SystemTime)> {
        let mut state = BTreeMap::new();
        let mut folders = vec![self.root.join("generated")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let time = entry.metadata().and_then(|it| it.modified());
                    let text = fs::read_to_string(&path).expect("a text");
                    state.insert(path, (text, time.expect("a time")));
                }
            }
        }
        state
    }
}

#[test]
fn a_build_script_under_cargo() {
    an_author_at_work();
    a_copy_without_version_control();
    a_copy_that_cargo_manages();
}

fn an_author_at_work() {
    let package = Package::new("author");
    fs::create_dir(package.root.join(".git")).expect("a work tree");

    // The first build makes everything, the second is fresh.
    package.settles();
    let types = package.read("generated/demo/types.rs");

    // An edit by hand is repaired and told.
    package.put("generated/demo/types.rs", "// mine\n");
    package
        .settles()
        .says("generated/demo/types.rs:1: was edited by hand (`// mine`)");
    assert_eq!(package.read("generated/demo/types.rs"), types);

    // A deletion is repaired.
    package.remove("generated/demo/types.rs");
    package.settles();
    assert_eq!(package.read("generated/demo/types.rs"), types);

    // A new spec is seen, and so is one that goes.
    package.put("specs/second.yaml", &spec("second", "list"));
    package.settles();
    assert!(package.root.join("generated/second/mod.rs").exists());
    package.remove("specs/second.yaml");
    package.settles();
    assert!(!package.root.join("generated/second").exists());

    // A mistake stops the build with a place, on each build, and touches nothing.
    let state = package.state();
    package.put(
        "specs/demo.yaml",
        &format!("{}nonsense: 1\n", spec("demo", "list")),
    );
    for _ in 0..2 {
        let run = package.build().failed().says("specs/demo.yaml:8:1: error[");
        assert!(!run.text.contains("panicked"), "{}", run.text);
    }
    assert_eq!(package.state(), state);
    package.put("specs/demo.yaml", &spec("demo", "list"));
    package.settles();

    // Continuous integration agrees, and then objects to a stale folder without mending it.
    let ci = [("CI", "true")];
    package.build_with(&ci).passed();
    package.put("specs/demo.yaml", &spec("demo", "renamed"));
    let state = package.state();
    package
        .build_with(&ci)
        .failed()
        .says("generated is stale: ")
        .says("run `SPECWRIGHT_MODE=write cargo build -p author`")
        .says("renamed");
    assert_eq!(package.state(), state);
    package
        .build_with(&[("CI", "true"), ("SPECWRIGHT_MODE", "write")])
        .passed();
    package.build_with(&ci).passed();

    // A word that means nothing is no mode.
    let wrong = [("SPECWRIGHT_MODE", "wirte")];
    package
        .build_with(&wrong)
        .failed()
        .says("expected `write`, `check` or `off`");

    // A module behind an undeclared feature would never be compiled.
    package.put("specs/third.yaml", &spec("third", "list"));
    package
        .settles()
        .says("add `third = []` below `[features]`");
}

/// The folder lies inside the work tree of this project, or not: an export of it must not pass for an author's tree,
/// so the mode is given where that matters.
fn a_copy_without_version_control() {
    let package = Package::new("export");
    package.build_with(&[("SPECWRIGHT_MODE", "write")]).passed();
    let off = [("SPECWRIGHT_MODE", "off")];
    package.build_with(&off).passed();
    package.put("specs/demo.yaml", "nonsense: 1\n");
    package.remove("generated/demo/types.rs");
    let state = package.state();
    let run = package.build_with(&off).passed();
    assert!(!run.warned(), "{}", run.text);
    assert_eq!(package.state(), state);
}

/// As in a registry: no specs, a mark of cargo's, files that cannot be written. The script says nothing, and is not
/// run again.
fn a_copy_that_cargo_manages() {
    let package = Package::new("published");
    package.put("Cargo.toml.orig", "");
    package.put("generated/mod.rs", "// as it was published\n");
    fs::remove_dir_all(package.root.join("specs")).expect("no specs");
    let run = package.settles();
    assert!(!run.warned(), "{}", run.text);
    assert_eq!(package.read("generated/mod.rs"), "// as it was published\n");
}
