//! What a run did.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Mistakes, depfile};
use crate::output::{Change, ChangeKind};

/// What a run did, or, in a check, that there was nothing to do.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Report {
    /// Each file that was written or removed, with what was wrong about it, the manifest last.
    pub changes: Vec<Change>,
    /// The spec files and the folders they lie in.
    pub inputs: Vec<PathBuf>,
    /// Every file of ours in the output folder, sorted, the manifest included.
    pub outputs: Vec<PathBuf>,
    /// What is right in itself, and hardly meant.
    pub warnings: Mistakes,
}

impl Report {
    /// Whether every file was as it should be.
    pub fn is_fresh(&self) -> bool {
        self.changes.is_empty()
    }

    /// The files that were written.
    pub fn written(&self) -> impl Iterator<Item = &Change> {
        let changes = self.changes.iter();
        changes.filter(|change| change.kind != ChangeKind::Leftover)
    }

    /// The files that were removed.
    pub fn removed(&self) -> impl Iterator<Item = &Change> {
        let changes = self.changes.iter();
        changes.filter(|change| change.kind == ChangeKind::Leftover)
    }

    /// The files that were edited or deleted by hand and made again.
    pub fn repaired(&self) -> impl Iterator<Item = &Change> {
        let by_hand =
            |change: &&Change| matches!(change.kind, ChangeKind::Edited | ChangeKind::Deleted);
        self.changes.iter().filter(by_hand)
    }

    /// Names of the folders below the output folder that hold files of ours: one per API.
    pub(crate) fn folders(&self, out: &Path) -> BTreeSet<String> {
        let below = self
            .outputs
            .iter()
            .filter_map(|path| path.strip_prefix(out).ok());
        let folders = below.filter_map(|path| path.parent()?.components().next());
        folders
            .map(|folder| folder.as_os_str().to_string_lossy().into_owned())
            .collect()
    }

    /// The spec files that were read; none where a stamp told that nothing has changed.
    pub fn read(&self) -> impl Iterator<Item = &Path> {
        let sources = &self.warnings.sources;
        sources.ids().map(|file| Path::new(sources.path(file)))
    }

    /// The dependencies of the output in the syntax of make, for ninja, Bazel and others: all outputs depend on all
    /// inputs. The folders are among the inputs, because a new file in one of them matters too.
    pub fn depfile(&self) -> String {
        depfile::depfile(&self.outputs, &self.inputs)
    }
}
