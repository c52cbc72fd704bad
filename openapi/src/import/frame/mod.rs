//! The frame of a spec: everything but its types. In: a document. Out: the keys of a spec, in their order.

mod authorise;
mod body;
mod errors;
mod head;
mod map;
mod media;
mod operation;
mod overlay;
mod paging;
mod params;
mod path;
mod places;
mod prose;
mod responses;
mod sample;
mod security;
mod servers;
mod shape_of;
mod token;

use std::collections::HashMap;

use oas3::spec::{BooleanSchema, Schema};
use serde_yaml::{Mapping, Value};

use super::Options;
use super::document::Document;
use super::naming::{self, Names};
use super::node::{Node, Read};
use super::pointer::Pointer;
use super::remark::Remarks;
use super::types::{Object, Shape, Types, Way};
use errors::Errors;
use map::{map, put, put_full, put_some};
use operation::Found;
pub(super) use places::Places;
use security::Security;
use servers::Servers;
use token::Purchase;

/// What the language wants to know of a deprecated thing is why; documents do not say it.
const DEPRECATED: &str = "the document marks it as deprecated";

/// A spec in one piece.
#[derive(Clone, Debug, Default)]
pub(super) struct Whole {
    /// Its keys.
    pub(super) spec: Mapping,
    /// The tag of each operation that has one.
    pub(super) tags: HashMap<String, String>,
    /// Descriptions of tags, in the order of the document.
    pub(super) tag_texts: Vec<(String, String)>,
    /// Where its parts come from.
    pub(super) places: Places,
    /// What was imported, in words.
    pub(super) document: String,
    /// Places whose meaning an overlay replaced.
    pub(super) overruled: Vec<Pointer>,
}

/// What the parts of the frame share.
pub(super) struct Frame<'d> {
    remarks: &'d Remarks,
    read: &'d Read,
    types: Types<'d>,
    security: Security<'d>,
    servers: Servers,
    errors: Errors,
    base: Option<String>,
    places: Places,
    overruled: Vec<Pointer>,
    /// `auth` of the API.
    auth: Vec<Value>,
    /// Whether the document itself says what all operations require.
    is_required: bool,
    /// Whether operations are authorised by a header that is a parameter of theirs.
    by_header: bool,
}

/// Makes a spec of a document.
pub(super) fn whole<'d>(
    document: &'d Document,
    options: &Options,
    read: &'d Read,
    remarks: &'d Remarks,
) -> Whole {
    let root = Node::root(&document.value, read);
    let found = operation::all(&root);
    let nodes: Vec<Node<'d>> = found.iter().map(|found| found.node.clone()).collect();
    let mut frame = Frame {
        remarks,
        read,
        types: Types::new(&document.spec, &document.value, remarks),
        security: Security::new(&root),
        servers: Servers::of(&root, options.server.as_deref(), remarks),
        errors: match says(&root, &["envelope", "errors"]) {
            true => Errors::of(&nodes, &Remarks::default()),
            false => Errors::of(&nodes, remarks),
        },
        base: options.server.clone(),
        places: Places::default(),
        overruled: Vec::new(),
        auth: Vec::new(),
        is_required: false,
        by_header: false,
    };
    let scopes = frame.auth_of_api(&root, &found);
    let (operations, tags) = frame.operations(&found);
    let mut spec = head::head(document, options, &root, &scopes);
    let tag_texts = frame.tags(&root, &tags);
    let overruled = std::mem::take(&mut frame.overruled);
    let places = frame.finish(&mut spec, operations, &root);
    let kind = if document.version.starts_with('2') {
        "Swagger"
    } else {
        "OpenAPI"
    };
    let document = format!("{} ({kind} {})", document.file, document.version);
    Whole {
        spec,
        tags,
        tag_texts,
        places,
        document,
        overruled,
    }
}

/// Whether the overlay of a node has one of these keys.
fn says(node: &Node<'_>, keys: &[&str]) -> bool {
    let overlay = node.overlay();
    overlay.is_some_and(|overlay| keys.iter().any(|key| overlay.contains_key(*key)))
}

impl<'d> Frame<'d> {
    /// The server of an operation, where it is not the usual one.
    fn server(&mut self, item: &Node<'d>, operation: &Node<'d>) -> Option<String> {
        let own = operation.list("servers").into_iter().next();
        let node = own.or_else(|| item.list("servers").into_iter().next())?;
        let base = self.base.clone();
        let name = self
            .servers
            .add(&node, false, base.as_deref(), self.remarks)?;
        (self.servers.default_name() != Some(&name)).then_some(name)
    }

    fn operations(&mut self, found: &[Found<'d>]) -> (Mapping, HashMap<String, String>) {
        let mut names = Names::new();
        let (mut operations, mut tags) = (Mapping::new(), HashMap::new());
        for found in found {
            if found.method == "trace" {
                self.remarks.not_carried(&found.node.at, "calls by TRACE");
                found.node.took_all();
                continue;
            }
            let wanted = operation::name(found);
            let name = names.take(&wanted);
            if name != wanted {
                self.remarks.guessed(
                    &found.node.at.key("operationId"),
                    format!("another operation is called `{wanted}` too: this is `{name}`"),
                );
            }
            let id = found.node.text("operationId");
            if let Some(id) = id
                && name == wanted
                && overlay::name(&found.node).is_none()
                && !naming::spells(&name, id)
            {
                self.remarks.guessed(
                    &found.node.at.key("operationId"),
                    format!("`{id}` can be no name: the operation is called `{name}`"),
                );
            }
            if found.node.value.get("operationId").is_none() && overlay::name(&found.node).is_none()
            {
                self.remarks.guessed(
                    &found.node.at,
                    format!("the operation has no `operationId`: it is called `{name}`"),
                );
            }
            if let Some(tag) = operation::tag(found) {
                tags.insert(name.clone(), tag);
            }
            if let Some(first) = found.node.list("tags").first() {
                first.took();
            }
            self.places.put(&["operations", &name], &found.node.at);
            let operation = operation::read(self, found, &name);
            operations.insert(name.into(), operation.into());
        }
        (operations, tags)
    }

    /// Descriptions of tags that operations have.
    fn tags(&self, root: &Node<'d>, used: &HashMap<String, String>) -> Vec<(String, String)> {
        let mut texts = Vec::new();
        for tag in root.list("tags") {
            let name = tag.text("name").unwrap_or_default().to_owned();
            if used.values().any(|used| *used == name)
                && let Some(text) = tag.prose("description")
            {
                texts.push((name, prose::clean(text)));
            }
        }
        texts
    }

    /// Puts the spec together.
    fn finish(mut self, spec: &mut Mapping, mut operations: Mapping, root: &Node<'d>) -> Places {
        let purchases = self.security.purchases();
        let mut tokens = Mapping::new();
        let mut bought = Mapping::new();
        for purchase in &purchases {
            self.errors.with_tokens();
            let name = self.purchase(purchase, &operations, &mut bought);
            put(&mut tokens, &purchase.name, purchase.token(&name));
        }
        let credentials = self.security.credentials();
        let schemas = Pointer::root().keys(&["components", "schemas"]);
        for (component, name) in self.types.named_components() {
            self.places.put(&["types", &name], &schemas.key(&component));
        }
        let mut types = self.types.finish();
        self.read
            .whole(&Pointer::root().keys(&["components", "schemas"]));
        for (name, operation) in bought {
            operations.insert(name, operation);
        }
        if !purchases.is_empty() {
            let ty = Value::from("OAuthToken");
            types.insert(ty, Purchase::returned().into());
        }
        put_full(spec, "servers", self.servers.finish());
        put_full(spec, "credentials", credentials);
        put_full(spec, "auth", self.auth);
        put_full(spec, "tokens", tokens);
        put_some(spec, "envelope", self.errors.envelope());
        put_full(spec, "errors", self.errors.rows());
        put_full(spec, "types", types);
        put(spec, "operations", operations);
        overlay::apply_root(spec, root);
        let own = root.overlay().and_then(|overlay| overlay.get("types"));
        for name in own
            .and_then(Value::as_mapping)
            .into_iter()
            .flat_map(Mapping::keys)
        {
            let name = name.as_str().unwrap_or_default();
            self.places.put(
                &["types", name],
                &root.at.keys(&["x-specwright", "types", name]),
            );
        }
        self.places
    }

    /// The operation that buys a token.
    fn purchase(
        &mut self,
        purchase: &Purchase,
        operations: &Mapping,
        bought: &mut Mapping,
    ) -> String {
        let mut names = Names::new();
        for name in operations
            .keys()
            .chain(bought.keys())
            .filter_map(Value::as_str)
        {
            names.take(name);
        }
        let name = names.take(&naming::snake(&format!("get {} token", purchase.name)));
        let server = self.servers.plain("oauth", &purchase.server);
        let server = (self.servers.default_name() != Some(&server)).then_some(server);
        put(bought, &name, purchase.operation(server, "OAuthToken"));
        name
    }

    /// The keys of a member with this schema, and what kind of value it is.
    fn member(&mut self, schema: Option<&Node<'d>>, hint: &str, way: Way) -> (Mapping, Shape) {
        let Some(node) = schema else {
            return (map([("type", "string".into())]), Shape::Text);
        };
        let schema = self.typed(node);
        let shape = self.types.shape(&schema);
        (self.types.member(&schema, &node.at, hint, way), shape)
    }

    /// The only value that a schema allows.
    fn constant(&mut self, node: &Node<'d>) -> Option<Value> {
        let schema: Schema = serde_yaml::from_value(node.value.clone()).ok()?;
        let only = self.types.constant(&schema, &node.at)?;
        node.took_all();
        Some(only)
    }

    /// The type of a payload.
    fn returns(&mut self, schema: Option<&Node<'d>>, hint: &str) -> String {
        let Some(node) = schema else {
            return "any".to_owned();
        };
        let schema = self.typed(node);
        self.types.returns(&schema, &node.at, hint).ty
    }

    /// An object laid open.
    fn object(&mut self, node: &Node<'d>, hint: &str, way: Way) -> Option<Object> {
        let schema = self.typed(node);
        self.types.object(&schema, &node.at, hint, way)
    }

    fn shape(&self, node: &Node<'d>) -> Shape {
        self.types.shape(&self.typed(node))
    }

    /// A schema as oas3 reads it. What there is to say about it is said by `types`.
    fn typed(&self, node: &Node<'d>) -> Schema {
        node.took_all();
        let schema = serde_yaml::from_value(node.value.clone());
        schema.unwrap_or_else(|_| Schema::Boolean(BooleanSchema(true)))
    }
}
