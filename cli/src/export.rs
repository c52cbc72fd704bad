//! `specwright export`: specs for the tools of others. In: a spec. Out: an OpenAPI document.

use std::path::Path;

use specwright::Loaded;
use specwright::model::Api;
use specwright_openapi::export::{Options, export};

use crate::args::{DocumentFormat, ExportArgs, ExportCommand, ExportOpenApiArgs};
use crate::specs;
use crate::stop::{Stop, print, say};

pub(crate) fn run(args: &ExportArgs) -> Result<(), Stop> {
    match &args.command {
        ExportCommand::Openapi(args) => openapi(args),
    }
}

fn openapi(args: &ExportOpenApiArgs) -> Result<(), Stop> {
    let loaded = specs::load_clean(std::slice::from_ref(&args.spec))?;
    let api = only(&loaded, &args.spec)?;
    let options = Options {
        version: args.api_version.clone(),
        sources: Some(&loaded.sources),
    };
    let document = export(api, &options);
    let text = match format(args) {
        DocumentFormat::Yaml => document.to_yaml(),
        DocumentFormat::Json => document.to_json(),
    };
    match &args.out {
        None => print(&text),
        Some(path) => write(path, &text),
    }
}

/// A document describes one API.
fn only<'a>(loaded: &'a Loaded, path: &Path) -> Result<&'a Api, Stop> {
    match loaded.apis.as_slice() {
        [api] => Ok(api),
        [] => Err(Stop::Failed(format!(
            "there is no spec in `{}`",
            path.display()
        ))),
        several => {
            let names: Vec<&str> = several.iter().map(|api| api.name.as_str()).collect();
            Err(Stop::Usage(format!(
                "`{}` holds several specs ({}), and a document describes one API; give one of them",
                path.display(),
                names.join(", ")
            )))
        }
    }
}

fn format(args: &ExportOpenApiArgs) -> DocumentFormat {
    let ends_so = args.out.as_ref().and_then(|path| path.extension());
    let ends_so = ends_so.is_some_and(|end| end.eq_ignore_ascii_case("json"));
    match (args.format, ends_so) {
        (Some(format), _) => format,
        (None, true) => DocumentFormat::Json,
        (None, false) => DocumentFormat::Yaml,
    }
}

/// Writes the file where it differs from what is there.
fn write(path: &Path, text: &str) -> Result<(), Stop> {
    if std::fs::read(path).is_ok_and(|known| known == text.as_bytes()) {
        say(&format!("{}: unchanged", path.display()));
        return Ok(());
    }
    std::fs::write(path, text)
        .map_err(|error| Stop::Failed(format!("cannot write `{}`: {error}", path.display())))?;
    say(&format!("{}: written", path.display()));
    Ok(())
}
