//! How the API itself says that something is wrong. In: faults of a request, or a row of the error table. Out: the answer
//! that the service would give: code, message and status of a row that fits, in the shape of its envelope.

mod body;
mod row;
mod status;
mod typed;
mod words;
pub(crate) mod xml;

use std::time::Duration;

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::{Value as Json, json};
use specwright::model::{Class, ErrorRow, Format, Location, Operation};

use self::body::Saying;
use self::typed::Completion;
use crate::seam::{FAULT_HEADER, Fault, FaultKind, Refused, Reply, Served};

/// A row of the error table as an answer.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Failure {
    /// Index of the operation that fails.
    pub operation: usize,
    /// Index of the row.
    pub row: usize,
    /// Arguments of its message, in order.
    pub args: Vec<String>,
    /// The message, where it is not that of the row.
    pub message: Option<String>,
    /// Format of the answer.
    pub format: Format,
    /// HTTP status, where it is not that of the row.
    pub status: Option<StatusCode>,
    /// How long the caller is to wait.
    pub retry_after: Option<Duration>,
}

impl Failure {
    /// The row as it is documented.
    pub fn new(operation: usize, row: usize, format: Format) -> Self {
        Self {
            operation,
            row,
            args: Vec::new(),
            message: None,
            format,
            status: None,
            retry_after: None,
        }
    }
}

/// The answer to a request that is not right, as the service would give it. A header tells people in one line what is
/// wrong.
pub fn refuse(served: &Served, refused: &Refused) -> Reply {
    let api = served.api();
    let operation = refused
        .operation
        .and_then(|index| api.operations.get(index));
    if refused.is_options && !refused.allow.is_empty() {
        return allowing(StatusCode::NO_CONTENT, &refused.allow);
    }
    let Some(fault) = refused.faults.first() else {
        return reply(StatusCode::BAD_REQUEST, "text/plain", Bytes::new());
    };
    let natural = natural_status(fault.kind);
    let mut made = match operation {
        None => problem(natural, &refused.faults),
        Some(operation) => {
            let index = row::for_fault(api, Some(operation), fault);
            let row = index.and_then(|index| api.errors.get(index));
            let message = row.and_then(|row| filled(row, &[fault_name(fault)]));
            let is_field = |fault: &&Fault| !fault.kind.is_auth() && !fault.at.name.is_empty();
            let fields = refused.faults.iter().filter(is_field);
            let saying = Saying {
                code: row.map(|row| row.code.clone()),
                message: message.unwrap_or_else(|| sentence(&fault.says)),
                request_id: request_id(),
                fields: fields
                    .map(|fault| (fault.at.dotted(), sentence(&fault.says)))
                    .collect(),
                retry_after: None,
            };
            answer(
                served,
                operation,
                row,
                &saying,
                refused.format,
                natural,
                None,
            )
        }
    };
    if !refused.allow.is_empty() {
        set(&mut made.headers, ALLOW, &refused.allow.join(", "));
    }
    let line = explanation(&refused.faults);
    set(
        &mut made.headers,
        HeaderName::from_static(FAULT_HEADER),
        &line,
    );
    if refused.is_head {
        made.body = Bytes::new();
    }
    made
}

/// A row of the error table as the service would answer it.
pub fn error(served: &Served, failure: &Failure) -> Reply {
    let api = served.api();
    let (operation, row) = (
        api.operations.get(failure.operation),
        api.errors.get(failure.row),
    );
    let natural = row.map_or(500, |row| status::natural(row.class));
    let args: Vec<String> = row.map_or_else(Vec::new, |row| {
        let given = failure.args.iter().cloned();
        given
            .chain(row.args.iter().skip(failure.args.len()).cloned())
            .collect()
    });
    let documented = row.and_then(|row| {
        let plain = || row.texts.first().map(|text| sentence(text));
        filled(row, &args)
            .or_else(plain)
            .or_else(|| Some(row.name.clone()))
    });
    let retry_after = failure.retry_after.map(|wait| wait.as_secs().max(1));
    let saying = Saying {
        code: row.map(|row| row.code.clone()),
        message: failure.message.clone().or(documented).unwrap_or_default(),
        request_id: request_id(),
        fields: Vec::new(),
        retry_after,
    };
    let mut made = match operation {
        Some(operation) => answer(
            served,
            operation,
            row,
            &saying,
            failure.format,
            natural,
            failure.status,
        ),
        None => problem(
            natural,
            &[Fault::new(FaultKind::Value, saying.message.clone())],
        ),
    };
    if let Some(seconds) = retry_after {
        set(&mut made.headers, RETRY_AFTER, &seconds.to_string());
    }
    made
}

/// The row that fits a class best: the plainest of the class.
pub fn row_for(served: &Served, operation: Option<usize>, class: Class) -> Option<usize> {
    let api = served.api();
    let operation = operation.and_then(|index| api.operations.get(index));
    row::for_class(api, operation, class)
}

/// The row of a code; its key and its name will do as well.
pub fn row_of(served: &Served, code: &str) -> Option<usize> {
    let rows = || served.api().errors.iter();
    let code = code.trim();
    let by_code = rows().position(|row| row::code_text(&row.code) == code);
    let in_range = || {
        let number: i64 = code.parse().ok()?;
        rows().position(|row| {
            matches!(row.code, specwright::model::CodePattern::Range(from, to) if (from..=to).contains(&number))
        })
    };
    by_code
        .or_else(|| rows().position(|row| row.key == code || row.name == code))
        .or_else(in_range)
}

/// An answer in the shape of the operation's envelope, of its documented type, or of RFC 9457.
fn answer(
    served: &Served,
    operation: &Operation,
    row: Option<&ErrorRow>,
    saying: &Saying,
    format: Format,
    natural: u16,
    asked: Option<StatusCode>,
) -> Reply {
    let api = served.api();
    let samples = body::samples(api, Some(operation));
    let code = row.map(|row| &row.code);
    // One that has no place for either says nothing of failures.
    let envelope = body::envelope(operation, code, &samples)
        .filter(|envelope| envelope.code.is_some() || envelope.message.is_some());
    let status = asked.unwrap_or_else(|| match row {
        Some(row) => status::of_row(api, row, envelope, natural),
        None => status::of_none(api, envelope, natural),
    });
    let mut body = envelope.map(|envelope| body::build(envelope, saying, &samples));
    if body.is_none()
        && operation.lists_error(status.as_u16())
        && operation.error_body(status.as_u16()).is_none()
    {
        // The document says that nothing comes.
        return reply(status, "text/plain", Bytes::new());
    }
    if let Some(documented) = operation.error_body(status.as_u16()) {
        let completion = Completion {
            api,
            saying,
            status: status.as_u16(),
            has_envelope: envelope.is_some(),
        };
        let known = body.unwrap_or_else(|| json!({}));
        body = Some(completion.complete(documented, known));
    }
    match body {
        None => plain_problem(status, saying),
        Some(body) if format == Format::Xml => {
            let text = xml::document("Error", &body);
            reply(status, "application/xml", text.into())
        }
        Some(body) => reply(status, "application/json", body.to_string().into()),
    }
}

/// The message of a row with its arguments, the first that is not given being the rest of them.
fn filled(row: &ErrorRow, args: &[String]) -> Option<String> {
    let template = row.messages.first()?;
    let mut args = args.iter();
    let mut pieces = template.split("%s");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for (index, piece) in pieces.enumerate() {
        let own = row.args.get(index).map_or("", String::as_str);
        text.push_str(args.next().map_or(own, String::as_str));
        text.push_str(piece);
    }
    Some(text)
}

/// What a message calls the place of a fault.
fn fault_name(fault: &Fault) -> String {
    match fault.at.dotted() {
        name if name.is_empty() && fault.at.location == Some(Location::Query) => "query".to_owned(),
        name if name.is_empty() => "body".to_owned(),
        name => name,
    }
}

fn natural_status(kind: FaultKind) -> u16 {
    match kind {
        FaultKind::Path => 404,
        FaultKind::Method => 405,
        FaultKind::TooLarge => 413,
        FaultKind::ContentType => 415,
        kind if kind.is_auth() => 401,
        _ => 400,
    }
}

/// A failure that no operation has: RFC 9457.
fn problem(status: u16, faults: &[Fault]) -> Reply {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let saying = Saying {
        message: faults.first().map(Fault::line).unwrap_or_default(),
        ..Saying::default()
    };
    plain_problem(status, &saying)
}

/// A failure of which the spec says nothing: a problem of RFC 9457.
pub(crate) fn problem_of(status: u16, detail: &str) -> Reply {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let saying = Saying {
        message: detail.to_owned(),
        ..Saying::default()
    };
    plain_problem(status, &saying)
}

fn plain_problem(status: StatusCode, saying: &Saying) -> Reply {
    let mut body = json!({
        "title": status.canonical_reason().unwrap_or("Error"),
        "status": status.as_u16(),
        "detail": saying.message,
    });
    if !saying.fields.is_empty() {
        let one = |(name, text): &(String, String)| json!({"field": name, "detail": text});
        body["errors"] = saying.fields.iter().map(one).collect::<Json>();
    }
    reply(status, "application/problem+json", body.to_string().into())
}

/// All faults in one line, the first of them in full.
fn explanation(faults: &[Fault]) -> String {
    let mut all = faults.iter();
    let mut line = all.next().map(Fault::line).unwrap_or_default();
    for fault in all {
        line.push_str(" | ");
        line.push_str(&fault.says);
    }
    line
}

/// A sentence begins with a capital.
fn sentence(says: &str) -> String {
    let mut characters = says.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

fn request_id() -> String {
    uuid::Uuid::new_v4().to_string()
}

fn allowing(status: StatusCode, methods: &[String]) -> Reply {
    let mut made = reply(status, "text/plain", Bytes::new());
    made.headers.remove(CONTENT_TYPE);
    set(&mut made.headers, ALLOW, &methods.join(", "));
    made
}

fn reply(status: StatusCode, content_type: &'static str, body: Bytes) -> Reply {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    Reply {
        status,
        headers,
        body,
    }
}

/// Longest line of a header.
const LONGEST: usize = 2000;

/// A header takes visible ASCII; the rest of a text stands as its code points.
fn set(headers: &mut HeaderMap, name: HeaderName, text: &str) {
    let mut line = String::new();
    for character in text.chars() {
        match character {
            ' '..='~' => line.push(character),
            other if other.is_control() => line.push(' '),
            other => line.extend(other.escape_unicode()),
        }
        if line.len() > LONGEST {
            line.push_str("...");
            break;
        }
    }
    if let Ok(value) = HeaderValue::from_str(line.trim()) {
        headers.insert(name, value);
    }
}
