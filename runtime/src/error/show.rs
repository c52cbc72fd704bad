//! How errors are shown: one line for people, and everything for programmers. Secrets were taken out before.

use std::fmt;

use super::{Error, ErrorKind, Inner};

/// More of a body is not for logs.
const SHOWN: usize = 4 << 10;

impl<C> fmt::Display for Error<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = &self.0.facts;
        f.write_str(facts.origin.api)?;
        write!(f, " {}: ", facts.origin.operation.unwrap_or("client"))?;
        if let Some(status) = facts.status {
            write!(f, "HTTP {status}, ")?;
        }
        match (facts.kind, &facts.raw_code) {
            (ErrorKind::Api, Some(code)) => write!(f, "code {}", OneLine(&code.to_string()))?,
            (ErrorKind::Api, None) => f.write_str("refused")?,
            (ErrorKind::Transport, _) => f.write_str("no answer")?,
            (ErrorKind::Decode, _) => f.write_str("answer not understood")?,
            (ErrorKind::Build, _) => f.write_str("not sent")?,
        }
        if let Some(path) = &facts.path {
            write!(f, " at {}", OneLine(path))?;
        }
        let text = facts.row.map(|row| row.text);
        let said = facts.message.as_deref().or(text);
        if let Some(said) = said.filter(|said| !said.is_empty()) {
            write!(f, ": {}", OneLine(said))?;
        }
        match &facts.request_id {
            Some(id) => write!(f, " (request id {})", OneLine(id)),
            None => Ok(()),
        }
    }
}

/// Text without line breaks and other control characters, which have no place in a log line.
struct OneLine<'t>(&'t str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self
            .0
            .trim()
            .split(char::is_control)
            .filter(|part| !part.is_empty())
            .enumerate()
        {
            if index > 0 {
                f.write_str(" ")?;
            }
            f.write_str(part)?;
        }
        Ok(())
    }
}

impl<C: fmt::Debug> fmt::Debug for Error<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { code, facts } = &*self.0;
        let mut out = f.debug_struct("Error");
        out.field("kind", &facts.kind)
            .field("api", &facts.origin.api);
        let mut given = |name: &str, value: Option<&dyn fmt::Debug>| {
            if let Some(value) = value {
                out.field(name, value);
            }
        };
        given(
            "operation",
            facts.origin.operation.as_ref().map(|it| it as _),
        );
        given("transport", facts.transport.as_ref().map(|it| it as _));
        given("status", facts.status.as_ref().map(|it| it as _));
        given("code", code.as_ref().map(|it| it as _));
        given("message", facts.message.as_ref().map(|it| it as _));
        given("request_id", facts.request_id.as_ref().map(|it| it as _));
        given("retry_after", facts.retry_after.as_ref().map(|it| it as _));
        given(
            "attempts",
            (facts.attempts > 1).then_some(&facts.attempts as _),
        );
        given("stack", facts.stack.as_ref().map(|it| it as _));
        given(
            "field_errors",
            (!facts.field_errors.is_empty()).then_some(&facts.field_errors as _),
        );
        given("path", facts.path.as_ref().map(|it| it as _));
        given(
            "content_type",
            facts.content_type.as_ref().map(|it| it as _),
        );
        let body = facts.body.as_deref();
        let body = body.map(|body| body.get(..SHOWN).unwrap_or(body));
        let body = body.map(String::from_utf8_lossy);
        given("body", body.as_ref().map(|it| it as _));
        out.finish()
    }
}

/// There is no `source`: causes are part of the message, where they were rid of secrets.
impl<C: fmt::Debug> std::error::Error for Error<C> {}
