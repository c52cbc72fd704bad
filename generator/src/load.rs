//! From paths to checked APIs: the front half of the pipeline as one call.
//!
//! In: files and folders. Out: [`Loaded`]: the APIs without mistakes, and everything that is wrong with the others.
//! Each stage collects all it finds. A later stage still runs on a spec that was mended for reading, but what it says
//! about the mended parts is dropped: it would only repeat the mistake in other words.

mod amend;
mod files;
mod foreign;
mod read;
mod siblings;
mod slips;
mod texts;
mod words;

use std::path::Path;

use crate::diag::{Code, Diagnostics, Place, Severity, point_out};
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

/// Reads specs, and says what is wrong and what is hardly meant. A path is a file, a folder of specs (each file and each
/// folder in it is an API), or the folder of one API, whose files hold one `api` key between them.
pub fn load<P: AsRef<Path>>(paths: &[P]) -> Loaded {
    without_hints(lint(paths))
}

/// Like [`load`], with a third kind of problem: what is right and could be better, as `specwright check` says it.
///
/// ```
/// let text = "specwright: 1\napi: shop\nservers: {main: \"https://api.example.com\"}\n\
///             operations: {ping: {call: GET /ping}}\n";
/// assert!(specwright::load_text("shop.yaml", text).diagnostics.is_empty());
///
/// let loaded = specwright::lint_text("shop.yaml", text);
/// let words: Vec<_> = loaded.diagnostics.iter().filter_map(|one| one.code().lint()).collect();
/// assert_eq!(words, ["undocumented_operation", "operation_without_sample"]);
/// ```
pub fn lint<P: AsRef<Path>>(paths: &[P]) -> Loaded {
    let mut loaded = Loaded::default();
    for group in files::groups(paths, &mut loaded.sources, &mut loaded.diagnostics) {
        add(group, &mut loaded);
    }
    siblings::point_to_folder(paths, &mut loaded);
    loaded
}

/// Reads one spec from memory. The path is only shown.
pub fn load_text(path: &str, text: impl Into<String>) -> Loaded {
    without_hints(lint_text(path, text))
}

/// Like [`load_text`], with everything that [`lint`] says.
pub fn lint_text(path: &str, text: impl Into<String>) -> Loaded {
    let mut loaded = Loaded::default();
    let file = loaded.sources.add(path, text);
    add(Group::Api(vec![file]), &mut loaded);
    loaded
}

/// Reads specs from memory as [`load`] reads a folder, or a file: for specs of a commit, say. Each file has its name below
/// `root`, with `/`; where `root` is a file itself, its name is empty. Both are shown in reports.
///
/// ```
/// let spec = "specwright: 1\napi: shop\nservers: {main: 'https://shop.example'}\noperations: {}\n";
/// let files = vec![("shop.yaml".to_owned(), spec.as_bytes().to_vec())];
/// let loaded = specwright::load_texts("v1.0:specs", files);
/// assert_eq!(loaded.sources.path(loaded.apis[0].file), "v1.0:specs/shop.yaml");
/// ```
pub fn load_texts(root: &str, files: Vec<(String, Vec<u8>)>) -> Loaded {
    let mut loaded = Loaded::default();
    for group in texts::groups(root, files, &mut loaded.sources, &mut loaded.diagnostics) {
        add(group, &mut loaded);
    }
    without_hints(loaded)
}

fn without_hints(mut loaded: Loaded) -> Loaded {
    let diagnostics = &mut loaded.diagnostics;
    diagnostics.retain(|problem| problem.severity() != Severity::Hint);
    loaded
}

fn add(group: Group, loaded: &mut Loaded) {
    let known = loaded.diagnostics.len();
    add_group(group, loaded);
    point_out(&mut loaded.diagnostics, known, &loaded.sources);
}

fn add_group(group: Group, loaded: &mut Loaded) {
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
        !(explained || broken && problem.severity() != Severity::Error)
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
