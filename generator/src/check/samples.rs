//! Answers of samples with members that no field names: the client would drop them in silence.
//!
//! Only what can be told for sure is reported: JSON that is an answer of success and no stream of events.

use serde_json::Value as Json;

use super::cover::Cover;
use crate::diag::{Code, Diagnostics, list_of};
use crate::model::{
    Api, Condition, Envelope, Format, Operation, Sample, SampleResponse, Stream, Type,
};
use crate::places;

/// Members that a message names.
const NAMED: usize = 4;

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    for operation in &api.operations {
        for sample in &operation.samples {
            if let Some(response) = &sample.response {
                check_sample(api, operation, sample, response, diags);
            }
        }
    }
}

fn check_sample(
    api: &Api,
    operation: &Operation,
    sample: &Sample,
    response: &SampleResponse,
    diags: &mut Diagnostics,
) {
    if response.format != Format::Json || response.faulty.is_some() || response.error.is_some() {
        return;
    }
    let mut cover = Cover::new(api);
    for (body, envelope) in payloads(operation, response) {
        let payload = match envelope.and_then(|envelope| envelope.payload.as_deref()) {
            Some(path) => get(&body, path),
            None => Some(&body),
        };
        let Some(payload) = payload else { continue };
        let known = envelope.map(read_members).unwrap_or_default();
        cover.payload(payload, &operation.payload(response.status).ty, &known);
    }
    report(operation, sample, &cover.missing, diags);
}

/// The parts of an answer that are of the type that the operation returns, each with its envelope.
fn payloads<'a>(
    operation: &'a Operation,
    response: &SampleResponse,
) -> Vec<(Json, Option<&'a Envelope>)> {
    let read = |text: &str| serde_json::from_str::<Json>(text).ok();
    match &operation.stream {
        None => {
            let body = read(&response.body);
            let answer = body.and_then(|body| {
                let mut envelopes = operation.envelopes.iter();
                let used = envelopes.find(|one| holds(&one.when, response.status, &body))?;
                let success = used.success.as_ref()?;
                holds(success, response.status, &body).then_some((body, Some(used)))
            });
            answer.into_iter().collect()
        }
        // A line that an envelope of its own fits is no item.
        Some(Stream::Lines { .. }) => {
            let is_item = |line: &Json| {
                let told = |one: &Envelope| one.when != Condition::default();
                let mut envelopes = operation.envelopes.iter().filter(|one| told(one));
                !envelopes.any(|one| holds(&one.when, response.status, line))
            };
            let lines = response.body.lines().filter_map(read);
            lines.filter(is_item).map(|line| (line, None)).collect()
        }
        Some(Stream::Events { .. } | Stream::Bytes) => Vec::new(),
    }
}

fn holds(condition: &Condition, status: u16, body: &Json) -> bool {
    let in_range = |(first, last): &(u16, u16)| (*first..=*last).contains(&status);
    let is_there = |path: &String| get(body, path).is_some_and(|value| !value.is_null());
    (condition.status.is_empty() || condition.status.iter().any(in_range))
        && condition.has.iter().all(is_there)
        && !condition.lacks.iter().any(is_there)
        && condition
            .equals
            .iter()
            .all(|(path, value)| get(body, path) == Some(value))
}

/// What is at a path of member names joined by dots.
fn get<'j>(body: &'j Json, path: &str) -> Option<&'j Json> {
    path.split('.')
        .try_fold(body, |value, name| value.get(name))
}

/// Members at the top of an answer that the envelope reads.
fn read_members(envelope: &Envelope) -> Vec<&str> {
    let fields = envelope.field_errors.iter().map(|(at, _, _)| at);
    let conditions = [Some(&envelope.when), envelope.success.as_ref()];
    let compared = conditions.into_iter().flatten().flat_map(|condition| {
        let equals = condition.equals.iter().map(|(path, _)| path);
        equals.chain(&condition.has).chain(&condition.lacks)
    });
    let paths = [
        &envelope.code,
        &envelope.message,
        &envelope.request_id,
        &envelope.stack,
        &envelope.retry_after,
    ];
    let paths = paths.into_iter().flatten().chain(fields).chain(compared);
    paths.filter_map(|path| path.split('.').next()).collect()
}

fn report(operation: &Operation, sample: &Sample, missing: &[String], diags: &mut Diagnostics) {
    let Some(first) = missing.first() else { return };
    let name = first.rsplit('.').next().unwrap_or_default();
    let place = places::sample(operation, sample)
        .key("response")
        .key("body")
        .part(format!("\"{name}\""));
    let status = sample.response.as_ref().map_or(200, |answer| answer.status);
    let (message, help) = match operation.payload(status).ty {
        Type::Unit => (
            "the sample shows an answer, and the operation returns nothing".to_owned(),
            "give the operation `returns`: the type of what the sample shows, or `any`",
        ),
        _ => (
            format!("no field takes what the sample shows as {}", named(missing)),
            "give its type a field of that name, or `extra` for whatever else there is",
        ),
    };
    let subject = format!("{}.{}", operation.name, sample.name);
    diags
        .lint(Code::SampleWithoutType, subject, place, message)
        .help(help);
}

/// The first of them in words, and how many more there are.
fn named(missing: &[String]) -> String {
    let names = missing.iter().take(NAMED).map(String::as_str);
    match missing.len().saturating_sub(NAMED) {
        0 => list_of(names).replace(" or `", " and `"),
        more => {
            let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
            format!("{} and {more} more", names.join(", "))
        }
    }
}
