//! What stands in the output folder, against what should.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::hash::same_text;
use super::{KIND, MANIFEST, MARK, Made, Manifest, OutputError, diff};

/// One file of the output folder that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Path below the output folder, with `/`.
    pub path: String,
    /// What happened to it.
    pub kind: ChangeKind,
    /// What stands there, if anything does.
    pub(super) old: Option<String>,
    /// What should stand there; `None`: nothing.
    pub(super) new: Option<String>,
}

/// What happened to a file of the output folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is made for the first time.
    New,
    /// It was made from an earlier state of the specs or by another version of the generator.
    Outdated,
    /// It was edited by hand.
    Edited,
    /// It was deleted by hand.
    Deleted,
    /// It is no longer made.
    Leftover,
}

impl ChangeKind {
    /// One word for reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "missing",
            Self::Outdated => "out of date",
            Self::Edited => "edited by hand",
            Self::Deleted => "deleted by hand",
            Self::Leftover => "no longer made",
        }
    }
}

impl Change {
    /// Whether it is our own list of files, which differs whenever anything does.
    pub fn is_manifest(&self) -> bool {
        self.path == MANIFEST
    }

    /// Line in which old and new text first differ, from 1, and what stands there now.
    pub(crate) fn first_difference(&self) -> Option<(usize, &str)> {
        let old = self.old.as_deref()?.lines();
        let mut new = self.new.as_deref()?.lines();
        let differs = |(_, line): &(usize, &str)| new.next() != Some(*line);
        let (index, line) = old.enumerate().find(differs)?;
        Some((index + 1, line))
    }

    /// The change as a unified diff of at most about `lines` lines.
    pub fn diff(&self, lines: usize) -> String {
        let (old, new) = (self.old.as_deref(), self.new.as_deref());
        diff::unified(&self.path, old, new, lines)
    }
}

fn kind(options: &BTreeSet<String>) -> Option<&str> {
    options.iter().find_map(|option| option.strip_prefix(KIND))
}

/// The changes that bring the folder to what was made, sorted by path, the manifest last; none when all is well.
pub(crate) fn compare(out: &Path, made: &Made) -> Result<Vec<Change>, OutputError> {
    let known = Manifest::read(out)?;
    // What another command made here is not ours to remove.
    if !known.outputs.is_empty() && kind(&known.options) != kind(&made.options) {
        return Err(OutputError::Foreign(vec![out.join(MANIFEST)]));
    }
    let mut changes = Vec::new();
    let mut foreign = Vec::new();
    for (path, text) in &made.files {
        let target = out.join(path);
        let old = match read(&target)? {
            Found::File(bytes) => bytes,
            Found::Nothing => {
                let kind = match known.owns(path) {
                    true => ChangeKind::Deleted,
                    false => ChangeKind::New,
                };
                changes.push(change(path, kind, None, Some(text)));
                continue;
            }
            Found::Other => {
                foreign.push(target);
                continue;
            }
        };
        if same_text(&old, text.as_bytes()) {
            continue;
        }
        let kind = if known.intact(path, &old) {
            ChangeKind::Outdated
        } else if known.owns(path) || marked(&old) {
            ChangeKind::Edited
        } else {
            foreign.push(target);
            continue;
        };
        changes.push(change(path, kind, Some(&old), Some(text)));
    }
    if !foreign.is_empty() {
        return Err(OutputError::Foreign(foreign));
    }
    for path in known.outputs.keys() {
        if !made.files.contains_key(path)
            && let Found::File(old) = read(&out.join(path))?
        {
            changes.push(change(path, ChangeKind::Leftover, Some(&old), None));
        }
    }
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    changes.extend(compare_manifest(out, made)?);
    Ok(changes)
}

fn compare_manifest(out: &Path, made: &Made) -> Result<Option<Change>, OutputError> {
    let target = out.join(MANIFEST);
    let text = made.manifest().to_string();
    let (kind, old) = match read(&target)? {
        Found::File(old) if same_text(&old, text.as_bytes()) => return Ok(None),
        Found::File(old) => (ChangeKind::Outdated, Some(old)),
        Found::Nothing => (ChangeKind::New, None),
        Found::Other => return Err(OutputError::Foreign(vec![target])),
    };
    Ok(Some(change(MANIFEST, kind, old.as_deref(), Some(&text))))
}

fn change(path: &str, kind: ChangeKind, old: Option<&[u8]>, new: Option<&str>) -> Change {
    Change {
        path: path.to_owned(),
        kind,
        old: old.map(|bytes| String::from_utf8_lossy(bytes).into_owned()),
        new: new.map(str::to_owned),
    }
}

/// Whether a file that no manifest names was made here all the same: the manifest was lost, or a merge dropped it.
fn marked(bytes: &[u8]) -> bool {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or(bytes);
    let first = String::from_utf8_lossy(first);
    first.trim_start_matches(['/', '#', ' ']).starts_with(MARK)
}

enum Found {
    File(Vec<u8>),
    Nothing,
    /// A folder, or below something that is not one.
    Other,
}

fn read(path: &Path) -> Result<Found, OutputError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Found::File(bytes)),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound => Ok(Found::Nothing),
            io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory => Ok(Found::Other),
            // Windows answers so when a folder is opened as a file.
            io::ErrorKind::PermissionDenied if path.is_dir() => Ok(Found::Other),
            _ => Err(OutputError::io("read", path)(error)),
        },
    }
}
