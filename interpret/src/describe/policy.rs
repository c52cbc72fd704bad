//! How calls are conducted, as the data that the runtime works on: tokens, limits, retries, time.

use specwright::model;
use specwright_runtime as rt;

use super::All;
use crate::{codec, leak};

/// The policy of an operation; operations that buy its tokens are described on the way.
pub(super) fn policy(all: &mut All<'_>, op: &model::Operation) -> &'static rt::Policy {
    let policy = &op.policy;
    if *policy == model::Policy::default() {
        return &rt::Policy::DEFAULT;
    }
    let model = all.model;
    let tokens = policy.tokens.iter();
    let tokens: Vec<rt::Token> = tokens.filter_map(|name| token(all, name)).collect();
    let limits = policy.limits.iter();
    leak::one(rt::Policy {
        server: leak::maybe(policy.server.as_deref()),
        tokens: leak::list(tokens),
        limits: leak::list(limits.filter_map(|(name, cost)| limit(model, name, *cost))),
        retry: retry(&policy.retry),
        poll: poll(&policy.poll),
        timeout: policy.timeout,
        deadline: policy.deadline,
    })
}

/// A token; `None` where nothing can buy it, which a spec without mistakes does not have.
fn token(all: &mut All<'_>, name: &str) -> Option<rt::Token> {
    let model = all.model;
    let token = model.tokens.iter().find(|token| token.name == name)?;
    let mut operations = model.operations.iter();
    let index = operations.position(|op| op.name == token.operation)?;
    Some(rt::Token {
        name: leak::text(&token.name),
        operation: all.operation(index)?,
        value: leak::text(&token.value),
        expiry: expiry(model, &token.expiry, &model.operations[index]),
    })
}

fn expiry(api: &model::Api, expiry: &model::Expiry, buying: &model::Operation) -> rt::Expiry {
    match expiry {
        model::Expiry::Unknown => rt::Expiry::Unknown,
        model::Expiry::After(time) => rt::Expiry::After(*time),
        model::Expiry::In(path, unit) => rt::Expiry::In(leak::text(path), *unit),
        model::Expiry::At(path, Some(codec)) => {
            rt::Expiry::At(leak::text(path), codec::leaked(codec))
        }
        model::Expiry::At(path, None) => {
            let codec = spelling(api, &buying.returns.ty, path);
            rt::Expiry::At(leak::text(path), codec::leaked(&codec))
        }
    }
}

/// How the field at this path of a type is spelt.
fn spelling(api: &model::Api, ty: &model::Type, path: &str) -> model::Codec {
    let reached = api.reach(ty, path).ok();
    let field = reached.and_then(|reached| {
        let hop = reached.hops.last()?;
        Some(api.hop_field(hop)?.1)
    });
    field.map_or(model::Codec::Iso, |field| field.value.codec.clone())
}

fn limit(api: &model::Api, name: &str, cost: u32) -> Option<rt::Limit> {
    let limit = api.limits.iter().find(|limit| limit.name == name)?;
    Some(rt::Limit {
        name: leak::text(&limit.name),
        scope: match limit.scope {
            model::LimitScope::Api => rt::Scope::Api,
            model::LimitScope::Operation => rt::Scope::Operation,
        },
        calls: limit.calls,
        per: limit.per,
        cost,
        told: count(limit).map(|count| rt::Told {
            count,
            reset: leak::maybe(limit.reset.as_deref()),
        }),
    })
}

fn count(limit: &model::Limit) -> Option<rt::Count> {
    let remaining = limit.remaining.as_deref().map(leak::text);
    let used = limit.used.as_deref().map(leak::text);
    remaining
        .map(rt::Count::Remaining)
        .or(used.map(rt::Count::Used))
}

fn retry(retry: &model::RetryPolicy) -> rt::RetryPolicy {
    let usual = rt::RetryPolicy::DEFAULT;
    rt::RetryPolicy {
        max_attempts: retry.max_attempts.unwrap_or(usual.max_attempts),
        base_delay: retry.base_delay.unwrap_or(usual.base_delay),
        max_delay: retry.max_delay.unwrap_or(usual.max_delay),
    }
}

fn poll(poll: &model::PollPolicy) -> rt::PollPolicy {
    let usual = rt::PollPolicy::DEFAULT;
    rt::PollPolicy {
        interval: poll.interval.unwrap_or(usual.interval),
        max_wait: poll.max_wait.unwrap_or(usual.max_wait),
    }
}
