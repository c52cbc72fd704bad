//! `specwright audit`: a spec against the document that it was written from. In: paths. Out: differences on standard
//! output, a summary on standard error.

use specwright::SourceMap;
use specwright_authoring::audit::{self, Audit, Options};
use specwright_authoring::page::{self, Page};

use crate::args::{AuditArgs, AuditFormat};
use crate::stop::{self, Stop, print, print_json};
use crate::{page_file, specs};

/// Compares the two and fails where they differ.
pub(crate) fn run(args: &AuditArgs) -> Result<(), Stop> {
    let loaded = specs::load_clean(std::slice::from_ref(&args.spec))?;
    let [api] = loaded.apis.as_slice() else {
        let names: Vec<_> = loaded.apis.iter().map(|api| api.name.as_str()).collect();
        return Err(Stop::Usage(format!(
            "{} holds {} APIs ({}); name the file or folder of the one that the document describes",
            args.spec.display(),
            names.len(),
            names.join(", ")
        )));
    };
    let text = page_file::read(&args.document)?;
    if text.trim().is_empty() {
        let document = page_file::shown(&args.document);
        return Err(Stop::Failed(format!("{document}: is empty")));
    }
    let page = page::read(&text);
    if audit::is_silent(&page) {
        let document = page_file::shown(&args.document);
        return Err(Stop::Failed(format!(
            "{document}: no table, sample or address was found; is it the page itself, or a page that scripts fill?"
        )));
    }
    let options = Options {
        document: page_file::document(&args.document),
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
    let document = page_file::shown(&args.document);
    match args.format {
        AuditFormat::Json => print_json(&audit::json(found, sources, page, &document)),
        AuditFormat::Human => {
            print(&audit::human(found, sources, page, &document))?;
            stop::say(&audit::summary(found));
            Ok(())
        }
    }
}
