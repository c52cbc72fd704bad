//! Pages, items and streams as iterators.

use std::{
    fmt,
    task::{Context, Poll, Waker},
};

use futures_core::Stream as _;
use futures_util::{StreamExt, stream};

use super::wait;
use crate::{BodyStream, Error, PageState, Paged, Streamed, transport::next_piece};

/// The pages of an operation, each asked for when it is wanted; like [`Pages`](crate::Pages), but blocking.
pub struct Pages<R: Paged>(crate::Pages<R>);

/// The items of all pages, one after the other; like [`Items`](crate::Items), but blocking.
pub struct Items<R: Paged>(crate::Items<R>);

/// The items of an answer, each handed out as soon as it came; like [`ItemStream`](crate::ItemStream), but blocking.
pub struct ItemStream<R: Streamed>(crate::ItemStream<R>);

impl<R: Paged> Pages<R> {
    pub(super) fn new(pages: crate::Pages<R>) -> Self {
        Self(pages)
    }

    /// Where the walk is, as [`Pages::state`](crate::Pages::state) says it.
    pub fn state(&self) -> Option<PageState> {
        self.0.state()
    }

    /// The number of all items, once the service said it.
    pub fn total(&self) -> Option<u64> {
        self.0.total()
    }
}

impl<R: Paged> Items<R> {
    pub(super) fn new(items: crate::Items<R>) -> Self {
        Self(items)
    }

    /// Where the walk is, as [`Items::state`](crate::Items::state) says it.
    pub fn state(&self) -> Option<PageState> {
        self.0.state()
    }

    /// The number of all items, once the service said it.
    pub fn total(&self) -> Option<u64> {
        self.0.total()
    }
}

impl<R: Streamed> ItemStream<R> {
    pub(super) fn new(stream: crate::ItemStream<R>) -> Self {
        Self(stream)
    }

    /// What came before the items.
    pub fn head(&self) -> &R::Head {
        self.0.head()
    }

    /// The stream below, for what else it knows. It is driven by this iterator.
    pub fn inner(&self) -> &crate::ItemStream<R> {
        &self.0
    }
}

impl<R: Paged> Iterator for Pages<R> {
    type Item = Result<R::Output, Error<R::Code>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next_blocking()
    }
}

impl<R: Paged> Iterator for Items<R> {
    type Item = Result<R::Item, Error<R::Code>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next_blocking()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<R: Streamed> Iterator for ItemStream<R> {
    type Item = Result<R::Item, Error<R::Code>>;

    fn next(&mut self) -> Option<Self::Item> {
        // The body waits for its pieces by itself, so there is nothing to be woken for.
        match self
            .0
            .poll_next_unpin(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(item) => item,
            Poll::Pending => None,
        }
    }
}

impl<R: Paged> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<R: Paged> fmt::Debug for Items<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<R: Streamed> fmt::Debug for ItemStream<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A body whose pieces the background thread waits for, while the caller's thread waits for it.
pub(super) fn blocking_body(body: BodyStream) -> BodyStream {
    let mut rest = Some(body);
    let pieces = std::iter::from_fn(move || {
        let mut body = rest.take()?;
        let piece = wait(async move {
            let piece = next_piece(&mut body).await;
            (body, piece)
        });
        match piece {
            Ok((body, piece)) => {
                rest = Some(body);
                piece
            }
            Err(error) => Some(Err(error)),
        }
    });
    Box::pin(stream::iter(pieces))
}
