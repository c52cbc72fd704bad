//! How calls are conducted beyond one exchange: tokens, rate limits, retries, polling, time.

use std::time::Duration;

use super::OperationDescription;
use crate::Codec;

/// How calls of an operation are conducted.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// Named server that the operation always goes to; `None`: the one that the client chose.
    pub server: Option<&'static str>,
    /// Tokens that its authorisation or its fixed parameters name.
    pub tokens: &'static [Token],
    /// Rate limits that its calls count against.
    pub limits: &'static [Limit],
    /// How failed attempts are repeated.
    pub retry: RetryPolicy,
    /// How often a service that is still preparing an answer is asked again.
    pub poll: PollPolicy,
    /// Longest time of one attempt.
    pub timeout: Option<Duration>,
    /// Longest time of a call with all its attempts and waits.
    pub deadline: Option<Duration>,
}

impl Policy {
    /// What holds where a spec says nothing.
    pub const DEFAULT: Self = Self {
        server: None,
        tokens: &[],
        limits: &[],
        retry: RetryPolicy::DEFAULT,
        poll: PollPolicy::DEFAULT,
        timeout: None,
        deadline: None,
    };
}

/// A token that is bought by an operation, kept, and bought again before it expires.
///
/// Its name stands in templates like that of a credential, and it is among
/// [`ApiDescription::credentials`](super::ApiDescription::credentials): a caller who gives it a value buys none.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Name in templates.
    pub name: &'static str,
    /// The operation that buys it; it has no parameter that the caller must give.
    pub operation: &'static OperationDescription,
    /// Path of the token in the payload of that operation.
    pub value: &'static str,
    /// How long it lasts.
    pub expiry: Expiry,
}

/// How long a token lasts.
#[derive(Clone, Copy, Debug)]
pub enum Expiry {
    /// Until the service says that it is void.
    Unknown,
    /// This long.
    After(Duration),
    /// As long as the number of these units at this path of the payload says; a number as text is read too.
    In(&'static str, Duration),
    /// Until the instant at this path of the payload, spelt so.
    At(&'static str, &'static Codec),
}

/// A rate limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Name in the spec; calls of one client count together under one name.
    pub name: &'static str,
    /// Whose calls count together.
    pub scope: Scope,
    /// How much a window holds.
    pub calls: u32,
    /// Length of the window.
    pub per: Duration,
    /// How much a call of this operation takes.
    pub cost: u32,
    /// Headers of answers that tell what is left.
    pub told: Option<Told>,
}

/// Whose calls count together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those of all operations that name the limit.
    Api,
    /// Those of each operation by itself.
    Operation,
}

/// Headers of answers that tell what is left of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Header with a number of calls.
    pub count: Count,
    /// Header that says when there are more: seconds from now, or seconds since 1970.
    pub reset: Option<&'static str>,
}

/// A header with a number of calls, weighed by what they cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Calls that are left.
    Remaining(&'static str),
    /// Calls that were used up in this window.
    Used(&'static str),
}

/// How failed attempts are repeated; whether one may be is decided by the error table, the kind of failure and the
/// operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Attempts in all; 1: none is repeated.
    pub max_attempts: u32,
    /// The wait before attempt `n + 1` is random between zero and `base_delay * 2^(n - 1)`.
    pub base_delay: Duration,
    /// That wait is at most this long. What the service asks for by `Retry-After` is obeyed beyond it.
    pub max_delay: Duration,
}

impl RetryPolicy {
    /// Three attempts.
    pub const DEFAULT: Self = Self {
        max_attempts: 3,
        base_delay: Duration::from_millis(200),
        max_delay: Duration::from_secs(20),
    };
    /// No repetition.
    pub const NONE: Self = Self {
        max_attempts: 1,
        ..Self::DEFAULT
    };
}

/// How often a service that is still preparing an answer is asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PollPolicy {
    /// Wait between two questions.
    pub interval: Duration,
    /// Longest time of asking; zero: never again.
    pub max_wait: Duration,
}

impl PollPolicy {
    /// Every second for a minute.
    pub const DEFAULT: Self = Self {
        interval: Duration::from_secs(1),
        max_wait: Duration::from_secs(60),
    };
    /// No second question.
    pub const NONE: Self = Self {
        max_wait: Duration::ZERO,
        ..Self::DEFAULT
    };
}
