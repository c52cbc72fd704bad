//! The first lines of a spec: version of the language, name, title, document.

use super::entries::once;
use super::naming;
use crate::diag::{Code, Diagnostics, Place};
use crate::source::FileId;
use crate::spec::{Source, Spec};

/// The version of the language that this generator reads.
const VERSION: u32 = 1;

/// What the spec says of itself.
#[derive(Debug)]
pub(super) struct Head<'a> {
    pub(super) name: &'a str,
    pub(super) title: &'a str,
    pub(super) doc: Option<&'a str>,
    pub(super) source: Option<&'a Source>,
    pub(super) file: FileId,
}

/// `None`: there is no name, so there is nothing to generate into.
pub(super) fn lower<'a>(files: &'a [(FileId, Spec)], diags: &mut Diagnostics) -> Option<Head<'a>> {
    let (first, _) = files.first()?;
    let name = once(files, "api", |spec| spec.api.as_ref(), diags);
    let title = once(files, "title", |spec| spec.title.as_ref(), diags);
    let doc = once(files, "text", |spec| spec.text.as_ref(), diags);
    let source = once(files, "source", |spec| spec.source.as_ref(), diags);
    let file = name.map_or(*first, |(file, _)| file);
    check_version(files, file, diags);
    let Some((_, name)) = name else {
        diags
            .error(Code::MissingKey, Place::file(file), "the spec has no `api`")
            .help("start it with `api: name`, the name of the API in snake case");
        return None;
    };
    naming::expect_snake("an API", name, Place::file(file).key("api"), diags);
    Some(Head {
        name,
        title: title.map_or(name, |(_, title)| title),
        doc: doc.map(|(_, doc)| doc.as_str()),
        source: source.map(|(_, source)| source),
        file,
    })
}

fn check_version(files: &[(FileId, Spec)], main: FileId, diags: &mut Diagnostics) {
    for (file, spec) in files {
        let place = Place::file(*file).key("specwright");
        match spec.specwright {
            Some(VERSION) => {}
            Some(other) => {
                let message = format!("version {other} of the spec language is not known");
                diags
                    .error(Code::UnknownVersion, place, message)
                    .help("this is written `specwright: 1`");
            }
            None if *file == main => {
                diags
                    .error(
                        Code::MissingKey,
                        Place::file(*file),
                        "the spec has no `specwright`",
                    )
                    .help("start it with `specwright: 1`, the version of the spec language");
            }
            None => {}
        }
    }
}
