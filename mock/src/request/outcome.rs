//! What an operation makes of a request, and which of several was meant. In: the parts of a request and an operation
//! whose path fits. Out: a call, with all that is wrong with it.

use http::Method;
use serde_json::Value as Json;
use specwright::model::{BodyKind, FixedSource, Location, Operation};
use specwright_runtime::Timestamp;

use super::parts::{Content, Parts, Query};
use super::reading::Reading;
use super::{body, credentials, fault, fixed, format, rules};
use crate::route::Candidate;
use crate::seam::{At, Call, Fault, FaultKind, Served};

/// What one of the operations makes of a request.
pub(super) struct Outcome {
    operation: &'static Operation,
    pub(super) faults: Vec<Fault>,
    /// How much of the request is not in the spec, though it may be.
    odd: usize,
    pub(super) call: Call,
}

impl Outcome {
    pub(super) fn new(
        served: &Served,
        parts: &Parts<'_>,
        query: &Query,
        form: &Query,
        candidate: &Candidate,
        now: Timestamp,
    ) -> Option<Self> {
        let operation = served.api().operations.get(candidate.operation)?;
        let mut reading = Reading::new(served, operation, parts, query, form);
        reading.faults.extend(parts.faults.iter().cloned());
        let credentials = credentials::check(&mut reading, now);
        fixed::check(&mut reading);
        reading.params(&candidate.texts);
        if reading
            .faults
            .iter()
            .all(|fault| fault.kind != FaultKind::ContentType)
        {
            let rules = rules::check(&operation.rules, &operation.params, &reading.given);
            reading.faults.extend(rules);
        }
        body::missing(&mut reading);
        unknown(&mut reading);
        let Reading {
            values,
            mut faults,
            unknown,
            mut notes,
            unlisted,
            ..
        } = reading;
        let odd = unknown.len() + unlisted;
        match served.strictness.refuse_unknown {
            true => faults.extend(unknown),
            false => notes.extend(unknown),
        }
        let call = Call {
            operation: candidate.operation,
            values,
            credentials,
            format: format::wanted(operation, parts),
            is_head: parts.incoming.method == Method::HEAD && operation.method != "HEAD",
            notes,
        };
        Some(Self {
            operation,
            faults,
            odd,
            call,
        })
    }

    fn badness(&self) -> (usize, usize, usize) {
        let constants = self
            .faults
            .iter()
            .filter(|fault| fault.kind == FaultKind::Constant);
        (constants.count(), self.faults.len(), self.odd)
    }
}

/// The outcome that counts, the worst fault first. Constants tell operations apart that share a path; where none fits,
/// the least wrong one was meant.
pub(super) fn best(outcomes: Vec<Outcome>) -> Option<Outcome> {
    let told_apart = told_apart(&outcomes);
    let mut best = outcomes.into_iter().min_by_key(Outcome::badness)?;
    let mut faults = best.faults.iter_mut();
    if let Some(help) = told_apart
        && let Some(constant) = faults.find(|fault| fault.kind == FaultKind::Constant)
    {
        constant.help = Some(help);
    }
    best.faults.sort_by_key(|fault| fault.kind.rank());
    Some(best)
}

/// What the values of the constants are by which operations of one path are told apart.
fn told_apart(outcomes: &[Outcome]) -> Option<String> {
    if outcomes.len() < 2 {
        return None;
    }
    let fixed = outcomes.iter().flat_map(|outcome| &outcome.operation.fixed);
    let mut values: Vec<String> = Vec::new();
    let mut wire = None;
    for param in fixed {
        let FixedSource::Constant(value) = &param.source else {
            continue;
        };
        let differs = outcomes.iter().any(|other| {
            let mut others = other.operation.fixed.iter();
            others.any(|one| one.wire == param.wire && one.source != param.source)
        });
        if differs && wire.is_none_or(|wire: &str| wire == param.wire) {
            wire = Some(&param.wire);
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            if !values.contains(&text) {
                values.push(text);
            }
        }
    }
    let wire = wire?;
    let names = fault::listed(values.iter().map(String::as_str));
    Some(format!(
        "`{wire}` tells the operations of this path apart; it is one of {names}"
    ))
}

/// Notes what nobody took.
fn unknown(reading: &mut Reading<'_>) {
    let mut found: Vec<At> = Vec::new();
    let query = reading.query.left().into_iter();
    found.extend(query.map(|name| At::param(Location::Query, name)));
    match (&reading.parts.content, reading.operation.body) {
        (Content::Json(Json::Object(members)), BodyKind::Json) => {
            let mut params = reading.operation.params.iter();
            if !params.any(|param| param.location == Location::Body) {
                let names = members
                    .keys()
                    .filter(|name| !reading.members.contains(&name.as_str()));
                found.extend(names.map(|name| At::param(Location::BodyField, name)));
            }
        }
        (Content::Form(_), BodyKind::Form) | (Content::Multipart(_), BodyKind::Multipart) => {
            let names = reading.form.left().into_iter();
            found.extend(names.map(|name| At::param(Location::BodyField, name)));
        }
        _ => {}
    }
    let faults = found.into_iter().map(|at| {
        let says = format!(
            "{} is not in the spec of `{}`",
            at.subject(),
            reading.operation.name
        );
        Fault::new(FaultKind::Unknown, says).at(at)
    });
    reading.unknown.extend(faults);
}
