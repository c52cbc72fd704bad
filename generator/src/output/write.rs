//! Carries changes out, whole or not at all.
//!
//! All texts are first written into a staging folder inside the output folder, so that a full disk or a missing
//! permission is met before anything changed; then each file is renamed to its place, and what it replaces is kept in
//! the staging folder until the last rename. When a rename fails, the earlier ones are undone. When the process is
//! killed between two renames, a manifest that names the old and the new state of every file already stands in the
//! folder: the next run knows all of them for its own and finishes the work.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use super::{Change, Hash, MANIFEST, Made, Manifest, OutputError};

/// Begins the name of a staging folder.
const STAGING: &str = ".specwright-tmp-";
/// A staging folder this old belongs to a process that was killed: a living one needs milliseconds.
const ABANDONED: Duration = Duration::from_secs(60);

/// Brings a folder to what was made. `changes` are those that [`super::compare`] found; without any, no file is
/// touched. `modified` is set as the time of each file written.
pub(crate) fn write(
    out: &Path,
    made: &Made,
    changes: &[Change],
    modified: Option<SystemTime>,
) -> Result<(), OutputError> {
    write_with(out, made, changes, modified, &|from, to| {
        fs::rename(from, to)
    })
}

type Rename<'a> = &'a dyn Fn(&Path, &Path) -> io::Result<()>;

fn write_with(
    out: &Path,
    made: &Made,
    changes: &[Change],
    modified: Option<SystemTime>,
    rename: Rename<'_>,
) -> Result<(), OutputError> {
    sweep(out);
    if changes.is_empty() {
        return Ok(());
    }
    let mut work = Work::start(out, modified, rename)?;
    let result = work.run(made, changes);
    if result.is_err() {
        work.roll_back();
    }
    // The staging folder must be gone before a folder can be seen to be empty.
    drop(work);
    if result.is_ok() {
        for change in changes.iter().filter(|change| change.new.is_none()) {
            remove_empty_parents(out, &change.path);
        }
    }
    result
}

/// One run, from the staging folder to the last rename.
struct Work<'a> {
    out: &'a Path,
    staging: Staging,
    modified: Option<SystemTime>,
    rename: Rename<'a>,
    undo: Vec<Undo>,
    kept: usize,
}

/// How to take one step back.
enum Undo {
    /// Nothing stood there before.
    RemoveFile(PathBuf),
    /// The folder was not there before.
    RemoveDir(PathBuf),
    /// What stood at `target` is kept at `backup`.
    Restore { backup: PathBuf, target: PathBuf },
}

impl<'a> Work<'a> {
    fn start(
        out: &'a Path,
        modified: Option<SystemTime>,
        rename: Rename<'a>,
    ) -> Result<Self, OutputError> {
        let mut undo = Vec::new();
        create_dirs(out, &mut undo)?;
        Ok(Self {
            out,
            staging: Staging::create(out)?,
            modified,
            rename,
            undo,
            kept: 0,
        })
    }

    fn run(&mut self, made: &Made, changes: &[Change]) -> Result<(), OutputError> {
        let last = made.manifest();
        let first = both_states(&last, changes);
        let first = self.stage("first", &first.to_string())?;
        let last = self.stage("last", &last.to_string())?;
        let files = changes.iter().filter(|change| change.path != MANIFEST);
        let mut staged = Vec::with_capacity(changes.len());
        for (index, change) in files.enumerate() {
            let text = change.new.as_deref();
            let from = text.map(|text| self.stage(&index.to_string(), text));
            staged.push((from.transpose()?, self.out.join(&change.path)));
        }

        let manifest = self.out.join(MANIFEST);
        self.place(&first, &manifest)?;
        for (from, target) in &staged {
            match from {
                Some(from) => self.place(from, target)?,
                None => self.remove(target)?,
            }
        }
        self.place(&last, &manifest)
    }

    /// Writes a text aside, under a name of its own.
    fn stage(&self, name: &str, text: &str) -> Result<PathBuf, OutputError> {
        let path = self.staging.0.join(name);
        let written = File::create(&path).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            // Before the rename, so that no reader ever sees another time. A file system without times that can be
            // set costs one more run of the build script, so this is no failure.
            let _ = self.modified.map(|time| file.set_modified(time));
            Ok(())
        });
        written.map_err(OutputError::io("write", &path))?;
        Ok(path)
    }

    /// Renames a staged file to its place.
    fn place(&mut self, from: &Path, target: &Path) -> Result<(), OutputError> {
        if let Some(parent) = target.parent() {
            create_dirs(parent, &mut self.undo)?;
        }
        let backup = self.keep(target)?;
        (self.rename)(from, target).map_err(OutputError::io("write", target))?;
        let target = target.to_path_buf();
        self.undo.push(match backup {
            Some(backup) => Undo::Restore { backup, target },
            None => Undo::RemoveFile(target),
        });
        Ok(())
    }

    /// Keeps what stands at a path without taking it away: there is no moment at which the file is missing.
    fn keep(&mut self, target: &Path) -> Result<Option<PathBuf>, OutputError> {
        let time = match fs::metadata(target) {
            Ok(metadata) => metadata.modified(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(OutputError::io("read", target)(error)),
        };
        let backup = self.next_backup();
        if fs::hard_link(target, &backup).is_err() {
            // Not every file system links.
            let copied = fs::copy(target, &backup)
                .and_then(|_| File::options().write(true).open(&backup))
                .and_then(|file| file.set_modified(time?));
            copied.map_err(OutputError::io("read", target))?;
        }
        Ok(Some(backup))
    }

    fn remove(&mut self, target: &Path) -> Result<(), OutputError> {
        let backup = self.next_backup();
        match (self.rename)(target, &backup) {
            Ok(()) => {
                let target = target.to_path_buf();
                self.undo.push(Undo::Restore { backup, target });
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(OutputError::io("remove", target)(error)),
        }
    }

    fn next_backup(&mut self) -> PathBuf {
        self.kept += 1;
        self.staging.0.join(format!("old-{}", self.kept))
    }

    /// Takes back what was done. An error here adds nothing to the one that led here.
    fn roll_back(&mut self) {
        for undo in self.undo.drain(..).rev() {
            let _ = match undo {
                Undo::RemoveFile(path) => fs::remove_file(path),
                // The staging folder keeps the output folder from being empty; it goes first.
                Undo::RemoveDir(path) if path == self.out => {
                    fs::remove_dir_all(&self.staging.0).and_then(|()| fs::remove_dir(path))
                }
                Undo::RemoveDir(path) => fs::remove_dir(path),
                Undo::Restore { backup, target } => fs::rename(backup, target),
            };
        }
    }
}

/// The staging folder; gone when dropped, with all that was left in it.
struct Staging(PathBuf);

impl Staging {
    fn create(out: &Path) -> Result<Self, OutputError> {
        // Two runs in one process must not share a folder, nor two processes.
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = out.join(format!("{STAGING}{}-{number}", std::process::id()));
        // Only a killed process that had our number can have left it.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).map_err(OutputError::io("write into", out))?;
        Ok(Self(path))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The manifest that stands while files are renamed: it knows what each may hold before and after.
fn both_states(last: &Manifest, changes: &[Change]) -> Manifest {
    let mut both = last.clone();
    for change in changes.iter().filter(|change| change.path != MANIFEST) {
        if let Some(old) = &change.old {
            let hashes = both.outputs.entry(change.path.clone()).or_default();
            hashes.push(Hash::of(old.as_bytes()));
        }
    }
    both
}

/// Creates the folders that are missing and remembers which they were.
fn create_dirs(path: &Path, undo: &mut Vec<Undo>) -> Result<(), OutputError> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        create_dirs(parent, undo)?;
    }
    match fs::create_dir(path) {
        Ok(()) => undo.push(Undo::RemoveDir(path.to_path_buf())),
        // Another process was faster.
        Err(_) if path.is_dir() => {}
        Err(error) => return Err(OutputError::io("create", path)(error)),
    }
    Ok(())
}

/// Removes the folders above a removed file that are empty now, up to the output folder.
fn remove_empty_parents(out: &Path, path: &str) {
    let parents = Path::new(path).ancestors().skip(1);
    for parent in parents.filter(|parent| !parent.as_os_str().is_empty()) {
        // Refused while anything is in it, which is what is wanted.
        if fs::remove_dir(out.join(parent)).is_err() {
            return;
        }
    }
}

/// Removes the staging folders of processes that were killed.
fn sweep(out: &Path) {
    let entries = fs::read_dir(out).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(STAGING)) {
        let modified = entry.metadata().and_then(|metadata| metadata.modified());
        let age = modified.ok().and_then(|time| time.elapsed().ok());
        if age.is_some_and(|age| age > ABANDONED) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests;
