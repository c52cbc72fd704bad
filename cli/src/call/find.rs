//! What is to be called. In: SPEC and OPERATION of the command line. Out: the model of the API and the operation's index.

use std::path::{Path, PathBuf};

use specwright::model::Api;
use specwright::names;
use specwright_interpret::{Interpreter, Operation};

use crate::specs;
use crate::stop::Stop;

/// Folder in which an API is looked for by its name.
const FOLDER: &str = "specs";

/// The API of a path, or of a name.
pub(super) fn api(spec: &str) -> Result<Api, Stop> {
    let path = path(spec)?;
    let mut apis = specs::load_clean(&[path])?.apis;
    match (apis.pop(), apis.is_empty()) {
        (Some(api), true) => Ok(api),
        (Some(_), false) => Err(Stop::Usage(format!(
            "`{spec}` holds several APIs; name the spec of one"
        ))),
        (None, _) => Err(Stop::Usage(format!("`{spec}` holds no API"))),
    }
}

/// The spec of a path, or of a name.
pub(crate) fn path(spec: &str) -> Result<PathBuf, Stop> {
    if Path::new(spec).exists() {
        return Ok(PathBuf::from(spec));
    }
    let known = known();
    if let Some((_, path)) = known.iter().find(|(name, _)| name == spec) {
        return Ok(path.clone());
    }
    let mut text =
        format!("no spec `{spec}`: it is neither a path nor the name of a spec in `{FOLDER}`");
    if let Some(near) = names::nearest(spec, known.iter().map(|(name, _)| name.as_str())) {
        text.push_str(&format!("; did you mean `{near}`?"));
    }
    Err(Stop::Usage(text))
}

/// Names and paths of the specs in the folder, in order of their names.
fn known() -> Vec<(String, PathBuf)> {
    let Ok(entries) = std::fs::read_dir(FOLDER) else {
        return Vec::new();
    };
    let mut all: Vec<(String, PathBuf)> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| {
            path.is_dir()
                || path
                    .extension()
                    .is_some_and(|end| end == "yaml" || end == "yml")
        })
        .filter_map(|path| Some((path.file_stem()?.to_str()?.to_owned(), path)))
        .collect();
    all.sort();
    all
}

/// The operation of this name.
pub(super) fn operation<'i>(
    interpreter: &'i Interpreter<'_>,
    name: &str,
) -> Result<Operation<'i>, Stop> {
    if let Some(op) = interpreter.operation(name) {
        return Ok(op);
    }
    let api = interpreter.model();
    let names = || api.operations.iter().map(|op| op.name.as_str());
    Err(Stop::Usage(match names::nearest(name, names()) {
        Some(near) => format!(
            "`{}` has no operation `{name}`; did you mean `{near}`?",
            api.name
        ),
        None => format!(
            "`{}` has no operation `{name}`; it has {}",
            api.name,
            names::list(names())
        ),
    }))
}
