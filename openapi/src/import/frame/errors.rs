//! The error table: HTTP statuses are the codes. In: the responses of all operations. Out: `envelope` and `errors`.

use std::collections::{BTreeMap, HashMap};

use serde_yaml::{Mapping, Value};

use super::super::node::Node;
use super::super::pointer::Pointer;
use super::super::remark::Remarks;
use super::map::{map, put, put_some};
use super::media::Form;
use super::prose;
use super::responses::{self, Response, Status, says_nothing};

/// With more meanings than this, each operation says its own.
const MEANINGS: usize = 3;

/// What the document says of errors.
#[derive(Clone, Debug, Default)]
pub(super) struct Errors {
    texts: BTreeMap<u16, Vec<String>>,
    message: Option<String>,
    request_id: Option<String>,
    tokens: bool,
}

/// Members that hold a message, the likelier first.
const MESSAGES: &[&str] = &[
    "message",
    "error.message",
    "errorMessage",
    "error_message",
    "msg",
    "detail",
    "error_description",
    "description",
    "title",
    "error",
    "reason",
];
const REQUEST_IDS: &[&str] = &[
    "request_id",
    "requestId",
    "requestID",
    "trace_id",
    "traceId",
    "correlation_id",
];

impl Errors {
    /// Looks at all responses; nothing counts as read yet.
    pub(super) fn of(operations: &[Node<'_>], remarks: &Remarks) -> Self {
        let mut errors = Self::default();
        let mut bodies: Vec<Node<'_>> = Vec::new();
        for operation in operations {
            for response in responses::all(operation) {
                if !matches!(response.status, Status::Error | Status::Default) {
                    continue;
                }
                errors.note(&response);
                let json = response.media.filter(|media| media.form == Form::Json);
                let schema = json
                    .and_then(|media| media.node.get("schema"))
                    .and_then(|node| node.schema());
                bodies.extend(schema);
            }
        }
        bodies.sort_by(|one, other| one.at.cmp(&other.at));
        bodies.dedup_by(|one, other| one.at == other.at);
        errors.message = common(&bodies, MESSAGES, "the message of an error", remarks);
        errors.request_id = common(&bodies, REQUEST_IDS, "the id of a request", remarks);
        errors
    }

    fn note(&mut self, response: &Response<'_>) {
        let Some(status) = responses::error_status(response) else {
            return;
        };
        let texts = self.texts.entry(status).or_default();
        let text = response
            .node
            .value
            .get("description")
            .and_then(Value::as_str);
        let text = prose::clean(text.unwrap_or_default());
        let is_new = !text.is_empty() && !says_nothing(&text) && !texts.contains(&text);
        if is_new {
            texts.push(text);
        }
    }

    /// Tokens are bought again when the service calls them void.
    pub(super) fn with_tokens(&mut self) {
        self.tokens = true;
    }

    /// Whether the table says this of a status.
    pub(super) fn says(&self, key: &str, text: &str) -> bool {
        let status = key.parse::<u16>().ok();
        let texts = status.and_then(|status| self.texts.get(&status));
        texts
            .is_some_and(|texts| texts.len() <= MEANINGS && texts.iter().any(|known| known == text))
    }

    /// `envelope` of the spec; nothing where the document describes no errors.
    pub(super) fn envelope(&self) -> Option<Vec<Value>> {
        if self.texts.is_empty() && self.message.is_none() {
            return None;
        }
        let mut envelope = map([
            ("success", responses::success_condition().into()),
            ("code", "(status)".into()),
        ]);
        put_some(&mut envelope, "message", self.message.clone());
        put_some(&mut envelope, "request_id", self.request_id.clone());
        Some(vec![envelope.into()])
    }

    /// `errors` of the spec.
    pub(super) fn rows(&self) -> Mapping {
        let rows = self.texts.iter();
        rows.map(|(status, texts)| (Value::from(*status), self.row(*status, texts).into()))
            .collect()
    }

    fn row(&self, status: u16, texts: &[String]) -> Mapping {
        let known = KNOWN.iter().find(|(known, ..)| *known == status);
        let name = match known {
            Some((_, name, ..)) => (*name).to_owned(),
            None => format!("Status{status}"),
        };
        let class = match known {
            Some((_, _, class, ..)) => *class,
            None if status < 500 => "caller",
            None => "server",
        };
        let retry = known.and_then(|(_, _, _, retry, _)| *retry);
        let phrase = known.map(|(.., phrase)| *phrase);
        let mut row = map([("name", name.into()), ("class", class.into())]);
        let retry = match status {
            401 if self.tokens => Some("after_auth"),
            _ => retry,
        };
        put_some(&mut row, "retry", retry);
        put(&mut row, "status", status);
        match texts {
            [] => {}
            [one] => put(&mut row, "text", one.as_str()),
            several if several.len() <= MEANINGS => {
                let texts: Vec<Value> = several.iter().map(|text| text.as_str().into()).collect();
                put(&mut row, "text", texts);
            }
            _ => put_some(&mut row, "text", phrase),
        }
        row
    }
}

/// A status: its name, class, advice and meaning.
type Known = (
    u16,
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static str,
);

#[rustfmt::skip]
const KNOWN: &[Known] = &[
    (400, "BadRequest",           "caller",     None,          "the request is wrong"),
    (401, "Unauthorized",         "auth",       None,          "who is calling was not accepted"),
    (402, "PaymentRequired",      "quota",      None,          "something has to be paid first"),
    (403, "Forbidden",            "permission", None,          "the caller may not do this"),
    (404, "NotFound",             "not_found",  None,          "what was asked for is not there"),
    (405, "MethodNotAllowed",     "caller",     None,          "the method is not allowed here"),
    (406, "NotAcceptable",        "caller",     None,          "no answer in a format that the caller accepts"),
    (408, "RequestTimeout",       "timeout",    None,          "the service gave up waiting for the request"),
    (409, "Conflict",             "conflict",   None,          "the request contradicts what is there"),
    (410, "Gone",                 "not_found",  None,          "what was asked for is there no more"),
    (411, "LengthRequired",       "caller",     None,          "the length of the body is missing"),
    (412, "PreconditionFailed",   "conflict",   None,          "a condition of the request does not hold"),
    (413, "PayloadTooLarge",      "caller",     None,          "the body is too large"),
    (414, "UriTooLong",           "caller",     None,          "the address is too long"),
    (415, "UnsupportedMediaType", "caller",     None,          "the body is of a kind that is not taken"),
    (416, "RangeNotSatisfiable",  "caller",     None,          "the range is not there"),
    (422, "UnprocessableEntity",  "caller",     None,          "the request is understood and cannot be carried out"),
    (423, "Locked",               "conflict",   None,          "what was asked for is locked"),
    (424, "FailedDependency",     "conflict",   None,          "an operation that this one depends on failed"),
    (425, "TooEarly",             "not_ready",  None,          "the request may be a repetition"),
    (426, "UpgradeRequired",      "caller",     None,          "another protocol is required"),
    (428, "PreconditionRequired", "caller",     None,          "the request must name a condition"),
    (429, "TooManyRequests",      "rate",       Some("later"), "too many calls"),
    (431, "HeadersTooLarge",      "caller",     None,          "the headers are too large"),
    (451, "LegallyUnavailable",   "permission", None,          "the law forbids the answer"),
    (500, "InternalServerError",  "server",     None,          "the service failed"),
    (501, "NotImplemented",       "server",     None,          "the service cannot do this"),
    (502, "BadGateway",           "server",     None,          "a service behind this one failed"),
    (503, "ServiceUnavailable",   "server",     Some("later"), "the service is not there at the moment"),
    (504, "GatewayTimeout",       "timeout",    None,          "a service behind this one gave no answer in time"),
    (507, "InsufficientStorage",  "server",     None,          "the service has no room left"),
];

/// The path that most error bodies have.
fn common(bodies: &[Node<'_>], paths: &[&str], what: &str, remarks: &Remarks) -> Option<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for body in bodies {
        if let Some(path) = paths.iter().find(|path| has_text(body, path)) {
            *counts.entry(path).or_default() += 1;
        }
    }
    let best = paths.iter().max_by_key(|path| {
        let place = paths
            .iter()
            .position(|known| known == *path)
            .unwrap_or_default();
        (
            counts.get(*path).copied().unwrap_or_default(),
            std::cmp::Reverse(place),
        )
    })?;
    let count = counts.get(best).copied().unwrap_or_default();
    if count == 0 || count * 2 < bodies.len() {
        return None;
    }
    let example = bodies.iter().find(|body| has_text(body, best));
    let at = example.map_or_else(Pointer::root, |body| body.at.clone());
    remarks.guessed(
        &at,
        format!(
            "{what} is in `{best}`, as in {count} of {} error bodies",
            bodies.len()
        ),
    );
    Some((*best).to_owned())
}

/// Whether a schema has a member of texts at this path.
fn has_text(body: &Node<'_>, path: &str) -> bool {
    let found = path.split('.').try_fold(body.clone(), |node, name| {
        super::shape_of::property(&node, name)
    });
    let ty = found.and_then(|node| node.value.get("type").cloned());
    match ty {
        Some(Value::String(one)) => one == "string",
        Some(Value::Sequence(types)) => types.contains(&"string".into()),
        _ => false,
    }
}
