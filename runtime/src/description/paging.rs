//! How an answer leads to the next page, and how a long answer is cut into items.

use std::time::Duration;

/// How the pages of an operation follow each other.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// How the request of the next page is made.
    pub step: Step,
    /// Path of the list of items in the payload; empty: the payload is the list.
    pub items: &'static str,
    /// Where the number of all items is.
    pub total: Option<Place>,
    /// Where it says whether there is more.
    pub more: Option<Place>,
    /// Request field with the size of a page.
    pub size: Option<usize>,
    /// Size of a page where the request does not say.
    pub default_size: Option<u64>,
    /// A page with fewer items than were asked for is the last one.
    pub short_ends: bool,
}

/// How the request of the next page is made; the numbers are indices of request fields.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// A number of items to leave out.
    Offset {
        /// Request field.
        param: usize,
    },
    /// A number of the page.
    Page {
        /// Request field.
        param: usize,
        /// Number of the first page.
        first: u64,
        /// Where the number of pages is.
        pages: Option<Place>,
    },
    /// A text that the page before gave; missing, null or empty after the last page.
    Cursor {
        /// Request field.
        param: usize,
        /// Where the text or number is.
        next: Place,
    },
    /// A value of the last item of the page before.
    LastItem {
        /// Request field.
        param: usize,
        /// Path of the value in an item.
        field: &'static str,
        /// What is added to it, where it is a number: an acknowledging offset adds 1.
        plus: i64,
    },
    /// The URL of the next page; missing, null or empty after the last page. It is followed on the same server only.
    Link {
        /// Where the URL is.
        next: Place,
    },
    /// The time between two parameters is asked for in pieces.
    Window {
        /// Request field with the start.
        from: usize,
        /// Request field with the end.
        to: usize,
        /// Length of a piece.
        span: Duration,
    },
}

/// Where an answer tells something of its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A path in the payload.
    Payload(&'static str),
    /// A path from the top of the body, outside of the payload.
    Body(&'static str),
    /// A header.
    Header(&'static str),
    /// The URL with this relation in the `Link` header.
    Link(&'static str),
}

/// How a long answer is cut into items that are handed out as they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// One JSON value per line. A line that an envelope with a condition fits is not an item: a success gives the head,
    /// anything else is an error.
    Lines,
    /// Server-sent events; the data of each is an item.
    Events {
        /// Data that says that there are no more.
        end: Option<&'static str>,
    },
    /// Bytes as they come.
    Bytes,
}
