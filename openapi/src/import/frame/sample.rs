//! Samples. In: examples of parameters, bodies and responses. Out: `samples`, with bodies as JSON text in the order of the
//! document. Whether they fit their types is found out when the spec is finished.

use serde_yaml::{Mapping, Value};

use super::super::naming::{self, Names};
use super::super::node::Node;
use super::super::pointer::Pointer;
use super::body::Body;
use super::map::{map, put, put_full, put_some};
use super::media::{Form, Media};
use super::params::Param;
use super::prose;
use super::responses::{Answers, Response, Status, error_status};

/// An example with its name, if it has one.
#[derive(Clone, Debug)]
struct Shown<'d> {
    name: Option<&'d str>,
    text: Option<String>,
    value: &'d Value,
    at: Pointer,
}

/// The value that a document shows for a parameter.
pub(super) fn of_param(
    param: &Node<'_>,
    media: Option<&Node<'_>>,
    schema: Option<&Node<'_>>,
) -> Option<Value> {
    let own = first(param);
    let own = own.or_else(|| media.and_then(first));
    own.or_else(|| {
        let schema = schema?.schema()?;
        let example = schema.value.get("example");
        let listed = schema.value.get("examples").and_then(|list| list.get(0));
        example.or(listed).cloned()
    })
}

fn first(holder: &Node<'_>) -> Option<Value> {
    if let Some(example) = holder.raw("example") {
        example.took_all();
        return Some(example.value.clone());
    }
    let examples = holder.table("examples");
    let (_, first) = examples.into_iter().next()?;
    let value = first.raw("value")?;
    value.took_all();
    Some(value.value.clone())
}

/// The examples of a content type.
fn shown<'d>(media: &Media<'d>) -> Vec<Shown<'d>> {
    let mut out = Vec::new();
    if let Some(example) = media.node.raw("example") {
        example.took_all();
        out.push(Shown {
            name: None,
            text: None,
            value: example.value,
            at: example.at,
        });
    }
    for (name, node) in media.node.table("examples") {
        let Some(value) = node.raw("value") else {
            continue;
        };
        value.took_all();
        let text = prose::joined(node.prose("summary"), node.prose("description"));
        out.push(Shown {
            name: Some(name),
            text,
            value: value.value,
            at: value.at,
        });
    }
    out
}

/// The samples of an operation in the making.
#[derive(Debug, Default)]
pub(super) struct Samples {
    names: Names,
    pub(super) samples: Mapping,
    /// Where each of them stands in the document.
    pub(super) places: Vec<(String, Pointer)>,
}

impl Samples {
    fn add(&mut self, name: &str, at: &Pointer, sample: Mapping) {
        let name = self.names.take(name);
        put(&mut self.samples, &name, sample);
        self.places.push((name, at.clone()));
    }
}

/// `samples` of an operation.
pub(super) fn all<'d>(
    params: &[Param],
    body: Option<(&Body, &Media<'d>)>,
    answers: &Answers<'d>,
) -> Samples {
    let mut requests: Vec<(Shown<'d>, Mapping)> = Vec::new();
    if let Some((body, media)) = body {
        let examples = shown(media).into_iter();
        requests.extend(
            examples
                .filter_map(|one| Some((one.clone(), request(params, body, media, one.value)?))),
        );
    }
    let mut out = Samples::default();
    if answers.stream.is_none()
        && let Some(main) = &answers.main
        && main.status != Status::Default
    {
        answered(
            main,
            answers,
            params,
            body.is_some(),
            &mut requests,
            &mut out,
        );
    }
    for (one, request) in requests {
        let mut sample = Mapping::new();
        put_some(&mut sample, "text", one.text);
        put(&mut sample, "request", request);
        out.add(&name(one.name, "example"), &one.at, sample);
    }
    let main = answers.main.as_ref().map(|main| main.key.clone());
    for response in answers
        .all
        .iter()
        .filter(|one| Some(&one.key) != main.as_ref())
    {
        others(response, answers, &mut out);
    }
    out
}

/// The usual answer: each with the request of the same name, if there is one.
fn answered<'d>(
    main: &Response<'d>,
    answers: &Answers<'d>,
    params: &[Param],
    has_body: bool,
    requests: &mut Vec<(Shown<'d>, Mapping)>,
    out: &mut Samples,
) {
    let Some(media) = &main.media else { return };
    let responses = shown(media);
    let only = requests.len() == 1 && responses.len() == 1;
    for one in responses {
        let Some(response) = response(main, media, one.value, answers) else {
            continue;
        };
        let same = requests
            .iter()
            .position(|(request, _)| only || request.name == one.name);
        let request = same.map(|index| requests.remove(index).1);
        let request = request.or_else(|| (!has_body).then(|| given(params)).flatten());
        let mut sample = Mapping::new();
        put_some(&mut sample, "text", one.text);
        put_some(&mut sample, "request", request);
        put(&mut sample, "response", response);
        out.add(&name(one.name, "example"), &one.at, sample);
    }
}

/// Answers of other statuses.
fn others<'d>(response: &Response<'d>, answers: &Answers<'d>, out: &mut Samples) {
    let Some(media) = &response.media else { return };
    // A class or a range is no status that an answer comes with.
    if response.status == Status::Other
        || response.key.parse::<u16>().is_err()
        || answers.stream.is_some()
    {
        return;
    }
    for one in shown(media) {
        let Some(mut shown) = self::response(response, media, one.value, answers) else {
            continue;
        };
        if let Some(status) = error_status(response) {
            put(&mut shown, "error", status);
        }
        let mut sample = Mapping::new();
        put_some(&mut sample, "text", one.text);
        put(&mut sample, "response", shown);
        let usual = format!("status {}", response.key);
        out.add(&name(one.name, &usual), &one.at, sample);
    }
}

fn name(name: Option<&str>, usual: &str) -> String {
    let is_empty = |name: &str| matches!(name, "default" | "response" | "0");
    let name = name.filter(|name| !is_empty(name)).unwrap_or(usual);
    match name.chars().any(char::is_alphanumeric) {
        true => naming::snake(name),
        false => naming::snake(usual),
    }
}

fn response(
    response: &Response<'_>,
    media: &Media<'_>,
    value: &Value,
    answers: &Answers<'_>,
) -> Option<Mapping> {
    let mut out = Mapping::new();
    let status = response
        .key
        .parse::<u16>()
        .ok()
        .filter(|status| *status != 200);
    put_some(&mut out, "status", status);
    let (format, body) = match media.form {
        Form::Json => (None, json_text(value)?),
        Form::Xml => (Some("xml"), value.as_str()?.to_owned()),
        Form::Text if answers.formats == Some("text") => (Some("text"), value.as_str()?.to_owned()),
        _ => return None,
    };
    put_some(&mut out, "format", format);
    put(&mut out, "body", body);
    Some(out)
}

/// An example as JSON text: a text that is JSON already stays as it is written.
fn json_text(value: &Value) -> Option<String> {
    if let Some(text) = value.as_str() {
        let first = text.trim_start().chars().next();
        let is_json = matches!(first, Some('{' | '['))
            && serde_json::from_str::<serde_json::Value>(text).is_ok();
        if is_json {
            return Some(text.trim().to_owned());
        }
    }
    let text = serde_json::to_string_pretty(value).ok()?;
    Some(match text.len() <= 100 {
        // What is short stands on a line.
        true => serde_json::to_string(value).ok()?,
        false => text,
    })
}

/// The request of an example of a body. Without values for all that is required, it shows what is sent.
fn request(params: &[Param], body: &Body, media: &Media<'_>, value: &Value) -> Option<Mapping> {
    let others = params
        .iter()
        .filter(|param| !matches!(param.part, "body" | "whole_body"));
    let given = required(others);
    let members = match (body.is_open, value) {
        // An example may leave out what its schema requires; then it shows what is sent, and no more.
        (true, Value::Mapping(members)) if gives_all(body, members) => Some(members.clone()),
        (false, value) if media.form == Form::Json => Some(map([("body", value.clone())])),
        _ => None,
    };
    match (given, members) {
        (Some(mut given), Some(members)) => {
            given.extend(members);
            Some(map([("params", given.into())]))
        }
        _ if media.form == Form::Json => Some(map([("body", json_text(value)?.into())])),
        _ => None,
    }
}

fn gives_all(body: &Body, members: &Mapping) -> bool {
    let required = body.params.iter().filter(|param| param.is_required());
    required
        .map(|param| param.wire.as_str())
        .all(|wire| members.contains_key(wire))
}

/// The values of all parameters that are required; nothing where the document does not show one of them.
fn required<'p>(params: impl Iterator<Item = &'p Param>) -> Option<Mapping> {
    let mut out = Mapping::new();
    for param in params.filter(|param| param.is_required() && !param.member.contains_key("value")) {
        out.insert(param.wire.as_str().into(), param.example.clone()?);
    }
    Some(out)
}

/// The request of an answer, where the document shows a value for all that is required.
fn given(params: &[Param]) -> Option<Mapping> {
    let values = required(params.iter())?;
    let mut out = Mapping::new();
    put_full(&mut out, "params", values);
    (!out.is_empty()).then_some(out)
}
