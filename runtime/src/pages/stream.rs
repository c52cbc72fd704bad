//! Pages and items in their types, as streams.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;

use super::{PageState, walker::Walker};
use crate::{Answer, CallOptions, Core, Error, Operation, Paged, send};

/// What polling for a page or an item gives.
type Polled<T, C> = Poll<Option<Result<T, Error<C>>>>;

/// The pages of an operation, asked for one after the other as they are wanted.
///
/// It is a [`Stream`], and has a [`next`](Self::next) of its own, so that no other crate is needed. Nothing is sent
/// before the first page is asked for. Dropping a pending `next` loses nothing: asking again goes on with the same
/// page. After an error of a call, asking again asks for the same page again; when the service leads astray, the walk
/// ends with the error.
///
/// A call's deadline and its retries are those of each page.
pub struct Pages<R> {
    walker: Walker,
    request: R,
}

/// The items of all pages, one after the other.
///
/// Like [`Pages`], and besides it knows how many items of the present page it gave.
pub struct Items<R: Paged> {
    pages: Pages<R>,
    page: std::vec::IntoIter<R::Item>,
    /// Where the present page is.
    state: Option<PageState>,
}

/// The pages of an operation, from the first one or from where another walk was.
pub fn pages<R: Paged>(
    core: &Core,
    request: R,
    options: CallOptions,
    from: Option<PageState>,
) -> Pages<R> {
    let walker = Walker::new(core, R::DESCRIPTION, &request, options, from);
    Pages { walker, request }
}

/// The items of an operation's pages, from the first one or from where another walk was.
pub fn items<R: Paged>(
    core: &Core,
    request: R,
    options: CallOptions,
    from: Option<PageState>,
) -> Items<R> {
    Items {
        pages: pages(core, request, options, from),
        page: Vec::new().into_iter(),
        state: None,
    }
}

impl<R: Paged> Pages<R> {
    /// The next page; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<R::Output, Error<R::Code>>> {
        poll_fn(|cx| self.poll_page(cx)).await
    }

    /// Where the walk is: at the page that [`next`](Self::next) gives. `None` after the last page, and where the
    /// service led astray.
    pub fn state(&self) -> Option<PageState> {
        self.walker.state()
    }

    /// The number of all items, once the service said it; it may change from page to page.
    pub fn total(&self) -> Option<u64> {
        self.walker.total()
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Polled<R::Output, R::Code> {
        let answer = ready!(self.walker.poll_answer(&mut self.request, cx));
        Poll::Ready(answer.map(|answer| self.read(answer)))
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn next_blocking(&mut self) -> Option<Result<R::Output, Error<R::Code>>> {
        let answer = self.walker.answer_blocking(&mut self.request)?;
        Some(self.read(answer))
    }

    /// The page in an answer; the walk takes notice of it.
    fn read(&mut self, answer: Result<Answer, Error>) -> Result<R::Output, Error<R::Code>> {
        let (page, answer) = send::read::<R>(answer)?;
        if let Some(walk) = self.walker.walk() {
            walk.advance(&page, &answer)
                .map_err(|error| error.scrubbed(&mut <R::Output as crate::Empty>::empty()))
                .map_err(Error::typed)?;
        }
        Ok(page)
    }
}

impl<R: Paged> Items<R> {
    /// The next item; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<R::Item, Error<R::Code>>> {
        poll_fn(|cx| self.poll_item(cx)).await
    }

    /// Where the walk is: at the item that [`next`](Self::next) gives. `None` after the last item.
    ///
    /// Another walk from here asks for the page again and leaves out what was given of it.
    pub fn state(&self) -> Option<PageState> {
        if self.page.len() == 0 {
            return self.pages.state();
        }
        self.state.clone()
    }

    /// The number of all items, once the service said it; it may change from page to page.
    pub fn total(&self) -> Option<u64> {
        self.pages.total()
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Polled<R::Item, R::Code> {
        loop {
            if let Some(item) = self.given() {
                return Poll::Ready(Some(Ok(item)));
            }
            let state = self.pages.state();
            match ready!(self.pages.poll_page(cx)) {
                Some(Ok(page)) => self.begin(page, state),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn next_blocking(&mut self) -> Option<Result<R::Item, Error<R::Code>>> {
        loop {
            if let Some(item) = self.given() {
                return Some(Ok(item));
            }
            let state = self.pages.state();
            match self.pages.next_blocking()? {
                Ok(page) => self.begin(page, state),
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// The next item that is there already.
    fn given(&mut self) -> Option<R::Item> {
        let item = self.page.next()?;
        if let Some(state) = &mut self.state {
            state.skip += 1;
        }
        Some(item)
    }

    fn begin(&mut self, page: R::Output, state: Option<PageState>) {
        let skip = state.as_ref().map_or(0, |state| state.skip);
        self.state = state;
        self.page = R::items(page).into_iter();
        if let Some(last) = usize::try_from(skip)
            .ok()
            .and_then(|skip| skip.checked_sub(1))
        {
            self.page.nth(last);
        }
    }

    /// At least what is there; at most what the service says that is left.
    fn hint(&self) -> (usize, Option<usize>) {
        let there = self.page.len();
        if self.pages.state().is_none() {
            return (there, Some(there));
        }
        let left = self
            .total()
            .and_then(|total| total.checked_sub(self.pages.walker.seen()))
            .and_then(|left| usize::try_from(left).ok())
            .and_then(|left| left.checked_add(there));
        (there, left)
    }
}

/// Nothing in them is pinned, whatever the request is.
impl<R> Unpin for Pages<R> {}
impl<R: Paged> Unpin for Items<R> {}

impl<R: Paged> Stream for Pages<R> {
    type Item = Result<R::Output, Error<R::Code>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(cx)
    }
}

impl<R: Paged> Stream for Items<R> {
    type Item = Result<R::Item, Error<R::Code>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(cx)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.hint()
    }
}

impl<R: Operation> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &R::DESCRIPTION.name)
            .field("state", &self.walker.state())
            .finish_non_exhaustive()
    }
}

impl<R: Paged> fmt::Debug for Items<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("operation", &R::DESCRIPTION.name)
            .field("state", &self.state())
            .finish_non_exhaustive()
    }
}
