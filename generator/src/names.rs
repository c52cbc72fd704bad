//! Rust names of what a model describes: for the code that is emitted, and for tools that show or take them.
//!
//! In: nodes of the model. Out: names as people say them, so without `r#`; the crate's own functions keep it.

use crate::ident;
use crate::model::{ChoiceValue, ErrorRow, Field};

/// The name of a field, and of a parameter: `AccessToken` is `access_token`.
pub fn field(field: &Field) -> String {
    ident::plain(&field_ident(field)).to_owned()
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
