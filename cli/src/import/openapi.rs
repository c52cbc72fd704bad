//! `specwright import openapi`: a document of OpenAPI as a spec. In: the document, and files near it that it refers to. Out:
//! YAML on standard output, or files; what was not carried over and what was guessed on standard error.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde_json::json;
use specwright_openapi::import::{Documents, Imported, Kind, Options, Remark, import};

use crate::args::OpenApiArgs;
use crate::page_file::shown;
use crate::stop::{Stop, print, say};

/// The largest documents that vendors publish have some forty megabytes.
const LARGEST: u64 = 128 * 1024 * 1024;
/// Places that are shown of what is said of many.
const PLACES: usize = 3;

/// Imports a document.
pub(crate) fn run(args: &OpenApiArgs) -> Result<(), Stop> {
    let name = shown(&args.file);
    let text = match args.file.as_os_str() == "-" {
        true => read(io::stdin().lock()),
        false => open(&args.file),
    };
    let text = text.map_err(|why| Stop::Failed(format!("{name}{why}")))?;
    let folder = args
        .file
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default();
    let path = if args.file.as_os_str() == "-" {
        "stdin"
    } else {
        name.as_str()
    };
    let documents = Documents::new(path, text).with_loader(|path| {
        let text = beside(&folder, path);
        text.map_err(|why| why.trim_start_matches(": ").to_owned())
    });
    let options = Options {
        api: args.api.clone(),
        server: args.server.clone(),
        folder: args.out.as_deref().is_some_and(|out| !is_file(out)),
    };
    let imported = import(&documents, &options).map_err(|problems| {
        let lines = problems.0.iter().map(|one| visible(&one.to_string()));
        Stop::Failed(lines.collect::<Vec<_>>().join("\n"))
    })?;
    match &args.out {
        None => imported
            .files
            .iter()
            .try_for_each(|(_, text)| print(text))?,
        Some(out) => write(out, &imported)?,
    }
    if let Some(path) = &args.report {
        let report = serde_json::to_string_pretty(&report(&name, &imported)).unwrap_or_default();
        make_folder_of(path)?;
        fs::write(path, report + "\n").map_err(|error| cannot("written", path, &error))?;
    }
    tell(&name, &imported);
    Ok(())
}

/// Whether a path names a file of YAML rather than a folder.
fn is_file(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// The text of a file, or what is wrong with it: what follows its name in a message.
fn open(path: &Path) -> Result<String, String> {
    if path.is_dir() {
        return Err(": is a folder; name the document itself".to_owned());
    }
    let file = File::open(path).map_err(|error| format!(": cannot be read: {error}"))?;
    read(file)
}

/// The text of a file that the document refers to: a plain one near it, wherever links lead.
fn beside(folder: &Path, path: &str) -> Result<String, String> {
    let cannot = |error: io::Error| format!("cannot be read: {error}");
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let found = fs::canonicalize(folder.join(path)).map_err(cannot)?;
    let near = fs::canonicalize(folder.join("..")).map_err(cannot)?;
    if !found.starts_with(near) {
        return Err("it leads out of the folders around the document".to_owned());
    }
    // Reading a pipe may last for ever.
    if !fs::metadata(&found).map_err(cannot)?.is_file() {
        return Err("it is no plain file".to_owned());
    }
    open(&found)
}

fn read(from: impl io::Read) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = from.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!(": cannot be read: {error}"))?;
    if bytes.len() as u64 > LARGEST {
        return Err(": is larger than 128 MiB".to_owned());
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        format!(":{line}: is not UTF-8: this is no OpenAPI document in JSON or YAML")
    })
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> Stop {
    Stop::Failed(format!("{}: cannot be {what}: {error}", path.display()))
}

fn make_folder_of(path: &Path) -> Result<(), Stop> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    match folder {
        Some(folder) => {
            fs::create_dir_all(folder).map_err(|error| cannot("created", folder, &error))
        }
        None => Ok(()),
    }
}

/// Writes the files; nothing that is there is replaced.
fn write(out: &Path, imported: &Imported) -> Result<(), Stop> {
    let files: Vec<(PathBuf, &str)> = match is_file(out) {
        true => imported
            .files
            .iter()
            .map(|(_, text)| (out.to_owned(), text.as_str()))
            .collect(),
        false => imported
            .files
            .iter()
            .map(|(path, text)| (out.join(path), text.as_str()))
            .collect(),
    };
    if let Some((there, _)) = files
        .iter()
        .find(|(path, _)| fs::symlink_metadata(path).is_ok())
    {
        let text = format!(
            "`{}` is there already; nothing was written",
            there.display()
        );
        return Err(Stop::Failed(text));
    }
    for (path, text) in &files {
        make_folder_of(path)?;
        let written = File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|error| cannot("written", path, &error))?;
    }
    Ok(())
}

/// What there is to say, in few lines: what is said of many places is said once.
fn tell(name: &str, imported: &Imported) {
    for (kind, title) in [
        (Kind::NotCarried, "not carried over"),
        (Kind::Guessed, "guessed"),
    ] {
        let mut groups: Vec<(&str, Vec<&Remark>)> = Vec::new();
        for remark in imported.remarks.iter().filter(|remark| remark.kind == kind) {
            match groups.iter_mut().find(|(text, _)| *text == remark.text) {
                Some((_, places)) => places.push(remark),
                None => groups.push((&remark.text, vec![remark])),
            }
        }
        if groups.is_empty() {
            continue;
        }
        say(&format!("{title}:"));
        for (text, places) in groups {
            say(&format!("  {}", visible(text)));
            for place in places.iter().take(PLACES) {
                say(&format!("    {}", visible(&place_text(name, place))));
            }
            if places.len() > PLACES {
                say(&format!("    and {} more", places.len() - PLACES));
            }
        }
    }
    let count = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {one}s"),
    };
    say(&format!(
        "{name}: {} and {} imported as `{}`",
        count(imported.operations, "operation"),
        count(imported.types, "type"),
        imported.api
    ));
}

fn place_text(name: &str, remark: &Remark) -> String {
    let (file, pointer) = match remark.pointer.split_once('#') {
        Some((file, pointer)) if !remark.pointer.starts_with('/') => (file, pointer),
        _ => (name, remark.pointer.as_str()),
    };
    let pointer = if pointer.is_empty() {
        "the whole document"
    } else {
        pointer
    };
    match remark.line {
        Some(line) => format!("{file}:{line}: {pointer}"),
        None => format!("{file}: {pointer}"),
    }
}

/// One line of text. Documents name their parts as they like, and terminals obey control characters.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        {
            true => out.extend(c.escape_default()),
            false => out.push(c),
        }
    }
    out
}

fn report(name: &str, imported: &Imported) -> serde_json::Value {
    let remarks = imported.remarks.iter().map(|remark| {
        let kind = match remark.kind {
            Kind::NotCarried => "not_carried",
            Kind::Guessed => "guessed",
        };
        json!({"kind": kind, "pointer": remark.pointer, "line": remark.line, "text": remark.text})
    });
    json!({
        "document": name,
        "api": imported.api,
        "operations": imported.operations,
        "types": imported.types,
        "remarks": remarks.collect::<Vec<_>>(),
    })
}
