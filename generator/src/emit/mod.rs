//! Plan to text: one function per emitted item.
//!
//! In: a plan. Out: the files of an API with their text. Does no IO, cannot fail, gives the same bytes each time.

mod answers;
mod bound;
mod call;
mod choice;
mod client;
mod codec;
mod constructor;
mod describe;
mod description;
mod doc;
mod errors;
mod example;
mod format;
mod lints;
mod module;
mod node;
mod operation;
mod paging;
mod pending;
mod policy;
mod record;
mod reflection;
mod samples;
mod signature;
mod spell;
pub(crate) mod surface;
mod ty;
mod union;
mod value;

use std::str::FromStr;

pub(crate) use example::{call_snippet, client_snippet};

use proc_macro2::{Literal, TokenStream};

use crate::plan::{Api, Operation, Signature, TypeItem};

/// What the emitted text depends on besides the plan.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// Path of the module that holds the generated modules, such as `specwright_apis`; without it no examples are
    /// written, since they could not compile.
    pub(crate) crate_path: Option<String>,
    /// Each API is behind a feature of its name.
    pub(crate) features: bool,
    /// What the header names as origin, such as `specs/quickbi.yaml`.
    pub(crate) source_label: String,
}

/// A generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// Below the folder of all generated files, with `/`.
    pub(crate) path: String,
    /// Its whole text.
    pub(crate) text: String,
}

/// The files of one API: a folder.
pub(crate) fn emit(api: &Api, options: &Options) -> Vec<File> {
    let mut files = vec![
        Draft::new("mod", Module::Bare, vec![Item::Module(api, options)]),
        Draft::new("client", Module::Runtime, client_items(api, options)),
        Draft::new("description", Module::Runtime, vec![Item::Description(api)]),
        Draft::new("errors", Module::Runtime, vec![Item::Errors(api)]),
        Draft::new(
            "operations",
            Module::Runtime,
            api.operations.iter().map(Item::Operation).collect(),
        ),
        Draft::new(
            "types",
            Module::Runtime,
            api.types.iter().map(Item::Type).collect(),
        ),
    ];
    if module::has_samples(api) {
        let samples = api
            .operations
            .iter()
            .filter(|op| !op.samples.is_empty())
            .map(Item::Samples);
        let vectors = api.signatures.iter().map(Item::Vectors);
        let samples = samples.chain(vectors);
        files.push(Draft::new("samples", Module::Runtime, samples.collect()));
    }
    format::files(&api.name, &options.source_label, &files)
}

/// `mod.rs` beside the folders of the APIs.
pub(crate) fn root(apis: &[Api], options: &Options) -> File {
    let items = apis
        .iter()
        .map(|api| Item::Mount(api, options.features))
        .collect();
    format::file(
        "",
        &options.source_label,
        &Draft::new("mod", Module::Bare, items),
    )
}

fn client_items<'a>(api: &'a Api, options: &'a Options) -> Vec<Item<'a>> {
    let calls = api.operations.iter().map(|op| Item::Call(api, op, options));
    std::iter::once(Item::Client(api)).chain(calls).collect()
}

/// A file before its text is made.
struct Draft<'a> {
    stem: &'static str,
    module: Module,
    items: Vec<Item<'a>>,
}

impl<'a> Draft<'a> {
    fn new(stem: &'static str, module: Module, items: Vec<Item<'a>>) -> Self {
        Self {
            stem,
            module,
            items,
        }
    }
}

/// What a file starts with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Module {
    /// The header alone.
    Bare,
    /// The runtime as `rt`, where there are items to use it.
    Runtime,
}

/// A part of a file whose text is made on its own, so that parts can be made at the same time.
enum Item<'a> {
    Module(&'a Api, &'a Options),
    Client(&'a Api),
    Call(&'a Api, &'a Operation, &'a Options),
    Description(&'a Api),
    Errors(&'a Api),
    Operation(&'a Operation),
    Type(&'a TypeItem),
    Samples(&'a Operation),
    Vectors(&'a Signature),
    Mount(&'a Api, bool),
}

/// A run of items, before it is formatted.
enum Part {
    /// They are parsed first.
    Tokens(TokenStream),
    /// As they are.
    Items(Vec<syn::Item>),
}

impl Item<'_> {
    fn parts(&self) -> Vec<Part> {
        let tokens = match self {
            Self::Module(api, options) => module::emit_module(api, options),
            Self::Client(api) => client::emit_client(api),
            Self::Call(api, op, options) => call::emit_call(api, op, options),
            Self::Description(api) => description::emit_description(api),
            Self::Errors(api) => errors::emit_errors(api),
            Self::Operation(op) => return operation::emit_operation(op),
            Self::Type(TypeItem::Struct(item)) => return record::emit_struct(item),
            Self::Type(TypeItem::Choice(item)) => choice::emit_choice(item),
            Self::Type(TypeItem::Union(item)) => union::emit_union(item),
            Self::Type(TypeItem::Alias(item)) => ty::emit_alias(item),
            Self::Samples(op) => samples::emit_samples(op),
            Self::Vectors(item) => signature::emit_vectors(item),
            Self::Mount(api, feature) => module::emit_mount(api, *feature),
        };
        vec![Part::Tokens(tokens)]
    }
}

/// An index without the suffix that `quote` would give it.
fn number(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

/// A raw string where that reads better and shows all there is.
fn text(text: &str) -> Literal {
    let shows = |c: char| matches!(c, '\n' | '"' | '\\' | '\'') || c.escape_debug().count() == 1;
    if !text.contains(['\n', '"', '\\']) || !text.chars().all(shows) {
        return Literal::string(text);
    }
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    Literal::from_str(&format!("r{hashes}\"{text}\"{hashes}"))
        .unwrap_or_else(|_| Literal::string(text))
}
