//! How operations are called: authorisation, envelopes, pages, streams, policies. In: two of one. Out: drafts.

use std::time::Duration;

use specwright::model::{Auth, Format, Operation, Policy, Span, Stream};
use specwright::words;

use super::draft::{Draft, Facet};
use super::operations::Same;
use super::pair::{Pair, turned};
use crate::view;

impl Pair<'_> {
    pub(super) fn conduct(&mut self, same: &Same<'_>) {
        let (old, new) = (same.old.1, same.new.1);
        let before: Vec<Auth> = old.auth.iter().map(|way| self.auth_now(way)).collect();
        if before != new.auth {
            let text = turned("how it is authorised", &auths(&before), &auths(&new.auth));
            let one = same.changed("auth", text).behaves().shared();
            self.push(match offers_more(&before, &new.auth) {
                true => one.fits("the ways of old clients are still there"),
                false => one.breaks("old clients show what is not asked for now"),
            });
        }
        self.envelopes(same);
        if old.formats != new.formats {
            let list = |formats: &[Format]| {
                let words: Vec<_> = formats.iter().map(|it| words::format(*it)).collect();
                words.join(", ")
            };
            let text = turned("format", &list(&old.formats), &list(&new.formats));
            let one = same.changed("format", text).behaves().shared();
            let is_known = new
                .formats
                .iter()
                .all(|format| old.formats.contains(format));
            self.push(match is_known {
                true => one.fits("old clients read it"),
                false => one.breaks("old clients cannot read it"),
            });
        }
        self.pages(same);
        self.stream(same);
        if old.idempotent != new.idempotent {
            let text = match new.idempotent {
                true => "can be repeated safely: a failed attempt is sent again",
                false => "cannot be repeated safely: a failed attempt is not sent again",
            };
            self.push(same.changed("idempotent", text).behaves());
        }
        self.policy(same, &old.policy, &new.policy);
    }

    /// A way of authorisation with the names that credentials have now.
    fn auth_now(&self, way: &Auth) -> Auth {
        let (now, name) = (|text: &String| self.as_now(text), String::clone);
        match way {
            Auth::Header { name: of, value } => Auth::Header {
                name: name(of),
                value: now(value),
            },
            Auth::Query { name: of, value } => Auth::Query {
                name: name(of),
                value: now(value),
            },
            Auth::Cookie { name: of, value } => Auth::Cookie {
                name: name(of),
                value: now(value),
            },
            Auth::Basic { user, password } => {
                let (user, password) = (now(user), now(password));
                Auth::Basic { user, password }
            }
            Auth::Signature { .. } | Auth::Signer { .. } => way.clone(),
            Auth::AnyOf(choices) => {
                let choices = choices.iter().map(|(of, ways)| {
                    let ways = ways.iter().map(|way| self.auth_now(way));
                    (name(of), ways.collect())
                });
                Auth::AnyOf(choices.collect())
            }
        }
    }

    fn pages(&mut self, same: &Same<'_>) {
        let (old, new) = (&same.old.1.paging, &same.new.1.paging);
        let show = |op: &Operation| match &op.paging {
            Some(rule) => view::words::pages(&view::pagination(op, rule)),
            None => "no pages".to_owned(),
        };
        let (was, is) = (show(same.old.1), show(same.new.1));
        if was == is {
            return;
        }
        let one = same.changed("paging", turned("how its pages follow", &was, &is));
        let one = one.touches(&[Facet::Pages]).behaves();
        self.push(match (old, new) {
            (None, _) => one.fits("old clients see a page at a time"),
            (_, None) => one.breaks("old clients ask for pages that are none"),
            (Some(_), Some(_)) => one.breaks("old clients look for the next page elsewhere"),
        });
    }

    fn stream(&mut self, same: &Same<'_>) {
        let (old, new) = (&same.old.1.stream, &same.new.1.stream);
        if old == new {
            return;
        }
        let show = |stream: &Option<Stream>| match stream {
            None => "whole",
            Some(Stream::Lines { head: None }) => "line by line",
            Some(Stream::Lines { head: Some(_) }) => "line by line after a head",
            Some(Stream::Events { .. }) => "as events",
            Some(Stream::Bytes) => "as bytes",
        };
        let text = match show(old) == show(new) {
            true => "its stream ends or starts otherwise".to_owned(),
            false => turned("how its answer comes", show(old), show(new)),
        };
        let one = same.changed("stream", text).behaves();
        let one = one.breaks("old clients cut the answer otherwise");
        self.push(one.touches(&[Facet::Answer, Facet::Pages]));
    }

    fn policy(&mut self, same: &Same<'_>, old: &Policy, new: &Policy) {
        let mut told: Vec<Draft> = Vec::new();
        let mut tell = |aspect, what, old: String, new: String| {
            if old != new {
                let one = same.changed(aspect, turned(what, &old, &new));
                told.push(one.behaves().shared());
            }
        };
        let name = |server: &Option<String>| server.clone().unwrap_or("that of the client".into());
        tell("server", "server", name(&old.server), name(&new.server));
        tell("tokens", "tokens", list(&old.tokens), list(&new.tokens));
        let limits = |policy: &Policy| {
            let limits = policy.limits.iter();
            let limits: Vec<_> = limits
                .map(|(name, weight)| format!("{name} x {weight}"))
                .collect();
            list(&limits)
        };
        tell("limits", "rate limits", limits(old), limits(new));
        let (retry, again) = (&old.retry, &new.retry);
        tell(
            "retry",
            "attempts",
            number(retry.max_attempts),
            number(again.max_attempts),
        );
        tell(
            "retry",
            "first wait",
            time(retry.base_delay),
            time(again.base_delay),
        );
        tell(
            "retry",
            "longest wait",
            time(retry.max_delay),
            time(again.max_delay),
        );
        let (poll, ask) = (&old.poll, &new.poll);
        tell(
            "poll",
            "how often it asks again",
            time(poll.interval),
            time(ask.interval),
        );
        tell(
            "poll",
            "how long it asks again",
            time(poll.max_wait),
            time(ask.max_wait),
        );
        tell(
            "timeout",
            "the time of an attempt",
            time(old.timeout),
            time(new.timeout),
        );
        tell(
            "deadline",
            "the time of a call",
            time(old.deadline),
            time(new.deadline),
        );
        for draft in told {
            self.push(match draft.aspect {
                "server" => draft.breaks("old clients call the old server"),
                "limits" => draft.fits("old clients keep to the old limits"),
                _ => draft,
            });
        }
    }
}

const DEFAULT: &str = "the default";

fn number(value: Option<u32>) -> String {
    value.map_or(DEFAULT.into(), |value| value.to_string())
}

fn time(value: Option<Duration>) -> String {
    value.map_or(DEFAULT.into(), |value| Span(value).to_string())
}

fn list(names: &[String]) -> String {
    if names.is_empty() {
        "none".into()
    } else {
        names.join(", ")
    }
}

/// Whether each way of the old is still one of the new.
fn offers_more(old: &[Auth], new: &[Auth]) -> bool {
    let ways = |auth: &[Auth]| -> Option<Vec<Vec<Auth>>> {
        match auth {
            [Auth::AnyOf(choices)] => Some(choices.iter().map(|(_, ways)| ways.clone()).collect()),
            plain if plain.iter().any(|it| matches!(it, Auth::AnyOf(_))) => None,
            plain => Some(vec![plain.to_vec()]),
        }
    };
    match (ways(old), ways(new)) {
        (Some(old), Some(new)) => old.iter().all(|way| new.contains(way)),
        _ => false,
    }
}

fn auths(auth: &[Auth]) -> String {
    match auth {
        [] => "nothing".into(),
        some => {
            let ways = some.iter().map(|way| view::words::auth(&view::auth(way)));
            ways.collect::<Vec<_>>().join(" and ")
        }
    }
}
