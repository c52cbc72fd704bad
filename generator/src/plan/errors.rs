//! The rows of the error table and the variants of `ErrorCode`.

use super::data::{ErrorRow, ErrorVariant};
use super::doc;
use crate::model::{self, Class, CodePattern};
use crate::names;

pub(super) fn row(row: &model::ErrorRow) -> ErrorRow {
    let ident = names::variant(row);
    let variant = (row.class != Class::Success).then(|| ErrorVariant {
        ident: ident.clone(),
        doc: doc::error(row),
        range: matches!(row.code, CodePattern::Range(..)),
    });
    ErrorRow {
        code: row.code.clone(),
        name: ident,
        text: row.texts.join("; "),
        class: row.class,
        retry: row.retry,
        status: row.status,
        messages: row.messages.clone(),
        args: row.args.clone(),
        variant,
    }
}
