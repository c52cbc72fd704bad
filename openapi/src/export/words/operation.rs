//! Operations in words.

use specwright::model::{BodyKind, Operation, Rule, RuleKind, Stream, Type};
use specwright::words;

use super::{Shared, authorise, conduct, envelopes, member, paging, samples, source_in};
use crate::export::node::{Object, list, texts};

impl Shared<'_> {
    pub(super) fn operation(&self, op: &Operation) -> Object {
        let api = self.api;
        let returns = match (&op.stream, &op.returns.ty) {
            (Some(Stream::Bytes), _) | (_, Type::Unit) => None,
            (_, ty) => Some(words::type_text(api, &[], ty)),
        };
        let takes_common = op.params.iter().any(|param| param.common);
        let auth = (op.auth != self.auth).then(|| authorise::all_of(&op.auth));
        let formats = op.formats.iter().map(|format| words::format(*format));
        let formats = (op.formats != self.formats).then(|| list(formats));
        let envelope = (op.envelopes != self.envelopes).then(|| envelopes::all(api, &op.envelopes));
        let usually = !matches!(op.method.as_str(), "POST" | "PATCH");
        let answers = op.answers.iter().fold(Object::new(), |all, one| {
            let returns =
                (one.value.ty != Type::Unit).then(|| words::type_text(api, &[], &one.value.ty));
            let body = Object::new()
                .maybe("returns", returns)
                .maybe("text", one.doc.as_deref())
                .filled("source", source_in(api, &one.source));
            all.with(&one.key, body)
        });
        Object::new()
            .maybe("text", op.doc.as_deref())
            .with("call", format!("{} {}", op.method, op.path_text))
            .maybe("deprecated", op.deprecated.as_deref())
            .filled("params", self.params(op))
            .maybe("body", body(op))
            .filled("rules", list(op.rules.iter().map(|one| rule(op, one))))
            .maybe("returns", returns)
            .filled("answers", answers)
            .maybe(
                "paginate",
                op.paging.as_ref().map(|paging| paging::paging(op, paging)),
            )
            .filled("stream", paging::stream(api, op))
            .maybe("formats", formats)
            .maybe("auth", auth)
            .maybe("envelope", envelope)
            .maybe(
                "common",
                (!self.common.is_empty() && !takes_common).then_some(false),
            )
            .maybe(
                "idempotent",
                (op.idempotent != usually).then_some(op.idempotent),
            )
            .maybe("server", op.policy.server.as_deref())
            .maybe("limits", conduct::costs(api, op))
            .and(conduct::policy(&op.policy, Some(&api.policy)))
            .filled("samples", samples::all(api, op))
            .filled("source", source_in(api, &op.source))
    }

    /// The operation's own parameters, then those that the caller does not give.
    fn params(&self, op: &Operation) -> Object {
        let api = self.api;
        let mut out = Object::new();
        for param in op.params.iter().filter(|param| !param.common) {
            let says_place = param.location != member::usual_place(op, &param.field.wire);
            out.set(&param.field.key, member::param(api, param, says_place));
        }
        for fixed in &op.fixed {
            let says_place = fixed.location != member::usual_place(op, &fixed.wire);
            let body = member::fixed(api, fixed, says_place);
            // A parameter of this name may stand elsewhere in the request.
            match out.get(&fixed.wire) {
                None => out.set(&fixed.wire, body),
                Some(_) => {
                    let place = words::location(fixed.location);
                    out.set(
                        &format!("{place} {}", fixed.wire),
                        body.with("name", fixed.wire.as_str()),
                    );
                }
            }
        }
        out
    }
}

/// How the body is sent, where that must be said.
fn body(op: &Operation) -> Option<&'static str> {
    use specwright::model::Location::{Body, BodyField};
    let given = op.params.iter().map(|param| param.location);
    let has_parts = given
        .chain(op.fixed.iter().map(|fixed| fixed.location))
        .any(|at| matches!(at, Body | BodyField));
    match (op.body, has_parts) {
        (BodyKind::Json, true) => None,
        (BodyKind::None, _) if !matches!(op.method.as_str(), "POST" | "PUT" | "PATCH") => None,
        (kind, _) => Some(words::body(kind)),
    }
}

fn rule(op: &Operation, rule: &Rule) -> Object {
    let name = |index: &usize| {
        op.params
            .get(*index)
            .map_or("", |param| param.field.key.as_str())
    };
    let names = |all: &[usize]| texts(all.iter().map(name));
    let kind = match &rule.kind {
        RuleKind::Requires(first, others) => Object::new()
            .with("when", name(first))
            .with("requires", names(others)),
        RuleKind::Together(all) => Object::new().with("together", names(all)),
        RuleKind::ExactlyOne(all) => Object::new().with("exactly_one", names(all)),
        RuleKind::AtLeastOne(all) => Object::new().with("at_least_one", names(all)),
        RuleKind::AtMostOne(all) => Object::new().with("at_most_one", names(all)),
    };
    kind.maybe("setter", rule.setter.as_deref())
        .maybe("text", rule.doc.as_deref())
}
