//! Keys about what comes back: envelopes, success rules, error tables.

use serde::Deserialize;

use super::{Scalar, Source, Table, Texts};

/// One shape of an answer. Paths are member names joined by dots, from the top of the body.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Envelope {
    /// This shape is used if these hold; without it, always.
    pub when: Option<Condition>,
    /// The call succeeded if these hold; `always`, or `never` for a shape that only errors have. Must be given.
    pub success: Option<Success>,
    /// Where the payload is; without it the whole body is the payload.
    pub payload: Option<String>,
    /// Where the error code is; `(status)` if the HTTP status is the code.
    pub code: Option<String>,
    /// Where the message is.
    pub message: Option<String>,
    /// Where the request id is.
    pub request_id: Option<String>,
    /// Where the server's stack trace is.
    pub stack: Option<String>,
    /// Where it says how many seconds to wait before the next call.
    pub retry_after: Option<String>,
    /// Where errors of single fields are listed.
    pub field_errors: Option<FieldErrors>,
    /// What a reader should know.
    pub text: Option<String>,
    /// Where the fact comes from.
    pub source: Option<Source>,
}

/// When a call succeeded: `always`, `never`, or a condition.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(untagged))]
pub enum Success {
    /// `always` or `never`.
    Fixed(#[cfg_attr(feature = "schema", schemars(with = "super::schema::SuccessWord"))] bool),
    /// The call succeeded if these hold; `always`, or `never` for a shape that only errors have. Must be given.
    If(Condition),
}

/// A condition on an answer: all that is given must hold.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Condition {
    /// HTTP status: a number (`200`), a class (`2xx`), a range (`200..399`), or a list of these.
    pub status: Option<StatusSet>,
    /// Members and the values they must have, for instance `{code: 0}`.
    pub equals: Table<Scalar>,
    /// Members that must be there, not null.
    pub has: Texts,
    /// Members that must be missing or null.
    pub lacks: Texts,
}

/// HTTP statuses, as inclusive ranges.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "super::schema::StatusWords"))]
pub struct StatusSet(pub Vec<(u16, u16)>);

/// Where an envelope lists errors of single fields.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldErrors {
    /// Path of the list.
    pub at: String,
    /// Member of an item with the field's name.
    pub field: String,
    /// Member of an item with the message, or the list of messages.
    pub message: String,
}

/// What answers of some HTTP statuses hold. Short form: their type.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = super::schema::or_text))]
#[serde(remote = "Self", deny_unknown_fields, default)]
pub struct Answer {
    /// Of a success: type of the payload. Of an error: type of the body. Without it there is nothing, as with 204.
    pub returns: Option<String>,
    /// What it means that this status comes.
    pub text: Option<String>,
    /// Where the fact comes from.
    pub source: Option<Source>,
}

/// One error code.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ErrorRow {
    /// Rust name of the variant. Codes that are text need none: `Report.NotExist` becomes `ReportNotExist`.
    pub name: Option<String>,
    /// What the code means; a list where the vendor's tables give it several meanings.
    pub text: Texts,
    /// Kind of failure. Where it is not given, `status` says it, and without that it is `server`; `specwright check`
    /// reports such rows.
    pub class: Option<Class>,
    /// What a caller may do: `no` unless said otherwise.
    pub retry: Option<Retry>,
    /// Documented HTTP status.
    pub status: Option<u16>,
    /// Template of the message, with `%s` for each argument; a list where the tables give several.
    pub message: Texts,
    /// Names of the message's arguments, in order, in snake case.
    pub args: Vec<String>,
    /// Where the fact comes from.
    pub source: Option<Source>,
}

/// Kind of failure that an error code stands for.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// No failure: the row stands in the vendor's table beside the failures.
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
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Retry {
    /// Nothing: the same call fails again.
    No,
    /// Call again at once: nothing was done.
    Now,
    /// Call again after a while: nothing was done.
    Later,
    /// Call again with fresh authorisation.
    AfterAuth,
    /// Ask again until it is ready.
    Poll,
    /// The outcome is unknown: repeat only with the same idempotency key, or what is idempotent.
    SameKey,
}
