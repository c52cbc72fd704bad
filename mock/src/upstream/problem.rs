//! Why a call of the page was not made, as the page shows it.
//!
//! In: a kind and a sentence, or an error of the runtime, which holds no secret. Out: the JSON object that
//! `specwright call` writes too.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::json;
use specwright_runtime as rt;

use crate::Reply;

/// Tells answers of this server from those of the service.
const BY: &str = "x-specwright";

/// Why a call of the page was not made, or brought no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    status: StatusCode,
    kind: &'static str,
    message: String,
    /// Methods that there are.
    allow: Option<HeaderValue>,
}

/// A problem in words.
pub(crate) fn problem(status: u16, kind: &'static str, message: &str) -> Problem {
    Problem {
        status: StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY),
        kind,
        message: message.to_owned(),
        allow: None,
    }
}

impl Problem {
    /// The same, naming the methods that there are.
    pub(crate) fn allowing(mut self, methods: &str) -> Self {
        self.allow = HeaderValue::from_str(methods).ok();
        self
    }

    /// What the runtime says.
    pub(super) fn of(error: &rt::Error) -> Self {
        let (status, kind) = match (error.kind(), error.is_timeout()) {
            (rt::ErrorKind::Build, _) => (StatusCode::BAD_REQUEST, "build"),
            (_, true) => (StatusCode::GATEWAY_TIMEOUT, "timeout"),
            (rt::ErrorKind::Transport, _) => (StatusCode::BAD_GATEWAY, "transport"),
            (rt::ErrorKind::Api, _) => (StatusCode::BAD_GATEWAY, "api"),
            _ => (StatusCode::BAD_GATEWAY, "decode"),
        };
        let message = error.to_string();
        Self {
            status,
            kind,
            message: message.replace(
                "give it to the client builder",
                "give it to `specwright serve` with --credential",
            ),
            allow: None,
        }
    }

    /// As the page gets it.
    pub(crate) fn reply(&self) -> Reply {
        let body = json!({"error": {"kind": self.kind, "message": self.message}});
        let mut headers = HeaderMap::new();
        let fixed = |text| HeaderValue::from_static(text);
        headers.insert(header::CONTENT_TYPE, fixed("application/json"));
        headers.insert(header::CACHE_CONTROL, fixed("no-store"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff"));
        headers.insert(BY, fixed("answered here"));
        headers.extend(self.allow.clone().map(|methods| (header::ALLOW, methods)));
        Reply {
            status: self.status,
            headers,
            body: Bytes::from(format!("{body:#}\n")),
        }
    }
}
