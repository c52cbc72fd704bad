//! What a build script may do here, decided by evidence.
//!
//! Cargo gives no sign by which a script could tell the author's package from a dependency: `CARGO_PRIMARY_PACKAGE` is
//! not set for build scripts. What can be told apart is the folder the package lies in. Copies that cargo manages carry
//! marks, and an author works in a version-control work tree.

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

/// What a run of the build script does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Brings the output folder up to date: the author's own work tree.
    Write,
    /// Writes nothing and fails when the folder is not up to date: continuous integration.
    Check,
    /// Uses what was committed: published, vendored and other copies.
    Off,
}

/// Overrides the evidence: `write`, `check` or `off`.
pub(super) const MODE_VARIABLE: &str = "SPECWRIGHT_MODE";

/// The environment variables a decision depends on.
pub(super) const VARIABLES: [&str; 3] = [MODE_VARIABLE, "CI", "DOCS_RS"];

/// Each of them marks a copy that cargo made: a git checkout or an unpacked package, a package as it was uploaded, a
/// vendored package.
const CARGO_MARKS: [&str; 3] = [".cargo-ok", "Cargo.toml.orig", ".cargo-checksum.json"];

/// Each of them is the root of a work tree; `.git` is a file in linked work trees.
const WORK_TREES: [&str; 6] = [".git", ".jj", ".hg", ".svn", ".pijul", ".sl"];

/// Why a mode was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Asked,
    /// The folder is cargo's own, where build scripts are meant to write.
    OutDir,
    DocsRs,
    CargoCopy,
    Ci,
    NoWorkTree,
    ReadOnly,
    WorkTree,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decision {
    pub(super) mode: Mode,
    pub(super) reason: Reason,
}

/// The value of `SPECWRIGHT_MODE` means nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UnknownMode(String);

impl fmt::Display for UnknownMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = &self.0;
        write!(
            f,
            "{MODE_VARIABLE} is `{value}`: expected `write`, `check` or `off`"
        )
    }
}

/// Where the script runs, as it sees it.
pub(super) struct Surroundings<'a> {
    /// Folder of the package.
    pub(super) package: &'a Path,
    /// The output folder.
    pub(super) out: &'a Path,
    /// Reads an environment variable.
    pub(super) variable: &'a dyn Fn(&str) -> Option<OsString>,
}

impl Surroundings<'_> {
    /// Decides; the first piece of evidence that says anything wins.
    pub(super) fn decide(&self) -> Result<Decision, UnknownMode> {
        if let Some(mode) = self.asked()? {
            return Ok(decision(mode, Reason::Asked));
        }
        if self.inside_out_dir() {
            return Ok(decision(Mode::Write, Reason::OutDir));
        }
        if self.is_set("DOCS_RS") {
            return Ok(decision(Mode::Off, Reason::DocsRs));
        }
        let tree = Tree::around(self.package);
        if tree.cargo_copy {
            return Ok(decision(Mode::Off, Reason::CargoCopy));
        }
        if self.is_set("CI") {
            return Ok(decision(Mode::Check, Reason::Ci));
        }
        if !tree.versioned {
            return Ok(decision(Mode::Off, Reason::NoWorkTree));
        }
        if self.read_only() {
            return Ok(decision(Mode::Check, Reason::ReadOnly));
        }
        Ok(decision(Mode::Write, Reason::WorkTree))
    }

    fn asked(&self) -> Result<Option<Mode>, UnknownMode> {
        let value = (self.variable)(MODE_VARIABLE).unwrap_or_default();
        match value.to_string_lossy().as_ref() {
            "" => Ok(None),
            "write" => Ok(Some(Mode::Write)),
            "check" => Ok(Some(Mode::Check)),
            "off" => Ok(Some(Mode::Off)),
            other => Err(UnknownMode(other.to_owned())),
        }
    }

    /// `CI=false` is what people write to build as if at home.
    fn is_set(&self, name: &str) -> bool {
        let value = (self.variable)(name).unwrap_or_default();
        !matches!(value.to_string_lossy().as_ref(), "" | "0" | "false")
    }

    fn inside_out_dir(&self) -> bool {
        let out_dir = (self.variable)("OUT_DIR").filter(|value| !value.is_empty());
        out_dir.is_some_and(|out_dir| self.out.starts_with(PathBuf::from(out_dir)))
    }

    /// The permission bits say so. A read-only file system is met when something is to be written, and only then
    /// is it a problem.
    fn read_only(&self) -> bool {
        let nearest = [self.out, self.package];
        let metadata = nearest.iter().find_map(|path| path.metadata().ok());
        metadata.is_some_and(|metadata| metadata.permissions().readonly())
    }
}

fn decision(mode: Mode, reason: Reason) -> Decision {
    Decision { mode, reason }
}

/// What the folders from the package up to the root of the work tree show.
struct Tree {
    versioned: bool,
    cargo_copy: bool,
}

impl Tree {
    fn around(package: &Path) -> Self {
        let absolute = std::path::absolute(package).unwrap_or_else(|_| package.to_path_buf());
        let has =
            |folder: &Path, names: &[&str]| names.iter().any(|name| folder.join(name).exists());
        let mut tree = Self {
            versioned: false,
            cargo_copy: has(&absolute, &CARGO_MARKS),
        };
        for folder in absolute.ancestors() {
            // A member of a workspace in a git checkout of cargo's: the mark is at the root of the checkout.
            tree.cargo_copy |= folder.join(".cargo-ok").exists();
            tree.versioned = has(folder, &WORK_TREES);
            if tree.versioned || tree.cargo_copy {
                break;
            }
        }
        tree
    }
}

/// The environment of this process.
pub(super) fn variable(name: &str) -> Option<OsString> {
    env::var_os(name)
}
