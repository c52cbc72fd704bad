//! Telling streams from whole answers: a service that refuses a stream does so with an answer like any other.

use bytes::{Bytes, BytesMut};
use futures_util::{StreamExt, stream};
use http::{HeaderMap, StatusCode, header::CONTENT_TYPE};

use super::{
    FRAME_LIMIT,
    fits::{fits, without_mark},
};
use crate::{
    Answer, BodyStream, Error, Framing, OperationDescription, TransportError,
    envelope::Problem,
    failure::{Context, Received},
    transport::{collect_up_to, next_piece},
};

/// A whole answer that is no stream is a refusal, and those are short.
const WHOLE_LIMIT: usize = 1 << 20;

/// An answer whose head is there and whose body is on its way.
pub(crate) struct Opened {
    pub(crate) context: Context,
    pub(crate) operation: &'static OperationDescription,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: BodyStream,
}

impl Opened {
    /// The same answer if it is a stream, as far as its beginning tells; the refusal that it is otherwise.
    ///
    /// Nothing of the stream is lost by looking at its beginning. To be called before a call counts as answered, so
    /// that a refusal is retried or polled by the same rules as that of a whole answer.
    pub(crate) async fn judged(mut self) -> Result<Self, Error> {
        // What was read to its end is put back before that end, which is then met a second time.
        self.body = Box::pin(self.body.fuse());
        if !self.status.is_success() {
            return Err(self.refused_as_a_whole().await);
        }
        let judges = !self.operation.envelopes.is_empty();
        match self.operation.framing {
            Some(Framing::Lines) if judges => self.judge_first_line().await,
            Some(Framing::Events { .. }) if self.says(&["json", "html"]) => {
                Err(self.refused_as_a_whole().await)
            }
            Some(Framing::Bytes) if judges && self.says(&["json"]) => self.judge_bytes().await,
            _ => Ok(self),
        }
    }

    /// A success or an error of a whole answer; the success is none here.
    async fn refused_as_a_whole(mut self) -> Error {
        let body = match collect_up_to(&mut self.body, WHOLE_LIMIT).await {
            Ok((body, _)) => body,
            Err(error) => return self.context.not_answered(&error),
        };
        match self.judge(body.clone()) {
            Err(error) => error,
            Ok(_) => self.not_understood(&body, "a whole answer where a stream was expected"),
        }
    }

    async fn judge_first_line(mut self) -> Result<Self, Error> {
        let mut read = BytesMut::new();
        let end = loop {
            match first_line(&read) {
                Some(end) => break end,
                None if read.len() > FRAME_LIMIT => break 0,
                None => match self.piece().await? {
                    Some(piece) => read.extend_from_slice(&piece),
                    None => break read.len(),
                },
            }
        };
        let read = read.freeze();
        let line = read.slice(..end);
        if is_cut(&line) {
            // A refusal may be written over several lines.
            return self.put_back(read).judge_bytes().await;
        }
        if fits(self.operation, self.status, &line) {
            self.judge(line)?;
        }
        Ok(self.put_back(read))
    }

    async fn judge_bytes(mut self) -> Result<Self, Error> {
        let (read, ended) = match collect_up_to(&mut self.body, WHOLE_LIMIT).await {
            Ok(read) => read,
            Err(error) => return Err(self.context.not_answered(&error)),
        };
        if ended && fits(self.operation, self.status, &read) {
            self.judge(read.clone())?;
        }
        Ok(self.put_back(read))
    }

    async fn piece(&mut self) -> Result<Option<Bytes>, Error> {
        let piece = next_piece(&mut self.body).await.transpose();
        piece.map_err(|error: TransportError| self.context.not_answered(&error))
    }

    fn put_back(self, read: Bytes) -> Self {
        let first = stream::iter((!read.is_empty()).then_some(Ok(read)));
        Self {
            body: Box::pin(first.chain(self.body)),
            ..self
        }
    }

    /// Sorts bytes into success and failure as if they were the whole answer.
    pub(super) fn judge(&self, body: Bytes) -> Result<Answer, Error> {
        judge(
            &self.context,
            self.operation,
            self.status,
            &self.headers,
            body,
        )
    }

    fn not_understood(&self, body: &[u8], message: &str) -> Error {
        let received = Received {
            status: self.status,
            headers: &self.headers,
            body,
        };
        let problem = Problem {
            message: message.to_owned(),
            path: None,
            request_id: None,
        };
        self.context.not_understood(received, &problem)
    }

    /// Whether the content type has one of these words.
    fn says(&self, words: &[&str]) -> bool {
        let content_type = self
            .headers
            .get(CONTENT_TYPE)
            .map(|value| String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase())
            .unwrap_or_default();
        words.iter().any(|word| content_type.contains(word))
    }
}

/// Sorts bytes into success and failure as if they were the whole answer with this head.
pub(super) fn judge(
    context: &Context,
    operation: &'static OperationDescription,
    status: StatusCode,
    headers: &HeaderMap,
    body: Bytes,
) -> Result<Answer, Error> {
    let mut response = http::Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().clone_from(headers);
    Answer::judge(context.clone(), operation, response)
}

/// Whether a line is the beginning of an object, and no more.
fn is_cut(line: &[u8]) -> bool {
    let line = without_mark(line).trim_ascii();
    line.starts_with(b"{") && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_err()
}

/// Where the first line that is not blank ends, if its end is there.
fn first_line(bytes: &[u8]) -> Option<usize> {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let rest = bytes.get(start..)?;
    let length = rest.iter().position(|byte| *byte == b'\n')?;
    Some(start + length)
}
