//! The envelope around a payload. In: the envelopes of an operation, a payload, a status. Out: the body and the status
//! by which a client knows that the call succeeded, and finds the payload in it.

use serde_json::{Map, Value as Json};
use specwright::model::{Condition, Envelope, Operation};

use super::dice::Dice;
use super::place::{get, remove, set};

/// A payload in its envelope.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wrapped {
    /// HTTP status.
    pub(crate) status: u16,
    /// The body; `None` where there is none.
    pub(crate) body: Option<Json>,
}

/// What this payload may look like as an answer, the most telling shape first. `status` is what the caller of the mock
/// wants, or the spec says of this payload.
pub(crate) fn wrap(
    op: &Operation,
    payload: Option<&Json>,
    status: Option<u16>,
    dice: Dice,
) -> Vec<Wrapped> {
    let bare = Wrapped {
        status: status.unwrap_or(if payload.is_some() { 200 } else { 204 }),
        body: payload.cloned(),
    };
    if op.envelopes.is_empty() {
        return vec![bare];
    }
    if payload.is_none() && status == Some(204) {
        // Without a body there is no envelope.
        return vec![bare];
    }
    let mut found: Vec<(bool, Wrapped)> = Vec::new();
    for envelope in &op.envelopes {
        let Some(success) = &envelope.success else {
            continue;
        };
        if let Some(wrapped) = within(envelope, success, payload, status, dice) {
            // What says of itself that it is a success is what people expect to see.
            let is_told = !success.equals.is_empty() || !success.has.is_empty();
            found.push((!is_told, wrapped));
        }
    }
    found.sort_by_key(|(later, _)| *later);
    let mut found: Vec<Wrapped> = found.into_iter().map(|(_, wrapped)| wrapped).collect();
    if payload.is_none() {
        found.push(Wrapped {
            status: 204,
            body: None,
        });
    }
    found.push(bare);
    found
}

fn within(
    envelope: &Envelope,
    success: &Condition,
    payload: Option<&Json>,
    status: Option<u16>,
    dice: Dice,
) -> Option<Wrapped> {
    let status = match status {
        Some(status) => status,
        None => fitting(&[&envelope.when, success])?,
    };
    let mut body = match (&envelope.payload, payload) {
        (Some(path), Some(payload)) => {
            let mut body = Json::Object(Map::new());
            set(&mut body, path, payload.clone()).then_some(body)?
        }
        (None, Some(payload)) => payload.clone(),
        (_, None) => Json::Object(Map::new()),
    };
    for condition in [&envelope.when, success] {
        for (path, value) in &condition.equals {
            if !set(&mut body, path, value.clone()) {
                return None;
            }
        }
        for path in &condition.has {
            let is_there = get(&body, path).is_some_and(|value| !value.is_null());
            if !is_there && !set(&mut body, path, "mock".into()) {
                return None;
            }
        }
    }
    for path in envelope.when.lacks.iter().chain(&success.lacks) {
        remove(&mut body, path);
    }
    decorate(envelope, success, &mut body, dice);
    // An empty object says nothing that no body would not say.
    let is_empty = body.as_object().is_some_and(Map::is_empty);
    let body = (payload.is_some() || !is_empty).then_some(body);
    Some(Wrapped { status, body })
}

/// What stands beside the payload and decides nothing.
fn decorate(envelope: &Envelope, success: &Condition, body: &mut Json, dice: Dice) {
    if envelope.payload.is_none() {
        return;
    }
    let lacks = |path: &str| {
        let lacking = envelope.when.lacks.iter().chain(&success.lacks);
        lacking
            .into_iter()
            .any(|lack| path.starts_with(lack.as_str()))
    };
    let texts = [
        (&envelope.message, "success".to_owned()),
        (&envelope.request_id, dice.at("request_id").hex(24)),
    ];
    for (path, text) in texts {
        if let Some(path) = path
            && !lacks(path)
            && !path.contains('.')
            && get(body, path).is_none()
        {
            set(body, path, text.into());
        }
    }
}

/// A status that all of these conditions take, the most usual one first.
fn fitting(conditions: &[&Condition]) -> Option<u16> {
    let fits = |status: &u16| {
        conditions.iter().all(|condition| {
            let ranges = &condition.status;
            ranges.is_empty()
                || ranges
                    .iter()
                    .any(|(from, to)| (*from..=*to).contains(status))
        })
    };
    std::iter::once(200).chain(200..600).find(fits)
}
