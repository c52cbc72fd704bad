//! Frames: the bytes of one item each, whatever its type. Below the typed streams, and all that a caller without
//! generated code needs.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context as Waker, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::{Opened, events::Events, fits::fits, lines::Lines, opened::judge};
use crate::{
    Answer, BodyStream, CallOptions, Core, DecodeError, Error, Framing, OperationDescription,
    Record, TransportError, TransportErrorKind,
    envelope::Problem,
    failure::{Context, Received},
};

/// An answer that is handed out frame by frame: a line of JSON, the data of an event, or a piece of bytes.
///
/// [`ItemStream`](super::ItemStream) reads the frames into a type. An error is the last thing that comes.
pub struct Frames {
    context: Context,
    operation: &'static OperationDescription,
    status: StatusCode,
    headers: HeaderMap,
    /// `None` after its end.
    body: Option<BodyStream>,
    cutter: Cutter,
    head: Option<Box<Answer>>,
    /// Read to see whether it is the head.
    first: Option<Result<Bytes, Error>>,
    event: String,
    ended: bool,
}

enum Cutter {
    Lines(Lines),
    Events {
        events: Events,
        end: Option<&'static str>,
    },
    Bytes(Option<Bytes>),
}

/// What a frame is.
enum Sorted {
    Item(Bytes),
    /// Says something of the stream, and is no item of it.
    Head(Box<Answer>),
    End,
}

/// Makes a call whose answer is handed out frame by frame.
///
/// An operation that does not say how its answer is cut gives bytes as they come.
///
/// # Errors
///
/// Like [`Core::execute`]: when there is no answer, or it says no instead of giving a stream.
pub fn frames(
    core: &Core,
    operation: &'static OperationDescription,
    request: &dyn Record,
    options: &CallOptions,
) -> impl Future<Output = Result<Frames, Error>> + Send + use<> {
    let opened = core.open(operation, request, options);
    async move { Ok(Frames::of(opened.await?).await) }
}

impl Frames {
    /// The frames of an answer that was judged to be a stream. Reads as far as it takes to know the head.
    pub(crate) async fn of(opened: Opened) -> Self {
        let Opened {
            context,
            operation,
            status,
            headers,
            body,
        } = opened;
        let mut frames = Self {
            context,
            operation,
            status,
            headers,
            body: Some(body),
            cutter: match operation.framing {
                Some(Framing::Lines) => Cutter::Lines(Lines::default()),
                Some(Framing::Events { end }) => Cutter::Events {
                    events: Events::default(),
                    end,
                },
                Some(Framing::Bytes) | None => Cutter::Bytes(None),
            },
            head: None,
            first: None,
            event: String::new(),
            ended: false,
        };
        if matches!(frames.cutter, Cutter::Lines(_)) && !operation.envelopes.is_empty() {
            frames.first = poll_fn(|cx| frames.poll_first(cx)).await;
        }
        frames
    }

    /// The next frame; `None` after the last one and after an error.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|cx| self.poll_frame(cx)).await
    }

    /// What came before the items: the answer that a line with an envelope is.
    pub fn head(&self) -> Option<&Answer> {
        self.head.as_deref()
    }

    /// HTTP status.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// Headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The type of the event that was handed out last; empty where it has none.
    pub fn event(&self) -> &str {
        &self.event
    }

    /// The last id that an event had.
    pub fn last_event_id(&self) -> Option<&str> {
        match &self.cutter {
            Cutter::Events { events, .. } => events.last_id(),
            _ => None,
        }
    }

    /// How long the service asks to wait before the stream is asked for again.
    pub fn retry(&self) -> Option<Duration> {
        match &self.cutter {
            Cutter::Events { events, .. } => events.retry(),
            _ => None,
        }
    }

    /// Reads the rest of the stream by way of another body.
    #[cfg(feature = "blocking")]
    pub(crate) fn map_body(&mut self, map: impl FnOnce(BodyStream) -> BodyStream) {
        self.body = self.body.take().map(map);
    }

    pub(super) fn operation(&self) -> &'static OperationDescription {
        self.operation
    }

    /// The error for a frame that is not what its type promises. The stream ends with it.
    pub(super) fn misread(&mut self, frame: &[u8], error: &DecodeError) -> Error {
        let path = (!error.path().is_empty()).then(|| error.path().to_owned());
        self.end(frame, error.message(), path)
    }

    fn end(&mut self, frame: &[u8], message: &str, path: Option<String>) -> Error {
        self.close();
        let received = Received {
            status: self.status,
            headers: &self.headers,
            body: frame,
        };
        let problem = Problem {
            message: message.to_owned(),
            path,
            request_id: None,
        };
        self.context.not_understood(received, &problem)
    }

    fn broken(&mut self, error: &TransportError) -> Error {
        self.close();
        self.context.not_answered(error)
    }

    /// What has ended holds no connection.
    fn close(&mut self) {
        self.ended = true;
        self.body = None;
    }

    pub(super) fn poll_frame(&mut self, cx: &mut Waker<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(first));
        }
        loop {
            match ready!(self.poll_sorted(cx)) {
                Some(Ok(Sorted::Item(frame))) => return Poll::Ready(Some(Ok(frame))),
                Some(Ok(Sorted::Head(_))) => {}
                Some(Ok(Sorted::End)) | None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            }
        }
    }

    /// The first frame, unless it is the head, which is kept.
    fn poll_first(&mut self, cx: &mut Waker<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        Poll::Ready(match ready!(self.poll_sorted(cx)) {
            Some(Ok(Sorted::Item(frame))) => Some(Ok(frame)),
            Some(Ok(Sorted::Head(head))) => {
                self.head = Some(head);
                None
            }
            Some(Ok(Sorted::End)) | None => None,
            Some(Err(error)) => Some(Err(error)),
        })
    }

    fn poll_sorted(&mut self, cx: &mut Waker<'_>) -> Poll<Option<Result<Sorted, Error>>> {
        loop {
            if self.ended {
                return Poll::Ready(None);
            }
            match self.cut() {
                Ok(Some(frame)) => return Poll::Ready(Some(self.sort(frame))),
                Ok(None) => {}
                Err(message) => return Poll::Ready(Some(Err(self.end(&[], message, None)))),
            }
            let Some(body) = &mut self.body else {
                return Poll::Ready(self.finish());
            };
            match ready!(body.as_mut().poll_next(cx)) {
                Some(Ok(piece)) => self.feed(piece),
                Some(Err(error)) => return Poll::Ready(Some(Err(self.broken(&error)))),
                None => self.body = None,
            }
        }
    }

    fn feed(&mut self, piece: Bytes) {
        match &mut self.cutter {
            Cutter::Lines(lines) => lines.feed(&piece),
            Cutter::Events { events, .. } => events.feed(&piece),
            Cutter::Bytes(place) => *place = Some(piece).filter(|piece| !piece.is_empty()),
        }
    }

    fn cut(&mut self) -> Result<Option<Bytes>, &'static str> {
        match &mut self.cutter {
            Cutter::Lines(lines) => lines.take(),
            Cutter::Events { events, .. } => Ok(events.take()?.map(|event| {
                self.event = event.kind;
                event.data
            })),
            Cutter::Bytes(place) => Ok(place.take()),
        }
    }

    /// What the end of the bytes means.
    fn finish(&mut self) -> Option<Result<Sorted, Error>> {
        let cut_off = match &mut self.cutter {
            Cutter::Lines(lines) => {
                let line = lines.finish();
                self.ended = line.is_none();
                return line.map(|line| self.sort(line));
            }
            Cutter::Events { events, end: None } => events.is_cut_off(),
            Cutter::Events {
                events,
                end: Some(end),
            } => {
                // Some services leave out the blank line after their last event.
                events.feed(b"\n\n");
                let last = events.take();
                !last.is_ok_and(|event| event.is_some_and(|event| event.data == end.as_bytes()))
            }
            Cutter::Bytes(_) => false,
        };
        self.ended = true;
        cut_off.then(|| {
            let text = "the stream ended before its last event was complete";
            let error = TransportError::new(TransportErrorKind::Reset, text);
            Err(self.broken(&error))
        })
    }

    /// Tells items from what else stands in a stream.
    fn sort(&mut self, frame: Bytes) -> Result<Sorted, Error> {
        let events = match &self.cutter {
            Cutter::Bytes(_) => return Ok(Sorted::Item(frame)),
            Cutter::Lines(_) => false,
            Cutter::Events { end, .. } => {
                if end.is_some_and(|end| frame.trim_ascii() == end.as_bytes()) {
                    self.close();
                    return Ok(Sorted::End);
                }
                true
            }
        };
        if !fits(self.operation, self.status, &frame) {
            return Ok(Sorted::Item(frame));
        }
        let verdict = judge(
            &self.context,
            self.operation,
            self.status,
            &self.headers,
            frame.clone(),
        );
        match verdict {
            // Events of some services are envelopes each; then the type of an item says so.
            Ok(_) if events => Ok(Sorted::Item(frame)),
            Ok(answer) => Ok(Sorted::Head(Box::new(answer))),
            Err(error) => {
                self.close();
                Err(error)
            }
        }
    }
}

impl Stream for Frames {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Waker<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_frame(cx)
    }
}

impl fmt::Debug for Frames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frames")
            .field("operation", &self.operation.name)
            .field("status", &self.status)
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}
