//! The two ways in which an answer is wanted: as a whole, or while it comes in.

use std::time::Duration;

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use tokio::time::{Instant, timeout_at};

use crate::{
    Answer, BodyStream, Error, OperationDescription, Transport, TransportError, TransportErrorKind,
    failure::Context, stream::Opened,
};

/// How long a refusal in place of a stream may take to come in.
const REFUSAL_TIME: Duration = Duration::from_secs(30);

/// How an answer is got and judged.
pub(crate) trait Exchange {
    /// Its body, when its head is there.
    type Body: Send;
    /// What a successful attempt gives.
    type Got: Send;

    /// Sends a request.
    fn send(
        transport: &dyn Transport,
        request: http::Request<Bytes>,
    ) -> impl Future<Output = Result<http::Response<Self::Body>, TransportError>> + Send;

    /// Sorts an answer into success and failure.
    fn judge(
        context: &mut Context,
        operation: &'static OperationDescription,
        answer: http::Response<Self::Body>,
        deadline: Option<Instant>,
    ) -> impl Future<Output = Result<Self::Got, Error>> + Send;

    /// HTTP status, for the tracer.
    fn status(got: &Self::Got) -> u16;
}

/// As a whole.
pub(crate) struct Whole;

/// While it comes in.
pub(crate) struct Opening;

impl Exchange for Whole {
    type Body = Bytes;
    type Got = Answer;

    fn send(
        transport: &dyn Transport,
        request: http::Request<Bytes>,
    ) -> impl Future<Output = Result<http::Response<Bytes>, TransportError>> + Send {
        transport.send(request)
    }

    async fn judge(
        context: &mut Context,
        operation: &'static OperationDescription,
        answer: http::Response<Bytes>,
        _: Option<Instant>,
    ) -> Result<Answer, Error> {
        Answer::judge_with(context, operation, answer)
    }

    fn status(got: &Answer) -> u16 {
        got.status()
    }
}

impl Exchange for Opening {
    type Body = BodyStream;
    type Got = Opened;

    fn send(
        transport: &dyn Transport,
        request: http::Request<Bytes>,
    ) -> impl Future<Output = Result<http::Response<BodyStream>, TransportError>> + Send {
        transport.open(request)
    }

    fn judge(
        context: &mut Context,
        operation: &'static OperationDescription,
        answer: http::Response<BodyStream>,
        deadline: Option<Instant>,
    ) -> impl Future<Output = Result<Opened, Error>> + Send {
        let (parts, body) = answer.into_parts();
        // What was read so far may be a refusal, and the attempt after it needs the context too.
        let opened = Opened {
            context: context.clone(),
            operation,
            status: parts.status,
            headers: parts.headers,
            body: until(deadline, body),
        };
        let context = context.clone();
        async move {
            if opened.status.is_success() {
                return opened.judged().await;
            }
            // A stream may be endless, a refusal is not: byte by byte, it would hold the caller up for hours.
            let judged = tokio::time::timeout(REFUSAL_TIME, opened.judged()).await;
            judged.unwrap_or_else(|_| {
                let (kind, text) = (TransportErrorKind::Timeout, "the refusal does not end");
                Err(context.not_answered(&TransportError::new(kind, text)))
            })
        }
    }

    fn status(got: &Opened) -> u16 {
        got.status.as_u16()
    }
}

/// A body that ends with an error when the deadline passes.
fn until(deadline: Option<Instant>, body: BodyStream) -> BodyStream {
    let Some(deadline) = deadline else {
        return body;
    };
    let pieces = stream::unfold(Some(body), move |body| async move {
        let mut body = body?;
        match timeout_at(deadline, body.next()).await {
            Ok(piece) => piece.map(|piece| (piece, Some(body))),
            Err(_) => {
                let (kind, text) = (
                    TransportErrorKind::Timeout,
                    "the deadline of the call passed",
                );
                Some((Err(TransportError::new(kind, text)), None))
            }
        }
    });
    Box::pin(pieces)
}
