//! Pages and streams in words.

use specwright::model::{Api, Operation, PagePlace, PageStep, Paging, Span, Stream};
use specwright::words;

use crate::export::node::{Node, Object};

pub(super) fn paging(op: &Operation, paging: &Paging) -> Object {
    let name = |index: &usize| {
        op.params
            .get(*index)
            .map_or("", |param| param.field.key.as_str())
    };
    let step = match &paging.step {
        PageStep::Offset { param } => Object::new().with("offset", name(param)),
        PageStep::Page {
            param,
            first,
            pages,
        } => {
            let first = (*first != 1).then_some(*first);
            let body = Object::new()
                .with("param", name(param))
                .maybe("first", first);
            Object::new().with("page", body.maybe("pages", pages.as_ref().map(place)))
        }
        PageStep::Cursor { param, next } => {
            let body = Object::new()
                .with("param", name(param))
                .with("next", place(next));
            Object::new().with("cursor", body)
        }
        PageStep::LastItem { param, field, plus } => {
            let body = Object::new()
                .with("param", name(param))
                .with("field", field.as_str());
            Object::new().with(
                "last_item",
                body.maybe("plus", (*plus != 0).then_some(*plus)),
            )
        }
        PageStep::Link { next } => Object::new().with("link", place(next)),
        PageStep::Window { from, to, span } => {
            let body = Object::new().with("from", name(from)).with("to", name(to));
            Object::new().with("window", body.with("span", Span(*span).to_string()))
        }
    };
    step.filled("items", paging.items.as_str())
        .maybe("size", paging.size.as_ref().map(name))
        .maybe("default_size", paging.default_size)
        .maybe("total", paging.total.as_ref().map(place))
        .maybe("more", paging.more.as_ref().map(place))
        .flag("short_ends", paging.short_ends)
        .maybe("text", paging.doc.as_deref())
}

fn place(place: &PagePlace) -> Node {
    let one = |key: &str, text: &str| Object::new().with(key, text).into();
    match place {
        PagePlace::Payload(path) => path.as_str().into(),
        PagePlace::Body(path) => one("body", path),
        PagePlace::Header(name) => one("header", name),
        PagePlace::Link(rel) => one("rel", rel),
    }
}

pub(super) fn stream(api: &Api, op: &Operation) -> Node {
    match &op.stream {
        None => Node::Null,
        Some(Stream::Bytes) => "bytes".into(),
        Some(Stream::Events { end: None }) => "events".into(),
        Some(Stream::Lines { head: None }) => "lines".into(),
        Some(Stream::Events { end: Some(end) }) => Object::new()
            .with("events", Object::new().with("end", end.as_str()))
            .into(),
        Some(Stream::Lines { head: Some(head) }) => {
            let head = words::type_text(api, &[], &head.ty);
            Object::new()
                .with("lines", Object::new().with("head", head))
                .into()
        }
    }
}
