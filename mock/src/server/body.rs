//! The body of an answer: piece by piece, and perhaps not to its end.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::HttpBody;
use bytes::Bytes;
use hyper::body::{Frame, SizeHint};

/// Pieces of a body.
#[derive(Debug)]
pub(super) struct Pieces {
    pieces: VecDeque<Bytes>,
    /// It breaks off behind the last piece.
    breaks: bool,
    /// The pieces so far had the time to leave.
    has_rested: bool,
}

impl Pieces {
    pub(super) fn new(pieces: Vec<Bytes>, breaks: bool) -> Self {
        let pieces = pieces
            .into_iter()
            .filter(|piece| !piece.is_empty())
            .collect();
        Self {
            pieces,
            breaks,
            has_rested: true,
        }
    }
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        // What was handed over is written when there is nothing more to be had; so each piece leaves alone, and nothing
        // of it is lost when the body breaks off.
        if !std::mem::replace(&mut self.has_rested, true) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.has_rested = false;
        match self.pieces.pop_front() {
            Some(piece) => Poll::Ready(Some(Ok(Frame::data(piece)))),
            None if self.breaks => {
                Poll::Ready(Some(Err(io::Error::other("broken off on purpose"))))
            }
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.pieces.is_empty() && !self.breaks
    }

    fn size_hint(&self) -> SizeHint {
        // One piece has a length that can be told; of several, clients are to see that they come one by one.
        match (self.pieces.len(), self.breaks) {
            (0, false) => SizeHint::with_exact(0),
            (1, false) => {
                SizeHint::with_exact(self.pieces.front().map_or(0, |piece| piece.len() as u64))
            }
            _ => SizeHint::default(),
        }
    }
}
