//! A transport whose answers come in prepared pieces.

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;
use specwright_runtime::{self as rt, TransportError};

use crate::api;

type Piece = Result<Bytes, TransportError>;

/// One answer for every request.
#[derive(Clone)]
pub(crate) struct Pieces {
    status: u16,
    content_type: &'static str,
    pieces: Vec<Piece>,
    /// How many pieces were asked for.
    pub(crate) given: Arc<AtomicUsize>,
    pub(crate) accepted: Arc<Mutex<Option<String>>>,
}

impl Pieces {
    /// A text in pieces of this many bytes.
    pub(crate) fn of(text: &[u8], size: usize) -> Self {
        let pieces = text
            .chunks(size.max(1))
            .map(|piece| Ok(Bytes::copy_from_slice(piece)));
        Self {
            status: 200,
            content_type: "",
            pieces: pieces.collect(),
            given: Arc::default(),
            accepted: Arc::default(),
        }
    }

    pub(crate) fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    pub(crate) fn content_type(self, content_type: &'static str) -> Self {
        Self {
            content_type,
            ..self
        }
    }

    /// And then the connection breaks.
    pub(crate) fn broken(mut self) -> Self {
        let error = TransportError::new(rt::TransportErrorKind::Reset, "by the test");
        self.pieces.push(Err(error));
        self
    }

    pub(crate) fn core(&self) -> rt::Core {
        api::builder()
            .transport(self.clone())
            .build()
            .expect("a client")
    }
}

/// Texts in pieces of every size, from one byte to all at once.
pub(crate) fn in_all_sizes(text: &str) -> impl Iterator<Item = Pieces> {
    (1..=text.len()).map(|size| Pieces::of(text.as_bytes(), size))
}

struct Body {
    pieces: VecDeque<Piece>,
    given: Arc<AtomicUsize>,
    pause: bool,
    ended: bool,
}

impl Stream for Body {
    type Item = Piece;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Piece>> {
        assert!(!self.ended, "what has ended is not asked again");
        // Each piece has to be waited for, as on a network.
        self.pause = !self.pause;
        if self.pause {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.given.fetch_add(1, Ordering::Relaxed);
        let piece = self.pieces.pop_front();
        self.ended = piece.is_none();
        Poll::Ready(piece)
    }
}

impl rt::Transport for Pieces {
    fn send(&self, _request: http::Request<Bytes>) -> rt::TransportFuture<'_> {
        unreachable!("streams are opened")
    }

    fn open(&self, request: http::Request<Bytes>) -> rt::OpenFuture<'_> {
        let accept = request.headers().get("accept");
        let accept = accept.map(|value| value.to_str().expect("text").to_owned());
        *self.accepted.lock().expect("no panic") = accept;
        let body: rt::BodyStream = Box::pin(Body {
            pieces: self.pieces.iter().cloned().collect(),
            given: self.given.clone(),
            pause: false,
            ended: false,
        });
        let answer = http::Response::builder()
            .status(self.status)
            .header("content-type", self.content_type)
            .body(body)
            .expect("an answer");
        Box::pin(async { Ok(answer) })
    }
}
