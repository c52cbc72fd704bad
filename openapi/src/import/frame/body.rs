//! Bodies of requests. In: `requestBody`. Out: `body` and the parameters that it is made of.

use serde_yaml::{Mapping, Value};

use super::super::node::Node;
use super::super::types::{Shape, Way};
use super::map::{put, put_some};
use super::media::{self, Form, Media};
use super::params::{self, Param, after_type};
use super::{Frame, prose};

/// A body in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Body {
    /// How it is sent: a word of the language; nothing for JSON.
    pub(super) word: Option<&'static str>,
    pub(super) params: Vec<Param>,
    /// Content type, where it is not the one that is sent anyway.
    pub(super) content_type: Option<String>,
    /// Content type as the document has it, for what belongs to it.
    pub(super) rules: Vec<Value>,
    /// The members of the body are parameters of the operation.
    pub(super) is_open: bool,
    /// What is said about it beside its parameters.
    pub(super) text: Option<String>,
}

/// Reads a body; `name` is that of the operation.
pub(super) fn read<'d>(
    frame: &mut Frame<'d>,
    body: &Node<'d>,
    name: &str,
) -> Option<(Body, Media<'d>)> {
    let media = media::all(body).into_iter().next()?;
    let said = body.truth("required");
    let mut is_required = said == Some(true);
    if said.is_none() && needs_members(&media) {
        frame.remarks.guessed(
            &body.at,
            "the body counts as required, as its schema requires members",
        );
        is_required = true;
    }
    let mut out = Body {
        text: body.prose("description").map(prose::clean),
        content_type: unusual(&media),
        ..Body::default()
    };
    let schema = media.node.get("schema");
    if schema.is_none() {
        media.node.took();
    }
    match media.form {
        Form::Pairs | Form::Multipart => {
            form(frame, &media, schema.as_ref(), name, is_required, &mut out)
        }
        Form::Text | Form::Xml | Form::Events | Form::Lines => {
            let (mut member, shape) =
                frame.member(schema.as_ref(), &format!("{name} body"), Way::Request);
            if shape != Shape::Text || member.contains_key("wire") || member.contains_key("format")
            {
                let said = match media.form {
                    Form::Xml => "the body is XML, which callers write themselves",
                    _ => "the body is a text, which callers write themselves",
                };
                frame.remarks.guessed(&media.node.at, said);
                member = Mapping::from_iter([("type".into(), "string".into())]);
            }
            out.word = Some("text");
            whole(member, is_required, &mut out);
        }
        Form::Bytes => {
            frame.member(schema.as_ref(), &format!("{name} body"), Way::Request);
            out.word = Some("bytes");
            whole(
                Mapping::from_iter([("type".into(), "bytes".into())]),
                is_required,
                &mut out,
            );
        }
        Form::Json => json(frame, schema.as_ref(), name, is_required, &mut out),
    }
    Some((out, media))
}

/// Whether the schema of a body requires members. Many documents leave out that the body is required then.
fn needs_members(media: &Media<'_>) -> bool {
    let schema = media.node.get("schema").and_then(|node| node.schema());
    let required = schema
        .as_ref()
        .and_then(|schema| schema.value.get("required"));
    required
        .and_then(Value::as_sequence)
        .is_some_and(|names| !names.is_empty())
}

/// A content type that has to be said.
fn unusual(media: &Media<'_>) -> Option<String> {
    let bare = media::bare(media.name);
    let usual = match media.form {
        Form::Json => "application/json",
        Form::Pairs => "application/x-www-form-urlencoded",
        Form::Multipart => "multipart/form-data",
        Form::Bytes => "application/octet-stream",
        _ => "text/plain",
    };
    let is_said =
        media.form != Form::Multipart && bare != usual && !bare.contains('*') && bare.contains('/');
    is_said.then(|| media.name.trim().to_owned())
}

/// An object that stands in the operation itself lies open: its members are parameters. One that has a name stays whole.
fn json<'d>(
    frame: &mut Frame<'d>,
    schema: Option<&Node<'d>>,
    name: &str,
    is_required: bool,
    out: &mut Body,
) {
    let hint = format!("{name} body");
    if let Some(node) = schema.filter(|node| node.reference().is_none())
        && let Some(object) = frame.object(node, name, Way::Request)
        && object.extra.is_none()
        && !object.fields.is_empty()
    {
        let needs = object
            .fields
            .iter()
            .any(|(_, member)| member.get("required") == Some(&Value::Bool(true)));
        if is_required || !needs {
            out.is_open = true;
            out.rules = object.rules;
            if let Some(text) = object.text {
                prose_of(out, &text);
            }
            out.params = object
                .fields
                .into_iter()
                .map(|(wire, member)| open(wire, member))
                .collect();
            return;
        }
    }
    let (member, _) = frame.member(schema, &hint, Way::Request);
    whole(member, is_required, out);
}

fn prose_of(out: &mut Body, text: &str) {
    let known = out.text.clone().unwrap_or_default();
    if !known.contains(text) {
        prose::add(&mut out.text, text);
    }
}

fn open(wire: String, mut member: Mapping) -> Param {
    if let Some(required) = member.shift_remove("required") {
        after_type(&mut member, "required", required);
    }
    let example = member.get("example").cloned();
    Param {
        wire,
        part: "body",
        member,
        example,
    }
}

/// The body is one parameter.
fn whole(mut member: Mapping, is_required: bool, out: &mut Body) {
    if is_required {
        after_type(&mut member, "required", true.into());
    }
    put_some(&mut member, "text", out.text.take());
    out.params.push(Param {
        wire: "body".to_owned(),
        part: "whole_body",
        member,
        example: None,
    });
}

/// A form is made of parameters.
fn form<'d>(
    frame: &mut Frame<'d>,
    media: &Media<'d>,
    schema: Option<&Node<'d>>,
    name: &str,
    is_required: bool,
    out: &mut Body,
) {
    let is_multipart = media.form == Form::Multipart;
    out.word = Some(if is_multipart { "multipart" } else { "form" });
    let object = schema.and_then(|node| frame.object(node, name, Way::Request));
    let Some(object) = object else {
        let said = "the members of this form are not described: they are given as a map";
        if schema.is_some() || is_required {
            frame.remarks.guessed(&media.node.at, said);
        }
        if let Some(schema) = schema {
            frame.member(Some(schema), name, Way::Request);
        }
        let mut member = Mapping::new();
        put(&mut member, "type", "map<string>");
        put(&mut member, "style", "spread");
        out.params.push(Param {
            wire: "fields".to_owned(),
            part: "body",
            member,
            example: None,
        });
        return;
    };
    out.is_open = true;
    out.rules = object.rules;
    if let Some(text) = object.text {
        prose_of(out, &text);
    }
    if object.extra.is_some()
        && let Some(schema) = schema
    {
        frame.remarks.not_carried(
            &schema.at.key("additionalProperties"),
            "further members of a form",
        );
    }
    let encodings = media.node.table("encoding");
    let holder = schema.and_then(Node::schema);
    for (wire, mut member) in object.fields {
        if !is_required {
            // Nothing has to be sent, and so no part of it.
            member.shift_remove("required");
        }
        let property = holder
            .as_ref()
            .and_then(|node| node.get("properties"))
            .and_then(|node| node.get(&wire));
        let shape = property
            .as_ref()
            .map_or(Shape::Any, |node| frame.shape(node));
        let encoding = encodings
            .iter()
            .find(|(name, _)| *name == wire)
            .map(|(_, node)| node);
        if is_multipart {
            part(frame, &mut member, encoding);
        } else if let Some(encoding) = encoding {
            params::layout(&mut member, encoding, "query", shape, frame.remarks);
        } else if matches!(shape, Shape::Object | Shape::Map) && !member.contains_key("style") {
            frame.remarks.guessed(&media.node.at, format!("the members of `{wire}` are parameters of their own, as OpenAPI says where it says nothing else"));
            put(&mut member, "style", "spread");
        }
        out.params.push(open(wire, member));
    }
}

/// A part of a multipart body.
fn part<'d>(frame: &mut Frame<'d>, member: &mut Mapping, encoding: Option<&Node<'d>>) {
    let ty = member
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let file = match ty.as_str() {
        "bytes" => Some("file"),
        "list<bytes>" => Some("list<file>"),
        _ => None,
    };
    if let Some(file) = file {
        put(member, "type", file);
        for key in [
            "format",
            "wire",
            "min_length",
            "max_length",
            "pattern",
            "default",
            "example",
        ] {
            member.shift_remove(key);
        }
    }
    let Some(encoding) = encoding else { return };
    let Some(content) = encoding.text("contentType") else {
        return;
    };
    let is_usual = match media::bare(content).as_str() {
        "application/json" => !ty.starts_with("string"),
        "text/plain" => file.is_none(),
        _ => false,
    };
    if file.is_none() && !is_usual {
        frame.remarks.not_carried(
            &encoding.at.key("contentType"),
            format!("the content type `{content}` of a part"),
        );
    } else if file.is_some() {
        let text = member
            .get("text")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let said = format!("Content type: {content}");
        let text = if text.is_empty() {
            said
        } else {
            format!("{text}\n\n{said}")
        };
        put(member, "text", text);
    }
}
