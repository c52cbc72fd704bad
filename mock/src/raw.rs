//! Answers as they go over the wire, whatever they are: what tests script, and what faults make of an answer.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::watch;

/// An answer to be sent as it stands: any status, headers and bytes.
///
/// ```
/// use specwright_mock::Raw;
///
/// let busy = Raw::json(503, r#"{"message": "later"}"#).header("Retry-After", "1");
/// let broken = Raw::json(200, r#"{"data": ["#).cut_short();
/// # drop((busy, broken));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Raw {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) pieces: Vec<Bytes>,
    pub(crate) cut: Cut,
    pub(crate) delay: Duration,
    pub(crate) latch: Option<Latch>,
}

/// How an answer ends too early.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Cut {
    /// It does not.
    #[default]
    Whole,
    /// More bytes are promised than come.
    Short,
    /// The connection is reset without an answer.
    Reset,
}

impl Raw {
    /// A body of any content type; an empty one for none.
    pub fn new(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let headers = match content_type {
            "" => Vec::new(),
            content_type => vec![("content-type".to_owned(), content_type.to_owned())],
        };
        Self {
            status,
            headers,
            pieces: vec![body.into()],
            ..Self::default()
        }
    }

    /// A body of JSON, or of what claims to be.
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        Self::new(status, "application/json", body)
    }

    /// A status and nothing else.
    pub fn status(status: u16) -> Self {
        Self {
            status,
            ..Self::default()
        }
    }

    /// No answer: the connection is reset.
    pub fn reset() -> Self {
        Self {
            status: 0,
            cut: Cut::Reset,
            ..Self::default()
        }
    }

    /// A body that comes in pieces, each sent when the one before it has gone.
    pub fn pieces<B: Into<Bytes>>(
        status: u16,
        content_type: &str,
        pieces: impl IntoIterator<Item = B>,
    ) -> Self {
        let pieces = pieces.into_iter().map(Into::into).collect();
        Self {
            pieces,
            ..Self::new(status, content_type, Bytes::new())
        }
    }

    /// Adds a header. One that no answer can have is left out.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Promises more bytes than are sent, and closes the connection.
    #[must_use]
    pub fn cut_short(self) -> Self {
        Self {
            cut: Cut::Short,
            ..self
        }
    }

    /// Waits so long before it is sent.
    #[must_use]
    pub fn delayed(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Waits until the latch is opened.
    #[must_use]
    pub fn after(self, latch: &Latch) -> Self {
        Self {
            latch: Some(latch.clone()),
            ..self
        }
    }

    /// The body.
    pub(crate) fn body(&self) -> Bytes {
        match self.pieces.as_slice() {
            [one] => one.clone(),
            pieces => pieces.concat().into(),
        }
    }
}

/// Holds answers back until a test opens it; it stays open then. Clones are the same latch.
///
/// ```
/// use specwright_mock::{Latch, Raw};
///
/// let latch = Latch::new();
/// let held = Raw::json(200, "{}").after(&latch);
/// // .. the request is on its way, and something is to be seen before it is answered ..
/// latch.open();
/// # drop(held);
/// ```
#[derive(Clone, Debug)]
pub struct Latch {
    open: Arc<watch::Sender<bool>>,
}

impl Latch {
    /// A latch that is closed.
    pub fn new() -> Self {
        Self {
            open: Arc::new(watch::Sender::new(false)),
        }
    }

    /// Lets go of all that wait, and of all that come.
    pub fn open(&self) {
        self.open.send_replace(true);
    }

    pub(crate) async fn wait(&self) {
        // It can only fail when the sender is gone, which is held here.
        let _ = self.open.subscribe().wait_for(|open| *open).await;
    }
}

impl Default for Latch {
    fn default() -> Self {
        Self::new()
    }
}
