//! Limits, repetitions, waits in words.

use std::time::Duration;

use specwright::model::{Api, Limit, LimitScope, Operation, Policy, Span};

use super::source_in;
use crate::export::node::{Node, Object, list, texts};

pub(super) fn limits(api: &Api) -> Object {
    api.limits.iter().fold(Object::new(), |all, limit| {
        all.with(&limit.name, body(api, limit))
    })
}

fn body(api: &Api, limit: &Limit) -> Object {
    let scope = (limit.scope == LimitScope::Operation).then_some("operation");
    Object::new()
        .with("calls", limit.calls)
        .with("per", span(limit.per))
        .maybe("scope", scope)
        .maybe("remaining", limit.remaining.as_deref())
        .maybe("used", limit.used.as_deref())
        .maybe("reset", limit.reset.as_deref())
        .maybe("text", limit.doc.as_deref())
        .filled("source", source_in(api, &limit.source))
}

fn span(length: Duration) -> String {
    Span(length).to_string()
}

/// Repetitions, questions and times, as far as they differ from what is said at the top.
pub(super) fn policy(policy: &Policy, top: Option<&Policy>) -> Object {
    let none = Policy::default();
    let top = top.unwrap_or(&none);
    let retry = Object::new()
        .maybe(
            "max_attempts",
            own(policy.retry.max_attempts, top.retry.max_attempts),
        )
        .maybe(
            "base_delay",
            own(policy.retry.base_delay, top.retry.base_delay).map(span),
        )
        .maybe(
            "max_delay",
            own(policy.retry.max_delay, top.retry.max_delay).map(span),
        );
    let poll = Object::new()
        .maybe(
            "interval",
            own(policy.poll.interval, top.poll.interval).map(span),
        )
        .maybe(
            "max_wait",
            own(policy.poll.max_wait, top.poll.max_wait).map(span),
        );
    Object::new()
        .filled("retry", retry)
        .filled("poll", poll)
        .maybe("timeout", own(policy.timeout, top.timeout).map(span))
        .maybe("deadline", own(policy.deadline, top.deadline).map(span))
}

fn own<T: PartialEq>(value: Option<T>, top: Option<T>) -> Option<T> {
    value.filter(|value| Some(value) != top.as_ref())
}

/// The limits that an operation counts against, where these are not all.
pub(super) fn costs(api: &Api, op: &Operation) -> Option<Node> {
    let all = api.limits.iter().map(|limit| (limit.name.clone(), 1));
    if all.eq(op.policy.limits.iter().cloned()) {
        return None;
    }
    let costs = &op.policy.limits;
    Some(match costs.iter().all(|(_, cost)| *cost == 1) {
        true if costs.is_empty() => list(Vec::<Node>::new()),
        true => texts(costs.iter().map(|(name, _)| name)),
        false => costs
            .iter()
            .fold(Object::new(), |all, (name, cost)| all.with(name, *cost))
            .into(),
    })
}
