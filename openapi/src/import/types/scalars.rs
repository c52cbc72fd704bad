//! Texts, numbers and truth values: by type and `format`.

use oas3::spec::SchemaType;

use super::Types;
use super::def::{Member, Ty};
use super::facts::Kind;
use super::flat::Flat;

/// Formats of texts that are no types of the language, as people say them.
const SPOKEN: &[(&str, &str)] = &[
    ("uuid", "UUID"),
    ("uri", "URI"),
    ("url", "URL"),
    ("uri-reference", "URI, or a part of one"),
    ("uri-template", "URI template"),
    ("iri", "IRI"),
    ("email", "email address"),
    ("idn-email", "email address"),
    ("hostname", "host name"),
    ("idn-hostname", "host name"),
    ("ip", "IP address"),
    ("ipv4", "IPv4 address"),
    ("ipv6", "IPv6 address"),
    ("duration", "ISO 8601 duration"),
    ("time", "time of day, ISO 8601"),
    ("regex", "regular expression"),
    ("json-pointer", "JSON pointer"),
    ("decimal", "decimal number"),
];

impl Types<'_> {
    /// The type of a single value.
    pub(super) fn scalar(&self, kind: Kind, flat: &Flat, member: &mut Member) -> Ty {
        let format = flat.own.format.as_deref();
        match kind {
            Kind::Truth => {
                if let Some(format) = format {
                    note_format(member, format);
                }
                Ty::Word("bool")
            }
            Kind::Number => {
                let integer = flat.types.contains(&SchemaType::Integer)
                    && !flat.types.contains(&SchemaType::Number);
                Ty::Word(number(integer, format, member))
            }
            _ => text(format, member),
        }
    }
}

fn number(integer: bool, format: Option<&str>, member: &mut Member) -> &'static str {
    match (integer, format) {
        (true, None) => "i64",
        (false, None) => "f64",
        (_, Some("int32" | "int16" | "int8")) => "i32",
        (_, Some("int64" | "int" | "integer" | "long")) => "i64",
        (_, Some("uint32" | "uint16" | "uint8")) => "u32",
        (_, Some("uint64" | "uint")) => "u64",
        (false, Some("float" | "double" | "number")) => "f64",
        (integer, Some(format)) => {
            note_format(member, format);
            if integer { "i64" } else { "f64" }
        }
    }
}

fn text(format: Option<&str>, member: &mut Member) -> Ty {
    Ty::Word(match format {
        None | Some("string") => "string",
        Some("date") => "date",
        Some("date-time") => "timestamp",
        Some("password") => "secret",
        Some("byte" | "binary" | "base64") => "bytes",
        Some("int32" | "int64" | "uint32" | "uint64" | "double") => {
            member.wire = Some("text");
            match format {
                Some("int32") => "i32",
                Some("uint32") => "u32",
                Some("uint64") => "u64",
                Some("double") => "f64",
                _ => "i64",
            }
        }
        Some(format) => {
            note_format(member, format);
            "string"
        }
    })
}

fn note_format(member: &mut Member, format: &str) {
    let spoken = SPOKEN.iter().find(|(name, _)| *name == format);
    let note = match spoken {
        Some((_, words)) => format!("Format: {words}."),
        None => format!("Format: `{}`.", format.replace('`', "'")),
    };
    if !member.notes.contains(&note) {
        member.notes.push(note);
    }
}
