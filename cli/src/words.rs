//! The words of the language for what the model holds. In: parts of the model. Out: text, as a spec would say it.

use specwright::model::{
    Basis, BodyKind, Class, CredentialKind, Format, Fresh, Location, Retry, Style,
};

pub(crate) use specwright_interpret::words::{codec, type_text};

pub(crate) fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
        Location::BodyField => "body",
        Location::Body => "whole_body",
    }
}

pub(crate) fn style(style: Style) -> Option<&'static str> {
    match style {
        Style::Plain => None,
        Style::Brackets => Some("brackets"),
        Style::Json => Some("json"),
        Style::Spread => Some("spread"),
        Style::Flag => Some("flag"),
    }
}

pub(crate) fn fresh(fresh: Fresh) -> &'static str {
    match fresh {
        Fresh::RandomU32 => "random_u32",
        Fresh::Uuid => "uuid",
        Fresh::UnixSeconds => "unix_seconds",
        Fresh::UnixMillis => "unix_millis",
        Fresh::IdempotencyKey => "idempotency_key",
    }
}

pub(crate) fn format(format: Format) -> &'static str {
    match format {
        Format::Json => "json",
        Format::Xml => "xml",
        Format::Text => "text",
    }
}

pub(crate) fn body(body: BodyKind) -> &'static str {
    match body {
        BodyKind::None => "none",
        BodyKind::Json => "json",
        BodyKind::Form => "form",
        BodyKind::Multipart => "multipart",
        BodyKind::Text => "text",
        BodyKind::Bytes => "bytes",
    }
}

pub(crate) fn credential(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::String => "string",
        CredentialKind::Secret => "secret",
        CredentialKind::Integer => "integer",
    }
}

pub(crate) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Documented => "documented",
        Basis::Observed => "observed",
        Basis::Guessed => "guessed",
    }
}

pub(crate) fn class(class: Class) -> &'static str {
    match class {
        Class::Success => "success",
        Class::Auth => "auth",
        Class::Permission => "permission",
        Class::Caller => "caller",
        Class::NotFound => "not_found",
        Class::Conflict => "conflict",
        Class::Quota => "quota",
        Class::Rate => "rate",
        Class::NotReady => "not_ready",
        Class::Server => "server",
        Class::Timeout => "timeout",
    }
}

pub(crate) fn retry(retry: Retry) -> &'static str {
    match retry {
        Retry::No => "no",
        Retry::Now => "now",
        Retry::Later => "later",
        Retry::AfterAuth => "after_auth",
        Retry::Poll => "poll",
        Retry::SameKey => "same_key",
    }
}
