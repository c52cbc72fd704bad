//! The answer of a sample: its envelope and its type make of it what the sample says.

use std::cell::Cell;

use specwright::model::SampleResponse;
use specwright::{Code, Diagnostics, Place};
use specwright_runtime::{self as rt, testing};

use super::{data, shown};
use crate::Operation;

pub(super) fn prove(
    op: &Operation<'_>,
    response: &SampleResponse,
    place: &Place,
    found: &mut Diagnostics,
) {
    let (judged, error) = Judged::new(op, response);
    let is_error = op.model().lists_error(response.status);
    let against_data = || data::against_data(op, response, error.as_ref()?, place);
    let fault = match (&response.faulty, &response.error) {
        (Some(_), _) => judged.against_fault(place),
        (None, Some(code)) => judged
            .against_error(op, response, code, place)
            .or_else(against_data),
        (None, None) if is_error && error.is_some() => against_data(),
        (None, None) => judged.against_payload(response, place),
    };
    if let Some(fault) = fault {
        found
            .error(fault.code, fault.place, fault.message)
            .help(fault.help);
    }
}

/// What is wrong.
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) place: Place,
    pub(super) message: String,
    pub(super) help: String,
}

/// What becomes of an answer.
enum Judged {
    Payload,
    /// The service said no, maybe with a code.
    Refused(Option<Refusal>),
    /// Where and why it cannot be read.
    Misread {
        path: Option<String>,
        reason: String,
        code: Option<Refusal>,
    },
}

/// An error code.
struct Refusal {
    code: rt::WireCode,
    name: Option<&'static str>,
    /// The error table says that it is none.
    is_success: bool,
}

impl Judged {
    fn new(op: &Operation<'_>, response: &SampleResponse) -> (Self, Option<rt::Error>) {
        let (judged, item) = judge(op, response);
        match judged {
            Ok(()) => (Self::Payload, None),
            Err(error) => (Self::of(&error, item), Some(error)),
        }
    }

    fn of(error: &rt::Error, item: Option<usize>) -> Self {
        let code = error.raw_code().map(|code| Refusal {
            code: code.clone(),
            name: error.row().map(|row| row.name),
            is_success: error.class() == Some(rt::Class::Success),
        });
        if error.kind() == rt::ErrorKind::Api {
            return Self::Refused(code);
        }
        let reason = error
            .message()
            .unwrap_or("it is not what the spec promises");
        Self::Misread {
            path: error.path().map(str::to_owned),
            reason: match item {
                Some(number) => format!("{reason} (item {number} of the stream)"),
                None => reason.to_owned(),
            },
            code,
        }
    }

    /// The answer should be a success.
    fn against_payload(self, response: &SampleResponse, place: &Place) -> Option<Fault> {
        let body = place.clone().key("body");
        Some(match self {
            Self::Payload => return None,
            Self::Refused(Some(refusal)) if refusal.is_success => Fault {
                code: Code::BadSample,
                message: format!("by its envelope this answer is an error, with the code {refusal}"),
                help: "correct `success` of the envelope: by the error table that code is a success"
                    .to_owned(),
                place: body,
            },
            Self::Refused(Some(refusal)) => Fault {
                code: Code::BadSample,
                message: format!("this answer is the error {refusal}"),
                help: format!("write `error: {}` beside it, or correct the envelope", refusal.written()),
                place: body,
            },
            Self::Refused(None) => Fault {
                code: Code::BadSample,
                message: format!(
                    "this answer is an error, with HTTP status {}, and no code is found in it",
                    response.status
                ),
                help: "say in `envelope` where the code stands, and write it here as `error`; or correct `success`"
                    .to_owned(),
                place: body,
            },
            Self::Misread { path, reason, .. } => {
                let value = path.as_deref().and_then(|path| shown::value(&response.body, path));
                Fault {
                    code: Code::UnreadableSample,
                    message: misread(path.as_deref(), &reason),
                    help: help(path.as_deref(), &reason),
                    place: match value {
                        Some(value) => body.part(value),
                        None => body,
                    },
                }
            }
        })
    }

    /// The answer should be an error with this code.
    fn against_error(
        self,
        op: &Operation<'_>,
        response: &SampleResponse,
        code: &str,
        place: &Place,
    ) -> Option<Fault> {
        let is_code = |refusal: &Refusal| refusal.code.to_string() == code;
        let (message, help) = match self {
            Self::Refused(Some(refusal)) | Self::Misread { code: Some(refusal), .. } if is_code(&refusal) => {
                return None;
            }
            Self::Refused(Some(refusal)) | Self::Misread { code: Some(refusal), .. } => (
                format!("this answer is the error {refusal}"),
                format!("write `error: {}`, or correct the body", refusal.written()),
            ),
            Self::Refused(None) => (
                "no error code is found in this answer".to_owned(),
                "correct the body, or say in `envelope` where the code stands".to_owned(),
            ),
            Self::Misread { path, reason, .. } => (
                misread(path.as_deref(), &reason),
                "correct the body, or say in `envelope` how errors look".to_owned(),
            ),
            Self::Payload if op.model().envelopes.is_empty() => (
                format!("HTTP status {} is a success, where no envelope says more", response.status),
                "remove `error`, give the `status` of this answer, or say in `envelope` how errors look".to_owned(),
            ),
            Self::Payload => (
                "by its envelope this answer is a success".to_owned(),
                "remove `error`, or correct `success` of the envelope or the sample".to_owned(),
            ),
        };
        let place = place.clone().key("error");
        Some(Fault {
            code: Code::BadSample,
            place,
            message,
            help,
        })
    }

    /// The answer should be one that cannot be read.
    fn against_fault(self, place: &Place) -> Option<Fault> {
        let (message, help) = match self {
            Self::Misread { .. } => return None,
            Self::Payload => (
                "this answer can be read".to_owned(),
                "remove `faulty`".to_owned(),
            ),
            Self::Refused(Some(refusal)) => (
                format!("this answer can be read: it is the error {refusal}"),
                format!("write `error: {}` in place of `faulty`", refusal.written()),
            ),
            Self::Refused(None) => (
                "this answer can be read: it is an error without a code".to_owned(),
                "remove the answer, or say in `envelope` where the code stands".to_owned(),
            ),
        };
        let place = place.clone().key("faulty").of_key();
        Some(Fault {
            code: Code::NotFaulty,
            place,
            message,
            help,
        })
    }
}

/// What a call would give for the answer, and for a stream in which of its items it ends.
fn judge(op: &Operation<'_>, response: &SampleResponse) -> (Result<(), rt::Error>, Option<usize>) {
    let (description, status) = (op.description(), response.status);
    let (content_type, body) = (response.content_type(op.model()), response.body.clone());
    if op.model().stream.is_none() {
        let mut payload = op.empty_payload();
        let judged = testing::judge_sample(description, status, content_type, body, &mut payload);
        return (judged, None);
    }
    let (mut head, items) = (op.empty_head(), Cell::new(0));
    let item = || {
        items.set(items.get() + 1);
        op.empty_payload()
    };
    let head = head.as_mut().map(|head| head as &mut dyn rt::Node);
    let judged = testing::judge_stream_sample(description, status, content_type, body, head, item);
    (judged, Some(items.get()).filter(|count| *count > 1))
}

pub(super) fn misread(path: Option<&str>, reason: &str) -> String {
    match path {
        Some(path) => format!("`{path}`: {reason}"),
        None => format!("this answer is not understood: {reason}"),
    }
}

pub(super) fn help(path: Option<&str>, reason: &str) -> String {
    let is_time = ["a date", "an instant"]
        .iter()
        .any(|what| reason.starts_with(&format!("expected {what}")));
    match path {
        _ if is_time => "a time with a zone is a `timestamp`, one without a `datetime`; `format` says how it is spelt",
        Some(_) => "the type and the sample contradict each other: correct one of them",
        None => "correct the sample, or what the spec says of answers",
    }
    .to_owned()
}

impl Refusal {
    /// As YAML.
    fn written(&self) -> String {
        let code = self.code.to_string();
        let is_word = code.starts_with(|c: char| c.is_ascii_alphabetic())
            && code
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
        match self.code {
            rt::WireCode::Text(_) if !is_word => serde_json::Value::from(code).to_string(),
            _ => code,
        }
    }
}

/// `40901 (Duplicate)`
impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let code = crate::messages::cut(&self.code.to_string());
        match self.name {
            Some(name) if name != code => write!(f, "`{code}` ({name})"),
            _ => write!(f, "`{code}`"),
        }
    }
}
