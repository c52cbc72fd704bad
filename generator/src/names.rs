//! Rust names of what a model describes: for the code that is emitted, and for tools that show or take them.
//!
//! In: nodes of the model. Out: names as people say them, so without `r#`; the crate's own functions keep it.

use crate::ident;
use crate::model::{ChoiceValue, ErrorRow, Field, Outcome, Variant};

/// The name of a field, and of a parameter: `AccessToken` is `access_token`.
pub fn field(field: &Field) -> String {
    ident::plain(&field_ident(field)).to_owned()
}

/// The name that a member gets from its wire name alone.
pub fn member(wire: &str) -> String {
    ident::plain(&ident::snake(wire)).to_owned()
}

/// The identifier of a field.
pub(crate) fn field_ident(field: &Field) -> String {
    ident::snake(field.rust.as_deref().unwrap_or(&field.wire))
}

/// The variant of an error row: `Report.NotExist` is `ReportNotExist`.
pub fn variant(row: &ErrorRow) -> String {
    ident::open_variant(&row.name)
}

/// The variant of an enum's value.
pub fn value(value: &ChoiceValue, closed: bool) -> String {
    match closed {
        true => ident::upper_camel(&value.name),
        false => ident::open_variant(&value.name),
    }
}

/// The enum of what an operation gives, where the HTTP status tells its successes apart.
pub fn answer_type(operation: &str) -> String {
    format!("{}Answer", type_name(operation))
}

/// The variant of an open one-of for what no other fits.
pub const REST: &str = "Unknown";

/// The variant of a one-of.
pub fn of_variant(variant: &Variant, open: bool) -> String {
    match open {
        true => ident::open_variant(&variant.key),
        false => ident::upper_camel(&variant.key),
    }
}

/// The variants of that enum, each by its status.
pub fn outcomes(all: &[Outcome<'_>]) -> Vec<String> {
    let ok_is_taken = all.iter().any(|one| status(one) == Some((200, 200)));
    let rest = if ok_is_taken { "Other" } else { "Ok" };
    let name = |one: &Outcome<'_>| match status(one) {
        None | Some((200, 299)) => rest.to_owned(),
        Some((first, last)) if first == last => match first {
            200 => "Ok".to_owned(),
            201 => "Created".to_owned(),
            202 => "Accepted".to_owned(),
            203 => "NonAuthoritative".to_owned(),
            204 => "NoContent".to_owned(),
            205 => "ResetContent".to_owned(),
            206 => "PartialContent".to_owned(),
            207 => "MultiStatus".to_owned(),
            208 => "AlreadyReported".to_owned(),
            226 => "ImUsed".to_owned(),
            other => format!("Status{other}"),
        },
        Some((first, last)) => format!("Status{first}To{last}"),
    };
    all.iter().map(name).collect()
}

fn status(one: &Outcome<'_>) -> Option<(u16, u16)> {
    one.answer.map(|answer| answer.status)
}

/// The name of a type, of a request, or of a variant of a one-of.
pub fn type_name(name: &str) -> String {
    ident::upper_camel(name)
}

/// The name among `known` that a mistyped one was most likely meant to be.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    crate::diag::did_you_mean(name, known)
}

/// Names as they stand in a sentence: `` `a`, `b` or `c` ``, shortened if there are many.
pub fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    crate::diag::list_of(names)
}
