//! Files of a revision, by the command `git`. In: a revision and a path. Out: names and bytes; nothing is checked out.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A repository, seen from the folder that a path is in.
pub(super) struct Repository {
    folder: PathBuf,
    /// The path as it was given.
    shown: String,
    /// The path below the folder.
    below: String,
}

impl Repository {
    /// The repository that `path` would be in: that of the current folder, or of the folder of an absolute path.
    pub(super) fn around(path: &str) -> Self {
        let here = PathBuf::from(".");
        let (folder, below) = match (Path::new(path).parent(), Path::new(path).file_name()) {
            (Some(folder), Some(name)) if Path::new(path).is_absolute() => {
                let existing = folder.ancestors().find(|folder| folder.is_dir());
                let existing = existing.unwrap_or(&here);
                let rest = folder.strip_prefix(existing).unwrap_or(Path::new(""));
                (
                    existing.to_owned(),
                    rest.join(name).to_string_lossy().into_owned(),
                )
            }
            _ => (here, path.to_owned()),
        };
        Self {
            folder,
            shown: path.to_owned(),
            below: below.trim_end_matches('/').to_owned(),
        }
    }

    /// The specs at the path in `revision`: names below the path, and bytes. A file has the empty name.
    pub(super) fn files(&self, revision: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        self.check_revision(revision)?;
        let object = self.object(revision)?;
        let kind = self.text(&["cat-file", "-t", &object])?;
        if kind == "blob" {
            return Ok(vec![(String::new(), self.bytes(&object)?)]);
        }
        // Without `--full-tree` only what is below the current folder would be listed.
        let list = self.text(&["ls-tree", "-r", "-z", "--full-tree", &object])?;
        let entries = list.split('\0').filter_map(entry);
        entries
            .map(|(name, object)| Ok((name.to_owned(), self.bytes(object)?)))
            .collect()
    }

    fn check_revision(&self, revision: &str) -> Result<(), String> {
        let tree = format!("{revision}^{{tree}}");
        if !revision.starts_with('-')
            && self
                .answer(&["rev-parse", "--verify", "--quiet", &tree])?
                .is_some()
        {
            return Ok(());
        }
        let unknown = format!(
            "`{revision}` is neither a file or folder nor a revision of a git repository here"
        );
        self.text(&["rev-parse", "--git-dir"])
            .map_err(|reason| format!("{unknown}: {reason}"))?;
        Err(format!(
            "{unknown}; if it is one elsewhere, fetch it first (`git fetch --tags`)"
        ))
    }

    /// The path is looked for below the current folder, then, as git has it, below the top of the repository.
    fn object(&self, revision: &str) -> Result<String, String> {
        let places = [
            format!("{revision}:./{}", self.below),
            format!("{revision}:{}", self.below),
        ];
        for place in places {
            if let Some(object) = self.answer(&["rev-parse", "--verify", "--quiet", &place])? {
                return Ok(object);
            }
        }
        Err(format!(
            "there is no `{}` in revision `{revision}`",
            self.shown
        ))
    }

    fn bytes(&self, object: &str) -> Result<Vec<u8>, String> {
        let output = self.run(&["cat-file", "blob", object])?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(reason(&output)),
        }
    }

    fn text(&self, args: &[&str]) -> Result<String, String> {
        let output = self.run(args)?;
        match output.status.success() {
            true => Ok(String::from_utf8_lossy(&output.stdout)
                .trim_end()
                .to_owned()),
            false => Err(reason(&output)),
        }
    }

    /// What git prints, if it finds something.
    fn answer(&self, args: &[&str]) -> Result<Option<String>, String> {
        let output = self.run(args)?;
        let text = String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned();
        Ok((output.status.success() && !text.is_empty()).then_some(text))
    }

    fn run(&self, args: &[&str]) -> Result<Output, String> {
        let run = Command::new("git")
            .arg("-C")
            .arg(&self.folder)
            .args(args)
            .output();
        run.map_err(|error| match error.kind() {
            ErrorKind::NotFound => {
                "revisions need the command `git`, and there is none on the PATH; give files or folders".to_owned()
            }
            _ => format!("cannot run `git`: {error}"),
        })
    }
}

/// What git says of a failure.
fn reason(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text
        .lines()
        .find(|line| !line.is_empty())
        .unwrap_or("git failed");
    line.strip_prefix("fatal: ").unwrap_or(line).to_owned()
}

/// Name and object of a line `mode type object\tname`; links and other repositories are no specs.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (head, name) = line.split_once('\t')?;
    let mut parts = head.split(' ');
    let (mode, kind, object) = (parts.next()?, parts.next()?, parts.next()?);
    let is_spec = name.ends_with(".yaml") || name.ends_with(".yml");
    (kind == "blob" && mode != "120000" && is_spec).then_some((name, object))
}
