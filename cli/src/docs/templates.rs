//! Templates in folders. In: a folder. Out: [`Templates`], or ours written into it.

use std::fs;
use std::path::Path;

use specwright::names;
use specwright_authoring::docs::{TemplateError, Templates};

use crate::stop::{Stop, say};

/// Ours, and in their place those of the folder.
pub(super) fn read(folder: Option<&Path>) -> Result<Templates, Stop> {
    let mut templates = Templates::new();
    let Some(folder) = folder else {
        return Ok(templates);
    };
    let failed = |error| Stop::Failed(format!("cannot read `{}`: {error}", folder.display()));
    let entries = fs::read_dir(folder).map_err(failed)?;
    let mut files = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(failed)?;
    files.sort();
    for path in files {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let ending = path.extension().and_then(|ending| ending.to_str());
        if !path.is_file() || !matches!(ending, Some("html" | "md" | "css" | "js")) {
            continue;
        }
        note_unknown(&path, name);
        let text = fs::read_to_string(&path)
            .map_err(|error| Stop::Failed(format!("cannot read `{}`: {error}", path.display())))?;
        let replaced = templates.replace(name, text);
        replaced.map_err(|error| mistake(Some(folder), &error))?;
    }
    Ok(templates)
}

/// A template that is none of ours does nothing by itself, which may not be what was meant.
fn note_unknown(path: &Path, name: &str) {
    if Templates::is_ours(name) {
        return;
    }
    let ours = Templates::new();
    let meant = names::nearest(name, ours.all().map(|(name, _)| name));
    let meant = meant.map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
    say(&format!(
        "note: `{}` replaces none of our templates, others may include it{meant}",
        path.display()
    ));
}

/// A mistake in a template, with its path where it is the user's.
pub(super) fn mistake(folder: Option<&Path>, error: &TemplateError) -> Stop {
    let path = folder.map(|folder| folder.join(&error.template));
    let path = path.filter(|path| path.is_file());
    Stop::Failed(match path {
        Some(path) => {
            let line = error
                .line
                .map_or_else(String::new, |line| format!(":{line}"));
            format!("{}{line}: {}", path.display(), error.message)
        }
        None => error.to_string(),
    })
}

/// Writes our templates into a folder. What somebody changed there is not written over.
pub(super) fn write(folder: &Path) -> Result<(), Stop> {
    let ours = Templates::new();
    for (name, text) in ours.all() {
        let path = folder.join(name);
        let there = fs::read(&path);
        if path.exists() && there.is_ok_and(|there| there != text.as_bytes()) {
            return Err(Stop::Failed(format!(
                "`{}` is there already and differs from ours; move it away first",
                path.display()
            )));
        }
    }
    let written = fs::create_dir_all(folder).and_then(|()| {
        ours.all()
            .try_for_each(|(name, text)| fs::write(folder.join(name), text))
    });
    written.map_err(|error| {
        Stop::Failed(format!("cannot write into `{}`: {error}", folder.display()))
    })?;
    say(&format!(
        "{}: {} templates written",
        folder.display(),
        ours.all().count()
    ));
    Ok(())
}
