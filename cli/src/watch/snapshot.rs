//! The specs as they are at a moment. In: their path. Out: a hash per file; and what is different between two moments.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// Each spec file with what it holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Snapshot(BTreeMap<PathBuf, Content>);

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Text(u64),
    /// Nothing, or it cannot be read.
    Nothing,
}

impl Snapshot {
    /// Reads the files at a path.
    pub(super) fn take(specs: &Path) -> Self {
        let content = |path: PathBuf| {
            let content = content(&path);
            (path, content)
        };
        Self(files(specs).into_iter().map(content).collect())
    }

    /// What is not as it was.
    pub(super) fn changes_since(&self, before: &Self) -> Changes {
        let mut changes = Vec::new();
        for (path, content) in &self.0 {
            let kind = match before.0.get(path) {
                None => Kind::New,
                Some(old) if old == content => continue,
                Some(_) if *content == Content::Nothing => Kind::Emptied,
                Some(_) => Kind::Changed,
            };
            changes.push((path.clone(), kind));
        }
        let gone = before.0.keys().filter(|path| !self.0.contains_key(*path));
        changes.extend(gone.map(|path| (path.clone(), Kind::Gone)));
        Changes(changes)
    }
}

/// What is different between two moments.
#[derive(Debug)]
pub(super) struct Changes(Vec<(PathBuf, Kind)>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    New,
    Changed,
    Emptied,
    Gone,
}

impl Changes {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a file is not there any more, or nothing is left in it.
    pub(super) fn lose_something(&self) -> bool {
        let mut kinds = self.0.iter().map(|(_, kind)| kind);
        kinds.any(|kind| matches!(kind, Kind::Emptied | Kind::Gone))
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.len() > 3 {
            let are_gone = self.0.iter().all(|(_, kind)| *kind == Kind::Gone);
            let word = if are_gone { "are gone" } else { "changed" };
            return write!(f, "{} specs {word}", self.0.len());
        }
        for (index, (path, kind)) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            let word = match kind {
                Kind::New => "is new",
                Kind::Changed | Kind::Emptied => "changed",
                Kind::Gone => "is gone",
            };
            write!(f, "{comma}{} {word}", path.display())?;
        }
        Ok(())
    }
}

/// The spec files at a path, which is one, or a folder of them. Nothing that a generator reads is missing.
pub(super) fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        let is_spec = path
            .extension()
            .is_some_and(|end| end == "yaml" || end == "yml");
        if is_hidden {
            continue;
        }
        if path.is_dir() {
            // A link may lead back up.
            if !path.is_symlink() {
                found.extend(files(&path));
            }
        } else if is_spec {
            found.push(path);
        }
    }
    found
}

fn content(path: &Path) -> Content {
    // Opening something that is no file, a pipe for instance, might never end.
    let bytes = if path.is_file() {
        fs::read(path)
    } else {
        return Content::Nothing;
    };
    match bytes {
        Ok(bytes) if !bytes.is_empty() => {
            let mut hasher = DefaultHasher::new();
            bytes.hash(&mut hasher);
            Content::Text(hasher.finish())
        }
        _ => Content::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Content, Snapshot};

    fn snapshot(files: &[(&str, u64)]) -> Snapshot {
        let content = |hash| match hash {
            0 => Content::Nothing,
            hash => Content::Text(hash),
        };
        Snapshot(
            files
                .iter()
                .map(|(path, hash)| (PathBuf::from(path), content(*hash)))
                .collect(),
        )
    }

    #[track_caller]
    fn check(before: &[(&str, u64)], now: &[(&str, u64)], expected: &str, loses: bool) {
        let changes = snapshot(now).changes_since(&snapshot(before));
        assert_eq!(changes.to_string(), expected);
        assert_eq!(changes.is_empty(), expected.is_empty());
        assert_eq!(changes.lose_something(), loses);
    }

    #[test]
    fn what_is_different_is_told() {
        let old = &[("a", 1), ("b", 2)];
        check(old, old, "", false);
        check(old, &[("a", 1), ("b", 3)], "b changed", false);
        check(old, &[("a", 0), ("b", 2)], "a changed", true);
        check(old, &[("b", 2)], "a is gone", true);
        check(
            old,
            &[("b", 3), ("c", 1)],
            "b changed, c is new, a is gone",
            true,
        );
        let four = &[("a", 1), ("b", 1), ("c", 1), ("d", 1)];
        check(&[], four, "4 specs changed", false);
        check(four, &[], "4 specs are gone", true);
    }
}
