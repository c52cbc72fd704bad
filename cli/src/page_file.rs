//! A vendor's page as a file, or as standard input. In: the path of the command line. Out: its text and its names.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use crate::stop::Stop;

/// Pages are text; more than this is something else.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The name that specs know a page by.
pub(crate) fn document(path: &Path) -> Option<String> {
    let name = path.file_name().filter(|_| !is_input(path))?;
    Some(name.to_string_lossy().into_owned())
}

fn is_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A file as messages name it.
pub(crate) fn shown(path: &Path) -> String {
    if is_input(path) {
        "<stdin>".to_owned()
    } else {
        path.display().to_string()
    }
}

/// The text of a file or of standard input.
pub(crate) fn read(path: &Path) -> Result<String, Stop> {
    let name = shown(path);
    let failed = |error: io::Error| Stop::Failed(format!("{name}: cannot be read: {error}"));
    let mut bytes = Vec::new();
    if is_input(path) {
        let input = io::stdin().lock();
        input.take(LARGEST + 1).read_to_end(&mut bytes)
    } else if path.is_dir() {
        return Err(Stop::Failed(format!(
            "{name}: is a folder; name the page itself"
        )));
    } else {
        File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
    }
    .map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        let what = "is larger than 16 MiB; save the part with the tables";
        return Err(Stop::Failed(format!("{name}: {what}")));
    }
    if bytes.contains(&0) {
        let what = "is no text; save the page as text, Markdown or HTML";
        return Err(Stop::Failed(format!("{name}: {what}")));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        Stop::Failed(format!(
            "{name}:{line}: is not UTF-8; save the page as UTF-8, for instance `iconv -f gbk -t utf-8`"
        ))
    })
}
