//! The spec language, version 1: what serde reads, what the JSON Schema is derived from, what the reference
//! page is rendered from. Nothing about the language is written down twice.
//!
//! In: a YAML tree. Out: these structs, as written; meaning is given by `lower`.

mod allow;
mod answers;
mod limits;
mod operation;
mod paging;
mod policy;
mod requests;
mod scalar;
#[cfg(feature = "schema")]
mod schema;
mod short;
mod signatures;
mod span;
mod table;
mod types;

pub use allow::{Allow, Subjects};
pub use answers::{
    Answer, Class, Condition, Envelope, ErrorRow, FieldErrors, Retry, StatusSet, Success,
};
pub use limits::LengthIn;
pub(crate) use limits::Written as WrittenLimits;
pub use operation::{Body, Operation, ParamsIn, Rule, Sample, SampleRequest, SampleResponse};
pub use paging::{
    Events, LastItem, Lines, PageCursor, PageNumber, PagePlace, Paginate, Stream, StreamKind,
    Window,
};
pub use policy::{Costs, Expires, Limit, LimitScope, PollPolicy, RetryPolicy, TimeUnit, Token};
pub use requests::{Auth, Basic, Common, Credential, CredentialKind, Server, Variable};
pub use scalar::{Scalar, Texts};
#[cfg(feature = "schema")]
pub use schema::schema;
pub(crate) use short::status_range;
pub use signatures::{
    Compression, Decoding, Encoding, Hash, Nonce, PairSource, RsaHash, Signature, SignatureHeaders,
    SignatureMember, SignaturePairs, SignatureParam, SignatureStep, SignatureVector, Sort,
};
pub use span::Span;
pub use table::Table;
pub use types::{EnumValue, Fresh, In, Member, Nullable, Style, TypeDef, Variant, Wire};

use serde::Deserialize;

/// One file of a spec. A spec is one file, or a folder whose files each hold some of these keys.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Spec {
    /// Version of the spec language. Always `1`.
    pub specwright: Option<u32>,
    /// Name of the API in snake case: the folder in `generated/`, the Cargo feature, the name on the command line.
    pub api: Option<String>,
    /// Title, as people say it.
    pub title: Option<String>,
    /// What the API is for, in a few sentences.
    pub text: Option<String>,
    /// The document that the spec was written from.
    pub source: Option<Source>,
    /// Base URLs by name. The first one is used unless the caller chooses another.
    pub servers: Table<Server>,
    /// What the client builder takes once: keys, tokens, user names.
    pub credentials: Table<Credential>,
    /// How requests are signed, by name in snake case; `auth` refers to them.
    pub signatures: Table<Signature>,
    /// How each request is authorised; all entries are applied.
    pub auth: Option<Vec<Auth>>,
    /// Tokens that operations buy, by name in snake case; templates name them like credentials.
    pub tokens: Table<Token>,
    /// What all operations share.
    pub common: Option<Common>,
    /// Formats that answers come in: `json` unless said otherwise.
    pub formats: Option<Vec<Format>>,
    /// Shapes of an answer, tried in order; the first whose `when` holds is used. Without this key an answer is its
    /// own payload and succeeds by HTTP status 200 to 299.
    pub envelope: Option<Vec<Envelope>>,
    /// The error codes: an integer, a text, or a range of integers such as `60000..79999`.
    pub errors: Table<ErrorRow>,
    /// Rate limits by name in snake case. Each holds for all operations that do not say `limits` themselves.
    pub limits: Table<Limit>,
    /// How failed attempts are repeated.
    pub retry: Option<RetryPolicy>,
    /// How often a service that is still preparing an answer is asked again.
    pub poll: Option<PollPolicy>,
    /// Longest time of one attempt: `30s` unless said otherwise.
    pub timeout: Option<Span>,
    /// Longest time of a call, with all its attempts and waits: as long as these take unless said otherwise.
    pub deadline: Option<Span>,
    /// Types by name.
    pub types: Table<TypeDef>,
    /// Operations by name, in snake case: each becomes a method of the client.
    pub operations: Table<Operation>,
    /// Lints that are meant to be as they are; may stand in any file of a folder.
    pub allow: Option<Allow>,
}

/// Where a fact comes from. A text alone is a section of the document that the spec names at its top.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = schema::or_text))]
#[serde(remote = "Self", deny_unknown_fields, default)]
pub struct Source {
    /// File name or title of the document.
    pub document: Option<String>,
    /// Section in it.
    pub section: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// How sure the fact is: `documented` unless said otherwise.
    pub basis: Option<Basis>,
    /// What differs from the document and why, or why it is believed.
    pub note: Option<String>,
}

/// How sure a fact is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The vendor's document says so.
    Documented,
    /// Seen in answers or in other public material.
    Observed,
    /// Believed.
    Guessed,
}

/// A format of answers.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// JSON.
    Json,
    /// XML; the name of the root element is ignored.
    Xml,
    /// Plain text: the body is the payload.
    Text,
}
