//! How calls are conducted: server, tokens, limits, retries, polling, time; an operation's word over the API's, key by
//! key.

use std::collections::BTreeMap;
use std::time::Duration;

use super::entries::once;
use super::limits;
use super::scope::{Scope, at};
use crate::diag::{Code, Diagnostics, Place, did_you_mean, list_of};
use crate::model::{Auth, FixedParam, Policy, PollPolicy, RetryPolicy};
use crate::source::FileId;
use crate::spec::{self, Span, Spec};

/// What the runtime does where a spec does not say; the documentation of the keys names it.
const BASE_DELAY: Duration = Duration::from_millis(200);
const MAX_DELAY: Duration = Duration::from_secs(20);

/// What holds for operations that do not say otherwise.
pub(super) fn defaults(files: &[(FileId, Spec)], diags: &mut Diagnostics) -> Policy {
    let place = |file, key: &str| Place::file(file).key(key);
    let retry = once(files, "retry", |spec| spec.retry.as_ref(), diags);
    let poll = once(files, "poll", |spec| spec.poll.as_ref(), diags);
    let timeout = once(files, "timeout", |spec| spec.timeout.as_ref(), diags);
    let deadline = once(files, "deadline", |spec| spec.deadline.as_ref(), diags);
    let none = Policy::default();
    Policy {
        retry: retry.map_or(none.retry, |(file, said)| {
            self::retry(said, none.retry, &place(file, "retry"), diags)
        }),
        poll: poll.map_or(none.poll, |(file, said)| {
            self::poll(said, none.poll, &place(file, "poll"), diags)
        }),
        timeout: timeout.map(|(file, span)| some_time(*span, place(file, "timeout"), diags)),
        deadline: deadline.map(|(file, span)| some_time(*span, place(file, "deadline"), diags)),
        ..none
    }
}

/// The policy of an operation at `place`, which is authorised so and has these fixed parameters.
pub(super) fn lower(
    scope: &Scope<'_>,
    defaults: &Policy,
    (operation, place): (&spec::Operation, &Place),
    (auth, fixed): (&[(Auth, Place)], &[FixedParam]),
    diags: &mut Diagnostics,
) -> Policy {
    if let Some(name) = &operation.server {
        known_server(scope, name, at(place, "server"), diags);
    }
    let tokens = tokens(scope, auth, fixed);
    let said = &operation.retry;
    let retry = said.as_ref().map_or(defaults.retry, |said| {
        retry(said, defaults.retry, &at(place, "retry"), diags)
    });
    let said = &operation.poll;
    let poll = said.as_ref().map_or(defaults.poll, |said| {
        poll(said, defaults.poll, &at(place, "poll"), diags)
    });
    let mut time = |key: &str, span: Option<Span>, default: Option<Duration>| match span {
        Some(span) => Some(some_time(span, at(place, key), diags)),
        None => default,
    };
    Policy {
        server: operation.server.clone(),
        tokens,
        retry,
        poll,
        timeout: time("timeout", operation.timeout, defaults.timeout),
        deadline: time("deadline", operation.deadline, defaults.deadline),
        limits: limits::of_operation(
            scope,
            operation.limits.as_ref(),
            &at(place, "limits"),
            diags,
        ),
    }
}

/// The names of the tokens that authorisation and fixed parameters name, in the order of the spec.
fn tokens(scope: &Scope<'_>, auth: &[(Auth, Place)], fixed: &[FixedParam]) -> Vec<String> {
    let in_auth = auth.iter().flat_map(|(way, _)| way.names(scope.signatures));
    let in_params = fixed.iter().filter_map(FixedParam::credential);
    let names = in_auth.chain(in_params);
    let used = names.filter_map(|name| scope.tokens.get(name).copied());
    let used: BTreeMap<usize, &str> = used.collect();
    used.into_values().map(str::to_owned).collect()
}

fn retry(
    said: &spec::RetryPolicy,
    default: RetryPolicy,
    place: &Place,
    diags: &mut Diagnostics,
) -> RetryPolicy {
    if said.max_attempts == Some(0) {
        diags
            .error(
                Code::BadPolicy,
                at(place, "max_attempts"),
                "without an attempt there is no call",
            )
            .help("for no repetition write `max_attempts: 1`");
    }
    let policy = RetryPolicy {
        max_attempts: said.max_attempts.or(default.max_attempts),
        base_delay: said.base_delay.map(|span| span.0).or(default.base_delay),
        max_delay: said.max_delay.map(|span| span.0).or(default.max_delay),
    };
    let first = policy.base_delay.unwrap_or(BASE_DELAY);
    let longest = policy.max_delay.unwrap_or(MAX_DELAY);
    if first > longest && (said.base_delay.is_some() || said.max_delay.is_some()) {
        let key = if said.base_delay.is_some() {
            "base_delay"
        } else {
            "max_delay"
        };
        let (first, longest) = (Span(first), Span(longest));
        let message = format!("the first wait is up to {first}, but none is longer than {longest}");
        diags
            .error(Code::BadPolicy, at(place, key), message)
            .help("`base_delay` is at most `max_delay`");
    }
    policy
}

fn poll(
    said: &spec::PollPolicy,
    default: PollPolicy,
    place: &Place,
    diags: &mut Diagnostics,
) -> PollPolicy {
    let interval = said.interval;
    let interval = interval.map(|span| some_time(span, at(place, "interval"), diags));
    PollPolicy {
        interval: interval.or(default.interval),
        max_wait: said.max_wait.map(|span| span.0).or(default.max_wait),
    }
}

/// A length of time in which something has to happen.
fn some_time(span: Span, place: Place, diags: &mut Diagnostics) -> Duration {
    if span.0.is_zero() {
        diags.error(Code::BadPolicy, place, "nothing can happen in no time");
    }
    span.0
}

fn known_server(scope: &Scope<'_>, name: &str, place: Place, diags: &mut Diagnostics) {
    let names = || scope.servers.iter().map(|server| server.name.as_str());
    if names().any(|known| known == name) {
        return;
    }
    let problem = diags.error(
        Code::UnknownServer,
        place,
        format!("unknown server `{name}`"),
    );
    match did_you_mean(name, names()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("servers are {}", list_of(names()))),
    };
}
