//! What tests of generated clients need: operations without a network.

use std::{
    collections::VecDeque,
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    task::{self, Poll, Waker},
};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header::CONTENT_TYPE};

use crate::{
    Answer, ApiDescription, Codec, Empty, Error, Frames, Framing, ItemStream, Json, Node,
    Operation, OperationDescription, Record, Streamed, Transport, TransportError,
    TransportErrorKind, TransportFuture,
    credentials::Credentials,
    decode_value,
    failure::Context,
    request::{Origins, Outline},
    signature,
    stream::Opened,
    transport::whole,
};

pub use crate::signature::{Vector, VectorFault};

/// What an operation makes of an answer.
///
/// # Errors
///
/// Those that a call would give for this answer; a status that is none counts as 500.
pub fn decode_sample<R: Operation>(
    status: u16,
    content_type: &str,
    body: impl Into<Bytes>,
) -> Result<R::Output, Error<R::Code>> {
    let mut payload = R::Output::empty();
    let read = judge_sample(R::DESCRIPTION, status, content_type, body, &mut payload);
    read.map(|()| payload).map_err(Error::typed)
}

/// Like [`decode_sample`] for an operation that is no Rust type; the payload is an empty value of its type.
///
/// # Errors
///
/// Like [`decode_sample`].
pub fn judge_sample(
    operation: &'static OperationDescription,
    status: u16,
    content_type: &str,
    body: impl Into<Bytes>,
    payload: &mut dyn Node,
) -> Result<(), Error> {
    let response = response(status, content_type, body.into());
    match Answer::judge(context(operation), operation, response) {
        Ok(answer) => answer.read_into(payload),
        Err(error) => Err(error.scrubbed(payload)),
    }
}

/// What an operation makes of parameters, given as an object by wire names: encoded path and query, and body.
///
/// Left out is what no sample can name: authorisation, credentials, and values made for each try.
///
/// # Errors
///
/// When the parameters are not those of the operation, or the request cannot be made.
pub fn request_parts<R: Operation + Node + Empty>(
    params: &Json,
) -> Result<(String, String), Error<R::Code>> {
    request_parts_of(R::DESCRIPTION, &mut R::empty(), params).map_err(Error::typed)
}

/// The items that an operation makes of an answer that is a stream.
///
/// # Errors
///
/// Those that a call would give for this answer, at its start or in its middle; a status that is none counts as 500.
pub fn decode_stream_sample<R: Streamed>(
    status: u16,
    content_type: &str,
    body: impl Into<Bytes>,
) -> Result<Vec<R::Item>, Error<R::Code>> {
    let opened = opened(R::DESCRIPTION, status, content_type, body.into());
    at_once(async {
        let frames = match opened.judged().await {
            Ok(opened) => Ok(Frames::of(opened).await),
            Err(error) => Err(error),
        };
        let (mut stream, mut items) = (ItemStream::<R>::new(frames)?, Vec::new());
        while let Some(item) = stream.next().await {
            items.push(item?);
        }
        Ok(items)
    })
}

/// Like [`decode_stream_sample`] for an operation that is no Rust type. What comes before the items is read into `head`,
/// if something does; each item into another empty value.
///
/// # Errors
///
/// Like [`decode_stream_sample`].
pub fn judge_stream_sample<I: Node>(
    operation: &'static OperationDescription,
    status: u16,
    content_type: &str,
    body: impl Into<Bytes>,
    head: Option<&mut dyn Node>,
    mut item: impl FnMut() -> I,
) -> Result<(), Error> {
    let opened = opened(operation, status, content_type, body.into());
    at_once(async {
        let opened = opened.judged().await;
        let opened = opened.map_err(|error| error.scrubbed(&mut item()))?;
        let mut frames = Frames::of(opened).await;
        if let Some(head) = head {
            frames.read_head(head)?;
        }
        while let Some(frame) = frames.next().await {
            let mut item = item();
            let frame = frame.map_err(|error| error.scrubbed(&mut item))?;
            frames.read(&frame, &mut item)?;
        }
        Ok(())
    })
}

/// An answer that is to be a stream, with all of its body.
fn opened(
    operation: &'static OperationDescription,
    status: u16,
    content_type: &str,
    mut body: Bytes,
) -> Opened {
    if let Some(Framing::Events { .. }) = operation.framing {
        // A text in a document ends without the blank line that ends an event.
        body = [&body, &b"\n\n"[..]].concat().into();
    }
    let (head, body) = response(status, content_type, body).into_parts();
    Opened {
        context: context(operation),
        operation,
        status: head.status,
        headers: head.headers,
        body: whole(body),
    }
}

/// What a future gives that waits for nothing.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut task::Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("the whole body is there, so nothing waits"),
    }
}

/// Like [`request_parts`], for an operation whose answer is a stream.
///
/// # Errors
///
/// Like [`request_parts`].
pub fn stream_request_parts<R: Streamed + Node + Empty>(
    params: &Json,
) -> Result<(String, String), Error<R::Code>> {
    request_parts_of(R::DESCRIPTION, &mut R::empty(), params).map_err(Error::typed)
}

/// Like [`request_parts`] for an operation that is no Rust type; the request is an empty one of its parameters.
///
/// # Errors
///
/// Like [`request_parts`].
pub fn request_parts_of<R: Record + Node>(
    operation: &'static OperationDescription,
    request: &mut R,
    params: &Json,
) -> Result<(String, String), Error> {
    let context = context(operation);
    let read =
        decode_value(params, true, request, &Codec::Plain).map_err(|error| error.to_string());
    let outline = read.and_then(|()| Outline::new(operation, request, Origins::Documented));
    let nobody = Credentials::default();
    let not_built = |message: String| context.not_built(&message);
    let mut outline = outline.map_err(not_built)?;
    let draft = outline.start(&nobody).map_err(not_built)?;
    let query = draft.encoded_query();
    let target = if query.is_empty() {
        draft.path.clone()
    } else {
        format!("{}?{query}", draft.path)
    };
    Ok((target, String::from_utf8_lossy(&draft.body).into_owned()))
}

/// Whether a signature of the spec comes out as its test vector says.
///
/// # Errors
///
/// What differs, or why nothing could be signed. It holds the credentials of the vector.
pub fn check_vector(api: &'static ApiDescription, vector: &Vector) -> Result<(), String> {
    judge_vector(api, vector).map_err(|fault| fault.to_string())
}

/// Like [`check_vector`], with what is wrong as data.
///
/// # Errors
///
/// Like [`check_vector`].
pub fn judge_vector(api: &'static ApiDescription, vector: &Vector) -> Result<(), VectorFault> {
    signature::check(api, vector)
}

fn context(operation: &'static OperationDescription) -> Context {
    Context::operation(operation, Arc::new(Credentials::default()))
}

fn response(status: u16, content_type: &str, body: Bytes) -> http::Response<Bytes> {
    let mut response = http::Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if let Ok(value) = HeaderValue::from_str(content_type) {
        response.headers_mut().insert(CONTENT_TYPE, value);
    }
    response
}

/// A [`Transport`] that gives prepared answers in turn and keeps what it was asked to send.
///
/// Clones share both, so one goes to the client builder and one stays in the test.
///
/// ```
/// use specwright_runtime::{Transport, testing::Canned};
///
/// let canned = Canned::default().answer(200, "application/json", r#"{"code": 0}"#);
/// let sent = canned.send(http::Request::new("?".into()));
/// # drop(sent);
/// assert_eq!(canned.requests().len(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Canned {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    answers: VecDeque<Result<http::Response<Bytes>, TransportError>>,
    requests: Vec<http::Request<Bytes>>,
}

impl Canned {
    /// Adds an answer.
    #[must_use]
    pub fn answer(self, status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        self.then(Ok(response(status, content_type, body.into())))
    }

    /// Adds an answer with headers.
    #[must_use]
    pub fn answer_with_headers(
        self,
        status: u16,
        headers: HeaderMap,
        body: impl Into<Bytes>,
    ) -> Self {
        let mut response = response(status, "", body.into());
        *response.headers_mut() = headers;
        self.then(Ok(response))
    }

    /// Adds a failure to get an answer.
    #[must_use]
    pub fn fail(self, error: TransportError) -> Self {
        self.then(Err(error))
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.lock().requests.clone()
    }

    fn then(self, answer: Result<http::Response<Bytes>, TransportError>) -> Self {
        self.lock().answers.push_back(answer);
        self
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Canned {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        let mut state = self.lock();
        state.requests.push(request);
        let out = || {
            Err(TransportError::new(
                TransportErrorKind::Other,
                "no answer was prepared for this request",
            ))
        };
        let answer = state.answers.pop_front().unwrap_or_else(out);
        Box::pin(async { answer })
    }
}
