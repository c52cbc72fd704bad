//! Operations as plain data: what generated code emits as statics and what a dynamic caller builds at run time.
//!
//! Everything is `'static` so that the same types serve both; a dynamic caller leaks what it builds,
//! once per spec it loads.

mod answer;
mod paging;
mod policy;

use crate::{Codec, Record, SignatureRecipe};

pub use answer::*;
pub use paging::*;
pub use policy::*;

/// Everything about an API that its operations share.
#[derive(Debug)]
pub struct ApiDescription {
    /// Name of the API, as in its spec.
    pub name: &'static str,
    /// Named base URLs; the first one is used unless the caller chooses.
    pub servers: &'static [Server],
    /// Variables of the base URLs.
    pub variables: &'static [Variable],
    /// What the client builder takes.
    pub credentials: &'static [Credential],
    /// How requests are signed; [`Auth::Signature`] names one of these.
    pub signatures: &'static [SignatureRecipe],
    /// The documented error codes.
    pub errors: &'static ErrorTable,
}

/// A named base URL.
#[derive(Debug)]
pub struct Server {
    /// Name in the spec.
    pub name: &'static str,
    /// URL, with `{variable}` for each variable.
    pub url: &'static str,
}

/// A variable of a base URL.
#[derive(Debug)]
pub struct Variable {
    /// Name between the braces.
    pub name: &'static str,
    /// Value unless the caller gives one.
    pub default: Option<&'static str>,
    /// The only values allowed; empty: any.
    pub values: &'static [&'static str],
    /// Environment variable it is read from.
    pub env: &'static str,
}

/// A credential that the client builder takes once.
#[derive(Debug)]
pub struct Credential {
    /// Name in the spec.
    pub name: &'static str,
    /// Never shown.
    pub secret: bool,
    /// Environment variable it is read from.
    pub env: &'static str,
}

/// One operation.
#[derive(Debug)]
pub struct OperationDescription {
    /// The API it belongs to.
    pub api: &'static ApiDescription,
    /// Name in the spec.
    pub name: &'static str,
    /// HTTP method.
    pub method: &'static str,
    /// Path below the base URL.
    pub path: &'static [PathPart],
    /// Where each field of the request goes: one entry per field of the request's [`Shape`](crate::Shape),
    /// in its order.
    pub params: &'static [Param],
    /// Parameters that the caller does not give.
    pub fixed: &'static [FixedParam],
    /// How the fields located in the body are sent.
    pub body: BodyKind,
    /// What must hold between parameters.
    pub rules: &'static [Rule],
    /// How the request is authorised: all entries are applied.
    pub auth: &'static [Auth],
    /// Shapes of an answer, tried in order.
    pub envelopes: &'static [Envelope],
    /// Formats that answers may come in.
    pub formats: &'static [Format],
    /// How the payload is spelt.
    pub payload: &'static Codec,
    /// What the spec says of answers by their HTTP status; the narrower entry first where two overlap.
    pub answers: &'static [StatusAnswer],
    /// Whether sending it twice has the effect of sending it once.
    pub idempotent: bool,
    /// How its pages follow each other, if it has pages.
    pub paging: Option<&'static Paging>,
    /// How its answer is cut into items, if it is not read as a whole.
    pub framing: Option<Framing>,
    /// How its calls are conducted.
    pub policy: &'static Policy,
}

/// A piece of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// As it stands.
    Literal(&'static str),
    /// The request field at this index; slashes in it are encoded.
    Param(usize),
    /// The request field at this index; its slashes stay.
    Greedy(usize),
}

/// Where a request field goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Param {
    /// Part of the HTTP request.
    pub location: Location,
    /// How a list, map or flag is laid out there.
    pub style: Style,
}

impl Param {
    /// A parameter there, laid out so.
    pub const fn new(location: Location, style: Style) -> Self {
        Self { location, style }
    }
}

/// A part of the HTTP request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the path template.
    Path,
    /// Query string.
    Query,
    /// Header.
    Header,
    /// Cookie.
    Cookie,
    /// A member of the body.
    BodyField,
    /// The body itself.
    Body,
}

/// How a parameter with several values is laid out in a query, a form or a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// One value, or the name once per item.
    Plain,
    /// `name[]` once per item.
    Brackets,
    /// One value: the JSON text.
    Json,
    /// The entries of a map, or the fields of a struct, become parameters of their own.
    Spread,
    /// Present without a value when true.
    Flag,
    /// `name[entry]` once per entry of a map or field of a struct.
    Deep,
    /// In a path: `.a.b`, or `.key=value` per entry of a map or field of a struct.
    Label,
    /// In a path: `;name=a;name=b`, or `;key=value` per entry of a map or field of a struct.
    Matrix,
}

/// A parameter whose value is not the caller's.
#[derive(Debug)]
pub struct FixedParam {
    /// Spelling on the wire.
    pub wire: &'static str,
    /// Part of the HTTP request; never [`Location::Path`] or [`Location::Body`].
    pub location: Location,
    /// Where the value comes from.
    pub source: FixedSource,
}

/// Where a fixed parameter comes from.
#[derive(Debug)]
pub enum FixedSource {
    /// Always the same JSON value, given as JSON text.
    Constant(&'static str),
    /// A credential of the client.
    Credential(&'static str),
    /// Fresh for each try.
    Fresh(Fresh),
}

/// A value made for each try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fresh {
    /// Random 32-bit unsigned integer.
    RandomU32,
    /// Random UUID.
    Uuid,
    /// Seconds since 1970.
    UnixSeconds,
    /// Milliseconds since 1970.
    UnixMillis,
    /// Random UUID, made once per call and kept over its attempts, by which the service knows a repetition.
    IdempotencyKey,
}

/// How the body is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// No body.
    None,
    /// A JSON object of the body fields (`{}` when there are none), or the body parameter as JSON.
    Json,
    /// The body fields as `application/x-www-form-urlencoded`.
    Form,
    /// The body fields as `multipart/form-data`: a [`FilePart`](crate::FilePart) and bytes as files, structs as JSON.
    Multipart,
    /// The body parameter as text.
    Text,
    /// The body parameter as it is: bytes, or a [`FilePart`](crate::FilePart), which says its content type itself.
    Bytes,
}

/// What must hold between parameters; the numbers are indices of request fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// When the first is given, all of the others must be.
    Requires(usize, &'static [usize]),
    /// All or none.
    Together(&'static [usize]),
    /// Exactly one.
    ExactlyOne(&'static [usize]),
    /// At least one.
    AtLeastOne(&'static [usize]),
    /// At most one.
    AtMostOne(&'static [usize]),
}

/// One way in which a request is authorised. Templates name credentials as `{name}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// A header.
    Header {
        /// Header name.
        name: &'static str,
        /// Template of the value.
        value: &'static str,
    },
    /// A query parameter.
    Query {
        /// Parameter name.
        name: &'static str,
        /// Template of the value.
        value: &'static str,
    },
    /// A cookie.
    Cookie {
        /// Cookie name.
        name: &'static str,
        /// Template of the value.
        value: &'static str,
    },
    /// `Authorization: Basic`, by RFC 7617.
    Basic {
        /// Template of the user.
        user: &'static str,
        /// Template of the password.
        password: &'static str,
    },
    /// A signature, computed by a recipe of the API.
    Signature {
        /// Name of one of [`ApiDescription::signatures`].
        name: &'static str,
    },
    /// A [`Signer`](crate::Signer) that the client builder was given under this name.
    Signer {
        /// Name in the spec.
        name: &'static str,
    },
    /// One of these ways, by name: the first unless [`CoreBuilder::auth`](crate::CoreBuilder::auth) names another.
    AnyOf(&'static [(&'static str, &'static [Auth])]),
}

/// A format of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// XML; the name of the root is ignored.
    Xml,
    /// The body is the payload, as text.
    Text,
}

/// A request of a typed operation whose answer is read as a whole.
pub trait Operation: Record + Clone {
    /// What a successful call gives.
    type Output: crate::Node + crate::Empty;
    /// The API's error codes.
    type Code: crate::ErrorCode;
    /// The operation as data.
    const DESCRIPTION: &'static OperationDescription;
}

/// A request of a typed operation that has pages.
pub trait Paged: Operation {
    /// An item of a page.
    type Item;
    /// The items of a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}

/// A request of a typed operation whose answer is handed out item by item.
pub trait Streamed: Record + Clone {
    /// An item.
    type Item: crate::Node + crate::Empty;
    /// What comes before the items; `()` where nothing does.
    type Head: crate::Node + crate::Empty;
    /// The API's error codes.
    type Code: crate::ErrorCode;
    /// The operation as data.
    const DESCRIPTION: &'static OperationDescription;
}
