//! Sending a finished request and getting the whole answer: the seam where the HTTP stack can be replaced.
//!
//! Input: an [`http::Request`] that nothing has to be added to. Output: the answer, whatever its status,
//! or a [`TransportError`] when there was none.

mod body;
mod reqwest;

use std::{fmt, future::Future, pin::Pin, time::Duration};

use bytes::Bytes;

pub use self::body::{BodyStream, OpenFuture};
pub(crate) use self::body::{collect_up_to, next_piece, whole};

pub use self::reqwest::ReqwestTransport;

/// What [`Transport::send`] gives: a boxed future, so that transports can be chosen at run time.
pub type TransportFuture<'t> =
    Pin<Box<dyn Future<Output = Result<http::Response<Bytes>, TransportError>> + Send + 't>>;

/// Sends requests. The default is [`ReqwestTransport`].
///
/// An implementation does what it is told and no more: it follows no redirect, adds no authorisation,
/// tries once, and gives every answer back, also those of status 500.
/// It should obey the [`CallTimeout`] among the request's extensions.
///
/// One that can hand an answer out while it still comes in does so in [`open`](Self::open); the others collect it
/// first.
///
/// ```
/// use bytes::Bytes;
/// use specwright_runtime::{Transport, TransportFuture};
///
/// /// Says `{}` to everything.
/// struct Yes;
///
/// impl Transport for Yes {
///     fn send(&self, _request: http::Request<Bytes>) -> TransportFuture<'_> {
///         Box::pin(async { Ok(http::Response::new(Bytes::from_static(b"{}"))) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends one request and collects the answer.
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_>;

    /// Sends one request and hands the answer out as it comes.
    ///
    /// The [`CallTimeout`] is the longest wait for the head and for each piece after it, not that for the whole answer,
    /// which may be endless.
    fn open(&self, request: http::Request<Bytes>) -> OpenFuture<'_> {
        let answer = self.send(request);
        Box::pin(async move { Ok(answer.await?.map(whole)) })
    }
}

impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        (**self).send(request)
    }

    fn open(&self, request: http::Request<Bytes>) -> OpenFuture<'_> {
        (**self).open(request)
    }
}

/// How long one try may take from the first byte out to the last byte in, or of an answer that is handed out as it
/// comes each piece of it; an extension of each request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallTimeout(pub Duration);

/// Why there is no answer.
///
/// The text never holds the URL, since a URL may hold credentials.
#[derive(Clone, Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    text: String,
}

/// Kind of a [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection came about, so nothing was sent.
    Connect,
    /// No connection came about in time, so nothing was sent.
    ConnectTimeout,
    /// The time was up after the connection was there; the server may have acted.
    Timeout,
    /// The connection broke before the answer was complete; the server may have acted.
    Reset,
    /// Anything else.
    Other,
}

impl TransportError {
    /// An error with a text for people; the text must not hold the URL's query.
    pub fn new(kind: TransportErrorKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
        }
    }

    /// An error whose text is that of `error` and of everything that caused it.
    pub fn from_error(kind: TransportErrorKind, error: &dyn std::error::Error) -> Self {
        let mut text = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            let part = error.to_string();
            // Some libraries print the cause inside the error already.
            if !text.ends_with(&part) {
                text.push_str(": ");
                text.push_str(&part);
            }
            cause = error.source();
        }
        Self { kind, text }
    }

    /// Kind.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection",
            TransportErrorKind::ConnectTimeout => "no connection in time",
            TransportErrorKind::Timeout => "no answer in time",
            TransportErrorKind::Reset => "the connection broke",
            TransportErrorKind::Other => "no answer",
        })?;
        if self.text.is_empty() {
            Ok(())
        } else {
            write!(f, ": {}", self.text)
        }
    }
}

impl std::error::Error for TransportError {}
