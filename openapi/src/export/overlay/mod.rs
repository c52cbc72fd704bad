//! `x-specwright`: what the document cannot say in OpenAPI's own words.
//!
//! In: the document without it, and the API. Out: the document with it. Nothing here knows what OpenAPI can say: import
//! reads the document, and what is missing or different is written down where it belongs, at an operation, a component or
//! the root.

mod diff;

use serde_yaml::Mapping;
use specwright::model::Api;

use super::node::Node;
use super::words;
use crate::import::{self, Documents};

pub(super) const KEY: &str = "x-specwright";

/// Where the parts of a spec stand in the document.
pub(super) struct Places {
    /// Name of an operation, path, method.
    pub(super) operations: Vec<(String, String, String)>,
    /// Name of a type, component.
    pub(super) types: Vec<(String, String)>,
}

/// The document with all that is needed to get the same API back.
pub(super) fn complete(api: &Api, mut root: Mapping, places: &Places) -> Mapping {
    let wanted = words::spec(api).0;
    let mut read = read(&root, api);
    // What import gives is made of the name of the file.
    read.shift_remove("api");
    let mut over = diff::maps("", &read, &wanted);
    let mut operations = take(&mut over, "operations");
    for (name, path, method) in &places.operations {
        let at = ["paths", path, method];
        put(
            &mut root,
            &at,
            operations
                .as_mut()
                .and_then(|all| all.shift_remove(name.as_str())),
        );
    }
    let mut types = take(&mut over, "types");
    for (name, component) in &places.types {
        let at = ["components", "schemas", component];
        put(
            &mut root,
            &at,
            types
                .as_mut()
                .and_then(|all| all.shift_remove(name.as_str())),
        );
    }
    // Types that import makes of nameless schemas go by themselves once nothing names them.
    if let Some(types) = &mut types {
        types.retain(|_, value| !value.is_null());
    }
    // What is left stands nowhere in the document, or says in which order all stand.
    for (key, left, read) in [
        ("types", types, read.get("types")),
        ("operations", operations, read.get("operations")),
    ] {
        let wanted = wanted.get(key).and_then(Node::as_mapping);
        let left = left.map(|left| ordered(left, read.and_then(Node::as_mapping), wanted));
        if let Some(left) = left.filter(|left| !left.is_empty()) {
            over.insert(key.into(), Node::Mapping(left));
        }
    }
    if !over.is_empty() {
        root.insert(KEY.into(), Node::Mapping(over));
    }
    root
}

/// What import reads in the document as it is; nothing where it cannot read it.
fn read(root: &Mapping, api: &Api) -> Mapping {
    let text = serde_json::to_string(root).unwrap_or_default();
    let options = import::Options::default();
    let documents = Documents::new(format!("{}.json", api.name), text);
    import::spec(&documents, &options)
        .map(|(spec, _)| spec)
        .unwrap_or_default()
}

fn take(over: &mut Mapping, key: &str) -> Option<Mapping> {
    match over.shift_remove(key) {
        Some(Node::Mapping(map)) => Some(map),
        _ => None,
    }
}

/// Lays keys at a node of the document, beside those that it has.
fn put(root: &mut Mapping, at: &[&str], over: Option<Node>) {
    let Some(Node::Mapping(over)) =
        over.filter(|over| over.as_mapping().is_some_and(|over| !over.is_empty()))
    else {
        return;
    };
    let mut node = Some(root);
    for key in at {
        node = node
            .and_then(|node| node.get_mut(*key))
            .and_then(Node::as_mapping_mut);
    }
    if let Some(node) = node {
        let own = node
            .entry(KEY.into())
            .or_insert_with(|| Node::Mapping(Mapping::new()));
        if let Node::Mapping(own) = own {
            own.extend(over);
        }
    }
}

/// What is left of an overlay after its parts went elsewhere: all entries where their order is to be said, else the rest.
fn ordered(left: Mapping, read: Option<&Mapping>, wanted: Option<&Mapping>) -> Mapping {
    let (Some(read), Some(wanted)) = (read, wanted) else {
        return left;
    };
    let kept = read.keys().filter(|name| wanted.contains_key(*name));
    let added = wanted.keys().filter(|name| !read.contains_key(*name));
    if kept.chain(added).eq(wanted.keys()) {
        let is_empty = |value: &Node| value.as_mapping().is_some_and(Mapping::is_empty);
        return left
            .into_iter()
            .filter(|(_, value)| !is_empty(value))
            .collect();
    }
    let mut out = Mapping::new();
    for name in wanted.keys() {
        let value = left.get(name).cloned();
        out.insert(
            name.clone(),
            value.unwrap_or_else(|| Node::Mapping(Mapping::new())),
        );
    }
    let gone = left.into_iter().filter(|(_, value)| value.is_null());
    out.extend(gone);
    out
}
