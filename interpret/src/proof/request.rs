//! The request of a sample: what its parameters make is what it shows.

use serde_json::Value as Json;
use specwright::model::{BodyKind, Param, Presence, Sample};
use specwright::{Code, Diagnostics, Place, names};
use specwright_runtime::testing;

use super::{limits, shown::excerpts};
use crate::Operation;

pub(super) fn prove(op: &Operation<'_>, sample: &Sample, place: &Place, found: &mut Diagnostics) {
    if sample.params.is_none() && sample.url.is_none() && sample.body.is_none() {
        return;
    }
    let mut request = op.empty_request();
    let params = Json::Object(sample.params.clone().unwrap_or_default());
    let missing = missing(op, sample);
    if !missing.is_empty() {
        let names = names::list(missing.iter().map(|param| param.field.wire.as_str()));
        let message = format!("the sample does not give the required {names}");
        found
            .error(Code::BadSample, place.clone().of_key(), message)
            .help("say under `params` what this request was made from");
        return;
    }
    match testing::request_parts_of(op.description(), &mut request, &params) {
        Err(error) => {
            let reason = error.message().unwrap_or_default();
            let message = format!("the parameters make no request: {reason}");
            let place = place.clone().key("params");
            let place = match about(reason).filter(|name| params.get(name).is_some()) {
                Some(name) => place.key(name),
                None => place.of_key(),
            };
            found
                .error(Code::BadSample, place, message)
                .help("correct the sample, or the type of the parameter");
        }
        Ok((url, body)) => {
            limits::check_request(op, sample, &request, place, found);
            let shown = sample.url.as_deref().filter(|shown| *shown != url);
            if let Some(shown) = shown {
                differs(&url, shown, place.clone().key("url"), found);
            }
            let shown = sample.body.as_deref();
            if let Some(shown) = shown.filter(|shown| !is_body(op, &body, shown)) {
                differs(&body, shown, place.clone().key("body"), found);
            }
        }
    }
}

/// The parameter that a message of the decoder is about.
fn about(reason: &str) -> Option<&str> {
    let path = reason.strip_prefix("at ")?;
    path.split(['.', '[', ':']).next()
}

/// Parameters without which generated code makes no request.
fn missing<'p>(op: &Operation<'p>, sample: &Sample) -> Vec<&'p Param> {
    let given = |param: &Param| {
        let params = sample.params.as_ref();
        params.is_some_and(|params| params.contains_key(&param.field.wire))
    };
    let is_required = |param: &Param| {
        matches!(
            param.field.presence,
            Presence::Required | Presence::RequiredNullable
        )
    };
    let params = op.model().params.iter();
    params
        .filter(|param| is_required(param) && !given(param))
        .collect()
}

/// JSON is compared as JSON: the order of members and blanks between them mean nothing.
fn is_body(op: &Operation<'_>, made: &str, shown: &str) -> bool {
    match serde_json::from_str::<Json>(shown) {
        Ok(shown) if op.model().body == BodyKind::Json => {
            serde_json::from_str::<Json>(made).is_ok_and(|made| made == shown)
        }
        _ => made == shown,
    }
}

fn differs(made: &str, shown: &str, place: Place, found: &mut Diagnostics) {
    let (made, _) = excerpts(made, shown);
    let message = format!("the parameters make {made}, not this");
    found
        .error(Code::BadSample, place, message)
        .help("correct the sample, or what the spec says of the parameters");
}
