//! Files made from specs by other means than the generator, written with its care: whole or not at all, only what
//! differs, and nothing that somebody else put there.
//!
//! In: texts by path. Out: a folder that holds them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::generate::{Failure, Stale};
use crate::output::{self, Change, KIND, Made};

/// A folder of files that were made from specs.
///
/// ```no_run
/// # fn main() -> Result<(), specwright::Failure> {
/// let files = [("index.html".to_owned(), "<!doctype html>...".to_owned())];
/// let folder = specwright::Folder::new("site", "docs", files.into());
/// for change in folder.write()? {
///     println!("{}", change.path);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a folder is not written until that is asked"]
pub struct Folder {
    out: PathBuf,
    made: Made,
}

impl Folder {
    /// Texts by their path in the folder `out`, with `/`. Files of another `kind` that were made there before are refused
    /// rather than removed.
    pub fn new(out: impl Into<PathBuf>, kind: &str, files: BTreeMap<String, String>) -> Self {
        let made = Made {
            options: BTreeSet::from([format!("{KIND}{kind}")]),
            files,
            inputs: BTreeMap::new(),
        };
        let out = out.into();
        Self { out, made }
    }

    /// Brings the folder up to date, and gives what changed. When anything fails it is as it was before.
    ///
    /// # Errors
    ///
    /// Files of others where ours must go, and whatever the system refuses.
    pub fn write(&self) -> Result<Vec<Change>, Failure> {
        let changes = output::compare(&self.out, &self.made)?;
        output::write(&self.out, &self.made, &changes, None)?;
        Ok(changes)
    }

    /// Compares the folder and writes nothing; `command` is what mends it.
    ///
    /// # Errors
    ///
    /// [`Failure::Stale`] when anything differs; otherwise as [`Folder::write`].
    pub fn check(&self, command: &str) -> Result<(), Failure> {
        let changes = output::compare(&self.out, &self.made)?;
        if changes.is_empty() {
            return Ok(());
        }
        Err(Failure::Stale(Stale {
            out: self.out.clone(),
            changes,
            command: command.to_owned(),
        }))
    }
}
