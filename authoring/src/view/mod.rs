//! The documented form of a model: what `specwright inspect --format json` prints and what the templates of reference
//! pages are given. In: a model. Out: [`Api`].
//!
//! Every key is always there; what a spec does not say is null or empty, so that nobody need ask.

mod api;
mod conduct;
mod fill;
mod limits;
mod operation;
mod shape;
mod types;
pub mod words;

use serde::Serialize;
use serde_json::{Map, Value};

pub use self::api::{api, auth};
pub use self::conduct::*;
pub use self::fill::{pagination, poll, retry};
pub use self::limits::Limits;
pub use self::shape::*;

/// Version of this form; it changes when a key goes away or changes its meaning.
pub const VERSION: u32 = 1;

/// All that was asked for.
#[derive(Debug, Serialize)]
pub struct Inspection {
    /// [`VERSION`].
    pub version: u32,
    /// The APIs, in the order of the specs.
    pub apis: Vec<Api>,
}

/// An API.
#[derive(Debug, Serialize)]
pub struct Api {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Description, as the spec has it.
    pub doc: Option<String>,
    /// Where it is known from.
    pub source: Source,
    /// Base URLs, the default first.
    pub servers: Vec<Server>,
    /// Variables of the base URLs.
    pub variables: Vec<Variable>,
    /// Credentials, then tokens that the caller may give.
    pub credentials: Vec<Credential>,
    /// Every way in which some operation is authorised.
    pub auth: Vec<Auth>,
    /// Tokens that the client buys.
    pub tokens: Vec<Token>,
    /// Rate limits.
    pub limits: Vec<Limit>,
    /// Operations in the order of the spec.
    pub operations: Vec<Operation>,
    /// Types in the order of the spec.
    pub types: Vec<Type>,
    /// The error table.
    pub errors: Vec<ErrorRow>,
}

/// Where a fact is known from.
#[derive(Debug, Serialize)]
pub struct Source {
    /// Document.
    pub document: Option<String>,
    /// Section of it.
    pub section: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// `documented`, `observed` or `guessed`.
    pub basis: &'static str,
    /// Remark.
    pub note: Option<String>,
}

/// A base URL.
#[derive(Debug, Serialize)]
pub struct Server {
    /// Name.
    pub name: String,
    /// Address.
    pub url: String,
    /// Description, as the spec has it.
    pub doc: Option<String>,
}

/// A variable of base URLs.
#[derive(Debug, Serialize)]
pub struct Variable {
    /// Name.
    pub name: String,
    /// Description, as the spec has it.
    pub doc: Option<String>,
    /// Default.
    pub default: Option<String>,
    /// Allowed values.
    pub values: Vec<String>,
    /// Environment variable.
    pub env: String,
}

/// A credential.
#[derive(Debug, Serialize)]
pub struct Credential {
    /// Name.
    pub name: String,
    /// `string`, `secret` or `integer`.
    #[serde(rename = "type")]
    pub ty: &'static str,
    /// Environment variable.
    pub env: String,
    /// It is a token, which is bought unless it is given.
    pub token: bool,
    /// Description, as the spec has it.
    pub doc: Option<String>,
}

/// One way of authorisation; values are templates, `{name}` stands for a credential or a token.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Auth {
    /// A header.
    Header {
        /// Name.
        name: String,
        /// Value.
        value: String,
    },
    /// A query parameter.
    Query {
        /// Name.
        name: String,
        /// Value.
        value: String,
    },
    /// A cookie.
    Cookie {
        /// Name.
        name: String,
        /// Value.
        value: String,
    },
    /// HTTP basic authorisation.
    Basic {
        /// Template of the user.
        user: String,
        /// Template of the password.
        password: String,
    },
    /// A signature that the spec describes.
    Signature {
        /// Name.
        name: String,
    },
    /// A signature by code of the caller's.
    Signer {
        /// Name.
        name: String,
    },
    /// One of these; the first unless the caller says otherwise.
    AnyOf {
        /// The ways to choose from.
        choices: Vec<Choice>,
    },
}

/// A named choice of authorisation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Choice {
    /// Name.
    pub name: String,
    /// Ways that are used together.
    pub auth: Vec<Auth>,
}

/// An operation.
#[derive(Debug, Serialize)]
pub struct Operation {
    /// Name.
    pub name: String,
    /// HTTP method.
    pub method: String,
    /// Path as written.
    pub path: String,
    /// Description, as the spec has it.
    pub doc: Option<String>,
    /// Why not to use it.
    pub deprecated: Option<String>,
    /// Whether it is safe to repeat.
    pub idempotent: bool,
    /// `none`, `json`, `form`, `multipart`, `text` or `bytes`.
    pub body: &'static str,
    /// Parameters.
    pub params: Vec<Param>,
    /// What must hold between parameters.
    pub rules: Vec<Rule>,
    /// Type of the payload, or of an item of the stream; null where there is none.
    pub returns: Option<String>,
    /// What answers of other HTTP statuses hold; the narrower first where two overlap.
    pub answers: Vec<Answer>,
    /// `json`, `xml`, `text`.
    pub formats: Vec<&'static str>,
    /// Ways that are used together.
    pub auth: Vec<Auth>,
    /// Named server that it always goes to; null: the one that the caller chose.
    pub server: Option<String>,
    /// Names of the tokens that it needs.
    pub tokens: Vec<String>,
    /// Rate limits.
    pub limits: Vec<LimitUse>,
    /// How failed attempts are repeated.
    pub retry: RetryPolicy,
    /// How often it is asked again while the answer is not ready.
    pub poll: PollPolicy,
    /// Longest time of one attempt; null: the client's.
    pub timeout_ms: Option<u64>,
    /// Longest time of a call with all its attempts; null: none.
    pub deadline_ms: Option<u64>,
    /// Null where there are no pages.
    pub pagination: Option<Pagination>,
    /// Null where the answer comes as a whole.
    pub stream: Option<Stream>,
    /// Samples.
    pub samples: Vec<Sample>,
    /// Where it is known from.
    pub source: Source,
}

/// What answers of some HTTP statuses hold.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// Status, class or range, as the spec writes it: `202`, `4xx`, `400..422`.
    pub status: String,
    /// First status that it stands for.
    pub first: u16,
    /// Last status that it stands for.
    pub last: u16,
    /// Whether the call succeeded, as far as the status says.
    pub success: bool,
    /// Type of the payload of a success, of the body of an error; null where there is none.
    pub returns: Option<String>,
    /// Description, as the spec has it.
    pub doc: Option<String>,
    /// Where it is known from.
    pub source: Source,
}

/// A parameter.
#[derive(Debug, Serialize)]
pub struct Param {
    /// Wire name.
    pub name: String,
    /// Null where the caller does not give the value.
    pub rust_name: Option<String>,
    /// `path`, `query`, `header`, `cookie`, `body` (a member of it) or `whole_body`.
    pub location: &'static str,
    /// Type as a spec writes it.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether it must be there.
    pub required: bool,
    /// Whether null may stand in its place.
    pub nullable: bool,
    /// `caller`, `constant`, `fresh` or `credential`.
    pub source: &'static str,
    /// The constant.
    pub value: Option<Value>,
    /// Name of the credential, or what is made afresh: `random_u32`, `uuid`, `unix_seconds`,
    /// `unix_millis`, `idempotency_key`.
    pub from: Option<String>,
    /// How it is spelt; null: as its type suggests.
    pub wire: Option<String>,
    /// `brackets`, `json`, `spread`, `flag`, `deep`, `label`, `matrix`; null: one value, or the name once per item.
    pub style: Option<&'static str>,
    /// Description, as the spec has it.
    pub doc: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// Default.
    pub default: Option<String>,
    /// Example.
    pub example: Option<String>,
    /// What values may be; null where nothing is said of that.
    pub limits: Option<Limits>,
    /// Why not to use it.
    pub deprecated: Option<String>,
    /// Where it is known from.
    pub provenance: Source,
}

/// What must hold between parameters.
#[derive(Debug, Serialize)]
pub struct Rule {
    /// `requires`, `together`, `exactly_one`, `at_least_one` or `at_most_one`.
    pub kind: &'static str,
    /// With `requires`: the parameter that requires the others.
    pub when: Option<String>,
    /// Parameters.
    pub params: Vec<String>,
    /// Description, as the spec has it.
    pub doc: Option<String>,
}

/// A sample.
#[derive(Debug, Serialize)]
pub struct Sample {
    /// Name.
    pub name: String,
    /// Description, as the spec has it.
    pub doc: Option<String>,
    /// Parameters.
    pub params: Option<Map<String, Value>>,
    /// Address.
    pub url: Option<String>,
    /// Body.
    pub body: Option<String>,
    /// The answer.
    pub response: Option<SampleResponse>,
    /// Where it is known from.
    pub source: Source,
}

/// The answer of a sample.
#[derive(Debug, Serialize)]
pub struct SampleResponse {
    /// HTTP status.
    pub status: u16,
    /// Format.
    pub format: &'static str,
    /// Body.
    pub body: String,
    /// What is wrong with the body.
    pub faulty: Option<String>,
    /// The error code that it shows.
    pub error: Option<String>,
}
