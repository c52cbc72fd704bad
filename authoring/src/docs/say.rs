//! What the model says, in sentences for people. In: parts of the documented form. Out: texts in the markup of specs.

use specwright::model::{Class, Retry};
use specwright::words;

use crate::view::words as short;
use crate::view::{Auth, LimitUse, Operation, Rule};

/// What a class of failures means: a title, and what whoever meets it should do.
pub(super) fn class(class: Class) -> (&'static str, &'static str) {
    match class {
        Class::Success => ("Success", "Nothing: the call succeeded."),
        Class::Auth => (
            "Authorisation",
            "Check the credentials: they are missing, wrong, or no longer valid.",
        ),
        Class::Permission => (
            "Permission",
            "Ask for the permission that is missing; the same credentials get the same answer.",
        ),
        Class::Caller => (
            "Mistake in the request",
            "Correct the request; unchanged it fails again.",
        ),
        Class::NotFound => (
            "Not found",
            "Check the names and ids in the request: what they stand for does not exist.",
        ),
        Class::Conflict => (
            "Conflict",
            "Look at the present state first: it does not allow this, or it has it already.",
        ),
        Class::Quota => (
            "Quota used up",
            "Free some of the quota, wait until it is filled up, or have it raised.",
        ),
        Class::Rate => ("Too many requests", "Slow down."),
        Class::NotReady => ("Not ready", "Wait for what is being prepared."),
        Class::Server => (
            "Fault of the service",
            "Nothing is wrong with the request; if the fault stays, tell the vendor.",
        ),
        Class::Timeout => (
            "Out of time",
            "The service took too long; what was asked for may have happened all the same.",
        ),
    }
}

/// What to do about a failure.
pub(super) fn advice(of: Class, retry: Retry) -> String {
    let repeat = words::advice(retry);
    [Some(class(of).1), repeat]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A way of authorisation.
pub(super) fn auth(auth: &Auth) -> String {
    match auth {
        Auth::Header { name, value } => format!("header `{name}: {value}`"),
        Auth::Query { name, value } => format!("query parameter `{name}={value}`"),
        Auth::Cookie { name, value } => format!("cookie `{name}={value}`"),
        Auth::Basic { user, password } => {
            format!("HTTP basic authorisation with user `{user}` and password `{password}`")
        }
        Auth::Signature { name } => format!("signature `{name}`"),
        Auth::Signer { name } => format!("signer `{name}`, which is code of the caller's"),
        Auth::AnyOf { choices } => {
            let choices = choices.iter().map(|choice| {
                let ways = choice.auth.iter().map(self::auth).collect::<Vec<_>>();
                format!("`{}` ({})", choice.name, ways.join(" and "))
            });
            let choices = choices.collect::<Vec<_>>().join(" or ");
            format!("one of {choices}; the first unless the caller chooses another")
        }
    }
}

/// A rule between parameters.
pub(super) fn rule(rule: &Rule) -> String {
    let names = rule.params.iter().map(|name| format!("`{name}`"));
    let names = names.collect::<Vec<_>>();
    let list = names.join(", ");
    match rule.kind {
        "requires" => {
            let when = rule.when.as_deref().unwrap_or_default();
            format!("`{when}` requires {}.", names.join(" and "))
        }
        "together" => format!("All or none of {list}."),
        "exactly_one" => format!("Exactly one of {list}."),
        "at_least_one" => format!("At least one of {list}."),
        _ => format!("At most one of {list}."),
    }
}

/// How calls of an operation are conducted: what it concerns, and what holds.
pub(super) fn conduct(op: &Operation) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if let Some(server) = &op.server {
        facts.push(("Server", format!("always `{server}`")));
    }
    if let Some(pagination) = &op.pagination {
        facts.push(("Pages", short::pages(pagination)));
    }
    if let Some(stream) = &op.stream {
        let head = stream.head.as_deref();
        let head = head.map_or_else(String::new, |head| format!(" after a `{head}`"));
        let end = stream.end.as_deref();
        let end = end.map_or_else(String::new, |end| format!(" until `{end}`"));
        facts.push(("Stream", format!("{}{head}{end}", stream.kind)));
    }
    facts.extend(op.limits.iter().map(|limit| ("Limit", limit_use(limit))));
    facts.push(("Retries", repeats(op)));
    if op.poll.max_wait_ms > 0 {
        facts.push(("Polling", short::poll(&op.poll)));
    }
    facts.extend(time("Timeout", op.timeout_ms, "for one attempt"));
    facts.extend(time(
        "Deadline",
        op.deadline_ms,
        "for the call with all its attempts",
    ));
    facts
}

fn limit_use(limit: &LimitUse) -> String {
    match limit.cost {
        1 => format!("counts against `{}`", limit.name),
        cost => format!("counts as {cost} against `{}`", limit.name),
    }
}

fn repeats(op: &Operation) -> String {
    let safety = match op.idempotent {
        true => "safe to repeat",
        false => "not safe to repeat, so only attempts that surely had no effect are repeated",
    };
    format!("{}; {safety}", short::retry(&op.retry))
}

fn time(name: &'static str, millis: Option<u64>, what: &str) -> Option<(&'static str, String)> {
    Some((name, format!("{} {what}", short::time(millis?))))
}
