//! `specwright audit`: a spec against the document that it was written from. In: paths. Out: differences on standard
//! output, a summary on standard error.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use specwright::SourceMap;
use specwright_authoring::audit::{self, Audit, Options};
use specwright_authoring::page::{self, Page};

use crate::args::{AuditArgs, View};
use crate::stop::{self, Stop, print};

/// Documents are pages of text; more than this is something else.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Compares the two and fails where they differ.
pub(crate) fn run(args: &AuditArgs) -> Result<(), Stop> {
    let loaded = specwright::load(std::slice::from_ref(&args.spec));
    if loaded.diagnostics.has_errors() {
        let colour = stop::colour(&std::io::stderr());
        stop::say(&loaded.diagnostics.render_human(&loaded.sources, colour));
        return Err(Stop::Said);
    }
    let [api] = loaded.apis.as_slice() else {
        let names: Vec<_> = loaded.apis.iter().map(|api| api.name.as_str()).collect();
        return Err(Stop::Usage(format!(
            "{} holds {} APIs ({}); name the file or folder of the one that the document describes",
            args.spec.display(),
            names.len(),
            names.join(", ")
        )));
    };
    let page = page::read(&text(&args.document)?);
    let name = args.document.file_name();
    let options = Options {
        document: name.map(|name| name.to_string_lossy().into_owned()),
        ignore: args.ignore.clone(),
    };
    let found = audit::audit(api, &page, &options);
    show(args, &found, &loaded.sources, &page)?;
    match found.findings.is_empty() {
        true => Ok(()),
        false => Err(Stop::Said),
    }
}

fn show(args: &AuditArgs, found: &Audit, sources: &SourceMap, page: &Page) -> Result<(), Stop> {
    let document = args.document.display().to_string();
    match args.format {
        View::Json => print(&audit::json(found, sources, page, &document)),
        View::Table => {
            print(&audit::human(found, sources, page, &document))?;
            stop::say(&audit::summary(found));
            Ok(())
        }
    }
}

/// The text of a document; what is no text is refused before it is read as one.
fn text(path: &Path) -> Result<String, Stop> {
    let shown = path.display();
    let failed = |error: std::io::Error| Stop::Failed(format!("{shown}: cannot be read: {error}"));
    if fs::metadata(path).map_err(failed)?.is_dir() {
        let what = "is a folder; name the document itself";
        return Err(Stop::Failed(format!("{shown}: {what}")));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        let what = "is larger than 16 MiB; save the page's text or HTML alone";
        return Err(Stop::Failed(format!("{shown}: {what}")));
    }
    if bytes.contains(&0) {
        let what = "is no text; save the page as text, Markdown or HTML";
        return Err(Stop::Failed(format!("{shown}: {what}")));
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.trim().is_empty() => Err(Stop::Failed(format!("{shown}: is empty"))),
        Ok(text) => Ok(text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            let what = "is not UTF-8; save the page as UTF-8";
            Err(Stop::Failed(format!("{shown}:{line}: {what}")))
        }
    }
}
