//! The error table in words.

use specwright::model::{Api, CodePattern, ErrorRow, Retry};
use specwright::words;

use super::envelopes::some;
use super::source_in;
use crate::export::node::{Object, texts};

pub(super) fn table(api: &Api) -> Object {
    api.errors
        .iter()
        .fold(Object::new(), |all, row| all.with(&row.key, body(api, row)))
}

fn body(api: &Api, row: &ErrorRow) -> Object {
    let made = matches!(&row.code, CodePattern::Text(code) if *code == row.name);
    let retry = (row.retry != Retry::No).then(|| words::retry(row.retry));
    Object::new()
        .maybe("name", (!made).then_some(row.name.as_str()))
        .filled("text", some(&row.texts))
        .with("class", words::class(row.class))
        .maybe("retry", retry)
        .maybe("status", row.status)
        .filled("message", some(&row.messages))
        .filled("args", texts(&row.args))
        .filled("source", source_in(api, &row.source))
}
