//! From paths to checked APIs: the front half of the pipeline as one call.
//!
//! In: files and folders. Out: [`Loaded`]: the APIs without mistakes, and everything that is wrong with the others.
//! Each stage collects all it finds. A later stage still runs on a spec that was mended for reading, but what it says
//! about the mended parts is dropped: it would only repeat the mistake in other words.

mod amend;
mod files;
mod read;
mod words;

use std::path::Path;

use crate::diag::{Code, Diagnostics, Place, Severity};
use crate::model::Api;
use crate::source::{FileId, SourceMap};
use crate::{check, lower};
use amend::Amends;
use files::Group;
use read::Part;

/// What was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// All files that were read.
    pub sources: SourceMap,
    /// The APIs that can be generated.
    pub apis: Vec<Api>,
    /// What is wrong.
    pub diagnostics: Diagnostics,
}

/// Reads specs. A path is a file, a folder of specs (each file and each folder in it is an API), or the folder of one
/// API, whose files hold one `api` key between them.
pub fn load<P: AsRef<Path>>(paths: &[P]) -> Loaded {
    let mut loaded = Loaded::default();
    for group in files::groups(paths, &mut loaded.sources, &mut loaded.diagnostics) {
        add(group, &mut loaded);
    }
    loaded
}

/// Reads one spec from memory. The path is only shown.
pub fn load_text(path: &str, text: impl Into<String>) -> Loaded {
    let mut loaded = Loaded::default();
    let file = loaded.sources.add(path, text);
    add(Group::Api(vec![file]), &mut loaded);
    loaded
}

fn add(group: Group, loaded: &mut Loaded) {
    let (files, is_folder) = match group {
        Group::Api(files) => (files, false),
        Group::Folder(files) => (files, true),
    };
    let parts = files
        .into_iter()
        .map(|file| read::read(&loaded.sources, file, &mut loaded.diagnostics))
        .collect();
    for api in split(parts, is_folder) {
        add_api(api, loaded);
    }
}

/// The files of a folder are an API each, unless only one of them says which API it is: then all are parts of it.
fn split(parts: Vec<Part>, is_folder: bool) -> Vec<Vec<Part>> {
    let named = parts.iter().filter(|part| part.names_an_api).count();
    if is_folder && (named != 1 || parts.len() == 1) {
        return parts.into_iter().map(|part| vec![part]).collect();
    }
    vec![parts]
}

fn add_api(parts: Vec<Part>, loaded: &mut Loaded) {
    let (mut specs, mut amended, mut broken) = (Vec::new(), Vec::new(), false);
    for part in parts {
        broken |= part.amends.any();
        specs.extend(part.spec.map(|spec| (part.file, spec)));
        amended.push((part.file, part.amends));
    }
    if amended.iter().any(|(_, amends)| amends.is_beyond_repair()) {
        return;
    }
    let mut found = Diagnostics::new();
    let api = lower::lower(&specs, &mut found);
    if let Some(api) = &api {
        check::check(api, &mut found);
    }
    found.move_places(|place| {
        let amends = amended.iter().find(|(file, _)| *file == place.file);
        amends
            .into_iter()
            .for_each(|(_, amends)| place.path = amends.as_written(&place.path));
    });
    found.retain(|problem| {
        let explained = amended
            .iter()
            .any(|(file, amends)| explains(*file, amends, problem.place()));
        // That nothing uses a thing may be for want of what was taken out.
        !(explained || broken && problem.severity() == Severity::Warning)
    });
    broken |= found.has_errors();
    loaded.diagnostics.append(found);
    if let Some(api) = api.filter(|_| !broken) {
        push(api, loaded);
    }
}

fn explains(file: FileId, amends: &Amends, place: &Place) -> bool {
    place.file == file && amends.explain(&place.path)
}

/// Two specs of the same name would overwrite each other's code.
fn push(api: Api, loaded: &mut Loaded) {
    let same = loaded.apis.iter().find(|other| other.name == api.name);
    let Some(first) = same.map(|other| Place::file(other.file).key("api")) else {
        loaded.apis.push(api);
        return;
    };
    let message = format!("another spec is called `{}` too", api.name);
    loaded
        .diagnostics
        .error(Code::SameApi, Place::file(api.file).key("api"), message)
        .label(first, "first here");
}
