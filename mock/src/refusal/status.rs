//! The HTTP status of a failure. In: the row, the operation, its envelope. Out: a status that the document shows, or the
//! one that HTTP has for it.

use std::collections::BTreeSet;

use http::StatusCode;
use specwright::model::{Api, Class, CodePattern, Envelope, ErrorRow};

use super::row::code_text;

/// The word for a code that is the HTTP status.
pub(super) const STATUS: &str = "(status)";

/// What HTTP says for a class.
pub(super) fn natural(class: Class) -> u16 {
    match class {
        Class::Success => 200,
        Class::Auth => 401,
        Class::Permission => 403,
        Class::Caller => 400,
        Class::NotFound => 404,
        Class::Conflict => 409,
        Class::Quota => 403,
        Class::Rate => 429,
        Class::NotReady => 503,
        Class::Server => 500,
        Class::Timeout => 504,
    }
}

/// The status with which a row comes. `fallback` is what HTTP has for what is wrong.
pub(super) fn of_row(
    api: &Api,
    row: &ErrorRow,
    envelope: Option<&Envelope>,
    fallback: u16,
) -> StatusCode {
    let by_code = match (
        &row.code,
        envelope.and_then(|envelope| envelope.code.as_deref()),
    ) {
        (CodePattern::Integer(code), Some(STATUS)) => u16::try_from(*code).ok(),
        _ => None,
    };
    let found = by_code
        .or(row.status)
        .or_else(|| shown(api, row, fallback))
        .or_else(|| common(api));
    fitting(found.unwrap_or(fallback), envelope, fallback)
}

/// The status of a failure without a row.
pub(super) fn of_none(api: &Api, envelope: Option<&Envelope>, fallback: u16) -> StatusCode {
    fitting(common(api).unwrap_or(fallback), envelope, fallback)
}

/// The status of a sample of the row; of several that which HTTP has for it.
fn shown(api: &Api, row: &ErrorRow, fallback: u16) -> Option<u16> {
    let code = code_text(&row.code);
    let samples = api
        .operations
        .iter()
        .flat_map(|operation| &operation.samples);
    let answers = samples.filter_map(|sample| sample.response.as_ref());
    let mut shown: Vec<u16> = answers
        .filter(|answer| answer.error.as_deref() == Some(&code))
        .map(|answer| answer.status)
        .collect();
    shown.sort_by_key(|status| *status != fallback);
    shown.first().copied()
}

/// The one status that all failures of the document have, where it tells that of several.
fn common(api: &Api) -> Option<u16> {
    let rows = api.errors.iter().filter(|row| row.class != Class::Success);
    let documented = rows.filter_map(|row| row.status);
    let samples = api
        .operations
        .iter()
        .flat_map(|operation| &operation.samples);
    let answers = samples.filter_map(|sample| sample.response.as_ref());
    let shown = answers
        .filter(|answer| answer.error.is_some())
        .map(|answer| answer.status);
    let all: BTreeSet<u16> = documented.chain(shown).collect();
    match (all.len(), all.first()) {
        (1, Some(status)) => Some(*status),
        _ => None,
    }
}

/// The status itself, or one with which the envelope is an error's at all.
fn fitting(status: u16, envelope: Option<&Envelope>, fallback: u16) -> StatusCode {
    let within = |ranges: &[(u16, u16)], status: u16| {
        ranges
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&status))
    };
    let fits = |status: u16| {
        let Some(envelope) = envelope else {
            return true;
        };
        let when = envelope.when.status.is_empty() || within(&envelope.when.status, status);
        let only_status = envelope.success.as_ref().filter(|success| {
            success.equals.is_empty() && success.has.is_empty() && success.lacks.is_empty()
        });
        when && !only_status.is_some_and(|success| within(&success.status, status))
    };
    let asked = envelope
        .and_then(|envelope| envelope.when.status.first())
        .map(|(from, _)| *from);
    let chosen = [Some(status), Some(fallback), asked, Some(500)]
        .into_iter()
        .flatten()
        .find(|one| fits(*one));
    StatusCode::from_u16(chosen.unwrap_or(status)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
