//! What answers look like: envelopes, and the error codes in them.

/// One shape of an answer. Paths are member names joined by dots, from the top of the body.
#[derive(Clone, Copy, Debug)]
pub struct Envelope {
    /// This shape applies if these hold.
    pub when: Condition,
    /// The call succeeded if these hold; `None`: an answer of this shape is always an error.
    pub success: Option<Condition>,
    /// Where the payload is; `None`: the whole body.
    pub payload: Option<&'static str>,
    /// Where the error code is: a path, or [`Envelope::STATUS`].
    pub code: Option<&'static str>,
    /// Where the message is.
    pub message: Option<&'static str>,
    /// Where the request id is.
    pub request_id: Option<&'static str>,
    /// Where the server's stack trace is.
    pub stack: Option<&'static str>,
    /// Where it says how many seconds to wait before the next call.
    pub retry_after: Option<&'static str>,
    /// Where the errors of single fields are.
    pub field_errors: Option<FieldErrors>,
}

impl Envelope {
    /// In place of the path of a code: the HTTP status is the code.
    pub const STATUS: &'static str = "(status)";
}

/// Where an envelope lists errors of single fields.
#[derive(Clone, Copy, Debug)]
pub struct FieldErrors {
    /// Path of the list.
    pub at: &'static str,
    /// Member of an item with the field's name.
    pub field: &'static str,
    /// Member of an item with the message, or the list of messages.
    pub message: &'static str,
}

/// A condition on an answer: all that is given must hold; nothing given always holds.
#[derive(Clone, Copy, Debug)]
pub struct Condition {
    /// HTTP status in one of these inclusive ranges; empty: any.
    pub status: &'static [(u16, u16)],
    /// Path and the JSON text of the value it must have; `0` and `"0"` are told apart, except in XML
    /// and at the envelope's own `code`, which services spell either way.
    pub equals: &'static [(&'static str, &'static str)],
    /// Paths that must be there, not null.
    pub has: &'static [&'static str],
    /// Paths that must be missing or null.
    pub lacks: &'static [&'static str],
}

impl Condition {
    /// Holds for every answer.
    pub const ALWAYS: Self = Self {
        status: &[],
        equals: &[],
        has: &[],
        lacks: &[],
    };
}

/// What a spec says of the answers of some HTTP statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusAnswer {
    /// First and last status, both included.
    pub status: (u16, u16),
    /// Nothing comes with it.
    pub empty: bool,
    /// Wire names of the secrets in what comes with it: an error that keeps it does not keep them.
    pub secrets: &'static [&'static str],
}

impl StatusAnswer {
    /// Answers of these statuses, which hold something without secrets.
    pub const fn new(first: u16, last: u16) -> Self {
        Self {
            status: (first, last),
            empty: false,
            secrets: &[],
        }
    }

    /// The same, with nothing in them.
    #[must_use]
    pub const fn empty(mut self) -> Self {
        self.empty = true;
        self
    }

    /// The same, with secrets under these names.
    #[must_use]
    pub const fn secrets(mut self, names: &'static [&'static str]) -> Self {
        self.secrets = names;
        self
    }

    /// The entry for a status.
    pub(crate) fn of(answers: &'static [Self], status: u16) -> Option<&'static Self> {
        let mut answers = answers.iter();
        answers.find(|answer| (answer.status.0..=answer.status.1).contains(&status))
    }
}

/// The documented error codes of an API, always open.
#[derive(Debug)]
pub struct ErrorTable {
    /// Rows in the order of the document. Where several match, exact codes win over ranges.
    pub rows: &'static [ErrorRow],
}

/// One documented error code.
#[derive(Debug)]
pub struct ErrorRow {
    /// What the wire says.
    pub code: CodePattern,
    /// Rust name of the variant.
    pub name: &'static str,
    /// What it means, in the spec's words.
    pub text: &'static str,
    /// Kind of failure.
    pub class: Class,
    /// What a caller may do.
    pub retry: RetryAdvice,
    /// Documented HTTP status.
    pub status: Option<u16>,
    /// Templates of the message, with `%s` for each argument.
    pub messages: &'static [&'static str],
    /// Names of the arguments.
    pub args: &'static [&'static str],
}

impl ErrorRow {
    /// A row that says nothing of HTTP status and message.
    pub const fn new(
        code: CodePattern,
        name: &'static str,
        text: &'static str,
        class: Class,
        retry: RetryAdvice,
    ) -> Self {
        Self {
            code,
            name,
            text,
            class,
            retry,
            status: None,
            messages: &[],
            args: &[],
        }
    }

    /// With the documented HTTP status.
    #[must_use]
    pub const fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// With templates of the message and the names of their arguments.
    #[must_use]
    pub const fn messages(
        mut self,
        messages: &'static [&'static str],
        args: &'static [&'static str],
    ) -> Self {
        self.messages = messages;
        self.args = args;
        self
    }
}

/// Which codes a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodePattern {
    /// An integer.
    Integer(i64),
    /// Text.
    Text(&'static str),
    /// Integers from the first to the second, both included.
    Range(i64, i64),
}

/// Kind of failure that an error code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Class {
    /// No failure.
    Success,
    /// Who is calling was not accepted.
    Auth,
    /// The caller may not do this.
    Permission,
    /// The request is wrong.
    Caller,
    /// What was asked for is not there.
    NotFound,
    /// It is there already, or was changed meanwhile.
    Conflict,
    /// A quota is used up.
    Quota,
    /// Too many calls.
    Rate,
    /// Not ready yet.
    NotReady,
    /// The server failed.
    Server,
    /// The server gave up waiting.
    Timeout,
}

/// What a caller may do after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryAdvice {
    /// Nothing: the same call fails again.
    No,
    /// Call again at once.
    Now,
    /// Call again after a while.
    Later,
    /// Call again with fresh authorisation.
    AfterAuth,
    /// Ask again until it is ready.
    Poll,
    /// The outcome is unknown: only a call with the same idempotency key may be repeated.
    SameKey,
}
