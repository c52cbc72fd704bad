//! One file of a folder, given where the folder was meant.
//!
//! In: the paths that were asked for, and what was said of them. Out: where a file has no name of an API and a file
//! beside it has one, the two problems of that become one that names the folder.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use super::Loaded;
use super::files::is_spec;
use crate::diag::Code;
use crate::source::FileId;

/// Only the head of a file is looked at.
const HEAD: usize = 64 * 1024;

/// Mends the help of the problems of such files.
pub(super) fn point_to_folder<P: AsRef<Path>>(paths: &[P], loaded: &mut Loaded) {
    let is_asked = |file: FileId| {
        let path = Path::new(loaded.sources.path(file));
        paths.iter().any(|asked| asked.as_ref() == path) && path.is_file()
    };
    let nameless: HashSet<FileId> = loaded
        .diagnostics
        .iter()
        .filter(|problem| problem.code() == Code::MissingKey && problem.place().path().is_empty())
        .map(|problem| problem.place().file_id())
        .filter(|file| is_asked(*file))
        .collect();
    for file in nameless {
        let path = Path::new(loaded.sources.path(file)).to_owned();
        let Some(folder) = path.parent().filter(|folder| has_api(folder, &path)) else {
            continue;
        };
        let shown = match folder.as_os_str().is_empty() {
            true => ".".to_owned(),
            false => folder.to_string_lossy().replace('\\', "/"),
        };
        let help = format!(
            "a file beside it has an `api`: if this is a part of that spec, name the folder, `{shown}`"
        );
        let mut is_first = true;
        loaded.diagnostics.retain(|problem| {
            let is_head = problem.code() == Code::MissingKey
                && problem.place().path().is_empty()
                && problem.place().file_id() == file;
            !is_head || std::mem::take(&mut is_first)
        });
        loaded.diagnostics.change(|problem| {
            let is_head = problem.code() == Code::MissingKey && problem.place().path().is_empty();
            if is_head && problem.place().file_id() == file {
                problem.help(help.clone());
            }
        });
    }
}

/// Whether one other spec in the folder has a name; where several have, each is an API of its own.
fn has_api(folder: &Path, but: &Path) -> bool {
    let here = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let entries = fs::read_dir(here).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.file_name() != but.file_name() && is_spec(path))
        .filter(|path| names_an_api(path))
        .take(2)
        .count()
        == 1
}

fn names_an_api(path: &Path) -> bool {
    let text = fs::read_to_string(path).unwrap_or_default();
    let mut read = 0;
    text.lines()
        .take_while(|line| {
            read += line.len() + 1;
            read < HEAD
        })
        .any(|line| line.starts_with("api:"))
}
