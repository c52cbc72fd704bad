//! `specwright new --from`: a spec from a saved page. In: the page. Out: the skeleton with what the page says of the API as
//! a whole and what `import table` makes of the rest, and what there is to tell about it, by line of the page.

use std::path::Path;

use specwright_authoring::import::{self, Fragment, Parts};
use specwright_authoring::page::{self, Page};
use specwright_authoring::start::{self, Start, Way};

use super::{auth, name, quoted};
use crate::args::{NewArgs, NewAuth, SERVER};
use crate::import as tables;
use crate::page_file;
use crate::stop::Stop;

/// The spec, with marks for what is known.
const SKELETON: &str = include_str!("from.yaml");

/// Stands in the place of an envelope where the page shows none.
const NO_ENVELOPE: &str = "\
# To fill in: what every answer looks like, if there is anything that all of them share. For instance:
#
#   envelope:
#     - {success: {equals: {code: 0}}, payload: data, code: code, message: msg}";

/// A spec made from a page.
pub(super) struct Made {
    pub(super) text: String,
    /// What was taken from where, and what was not understood: lines for the person at the terminal.
    pub(super) told: Vec<String>,
}

/// Makes the spec.
pub(super) fn make(args: &NewArgs, file: &Path, path: &Path) -> Result<Made, Stop> {
    let shown = page_file::shown(file);
    let page = page::read(&page_file::read(file)?);
    let document = page_file::document(file);
    let options = import::Options {
        kind: None,
        source: document.clone(),
    };
    let fragment = import::fragment(&page, &options);
    if fragment.tables == 0 {
        return Err(tables::nothing(&shown));
    }
    let start = start::of(&page);
    let text = fill(args, &start, &fragment, file, path).replace(
        "@DOCUMENT@",
        &quoted(
            document
                .as_deref()
                .unwrap_or(&format!("{}.html", args.name)),
        ),
    );
    let told = told(args, &start, &page, &fragment);
    Ok(Made {
        text,
        told: told
            .into_iter()
            .map(|(line, text)| match line {
                Some(line) => format!("{shown}:{line}: {text}"),
                None => format!("{shown}: {text}"),
            })
            .collect(),
    })
}

fn fill(args: &NewArgs, start: &Start, fragment: &Fragment, page: &Path, path: &Path) -> String {
    let title = match (&args.title, &start.title) {
        (Some(title), _) => title.clone(),
        (None, Some(title)) => title.text.clone(),
        (None, None) => name::title(&args.name),
    };
    let (server, hint) = match (&args.server, &fragment.server) {
        (Some(server), _) => (server.as_str(), ""),
        (None, Some(server)) => (server.as_str(), ""),
        (None, None) => (SERVER, "  # To fill in: the page was not seen to name it."),
    };
    let one_line = |text: String| text.replace(['\n', '\r'], " ");
    let filled = SKELETON
        .replace("@PATH@", &one_line(path.display().to_string()))
        .replace("@PAGE@", &one_line(super::page_name(page)))
        .replace("@OUT@", &one_line(args.out.display().to_string()))
        .replace("@HINT@", hint)
        .replace("@AUTH@", &authorised(args, start))
        .replace("@NAME@", &args.name)
        .replace("@SERVER@", &quoted(server))
        .replace("@TITLE@", &quoted(&title));
    // Last, since it may hold anything.
    filled.replace("@BODY@", &body(&fragment.parts))
}

/// The parts in the order of specs, each below a blank line.
fn body(parts: &Parts) -> String {
    let envelope = match parts.envelope.as_str() {
        "" => NO_ENVELOPE,
        envelope => envelope,
    };
    let parts = [envelope, &parts.errors, &parts.types, &parts.operations];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts
        .map(|part| format!("\n{}\n", part.trim_end()))
        .collect()
}

fn authorised(args: &NewArgs, start: &Start) -> String {
    let way = start.auth.as_ref().map(|auth| &auth.way);
    let header = match way {
        Some(Way::Header(name)) => name,
        _ => auth::HEADER,
    };
    let way = match (args.auth, way) {
        (Some(way), _) => way,
        (None, Some(Way::Bearer)) => NewAuth::Bearer,
        (None, Some(Way::Basic)) => NewAuth::Basic,
        (None, Some(Way::Header(_))) => NewAuth::Header,
        (None, None) => return auth::UNKNOWN.to_owned(),
    };
    auth::write(&args.name, way, header)
}

type Line = (Option<usize>, String);

/// What was taken from where, in the order of the page, and what the page leaves open.
fn told(args: &NewArgs, start: &Start, page: &Page, fragment: &Fragment) -> Vec<Line> {
    let mut told: Vec<Line> = Vec::new();
    let mut open: Vec<Line> = Vec::new();
    match (&args.title, &start.title) {
        (Some(_), _) => {}
        (None, Some(title)) => told.push((Some(title.line), "title".to_owned())),
        (None, None) => open.push((
            None,
            "no heading was seen, so `title` is the name".to_owned(),
        )),
    }
    match (&args.server, &fragment.server) {
        (Some(_), _) => {}
        (None, Some(url)) => told.push((line_of(page, url), format!("base URL {url}"))),
        (None, None) => open.push((None, "to fill in: no base URL was seen".to_owned())),
    }
    match (args.auth, &start.auth) {
        (Some(_), _) => {}
        (None, Some(auth)) => told.push((Some(auth.line), authorises(&auth.way))),
        (None, None) => open.push((None, "to fill in: how requests are authorised".to_owned())),
    }
    let remarks = fragment.remarks.iter();
    told.extend(remarks.map(|remark| (Some(remark.line), remark.text.clone())));
    told.sort_by_key(|(line, _)| *line);
    if fragment.parts.envelope.is_empty() {
        open.push((None, "to fill in: what all answers share".to_owned()));
    }
    if fragment.parts.operations.is_empty() {
        open.push((
            None,
            "to fill in: operations; no method and path was seen".to_owned(),
        ));
    }
    told.extend(open);
    told
}

/// The first line with a text.
fn line_of(page: &Page, text: &str) -> Option<usize> {
    let index = page.lines.iter().position(|line| line.contains(text))?;
    Some(index + 1)
}

fn authorises(way: &Way) -> String {
    match way {
        Way::Bearer => "authorised by `Authorization: Bearer`: confirm".to_owned(),
        Way::Basic => "authorised by user and password: confirm".to_owned(),
        Way::Header(name) => format!("authorised by the header `{name}`: confirm"),
    }
}
