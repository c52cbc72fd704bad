//! Envelopes as schemas: the whole body of a success with its payload inside, and that of a failure.

use specwright::model::{CodePattern, Condition, Envelope, ErrorRow, Operation, Type, Value};

use super::tree::Tree;
use crate::export::node::{Node, Object, json, list};
use crate::export::prose::described;
use crate::export::writer::Writer;

/// In place of the path of a code: the HTTP status is the code.
const STATUS: &str = "(status)";

/// The path of the code, if the body has it.
pub(super) fn code_path(envelope: &Envelope) -> Option<&str> {
    envelope.code.as_deref().filter(|path| *path != STATUS)
}

/// Whether the HTTP status is the code.
pub(super) fn status_is_code(op: &Operation) -> bool {
    op.envelopes
        .iter()
        .any(|envelope| envelope.code.as_deref() == Some(STATUS))
}

/// Whether an answer of this shape may be a failure that comes with HTTP 200.
pub(super) fn fails_with_200(envelope: &Envelope) -> bool {
    let may_be_200 = |condition: &Condition| {
        condition.status.is_empty()
            || condition
                .status
                .iter()
                .any(|(from, to)| (*from..=*to).contains(&200))
    };
    let tells = |condition: &Condition| {
        !condition.equals.is_empty() || !condition.has.is_empty() || !condition.lacks.is_empty()
    };
    may_be_200(&envelope.when) && envelope.success.as_ref().is_none_or(tells)
}

/// Whether an answer of this shape may be a failure at all.
pub(super) fn may_fail(envelope: &Envelope) -> bool {
    match &envelope.success {
        None => true,
        Some(condition) => *condition != Condition::default(),
    }
}

impl Writer<'_> {
    /// The whole body of a success; `None` where there is none.
    pub(super) fn success_body(&mut self, op: &Operation, value: &Value) -> Option<Object> {
        let mut bodies: Vec<Object> = Vec::new();
        for envelope in op
            .envelopes
            .iter()
            .filter(|envelope| envelope.success.is_some())
        {
            bodies.extend(
                self.wrapped(envelope, value)
                    .filter(|body| !bodies.contains(body)),
            );
        }
        match bodies.len() {
            0 if op.envelopes.is_empty() && value.ty != Type::Unit => Some(self.value(value, &[])),
            0 => None,
            1 => bodies.pop(),
            _ => Some(Object::new().with("anyOf", list(bodies))),
        }
    }

    /// A payload inside of its envelope.
    fn wrapped(&mut self, envelope: &Envelope, value: &Value) -> Option<Object> {
        let mut tree = Tree::default();
        let payload = (value.ty != Type::Unit).then(|| self.value(value, &[]));
        conditions(&mut tree, &envelope.when);
        if let Some(success) = &envelope.success {
            conditions(&mut tree, success);
        }
        if let (Some(path), Some(payload)) = (&envelope.payload, &payload) {
            tree.at(path).say(payload.clone());
            if !matches!(value.ty, Type::Nullable(_)) {
                tree.require(path);
            }
        }
        // Where the payload is the whole body, its type says what stands there.
        if envelope.payload.is_some() || payload.is_none() {
            self.members(&mut tree, envelope);
        }
        match (payload, &envelope.payload, tree.is_empty()) {
            (payload, None, true) => payload,
            (Some(payload), None, false) => {
                Some(Object::new().with("allOf", list([payload, tree.schema()])))
            }
            (_, _, _) => Some(tree.schema()),
        }
    }

    /// Code, message and the like, at their paths.
    fn members(&mut self, tree: &mut Tree, envelope: &Envelope) {
        let text = |what: &str| {
            Object::new()
                .with("type", "string")
                .and(described(Some(what), &[]))
        };
        if let Some(path) = code_path(envelope) {
            tree.at(path).say(self.code_schema());
        }
        for (path, schema) in [
            (&envelope.message, text("Message for people.")),
            (&envelope.request_id, text("Id of the request.")),
            (&envelope.stack, text("Stack trace of the server.")),
            (
                &envelope.retry_after,
                Object::new()
                    .with("type", "number")
                    .and(described(Some("Seconds to wait."), &[])),
            ),
        ] {
            if let Some(path) = path {
                tree.at(path).say(schema);
            }
        }
    }

    fn code_schema(&self) -> Object {
        let of_text = |row: &ErrorRow| matches!(row.code, CodePattern::Text(_));
        let rows = &self.api.errors;
        let schema = match (rows.is_empty(), rows.iter().any(of_text)) {
            (true, _) => Object::new(),
            (false, true) => Object::new().with("type", "string"),
            (false, false) => Object::new().with("type", "integer"),
        };
        schema.and(described(Some("Code of the outcome."), &[]))
    }

    /// The whole body of a failure.
    pub(super) fn failure_tree(&mut self, envelope: &Envelope) -> Tree {
        let mut tree = Tree::default();
        conditions(&mut tree, &envelope.when);
        self.members(&mut tree, envelope);
        if let Some(path) = code_path(envelope) {
            tree.require(path);
            // What a success says of the code a failure does not.
            let success = envelope.success.iter().flat_map(|success| &success.equals);
            if let Some((_, value)) = success.clone().find(|(at, _)| at == path) {
                let not = Object::new().with("const", json(value));
                tree.at(path).add(Object::new().with("not", not));
            }
        }
        if let Some((at, field, message)) = &envelope.field_errors {
            let text = Object::new().with("type", "string");
            let texts = Object::new()
                .with("type", "array")
                .with("items", text.clone());
            let message_schema = Object::new().with("anyOf", list([text.clone(), texts]));
            let members = Object::new()
                .with(field, text)
                .with(message, message_schema);
            let item = Object::new()
                .with("type", "object")
                .with("properties", members);
            let schema = Object::new().with("type", "array").with("items", item);
            let what = "What is wrong with single fields.";
            tree.at(at).say(schema.and(described(Some(what), &[])));
        }
        tree
    }
}

/// What a condition says of members.
fn conditions(tree: &mut Tree, condition: &Condition) {
    for (path, value) in &condition.equals {
        let kind = match value {
            serde_json::Value::String(_) => Some("string"),
            serde_json::Value::Bool(_) => Some("boolean"),
            serde_json::Value::Number(number) if number.is_f64() => Some("number"),
            serde_json::Value::Number(_) => Some("integer"),
            _ => None,
        };
        let value = json(value);
        tree.at(path).say(
            Object::new()
                .maybe("type", kind)
                .with("const", value.clone()),
        );
        tree.at(path).show(value);
        tree.require(path);
    }
    for path in &condition.has {
        tree.require(path);
    }
}

/// An example of a failure with this code and message.
pub(super) fn example(tree: &Tree, envelope: &Envelope, code: Node, message: &str) -> Option<Node> {
    let mut tree = tree.clone();
    tree.at(code_path(envelope)?).show(code);
    if let Some(path) = &envelope.message {
        tree.at(path).show(message.into());
    }
    for path in &envelope.when.has {
        let place = tree.at(path);
        if place.sample().is_none() {
            let is_of = |paths: &Option<String>| paths.as_deref() == Some(path.as_str());
            let is_text = is_of(&envelope.request_id) || is_of(&envelope.stack);
            place.show(if is_text {
                "1f2e3d4c".into()
            } else {
                Node::Mapping(Default::default())
            });
        }
    }
    tree.sample()
}
