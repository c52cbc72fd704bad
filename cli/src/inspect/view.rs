//! The documented form that `inspect --format json` prints.
//!
//! Every key is always there; what a spec does not say is null or empty, so that scripts need not ask.

mod conduct;

use serde::Serialize;
use serde_json::{Map, Value};

pub(super) use self::conduct::*;

/// Version of this form; it changes when a key goes away or changes its meaning.
pub(super) const VERSION: u32 = 1;

/// All that was asked for.
#[derive(Debug, Serialize)]
pub(super) struct Inspection {
    pub(super) version: u32,
    pub(super) apis: Vec<Api>,
}

#[derive(Debug, Serialize)]
pub(super) struct Api {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) doc: Option<String>,
    pub(super) source: Source,
    pub(super) servers: Vec<Server>,
    pub(super) variables: Vec<Variable>,
    pub(super) credentials: Vec<Credential>,
    /// Every way in which some operation is authorised.
    pub(super) auth: Vec<Auth>,
    pub(super) tokens: Vec<Token>,
    pub(super) limits: Vec<Limit>,
    pub(super) operations: Vec<Operation>,
    pub(super) types: Vec<Type>,
    pub(super) errors: Vec<ErrorRow>,
}

#[derive(Debug, Serialize)]
pub(super) struct Source {
    pub(super) document: Option<String>,
    pub(super) section: Option<String>,
    pub(super) url: Option<String>,
    /// `documented`, `observed` or `guessed`.
    pub(super) basis: &'static str,
    pub(super) note: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Server {
    pub(super) name: String,
    pub(super) url: String,
    pub(super) doc: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    pub(super) default: Option<String>,
    pub(super) values: Vec<String>,
    pub(super) env: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Credential {
    pub(super) name: String,
    /// `string`, `secret` or `integer`.
    #[serde(rename = "type")]
    pub(super) ty: &'static str,
    pub(super) env: String,
    /// It is a token, which is bought unless it is given.
    pub(super) token: bool,
    pub(super) doc: Option<String>,
}

/// One way of authorisation; values are templates, `{name}` stands for a credential or a token.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Auth {
    Header {
        name: String,
        value: String,
    },
    Query {
        name: String,
        value: String,
    },
    Cookie {
        name: String,
        value: String,
    },
    Basic {
        user: String,
        password: String,
    },
    Signature {
        name: String,
    },
    Signer {
        name: String,
    },
    /// One of these; the first unless the caller says otherwise.
    AnyOf {
        choices: Vec<Choice>,
    },
}

/// A named choice of authorisation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) auth: Vec<Auth>,
}

#[derive(Debug, Serialize)]
pub(super) struct Operation {
    pub(super) name: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) doc: Option<String>,
    pub(super) idempotent: bool,
    /// `none`, `json`, `form`, `multipart`, `text` or `bytes`.
    pub(super) body: &'static str,
    pub(super) params: Vec<Param>,
    pub(super) rules: Vec<Rule>,
    /// Type of the payload, or of an item of the stream; null where there is none.
    pub(super) returns: Option<String>,
    /// `json`, `xml`, `text`.
    pub(super) formats: Vec<&'static str>,
    pub(super) auth: Vec<Auth>,
    /// Named server that it always goes to; null: the one that the caller chose.
    pub(super) server: Option<String>,
    /// Names of the tokens that it needs.
    pub(super) tokens: Vec<String>,
    pub(super) limits: Vec<LimitUse>,
    pub(super) retry: RetryPolicy,
    pub(super) poll: PollPolicy,
    /// Longest time of one attempt; null: the client's.
    pub(super) timeout_ms: Option<u64>,
    /// Longest time of a call with all its attempts; null: none.
    pub(super) deadline_ms: Option<u64>,
    /// Null where there are no pages.
    pub(super) pagination: Option<Pagination>,
    /// Null where the answer comes as a whole.
    pub(super) stream: Option<Stream>,
    pub(super) samples: Vec<Sample>,
    pub(super) source: Source,
}

#[derive(Debug, Serialize)]
pub(super) struct Param {
    /// Wire name.
    pub(super) name: String,
    /// Null where the caller does not give the value.
    pub(super) rust_name: Option<String>,
    /// `path`, `query`, `header`, `cookie`, `body` (a member of it) or `whole_body`.
    pub(super) location: &'static str,
    #[serde(rename = "type")]
    pub(super) ty: String,
    pub(super) required: bool,
    pub(super) nullable: bool,
    /// `caller`, `constant`, `fresh` or `credential`.
    pub(super) source: &'static str,
    /// The constant.
    pub(super) value: Option<Value>,
    /// Name of the credential, or what is made afresh: `random_u32`, `uuid`, `unix_seconds`,
    /// `unix_millis`, `idempotency_key`.
    pub(super) from: Option<String>,
    pub(super) wire: Option<String>,
    /// `brackets`, `json`, `spread`, `flag`; null: one value, or the name once per item.
    pub(super) style: Option<&'static str>,
    pub(super) doc: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) default: Option<String>,
    pub(super) example: Option<String>,
    pub(super) deprecated: Option<String>,
}

/// What must hold between parameters.
#[derive(Debug, Serialize)]
pub(super) struct Rule {
    /// `requires`, `together`, `exactly_one`, `at_least_one` or `at_most_one`.
    pub(super) kind: &'static str,
    /// With `requires`: the parameter that requires the others.
    pub(super) when: Option<String>,
    pub(super) params: Vec<String>,
    pub(super) doc: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Sample {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    pub(super) params: Option<Map<String, Value>>,
    pub(super) url: Option<String>,
    pub(super) body: Option<String>,
    pub(super) response: Option<SampleResponse>,
}

#[derive(Debug, Serialize)]
pub(super) struct SampleResponse {
    pub(super) status: u16,
    pub(super) format: &'static str,
    pub(super) body: String,
    /// What is wrong with the body.
    pub(super) faulty: Option<String>,
    /// The error code that it shows.
    pub(super) error: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Type {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    #[serde(flatten)]
    pub(super) kind: TypeKind,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum TypeKind {
    Struct {
        generic: Vec<String>,
        fields: Vec<Field>,
        /// Type of the members that are not named; null: they are ignored.
        extra: Option<String>,
    },
    Enum {
        closed: bool,
        values: Vec<EnumValue>,
    },
    OneOf {
        /// `order`, `inside`, `beside` or `key`.
        tagging: &'static str,
        tag: Option<String>,
        content: Option<String>,
        variants: Vec<Variant>,
    },
    Alias {
        #[serde(rename = "type")]
        ty: String,
        wire: Option<String>,
    },
}

#[derive(Debug, Serialize)]
pub(super) struct Field {
    /// Wire name.
    pub(super) name: String,
    pub(super) rust_name: String,
    #[serde(rename = "type")]
    pub(super) ty: String,
    pub(super) required: bool,
    pub(super) nullable: bool,
    /// What absence stands for.
    pub(super) default: Option<Value>,
    pub(super) wire: Option<String>,
    pub(super) doc: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) example: Option<String>,
    pub(super) deprecated: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct EnumValue {
    /// Text or integer.
    pub(super) value: Value,
    pub(super) name: String,
    pub(super) doc: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Variant {
    pub(super) name: String,
    pub(super) tag: String,
    #[serde(rename = "type")]
    pub(super) ty: String,
    pub(super) doc: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct ErrorRow {
    /// An integer, a text, or a range as text: `60000..79999`.
    pub(super) code: Value,
    pub(super) name: String,
    pub(super) text: Option<String>,
    pub(super) http_status: Option<u16>,
    pub(super) class: &'static str,
    pub(super) retry: &'static str,
    pub(super) messages: Vec<String>,
    pub(super) args: Vec<String>,
}
