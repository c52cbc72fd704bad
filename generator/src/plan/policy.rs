//! How calls of an operation are conducted: what differs from the runtime's defaults, shared between operations, and
//! what the documentation says of it.

use super::data::{Doc, Limit, Policy, Token};
use super::{Shared, doc};
use crate::ident;
use crate::markdown::{code, inline};
use crate::model::{self, Api, Expiry, LimitScope, Span};

/// The policy of an operation among those met so far; none for that of the runtime.
pub(super) fn policy(api: &Api, op: &model::Operation, shared: &mut Shared) -> Option<usize> {
    if op.policy == model::Policy::default() {
        return None;
    }
    let said = &op.policy;
    let tokens: Vec<Token> = tokens(api, op).map(token).collect();
    let limits: Vec<Limit> = limits(api, op)
        .map(|(limit, cost)| Limit {
            name: limit.name.clone(),
            scope: limit.scope,
            calls: limit.calls,
            per: limit.per,
            cost,
            remaining: limit.remaining.clone(),
            used: limit.used.clone(),
            reset: limit.reset.clone(),
        })
        .collect();
    let policy = Policy {
        server: said.server.clone(),
        tokens: Shared::index(&mut shared.tokens, &tokens),
        limits: Shared::index(&mut shared.limits, &limits),
        retry: said.retry,
        poll: said.poll,
        timeout: said.timeout,
        deadline: said.deadline,
    };
    let known = shared.policies.iter().position(|one| *one == policy);
    Some(known.unwrap_or_else(|| {
        shared.policies.push(policy);
        shared.policies.len() - 1
    }))
}

fn tokens<'a>(api: &'a Api, op: &'a model::Operation) -> impl Iterator<Item = &'a model::Token> {
    let names = op.policy.tokens.iter();
    names.filter_map(|name| api.tokens.iter().find(|token| token.name == *name))
}

fn limits<'a>(
    api: &'a Api,
    op: &'a model::Operation,
) -> impl Iterator<Item = (&'a model::Limit, u32)> {
    let costs = op.policy.limits.iter();
    costs.filter_map(|(name, cost)| {
        let limit = api.limits.iter().find(|limit| limit.name == *name)?;
        Some((limit, *cost))
    })
}

fn token(token: &model::Token) -> Token {
    Token {
        name: token.name.clone(),
        request: ident::upper_camel(&token.operation),
        value: token.value.clone(),
        expiry: token.expiry.clone(),
    }
}

/// What a caller should know of how the call is conducted: one line each. What holds for the whole API is said there.
pub(super) fn policy_doc(api: &Api, op: &model::Operation) -> Doc {
    let (said, usual) = (&op.policy, &api.policy);
    let server = said.server.as_ref();
    let server = server.map(|name| format!("Always sent to the server {}.", code(name)));
    let own = model::Policy {
        timeout: said.timeout.filter(|_| said.timeout != usual.timeout),
        deadline: said.deadline.filter(|_| said.deadline != usual.deadline),
        retry: differing(said.retry, usual.retry),
        poll: differing(said.poll, usual.poll),
        ..model::Policy::default()
    };
    let lines = server
        .into_iter()
        .chain(tokens(api, op).map(token_line))
        .chain(limits(api, op).map(|(limit, cost)| limit_line(limit, cost)))
        .chain(lines(&own));
    lines.map(|line| format!("- {line}")).collect()
}

/// What holds for all operations that do not say otherwise.
pub(super) fn api_policy_doc(api: &Api) -> Doc {
    let lines: Doc = lines(&api.policy).map(|line| format!("- {line}")).collect();
    match lines.is_empty() {
        true => lines,
        false => doc::paragraphs([
            vec!["Unless an operation says otherwise:".to_owned()],
            lines,
        ]),
    }
}

fn differing<T: Default + PartialEq>(said: T, usual: T) -> T {
    if said == usual { T::default() } else { said }
}

/// Retries, polling and times, where they are not the runtime's.
fn lines(policy: &model::Policy) -> impl Iterator<Item = String> + use<> {
    let attempt = policy.timeout;
    let attempt = attempt.map(|time| format!("An attempt takes at most {}.", Span(time)));
    let whole = policy.deadline;
    let whole = whole.map(|time| format!("The whole call takes at most {}.", Span(time)));
    let (retry, poll) = (retry_line(&policy.retry), poll_line(&policy.poll));
    [retry, poll, attempt, whole].into_iter().flatten()
}

fn token_line(token: &model::Token) -> String {
    let method = ident::client_method(&token.operation);
    let method = ident::plain(&method);
    let lasting = match &token.expiry {
        Expiry::After(time) => format!("; it lasts {}", Span(*time)),
        _ => String::new(),
    };
    format!(
        "The token {} is bought with [`{method}`](Client::{method}) unless it was given{lasting}.",
        code(&token.name)
    )
}

fn limit_line(limit: &model::Limit, cost: u32) -> String {
    let calls = match limit.calls {
        1 => "1 call".to_owned(),
        calls => format!("{calls} calls"),
    };
    let whose = match limit.scope {
        LimitScope::Api => "",
        LimitScope::Operation => " of this operation",
    };
    let cost = match cost {
        1 => String::new(),
        cost => format!(", of which this counts as {cost}"),
    };
    let note = limit.doc.as_deref().map(inline);
    let note = note.filter(|text| !text.is_empty());
    let note = note.map(|note| format!("; {}", note.trim_end_matches('.')));
    format!(
        "Waits for the limit {}: {calls}{whose} in {}{cost}{}.",
        code(&limit.name),
        Span(limit.per),
        note.unwrap_or_default()
    )
}

fn retry_line(retry: &model::RetryPolicy) -> Option<String> {
    if *retry == model::RetryPolicy::default() {
        return None;
    }
    if retry.max_attempts == Some(1) {
        return Some("A failed attempt is not repeated.".to_owned());
    }
    let attempts = retry.max_attempts;
    let attempts = attempts.map(|most| format!("at most {most} attempts"));
    let base = retry.base_delay;
    let base = base.map(|time| format!("a first wait of up to {}", Span(time)));
    let longest = retry.max_delay;
    let longest = longest.map(|time| format!("no wait above {}", Span(time)));
    let parts: Vec<String> = [attempts, base, longest].into_iter().flatten().collect();
    Some(format!(
        "A failed attempt is repeated where that is safe: {}.",
        parts.join(", ")
    ))
}

fn poll_line(poll: &model::PollPolicy) -> Option<String> {
    if poll.max_wait.is_some_and(|time| time.is_zero()) {
        return Some("An answer that is not ready is not asked for again.".to_owned());
    }
    let interval = poll.interval;
    let interval = interval.map(|time| format!(" every {}", Span(time)));
    let most = poll
        .max_wait
        .map(|time| format!(" for at most {}", Span(time)));
    let parts: Vec<String> = [interval, most].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| {
        format!(
            "An answer that is not ready is asked for again{}.",
            parts.concat()
        )
    })
}
