//! What calls tell the tracer: OpenTelemetry's names for HTTP clients, and nothing that a query or parameter holds.

use std::{fmt, time::Duration};

use tracing::{Span, field};

use crate::{Error, Field, OperationDescription, PathPart, Shape, base_url::BaseUrl};

/// A span for a call. Of the path only the template is told, of the query nothing.
pub(crate) fn call(
    operation: &'static OperationDescription,
    base: Option<&BaseUrl>,
    shape: &'static Shape,
) -> Span {
    tracing::info_span!(
        "specwright.call",
        otel.kind = "client",
        specwright.api = operation.api.name,
        specwright.operation = operation.name,
        http.request.method = operation.method,
        server.address = base.map(BaseUrl::host),
        server.port = base.map(BaseUrl::port),
        url.template = %Template {
            prefix: base.map_or("", BaseUrl::path),
            parts: operation.path,
            fields: shape.fields,
        },
        http.response.status_code = field::Empty,
        "error.type" = field::Empty,
    )
}

/// A span for an attempt, by how many there were before it.
pub(crate) fn attempt(before: u32) -> Span {
    let resent = (before > 0).then_some(before);
    tracing::info_span!(
        "specwright.attempt",
        http.request.resend_count = resent,
        http.response.status_code = field::Empty,
        "error.type" = field::Empty,
    )
}

/// Says how a call or an attempt ended, by its status.
pub(crate) fn finish(span: &Span, result: Result<u16, &Error>) {
    if span.is_disabled() {
        return;
    }
    match result {
        Ok(status) => {
            span.record("http.response.status_code", status);
        }
        Err(error) => {
            if let Some(status) = error.status() {
                span.record("http.response.status_code", status);
            }
            span.record("error.type", field::display(error.kind()));
        }
    }
}

/// A length of time for a field.
pub(crate) fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// A path with the names of its parameters in place of their values.
struct Template<'b> {
    prefix: &'b str,
    parts: &'static [PathPart],
    fields: &'static [Field],
}

impl fmt::Display for Template<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.prefix)?;
        self.parts.iter().try_for_each(|part| match part {
            PathPart::Literal(text) => f.write_str(text),
            PathPart::Param(index) | PathPart::Greedy(index) => {
                write!(
                    f,
                    "{{{}}}",
                    self.fields.get(*index).map_or("", |field| field.wire)
                )
            }
        })
    }
}
