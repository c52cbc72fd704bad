//! Answers that come in pages, and answers that come item by item.

use std::time::Duration;

use super::{Operation, Type, Value};

/// How the pages of an operation follow each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// How the request of the next page is made.
    pub step: PageStep,
    /// Path of the list of items in the payload; empty: the payload is the list.
    pub items: String,
    /// Where the number of all items is.
    pub total: Option<PagePlace>,
    /// Where it says whether there is more.
    pub more: Option<PagePlace>,
    /// Parameter with the size of a page.
    pub size: Option<usize>,
    /// Size of a page where the request does not say.
    pub default_size: Option<u64>,
    /// A page with fewer items than were asked for is the last one.
    pub short_ends: bool,
    /// Description.
    pub doc: Option<String>,
}

/// How the request of the next page is made; the numbers are indices into the parameters.
#[derive(Clone, Debug, PartialEq)]
pub enum PageStep {
    /// A number of items to leave out.
    Offset {
        /// Parameter.
        param: usize,
    },
    /// A number of the page.
    Page {
        /// Parameter.
        param: usize,
        /// Number of the first page.
        first: u64,
        /// Where the number of pages is.
        pages: Option<PagePlace>,
    },
    /// A text or number that the page before gave.
    Cursor {
        /// Parameter.
        param: usize,
        /// Where it is.
        next: PagePlace,
    },
    /// A value of the last item of the page before.
    LastItem {
        /// Parameter.
        param: usize,
        /// Path in an item.
        field: String,
        /// What is added to it.
        plus: i64,
    },
    /// The URL of the next page.
    Link {
        /// Where it is.
        next: PagePlace,
    },
    /// Time in pieces.
    Window {
        /// Parameter with the start.
        from: usize,
        /// Parameter with the end.
        to: usize,
        /// Length of a piece.
        span: Duration,
    },
}

/// Where an answer tells something of its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PagePlace {
    /// A path in the payload.
    Payload(String),
    /// A path from the top of the body.
    Body(String),
    /// A header.
    Header(String),
    /// A relation in the `Link` header.
    Link(String),
}

/// How an answer is cut into items.
#[derive(Clone, Debug, PartialEq)]
pub enum Stream {
    /// One JSON value per line.
    Lines {
        /// What comes before the items.
        head: Option<Value>,
    },
    /// Server-sent events.
    Events {
        /// Data that ends them.
        end: Option<String>,
    },
    /// Bytes as they come.
    Bytes,
}

impl Operation {
    /// What comes before the items of its stream.
    pub fn head(&self) -> Option<&Value> {
        match &self.stream {
            Some(Stream::Lines { head }) => head.as_ref(),
            _ => None,
        }
    }

    /// The types that its answers hold.
    pub fn returned(&self) -> impl Iterator<Item = &Type> {
        let listed = self.answers.iter().map(|answer| &answer.value);
        let values = std::iter::once(&self.returns).chain(self.head());
        values.chain(listed).map(|value| &value.ty)
    }
}
