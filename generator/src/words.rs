//! The words of the language for what the model holds. In: parts of the model. Out: text, as a spec would say it.

mod limits;
#[cfg(all(test, feature = "schema"))]
mod tests;

pub use limits::{all_limits, least, limits, most};

use crate::model::{
    Api, Basis, BodyKind, Class, CodePattern, Codec, CredentialKind, Format, Fresh, Location,
    Retry, Style, Type,
};

/// A piece of the text of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypePiece {
    /// The text.
    pub text: String,
    /// It is the name of a type of the API.
    pub is_named: bool,
}

/// A type as a spec writes it: `list<Page<Repo>?>`.
pub fn type_text(api: &Api, generics: &[String], ty: &Type) -> String {
    let pieces = type_pieces(api, generics, ty).into_iter();
    pieces.map(|piece| piece.text).collect()
}

/// The same in pieces, so that the names in it can become links.
pub fn type_pieces(api: &Api, generics: &[String], ty: &Type) -> Vec<TypePiece> {
    let mut pieces = Vec::new();
    write_type(&mut pieces, api, generics, ty);
    pieces
}

fn write_type(out: &mut Vec<TypePiece>, api: &Api, generics: &[String], ty: &Type) {
    match ty {
        Type::List(item) | Type::Map(item) => {
            let is_list = matches!(ty, Type::List(_));
            plain(out, if is_list { "list<" } else { "map<" });
            write_type(out, api, generics, item);
            plain(out, ">");
        }
        Type::Nullable(item) => {
            write_type(out, api, generics, item);
            plain(out, "?");
        }
        Type::Named(id, args) => {
            let name = api.types.get(id.0).map_or("", |def| def.name.as_str());
            out.push(TypePiece {
                text: name.to_owned(),
                is_named: true,
            });
            for (index, arg) in args.iter().enumerate() {
                plain(out, if index == 0 { "<" } else { ", " });
                write_type(out, api, generics, arg);
            }
            if !args.is_empty() {
                plain(out, ">");
            }
        }
        Type::Param(index) => plain(out, generics.get(*index).map_or("", String::as_str)),
        scalar => plain(out, scalar.word().unwrap_or("nothing")),
    }
}

/// Adds a text that is no link to what is before it, if that is none either.
fn plain(out: &mut Vec<TypePiece>, text: &str) {
    match out.last_mut() {
        Some(last) if !last.is_named => last.text.push_str(text),
        _ => out.push(TypePiece {
            text: text.to_owned(),
            is_named: false,
        }),
    }
}

/// How a value travels, where that is not what its type suggests.
pub fn codec(codec: &Codec) -> Option<String> {
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
        Codec::Joined("|") => "pipe".into(),
        Codec::Joined(separator) => format!("joined by {separator}"),
        Codec::JsonText => "json".into(),
        Codec::Row => "row".into(),
        Codec::TextOf(inner) => match self::codec(inner) {
            Some(inner) => format!("{inner} as text"),
            None => "text".into(),
        },
        Codec::Absent(_, inner) => return self::codec(inner),
    })
}

/// The part of a request that a parameter is in.
pub fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
        Location::BodyField => "body",
        Location::Body => "whole_body",
    }
}

/// How several values are laid out, where that is said.
pub fn style(style: Style) -> Option<&'static str> {
    match style {
        Style::Plain => None,
        Style::Brackets => Some("brackets"),
        Style::Json => Some("json"),
        Style::Spread => Some("spread"),
        Style::Flag => Some("flag"),
        Style::Deep => Some("deep"),
        Style::Label => Some("label"),
        Style::Matrix => Some("matrix"),
    }
}

/// What is made anew for each call.
pub fn fresh(fresh: Fresh) -> &'static str {
    match fresh {
        Fresh::RandomU32 => "random_u32",
        Fresh::Uuid => "uuid",
        Fresh::UnixSeconds => "unix_seconds",
        Fresh::UnixMillis => "unix_millis",
        Fresh::IdempotencyKey => "idempotency_key",
    }
}

/// The format of an answer.
pub fn format(format: Format) -> &'static str {
    match format {
        Format::Json => "json",
        Format::Xml => "xml",
        Format::Text => "text",
    }
}

/// How a body is sent.
pub fn body(body: BodyKind) -> &'static str {
    match body {
        BodyKind::None => "none",
        BodyKind::Json => "json",
        BodyKind::Form => "form",
        BodyKind::Multipart => "multipart",
        BodyKind::Text => "text",
        BodyKind::Bytes => "bytes",
    }
}

/// The kind of a credential.
pub fn credential(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::String => "string",
        CredentialKind::Secret => "secret",
        CredentialKind::Integer => "integer",
    }
}

/// How sure a fact is.
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Documented => "documented",
        Basis::Observed => "observed",
        Basis::Guessed => "guessed",
    }
}

/// The kind of a failure.
pub fn class(class: Class) -> &'static str {
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

/// Whether a failed call may be repeated.
pub fn retry(retry: Retry) -> &'static str {
    match retry {
        Retry::No => "no",
        Retry::Now => "now",
        Retry::Later => "later",
        Retry::AfterAuth => "after_auth",
        Retry::Poll => "poll",
        Retry::SameKey => "same_key",
    }
}

/// A code of an error table: `42`, `Report.Gone`, `60000..79999`.
pub fn code(code: &CodePattern) -> String {
    match code {
        CodePattern::Integer(code) => code.to_string(),
        CodePattern::Text(code) => code.clone(),
        CodePattern::Range(from, to) => format!("{from}..{to}"),
    }
}

/// What a program may do after a failure with this advice; nothing where repeating does not help.
pub fn advice(retry: Retry) -> Option<&'static str> {
    match retry {
        Retry::No => None,
        Retry::Now => Some("May be called again at once."),
        Retry::Later => Some("May be called again after a while."),
        Retry::AfterAuth => Some("May be called again with fresh authorisation."),
        Retry::Poll => Some("Call again until it is ready."),
        Retry::SameKey => {
            Some("The outcome is unknown: repeat only with the same idempotency key.")
        }
    }
}
