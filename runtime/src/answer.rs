//! A successful answer whose payload is not yet in its type.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::{
    Codec, DecodeError, Empty, Error, Json, Node, OperationDescription, OptionNode, Slot,
    decode_json, decode_value,
    envelope::{Payload, Problem, Verdict, judge},
    failure::{Context, Received},
};

/// The answer to a call that succeeded, by the rules of its envelope.
///
/// [`send`](crate::send()) reads the payload into its type. Who has no type reads it as [`Json`]:
///
/// ```
/// # use specwright_runtime::{Answer, Error, Json};
/// fn payload(answer: &Answer) -> Result<Json, Error> {
///     answer.read()
/// }
/// ```
#[derive(Clone)]
pub struct Answer {
    context: Context,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    payload: Payload,
    payload_path: &'static str,
    codec: &'static Codec,
    request_id: Option<String>,
}

impl Answer {
    /// Sorts an answer into success and failure.
    pub(crate) fn judge(
        mut context: Context,
        operation: &'static OperationDescription,
        response: http::Response<Bytes>,
    ) -> Result<Self, Error> {
        Self::judge_with(&mut context, operation, response)
    }

    /// The same; the context is left for the next attempt, unless this one succeeded.
    pub(crate) fn judge_with(
        context: &mut Context,
        operation: &'static OperationDescription,
        response: http::Response<Bytes>,
    ) -> Result<Self, Error> {
        let (parts, body) = response.into_parts();
        let body = without_mark(body);
        let received = Received {
            status: parts.status,
            headers: &parts.headers,
            body: &body,
        };
        match judge(operation, parts.status, &parts.headers, &body) {
            Verdict::Success {
                payload,
                payload_path,
                request_id,
            } => Ok(Self {
                context: context.take(),
                status: parts.status,
                headers: parts.headers,
                body,
                payload,
                payload_path,
                codec: operation.payload,
                request_id,
            }),
            Verdict::Refused(refusal) => Err(context.refused(received, refusal)),
            Verdict::Unclear(problem) => Err(context.not_understood(received, &problem)),
        }
    }

    /// HTTP status.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// Headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The whole body, envelope and all.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The id by which the service's operators find the call.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Reads the payload.
    ///
    /// # Errors
    ///
    /// When it is not what the type promises, with the path to the place; or when there is none, unless `T` is `()`
    /// or an [`Option`].
    pub fn read<T: Node + Empty>(&self) -> Result<T, Error> {
        let mut value = T::empty();
        self.read_into(&mut value)?;
        Ok(value)
    }

    /// Reads the payload into an empty value; after an error the value is to be thrown away.
    ///
    /// # Errors
    ///
    /// Like [`Answer::read`].
    pub fn read_into(&self, value: &mut dyn Node) -> Result<(), Error> {
        self.decode(value)
            .map_err(|error| self.describe(error).scrubbed(value))
    }

    /// The error for an answer that can be read, but leads where it must not.
    pub(crate) fn astray(&self, message: &str) -> Error {
        self.describe(DecodeError::new("", message))
    }

    /// The payload, whatever its type.
    pub(crate) fn payload_as_json(&self) -> Result<Json, Error> {
        let mut value = Json::Null;
        let read = match &self.payload {
            Payload::Missing => Ok(()),
            Payload::Json(text) => decode_json(text, &mut value, &Codec::Plain),
            Payload::Tree(tree) => {
                value = tree.clone();
                Ok(())
            }
            Payload::Text(text) => {
                value = String::from_utf8_lossy(text).into_owned().into();
                Ok(())
            }
        };
        read.map(|()| value).map_err(|error| self.describe(error))
    }

    /// An error about this answer, which was a success as far as its envelope goes.
    pub(crate) fn complain(&self, message: String, path: &str) -> Error {
        self.describe(DecodeError::new(path, message))
    }

    fn describe(&self, error: DecodeError) -> Error {
        let error = error.within(self.payload_path);
        let problem = Problem {
            message: error.message().to_owned(),
            path: (!error.path().is_empty()).then(|| error.path().to_owned()),
            request_id: self.request_id.clone(),
        };
        let received = Received {
            status: self.status,
            headers: &self.headers,
            body: &self.body,
        };
        self.context.not_understood(received, &problem)
    }

    fn decode(&self, value: &mut dyn Node) -> Result<(), DecodeError> {
        if let Slot::Union(union) = value.slot() {
            let shape = union.shape();
            if let Some(index) = shape.tagging.by_status(self.status.as_u16()) {
                let codec = shape.variants.get(index).map(|variant| variant.codec);
                return self.decode_as(union.select(index), codec.unwrap_or(self.codec));
            }
        }
        self.decode_as(value, self.codec)
    }

    fn decode_as(&self, value: &mut dyn Node, codec: &'static Codec) -> Result<(), DecodeError> {
        match &self.payload {
            Payload::Missing => match value.slot() {
                Slot::Unit => Ok(()),
                Slot::Option(option) => {
                    OptionNode::clear(option, false);
                    Ok(())
                }
                _ => Err(DecodeError::new("", "the payload is missing")),
            },
            Payload::Json(text) => decode_json(text, value, codec),
            Payload::Tree(tree) => decode_value(tree, true, value, codec),
            Payload::Text(text) => match value.slot() {
                Slot::Bytes(bytes) => {
                    *bytes = text.to_vec();
                    Ok(())
                }
                // Any other type is read as it is from XML, which has nothing but texts either.
                _ => decode_value(
                    &Json::from(String::from_utf8_lossy(text)),
                    true,
                    value,
                    codec,
                ),
            },
        }
    }
}

/// The body without a byte order mark, which some services send although JSON has none.
fn without_mark(body: Bytes) -> Bytes {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    if body.starts_with(MARK) {
        body.slice(MARK.len()..)
    } else {
        body
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers and body stay out: only a type knows which parts of them are secrets.
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}
