//! The code of all kinds of change as two crates, documented as JSON and checked.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::kinds::Kind;

/// The module of a kind.
pub(super) fn module(at: usize) -> String {
    format!("k{at:03}")
}

/// Two crates, each with a module per kind.
pub(super) struct Crates {
    folder: PathBuf,
    /// rustdoc's JSON of the code before the changes.
    pub(super) before: PathBuf,
    /// That of the code after them.
    pub(super) after: PathBuf,
    /// Files for rustc: `--extern` and the folder of what these need.
    externs: Vec<String>,
}

impl Crates {
    /// Generates and documents the crates.
    pub(super) fn write(base: &str, kinds: &[Kind]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver");
        let _ = std::fs::remove_dir_all(&folder);
        generate(&folder, "before", kinds.iter().map(|_| base));
        generate(
            &folder,
            "after",
            kinds.iter().map(|kind| kind.after.as_str()),
        );
        // Only rustdoc itself may know of unstable options: build scripts look at the variable.
        let rustdoc = folder.join("rustdoc.sh");
        write(
            &rustdoc,
            "#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec rustdoc \"$@\"\n",
        );
        run(Command::new("chmod").arg("+x").arg(&rustdoc));
        let mut crates = Self {
            before: folder.join("before.json"),
            after: folder.join("after.json"),
            externs: Vec::new(),
            folder,
        };
        for name in ["before", "after"] {
            let mut command = crates.cargo(name, "rustdoc");
            command.args([
                "--lib",
                "--",
                "-Zunstable-options",
                "--output-format",
                "json",
            ]);
            run(command.env("RUSTDOC", &rustdoc));
            let made = target().join("doc/kinds.json");
            std::fs::copy(made, crates.folder.join(format!("{name}.json")))
                .expect("rustdoc's JSON");
        }
        let checked = run(crates
            .cargo("after", "check")
            .args(["--message-format", "json"]));
        crates.externs = externs(&String::from_utf8_lossy(&checked.stdout));
        crates
    }

    fn cargo(&self, name: &str, command: &str) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args([command, "--quiet", "--offline", "--all-features"]);
        cargo
            .current_dir(self.folder.join(name))
            .env("CARGO_TARGET_DIR", target());
        cargo
    }

    /// Compiles the caller against what became of these kinds; all must compile.
    pub(super) fn compile_all(&self, kinds: &[usize]) {
        let folder = self.folder.join("callers");
        std::fs::create_dir_all(&folder).expect("a writable folder");
        let mut text = String::new();
        for at in kinds {
            let name = module(*at);
            write(&folder.join(format!("{name}.rs")), &caller(*at));
            text += &format!("pub mod {name};\n");
        }
        write(&folder.join("lib.rs"), &text);
        let output = self.rustc(&folder.join("lib.rs"));
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    /// Compiles the caller against what became of a kind: the code of rustc's first error, or `compiles`.
    pub(super) fn compile(&self, at: usize) -> String {
        let path = self.folder.join(format!("{}.rs", module(at)));
        write(&path, &caller(at));
        let output = self.rustc(&path);
        if output.status.success() {
            return "compiles".to_owned();
        }
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let code = text
            .split_once("error[")
            .and_then(|(_, rest)| rest.split(']').next());
        code.unwrap_or_else(|| panic!("{text}")).to_owned()
    }

    fn rustc(&self, path: &Path) -> Output {
        let mut rustc = Command::new("rustc");
        rustc.args([
            "--edition",
            "2024",
            "--crate-type",
            "lib",
            "--emit",
            "metadata",
            "--cap-lints",
            "allow",
        ]);
        rustc
            .arg("--out-dir")
            .arg(&self.folder)
            .args(&self.externs)
            .arg(path);
        rustc.output().expect("rustc runs")
    }
}

/// The folder that tests/compiles.rs builds the same dependencies in.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiles/target")
}

/// Writes a crate. Both have one name: the tool compares by paths.
fn generate<'s>(folder: &Path, name: &str, specs: impl Iterator<Item = &'s str>) {
    let from = folder.join("specs").join(name);
    std::fs::create_dir_all(&from).expect("a writable folder");
    for (at, spec) in specs.enumerate() {
        let module = module(at);
        let spec = spec.replace("api: store", &format!("api: {module}"));
        write(&from.join(format!("{module}.yaml")), &spec);
    }
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let runtime = top.join("runtime").canonicalize().expect("the runtime");
    let krate = folder.join(name);
    let generator = specwright::Generator::new().specs(&from).out(&krate);
    let done = generator.write_crate("kinds", Some(&runtime)).run();
    assert!(
        done.is_ok(),
        "{:?}",
        done.err().map(|error| error.to_string())
    );
    let manifest = krate.join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest).expect("a manifest");
    write(&manifest, &(text + "\n[workspace]\n"));
    // The versions that are here already.
    std::fs::copy(top.join("Cargo.lock"), krate.join("Cargo.lock")).expect("a lock file");
}

fn caller(at: usize) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/semver/caller.rs");
    let text = std::fs::read_to_string(path).expect("a file of the repository");
    text.replace("specwright_store", &format!("kinds::{}", module(at)))
}

/// `--extern` of the crate and of the runtime, and where rustc finds what they need.
fn externs(messages: &str) -> Vec<String> {
    let mut args = Vec::new();
    for message in messages.lines() {
        let message: serde_json::Value = serde_json::from_str(message).unwrap_or_default();
        let name = message["target"]["name"]
            .as_str()
            .unwrap_or_default()
            .replace('-', "_");
        if !["kinds", "specwright_runtime"].contains(&name.as_str()) {
            continue;
        }
        let files = message["filenames"].as_array().into_iter().flatten();
        for file in files
            .filter_map(serde_json::Value::as_str)
            .filter(|file| file.ends_with(".rmeta"))
        {
            let folder = Path::new(file)
                .parent()
                .expect("a folder")
                .display()
                .to_string();
            args.extend(["--extern".to_owned(), format!("{name}={file}")]);
            args.extend(["-L".to_owned(), format!("dependency={folder}")]);
        }
    }
    args
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).expect("a writable folder");
}

/// Runs a command that must succeed.
fn run(command: &mut Command) -> Output {
    let output = command.output().expect("the command is here");
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}
