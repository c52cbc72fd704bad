//! Making errors: the only way from what happened in a call to an [`Error`], and so the one place where secrets are
//! taken out.

use std::{sync::Arc, time::Duration};

use http::{HeaderMap, StatusCode, header::CONTENT_TYPE};

use crate::{
    Auth, Error, ErrorKind, FieldError, OperationDescription, StatusAnswer, TransportError,
    TransportErrorKind, WireCode,
    credentials::Credentials,
    envelope::{Problem, Refusal},
    error::{Facts, Origin},
    redact::Redactor,
    retry_after::retry_after,
    scrub::scrub_name,
};

/// How much of an answer's body an error keeps.
const BODY_LIMIT: usize = 4 << 10;
/// The same where the spec says what the body of the error is, so that it can be read as a whole.
const DATA_LIMIT: usize = 64 << 10;
const MESSAGE_LIMIT: usize = 4 << 10;
const STACK_LIMIT: usize = 16 << 10;
const NAME_LIMIT: usize = 256;
const FIELD_ERROR_LIMIT: usize = 100;

/// One call, as far as its errors need to know it.
#[derive(Clone, Debug)]
pub(crate) struct Context {
    origin: Origin,
    credentials: Arc<Credentials>,
    /// Secrets that are not credentials: secret parameters, and what was computed from credentials.
    hidden: Vec<crate::Secret>,
    answers: &'static [StatusAnswer],
}

/// The answer that an error is about.
#[derive(Clone, Copy)]
pub(crate) struct Received<'a> {
    pub(crate) status: StatusCode,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
}

impl Context {
    pub(crate) fn client(api: &'static str, credentials: Arc<Credentials>) -> Self {
        let origin = Origin {
            api,
            operation: None,
            idempotent: false,
            renews_auth: false,
        };
        Self {
            origin,
            credentials,
            hidden: Vec::new(),
            answers: &[],
        }
    }

    pub(crate) fn operation(
        operation: &'static OperationDescription,
        credentials: Arc<Credentials>,
    ) -> Self {
        let origin = Origin {
            api: operation.api.name,
            operation: Some(operation.name),
            idempotent: operation.idempotent,
            renews_auth: is_computed(operation.auth),
        };
        Self {
            origin,
            credentials,
            hidden: Vec::new(),
            answers: operation.answers,
        }
    }

    /// Says whether each attempt is authorised anew.
    pub(crate) fn set_renewal(&mut self, renews_auth: bool) {
        self.origin.renews_auth = renews_auth;
    }

    pub(crate) fn credentials(&self) -> &Arc<Credentials> {
        &self.credentials
    }

    /// Takes credentials with other tokens; those of before stay hidden.
    pub(crate) fn set_credentials(&mut self, credentials: Arc<Credentials>) {
        self.credentials = credentials;
    }

    /// How many texts are hidden besides the credentials.
    pub(crate) fn hidden_count(&self) -> usize {
        self.hidden.len()
    }

    /// Forgets the texts that came after so many.
    pub(crate) fn unhide_after(&mut self, count: usize) {
        self.hidden.truncate(count);
    }

    /// What becomes part of an answer; the context itself is of no use afterwards.
    pub(crate) fn take(&mut self) -> Self {
        Self {
            origin: self.origin,
            credentials: Arc::clone(&self.credentials),
            hidden: std::mem::take(&mut self.hidden),
            answers: self.answers,
        }
    }

    /// A text without the secrets of the call.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.redactor().text(text, MESSAGE_LIMIT)
    }

    /// Adds texts that no error may show.
    pub(crate) fn hide(&mut self, secrets: Vec<crate::Secret>) {
        self.hidden.extend(secrets);
    }

    pub(crate) fn not_built(&self, message: &str) -> Error {
        let mut facts = self.facts(ErrorKind::Build);
        facts.message = Some(self.redactor().text(message, MESSAGE_LIMIT));
        Error::from_facts(facts)
    }

    pub(crate) fn not_answered(&self, error: &TransportError) -> Error {
        let mut facts = self.facts(ErrorKind::Transport);
        facts.transport = Some(error.kind());
        facts.message = Some(self.redactor().text(&error.to_string(), MESSAGE_LIMIT));
        Error::from_facts(facts)
    }

    /// There was no time to send the request; nothing was sent.
    pub(crate) fn not_sent_in_time(&self, message: &str, wait: Option<Duration>) -> Error {
        let mut facts = self.facts(ErrorKind::Transport);
        facts.transport = Some(TransportErrorKind::ConnectTimeout);
        facts.message = Some(self.redact(message));
        facts.retry_after = wait;
        Error::from_facts(facts)
    }

    pub(crate) fn not_understood(&self, received: Received<'_>, problem: &Problem) -> Error {
        let redactor = self.redactor();
        let mut facts = self.answered(ErrorKind::Decode, received, &redactor);
        facts.message = Some(redactor.text(&problem.message, MESSAGE_LIMIT));
        facts.path = problem
            .path
            .as_deref()
            .map(|path| redactor.text(path, MESSAGE_LIMIT));
        facts.request_id = problem
            .request_id
            .as_deref()
            .map(|id| redactor.text(id, NAME_LIMIT));
        Error::from_facts(facts)
    }

    pub(crate) fn refused(&self, received: Received<'_>, refusal: Refusal) -> Error {
        let redactor = self.redactor();
        let clean =
            |text: &Option<String>, limit| text.as_deref().map(|text| redactor.text(text, limit));
        let mut facts = self.answered(ErrorKind::Api, received, &redactor);
        facts.row = refusal.row;
        facts.retry_after = refusal.retry_after.or(facts.retry_after);
        facts.message = clean(&refusal.message, MESSAGE_LIMIT);
        facts.request_id = clean(&refusal.request_id, NAME_LIMIT);
        facts.stack = clean(&refusal.stack, STACK_LIMIT);
        facts.arguments = match (refusal.row, &facts.message) {
            (Some(row), Some(message)) => row.arguments(message),
            _ => Vec::new(),
        };
        facts.field_errors = refusal
            .field_errors
            .into_iter()
            .take(FIELD_ERROR_LIMIT)
            .map(|error| FieldError {
                field: redactor.text(&error.field, NAME_LIMIT),
                messages: error
                    .messages
                    .iter()
                    .map(|text| redactor.text(text, MESSAGE_LIMIT))
                    .collect(),
            })
            .collect();
        facts.raw_code = refusal.code.map(|code| match code {
            // A documented code is no secret, and must stay what it is to be found in the table again.
            WireCode::Text(text) if facts.row.is_none() => {
                WireCode::Text(redactor.text(&text, NAME_LIMIT))
            }
            code => code,
        });
        Error::from_facts(facts)
    }

    fn answered(&self, kind: ErrorKind, received: Received<'_>, redactor: &Redactor) -> Facts {
        let content_type = received
            .headers
            .get(CONTENT_TYPE)
            .map(|value| String::from_utf8_lossy(value.as_bytes()));
        Facts {
            status: Some(received.status.as_u16()),
            retry_after: retry_after(received.headers, jiff::Timestamp::now()),
            content_type: content_type.map(|text| redactor.text(&text, NAME_LIMIT)),
            body: Some(self.kept(received, redactor)),
            ..self.facts(kind)
        }
    }

    /// What is kept of a body.
    fn kept(&self, received: Received<'_>, redactor: &Redactor) -> Vec<u8> {
        let documented = StatusAnswer::of(self.answers, received.status.as_u16())
            .filter(|answer| !answer.empty && !received.status.is_success());
        let Some(answer) = documented else {
            return redactor.bytes(received.body, BODY_LIMIT);
        };
        let body = redactor.bytes(received.body, DATA_LIMIT);
        let names = answer.secrets.iter();
        names.fold(body, |body, name| scrub_name(&body, name.as_bytes()))
    }

    fn facts(&self, kind: ErrorKind) -> Facts {
        Facts {
            origin: self.origin,
            kind,
            transport: None,
            status: None,
            raw_code: None,
            row: None,
            message: None,
            arguments: Vec::new(),
            request_id: None,
            retry_after: None,
            attempts: 0,
            stack: None,
            field_errors: Vec::new(),
            path: None,
            body: None,
            content_type: None,
        }
    }

    fn redactor(&self) -> Redactor {
        let mut redactor = Redactor::default();
        self.credentials
            .secrets()
            .for_each(|secret| redactor.add(secret));
        self.hidden
            .iter()
            .for_each(|secret| redactor.add(secret.expose()));
        redactor
    }
}

/// Whether authorisation is computed for each attempt, rather than the same text each time.
pub(crate) fn is_computed(auth: &[Auth]) -> bool {
    auth.iter().any(|auth| match auth {
        Auth::Signer { .. } | Auth::Signature { .. } => true,
        Auth::AnyOf(ways) => ways.iter().any(|(_, auth)| is_computed(auth)),
        _ => false,
    })
}
