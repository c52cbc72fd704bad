//! The document of an API as the page needs it.
//!
//! In: the exported document. Out: the same, whose calls go to this server, without credentials, since this server adds
//! them, and without what only an import reads. For a mock each operation has the headers that wish for errors and faults.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use serde_yaml::{Mapping, Value as Yaml};
use specwright::model::{Api, Class, ErrorRow, FixedParam, FixedSource, Location, Operation};
use specwright::{markdown, words};
use specwright_openapi::export;

use crate::upstream::{Own, Place};

/// The extension that only an import reads.
const OVERLAY: &str = "x-specwright";

/// Members that hold values of the API rather than parts of the document.
const VALUES: [&str; 6] = ["const", "default", "enum", "example", "examples", "value"];

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The heading of operations that are not sorted.
const UNTAGGED: &str = "Operations";

/// What is behind a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The mock.
    Mock,
    /// A service, shown by this text.
    Service(String),
}

/// The document of an API whose calls go to the path `calls` of this server, as JSON.
pub(super) fn document(api: &Api, calls: &str, kind: &Kind) -> Result<String, String> {
    let exported = export::export(api, &export::Options::default());
    let mut root = exported.value().clone();
    change(api, &mut root, calls, kind);
    serde_json::to_string(&root).map_err(|error| error.to_string())
}

fn change(api: &Api, root: &mut Mapping, calls: &str, kind: &Kind) {
    bare(root);
    let here = "This server, which adds credentials and sends calls on";
    set(
        root,
        "servers",
        json!([{"url": calls, "description": here}]),
    );
    root.shift_remove("security");
    if let Some(info) = part(root, "info") {
        say(info, &note(kind));
        if let Some(table) = errors(api) {
            say(info, &table);
        }
    }
    let is_mock = *kind == Kind::Mock;
    if let Some(components) = part(root, "components") {
        components.shift_remove("securitySchemes");
        if is_mock && let Some(parameters) = part(components, "parameters") {
            for (name, parameter) in wishes(api) {
                set(parameters, &name, parameter);
            }
        }
    }
    let models = api.operations.iter().map(|op| (op.name.as_str(), op));
    let models: BTreeMap<&str, &Operation> = models.collect();
    for operation in operations(root) {
        let heading = || Yaml::from(vec![Yaml::from(UNTAGGED)]);
        operation.entry("tags".into()).or_insert_with(heading);
        operation.shift_remove("security");
        operation.shift_remove("servers");
        let name = operation.get("operationId").and_then(Yaml::as_str);
        let model = name.and_then(|name| models.get(name)).copied();
        if let Some(model) = model {
            without_own(operation, &Own::new(model, api), model);
            if is_mock {
                wish(operation, model);
            }
        }
    }
}

/// The object of this name, made if there is none.
fn part<'m>(node: &'m mut Mapping, name: &str) -> Option<&'m mut Mapping> {
    let part = node
        .entry(name.into())
        .or_insert_with(|| Mapping::new().into());
    part.as_mapping_mut()
}

fn set(node: &mut Mapping, name: &str, value: Json) {
    // JSON is YAML, so this cannot fail.
    node.insert(name.into(), serde_yaml::to_value(value).unwrap_or_default());
}

/// The operation objects of a document.
fn operations(root: &mut Mapping) -> Vec<&mut Mapping> {
    let paths = root.get_mut("paths").and_then(Yaml::as_mapping_mut);
    let items = paths.into_iter().flat_map(Mapping::values_mut);
    let mut found = Vec::new();
    for item in items.filter_map(Yaml::as_mapping_mut) {
        item.shift_remove("servers");
        for (method, operation) in item.iter_mut() {
            if method
                .as_str()
                .is_some_and(|method| METHODS.contains(&method))
            {
                found.extend(operation.as_mapping_mut());
            }
        }
    }
    found
}

/// Takes the overlay out, wherever it stands.
fn bare(node: &mut Mapping) {
    node.shift_remove(OVERLAY);
    for (key, part) in node.iter_mut() {
        if key.as_str().is_none_or(|key| !VALUES.contains(&key)) {
            bare_part(part);
        }
    }
}

fn bare_part(node: &mut Yaml) {
    match node {
        // What stands between the text of a spec and what export adds to it.
        Yaml::String(text) if text.contains(export::MARK) => {
            *text = text.replace(export::MARK, "").trim_start().to_owned();
        }
        Yaml::Mapping(members) => bare(members),
        Yaml::Sequence(items) => items.iter_mut().for_each(bare_part),
        _ => {}
    }
}

/// Takes out what this server gives: parameters and members of the body.
fn without_own(operation: &mut Mapping, own: &Own, model: &Operation) {
    let parameters = operation.get_mut("parameters");
    if let Some(parameters) = parameters.and_then(Yaml::as_sequence_mut) {
        parameters.retain(|parameter| {
            let text = |key| parameter.get(key).and_then(Yaml::as_str);
            let place = match text("in") {
                Some("query") => Place::Query,
                Some("header") => Place::Header,
                Some("cookie") => Place::Cookie,
                _ => return true,
            };
            !own.has(place, text("name").unwrap_or_default())
        });
    }
    let is_given = |fixed: &&FixedParam| {
        let is_constant = matches!(fixed.source, FixedSource::Constant(_));
        fixed.location == Location::BodyField && !is_constant
    };
    let given = model.fixed.iter().filter(is_given);
    let given: Vec<&str> = given.map(|fixed| fixed.wire.as_str()).collect();
    let body = operation.get_mut("requestBody");
    let content = body.and_then(|body| body.get_mut("content"));
    let content = content.and_then(Yaml::as_mapping_mut);
    for media in content.into_iter().flat_map(Mapping::values_mut) {
        if let Some(properties) = media
            .get_mut("schema")
            .and_then(|schema| schema.get_mut("properties"))
            && let Some(properties) = properties.as_mapping_mut()
        {
            properties.retain(|name, _| name.as_str().is_none_or(|name| !given.contains(&name)));
        }
        if let Some(required) = media
            .get_mut("schema")
            .and_then(|schema| schema.get_mut("required"))
            && let Some(required) = required.as_sequence_mut()
        {
            required.retain(|name| name.as_str().is_none_or(|name| !given.contains(&name)));
        }
    }
}

/// Adds a paragraph to the description.
fn say(node: &mut Mapping, text: &str) {
    let before = node.get("description").and_then(Yaml::as_str);
    let all = match before {
        Some(before) => format!("{before}\n\n{text}"),
        None => text.to_owned(),
    };
    set(node, "description", all.into());
}

fn note(kind: &Kind) -> String {
    match kind {
        Kind::Mock => "**A mock.** Calls of this page are answered by a server that plays this API. Credentials and \
            signatures are added on the way, so there is nothing to authorise. The headers `X-Mock-*` of each operation \
            ask for errors, samples, delays and faults."
            .to_owned(),
        Kind::Service(url) => format!(
            "**The real service.** Calls of this page go to `{url}`. Credentials and signatures are added on the way, so \
            there is nothing to authorise, and no secret is in this page."
        ),
    }
}

/// The table of error codes, folded up.
fn errors(api: &Api) -> Option<String> {
    let failures = api.errors.iter().filter(|row| row.class != Class::Success);
    let rows: Vec<String> = failures.map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let count = rows.len();
    let rows = rows.concat();
    Some(format!(
        "<details>\n<summary>{count} error codes</summary>\n\n| Code | Status | Class | Advice | Meaning |\n\
         | --- | --- | --- | --- | --- |\n{rows}\n</details>"
    ))
}

fn row(row: &ErrorRow) -> String {
    let code = markdown::code(&words::code(&row.code)).replace('|', "\\|");
    let status = row.status.map(|status| status.to_string());
    format!(
        "| {code} | {} | {} | {} | {} |\n",
        status.unwrap_or_default(),
        words::class(row.class).replace('_', " "),
        words::advice(row.retry).unwrap_or_default(),
        markdown::inline(&row.texts.join("; ")),
    )
}

/// The headers by which a request asks something of the mock, as components.
fn wishes(api: &Api) -> [(String, Json); 4] {
    let failures = api.errors.iter().filter(|row| row.class != Class::Success);
    let codes: Vec<String> = failures.map(|row| words::code(&row.code)).collect();
    let code = match codes.is_empty() {
        true => json!({"type": "string"}),
        false => json!({"type": "string", "enum": codes}),
    };
    let header = |name: &str, text: &str, schema: Json| {
        let parameter =
            json!({"name": name, "in": "header", "description": text, "schema": schema});
        (name.to_owned(), parameter)
    };
    [
        header(
            "X-Mock-Error",
            "The mock answers with this row of the error table.",
            code,
        ),
        header(
            "X-Mock-Status",
            "The mock answers with this HTTP status.",
            json!({"type": "integer", "minimum": 200, "maximum": 599}),
        ),
        header(
            "X-Mock-Latency",
            "The answer takes so long, such as `200ms` or `2s`.",
            json!({"type": "string", "pattern": "^[0-9]+(ms|s|m)$"}),
        ),
        header(
            "X-Mock-Fault",
            "The answer is spoilt.",
            json!({"type": "string", "enum": ["reset", "truncated", "html", "empty", "garbage"]}),
        ),
    ]
}

/// Gives an operation the headers that ask something of the mock.
fn wish(operation: &mut Mapping, model: &Operation) {
    let parameters = operation
        .entry("parameters".into())
        .or_insert_with(|| Vec::<Yaml>::new().into());
    let Some(parameters) = parameters.as_sequence_mut() else {
        return;
    };
    let mut add = |parameter: Json| parameters.extend(serde_yaml::to_value(parameter).ok());
    let samples = model.samples.iter();
    let answered = samples.filter(|sample| sample.response.is_some());
    let names: Vec<&str> = answered.map(|sample| sample.name.as_str()).collect();
    if names.len() > 1 {
        add(json!({
            "name": "X-Mock-Sample",
            "in": "header",
            "description": "The mock answers with this sample.",
            "schema": {"type": "string", "enum": names},
        }));
    }
    for name in [
        "X-Mock-Error",
        "X-Mock-Status",
        "X-Mock-Latency",
        "X-Mock-Fault",
    ] {
        add(json!({"$ref": format!("#/components/parameters/{name}")}));
    }
}
