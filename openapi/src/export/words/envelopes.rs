//! Envelopes in words.

use specwright::model::{Api, Condition, Envelope, Source};

use super::source_in;
use crate::export::node::{Node, Object, json, list, texts};

/// All shapes of an answer; an empty list where the body is the payload and the HTTP status says all.
pub(super) fn all(api: &Api, envelopes: &[Envelope]) -> Node {
    match envelopes {
        [only] if is_none(only) => Node::Sequence(Vec::new()),
        envelopes => list(envelopes.iter().map(|one| envelope(api, one))),
    }
}

/// Whether this is what holds where a spec says nothing of envelopes.
fn is_none(envelope: &Envelope) -> bool {
    let status = Condition {
        status: vec![(200, 299)],
        ..Condition::default()
    };
    let none = Envelope {
        when: Condition::default(),
        success: Some(status),
        payload: None,
        code: None,
        message: None,
        request_id: None,
        stack: None,
        retry_after: None,
        field_errors: None,
        doc: None,
        source: Source::default(),
    };
    *envelope == none
}

/// A shape of an answer.
fn envelope(api: &Api, envelope: &Envelope) -> Object {
    let success: Node = match &envelope.success {
        None => "never".into(),
        Some(always) if *always == Condition::default() => "always".into(),
        Some(success) => condition(success).into(),
    };
    let field_errors = envelope.field_errors.as_ref().map(|(at, field, message)| {
        let body = Object::new()
            .with("at", at.as_str())
            .with("field", field.as_str());
        body.with("message", message.as_str())
    });
    Object::new()
        .filled("when", condition(&envelope.when))
        .with("success", success)
        .maybe("payload", envelope.payload.as_deref())
        .maybe("code", envelope.code.as_deref())
        .maybe("message", envelope.message.as_deref())
        .maybe("request_id", envelope.request_id.as_deref())
        .maybe("stack", envelope.stack.as_deref())
        .maybe("retry_after", envelope.retry_after.as_deref())
        .maybe("field_errors", field_errors)
        .maybe("text", envelope.doc.as_deref())
        .filled("source", source_in(api, &envelope.source))
}

fn condition(condition: &Condition) -> Object {
    let status = condition.status.iter().map(|(from, to)| match (from, to) {
        (from, to) if from == to => Node::from(*from),
        (from, to) if from % 100 == 0 && *to == from + 99 => format!("{}xx", from / 100).into(),
        (from, to) => format!("{from}..{to}").into(),
    });
    let status: Vec<Node> = status.collect();
    let status = match status.as_slice() {
        [only] => only.clone(),
        _ => Node::Sequence(status),
    };
    let equals = condition
        .equals
        .iter()
        .fold(Object::new(), |all, (path, value)| {
            all.with(path, json(value))
        });
    Object::new()
        .filled("status", status)
        .filled("equals", equals)
        .filled("has", some(&condition.has))
        .filled("lacks", some(&condition.lacks))
}

/// One text, or a list of several.
pub(super) fn some(all: &[String]) -> Node {
    match all {
        [only] => only.as_str().into(),
        _ => match all.is_empty() {
            true => list(Vec::<Node>::new()),
            false => texts(all),
        },
    }
}
