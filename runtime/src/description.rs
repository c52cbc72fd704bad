//! Operations as plain data: what generated code emits as statics and what a dynamic caller builds at run time.
//!
//! Everything is `'static` so that the same types serve both; a dynamic caller leaks what it builds,
//! once per spec it loads.

mod paging;
mod policy;

use crate::{Codec, Record, SignatureRecipe};

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

/// How a parameter with several values is laid out in a query or form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// One value, or the name once per item.
    Plain,
    /// `name[]` once per item.
    Brackets,
    /// One value: the JSON text.
    Json,
    /// The entries of a map become parameters of their own.
    Spread,
    /// Present without a value when true.
    Flag,
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

/// One shape of an answer. Paths are member names joined by dots, from the top of the body.
#[derive(Clone, Copy, Debug)]
pub struct Envelope {
    /// This shape applies if these hold.
    pub when: Condition,
    /// The call succeeded if these hold; `None`: an answer of this shape is always an error.
    pub success: Option<Condition>,
    /// Where the payload is; `None`: the whole body.
    pub payload: Option<&'static str>,
    /// Where the error code is: a path, or [`Envelope::STATUS`].
    pub code: Option<&'static str>,
    /// Where the message is.
    pub message: Option<&'static str>,
    /// Where the request id is.
    pub request_id: Option<&'static str>,
    /// Where the server's stack trace is.
    pub stack: Option<&'static str>,
    /// Where it says how many seconds to wait before the next call.
    pub retry_after: Option<&'static str>,
    /// Where the errors of single fields are.
    pub field_errors: Option<FieldErrors>,
}

impl Envelope {
    /// In place of the path of a code: the HTTP status is the code.
    pub const STATUS: &'static str = "(status)";
}

/// Where an envelope lists errors of single fields.
#[derive(Clone, Copy, Debug)]
pub struct FieldErrors {
    /// Path of the list.
    pub at: &'static str,
    /// Member of an item with the field's name.
    pub field: &'static str,
    /// Member of an item with the message, or the list of messages.
    pub message: &'static str,
}

/// A condition on an answer: all that is given must hold; nothing given always holds.
#[derive(Clone, Copy, Debug)]
pub struct Condition {
    /// HTTP status in one of these inclusive ranges; empty: any.
    pub status: &'static [(u16, u16)],
    /// Path and the JSON text of the value it must have; `0` and `"0"` are told apart, except in XML
    /// and at the envelope's own `code`, which services spell either way.
    pub equals: &'static [(&'static str, &'static str)],
    /// Paths that must be there, not null.
    pub has: &'static [&'static str],
    /// Paths that must be missing or null.
    pub lacks: &'static [&'static str],
}

impl Condition {
    /// Holds for every answer.
    pub const ALWAYS: Self = Self {
        status: &[],
        equals: &[],
        has: &[],
        lacks: &[],
    };
}

/// The documented error codes of an API, always open.
#[derive(Debug)]
pub struct ErrorTable {
    /// Rows in the order of the document. Where several match, exact codes win over ranges.
    pub rows: &'static [ErrorRow],
}

/// One documented error code.
#[derive(Debug)]
pub struct ErrorRow {
    /// What the wire says.
    pub code: CodePattern,
    /// Rust name of the variant.
    pub name: &'static str,
    /// What it means, in the spec's words.
    pub text: &'static str,
    /// Kind of failure.
    pub class: Class,
    /// What a caller may do.
    pub retry: RetryAdvice,
    /// Documented HTTP status.
    pub status: Option<u16>,
    /// Templates of the message, with `%s` for each argument.
    pub messages: &'static [&'static str],
    /// Names of the arguments.
    pub args: &'static [&'static str],
}

impl ErrorRow {
    /// A row that says nothing of HTTP status and message.
    pub const fn new(
        code: CodePattern,
        name: &'static str,
        text: &'static str,
        class: Class,
        retry: RetryAdvice,
    ) -> Self {
        Self {
            code,
            name,
            text,
            class,
            retry,
            status: None,
            messages: &[],
            args: &[],
        }
    }

    /// With the documented HTTP status.
    #[must_use]
    pub const fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// With templates of the message and the names of their arguments.
    #[must_use]
    pub const fn messages(
        mut self,
        messages: &'static [&'static str],
        args: &'static [&'static str],
    ) -> Self {
        self.messages = messages;
        self.args = args;
        self
    }
}

/// Which codes a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodePattern {
    /// An integer.
    Integer(i64),
    /// Text.
    Text(&'static str),
    /// Integers from the first to the second, both included.
    Range(i64, i64),
}

/// Kind of failure that an error code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Class {
    /// No failure.
    Success,
    /// Who is calling was not accepted.
    Auth,
    /// The caller may not do this.
    Permission,
    /// The request is wrong.
    Caller,
    /// What was asked for is not there.
    NotFound,
    /// It is there already, or was changed meanwhile.
    Conflict,
    /// A quota is used up.
    Quota,
    /// Too many calls.
    Rate,
    /// Not ready yet.
    NotReady,
    /// The server failed.
    Server,
    /// The server gave up waiting.
    Timeout,
}

/// What a caller may do after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryAdvice {
    /// Nothing: the same call fails again.
    No,
    /// Call again at once.
    Now,
    /// Call again after a while.
    Later,
    /// Call again with fresh authorisation.
    AfterAuth,
    /// Ask again until it is ready.
    Poll,
    /// The outcome is unknown: only a call with the same idempotency key may be repeated.
    SameKey,
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
