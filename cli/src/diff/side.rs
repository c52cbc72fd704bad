//! One side of a comparison: what the command line names, found on disk or in git.

use std::path::{Path, PathBuf};

use specwright::Loaded;

use super::git::Repository;
use crate::specs;
use crate::stop::Stop;

/// Where specs are read from.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// A file or folder.
    Path(PathBuf),
    /// What a revision has at a path.
    Revision { revision: String, path: String },
}

impl Side {
    /// What `text` names. An existing path comes first; a revision without a path has that of the other side.
    pub(super) fn of(text: &str, other: &str) -> Result<Self, Stop> {
        if Path::new(text).exists() {
            return Ok(Self::Path(text.into()));
        }
        if let Some((revision, path)) = split(text) {
            return Ok(Self::revision(revision, path));
        }
        let path = match split(other) {
            Some((_, path)) if !Path::new(other).exists() => path,
            _ => other,
        };
        if is_like_a_file(text) {
            let message =
                format!("there is no file or folder `{text}`; for one of a commit write REV:PATH");
            return Err(Stop::Failed(message));
        }
        Ok(Self::revision(text, path))
    }

    fn revision(revision: &str, path: &str) -> Self {
        let (revision, path) = (revision.to_owned(), path.to_owned());
        Self::Revision { revision, path }
    }

    /// Reads it; mistakes in specs are in what it gives.
    pub(super) fn load(&self) -> Result<Loaded, Stop> {
        match self {
            Self::Path(path) => Ok(specs::load(std::slice::from_ref(path))),
            Self::Revision { revision, path } => {
                let repository = Repository::around(path);
                let files = repository.files(revision).map_err(Stop::Failed)?;
                let root = format!("{revision}:{path}");
                Ok(specwright::load_texts(root.trim_end_matches('/'), files))
            }
        }
    }
}

/// The parts of `REV:PATH`; nothing for a text without both.
fn split(text: &str) -> Option<(&str, &str)> {
    let (revision, path) = text.split_once(':')?;
    (!revision.is_empty() && !path.is_empty()).then_some((revision, path))
}

/// Names of revisions do not end like specs, as a rule; whoever has such a tag writes `REV:PATH`.
fn is_like_a_file(text: &str) -> bool {
    text.ends_with(".yaml") || text.ends_with(".yml") || text.ends_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, other: &str, revision: &str, path: &str) {
        let side = Side::of(text, other).map_err(|stop| format!("{stop:?}"));
        assert_eq!(side, Ok(Side::revision(revision, path)));
    }

    #[test]
    fn a_revision_takes_the_path_of_the_other_side() {
        check("v1:a/b.yaml", "src", "v1", "a/b.yaml");
        check("v1", "src", "v1", "src");
        check("v1", "v2:specs", "v1", "specs");
        check("main~3", "nowhere.yaml", "main~3", "nowhere.yaml");
    }

    #[test]
    fn what_exists_is_a_path() {
        assert!(matches!(Side::of("src", "v1"), Ok(Side::Path(_))));
    }
}
