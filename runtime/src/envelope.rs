//! What an answer means: envelope, success rule, payload, code and message.
//!
//! Input: the operation as data and an answer, whatever its status. Output: the payload, a refusal, or the reason why
//! the answer was not understood. Nothing here can fail in another way: a code that nobody knows passes through, and
//! what cannot be read is left out.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header::CONTENT_TYPE};

use crate::{
    Condition, Envelope, ErrorRow, FieldErrors, Format, Json, OperationDescription, StatusAnswer,
    WireCode,
    document::{Document, Found, Scan},
    error::FieldError,
    xml_tree,
};

/// What an answer means.
pub(crate) enum Verdict {
    /// The call succeeded.
    Success {
        payload: Payload,
        payload_path: &'static str,
        request_id: Option<String>,
    },
    /// The service said no.
    Refused(Refusal),
    /// Nobody knows.
    Unclear(Problem),
}

/// What the caller wants, not yet in its type.
#[derive(Clone)]
pub(crate) enum Payload {
    /// There is none.
    Missing,
    /// A part of a JSON text.
    Json(Bytes),
    /// A part of an XML document.
    Tree(Json),
    /// The whole body as it came.
    Text(Bytes),
}

/// What the service said when it said no.
#[derive(Default)]
pub(crate) struct Refusal {
    pub(crate) code: Option<WireCode>,
    pub(crate) row: Option<&'static ErrorRow>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) stack: Option<String>,
    /// How long to wait, by the body's own word.
    pub(crate) retry_after: Option<Duration>,
    pub(crate) field_errors: Vec<FieldError>,
}

/// Why an answer was not understood.
pub(crate) struct Problem {
    pub(crate) message: String,
    pub(crate) path: Option<String>,
    pub(crate) request_id: Option<String>,
}

impl Problem {
    fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            path: None,
            request_id: None,
        }
    }
}

/// Finds out what an answer means.
pub(crate) fn judge(
    operation: &'static OperationDescription,
    status: StatusCode,
    headers: &HeaderMap,
    body: &Bytes,
) -> Verdict {
    if operation.envelopes.is_empty() && status.is_success() && is_json(operation, body) {
        // Nothing is looked up in it, so whether it is JSON comes out when its type is read.
        let (payload, payload_path) = (Payload::Json(body.clone()), "");
        return Verdict::Success {
            payload,
            payload_path,
            request_id: None,
        };
    }
    let document = match read(operation, headers, body) {
        Ok(document) => document,
        Err(problem) => return Verdict::Unclear(problem),
    };
    match &document {
        // Where there is no body no envelope can be missing: these two statuses say so, of others the spec does.
        Document::Empty
            if matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT)
                || (status.is_success() && comes_empty(operation, status)) =>
        {
            succeed(None, Payload::Missing, &document)
        }
        _ => judge_document(operation, status, &document, body),
    }
}

fn comes_empty(operation: &'static OperationDescription, status: StatusCode) -> bool {
    StatusAnswer::of(operation.answers, status.as_u16()).is_some_and(|answer| answer.empty)
}

fn judge_document(
    operation: &'static OperationDescription,
    status: StatusCode,
    document: &Document<'_>,
    body: &Bytes,
) -> Verdict {
    let envelope = operation
        .envelopes
        .iter()
        .find(|envelope| holds(&envelope.when, status, document, envelope.code));
    let Some(envelope) = envelope else {
        let plain = operation.envelopes.is_empty()
            || is_text(operation)
            || matches!(document, Document::Text);
        if plain && status.is_success() {
            return succeed(None, whole(operation, document, body), document);
        }
        return Verdict::Unclear(Problem::new(match document {
            Document::Empty => "the body is empty",
            _ => "the answer has none of the documented shapes",
        }));
    };
    let success = envelope
        .success
        .as_ref()
        .is_some_and(|success| holds(success, status, document, envelope.code));
    if success {
        let payload = match envelope.payload {
            Some(path) => document
                .find(path)
                .map_or(Payload::Missing, |found| part(found, body)),
            None => whole(operation, document, body),
        };
        return succeed(Some(envelope), payload, document);
    }
    if matches!(document, Document::Empty) && status.is_success() {
        // The success rule fails here because there is nothing to look at, not because the service said no.
        return Verdict::Unclear(Problem::new("the body is empty"));
    }
    Verdict::Refused(refuse(operation, envelope, status, document))
}

fn succeed(envelope: Option<&Envelope>, payload: Payload, document: &Document<'_>) -> Verdict {
    let request_id = envelope.and_then(|envelope| text_at(document, envelope.request_id));
    let payload_path = envelope
        .and_then(|envelope| envelope.payload)
        .unwrap_or_default();
    Verdict::Success {
        payload,
        payload_path,
        request_id,
    }
}

fn refuse(
    operation: &'static OperationDescription,
    envelope: &Envelope,
    status: StatusCode,
    document: &Document<'_>,
) -> Refusal {
    let code = envelope.code.and_then(|path| match path {
        Envelope::STATUS => Some(WireCode::Integer(status.as_u16().into())),
        path => document.find(path).and_then(Found::code),
    });
    Refusal {
        row: code
            .as_ref()
            .and_then(|code| operation.api.errors.row(code)),
        code,
        message: text_at(document, envelope.message),
        request_id: text_at(document, envelope.request_id),
        stack: text_at(document, envelope.stack),
        retry_after: seconds_at(document, envelope.retry_after),
        field_errors: envelope
            .field_errors
            .map(|at| field_errors(document, at))
            .unwrap_or_default(),
    }
}

fn text_at(document: &Document<'_>, path: Option<&str>) -> Option<String> {
    document.find(path?)?.text()
}

/// A number of seconds, which may be spelt as text.
fn seconds_at(document: &Document<'_>, path: Option<&str>) -> Option<Duration> {
    let seconds: f64 = text_at(document, path)?.trim().parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

fn field_errors(
    document: &Document<'_>,
    FieldErrors { at, field, message }: FieldErrors,
) -> Vec<FieldError> {
    let text = |value: &Json| match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    let read = |item: &Json| {
        let messages = match item.get(message) {
            None | Some(Json::Null) => Vec::new(),
            Some(Json::Array(messages)) => messages.iter().map(text).collect(),
            Some(one) => vec![text(one)],
        };
        FieldError {
            field: item.get(field).map(text).unwrap_or_default(),
            messages,
        }
    };
    match document.find(at).map(Found::to_json) {
        Some(Json::Array(items)) => items.iter().map(read).collect(),
        // An XML list of one item looks like the item.
        Some(item @ Json::Object(_)) => vec![read(&item)],
        _ => Vec::new(),
    }
}

/// Whether a condition holds.
///
/// Values are compared as JSON, so `0` and `"0"` differ, except for the envelope's own code: services send that as an
/// integer here and as text there, and the error table does not tell the two apart either.
pub(crate) fn holds(
    condition: &Condition,
    status: StatusCode,
    document: &Document<'_>,
    code: Option<&str>,
) -> bool {
    let status = status.as_u16();
    let is_there = |path: &&str| document.find(path).is_some_and(|found| !found.is_null());
    let equals = |(path, expected): &(&str, &str)| {
        document
            .find(path)
            .is_some_and(|found| found.equals(expected, code == Some(path)))
    };
    (condition.status.is_empty()
        || condition
            .status
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&status)))
        && condition.equals.iter().all(equals)
        && condition.has.iter().all(is_there)
        && !condition.lacks.iter().any(is_there)
}

/// Whether answers are text, in which JSON is no more than text.
fn is_text(operation: &OperationDescription) -> bool {
    operation.formats == [Format::Text]
}

/// Whether answers are JSON and this one looks like an object or list.
fn is_json(operation: &OperationDescription, body: &[u8]) -> bool {
    operation.formats == [Format::Json]
        && matches!(body.trim_ascii_start().first(), Some(b'{' | b'['))
}

fn whole(operation: &OperationDescription, document: &Document<'_>, body: &Bytes) -> Payload {
    match document {
        Document::Empty => Payload::Missing,
        Document::Json(_) if is_text(operation) => Payload::Text(body.clone()),
        Document::Json(_) => Payload::Json(body.clone()),
        Document::Tree(tree) => Payload::Tree(tree.clone()),
        Document::Text => Payload::Text(body.clone()),
    }
}

fn part(found: Found<'_>, body: &Bytes) -> Payload {
    match found {
        // The text was borrowed from the body, so this shares its memory.
        Found::Raw(raw) => Payload::Json(body.slice_ref(raw.get().as_bytes())),
        Found::Tree(tree) => Payload::Tree(tree.clone()),
    }
}

/// Takes the body for what the operation's formats, its content type and its first character say it is.
fn read<'b>(
    operation: &OperationDescription,
    headers: &HeaderMap,
    body: &'b [u8],
) -> Result<Document<'b>, Problem> {
    let formats = operation.formats;
    let start = body.trim_ascii_start();
    let angle = start.starts_with(b"<");
    if start.is_empty() {
        return Ok(Document::Empty);
    }
    if formats.contains(&Format::Xml) && (angle || (!start.starts_with(b"{") && says_xml(headers)))
    {
        // The name of the root is ignored: services name it after the operation, or `Error`.
        return match xml_tree(body) {
            Ok((_, tree)) => Ok(Document::Tree(tree)),
            Err(error) => Err(Problem::new(error.to_string())),
        };
    }
    let problem = match Scan::new(body) {
        // Text that happens to be a JSON scalar or list is text all the same: only an envelope is worth a look.
        Ok(scan) if !is_text(operation) || start.starts_with(b"{") => {
            return Ok(Document::Json(scan));
        }
        Ok(_) => Problem::new("not text"),
        Err(_) if angle => Problem::new("markup where JSON was expected"),
        Err(error) => Problem::new(format!("not JSON: {error}")),
    };
    match std::str::from_utf8(body) {
        Ok(_) if formats.contains(&Format::Text) => Ok(Document::Text),
        Err(_) if is_text(operation) => Err(Problem::new("not text: the body is not UTF-8")),
        _ => Err(problem),
    }
}

fn says_xml(headers: &HeaderMap) -> bool {
    let content_type = headers
        .get(CONTENT_TYPE)
        .map(HeaderValue::as_bytes)
        .unwrap_or_default();
    content_type
        .windows(3)
        .any(|part| part.eq_ignore_ascii_case(b"xml"))
}
