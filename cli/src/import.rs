//! `specwright import`: what others wrote as YAML. Tables of a vendor's page give a fragment of a spec on standard output,
//! and what was not understood on standard error; documents of OpenAPI give a whole spec.

mod openapi;

use specwright_authoring::import::{self, Options};
use specwright_authoring::page::{self, TableKind};

use crate::args::{Contents, ImportArgs, ImportCommand, TableArgs};
use crate::page_file::{document, read, shown};
use crate::stop::{Stop, print, say};

pub(crate) fn run(args: &ImportArgs) -> Result<(), Stop> {
    match &args.command {
        ImportCommand::Table(args) => table(args),
        ImportCommand::Openapi(args) => openapi::run(args),
    }
}

fn table(args: &TableArgs) -> Result<(), Stop> {
    let name = shown(&args.file);
    let text = read(&args.file)?;
    let page = page::read(&text);
    let options = Options {
        kind: args.contents.map(kind),
        source: document(&args.file),
    };
    let fragment = import::fragment(&page, &options);
    for remark in &fragment.remarks {
        say(&format!("{name}:{}: {}", remark.line, remark.text));
    }
    if fragment.tables == 0 {
        return Err(nothing(&name));
    }
    print(&fragment.yaml)
}

/// The page has no table that can be read.
pub(crate) fn nothing(name: &str) -> Stop {
    Stop::Failed(format!(
        "{name}: no table was found whose headings are known\n  help: copy the row of headings with the table; `--as errors` and the like say what a table without known headings holds"
    ))
}

fn kind(contents: Contents) -> TableKind {
    match contents {
        Contents::Params => TableKind::Parameters,
        Contents::Fields => TableKind::Fields,
        Contents::Errors => TableKind::Errors,
        Contents::Values => TableKind::Values,
        Contents::Endpoints => TableKind::Endpoints,
    }
}
