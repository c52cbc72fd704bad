//! How calls are conducted, as the data that the runtime works on: tokens, limits, retries, time.

use specwright::model;
use specwright_runtime as rt;

use super::All;
use crate::{codec, leak};

/// The policy of an operation; none while an operation that buys one of its tokens is not described.
pub(super) fn policy(all: &All<'_>, op: &model::Operation) -> Option<&'static rt::Policy> {
    let policy = &op.policy;
    if *policy == model::Policy::default() {
        return Some(&rt::Policy::DEFAULT);
    }
    let model = all.model;
    let tokens = policy.tokens.iter();
    let tokens: Option<Vec<rt::Token>> = tokens.map(|name| token(all, name)).collect();
    let limits = policy.limits.iter();
    Some(leak::one(rt::Policy {
        server: leak::maybe(policy.server.as_deref()),
        tokens: leak::list(tokens?),
        limits: leak::list(limits.filter_map(|(name, cost)| limit(model, name, *cost))),
        retry: retry(&policy.retry),
        poll: poll(&policy.poll),
        timeout: policy.timeout,
        deadline: policy.deadline,
    }))
}

fn token(all: &All<'_>, name: &str) -> Option<rt::Token> {
    let token = all.model.tokens.iter().find(|token| token.name == name)?;
    let operation = all.operation(&token.operation)?;
    Some(rt::Token {
        name: leak::text(&token.name),
        operation,
        value: leak::text(&token.value),
        expiry: expiry(&token.expiry),
    })
}

fn expiry(expiry: &model::Expiry) -> rt::Expiry {
    match expiry {
        model::Expiry::Unknown => rt::Expiry::Unknown,
        model::Expiry::After(time) => rt::Expiry::After(*time),
        model::Expiry::In(path, unit) => rt::Expiry::In(leak::text(path), *unit),
        model::Expiry::At(path, spelling) => {
            let spelling = spelling.clone().unwrap_or_default();
            rt::Expiry::At(leak::text(path), codec::leaked(&spelling))
        }
    }
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
