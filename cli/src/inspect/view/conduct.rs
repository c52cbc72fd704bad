//! How calls are conducted and how answers come, as `inspect --format json` prints it.

use serde::Serialize;

use super::Source;

/// A token that the client buys.
#[derive(Debug, Serialize)]
pub(in crate::inspect) struct Token {
    pub(in crate::inspect) name: String,
    /// Name of the operation that buys it.
    pub(in crate::inspect) operation: String,
    /// Path of the token in the payload of that operation.
    pub(in crate::inspect) value: String,
    pub(in crate::inspect) expires: Expires,
    pub(in crate::inspect) doc: Option<String>,
    pub(in crate::inspect) source: Source,
}

/// How long a token lasts.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(in crate::inspect) enum Expires {
    /// Until the service calls it void.
    Unknown,
    /// Always this long.
    After { after_ms: u64 },
    /// As many units as the number at this path of the payload.
    In { path: String, unit_ms: u64 },
    /// Until the instant at this path of the payload.
    At { path: String, wire: Option<String> },
}

/// A rate limit.
#[derive(Debug, Serialize)]
pub(in crate::inspect) struct Limit {
    pub(in crate::inspect) name: String,
    pub(in crate::inspect) calls: u32,
    pub(in crate::inspect) per_ms: u64,
    /// `api` or `operation`: whose calls count together.
    pub(in crate::inspect) scope: &'static str,
    /// Header with the number of calls left.
    pub(in crate::inspect) remaining: Option<String>,
    /// Header with the number of calls used up.
    pub(in crate::inspect) used: Option<String>,
    /// Header that says when there are more.
    pub(in crate::inspect) reset: Option<String>,
    pub(in crate::inspect) doc: Option<String>,
    pub(in crate::inspect) source: Source,
}

/// A limit that the calls of an operation count against.
#[derive(Debug, PartialEq, Serialize)]
pub(in crate::inspect) struct LimitUse {
    pub(in crate::inspect) name: String,
    pub(in crate::inspect) cost: u32,
}

/// How failed attempts are repeated.
#[derive(Debug, PartialEq, Serialize)]
pub(in crate::inspect) struct RetryPolicy {
    pub(in crate::inspect) max_attempts: u32,
    pub(in crate::inspect) base_delay_ms: u64,
    pub(in crate::inspect) max_delay_ms: u64,
}

/// How often a service that is not ready yet is asked again.
#[derive(Debug, PartialEq, Serialize)]
pub(in crate::inspect) struct PollPolicy {
    pub(in crate::inspect) interval_ms: u64,
    pub(in crate::inspect) max_wait_ms: u64,
}

/// How pages follow each other.
#[derive(Debug, Serialize)]
pub(in crate::inspect) struct Pagination {
    #[serde(flatten)]
    pub(in crate::inspect) step: PageStep,
    /// Path of the items in the payload; empty: the payload is the list.
    pub(in crate::inspect) items: String,
    pub(in crate::inspect) total: Option<PagePlace>,
    pub(in crate::inspect) more: Option<PagePlace>,
    /// Parameter with the size of a page.
    pub(in crate::inspect) size: Option<String>,
    pub(in crate::inspect) default_size: Option<u64>,
    pub(in crate::inspect) short_ends: bool,
    pub(in crate::inspect) doc: Option<String>,
}

/// How the next page is asked for; parameters by their wire names.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(in crate::inspect) enum PageStep {
    Offset {
        param: String,
    },
    Page {
        param: String,
        first: u64,
        pages: Option<PagePlace>,
    },
    Cursor {
        param: String,
        next: PagePlace,
    },
    LastItem {
        param: String,
        field: String,
        plus: i64,
    },
    Link {
        next: PagePlace,
    },
    Window {
        from: String,
        to: String,
        span_ms: u64,
    },
}

/// Where an answer tells something of its pages.
#[derive(Debug, Serialize)]
pub(in crate::inspect) struct PagePlace {
    /// `payload` or `body` (at a path), `header` (of a name) or `link` (of a relation).
    #[serde(rename = "in")]
    pub(in crate::inspect) part: &'static str,
    pub(in crate::inspect) at: String,
}

/// How an answer comes item by item.
#[derive(Debug, Serialize)]
pub(in crate::inspect) struct Stream {
    /// `lines`, `events` or `bytes`.
    pub(in crate::inspect) kind: &'static str,
    /// Type of what comes before the items.
    pub(in crate::inspect) head: Option<String>,
    /// Data that ends the events.
    pub(in crate::inspect) end: Option<String>,
}
