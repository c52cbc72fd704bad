//! Operations in the documented form. In: the model. Out: the structs of [`super`].

use serde_json::Value;
use specwright::model::{self, FixedSource, Fresh, RuleKind};
use specwright::names;

use super::api::{auth, source};
use super::fill as conduct;
use super::limits::limits;
use super::types::{nullable, required};
use super::{Answer, Operation, Param, Rule, Sample, SampleResponse};
use specwright::words::{self, type_text};

/// One operation with its parameters and samples.
pub(super) fn operation(
    api: &model::Api,
    op: &model::Operation,
    usual: &model::Policy,
) -> Operation {
    let given = op.params.iter().map(|one| param(api, one));
    Operation {
        name: op.name.clone(),
        method: op.method.clone(),
        path: op.path_text.clone(),
        doc: op.doc.clone(),
        deprecated: op.deprecated.clone(),
        idempotent: op.idempotent,
        body: words::body(op.body),
        params: given
            .chain(op.fixed.iter().map(|one| fixed(api, one)))
            .collect(),
        rules: op.rules.iter().map(|one| rule(op, one)).collect(),
        returns: held(api, &op.returns.ty),
        answers: op.answers.iter().map(|one| answer(api, one)).collect(),
        formats: op
            .formats
            .iter()
            .map(|format| words::format(*format))
            .collect(),
        auth: op.auth.iter().map(auth).collect(),
        server: op.policy.server.clone(),
        tokens: op.policy.tokens.clone(),
        limits: op.policy.limits.iter().map(conduct::limit_use).collect(),
        retry: conduct::retry(&op.policy.retry, &usual.retry),
        poll: conduct::poll(&op.policy.poll, &usual.poll),
        timeout_ms: op.policy.timeout.map(conduct::millis),
        deadline_ms: op.policy.deadline.map(conduct::millis),
        pagination: op.paging.as_ref().map(|one| conduct::pagination(op, one)),
        stream: op.stream.as_ref().map(|one| conduct::stream(api, one)),
        samples: op.samples.iter().map(sample).collect(),
        source: source(&op.source),
    }
}

/// A type as a spec writes it; none for nothing.
fn held(api: &model::Api, ty: &model::Type) -> Option<String> {
    (*ty != model::Type::Unit).then(|| type_text(api, &[], ty))
}

fn answer(api: &model::Api, answer: &model::Answer) -> Answer {
    Answer {
        status: answer.key.clone(),
        first: answer.status.0,
        last: answer.status.1,
        success: answer.is_success(),
        returns: held(api, &answer.value.ty),
        doc: answer.doc.clone(),
        source: source(&answer.source),
    }
}

fn param(api: &model::Api, param: &model::Param) -> Param {
    let field = &param.field;
    Param {
        rust_name: Some(names::field(field)),
        ty: type_text(api, &[], &field.value.ty),
        required: required(&field.presence),
        nullable: nullable(field),
        wire: words::codec(&field.value.codec),
        style: words::style(param.style),
        limits: limits(api, &field.limits, &field.value.ty),
        ..plain(&field.wire, param.location, "caller", &field.doc)
    }
}

fn fixed(api: &model::Api, param: &model::FixedParam) -> Param {
    let plain = |source| plain(&param.wire, param.location, source, &param.doc);
    match &param.source {
        FixedSource::Constant(value) => Param {
            ty: constant_type(value).to_owned(),
            value: Some(value.clone()),
            ..plain("constant")
        },
        FixedSource::Credential(name) => {
            let credential = api.credentials.iter().find(|one| one.name == *name);
            let ty = credential.map_or("string", |one| words::credential(one.kind));
            Param {
                ty: ty.to_owned(),
                from: Some(name.clone()),
                ..plain("credential")
            }
        }
        FixedSource::Fresh(fresh) => Param {
            ty: fresh_type(*fresh).to_owned(),
            from: Some(words::fresh(*fresh).to_owned()),
            ..plain("fresh")
        },
    }
}

/// What all parameters have; those that the caller does not give are sent with every request.
fn plain(
    wire: &str,
    location: model::Location,
    from: &'static str,
    doc: &model::MemberDoc,
) -> Param {
    Param {
        name: wire.to_owned(),
        rust_name: None,
        location: words::location(location),
        ty: "string".to_owned(),
        required: true,
        nullable: false,
        source: from,
        value: None,
        from: None,
        wire: None,
        style: None,
        doc: doc.text.clone(),
        unit: doc.unit.clone(),
        default: doc.default.clone(),
        example: doc.example.clone(),
        limits: None,
        deprecated: doc.deprecated.clone(),
        provenance: source(&doc.source),
    }
}

fn constant_type(value: &Value) -> &'static str {
    match value {
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "f64",
        Value::Number(_) => "i64",
        Value::String(_) => "string",
        _ => "any",
    }
}

fn fresh_type(fresh: Fresh) -> &'static str {
    match fresh {
        Fresh::RandomU32 => "u32",
        Fresh::Uuid | Fresh::IdempotencyKey => "string",
        Fresh::UnixSeconds | Fresh::UnixMillis => "u64",
    }
}

fn rule(op: &model::Operation, rule: &model::Rule) -> Rule {
    let name = |index: &usize| op.params.get(*index).map(|param| param.field.wire.clone());
    let (kind, when, params) = match &rule.kind {
        RuleKind::Requires(when, others) => ("requires", name(when), others),
        RuleKind::Together(params) => ("together", None, params),
        RuleKind::ExactlyOne(params) => ("exactly_one", None, params),
        RuleKind::AtLeastOne(params) => ("at_least_one", None, params),
        RuleKind::AtMostOne(params) => ("at_most_one", None, params),
    };
    Rule {
        kind,
        when,
        params: params.iter().filter_map(name).collect(),
        doc: rule.doc.clone(),
    }
}

fn sample(sample: &model::Sample) -> Sample {
    Sample {
        name: sample.name.clone(),
        doc: sample.doc.clone(),
        params: sample.params.clone(),
        url: sample.url.clone(),
        body: sample.body.clone(),
        response: sample.response.as_ref().map(|response| SampleResponse {
            status: response.status,
            format: words::format(response.format),
            body: response.body.clone(),
            faulty: response.faulty.clone(),
            error: response.error.clone(),
        }),
        source: source(&sample.source),
    }
}
