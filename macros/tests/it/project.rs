//! A package of a user, with the programs of a folder of cases, and cargo at work in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The package.
pub(crate) struct Project {
    folder: PathBuf,
}

/// What cargo said of a program.
pub(crate) struct Checked {
    /// Each error of the compiler: `path:line:column-column: text`.
    pub(crate) errors: Vec<String>,
    /// Whether the program was not compiled, as nothing had changed.
    pub(crate) fresh: bool,
    pub(crate) stderr: String,
}

impl Checked {
    /// Whether a line on standard error holds the text.
    pub(crate) fn said(&self, text: &str) -> bool {
        self.stderr.contains(text)
    }
}

/// Names of the programs in `tests/it/<kind>/`.
pub(crate) fn cases(kind: &str) -> Vec<String> {
    let entries = fs::read_dir(here().join(kind)).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let programs = paths.filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let stems = programs.map(|path| {
        path.file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned()
    });
    let mut cases: Vec<String> = stems.collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

impl Project {
    /// A package with all specs, and the programs of this kind if there are any.
    pub(crate) fn new(kind: &str) -> Self {
        let folder = scratch().join("client_macro").join(kind);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("a folder to remove");
        }
        let project = Self { folder };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let dependency = |name: &str, folder: &str| {
            let path = root.join(folder).display().to_string();
            format!("specwright-{name} = {{ path = {path:?} }}\n")
        };
        let manifest = format!(
            "[package]\nname = \"{kind}\"\nedition = \"2024\"\n\n[dependencies]\n{}{}\n[workspace]\n",
            dependency("macros", "macros"),
            dependency("runtime", "runtime")
        );
        project.write("Cargo.toml", &manifest);
        project.write("Cargo.lock", &read(&root.join("Cargo.lock")));
        project.copy(&here().join("specs"), "specs");
        if here().join(kind).exists() {
            project.copy(&here().join(kind), "src/bin");
        }
        project
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder to make");
        fs::write(path, text).expect("a writable folder");
    }

    fn copy(&self, from: &Path, to: &str) {
        for entry in fs::read_dir(from).expect("a folder") {
            let path = entry.expect("an entry").path();
            let to = format!(
                "{to}/{}",
                path.file_name().expect("a name").to_string_lossy()
            );
            match path.is_dir() {
                true => self.copy(&path, &to),
                false => self.write(&to, &read(&path)),
            }
        }
    }

    /// `cargo check --bin <program>`.
    pub(crate) fn check(&self, program: &str) -> Checked {
        let output = Command::new(env!("CARGO"))
            .args([
                "check",
                "--offline",
                "--message-format",
                "json",
                "--bin",
                program,
            ])
            .current_dir(&self.folder)
            // Shared with the tests of the workspace that compile generated code, and between runs.
            .env("CARGO_TARGET_DIR", scratch().join("compiles/target"))
            .output()
            .expect("cargo runs");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        let stdout = String::from_utf8_lossy(&output.stdout);
        let lines = stdout.lines().map(serde_json::from_str::<Value>);
        let messages: Vec<Value> = lines.map(|line| line.expect("JSON of cargo")).collect();
        let ours = |message: &&Value| message["target"]["name"] == program;
        let errors: Vec<String> = messages.iter().filter(ours).filter_map(error).collect();
        let fresh = messages
            .iter()
            .filter(ours)
            .any(|message| message["fresh"] == true);
        assert_eq!(
            output.status.success(),
            errors.is_empty(),
            "{program}: {stderr}"
        );
        Checked {
            errors,
            fresh,
            stderr,
        }
    }
}

/// A message of the compiler, if it is an error with a place.
fn error(message: &Value) -> Option<String> {
    let message = &message["message"];
    let span = message["spans"].get(0)?;
    let text = message["message"]
        .as_str()
        .filter(|_| message["level"] == "error")?;
    let path = span["file_name"].as_str()?;
    let (line, start, end) = (
        &span["line_start"],
        &span["column_start"],
        &span["column_end"],
    );
    Some(format!("{path}:{line}:{start}-{end}: {text}"))
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it")
}

fn scratch() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a file of the repository")
}
