//! Samples in words.

use specwright::model::{Api, CodePattern, Format, Operation, Sample, SampleResponse};
use specwright::words;

use super::source_in;
use crate::export::node::{Node, Object, json};

pub(super) fn all(api: &Api, op: &Operation) -> Object {
    op.samples.iter().fold(Object::new(), |all, one| {
        all.with(&one.name, sample(api, one))
    })
}

fn sample(api: &Api, sample: &Sample) -> Object {
    let params = sample.params.as_ref().map(|params| {
        params.iter().fold(Object::new(), |all, (name, value)| {
            all.with(name, json(value))
        })
    });
    let is_asked = params.is_some() || sample.url.is_some() || sample.body.is_some();
    let request = Object::new()
        .maybe("params", params)
        .maybe("url", sample.url.as_deref())
        .maybe("body", sample.body.as_deref());
    Object::new()
        .maybe("text", sample.doc.as_deref())
        .maybe("request", is_asked.then_some(request))
        .maybe(
            "response",
            sample.response.as_ref().map(|one| response(api, one)),
        )
        .filled("source", source_in(api, &sample.source))
}

fn response(api: &Api, response: &SampleResponse) -> Object {
    let format = (response.format != Format::Json).then(|| words::format(response.format));
    Object::new()
        .maybe(
            "status",
            (response.status != 200).then_some(response.status),
        )
        .maybe("format", format)
        .with("body", response.body.as_str())
        .maybe("faulty", response.faulty.as_deref())
        .maybe(
            "error",
            response.error.as_deref().map(|code| self::code(api, code)),
        )
}

/// A code as the spec has it: a number where the codes are numbers.
fn code(api: &Api, code: &str) -> Node {
    let is_text = api
        .errors
        .iter()
        .any(|row| matches!(row.code, CodePattern::Text(_)));
    match code.parse::<i64>() {
        Ok(number) if !is_text => number.into(),
        _ => code.into(),
    }
}
