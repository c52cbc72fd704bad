//! From a request as it came to a call of an operation, or to all that is wrong with it.
//!
//! In: the API that is served, the request, the time. Out: a [`Call`] with plain values, or [`Refused`] with faults that
//! name their places.

mod body;
pub(crate) mod credentials;
pub(crate) mod fault;
mod fixed;
mod format;
mod multipart;
mod pairs;
pub(crate) mod parts;
mod reading;
mod rules;
mod single;
pub(crate) mod value;

use http::Method;
use serde_json::Value as Json;
use specwright::model::{BodyKind, Format, Location, Operation};
use specwright_runtime::Timestamp;

use self::parts::{Content, Parts, Query};
use self::reading::Reading;
use crate::route::{Candidate, Route};
use crate::seam::{At, Call, Fault, FaultKind, Incoming, Refused, Served};
use crate::signature;

/// Reads a request.
///
/// # Errors
///
/// All that is wrong with it, the worst first.
pub fn read(served: &Served, incoming: &Incoming, now: Timestamp) -> Result<Call, Refused> {
    let refused = |faults, operation, format| Refused {
        faults,
        operation,
        format,
        allow: Vec::new(),
        is_head: incoming.method == Method::HEAD,
        is_options: incoming.method == Method::OPTIONS,
    };
    if incoming.body.len() > served.strictness.max_body {
        let says = format!(
            "the body has {} bytes; at most {} are taken",
            incoming.body.len(),
            served.strictness.max_body
        );
        let faults = vec![Fault::new(FaultKind::TooLarge, says)];
        return Err(refused(faults, None, Format::Json));
    }
    let parts = Parts::new(incoming);
    // A path that begins like the prefix may be the API's own.
    let path = parts::resolved(parts.path);
    let own = path.strip_prefix(served.prefix.as_str());
    let own = own.filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let paths: Vec<&str> = own.into_iter().chain([&*path]).collect();
    let candidates = match served.routes().find(incoming.method.as_str(), &paths) {
        Route::Operations(candidates) => candidates,
        Route::Methods(allow) => {
            let says = format!("`{}` is not a method of this path", incoming.method);
            let fault =
                Fault::new(FaultKind::Method, says).help(format!("it has {}", allow.join(", ")));
            let refused = refused(vec![fault], None, Format::Json);
            return Err(Refused { allow, ..refused });
        }
        Route::Nowhere => {
            let path = paths.first().copied().unwrap_or(&path);
            let says = format!("no operation has the path {}", fault::excerpt(path));
            let faults = vec![Fault::new(FaultKind::Path, says)];
            return Err(refused(faults, None, Format::Json));
        }
    };
    let query = signature::restored(served.api(), &parts);
    let form = form(&parts);
    let read = |candidate| Outcome::new(served, &parts, &query, &form, candidate, now);
    let outcomes: Vec<Outcome> = candidates.iter().filter_map(read).collect();
    let told_apart = told_apart(&outcomes);
    // Constants tell operations apart that share a path; where none fits, the least wrong one was meant.
    let best = outcomes.into_iter().min_by_key(Outcome::badness);
    let Some(Outcome {
        mut faults, call, ..
    }) = best
    else {
        return Err(refused(Vec::new(), None, Format::Json));
    };
    if faults.is_empty() {
        return Ok(call);
    }
    if let (Some(help), Some(constant)) = (
        told_apart,
        faults
            .iter_mut()
            .find(|fault| fault.kind == FaultKind::Constant),
    ) {
        constant.help = Some(help);
    }
    faults.sort_by_key(|fault| fault.kind.rank());
    Err(refused(faults, Some(call.operation), call.format))
}

/// The fields of a form; those of a multipart body that are no files.
fn form(parts: &Parts<'_>) -> Query {
    match &parts.content {
        Content::Form(pairs) => pairs.clone(),
        Content::Multipart(all) => {
            let fields = all.iter().filter(|part| !part.is_file());
            fields
                .filter_map(|part| Some((part.name.clone(), Some(part.text()?.to_owned()))))
                .collect()
        }
        _ => Query::new(),
    }
}

/// What one of the operations makes of a request.
struct Outcome {
    operation: &'static Operation,
    faults: Vec<Fault>,
    /// How much of the request is not in the spec, though it may be.
    odd: usize,
    call: Call,
}

impl Outcome {
    fn new(
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

/// What the values of the constants are by which operations of one path are told apart.
fn told_apart(outcomes: &[Outcome]) -> Option<String> {
    if outcomes.len() < 2 {
        return None;
    }
    let fixed = outcomes.iter().flat_map(|outcome| &outcome.operation.fixed);
    let mut values: Vec<String> = Vec::new();
    let mut wire = None;
    for param in fixed {
        let specwright::model::FixedSource::Constant(value) = &param.source else {
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
