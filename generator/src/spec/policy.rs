//! Keys about how calls are conducted: tokens, rate limits, retries, polling, time.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Source, Span, Table};

/// A token that an operation buys. It is kept, and bought again before it expires and when the service calls it void.
///
/// It is a credential too: templates name it, and a caller who gives it a value buys none.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// The operation that buys it. The caller gives it no parameter: what it needs are credentials, other tokens among
    /// them, and constants.
    pub operation: String,
    /// Path of the token in the payload of that operation.
    pub value: String,
    /// How long it lasts; without it, until the service calls it void, by an error code with `retry: after_auth`.
    #[serde(default)]
    pub expires: Option<Expires>,
    /// What it is.
    #[serde(default)]
    pub text: Option<String>,
    /// Environment variable that a caller may give it in: `<API>_<NAME>` unless said otherwise.
    #[serde(default)]
    pub env: Option<String>,
    /// Where the fact comes from.
    #[serde(default)]
    pub source: Option<Source>,
}

/// How long a token lasts: exactly one of `in`, `at` and `after`.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Expires {
    /// Path, in the payload, of a number that says how long.
    #[serde(rename = "in")]
    pub within: Option<String>,
    /// Unit of `in`: `s` unless said otherwise.
    pub unit: Option<TimeUnit>,
    /// Path, in the payload, of the instant.
    pub at: Option<String>,
    /// Spelling of `at`, as for members: that of the field unless said otherwise.
    pub format: Option<String>,
    /// Always this long.
    pub after: Option<Span>,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Milliseconds.
    Ms,
    /// Seconds.
    S,
    /// Minutes.
    M,
    /// Hours.
    H,
}

/// A rate limit: calls wait until they fit into it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// How many calls a window of time holds.
    pub calls: u32,
    /// Length of the window.
    pub per: Span,
    /// Whose calls count together: `api` unless said otherwise.
    #[serde(default)]
    pub scope: Option<LimitScope>,
    /// Header of answers with the number of calls left.
    #[serde(default)]
    pub remaining: Option<String>,
    /// Instead of `remaining`: header of answers with the number of calls used up in this window.
    #[serde(default)]
    pub used: Option<String>,
    /// With `remaining` or `used`: header that says when there are more, in seconds from now or since 1970.
    #[serde(default)]
    pub reset: Option<String>,
    /// What a reader should know.
    #[serde(default)]
    pub text: Option<String>,
    /// Where the fact comes from.
    #[serde(default)]
    pub source: Option<Source>,
}

/// Whose calls count together.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LimitScope {
    /// Those of all operations that the limit holds for.
    Api,
    /// Those of each operation by itself.
    Operation,
}

/// The limits that an operation counts against: a list of their names, or a map of names to what a call costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Costs {
    /// A call costs one of each.
    Names(Vec<String>),
    /// What a call costs, by name.
    Each(Table<u32>),
}

/// How failed attempts are repeated. Whether one may be is decided by the error table, the kind of failure and
/// whether the operation is idempotent.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct RetryPolicy {
    /// Attempts in all: 3 unless said otherwise; 1 for no repetition.
    pub max_attempts: Option<u32>,
    /// Upper end of the random wait after the first attempt; it doubles with each: `200ms` unless said otherwise.
    pub base_delay: Option<Span>,
    /// That wait is at most this long: `20s` unless said otherwise. What the service asks for is obeyed beyond it.
    pub max_delay: Option<Span>,
    /// What a reader should know.
    pub text: Option<String>,
    /// Where the fact comes from.
    pub source: Option<Source>,
}

/// How often a service that is still preparing an answer is asked again: after an error code that says `retry: poll`.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PollPolicy {
    /// Wait between two questions: `1s` unless said otherwise.
    pub interval: Option<Span>,
    /// Longest time of asking: `1m` unless said otherwise; `0s`: never again.
    pub max_wait: Option<Span>,
    /// What a reader should know.
    pub text: Option<String>,
    /// Where the fact comes from.
    pub source: Option<Source>,
}

impl<'de> Deserialize<'de> for Costs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CostsForm)
    }
}

struct CostsForm;

impl<'de> Visitor<'de> for CostsForm {
    type Value = Costs;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of names of limits, or a map of names to costs")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<Costs, S::Error> {
        let mut costs = Vec::new();
        while let Some(name) = items.next_element()? {
            costs.push(name);
        }
        Ok(Costs::Names(costs))
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Costs, M::Error> {
        Table::deserialize(MapAccessDeserializer::new(map)).map(Costs::Each)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Costs {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Costs".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"anyOf": [
            {"type": "array", "items": {"type": "string"}},
            {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}}
        ]})
    }
}
