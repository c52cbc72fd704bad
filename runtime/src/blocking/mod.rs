//! Calls that block the thread (feature `blocking`).
//!
//! Input: the same requests as those of the asynchronous functions. Output: their results, as values and iterators.
//! What takes time runs on one background thread; reading an answer into its type happens on the caller's thread.
//!
//! They may be called anywhere, also where a tokio runtime runs; there they hold up the thread that they are called on,
//! and with it the asynchronous calls that it carries out. On a runtime of one thread a blocking call must not be made
//! while one of those waits for a rate limit or buys a token: it would wait for what waits for it.

mod background;
mod iterators;

pub(crate) use self::background::{is_background, wait};
pub use self::iterators::{ItemStream, Items, Pages};

use crate::{
    Answer, CallOptions, Core, Error, Operation, OperationDescription, PageState, Paged, Record,
    Response, Streamed, TransportError, failure::Context,
};

/// Makes a call and gives its payload.
///
/// # Errors
///
/// Like [`send`](crate::send()), and when the background thread gave the call up.
pub fn send<R: Operation>(
    core: &Core,
    request: &R,
    options: &CallOptions,
) -> Result<R::Output, Error<R::Code>> {
    let answer = execute(core, R::DESCRIPTION, request, options);
    crate::send::read::<R>(answer).map(|(payload, _)| payload)
}

/// Makes a call and gives its payload with status, headers and request id.
///
/// # Errors
///
/// Like [`send`].
pub fn send_with_response<R: Operation>(
    core: &Core,
    request: &R,
    options: &CallOptions,
) -> Result<Response<R::Output>, Error<R::Code>> {
    crate::send::respond::<R>(execute(core, R::DESCRIPTION, request, options))
}

/// Makes one call, like [`Core::execute`].
///
/// # Errors
///
/// Like [`Core::execute`], and when the background thread gave the call up.
pub fn execute(
    core: &Core,
    operation: &'static OperationDescription,
    request: &dyn Record,
    options: &CallOptions,
) -> Result<Answer, Error> {
    wait(core.execute(operation, request, options))
        .unwrap_or_else(|error| Err(given_up(operation, &error)))
}

/// The pages of an operation, from the first one or from where another walk was.
pub fn pages<R: Paged>(
    core: &Core,
    request: R,
    options: CallOptions,
    from: Option<PageState>,
) -> Pages<R> {
    Pages::new(crate::pages(core, request, options, from))
}

/// The items of an operation's pages, from the first one or from where another walk was.
pub fn items<R: Paged>(
    core: &Core,
    request: R,
    options: CallOptions,
    from: Option<PageState>,
) -> Items<R> {
    Items::new(crate::items(core, request, options, from))
}

/// Makes a call whose answer is handed out item by item.
///
/// # Errors
///
/// Like [`stream`](crate::stream()), and when the background thread gave the call up.
pub fn stream<R: Streamed>(
    core: &Core,
    request: &R,
    options: &CallOptions,
) -> Result<ItemStream<R>, Error<R::Code>> {
    let frames = wait(crate::frames(core, R::DESCRIPTION, request, options))
        .unwrap_or_else(|error| Err(given_up(R::DESCRIPTION, &error)));
    let frames = frames.map(|mut frames| {
        frames.map_body(iterators::blocking_body);
        frames
    });
    Ok(ItemStream::new(crate::ItemStream::new(frames)?))
}

pub(crate) fn given_up(operation: &'static OperationDescription, error: &TransportError) -> Error {
    Context::operation(operation, std::sync::Arc::default()).not_answered(error)
}
