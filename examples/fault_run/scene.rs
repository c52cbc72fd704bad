//! An operation as the run needs it: its request, its documented answers, what its repetition means.

use serde_json::{Map, Value, json};
use specwright::model::{self, Auth, CodePattern, Envelope, Presence, Retry, Type};
use specwright_apis::rt;
use specwright_interpret::{DynamicRequest, Interpreter, Operation};

use crate::values::{Values, text};

/// An operation.
pub(crate) struct Scene {
    pub(crate) api: usize,
    pub(crate) operation: Operation<'static>,
    /// By the spec.
    pub(crate) idempotent: bool,
    /// Each attempt is authorised anew.
    pub(crate) renews: bool,
    /// Values of the parameters that must be given.
    arguments: Vec<(String, String)>,
    /// The documented answer.
    pub(crate) success: String,
    /// How it is cut into items, if it is not read as a whole.
    pub(crate) framing: Option<rt::Framing>,
    /// The documented refusals.
    pub(crate) rows: Vec<Refusal>,
}

/// A documented refusal.
pub(crate) struct Refusal {
    /// The code as text.
    pub(crate) code: String,
    pub(crate) retry: Retry,
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Scene {
    /// The operations of an API.
    pub(crate) fn all(index: usize, interpreter: &'static Interpreter<'static>) -> Vec<Self> {
        let api = interpreter.model();
        interpreter
            .operations()
            .map(|op| Self::new(index, api, op))
            .collect()
    }

    fn new(index: usize, api: &model::Api, operation: Operation<'static>) -> Self {
        let values = Values { api };
        let op = operation.model();
        let framing = operation.description().framing;
        let needed = op.params.iter().filter(|param| {
            matches!(
                param.field.presence,
                Presence::Required | Presence::RequiredNullable
            )
        });
        let mut arguments: Vec<(String, String)> = needed
            .map(|param| {
                let value = values.of(&param.field.value.ty, &param.field.value.codec);
                (param.field.wire.clone(), text(&value))
            })
            .collect();
        arguments.extend(chosen(op, &values));
        Self {
            api: index,
            operation,
            idempotent: op.idempotent,
            renews: op.auth.iter().any(is_computed)
                || !operation.description().policy.tokens.is_empty(),
            arguments,
            success: success(&values, op, framing),
            framing,
            rows: refusals(api, op),
        }
    }

    /// A request with what must be given.
    pub(crate) fn request(&self) -> Result<DynamicRequest, String> {
        let values = self.arguments.iter().map(|(name, value)| (name, value));
        self.operation
            .request(values)
            .map_err(|problem| problem.to_string())
    }
}

/// Of several parameters of which one must be given: the first.
fn chosen(op: &model::Operation, values: &Values<'_>) -> Vec<(String, String)> {
    let first = |rule: &model::Rule| match &rule.kind {
        model::RuleKind::ExactlyOne(members) | model::RuleKind::AtLeastOne(members) => {
            members.first().copied()
        }
        _ => None,
    };
    let chosen = op.rules.iter().filter_map(first);
    chosen
        .filter_map(|index| op.params.get(index))
        .map(|param| {
            let value = values.of(&param.field.value.ty, &param.field.value.codec);
            (param.field.wire.clone(), text(&value))
        })
        .collect()
}

/// Whether a way of authorising makes something new of each attempt.
fn is_computed(auth: &Auth) -> bool {
    match auth {
        Auth::Signature { .. } | Auth::Signer { .. } => true,
        Auth::AnyOf(ways) => ways
            .first()
            .is_some_and(|(_, way)| way.iter().any(is_computed)),
        _ => false,
    }
}

/// The documented answer: one payload in its envelope, three lines, or bytes.
fn success(values: &Values<'_>, op: &model::Operation, framing: Option<rt::Framing>) -> String {
    match framing {
        None => whole(values, op).to_string(),
        Some(rt::Framing::Lines) => "[1]\n[2]\r\n[3]".to_owned(),
        Some(rt::Framing::Events { .. }) => "data: 1\n\ndata: 2\n\n".to_owned(),
        Some(rt::Framing::Bytes) => "a,b\n1,2\n".to_owned(),
    }
}

fn whole(values: &Values<'_>, op: &model::Operation) -> Value {
    let payload = match op.returns.ty {
        Type::Unit => None,
        _ => Some(values.of(&op.returns.ty, &op.returns.codec)),
    };
    let Some(envelope) = op
        .envelopes
        .iter()
        .rfind(|envelope| envelope.success.is_some())
    else {
        return payload.unwrap_or_else(|| json!({}));
    };
    let mut body = match (&envelope.payload, &payload) {
        (None, Some(payload)) => payload.clone(),
        _ => json!({}),
    };
    if let (Some(path), Some(payload)) = (&envelope.payload, payload) {
        put(&mut body, path, payload);
    }
    if let Some(condition) = &envelope.success {
        for (path, value) in condition.equals.iter().chain(&envelope.when.equals) {
            put(&mut body, path, value.clone());
        }
    }
    body
}

fn refusals(api: &model::Api, op: &model::Operation) -> Vec<Refusal> {
    let refusing = |envelope: &&Envelope| envelope.code.is_some();
    let Some(envelope) = op.envelopes.iter().find(refusing) else {
        return Vec::new();
    };
    let rows = api
        .errors
        .iter()
        .filter(|row| row.class != model::Class::Success);
    rows.filter_map(|row| refusal(envelope, row)).collect()
}

fn refusal(envelope: &Envelope, row: &model::ErrorRow) -> Option<Refusal> {
    let code: Value = match &row.code {
        CodePattern::Integer(code) => (*code).into(),
        CodePattern::Text(code) => code.as_str().into(),
        // A code of the range that no other row has.
        CodePattern::Range(_, to) => (*to).into(),
    };
    let mut body = json!({});
    for path in &envelope.when.has {
        put(&mut body, path, json!({}));
    }
    put(&mut body, envelope.code.as_deref()?, code.clone());
    if let Some(path) = &envelope.message {
        put(&mut body, path, "made up for this run".into());
    }
    Some(Refusal {
        code: text(&code),
        retry: row.retry,
        status: row.status.unwrap_or(200),
        body: body.to_string(),
    })
}

/// Sets the member at a path of names joined by dots.
fn put(body: &mut Value, path: &str, value: Value) {
    let mut place = body;
    for name in path.split('.') {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        place = &mut place[name];
    }
    *place = value;
}
