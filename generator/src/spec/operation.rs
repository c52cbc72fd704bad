//! Keys about operations and their samples.

use serde::Deserialize;

use super::{
    Answer, Auth, Costs, Envelope, Format, Member, Paginate, PollPolicy, RetryPolicy, Scalar,
    Source, Span, Stream, Table,
};

/// A named call.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Operation {
    /// What it does: the first sentence becomes the summary.
    pub text: Option<String>,
    /// HTTP method and path below the base URL, for instance `GET /orders/{id}`. `{+name}` keeps the slashes of a
    /// parameter.
    pub call: String,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
    /// Constant query parameters by wire name.
    pub query: Table<Scalar>,
    /// Constant headers by name.
    pub headers: Table<Scalar>,
    /// Parameters by wire name, in the order of the document.
    pub params: Table<Member>,
    /// Where parameters go that do not say `in` and are not in the path: `query` or `body`.
    pub params_in: Option<ParamsIn>,
    /// How body parameters are sent: `json` unless said otherwise.
    pub body: Option<Body>,
    /// What must hold between parameters.
    pub rules: Vec<Rule>,
    /// Type of the payload; without it there is none. With `stream`: type of an item.
    pub returns: Option<String>,
    /// What answers of other statuses hold, by status (`202`), class (`4xx`) or range (`400..422`); the narrower entry
    /// counts where two overlap. Successes (2xx) that hold something else than `returns` make the method give an enum
    /// by status. Errors give the type of their body.
    pub answers: Table<Answer>,
    /// How its pages follow each other.
    pub paginate: Option<Paginate>,
    /// The answer is handed out item by item, as it comes.
    pub stream: Option<Stream>,
    /// Formats that answers come in, where they differ from the API's.
    pub formats: Option<Vec<Format>>,
    /// Authorisation, where it differs from the API's; `[]` for none.
    pub auth: Option<Vec<Auth>>,
    /// Envelopes, where they differ from the API's; `[]` for none.
    pub envelope: Option<Vec<Envelope>>,
    /// `false`: the parameters of `common` are not sent.
    pub common: Option<bool>,
    /// Whether sending it twice has the effect of sending it once: by the HTTP method unless said otherwise.
    pub idempotent: Option<bool>,
    /// Name of the server that it always goes to, for instance one for logins.
    pub server: Option<String>,
    /// The limits that it counts against, where these are not all: a list of names, or a map of names to what a call
    /// costs; `[]` for none.
    pub limits: Option<Costs>,
    /// How failed attempts are repeated, where that differs from the API's, key by key.
    pub retry: Option<RetryPolicy>,
    /// How often it is asked again, where that differs from the API's, key by key.
    pub poll: Option<PollPolicy>,
    /// Longest time of one attempt, where it differs from the API's.
    pub timeout: Option<Span>,
    /// Longest time of a call, where it differs from the API's.
    pub deadline: Option<Span>,
    /// Requests and answers as the document shows them, by name.
    pub samples: Table<Sample>,
    /// Where the fact comes from.
    pub source: Option<Source>,
}

/// Where parameters go by default.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ParamsIn {
    /// Query string.
    Query,
    /// Body.
    Body,
}

/// How a body is sent.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// JSON; an object of no members is sent as `{}`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`: each parameter is a part. Those of type `file` or `bytes` are files, structs and maps are
    /// JSON.
    Multipart,
    /// Plain text: one parameter is the body.
    Text,
    /// Bytes: one parameter of type `bytes` or `file` is the body.
    Bytes,
    /// No body, also for methods that usually have one.
    None,
}

/// What must hold between parameters, checked before a request is sent: exactly one of the keys.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Rule {
    /// When this parameter is given, those of `requires` must be.
    pub when: Option<String>,
    /// See `when`.
    pub requires: Vec<String>,
    /// All of them or none.
    pub together: Vec<String>,
    /// Exactly one of them.
    pub exactly_one: Vec<String>,
    /// At least one of them.
    pub at_least_one: Vec<String>,
    /// At most one of them.
    pub at_most_one: Vec<String>,
    /// With `when` or `together`: name of one setter that takes all of these parameters.
    pub setter: Option<String>,
    /// What a reader should know.
    pub text: Option<String>,
    /// Where the fact comes from.
    pub source: Option<Source>,
}

/// A request and its answer as the document shows them. Each becomes a test and an example.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Sample {
    /// What it shows.
    pub text: Option<String>,
    /// The request.
    pub request: Option<SampleRequest>,
    /// The answer.
    pub response: Option<SampleResponse>,
    /// Where the fact comes from.
    pub source: Option<Source>,
}

/// The request of a sample.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct SampleRequest {
    /// Values of parameters by wire name.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "serde_json::Map<String, serde_json::Value>")
    )]
    pub params: Option<serde_json::Map<String, serde_json::Value>>,
    /// Path and query that these parameters must give, without authorisation; parameters that are fixed by a fresh
    /// value or a credential are left out.
    pub url: Option<String>,
    /// Body that these parameters must give, as text.
    pub body: Option<String>,
}

/// The answer of a sample.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct SampleResponse {
    /// HTTP status: 200 unless said otherwise.
    pub status: Option<u16>,
    /// Format of the body: `json` unless said otherwise.
    pub format: Option<Format>,
    /// The body as the document shows it.
    pub body: String,
    /// What is wrong with the body: it must be refused as unreadable.
    pub faulty: Option<String>,
    /// The body shows this error code.
    pub error: Option<Scalar>,
}
