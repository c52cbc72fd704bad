//! One operation. In: a method of a path. Out: its name and its keys in the spec.

use serde_yaml::{Mapping, Value};

use super::super::naming;
use super::super::node::Node;
use super::super::remark::Remarks;
use super::map::{put, put_full, put_some};
use super::{DEPRECATED, Frame, body, overlay, paging, params, path, prose, responses, sample};

/// The methods of a path, in the words of OpenAPI.
pub(super) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// An operation of the document.
#[derive(Clone, Debug)]
pub(super) struct Found<'d> {
    pub(super) path: &'d str,
    pub(super) item: Node<'d>,
    pub(super) method: &'d str,
    pub(super) node: Node<'d>,
}

/// All operations, in the order of the document.
pub(super) fn all<'d>(document: &Node<'d>) -> Vec<Found<'d>> {
    let mut out = Vec::new();
    for (path, item) in document.table("paths") {
        if path.starts_with("x-") {
            continue;
        }
        for (method, node) in item.entries() {
            if METHODS.contains(&method) && node.value.is_mapping() && !node.is_skipped() {
                out.push(Found {
                    path,
                    item: item.clone(),
                    method,
                    node,
                });
            }
        }
    }
    out
}

/// The name that an operation gets before it is known to be the only one of that name.
pub(super) fn name(found: &Found<'_>) -> String {
    let given = overlay::name(&found.node);
    let id = found.node.text("operationId").map(str::trim);
    if let Some(given) = given {
        return given;
    }
    match id.filter(|id| id.chars().any(char::is_alphanumeric)) {
        Some(id) => naming::snake(id),
        None => made(found.method, found.path),
    }
}

/// `GET /orders/{id}` is `get_orders_by_id`.
fn made(method: &str, path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut words = vec![method.to_owned()];
    for step in path.split('/').filter(|step| !step.is_empty()) {
        match step
            .strip_prefix('{')
            .and_then(|step| step.strip_suffix('}'))
        {
            Some(name) if !name.contains(['{', '}']) => words.push(format!("by {name}")),
            _ => words.push(step.replace(['{', '}'], " ")),
        }
    }
    naming::snake(&words.join(" "))
}

/// The keys of an operation.
pub(super) fn read<'d>(frame: &mut Frame<'d>, found: &Found<'d>, name: &str) -> Mapping {
    let node = &found.node;
    let method = found.method.to_ascii_uppercase();
    let path = path::read(found.path, &found.item.at, frame.remarks);
    let mut params = params::all(frame, &found.item, node, name, &path.names);
    let body = node.get("requestBody").filter(|body| !body.is_skipped());
    let body = body.filter(|body| {
        let is_refused = matches!(method.as_str(), "GET" | "HEAD" | "OPTIONS");
        if is_refused {
            frame
                .remarks
                .not_carried(&body.at, format!("the body of a request by {method}"));
            body.took_all();
        }
        !is_refused
    });
    let body = body.and_then(|node| body::read(frame, &node, name));
    let takes_body = matches!(method.as_str(), "POST" | "PUT" | "PATCH");
    if let Some((body, _)) = &body {
        params.extend(body.params.iter().cloned());
    }
    let mut answers = responses::read(frame, node, name);
    let (auth, scopes) = frame.auth(found);
    let mut text = text(found);
    said_beside(
        &mut text,
        body.as_ref().and_then(|(body, _)| body.text.clone()),
        answers.text.clone(),
        &scopes,
    );
    let silent = Remarks::default();
    let heard = if super::says(node, &["paginate"]) {
        &silent
    } else {
        frame.remarks
    };
    let paginate = match answers.has_other_success() {
        false => paging::guess(&method, &params, &answers, heard),
        true => lonely_pages(&method, &params, &mut answers, node, frame.remarks),
    };
    overruled(frame, node, &answers);
    let samples = sample::all(
        &params,
        body.as_ref().map(|(body, media)| (body, media)),
        &answers,
    );

    let mut out = Mapping::new();
    put_some(&mut out, "text", text);
    put(&mut out, "call", format!("{method} {}", path.text));
    if node.truth("deprecated") == Some(true) {
        put(&mut out, "deprecated", DEPRECATED);
    }
    let constants: Mapping = path
        .query
        .iter()
        .map(|(name, value)| (name.as_str().into(), value.as_str().into()))
        .collect();
    put_full(&mut out, "query", constants);
    let content_type = body
        .as_ref()
        .and_then(|(body, _)| body.content_type.clone());
    if let Some(content_type) = content_type {
        put(
            &mut out,
            "headers",
            super::map::map([("Content-Type", content_type.into())]),
        );
    }
    let word = match &body {
        Some((body, _)) => body.word,
        None => takes_body.then_some("none"),
    };
    let default = match (takes_body, word) {
        (true, Some("none")) | (false, _) => "query",
        (true, Some("text" | "bytes")) => "whole_body",
        (true, _) => "body",
    };
    put_full(&mut out, "params", params::table(&params, default));
    put_some(&mut out, "body", word);
    if let Some((body, _)) = &body {
        put_full(&mut out, "rules", body.rules.clone());
    }
    responses::put_into(&mut out, &answers);
    put_some(&mut out, "paginate", paginate);
    put_some(&mut out, "auth", auth);
    put_some(&mut out, "server", frame.server(&found.item, node));
    for (sample, at) in &samples.places {
        frame
            .places
            .put(&["operations", name, "samples", sample], at);
    }
    put_full(&mut out, "samples", samples.samples);
    overlay::apply(&mut out, node);
    out
}

/// Every page is what `returns` says, so pages and answers of further statuses exclude each other: what the document says
/// counts for more than what would be guessed, and what an overlay says for more than both.
fn lonely_pages(
    method: &str,
    params: &[params::Param],
    answers: &mut responses::Answers<'_>,
    node: &Node<'_>,
    remarks: &Remarks,
) -> Option<Mapping> {
    let pages = paging::guess(method, params, answers, &Remarks::default());
    if super::says(node, &["paginate"]) {
        for response in answers.without_other_successes() {
            let said = "a further answer of success beside pages";
            remarks.not_carried(&response.node.at, said);
        }
        return pages;
    }
    if let (Some(_), Some(main)) = (pages, &answers.main) {
        let said = "this looks like a page, and answers of other statuses are no pages: how pages follow is left to callers";
        remarks.guessed(&main.node.at, said);
    }
    None
}

/// What the overlay of an operation replaces needs no remarks.
fn overruled<'d>(frame: &mut Frame<'d>, node: &Node<'d>, answers: &responses::Answers<'d>) {
    if let Some(main) = answers
        .main
        .as_ref()
        .filter(|_| super::says(node, &["returns"]))
    {
        frame.overruled.push(main.node.at.clone());
    }
    let overlay = node.overlay();
    let params = overlay
        .and_then(|overlay| overlay.get("params"))
        .and_then(Value::as_mapping);
    let Some(params) = params else { return };
    for param in node.list("parameters") {
        let name = param.value.get("name").and_then(Value::as_str);
        if name.is_some_and(|name| params.contains_key(name)) {
            frame.overruled.push(param.at.clone());
        }
    }
    for (_, media) in node
        .get("requestBody")
        .map(|body| body.table("content"))
        .unwrap_or_default()
    {
        let properties = media
            .get("schema")
            .and_then(|schema| schema.get("properties"));
        for (name, property) in properties.map(|node| node.entries()).unwrap_or_default() {
            if params.contains_key(name) {
                frame.overruled.push(property.at.clone());
            }
        }
    }
}

/// Summary and description; those of the path where the operation has none.
fn text(found: &Found<'_>) -> Option<String> {
    let own = prose::joined(found.node.prose("summary"), found.node.prose("description"));
    let path = prose::joined(found.item.prose("summary"), found.item.prose("description"));
    match (own, path) {
        (None, path) => path,
        (Some(own), Some(path)) if !own.contains(&path) => Some(format!("{own}\n\n{path}")),
        (own, _) => own,
    }
}

/// What belongs to an operation and has no key of its own.
fn said_beside(
    text: &mut Option<String>,
    body: Option<String>,
    answer: Option<String>,
    scopes: &[String],
) {
    let known = text.clone().unwrap_or_default();
    let is_new = |said: &String| !known.contains(said.trim_end_matches('.'));
    if let Some(body) = body.filter(is_new) {
        prose::add(text, &format!("Body: {body}"));
    }
    if let Some(answer) = answer.filter(is_new) {
        prose::add(text, &format!("Answer: {answer}"));
    }
    if !scopes.is_empty() {
        let scopes: Vec<String> = scopes.iter().map(|scope| format!("`{scope}`")).collect();
        prose::add(text, &format!("Scopes: {}", scopes.join(", ")));
    }
}

/// The tag that an operation stands under.
pub(super) fn tag(found: &Found<'_>) -> Option<String> {
    let tags = found.node.value.get("tags").and_then(Value::as_sequence)?;
    tags.first().and_then(Value::as_str).map(str::to_owned)
}
