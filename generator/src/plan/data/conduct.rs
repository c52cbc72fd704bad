//! How calls are conducted and their answers come: policies, pages, streams.

use std::time::Duration;

use super::{Expiry, LimitScope, PagingRule, PollPolicy, RetryPolicy, Ty};

/// How calls of an operation are conducted, where that is not left to the runtime.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Policy {
    pub(crate) server: Option<String>,
    /// Index into [`super::Api::tokens`].
    pub(crate) tokens: Option<usize>,
    /// Index into [`super::Api::limits`].
    pub(crate) limits: Option<usize>,
    pub(crate) retry: RetryPolicy,
    pub(crate) poll: PollPolicy,
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
}

/// A token that an operation buys.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) name: String,
    /// Request of the operation that buys it.
    pub(crate) request: String,
    pub(crate) value: String,
    pub(crate) expiry: Expiry,
}

/// A rate limit, and what a call of some operations takes of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Limit {
    pub(crate) name: String,
    pub(crate) scope: LimitScope,
    pub(crate) calls: u32,
    pub(crate) per: Duration,
    pub(crate) cost: u32,
    pub(crate) remaining: Option<String>,
    pub(crate) used: Option<String>,
    pub(crate) reset: Option<String>,
}

/// How the pages of an operation follow each other.
#[derive(Clone, Debug)]
pub(crate) struct Paging {
    pub(crate) rule: PagingRule,
    /// An item of a page.
    pub(crate) item: Ty,
    /// The way from the payload to the list of items.
    pub(crate) way: Vec<Turn>,
}

/// A step on the way from a payload to what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Into a field.
    Field(String),
    /// Out of an option: there may be nothing.
    Option,
    /// Out of a presence: there may be nothing.
    Presence,
    /// Out of a box.
    Boxed,
}

/// How an answer is cut into items.
#[derive(Clone, Debug)]
pub(crate) enum Stream {
    /// Lines, and what comes before the items.
    Lines(Option<Ty>),
    /// Events, and the data that ends them.
    Events(Option<String>),
    Bytes,
}
