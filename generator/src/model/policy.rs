//! How calls are conducted beyond one exchange: tokens, rate limits, retries, polling, time.

use std::time::Duration;

use super::{Auth, Codec, FixedParam, FixedSource, Signature, Source, names_in};
use crate::source::FileId;

pub use crate::spec::{LimitScope, Span};

/// A token that an operation buys. A credential of the same name lets the caller give it.
#[derive(Clone, Debug)]
pub struct Token {
    /// Name, which templates use.
    pub name: String,
    /// Name of the operation that buys it.
    pub operation: String,
    /// Path of the token in the payload of that operation.
    pub value: String,
    /// How long it lasts.
    pub expiry: Expiry,
    /// Description.
    pub doc: Option<String>,
    /// Provenance.
    pub source: Source,
    /// File it stands in.
    pub file: FileId,
}

/// How long a token lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// Until the service calls it void.
    Unknown,
    /// This long.
    After(Duration),
    /// As many of these units as the number at this path of the payload.
    In(String, Duration),
    /// Until the instant at this path of the payload, spelt so; spelt like the field that is there where that is not
    /// said.
    At(String, Option<Codec>),
}

/// A rate limit.
#[derive(Clone, Debug)]
pub struct Limit {
    /// Name.
    pub name: String,
    /// Whose calls count together.
    pub scope: LimitScope,
    /// How many calls a window holds.
    pub calls: u32,
    /// Length of the window.
    pub per: Duration,
    /// Header with the number of calls left.
    pub remaining: Option<String>,
    /// Header with the number of calls used up; not beside `remaining`.
    pub used: Option<String>,
    /// Header that says when there are more.
    pub reset: Option<String>,
    /// Description.
    pub doc: Option<String>,
    /// Provenance.
    pub source: Source,
    /// File it stands in.
    pub file: FileId,
}

/// How calls of an operation are conducted; what is `None` is left to the runtime's defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Server that it always goes to.
    pub server: Option<String>,
    /// Names of the tokens that its authorisation and its fixed parameters name.
    pub tokens: Vec<String>,
    /// Names of its limits, and what a call costs.
    pub limits: Vec<(String, u32)>,
    /// Repetitions.
    pub retry: RetryPolicy,
    /// Further questions.
    pub poll: PollPolicy,
    /// Longest time of one attempt.
    pub timeout: Option<Duration>,
    /// Longest time of a call.
    pub deadline: Option<Duration>,
}

/// How failed attempts are repeated; what is `None` is left to the runtime's defaults.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Attempts in all.
    pub max_attempts: Option<u32>,
    /// Upper end of the first wait.
    pub base_delay: Option<Duration>,
    /// Upper end of all waits.
    pub max_delay: Option<Duration>,
}

/// How often an operation is asked again; what is `None` is left to the runtime's defaults.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PollPolicy {
    /// Wait between two questions.
    pub interval: Option<Duration>,
    /// Longest time of asking.
    pub max_wait: Option<Duration>,
}

impl Auth {
    /// The ways that it consists of: itself, or those of all its choices.
    pub fn ways(&self) -> Vec<&Auth> {
        match self {
            Self::AnyOf(choices) => {
                let ways = choices.iter().flat_map(|(_, ways)| ways);
                ways.flat_map(Self::ways).collect()
            }
            way => vec![way],
        }
    }

    /// What its templates name: credentials, and steps and parts of the request in those of signatures.
    pub fn names<'a>(&'a self, signatures: &'a [Signature]) -> Vec<&'a str> {
        match self {
            Self::Header { value, .. } | Self::Query { value, .. } | Self::Cookie { value, .. } => {
                names_in(value)
            }
            Self::Basic { user, password } => [names_in(user), names_in(password)].concat(),
            Self::Signature { name } => {
                let mut signatures = signatures.iter();
                let signature = signatures.find(|one| one.name == *name);
                let templates = signature.into_iter().flat_map(Signature::templates);
                templates.flat_map(names_in).collect()
            }
            Self::Signer { .. } => Vec::new(),
            Self::AnyOf(_) => {
                let ways = self.ways().into_iter();
                ways.flat_map(|way| way.names(signatures)).collect()
            }
        }
    }

    /// Whether it needs this credential. What code of the caller's needs is not known.
    pub fn uses(&self, credential: &str, signatures: &[Signature]) -> bool {
        self.names(signatures).contains(&credential)
    }
}

impl FixedParam {
    /// The credential that is its value.
    pub fn credential(&self) -> Option<&str> {
        match &self.source {
            FixedSource::Credential(name) => Some(name),
            _ => None,
        }
    }

    /// Whether its value is this credential.
    pub fn uses(&self, credential: &str) -> bool {
        self.credential() == Some(credential)
    }
}
