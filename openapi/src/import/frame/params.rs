//! Parameters of an operation. In: those of its path and its own. Out: members with a place and a layout.

use serde_yaml::{Mapping, Value};

use super::super::naming;
use super::super::node::Node;
use super::super::remark::Remarks;
use super::super::types::{Shape, Way};
use super::map::{put, put_some, short};
use super::operation::Found;
use super::{Frame, overlay, prose, sample};

/// A parameter in the making.
#[derive(Clone, Debug)]
pub(super) struct Param {
    /// Its name on the wire.
    pub(super) wire: String,
    /// Part of the request, in the words of the language.
    pub(super) part: &'static str,
    pub(super) member: Mapping,
    /// A value that the document shows for it.
    pub(super) example: Option<Value>,
}

impl Param {
    pub(super) fn is_required(&self) -> bool {
        self.member.get("required") == Some(&Value::Bool(true))
    }
}

/// Headers that HTTP itself gives a meaning to; OpenAPI says that parameters of these names are not to be read.
const IGNORED: [&str; 3] = ["accept", "content-type", "authorization"];

/// The parameters of an operation, in the order of the document: those of the path first.
pub(super) fn all<'d>(
    frame: &mut Frame<'d>,
    item: &Node<'d>,
    operation: &Node<'d>,
    name: &str,
    in_path: &[String],
) -> Vec<Param> {
    let mut nodes: Vec<(String, &'static str, Node<'d>)> = Vec::new();
    for node in item
        .list("parameters")
        .into_iter()
        .chain(operation.list("parameters"))
    {
        if node.is_skipped() {
            continue;
        }
        let wire = node.text("name").unwrap_or_default().to_owned();
        let part = part(node.text("in").unwrap_or_default());
        let same = nodes
            .iter_mut()
            .find(|(known, place, _)| *known == wire && *place == part);
        match same {
            // That of the operation counts.
            Some(known) => {
                known.2.took_all();
                known.2 = node;
            }
            None => nodes.push((wire, part, node)),
        }
    }
    let mut params = Vec::new();
    for (wire, part, node) in nodes {
        let is_ignored = part == "header" && IGNORED.contains(&wire.to_ascii_lowercase().as_str());
        if is_ignored && frame.by_header && wire.eq_ignore_ascii_case("authorization") {
            node.took_all();
        } else if is_ignored {
            frame.remarks.not_carried(
                &node.at,
                format!("the header `{wire}` is a matter of HTTP itself, as OpenAPI says"),
            );
            node.took_all();
        } else if part == "path" && !in_path.contains(&wire) {
            frame
                .remarks
                .not_carried(&node.at, format!("the path has no `{{{wire}}}`"));
            node.took_all();
        } else {
            params.push(param(frame, &node, name, wire, part));
        }
    }
    for wire in in_path {
        if !params
            .iter()
            .any(|param| param.part == "path" && param.wire == *wire)
        {
            let at = &operation.at;
            frame.remarks.guessed(
                at,
                format!("no parameter describes `{{{wire}}}` of the path: a text"),
            );
            let mut member = Mapping::new();
            put(&mut member, "type", "string");
            put(&mut member, "required", true);
            params.push(Param {
                wire: wire.clone(),
                part: "path",
                member,
                example: None,
            });
        }
    }
    params
}

/// The parameter that is the header `Authorization`.
pub(super) fn authorization<'d>(found: &Found<'d>) -> Option<Node<'d>> {
    let params = found
        .item
        .list("parameters")
        .into_iter()
        .chain(found.node.list("parameters"));
    let mut params = params.filter(|param| {
        let is = |key: &str, text: &str| {
            param
                .value
                .get(key)
                .and_then(Value::as_str)
                .is_some_and(|said| said.eq_ignore_ascii_case(text))
        };
        is("in", "header") && is("name", "authorization")
    });
    params.next()
}

fn part(word: &str) -> &'static str {
    match word {
        "path" => "path",
        "header" => "header",
        "cookie" => "cookie",
        _ => "query",
    }
}

fn param<'d>(
    frame: &mut Frame<'d>,
    node: &Node<'d>,
    operation: &str,
    wire: String,
    part: &'static str,
) -> Param {
    let hint = format!("{operation} {wire}");
    let content = super::media::all(node).into_iter().next();
    let schema = match &content {
        Some(media) => media.node.get("schema"),
        None => node.get("schema"),
    };
    let is_sent = part != "path" && node.truth("required") == Some(true);
    if let Some(member) = schema
        .as_ref()
        .filter(|_| is_sent)
        .and_then(|schema| constant(frame, node, schema))
    {
        return Param {
            wire,
            part,
            member,
            example: None,
        };
    }
    let (mut member, shape) = frame.member(schema.as_ref(), &hint, Way::Request);
    if member.shift_remove("nullable").is_some() {
        frame.remarks.not_carried(
            &schema
                .as_ref()
                .map_or_else(|| node.at.clone(), |node| node.at.clone()),
            "null, which can only be sent in a JSON body",
        );
    }
    let is_required = part == "path" || node.truth("required") == Some(true);
    node.truth("required");
    describe(&mut member, node, is_required);
    match &content {
        Some(media) => {
            let is_json = media.form == super::media::Form::Json;
            if is_json && part == "query" {
                put(&mut member, "style", "json");
            } else if is_json {
                put(&mut member, "wire", "json");
            }
        }
        None => layout(&mut member, node, part, shape, frame.remarks),
    }
    let example = sample::of_param(
        node,
        content.as_ref().map(|media| &media.node),
        schema.as_ref(),
    );
    if let Some(example) = &example
        && !member.contains_key("example")
        && is_single(example)
    {
        put(&mut member, "example", example.clone());
    }
    let is_text = member.get("type").and_then(Value::as_str) == Some("string");
    if is_text && specwright::looks_secret(&wire) {
        put(&mut member, "type", "secret");
        let said = "a secret, by its name: it is never shown in logs";
        frame.remarks.guessed(&node.at, said);
    }
    overlay::apply_member(&mut member, node);
    Param {
        wire,
        part,
        member,
        example,
    }
}

/// A parameter that must be sent and has one value: the client sends it.
fn constant<'d>(frame: &mut Frame<'d>, node: &Node<'d>, schema: &Node<'d>) -> Option<Mapping> {
    let only = frame.constant(schema).filter(is_single)?;
    let mut member = Mapping::new();
    put(&mut member, "value", only);
    let own = schema.value.get("description").and_then(Value::as_str);
    let text = node.prose("description").or(own);
    put_some(&mut member, "text", text.map(prose::clean));
    for key in ["name", "in", "required", "style", "explode", "example"] {
        // Where it stands is said, and how one value is laid out makes no difference.
        if let Some(said) = node.raw(key) {
            said.took_all();
        }
    }
    overlay::apply_member(&mut member, node);
    Some(member)
}

fn is_single(value: &Value) -> bool {
    matches!(value, Value::Bool(_) | Value::Number(_) | Value::String(_))
}

/// What is said of a parameter beside its schema.
fn describe(member: &mut Mapping, node: &Node<'_>, is_required: bool) {
    if is_required {
        after_type(member, "required", true.into());
    }
    let text = node.prose("description").map(prose::clean);
    put_some(member, "text", text);
    if node.truth("deprecated") == Some(true) && !member.contains_key("deprecated") {
        put(member, "deprecated", super::DEPRECATED);
    }
}

/// Sets a key right behind the type.
pub(super) fn after_type(member: &mut Mapping, key: &str, value: Value) {
    let mut out = Mapping::new();
    if let Some(ty) = member.shift_remove("type") {
        put(&mut out, "type", ty);
    }
    put(&mut out, key, value);
    member.shift_remove(key);
    out.extend(std::mem::take(member));
    *member = out;
}

/// How several values are laid out.
pub(super) fn layout(
    member: &mut Mapping,
    node: &Node<'_>,
    part: &str,
    shape: Shape,
    remarks: &Remarks,
) {
    let style = node.text("style").unwrap_or(match part {
        "query" | "cookie" => "form",
        _ => "simple",
    });
    let explode = node.truth("explode").unwrap_or(style == "form");
    let lists = shape == Shape::List;
    let entries = matches!(shape, Shape::Object | Shape::Map);
    match (part, style) {
        ("path", "label" | "matrix") => {
            put(member, "style", style);
            if explode && (lists || entries) {
                remarks.not_carried(
                    &node.at.key("explode"),
                    format!("`explode` of a parameter in the style `{style}`"),
                );
            }
        }
        ("query", "deepObject") if entries => put(member, "style", "deep"),
        ("query", "deepObject") if lists => put(member, "style", "brackets"),
        ("query" | "cookie", "spaceDelimited") if lists && !explode => put(member, "wire", "space"),
        ("query" | "cookie", "pipeDelimited") if lists && !explode => put(member, "wire", "pipe"),
        ("query", _) if lists && explode => {}
        (_, _) if lists => put(member, "wire", "comma"),
        ("query", _) if entries => {
            put(member, "style", "spread");
            if !explode {
                let said = "names and values of an object in one text, joined by commas; they are sent as parameters of their own";
                remarks.guessed(&node.at, said);
            }
        }
        (_, _) if entries => {
            remarks.guessed(
                &node.at,
                "an object outside of the query travels as JSON text",
            );
            put(member, "wire", "json");
        }
        _ => {}
    }
}

/// `params` of an operation. Names that stand in several parts of the request get keys of their own.
pub(super) fn table(params: &[Param], default: &str) -> Mapping {
    let mut out = Mapping::new();
    let mut keys: Vec<String> = Vec::new();
    for param in params {
        let mut key = param.wire.clone();
        let mut count = 1;
        while keys.contains(&key) {
            count += 1;
            key = match count {
                2 => format!("{}_{}", param.wire, param.part),
                more => format!("{}_{}_{more}", param.wire, param.part),
            };
        }
        keys.push(key);
    }
    let wires: Vec<&str> = keys.iter().map(String::as_str).collect();
    let rust = naming::rust_names(&wires);
    let names: Vec<&str> = params.iter().map(|param| param.wire.as_str()).collect();
    for ((param, key), rust) in params.iter().zip(&keys).zip(rust) {
        let mut member = param.member.clone();
        let is_path = param.part == "path";
        let path_has_it = params
            .iter()
            .any(|other| other.part == "path" && other.wire == param.wire);
        let is_default = is_path || param.part == default && !path_has_it;
        if !is_default && !member.contains_key("in") {
            let at = usize::from(member.contains_key("required"))
                + usize::from(member.contains_key("type"));
            insert(&mut member, at, "in", param.part.into());
        }
        if *key != param.wire && !member.contains_key("name") {
            put(&mut member, "name", param.wire.as_str());
        }
        let is_lonely = names.iter().filter(|name| **name == param.wire).count() == 1;
        if let Some(rust) = rust
            && !member.contains_key("rust")
            && (is_lonely || *key != param.wire)
        {
            put(&mut member, "rust", rust);
        }
        out.insert(key.as_str().into(), short(member, "type"));
    }
    out
}

/// Puts a key at a place in the order.
fn insert(member: &mut Mapping, place: usize, key: &str, value: Value) {
    let entries: Vec<(Value, Value)> = std::mem::take(member).into_iter().collect();
    let (before, after) = entries.split_at(place.min(entries.len()));
    member.extend(before.iter().cloned());
    put(member, key, value);
    member.extend(after.iter().cloned());
}
