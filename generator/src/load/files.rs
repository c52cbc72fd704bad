//! Finds and reads the files of specs.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostics, Place};
use crate::source::{FileId, SourceMap};

/// A spec of this size describes thousands of operations; more is a mistake or an attack.
const LARGEST: u64 = 8 * 1024 * 1024;

/// Files that belong together.
pub(super) enum Group {
    /// The files of one API.
    Api(Vec<FileId>),
    /// The files of a folder: an API each, or one API.
    Folder(Vec<FileId>),
}

/// The groups of files at these paths, each file once.
pub(super) fn groups<P: AsRef<Path>>(
    paths: &[P],
    sources: &mut SourceMap,
    diags: &mut Diagnostics,
) -> Vec<Group> {
    let mut reader = Reader::new(sources, diags);
    paths
        .iter()
        .flat_map(|path| reader.path(path.as_ref()))
        .collect()
}

pub(super) struct Reader<'r> {
    sources: &'r mut SourceMap,
    pub(super) diags: &'r mut Diagnostics,
    seen: HashSet<PathBuf>,
}

impl<'r> Reader<'r> {
    pub(super) fn new(sources: &'r mut SourceMap, diags: &'r mut Diagnostics) -> Self {
        Self {
            sources,
            diags,
            seen: HashSet::new(),
        }
    }

    fn path(&mut self, path: &Path) -> Vec<Group> {
        if !path.is_dir() {
            return vec![Group::Api(self.files(&[path.to_owned()]))];
        }
        let mut groups = Vec::new();
        let (files, folders) = self.entries(path);
        if !files.is_empty() {
            groups.push(Group::Folder(self.files(&files)));
        }
        for folder in folders {
            let files = self.below(&folder);
            if !files.is_empty() {
                groups.push(Group::Api(self.files(&files)));
            }
        }
        if groups.is_empty() {
            let message = "this folder holds no spec";
            self.refuse(path, Code::NoSpecs, message.to_owned());
        }
        groups
    }

    /// All specs in a folder and its folders.
    fn below(&mut self, folder: &Path) -> Vec<PathBuf> {
        let (mut files, folders) = self.entries(folder);
        for folder in folders {
            files.extend(self.below(&folder));
        }
        files
    }

    /// Specs and folders in a folder, sorted by name, without hidden ones. Links to folders are not followed: they
    /// may lead back.
    fn entries(&mut self, folder: &Path) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let names = fs::read_dir(folder).and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<io::Result<Vec<PathBuf>>>()
        });
        let mut paths = names.unwrap_or_else(|error| {
            self.refuse(
                folder,
                Code::Unreadable,
                format!("this folder cannot be read: {error}"),
            );
            Vec::new()
        });
        paths.retain(|path| !is_hidden(path));
        paths.sort();
        let (folders, mut files): (Vec<_>, Vec<_>) =
            paths.into_iter().partition(|path| path.is_dir());
        files.retain(|path| is_spec(path));
        (
            files,
            folders
                .into_iter()
                .filter(|folder| !folder.is_symlink())
                .collect(),
        )
    }

    fn files(&mut self, paths: &[PathBuf]) -> Vec<FileId> {
        paths.iter().filter_map(|path| self.file(path)).collect()
    }

    fn file(&mut self, path: &Path) -> Option<FileId> {
        let full = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if !self.seen.insert(full) {
            return None;
        }
        let bytes = match read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                if error.kind() == io::ErrorKind::NotFound {
                    self.missing(path);
                } else {
                    let message = format!("this file cannot be read: {error}");
                    self.refuse(path, Code::Unreadable, message);
                }
                return None;
            }
        };
        self.text(path, bytes)
    }

    /// Takes the bytes of a file in, if they are a text of a size that a spec can have.
    pub(super) fn text(&mut self, path: &Path, bytes: Vec<u8>) -> Option<FileId> {
        if bytes.len() as u64 > LARGEST {
            let message = format!("this file has more than {} MiB", LARGEST / 1024 / 1024);
            self.refuse(path, Code::TooLarge, message);
            return None;
        }
        match String::from_utf8(bytes) {
            Ok(text) => Some(self.sources.add(path.to_string_lossy(), text)),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                self.not_utf8(path, &error.into_bytes(), valid);
                None
            }
        }
    }

    /// The text is shown as far as it is one, so that line and column can be told.
    fn not_utf8(&mut self, path: &Path, bytes: &[u8], valid: usize) {
        let file = self
            .sources
            .add(path.to_string_lossy(), String::from_utf8_lossy(bytes));
        let byte = bytes.get(valid).copied().unwrap_or_default();
        let message = format!("this file is not UTF-8 text: byte 0x{byte:02x} starts no character");
        let width = char::REPLACEMENT_CHARACTER.len_utf8();
        self.diags.error(
            Code::NotUtf8,
            Place::bytes(file, valid..valid + width),
            message,
        );
    }

    fn missing(&mut self, path: &Path) {
        let what = if is_spec(path) {
            "file"
        } else {
            "file or folder"
        };
        let help = "name a spec or a folder of specs; `specwright new NAME` starts one";
        let message = format!("there is no such {what}");
        let file = self.sources.add(path.to_string_lossy(), "");
        self.diags
            .error(Code::Unreadable, Place::bytes(file, 0..0), message)
            .help(help);
    }

    pub(super) fn refuse(&mut self, path: &Path, code: Code, message: String) {
        let file = self.sources.add(path.to_string_lossy(), "");
        self.diags.error(code, Place::bytes(file, 0..0), message);
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// Whether a file in a folder is a spec by its name. Editors leave hidden ones beside it.
pub(super) fn is_spec(path: &Path) -> bool {
    let ends = |end: &std::ffi::OsStr| end == "yaml" || end == "yml";
    !is_hidden(path) && path.extension().is_some_and(ends)
}

/// Reads a little more than is allowed at most, whatever the file says about its size.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}
