//! How calls are conducted and how answers come, in the documented form.

use serde::Serialize;

use super::Source;

/// A token that the client buys.
#[derive(Debug, Serialize)]
pub struct Token {
    /// Name.
    pub name: String,
    /// Name of the operation that buys it.
    pub operation: String,
    /// Path of the token in the payload of that operation.
    pub value: String,
    /// How long it lasts.
    pub expires: Expires,
    /// Description, as the spec has it.
    pub doc: Option<String>,
    /// Where it is known from.
    pub source: Source,
}

/// How long a token lasts.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Expires {
    /// Until the service calls it void.
    Unknown,
    /// Always this long.
    After {
        /// Milliseconds.
        after_ms: u64,
    },
    /// As many units as the number at this path of the payload.
    In {
        /// Path as written.
        path: String,
        /// Milliseconds of a unit.
        unit_ms: u64,
    },
    /// Until the instant at this path of the payload.
    At {
        /// Path as written.
        path: String,
        /// How it is spelt; null: as its type suggests.
        wire: Option<String>,
    },
}

/// A rate limit.
#[derive(Debug, Serialize)]
pub struct Limit {
    /// Name.
    pub name: String,
    /// Calls per window.
    pub calls: u32,
    /// Length of the window in milliseconds.
    pub per_ms: u64,
    /// `api` or `operation`: whose calls count together.
    pub scope: &'static str,
    /// Header with the number of calls left.
    pub remaining: Option<String>,
    /// Header with the number of calls used up.
    pub used: Option<String>,
    /// Header that says when there are more.
    pub reset: Option<String>,
    /// Description, as the spec has it.
    pub doc: Option<String>,
    /// Where it is known from.
    pub source: Source,
}

/// A limit that the calls of an operation count against.
#[derive(Debug, PartialEq, Serialize)]
pub struct LimitUse {
    /// Name.
    pub name: String,
    /// What a call counts as.
    pub cost: u32,
}

/// How failed attempts are repeated.
#[derive(Debug, PartialEq, Serialize)]
pub struct RetryPolicy {
    /// Attempts in all.
    pub max_attempts: u32,
    /// Upper end of the first wait.
    pub base_delay_ms: u64,
    /// Upper end of all waits.
    pub max_delay_ms: u64,
}

/// How often a service that is not ready yet is asked again.
#[derive(Debug, PartialEq, Serialize)]
pub struct PollPolicy {
    /// Wait between two questions.
    pub interval_ms: u64,
    /// Longest time of asking.
    pub max_wait_ms: u64,
}

/// How pages follow each other.
#[derive(Debug, Serialize)]
pub struct Pagination {
    /// How the next page is asked for.
    #[serde(flatten)]
    pub step: PageStep,
    /// Path of the items in the payload; empty: the payload is the list.
    pub items: String,
    /// Where the number of all items is.
    pub total: Option<PagePlace>,
    /// Where it says whether there is more.
    pub more: Option<PagePlace>,
    /// Parameter with the size of a page.
    pub size: Option<String>,
    /// Size of a page where the request does not say.
    pub default_size: Option<u64>,
    /// Whether a page that is not full is the last one.
    pub short_ends: bool,
    /// Description, as the spec has it.
    pub doc: Option<String>,
}

/// How the next page is asked for; parameters by their wire names.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PageStep {
    /// A number of items to leave out.
    Offset {
        /// Parameter.
        param: String,
    },
    /// A number of the page.
    Page {
        /// Parameter.
        param: String,
        /// Number of the first page.
        first: u64,
        /// Where the number of pages is.
        pages: Option<PagePlace>,
    },
    /// A text or number that the page before gave.
    Cursor {
        /// Parameter.
        param: String,
        /// Where the next one is.
        next: PagePlace,
    },
    /// A value of the last item of the page before.
    LastItem {
        /// Parameter.
        param: String,
        /// Path in an item.
        field: String,
        /// What is added to it.
        plus: i64,
    },
    /// The URL of the next page.
    Link {
        /// Where the next one is.
        next: PagePlace,
    },
    /// Time in pieces.
    Window {
        /// Parameter with the start.
        from: String,
        /// Parameter with the end.
        to: String,
        /// Length of a piece in milliseconds.
        span_ms: u64,
    },
}

/// Where an answer tells something of its pages.
#[derive(Debug, Serialize)]
pub struct PagePlace {
    /// `payload` or `body` (at a path), `header` (of a name) or `link` (of a relation).
    #[serde(rename = "in")]
    pub part: &'static str,
    /// Path, name or relation.
    pub at: String,
}

/// How an answer comes item by item.
#[derive(Debug, Serialize)]
pub struct Stream {
    /// `lines`, `events` or `bytes`.
    pub kind: &'static str,
    /// Type of what comes before the items.
    pub head: Option<String>,
    /// Data that ends the events.
    pub end: Option<String>,
}
