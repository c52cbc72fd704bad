//! From OpenAPI documents to specs.
//!
//! Stages: `files` and `read` (texts -> values), `swagger`, `tidy`, `bundle` and `schema_uplift` (values -> one document of
//! OpenAPI 3.1, as a value and as oas3 reads it), `frame` and `types` (document -> spec), `finish` (what cannot be is taken
//! out again), `output` (spec -> files). `node` notes what was read of the document, `ledger` says what was not.

mod added;
mod bundle;
mod document;
mod files;
mod finish;
mod frame;
mod ledger;
mod naming;
mod node;
mod origins;
mod output;
mod places;
mod pointer;
mod problem;
mod read;
mod remark;
mod schema_uplift;
mod shape;
mod swagger;
mod tidy;
mod types;

use serde_yaml::Mapping;

pub use files::Documents;
pub use problem::{Problem, Problems};
pub use remark::{Kind, Remark};

use document::Document;
use files::Files;
use frame::Whole;
use node::Read;
use remark::Remarks;

/// What to make of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Name of the API in snake case; else it is made from the name of the file or the title.
    pub api: Option<String>,
    /// Where relative addresses of servers begin; the server, where the document names none.
    pub server: Option<String>,
    /// A folder: types in a file of their own, operations in a file per tag.
    pub folder: bool,
}

/// What came of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Name of the API.
    pub api: String,
    /// The files of the spec: path and YAML. One alone, unless a folder was asked for.
    pub files: Vec<(String, String)>,
    /// What was not carried over, and what was guessed.
    pub remarks: Vec<Remark>,
    /// How many operations and types the spec has.
    pub operations: usize,
    /// How many types it has.
    pub types: usize,
}

/// Makes a spec of an OpenAPI document.
///
/// ```
/// use specwright_openapi::import::{Documents, Options, import};
///
/// let text = r#"{"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"},
///     "servers": [{"url": "https://shop.example"}],
///     "paths": {"/ping": {"get": {"operationId": "ping", "responses": {"204": {"description": "There"}}}}}}"#;
/// let imported = import(&Documents::new("shop.json", text), &Options::default())?;
/// assert!(imported.files[0].1.contains("call: GET /ping"));
/// # Ok::<(), specwright_openapi::import::Problems>(())
/// ```
///
/// # Errors
///
/// Why the document cannot be read: no JSON or YAML, or not a version of OpenAPI that is known.
pub fn import(documents: &Documents<'_>, options: &Options) -> Result<Imported, Problems> {
    let files = Files::new(documents)?;
    let remarks = Remarks::default();
    let document = document::document(&files, &remarks)?;
    let whole = spec_of(&document, options, &remarks);
    let count = |key: &str| {
        whole
            .spec
            .get(key)
            .and_then(serde_yaml::Value::as_mapping)
            .map_or(0, Mapping::len)
    };
    let (operations, types) = (count("operations"), count("types"));
    let api = whole
        .spec
        .get("api")
        .and_then(serde_yaml::Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let remarks = heard(remarks, &document, &whole);
    let written = output::write(whole, options.folder);
    let remarks = places::places(remarks, &document, &files);
    Ok(Imported {
        api,
        files: written,
        remarks,
        operations,
        types,
    })
}

fn spec_of(document: &Document, options: &Options, remarks: &Remarks) -> Whole {
    let read = Read::default();
    let mut whole = frame::whole(document, options, &read, remarks);
    ledger::close(&document.value, &read, remarks);
    finish::finish(&mut whole.spec, &whole.places, remarks);
    whole
}

/// Remarks but those about what is there for other tools only, and about what an overlay replaces.
fn heard(remarks: Remarks, document: &Document, whole: &Whole) -> Vec<Remark> {
    let mut silent = whole.overruled.clone();
    ledger::skipped(&document.value, &pointer::Pointer::root(), &mut silent);
    let silent: Vec<String> = silent.iter().map(ToString::to_string).collect();
    let is_below = |remark: &Remark| {
        silent.iter().any(|at| {
            let below = remark.pointer.strip_prefix(at.as_str());
            below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
        })
    };
    let mut remarks = remarks.into_vec();
    remarks.retain(|remark| !is_below(remark));
    remarks
}

/// The whole spec as one map, before it is cut into files, and before what cannot be is taken out: export compares it
/// with what it is to be.
pub(crate) fn spec(
    documents: &Documents<'_>,
    options: &Options,
) -> Result<(Mapping, Vec<Remark>), Problems> {
    let files = Files::new(documents)?;
    let remarks = Remarks::default();
    let document = document::document(&files, &remarks)?;
    let whole = frame::whole(&document, options, &Read::default(), &remarks);
    let remarks = heard(remarks, &document, &whole);
    let remarks = places::places(remarks, &document, &files);
    Ok((whole.spec, remarks))
}
