//! Streams of items in their type.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use futures_core::Stream;
use http::HeaderMap;

use super::frames::{Frames, frames};
use crate::{
    CallOptions, Core, DecodeError, Empty, Error, Framing, Node, OptionNode, Slot, Streamed,
    decode_json,
};

/// What polling for an item gives.
type Polled<T, C> = Poll<Option<Result<T, Error<C>>>>;

/// The items of an answer, each handed out as soon as it came.
///
/// It is a [`Stream`], and has a [`next`](Self::next) of its own, so that no other crate is needed.
/// An error is the last thing that comes; what came before it is good.
/// Dropping it closes the connection; dropping a pending `next` loses nothing.
pub struct ItemStream<R: Streamed> {
    frames: Frames,
    head: R::Head,
}

/// Makes a call whose answer is handed out item by item.
///
/// # Errors
///
/// Like [`send`](crate::send()): when there is no answer, or it says no; and when what comes before the items is not
/// what the operation promises.
pub fn stream<R: Streamed>(
    core: &Core,
    request: &R,
    options: &CallOptions,
) -> impl Future<Output = Result<ItemStream<R>, Error<R::Code>>> + Send + use<R> {
    let frames = frames(core, R::DESCRIPTION, request, options);
    async move { ItemStream::new(frames.await) }
}

impl<R: Streamed> ItemStream<R> {
    pub(crate) fn new(frames: Result<Frames, Error>) -> Result<Self, Error<R::Code>> {
        let mut head = R::Head::empty();
        // Only here is it known which parts of an answer that was not understood are secrets.
        let mut frames = frames.map_err(|error| {
            let error = error.scrubbed(&mut R::Item::empty());
            error.scrubbed(&mut R::Head::empty()).typed()
        })?;
        frames.read_head(&mut head).map_err(Error::typed)?;
        Ok(Self { frames, head })
    }

    /// The next item; `None` after the last one and after an error.
    pub async fn next(&mut self) -> Option<Result<R::Item, Error<R::Code>>> {
        poll_fn(|cx| self.poll_item(cx)).await
    }

    /// What came before the items.
    pub fn head(&self) -> &R::Head {
        &self.head
    }

    /// HTTP status.
    pub fn status(&self) -> u16 {
        self.frames.status()
    }

    /// Headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        self.frames.headers()
    }

    /// The type of the event that was handed out last; empty where it has none.
    pub fn event(&self) -> &str {
        self.frames.event()
    }

    /// The last id that an event had, by which a service can go on where it was.
    pub fn last_event_id(&self) -> Option<&str> {
        self.frames.last_event_id()
    }

    /// How long the service asks to wait before the stream is asked for again.
    pub fn retry(&self) -> Option<Duration> {
        self.frames.retry()
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Polled<R::Item, R::Code> {
        loop {
            let Some(frame) = ready!(self.frames.poll_frame(cx)) else {
                return Poll::Ready(None);
            };
            if let Some(item) = self.read(frame) {
                return Poll::Ready(Some(item));
            }
        }
    }

    /// The item in a frame, if there is one in it.
    fn read(&mut self, frame: Result<Bytes, Error>) -> Option<Result<R::Item, Error<R::Code>>> {
        let mut item = R::Item::empty();
        let read = match frame {
            Ok(frame) => self.frames.read(&frame, &mut item),
            Err(error) => Err(error.scrubbed(&mut item)),
        };
        match read {
            Ok(true) => Some(Ok(item)),
            Ok(false) => None,
            Err(error) => Some(Err(error.typed())),
        }
    }
}

impl Frames {
    /// Reads what came before the items into an empty value of its type.
    ///
    /// # Errors
    ///
    /// When it is not what the type promises. The stream ends with it.
    pub fn read_head(&mut self, head: &mut dyn Node) -> Result<(), Error> {
        if let Some(answer) = self.head() {
            return answer.read_into(head);
        }
        match head.slot() {
            Slot::Unit => Ok(()),
            Slot::Option(option) => {
                OptionNode::clear(option, false);
                Ok(())
            }
            _ => {
                let error = DecodeError::new("", "the stream lacks what comes before its items");
                Err(self.misread(&[], &error))
            }
        }
    }

    /// Reads a frame into an empty item; `false` if there is nothing in it.
    ///
    /// # Errors
    ///
    /// When it is not what the type promises. The stream ends with it.
    pub fn read(&mut self, frame: &Bytes, item: &mut dyn Node) -> Result<bool, Error> {
        let operation = self.operation();
        let read = match (operation.framing, item.slot()) {
            (Some(Framing::Bytes) | None, Slot::Bytes(place)) => {
                *place = frame.to_vec();
                Ok(())
            }
            // Text in events is not quoted, whereas in lines of JSON it is.
            (Some(Framing::Events { .. }), Slot::String(place)) => {
                *place = String::from_utf8_lossy(frame).into_owned();
                Ok(())
            }
            (Some(Framing::Events { .. }), _) if frame.trim_ascii().is_empty() => return Ok(false),
            _ => decode_json(frame, item, operation.payload),
        };
        match read {
            Ok(()) => Ok(true),
            Err(error) => Err(self.misread(frame, &error).scrubbed(item)),
        }
    }
}

/// Nothing in it is pinned, whatever the request is.
impl<R: Streamed> Unpin for ItemStream<R> {}

impl<R: Streamed> Stream for ItemStream<R> {
    type Item = Result<R::Item, Error<R::Code>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(cx)
    }
}

impl<R: Streamed> fmt::Debug for ItemStream<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream")
            .field("frames", &self.frames)
            .finish_non_exhaustive()
    }
}
