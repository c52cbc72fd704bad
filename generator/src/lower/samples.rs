//! Samples: the parameters exist and suffice, and bodies can be read unless they are marked as faulty.

use super::params::Params;
use super::scope::{Scope, at};
use super::{provenance, rules, xml};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{BodyKind, Format, Location, Presence, Sample, SampleResponse, Stream};
use crate::spec::{self, Table};

/// What samples of an operation are measured by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Against<'a> {
    pub(super) params: &'a Params,
    pub(super) body: BodyKind,
    pub(super) formats: &'a [Format],
    pub(super) stream: Option<&'a Stream>,
}

pub(super) fn lower(
    scope: &Scope<'_>,
    against: Against<'_>,
    samples: &Table<spec::Sample>,
    place: &Place,
    diags: &mut Diagnostics,
) -> Vec<Sample> {
    let sample = |(name, sample): (&str, &spec::Sample)| {
        let place = at(place, name);
        let request = sample.request.as_ref();
        if let Some(request) = request {
            check_request(against, request, &at(&place, "request"), diags);
        }
        if request.is_none() && sample.response.is_none() {
            let message = format!("the sample `{name}` shows nothing");
            diags
                .error(Code::BadSample, place.clone().of_key(), message)
                .help("a sample has a `request`, a `response`, or both");
        }
        let response = sample.response.as_ref();
        Sample {
            name: name.to_owned(),
            doc: sample.text.clone(),
            params: request.and_then(|request| request.params.clone()),
            url: request.and_then(|request| request.url.clone()),
            body: request.and_then(|request| request.body.clone()),
            response: response
                .map(|response| lower_response(against, response, &at(&place, "response"), diags)),
            source: provenance::lower(sample.source.as_ref(), scope.document),
        }
    };
    samples.iter().map(sample).collect()
}

fn check_request(
    against: Against<'_>,
    request: &spec::SampleRequest,
    place: &Place,
    diags: &mut Diagnostics,
) {
    let mut given = Vec::new();
    for name in request.params.iter().flat_map(|params| params.keys()) {
        let place = at(&at(place, "params"), name).of_key();
        given.extend(rules::index(name, against.params, place, diags));
    }
    // Without parameters a sample shows what was sent, and nothing is made of it.
    if request.params.is_some() {
        let missing = |(index, param): (usize, &crate::model::Param)| {
            let required = matches!(
                param.field.presence,
                Presence::Required | Presence::RequiredNullable
            );
            (required && !given.contains(&index)).then(|| param.field.wire.clone())
        };
        let missing: Vec<String> = against
            .params
            .given
            .iter()
            .enumerate()
            .filter_map(missing)
            .collect();
        if !missing.is_empty() {
            let names = crate::diag::list_of(missing.iter().map(String::as_str));
            let message = format!("the sample does not give the required {names}");
            diags
                .error(Code::BadSample, at(place, "params").of_key(), message)
                .help("add it to `params`");
        }
    }
    if let Some(url) = request.url.as_ref().filter(|url| !url.starts_with('/')) {
        diags
            .error(
                Code::BadSample,
                at(place, "url"),
                format!("`{url}` is no path"),
            )
            .help("write the path and the query string, without scheme and host");
    }
    if let Some(body) = &request.body {
        check_request_body(against, body, &at(place, "body"), diags);
    }
}

fn check_request_body(against: Against<'_>, body: &str, place: &Place, diags: &mut Diagnostics) {
    match against.body {
        BodyKind::None => {
            diags
                .error(
                    Code::BadSample,
                    place.clone().of_key(),
                    "the operation has no body",
                )
                .help("remove it, or say under `body` of the operation how it is sent");
        }
        BodyKind::Json => {
            let fields = against
                .params
                .given
                .iter()
                .any(|param| param.location == Location::BodyField);
            match serde_json::from_str::<serde_json::Value>(body) {
                Ok(json) if fields && !json.is_object() => {
                    diags
                        .error(
                            Code::BadSample,
                            place.clone(),
                            "the body of this operation is a JSON object",
                        )
                        .help("write its members in braces, as they are sent");
                }
                Ok(_) => {}
                Err(error) => {
                    diags
                        .error(
                            Code::BadSample,
                            place.clone(),
                            format!("the body is not JSON: {error}"),
                        )
                        .help("correct it: the generated test compares it with what is sent");
                }
            }
        }
        BodyKind::Multipart => {
            diags
                .error(
                    Code::BadSample,
                    place.clone().of_key(),
                    "what separates the parts of a multipart body differs each time",
                )
                .help("leave the `body` of the sample out");
        }
        BodyKind::Form | BodyKind::Text | BodyKind::Bytes => {}
    }
}

fn lower_response(
    against: Against<'_>,
    response: &spec::SampleResponse,
    place: &Place,
    diags: &mut Diagnostics,
) -> SampleResponse {
    let format = match response.format {
        Some(format) => super::shared::format(format),
        None => Format::Json,
    };
    if !against.formats.contains(&format) {
        let message = format!("answers of this operation do not come as {}", name(format));
        diags
            .error(Code::BadSample, at(place, "format"), message)
            .help("`formats` lists what answers come in");
    }
    check_status(response.status, place, diags);
    check_body(response, format, against.stream, place, diags);
    SampleResponse {
        status: response.status.unwrap_or(200),
        format,
        body: response.body.clone(),
        faulty: response.faulty.clone(),
        error: response.error.as_ref().map(ToString::to_string),
    }
}

fn check_status(status: Option<u16>, place: &Place, diags: &mut Diagnostics) {
    if let Some(status) = status.filter(|status| !(100..=599).contains(status)) {
        diags
            .error(
                Code::BadSample,
                at(place, "status"),
                format!("`{status}` is no HTTP status"),
            )
            .help("statuses are numbers from 100 to 599");
    }
}

fn check_body(
    response: &spec::SampleResponse,
    format: Format,
    stream: Option<&Stream>,
    place: &Place,
    diags: &mut Diagnostics,
) {
    let fault = match stream {
        None => fault(&response.body, format),
        Some(Stream::Lines { .. }) if format == Format::Json => {
            let mut lines = response.body.lines();
            lines.find_map(|line| Some((fault(line, format)?.0, line.trim())))
        }
        // Events are told apart by the runtime alone, and bytes may be anything.
        Some(_) => return,
    };
    match (fault, &response.faulty) {
        (Some((fault, line)), None) => {
            let message = format!("the body is not {}: {fault}", name(format));
            let body = at(place, "body");
            let place = if line.is_empty() {
                body
            } else {
                body.part(line)
            };
            diags.error(Code::UnreadableSample, place, message);
        }
        (None, Some(_)) => {
            let message = format!("the body is readable {}", name(format));
            diags
                .error(Code::NotFaulty, at(place, "faulty").of_key(), message)
                .label(at(place, "body").of_key(), "nothing is wrong with it");
        }
        _ => {}
    }
}

/// Why a body cannot be read, and the line that says so, if it is known.
fn fault(body: &str, format: Format) -> Option<(String, &str)> {
    // An answer without content has nothing to read.
    if body.trim().is_empty() {
        return None;
    }
    match format {
        Format::Json => {
            let error = serde_json::from_str::<serde_json::Value>(body).err()?;
            let line = body
                .lines()
                .nth(error.line().saturating_sub(1))
                .unwrap_or_default();
            Some((error.to_string(), line.trim()))
        }
        Format::Xml => Some((xml::fault(body)?, "")),
        Format::Text => None,
    }
}

fn name(format: Format) -> &'static str {
    match format {
        Format::Json => "JSON",
        Format::Xml => "XML",
        Format::Text => "text",
    }
}
