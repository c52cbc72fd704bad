//! The words of the language for what the model holds. In: parts of the model. Out: text, as a spec would say it.

use specwright::model::{
    Api, Basis, BodyKind, Class, Codec, CredentialKind, Format, Fresh, Location, Retry, Style, Type,
};

/// A type as a spec writes it: `list<Page<Repo>?>`.
pub(crate) fn type_text(api: &Api, generics: &[String], ty: &Type) -> String {
    let inner = |ty: &Type| type_text(api, generics, ty);
    match ty {
        Type::List(item) => format!("list<{}>", inner(item)),
        Type::Map(item) => format!("map<{}>", inner(item)),
        Type::Nullable(item) => format!("{}?", inner(item)),
        Type::Named(id, args) => {
            let name = api.types.get(id.0).map_or("", |def| def.name.as_str());
            match args.as_slice() {
                [] => name.to_owned(),
                args => {
                    let args: Vec<String> = args.iter().map(inner).collect();
                    format!("{name}<{}>", args.join(", "))
                }
            }
        }
        Type::Param(index) => generics.get(*index).cloned().unwrap_or_default(),
        scalar => scalar_text(scalar).to_owned(),
    }
}

fn scalar_text(ty: &Type) -> &'static str {
    match ty {
        Type::String => "string",
        Type::Secret => "secret",
        Type::Bool => "bool",
        Type::I32 => "i32",
        Type::I64 => "i64",
        Type::U32 => "u32",
        Type::U64 => "u64",
        Type::F64 => "f64",
        Type::Date => "date",
        Type::DateTime => "datetime",
        Type::Timestamp => "timestamp",
        Type::Duration => "duration",
        Type::Bytes => "bytes",
        Type::Any => "any",
        _ => "nothing",
    }
}

/// How a value travels, where that is not what its type suggests.
pub(crate) fn codec(codec: &Codec) -> Option<String> {
    Some(match codec {
        Codec::Plain => return None,
        Codec::Text => "text".into(),
        Codec::Either => "either".into(),
        Codec::Pattern(pattern) => pattern.clone(),
        Codec::Iso => "iso".into(),
        Codec::EpochSeconds => "epoch_seconds".into(),
        Codec::EpochMillis => "epoch_millis".into(),
        Codec::Seconds => "seconds".into(),
        Codec::Clock => "clock".into(),
        Codec::Joined(",") => "comma".into(),
        Codec::Joined(";") => "semicolon".into(),
        Codec::Joined(" ") => "space".into(),
        Codec::Joined(separator) => format!("joined by {separator}"),
        Codec::JsonText => "json".into(),
        Codec::TextOf(inner) => match self::codec(inner) {
            Some(inner) => format!("{inner} as text"),
            None => "text".into(),
        },
        Codec::Absent(_, inner) => return self::codec(inner),
    })
}

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
