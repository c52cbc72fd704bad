//! What the emitted code offers to callers, as a list that two versions of a spec can be compared by.
//!
//! In: a plan. Out: one [`Offer`] per item that callers can name. What is the same for every API is left out; what
//! depends on the spec is all here: a change that breaks callers changes this list.

mod conduct;
mod texts;
mod types;

use crate::ident::plain;
use crate::plan::{Api, CredentialKind, ErrorVariant, Field, Operation, Setter, Struct};
use texts::{arguments, ty};

/// Something that callers can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What of the spec it is made from.
    pub origin: Origin,
    /// What it is in Rust.
    pub kind: OfferKind,
    /// How callers name it, below the module of the API: `operations::ListRepos.limit`.
    pub path: String,
    /// What of it callers depend on: types of fields and arguments, the place of a variant that can be cast.
    pub signature: String,
}

/// What of the spec an offer is made from; the numbers are indices into the lists of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// The API as a whole.
    Api,
    /// A server.
    Server(usize),
    /// A variable of base URLs.
    Variable(usize),
    /// A credential or token.
    Credential(usize),
    /// A row of the error table.
    Error(usize),
    /// A type.
    Type(usize),
    /// A field of a struct, a value of an enum, a variant of a one-of.
    Member(usize, usize),
    /// An operation.
    Operation(usize),
    /// A parameter of an operation.
    Param(usize, usize),
}

/// What an offer is in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferKind {
    /// A module.
    Module,
    /// A method.
    Method,
    /// A note on a method that it is not to be used any more.
    Deprecation,
    /// A struct with public fields, which callers make by its constructor.
    Struct,
    /// A field of such a struct.
    Field,
    /// An enum that callers may not match without a last arm.
    OpenEnum,
    /// An enum that callers may match value by value.
    ClosedEnum,
    /// A variant of an enum that may get more.
    OpenVariant,
    /// A variant of an enum that may not.
    ClosedVariant,
    /// Another name of a type.
    Alias,
    /// A trait that is implemented.
    Trait,
}

impl OfferKind {
    /// Whether callers who compiled may not compile once there is one more of these in what they use already.
    pub fn breaks_when_added(self) -> bool {
        self == Self::ClosedVariant
    }
}

/// The offers of an API, in an order that the spec decides.
pub(crate) fn surface(api: &Api) -> Vec<Offer> {
    let mut list = List::default();
    list.add(Origin::Api, OfferKind::Module, "", plain(&api.module));
    conduct::add(api, &mut list);
    add_builder(api, &mut list);
    let is_code = |(index, row): (usize, &'_ crate::plan::ErrorRow)| {
        row.variant.clone().map(|variant| (index, variant))
    };
    for (index, variant) in api.errors.iter().enumerate().filter_map(is_code) {
        add_code(index, &variant, &mut list);
    }
    for (index, item) in api.types.iter().enumerate() {
        types::add(index, item, &mut list);
    }
    for (index, op) in api.operations.iter().enumerate() {
        add_operation(index, op, &mut list);
    }
    list.offers
}

/// The offers so far.
#[derive(Default)]
struct List {
    offers: Vec<Offer>,
}

impl List {
    fn add(
        &mut self,
        origin: Origin,
        kind: OfferKind,
        path: impl Into<String>,
        signature: impl Into<String>,
    ) {
        self.offers.push(Offer {
            origin,
            kind,
            path: path.into(),
            signature: signature.into(),
        });
    }
}

fn add_builder(api: &Api, list: &mut List) {
    for (index, one) in api.credentials.iter().enumerate() {
        let takes = match one.kind {
            CredentialKind::String => "(impl Into<String>)",
            CredentialKind::Secret => "(impl Into<Secret>)",
            CredentialKind::Integer => "(u64)",
        };
        let path = format!("ClientBuilder::{}", plain(&one.method));
        list.add(Origin::Credential(index), OfferKind::Method, path, takes);
    }
    for (index, one) in api.variables.iter().enumerate() {
        let path = format!("ClientBuilder::{}", plain(&one.method));
        let takes = "(impl Into<String>)";
        list.add(Origin::Variable(index), OfferKind::Method, path, takes);
    }
    for (index, one) in api.servers.iter().enumerate() {
        // Its variants hold nothing, so that callers can cast them to their number.
        let path = format!("Server::{}", one.ident);
        let number = index.to_string();
        list.add(Origin::Server(index), OfferKind::OpenVariant, path, number);
    }
}

fn add_code(index: usize, variant: &ErrorVariant, list: &mut List) {
    let holds = if variant.range { "(i64)" } else { "" };
    let path = format!("ErrorCode::{}", variant.ident);
    list.add(Origin::Error(index), OfferKind::OpenVariant, path, holds);
}

fn add_operation(index: usize, op: &Operation, list: &mut List) {
    let (origin, request) = (Origin::Operation(index), &op.request);
    let method = format!("Client::{}", plain(&op.method));
    let takes = arguments(request);
    let call = format!("{takes} -> Call<{}>", request.ident);
    if op.deprecated.is_some() {
        let note = format!("{method} is deprecated");
        list.add(origin, OfferKind::Deprecation, note, "");
    }
    list.add(origin, OfferKind::Method, method, call);
    let path = format!("operations::{}", request.ident);
    list.add(origin, OfferKind::Struct, &path, "");
    list.add(origin, OfferKind::Method, format!("{path}::new"), &takes);
    if request.arguments().is_empty() {
        list.add(origin, OfferKind::Trait, format!("{path}: Default"), "");
    }
    for (at, field) in request.fields.iter().enumerate() {
        let path = format!("{path}.{}", plain(&field.ident));
        let param = Origin::Param(index, at);
        list.add(param, OfferKind::Field, path, ty(&field.ty, &[]));
    }
    conduct::add_traits(origin, op, &path, list);
    for setter in &op.setters {
        add_setter(index, request, setter, list);
    }
}

fn add_setter(index: usize, request: &Struct, setter: &Setter, list: &mut List) {
    let origin = match setter.fields.as_slice() {
        [only] => Origin::Param(index, *only),
        _ => Origin::Operation(index),
    };
    let path = format!("Call<{}>::{}", request.ident, plain(&setter.ident));
    if setter.deprecated.is_some() {
        let note = format!("{path} is deprecated");
        list.add(origin, OfferKind::Deprecation, note, "");
    }
    let fields: Vec<&Field> = setter
        .fields
        .iter()
        .map(|at| &request.fields[*at])
        .collect();
    list.add(origin, OfferKind::Method, path, texts::setter(&fields));
}
