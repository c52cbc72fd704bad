//! Runs the built command.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Standard output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The last line of standard error as JSON.
    pub(crate) fn error(&self) -> serde_json::Value {
        let line = self.err.lines().last().unwrap_or_default();
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// A run to be.
pub(crate) struct Run {
    command: Command,
    input: &'static str,
}

/// `specwright` with these arguments, separated by blanks, in the folder of the tests.
pub(crate) fn specwright(args: &str) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
    command.args(args.split_whitespace()).current_dir(folder());
    // Nothing of the surroundings may change what is tested.
    for name in [
        "SHOP_KEY",
        "SHOP_ACCOUNT",
        "SHOP_TENANT",
        "CLOUD_APP",
        "CLOUD_SECRET",
        "CLOUD_APP_TOKEN",
        "CLOUD_TENANT_TOKEN",
        "NO_COLOR",
        "COLUMNS",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "CI",
    ] {
        command.env_remove(name);
    }
    Run { command, input: "" }
}

impl Run {
    pub(crate) fn arg(mut self, arg: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn folder(mut self, path: &Path) -> Self {
        self.command.current_dir(path);
        self
    }

    pub(crate) fn input(mut self, text: &'static str) -> Self {
        self.input = text;
        self
    }

    /// The command itself, to be started in some other way.
    pub(crate) fn command(self) -> Command {
        self.command
    }

    /// Reads one line of standard output, goes away, and waits; gives the line and the exit code.
    pub(crate) fn first_line(mut self) -> (String, i32) {
        let command = self.command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command
            .stderr(Stdio::null())
            .spawn()
            .expect("the command was built");
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            let _ = BufReader::new(stdout).read_line(&mut line);
        }
        let status = child.wait().expect("the command ends");
        (line, status.code().expect("the command is not killed"))
    }

    pub(crate) fn run(mut self) -> Ran {
        let command = self
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command was built");
        if let Some(mut stdin) = child.stdin.take() {
            let _ = stdin.write_all(self.input.as_bytes());
        }
        let output = child.wait_with_output().expect("the command ends");
        Ran {
            code: output.status.code().expect("the command is not killed"),
            out: String::from_utf8(output.stdout).expect("output is text"),
            err: String::from_utf8(output.stderr).expect("messages are text"),
        }
    }
}

/// `cli/tests`.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The top of the repository.
pub(crate) fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
