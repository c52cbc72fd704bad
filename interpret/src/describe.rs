//! The model of an operation as the data that the runtime works on.
//!
//! In: the model. Out: the same `rt::OperationDescription` that generated code holds as a static, so that a call
//! without generated code takes the same way as a typed one.

mod answers;
mod paging;
mod policy;

use std::collections::HashMap;

use specwright::model::{self, FixedSource, RuleKind};
use specwright::names;
use specwright_runtime as rt;

use crate::{codec, leak, signature};

/// All operations, in the order of the spec.
pub(crate) fn operations(
    model: &model::Api,
    api: &'static rt::ApiDescription,
) -> Vec<&'static rt::OperationDescription> {
    let mut all = All {
        model,
        done: HashMap::new(),
    };
    // Those that buy tokens come before those that need them. Specs are checked for tokens that buy each other; what is
    // left of such a one is never reached.
    let mut open: Vec<&model::Operation> = model.operations.iter().collect();
    loop {
        let before = open.len();
        open.retain(|op| {
            let policy = policy::policy(&all, op);
            if let Some(policy) = policy {
                all.done.insert(&op.name, describe(model, api, op, policy));
            }
            policy.is_none()
        });
        if open.is_empty() || open.len() == before {
            break;
        }
    }
    for op in open {
        all.done
            .insert(&op.name, describe(model, api, op, &rt::Policy::DEFAULT));
    }
    let names = model.operations.iter().map(|op| op.name.as_str());
    names.filter_map(|name| all.operation(name)).collect()
}

/// The operations that are described so far, by name.
struct All<'a> {
    model: &'a model::Api,
    done: HashMap<&'a str, &'static rt::OperationDescription>,
}

impl All<'_> {
    fn operation(&self, name: &str) -> Option<&'static rt::OperationDescription> {
        self.done.get(name).copied()
    }
}

fn describe(
    model: &model::Api,
    api: &'static rt::ApiDescription,
    op: &model::Operation,
    policy: &'static rt::Policy,
) -> &'static rt::OperationDescription {
    leak::one(rt::OperationDescription {
        api,
        name: leak::text(&op.name),
        method: leak::text(&op.method),
        path: leak::list(op.path.iter().map(path_part)),
        params: leak::list(op.params.iter().map(param)),
        fixed: leak::list(op.fixed.iter().map(fixed)),
        body: body(op.body),
        rules: leak::list(op.rules.iter().map(rule)),
        auth: leak::list(op.auth.iter().map(auth)),
        envelopes: leak::list(op.envelopes.iter().map(envelope)),
        formats: leak::list(op.formats.iter().copied().map(format)),
        payload: codec::leaked(&op.returns.codec),
        answers: leak::list(answers::entries(model, op)),
        idempotent: op.idempotent,
        paging: op.paging.as_ref().map(paging::paging),
        framing: op.stream.as_ref().map(paging::framing),
        policy,
    })
}

/// An API, without its operations.
pub(crate) fn api(api: &model::Api) -> &'static rt::ApiDescription {
    let server = |server: &model::Server| rt::Server {
        name: leak::text(&server.name),
        url: leak::text(&server.url),
    };
    let variable = |variable: &model::Variable| rt::Variable {
        name: leak::text(&variable.name),
        default: leak::maybe(variable.default.as_deref()),
        values: leak::texts(&variable.values),
        env: leak::text(&variable.env),
    };
    let credential = |credential: &model::Credential| rt::Credential {
        name: leak::text(&credential.name),
        secret: credential.kind == model::CredentialKind::Secret,
        env: leak::text(&credential.env),
    };
    leak::one(rt::ApiDescription {
        name: leak::text(&api.name),
        servers: leak::list(api.servers.iter().map(server)),
        variables: leak::list(api.variables.iter().map(variable)),
        credentials: leak::list(api.credentials.iter().map(credential)),
        signatures: leak::list(api.signatures.iter().map(signature::recipe)),
        errors: leak::one(rt::ErrorTable {
            rows: leak::list(api.errors.iter().map(error_row)),
        }),
    })
}

fn path_part(part: &model::PathPart) -> rt::PathPart {
    match part {
        model::PathPart::Literal(text) => rt::PathPart::Literal(leak::text(text)),
        model::PathPart::Param(index) => rt::PathPart::Param(*index),
        model::PathPart::Greedy(index) => rt::PathPart::Greedy(*index),
    }
}

fn param(param: &model::Param) -> rt::Param {
    rt::Param {
        location: location(param.location),
        style: match param.style {
            model::Style::Plain => rt::Style::Plain,
            model::Style::Brackets => rt::Style::Brackets,
            model::Style::Json => rt::Style::Json,
            model::Style::Spread => rt::Style::Spread,
            model::Style::Flag => rt::Style::Flag,
            model::Style::Deep => rt::Style::Deep,
            model::Style::Label => rt::Style::Label,
            model::Style::Matrix => rt::Style::Matrix,
        },
    }
}

fn location(location: model::Location) -> rt::Location {
    match location {
        model::Location::Path => rt::Location::Path,
        model::Location::Query => rt::Location::Query,
        model::Location::Header => rt::Location::Header,
        model::Location::Cookie => rt::Location::Cookie,
        model::Location::BodyField => rt::Location::BodyField,
        model::Location::Body => rt::Location::Body,
    }
}

fn fixed(param: &model::FixedParam) -> rt::FixedParam {
    rt::FixedParam {
        wire: leak::text(&param.wire),
        location: location(param.location),
        source: match &param.source {
            FixedSource::Constant(value) => {
                rt::FixedSource::Constant(leak::text(&value.to_string()))
            }
            FixedSource::Credential(name) => rt::FixedSource::Credential(leak::text(name)),
            FixedSource::Fresh(fresh) => rt::FixedSource::Fresh(match fresh {
                model::Fresh::RandomU32 => rt::Fresh::RandomU32,
                model::Fresh::Uuid => rt::Fresh::Uuid,
                model::Fresh::UnixSeconds => rt::Fresh::UnixSeconds,
                model::Fresh::UnixMillis => rt::Fresh::UnixMillis,
                model::Fresh::IdempotencyKey => rt::Fresh::IdempotencyKey,
            }),
        },
    }
}

fn body(body: model::BodyKind) -> rt::BodyKind {
    match body {
        model::BodyKind::None => rt::BodyKind::None,
        model::BodyKind::Json => rt::BodyKind::Json,
        model::BodyKind::Form => rt::BodyKind::Form,
        model::BodyKind::Multipart => rt::BodyKind::Multipart,
        model::BodyKind::Text => rt::BodyKind::Text,
        model::BodyKind::Bytes => rt::BodyKind::Bytes,
    }
}

fn rule(rule: &model::Rule) -> rt::Rule {
    let list = |params: &[usize]| leak::list(params.iter().copied());
    match &rule.kind {
        RuleKind::Requires(when, others) => rt::Rule::Requires(*when, list(others)),
        RuleKind::Together(params) => rt::Rule::Together(list(params)),
        RuleKind::ExactlyOne(params) => rt::Rule::ExactlyOne(list(params)),
        RuleKind::AtLeastOne(params) => rt::Rule::AtLeastOne(list(params)),
        RuleKind::AtMostOne(params) => rt::Rule::AtMostOne(list(params)),
    }
}

fn auth(auth: &model::Auth) -> rt::Auth {
    match auth {
        model::Auth::Header { name, value } => rt::Auth::Header {
            name: leak::text(name),
            value: leak::text(value),
        },
        model::Auth::Query { name, value } => rt::Auth::Query {
            name: leak::text(name),
            value: leak::text(value),
        },
        model::Auth::Cookie { name, value } => rt::Auth::Cookie {
            name: leak::text(name),
            value: leak::text(value),
        },
        model::Auth::Basic { user, password } => rt::Auth::Basic {
            user: leak::text(user),
            password: leak::text(password),
        },
        model::Auth::Signature { name } => rt::Auth::Signature {
            name: leak::text(name),
        },
        model::Auth::Signer { name } => rt::Auth::Signer {
            name: leak::text(name),
        },
        model::Auth::AnyOf(choices) => {
            let choice = |(name, ways): &(String, Vec<model::Auth>)| {
                (leak::text(name), leak::list(ways.iter().map(self::auth)))
            };
            rt::Auth::AnyOf(leak::list(choices.iter().map(choice)))
        }
    }
}

fn envelope(envelope: &model::Envelope) -> rt::Envelope {
    let path = |path: &Option<String>| leak::maybe(path.as_deref());
    rt::Envelope {
        when: condition(&envelope.when),
        success: envelope.success.as_ref().map(condition),
        payload: path(&envelope.payload),
        code: path(&envelope.code),
        message: path(&envelope.message),
        request_id: path(&envelope.request_id),
        stack: path(&envelope.stack),
        retry_after: path(&envelope.retry_after),
        field_errors: envelope
            .field_errors
            .as_ref()
            .map(|(at, field, message)| rt::FieldErrors {
                at: leak::text(at),
                field: leak::text(field),
                message: leak::text(message),
            }),
    }
}

fn condition(condition: &model::Condition) -> rt::Condition {
    let equals = |(path, value): &(String, serde_json::Value)| {
        (leak::text(path), leak::text(&value.to_string()))
    };
    rt::Condition {
        status: leak::list(condition.status.iter().copied()),
        equals: leak::list(condition.equals.iter().map(equals)),
        has: leak::texts(&condition.has),
        lacks: leak::texts(&condition.lacks),
    }
}

fn format(format: model::Format) -> rt::Format {
    match format {
        model::Format::Json => rt::Format::Json,
        model::Format::Xml => rt::Format::Xml,
        model::Format::Text => rt::Format::Text,
    }
}

fn error_row(row: &model::ErrorRow) -> rt::ErrorRow {
    rt::ErrorRow {
        code: match &row.code {
            model::CodePattern::Integer(code) => rt::CodePattern::Integer(*code),
            model::CodePattern::Text(code) => rt::CodePattern::Text(leak::text(code)),
            model::CodePattern::Range(from, to) => rt::CodePattern::Range(*from, *to),
        },
        name: leak::text(&names::variant(row)),
        text: leak::text(&row.texts.join("; ")),
        class: class(row.class),
        retry: retry(row.retry),
        status: row.status,
        messages: leak::texts(&row.messages),
        args: leak::texts(&row.args),
    }
}

fn class(class: model::Class) -> rt::Class {
    match class {
        model::Class::Success => rt::Class::Success,
        model::Class::Auth => rt::Class::Auth,
        model::Class::Permission => rt::Class::Permission,
        model::Class::Caller => rt::Class::Caller,
        model::Class::NotFound => rt::Class::NotFound,
        model::Class::Conflict => rt::Class::Conflict,
        model::Class::Quota => rt::Class::Quota,
        model::Class::Rate => rt::Class::Rate,
        model::Class::NotReady => rt::Class::NotReady,
        model::Class::Server => rt::Class::Server,
        model::Class::Timeout => rt::Class::Timeout,
    }
}

fn retry(retry: model::Retry) -> rt::RetryAdvice {
    match retry {
        model::Retry::No => rt::RetryAdvice::No,
        model::Retry::Now => rt::RetryAdvice::Now,
        model::Retry::Later => rt::RetryAdvice::Later,
        model::Retry::AfterAuth => rt::RetryAdvice::AfterAuth,
        model::Retry::Poll => rt::RetryAdvice::Poll,
        model::Retry::SameKey => rt::RetryAdvice::SameKey,
    }
}
