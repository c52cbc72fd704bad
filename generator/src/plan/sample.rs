//! Samples: each becomes a test.
//!
//! In: a sample of the model. Out: the values that the test compares, as text.

use super::data::{Expect, Sample, SampleBody, SampleRequest, SampleResponse};
use super::ty::{Scope, Types};
use super::{Shared, doc};
use crate::ident;
use crate::model::{self, BodyKind, Operation};

pub(super) fn sample(
    types: &Types<'_>,
    op: &Operation,
    sample: &model::Sample,
    shared: &mut Shared,
) -> Sample {
    Sample {
        test: shared.test(&ident::snake(&format!("{} {}", op.name, sample.name))),
        doc: doc::paragraphs([
            doc::text_or(sample.doc.as_deref(), String::new),
            doc::provenance(&sample.source),
        ])
        .into_iter()
        .skip_while(String::is_empty)
        .collect(),
        request: request(op, sample),
        response: sample
            .response
            .as_ref()
            .map(|answer| response(types, op, answer)),
    }
}

/// None if the sample says nothing of a request.
fn request(op: &Operation, sample: &model::Sample) -> Option<SampleRequest> {
    if sample.params.is_none() && sample.url.is_none() && sample.body.is_none() {
        return None;
    }
    let params = serde_json::Value::Object(sample.params.clone().unwrap_or_default());
    Some(SampleRequest {
        params: params.to_string(),
        url: sample.url.clone(),
        body: sample.body.as_ref().map(|text| body(op, text)),
    })
}

fn body(op: &Operation, text: &str) -> SampleBody {
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(value) if op.body == BodyKind::Json => SampleBody::Json(value.to_string()),
        _ => SampleBody::Text(text.to_owned()),
    }
}

fn response(types: &Types<'_>, op: &Operation, response: &model::SampleResponse) -> SampleResponse {
    let data = op.error_body(response.status);
    let data = data.map(|ty| types.ty(ty, Scope::FREE));
    let is_error = op.lists_error(response.status);
    SampleResponse {
        status: response.status,
        content_type: response.content_type(op),
        body: response.body.clone(),
        expect: match (&response.faulty, &response.error) {
            (Some(_), _) => Expect::Fault,
            (None, Some(code)) => Expect::Error(Some(code.clone()), data),
            (None, None) if is_error => Expect::Error(None, data),
            (None, None) => Expect::Payload,
        },
    }
}
