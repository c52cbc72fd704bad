//! What a failed call says: one type with predicates, that neither shows nor keeps a secret.
//!
//! Everything in an error went through the redaction of the call before it got here; see `failure`.

mod data;
mod show;

use std::{fmt, time::Duration};

use crate::{
    Class, DecodeError, Empty, ErrorCode, ErrorRow, Node, RetryAdvice, TransportErrorKind,
    WireCode,
    error_code::code_from_wire,
    scrub::{scrub, scrub_name},
};

/// A call that failed, or a client or request that could not be made.
///
/// `C` is the API's own enum of error codes. What to do is asked with predicates:
///
/// ```
/// # use specwright_runtime::{Error, ErrorCode};
/// # use std::time::Duration;
/// fn pause<C: ErrorCode>(error: &Error<C>) -> Option<Duration> {
///     error.is_retryable().then(|| error.retry_after().unwrap_or(Duration::from_secs(1)))
/// }
/// ```
///
/// `Display` is one line: operation, HTTP status, code, message, request id. It never holds a URL.
#[derive(Clone)]
pub struct Error<C = WireCode>(Box<Inner<C>>);

#[derive(Clone)]
struct Inner<C> {
    code: Option<C>,
    facts: Facts,
}

/// What went wrong, in the coarsest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The service said no.
    Api,
    /// There is no answer.
    Transport,
    /// There is an answer that was not understood; its first bytes are kept.
    Decode,
    /// The request or the client could not be made; nothing was sent.
    Build,
}

/// One word in lower case, for messages and machines.
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Api => "api",
            Self::Transport => "transport",
            Self::Decode => "decode",
            Self::Build => "build",
        })
    }
}

/// The error of one field of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldError {
    /// Name of the field, as the service spells it.
    pub field: String,
    /// What is wrong with it.
    pub messages: Vec<String>,
}

/// Everything known of a failure that does not depend on the API's own code type.
#[derive(Clone)]
pub(crate) struct Facts {
    pub(crate) origin: Origin,
    pub(crate) kind: ErrorKind,
    pub(crate) transport: Option<TransportErrorKind>,
    pub(crate) status: Option<u16>,
    pub(crate) raw_code: Option<WireCode>,
    pub(crate) row: Option<&'static ErrorRow>,
    pub(crate) message: Option<String>,
    pub(crate) arguments: Vec<(&'static str, String)>,
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) attempts: u32,
    pub(crate) stack: Option<String>,
    pub(crate) field_errors: Vec<FieldError>,
    pub(crate) path: Option<String>,
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) content_type: Option<String>,
}

/// Whose failure it is, and what that operation's repetition means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    pub(crate) api: &'static str,
    /// `None`: the client itself could not be made.
    pub(crate) operation: Option<&'static str>,
    pub(crate) idempotent: bool,
    /// Each try is authorised anew, so that advice to do so is followed by calling again.
    pub(crate) renews_auth: bool,
}

impl Error<WireCode> {
    pub(crate) fn from_facts(facts: Facts) -> Self {
        Self(Box::new(Inner {
            code: facts.raw_code.clone(),
            facts,
        }))
    }

    /// The same error without the secrets that a value of the answer's type would hold. What is in `empty` is lost.
    pub(crate) fn scrubbed(mut self, empty: &mut dyn Node) -> Self {
        if let Some(body) = &mut self.0.facts.body {
            *body = scrub(body, empty);
        }
        self
    }

    /// The same error without the values of members of this name.
    pub(crate) fn scrubbed_of(mut self, name: &str) -> Self {
        if let Some(body) = &mut self.0.facts.body {
            *body = scrub_name(body, name.as_bytes());
        }
        self
    }

    /// The same error without what it keeps of the answer.
    pub(crate) fn without_body(mut self) -> Self {
        self.0.facts.body = None;
        self
    }

    /// The same error after so many attempts.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.0.facts.attempts = attempts;
        self
    }

    /// The same error, which came in spite of fresh authorisation.
    pub(crate) fn in_spite_of_renewal(mut self) -> Self {
        self.0.facts.origin.renews_auth = false;
        self
    }

    /// The same error with another explanation.
    pub(crate) fn saying(mut self, message: String) -> Self {
        self.0.facts.message = Some(message);
        self
    }

    /// The same error in terms of an API's own codes.
    pub fn typed<C: ErrorCode>(self) -> Error<C> {
        let facts = self.0.facts;
        Error(Box::new(Inner {
            code: facts.raw_code.as_ref().map(code_from_wire),
            facts,
        }))
    }
}

impl<C> Error<C> {
    /// What went wrong, in the coarsest terms.
    pub fn kind(&self) -> ErrorKind {
        self.0.facts.kind
    }

    /// Whether the same call may succeed when it is made again.
    ///
    /// For an answer with a documented code this is the advice of the error table.
    /// Without one it goes by the HTTP status: 429 yes; 408, 502, 503 and 504 if the operation is idempotent; 401 if it
    /// is authorised anew by each call, and was not refused just after that.
    /// Without an answer: if no connection came about, yes; if it broke or took too long, only if the operation is
    /// idempotent, since the server may have acted.
    ///
    /// The call itself was repeated already by these rules, as often as its [`RetryPolicy`](crate::RetryPolicy) and the
    /// retry budget of the client allow. Within one call an idempotency key makes up for an operation that is not
    /// idempotent; another call has another key.
    pub fn is_retryable(&self) -> bool {
        let facts = &self.0.facts;
        match (facts.transport, facts.row) {
            (Some(TransportErrorKind::Connect | TransportErrorKind::ConnectTimeout), _) => true,
            (Some(TransportErrorKind::Timeout | TransportErrorKind::Reset), _) => {
                facts.origin.idempotent
            }
            (Some(TransportErrorKind::Other), _) => false,
            (None, Some(row)) => facts.origin.follows(row.retry),
            (None, None) => match facts.status {
                Some(429) => true,
                Some(408 | 502..=504) => facts.origin.idempotent,
                Some(401) => facts.origin.renews_auth,
                _ => false,
            },
        }
    }

    /// Whether the service did not accept who is calling.
    ///
    /// That is a code of class [`Class::Auth`], or HTTP status 401 unless the error table ties the code to that
    /// status and to another class: many services send one catch-all code with every refusal.
    pub fn is_auth(&self) -> bool {
        let facts = &self.0.facts;
        match facts.row {
            Some(row) if row.class == Class::Auth => true,
            Some(row) if row.status == Some(401) => false,
            _ => facts.status == Some(401),
        }
    }

    /// Whether it took too long: on the way, by the server's own word, or before there was anything to send.
    pub fn is_timeout(&self) -> bool {
        let facts = &self.0.facts;
        match (facts.transport, facts.row) {
            (Some(kind), _) => matches!(
                kind,
                TransportErrorKind::Timeout | TransportErrorKind::ConnectTimeout
            ),
            (None, Some(row)) => row.class == Class::Timeout,
            (None, None) => matches!(facts.status, Some(408 | 504)),
        }
    }

    /// Whether no connection came about, so that nothing was sent. So it is too where the deadline left no time to send
    /// anything.
    pub fn is_connect(&self) -> bool {
        matches!(
            self.0.facts.transport,
            Some(TransportErrorKind::Connect | TransportErrorKind::ConnectTimeout)
        )
    }

    /// Why there is no answer, if there is none.
    pub(crate) fn transport(&self) -> Option<TransportErrorKind> {
        self.0.facts.transport
    }

    /// How many requests the call sent before it failed. Those by which it bought tokens are not among them.
    pub fn attempts(&self) -> u32 {
        self.0.facts.attempts
    }

    /// HTTP status of the answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        self.0.facts.status
    }

    /// The code that the service gave; codes that its documents do not name are there too.
    pub fn code(&self) -> Option<&C> {
        self.0.code.as_ref()
    }

    /// The code as the wire spelt it.
    pub fn raw_code(&self) -> Option<&WireCode> {
        self.0.facts.raw_code.as_ref()
    }

    /// The row of the error table that stands for the code.
    pub fn row(&self) -> Option<&'static ErrorRow> {
        self.0.facts.row
    }

    /// Kind of failure, by the error table.
    pub fn class(&self) -> Option<Class> {
        self.row().map(|row| row.class)
    }

    /// What the service said; for the other kinds of error, what went wrong.
    pub fn message(&self) -> Option<&str> {
        self.0.facts.message.as_deref()
    }

    /// The id by which the service's operators find the call.
    pub fn request_id(&self) -> Option<&str> {
        self.0.facts.request_id.as_deref()
    }

    /// How long the service asks to wait before the next call, by its `Retry-After` header or in the
    /// body; or how long a rate limit holds calls back.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.facts.retry_after
    }

    /// A variable part of the message, by its name in the error table.
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.0
            .facts
            .arguments
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The server's stack trace.
    pub fn stack(&self) -> Option<&str> {
        self.0.facts.stack.as_deref()
    }

    /// What the service said of single fields of the request.
    pub fn field_errors(&self) -> &[FieldError] {
        &self.0.facts.field_errors
    }

    /// Where in the answer a value could not be read, such as `data.results[0].id`.
    pub fn path(&self) -> Option<&str> {
        self.0.facts.path.as_deref()
    }

    /// The first bytes of the answer, as they came, except that secrets are replaced.
    pub fn body(&self) -> Option<&[u8]> {
        self.0.facts.body.as_deref()
    }

    /// The body of the answer in a type: that which the documentation of the method names for the HTTP status.
    /// `None` if there is no answer, or nothing in it.
    ///
    /// Where the spec says what the body of an error is, up to 64 KiB of it are kept, otherwise 4 KiB. What is secret in
    /// it reads `[hidden]`.
    ///
    /// # Errors
    ///
    /// When the body is not of that type, or longer than what is kept.
    ///
    /// ```
    /// # use specwright_runtime::{Error, Empty, Node};
    /// fn explain<Problem: Node + Empty>(error: &Error) -> Option<Problem> {
    ///     match error.data::<Problem>()? {
    ///         Ok(problem) => Some(problem),
    ///         Err(unreadable) => {
    ///             eprintln!("{error}; its body is something else: {unreadable}");
    ///             None
    ///         }
    ///     }
    /// }
    /// ```
    pub fn data<T: Node + Empty>(&self) -> Option<Result<T, DecodeError>> {
        let mut value = T::empty();
        let read = self.data_into(&mut value)?;
        Some(read.map(|()| value))
    }

    /// Like [`Error::data`], into an empty value of a type that is no Rust type.
    ///
    /// # Errors
    ///
    /// Like [`Error::data`].
    pub fn data_into(&self, value: &mut dyn Node) -> Option<Result<(), DecodeError>> {
        let body = self.body().filter(|body| !body.trim_ascii().is_empty())?;
        Some(data::read(body, value))
    }

    /// Content type of the answer.
    pub fn content_type(&self) -> Option<&str> {
        self.0.facts.content_type.as_deref()
    }

    /// The API, by its name in the spec.
    pub fn api(&self) -> &'static str {
        self.0.facts.origin.api
    }

    /// The operation, by its name in the spec; `None` if the client itself could not be made.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.facts.origin.operation
    }
}

impl Origin {
    fn follows(self, advice: RetryAdvice) -> bool {
        match advice {
            RetryAdvice::No => false,
            RetryAdvice::Now | RetryAdvice::Later | RetryAdvice::Poll => true,
            RetryAdvice::AfterAuth => self.renews_auth,
            RetryAdvice::SameKey => self.idempotent,
        }
    }
}
