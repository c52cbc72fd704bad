//! What the two halves of the mock share: requests as they came, what was read of them, what is wrong with them, and
//! replies.
//!
//! `read` makes a [`Call`] of an [`Incoming`], or says why not as [`Refused`]; `refuse` and `error` make a [`Reply`] of
//! what is wrong. The other half answers calls.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Map, Value as Json};
use specwright::model::{Api, Format, Location};
use specwright_interpret::Interpreter;
use specwright_runtime::Secret;

use crate::route::Routes;

/// The header in which a refusal tells people in one line what is wrong.
pub const FAULT_HEADER: &str = "x-specwright-fault";

/// An API that is served.
///
/// Like the [`Interpreter`] in it, it stays in memory until the program ends, so it is made once per server.
#[derive(Debug)]
pub struct Served {
    api: &'static Api,
    interpreter: Interpreter<'static>,
    routes: Routes,
    /// Path before all paths of the API, without a slash at its end; empty where the server serves one API.
    pub prefix: String,
    /// Which credentials are right.
    pub keys: Box<dyn Keys>,
    /// What is checked, and how strictly.
    pub strictness: Strictness,
}

impl Served {
    /// Serves an API, with these credentials.
    pub fn new(api: &Api, keys: impl Keys + 'static) -> Self {
        let api: &'static Api = Box::leak(Box::new(api.clone()));
        Self {
            api,
            interpreter: Interpreter::new(api),
            routes: Routes::new(api),
            prefix: String::new(),
            keys: Box::new(keys),
            strictness: Strictness::default(),
        }
    }

    /// The API as its spec has it.
    pub fn api(&self) -> &'static Api {
        self.api
    }

    /// Its paths.
    pub(crate) fn routes(&self) -> &Routes {
        &self.routes
    }

    /// Its operations as the runtime takes them.
    pub fn interpreter(&self) -> &Interpreter<'static> {
        &self.interpreter
    }
}

/// What is checked, and how strictly.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Strictness {
    /// Whether parameters and members that the spec does not name are faults. Services ignore them, so they are notes
    /// unless this is set.
    pub refuse_unknown: bool,
    /// Whether credentials and signatures are checked at all.
    pub check_credentials: bool,
    /// How far the time in a signature may be from that of the server, in either direction.
    pub clock_skew: Duration,
    /// Largest body in bytes.
    pub max_body: usize,
}

impl Default for Strictness {
    fn default() -> Self {
        Self {
            refuse_unknown: false,
            check_credentials: true,
            clock_skew: Duration::from_secs(15 * 60),
            max_body: 64 << 20,
        }
    }
}

/// Which credentials and tokens are right.
pub trait Keys: Send + Sync + std::fmt::Debug {
    /// What is to be thought of this value of a credential or token. Values are never empty.
    fn judge(&self, name: &str, value: &str) -> Standing;

    /// The value with which signatures are computed; `None` where any value is right, so that only one that stands in
    /// the request can be used.
    fn value(&self, name: &str) -> Option<Secret>;
}

/// What is to be thought of the value of a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is right.
    Right,
    /// It is not.
    Wrong,
    /// It was right.
    Expired,
}

/// An HTTP request as it came.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Method.
    pub method: Method,
    /// Path and query as they were sent.
    pub target: String,
    /// Headers, `Host` among them.
    pub headers: HeaderMap,
    /// Body.
    pub body: Bytes,
}

/// An HTTP answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Bytes,
}

/// A request that is right.
#[derive(Clone, Debug)]
pub struct Call {
    /// Index of the operation.
    pub operation: usize,
    /// Values of the parameters that the caller gives, by wire name, as plain JSON of their types: numbers are numbers
    /// and lists are lists, however they are spelt in the request. A file is an object with `name`, `content_type` and
    /// `text`, or `base64` where it is no text; so are bytes, without the first two.
    pub values: Map<String, Json>,
    /// Credentials and tokens that the request showed.
    pub credentials: Vec<(String, Secret)>,
    /// Format in which the answer is wanted: one of those of the operation.
    pub format: Format,
    /// Whether the request was `HEAD`, which is answered like `GET` without a body.
    pub is_head: bool,
    /// What is odd, but no fault: parameters that the spec does not name, for instance.
    pub notes: Vec<Fault>,
}

impl Call {
    /// The value of a parameter.
    pub fn value(&self, wire: &str) -> Option<&Json> {
        self.values.get(wire)
    }
}

/// A request that is not right.
#[derive(Clone, Debug)]
pub struct Refused {
    /// What is wrong, the worst first; never empty.
    pub faults: Vec<Fault>,
    /// Index of the operation, where one was meant.
    pub operation: Option<usize>,
    /// Format in which the answer is wanted.
    pub format: Format,
    /// Methods that the path knows, where the method was wrong, or was `OPTIONS`.
    pub allow: Vec<String>,
    /// Whether the request was `HEAD`, which is answered without a body.
    pub is_head: bool,
    /// Whether the request was `OPTIONS`, which asks for the methods and is no mistake.
    pub is_options: bool,
}

/// Something that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its kind.
    pub kind: FaultKind,
    /// Where it is.
    pub at: At,
    /// What is wrong, as a sentence without a full stop. No secret stands in it.
    pub says: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// A place in a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// Part of the request; `None`: the request as a whole, or its body.
    pub location: Option<Location>,
    /// Wire name of the parameter; empty for none.
    pub name: String,
    /// Path in its value, as in `owner.tags[2]`; empty for all of it.
    pub path: String,
}

/// Kind of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// There is no such path.
    Path,
    /// The path does not know the method.
    Method,
    /// No credential.
    NoCredential,
    /// A credential is wrong.
    Credential,
    /// A credential or token was right once.
    Expired,
    /// The signature is not that of the request.
    Signature,
    /// The request was signed too long ago, or in the future.
    Stale,
    /// A required parameter or member is missing.
    Missing,
    /// A rule between parameters does not hold.
    Rule,
    /// A value is of another type.
    Type,
    /// A value is not among those that there are.
    Value,
    /// A value is beyond a limit.
    Limit,
    /// A constant has another value.
    Constant,
    /// The spec does not name it.
    Unknown,
    /// A parameter stands more than once.
    Twice,
    /// The content type of the body is another one.
    ContentType,
    /// The body, or another part of the request, cannot be read at all.
    Malformed,
    /// The body is too large.
    TooLarge,
}
