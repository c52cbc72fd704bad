//! Keys about answers that come in pages, and about answers that come item by item.

use serde::Deserialize;

use super::{Source, Span};

/// How the pages of an operation follow each other: exactly one of `offset`, `page`, `cursor`, `last_item`, `link` and
/// `window`.
///
/// Parameters are named by their wire names. Paths are member names joined by dots, from the top of the payload.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Paginate {
    /// The parameter with the number of items to leave out.
    pub offset: Option<String>,
    /// The parameter with the number of the page.
    pub page: Option<PageNumber>,
    /// A text or number that each page gives for the next one.
    pub cursor: Option<PageCursor>,
    /// A value of the last item asks for those that follow it.
    pub last_item: Option<LastItem>,
    /// Where the URL of the next page is. It is followed on the same server only.
    pub link: Option<PagePlace>,
    /// The time between two parameters is asked for in pieces.
    pub window: Option<Window>,
    /// Path of the list of items; without it the payload is the list.
    pub items: Option<String>,
    /// The parameter with the size of a page.
    pub size: Option<String>,
    /// The size of a page where the request does not say.
    pub default_size: Option<u64>,
    /// Where the number of all items is.
    pub total: Option<PagePlace>,
    /// Where it says whether there are more pages.
    pub more: Option<PagePlace>,
    /// A page with fewer items than were asked for is the last one.
    pub short_ends: bool,
    /// What a reader should know.
    pub text: Option<String>,
    /// Where the fact comes from.
    pub source: Option<Source>,
}

/// Pages by number. Short form: the parameter.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = super::schema::or_text))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct PageNumber {
    /// The parameter with the number of the page.
    pub param: String,
    /// Number of the first page: 1 unless said otherwise.
    #[serde(default)]
    pub first: Option<u64>,
    /// Where the number of pages is.
    #[serde(default)]
    pub pages: Option<PagePlace>,
}

/// Pages by cursor. A cursor that is missing, null or empty says that there are no more.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PageCursor {
    /// The parameter that takes the cursor.
    pub param: String,
    /// Where the cursor for the next page is.
    pub next: PagePlace,
}

/// Pages by a value of the last item.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LastItem {
    /// The parameter that takes the value.
    pub param: String,
    /// Path of the value in an item.
    pub field: String,
    /// Added to the value, for instance 1 where the parameter is the first item that is wanted.
    #[serde(default)]
    pub plus: Option<i64>,
}

/// Pages by pieces of time.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The parameter with the start.
    pub from: String,
    /// The parameter with the end.
    pub to: String,
    /// Length of a piece, for instance `24h`.
    pub span: Span,
}

/// A place in an answer: exactly one of the keys. Short form: a path from the top of the payload.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = super::schema::or_text))]
#[serde(remote = "Self", deny_unknown_fields, default)]
pub struct PagePlace {
    /// The short form.
    #[serde(skip)]
    pub payload: Option<String>,
    /// A path from the top of the body, also outside of the payload.
    pub body: Option<String>,
    /// Name of a header.
    pub header: Option<String>,
    /// The URL with this relation in the `Link` header, for instance `next`.
    pub rel: Option<String>,
}

/// An answer that is handed out item by item: exactly one of the keys. Short form: `lines`, `events` or `bytes`.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = super::schema::or_stream_kind))]
#[serde(remote = "Self", deny_unknown_fields, default)]
pub struct Stream {
    /// The short form.
    #[serde(skip)]
    pub kind: Option<StreamKind>,
    /// One JSON value per line.
    pub lines: Option<Lines>,
    /// Server-sent events; the data of each is an item.
    pub events: Option<Events>,
}

/// How an answer is cut into items.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StreamKind {
    /// One JSON value per line.
    Lines,
    /// Server-sent events; the data of each is an item.
    Events,
    /// Bytes as they come.
    Bytes,
}

/// A stream of lines.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Lines {
    /// Type of what comes before the items: the payload of the line that an envelope with a `when` fits. With `?` behind
    /// it, it may be missing.
    pub head: Option<String>,
}

/// A stream of events.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Events {
    /// Data that says that there are no more items, for instance `"[DONE]"`.
    pub end: Option<String>,
}
