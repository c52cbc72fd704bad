//! Specs become OpenAPI 3.1. In: the model of an API. Out: a document that other tools read.
//!
//! What OpenAPI can say stands where every tool looks for it. What it cannot say stands in `x-specwright`, by which
//! [`import`](crate::import) gets the same API back.

mod answers;
mod body;
mod fits;
mod names;
mod node;
mod operation;
mod overlay;
mod params;
mod paths;
mod prose;
mod schema;
mod security;
mod servers;
mod words;
mod writer;

use serde_yaml::Mapping;
use specwright::SourceMap;
use specwright::model::Api;

use node::{Node, Object, list};
use writer::Writer;

pub use prose::MARK;

/// How a document is made.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// The `version` of the document, which OpenAPI demands and specs do not have.
    pub version: String,
    /// The files that the spec was read from: operations of one file share a tag, where there are several.
    pub sources: Option<&'a SourceMap>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            version: "1.0.0".to_owned(),
            sources: None,
        }
    }
}

/// An OpenAPI document.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    root: Mapping,
}

impl Document {
    /// As JSON, indented.
    pub fn to_json(&self) -> String {
        // Keys are texts and numbers are finite, so this cannot fail.
        let mut text = serde_json::to_string_pretty(&self.root).unwrap_or_default();
        text.push('\n');
        text
    }

    /// As YAML.
    pub fn to_yaml(&self) -> String {
        serde_yaml::to_string(&self.root).unwrap_or_default()
    }

    /// As a value.
    pub fn value(&self) -> &Mapping {
        &self.root
    }
}

/// Makes an OpenAPI 3.1 document of an API.
///
/// ```
/// use specwright_openapi::export::{Options, export};
///
/// let spec = "specwright: 1\napi: shop\nservers: {main: \"https://shop.example\"}\n\
///             operations: {ping: {call: GET /ping, text: Says that it is there.}}\n";
/// let loaded = specwright::load_text("shop.yaml", spec);
/// let document = export(&loaded.apis[0], &Options::default());
/// assert!(document.to_yaml().contains("operationId: ping"));
/// ```
pub fn export(api: &Api, options: &Options<'_>) -> Document {
    // Examples are checked with components, which have examples themselves: those are made twice.
    let mut first = Writer::new(api);
    let finished = first.components();
    let mut writer = Writer::new(api);
    writer.finished = finished;
    let root = writer.document(options);
    let keys = paths::keys(&api.operations);
    let operations = api.operations.iter().zip(keys);
    let places = overlay::Places {
        operations: operations
            .map(|(op, key)| (op.name.clone(), key, op.method.to_lowercase()))
            .collect(),
        types: writer.types(),
    };
    Document {
        root: overlay::complete(api, root.0, &places),
    }
}

impl Writer<'_> {
    fn document(&mut self, options: &Options<'_>) -> Object {
        let api = self.api;
        let tags = Tags::new(api, options.sources);
        let keys = paths::keys(&api.operations);
        // Components first: samples of operations are checked with them.
        self.components();
        let mut paths: Vec<(String, Object)> = Vec::new();
        let mut needs = Vec::new();
        for (op, key) in api.operations.iter().zip(keys) {
            let item = self.operation(op, tags.of(op.file));
            needs.extend(item.get("security").cloned());
            let method = op.method.to_lowercase();
            match paths.iter_mut().find(|(known, _)| *known == key) {
                Some((_, path)) => path.set(&method, item),
                None => paths.push((key, Object::new().with(&method, item))),
            }
        }
        let common = operation::most_common(&needs);
        let paths = paths.into_iter().fold(Object::new(), |all, (key, path)| {
            all.with(&key, without_security(path, common.as_ref()))
        });
        let info = Object::new()
            .with("title", api.title.as_str())
            .with("version", options.version.as_str())
            .and(prose::described(api.doc.as_deref(), &[]));
        Object::new()
            .with("openapi", "3.1.0")
            .with("info", info)
            .with("servers", self.servers())
            .filled("tags", tags.objects())
            .maybe("security", common)
            .with("paths", paths)
            .filled("components", self.all_components())
    }

    fn all_components(&mut self) -> Object {
        let schemas = self.components();
        let responses = self.responses.iter();
        let responses = responses.fold(Object::new(), |all, (response, name)| {
            all.with(name, response.clone())
        });
        Object::new()
            .filled("schemas", Node::Mapping(schemas))
            .filled("responses", responses)
            .filled("examples", std::mem::take(&mut self.examples))
            .filled("securitySchemes", std::mem::take(&mut self.schemes))
    }
}

/// The path without the requirements that the root has.
fn without_security(path: Object, common: Option<&Node>) -> Object {
    let methods = path.0.into_iter().map(|(method, mut operation)| {
        if let Node::Mapping(members) = &mut operation
            && members.get("security") == common
        {
            members.remove("security");
        }
        (method, operation)
    });
    Object(methods.collect())
}

/// The tags of operations: the files of a folder.
struct Tags {
    of_files: Vec<(specwright::FileId, String)>,
}

impl Tags {
    fn new(api: &Api, sources: Option<&SourceMap>) -> Self {
        let mut of_files: Vec<(specwright::FileId, String)> = Vec::new();
        for op in &api.operations {
            if let Some(sources) = sources
                && !of_files.iter().any(|(file, _)| *file == op.file)
            {
                let path = sources.path(op.file);
                let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
                let stem = name.split('.').next().unwrap_or(name);
                of_files.push((op.file, stem.to_owned()));
            }
        }
        if of_files.len() < 2 {
            of_files.clear();
        }
        Self { of_files }
    }

    fn of(&self, file: specwright::FileId) -> Option<&str> {
        let mut tags = self.of_files.iter();
        tags.find(|(known, _)| *known == file)
            .map(|(_, tag)| tag.as_str())
    }

    fn objects(&self) -> Node {
        list(self.of_files.iter().map(|(_, tag)| {
            let text = format!("Operations of {}.", prose::words(tag).to_lowercase());
            Object::new()
                .with("name", tag.as_str())
                .with("description", text)
        }))
    }
}
