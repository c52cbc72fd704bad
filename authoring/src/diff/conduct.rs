//! How operations are called: authorisation, envelopes, pages, streams, policies. In: two of one. Out: drafts.

use std::fmt::Debug;
use std::time::Duration;

use specwright::model::{Auth, Format, PagePlace, PageStep, Paging, Policy, Stream};
use specwright::words;

use super::draft::{Draft, Facet};
use super::operations::Same;
use super::pair::{Pair, turned};

impl Pair<'_> {
    pub(super) fn conduct(&mut self, same: &Same<'_>) {
        let (old, new) = (same.old.1, same.new.1);
        if old.auth != new.auth {
            let text = turned("how it is authorised", &auths(&old.auth), &auths(&new.auth));
            let one = same.changed("auth", text).behaves().shared();
            self.push(match offers_more(&old.auth, &new.auth) {
                true => one.fits("the ways of old clients are still there"),
                false => one.breaks("old clients show what is not asked for now"),
            });
        }
        if old.envelopes != new.envelopes {
            let text = format!(
                "its answers are wrapped otherwise ({} envelopes, were {})",
                new.envelopes.len(),
                old.envelopes.len()
            );
            let one = same.changed("envelope", text).behaves().shared();
            self.push(match new.envelopes.starts_with(&old.envelopes) {
                true => one.fits("the shapes that old clients know come first"),
                false => one.breaks("old clients look for payload and code elsewhere"),
            });
        }
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

    fn pages(&mut self, same: &Same<'_>) {
        let (old, new) = (&same.old.1.paging, &same.new.1.paging);
        let name = |index: &usize, is_new: bool| {
            let op = if is_new { same.new.1 } else { same.old.1 };
            let param = op.params.get(*index);
            param.map_or_else(String::new, |param| param.field.wire.clone())
        };
        let show = |rule: &Option<Paging>, is_new| {
            let rule = rule.as_ref();
            rule.map_or("no pages".to_owned(), |rule| {
                pages(rule, &|at| name(at, is_new))
            })
        };
        let (was, is) = (show(old, false), show(new, true));
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
            show(&retry.max_attempts),
            show(&again.max_attempts),
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

fn show<T: Debug>(value: &Option<T>) -> String {
    value
        .as_ref()
        .map_or("the default".into(), |it| format!("{it:?}"))
}

fn time(value: Option<Duration>) -> String {
    show(&value)
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
    let one = |auth: &Auth| match auth {
        Auth::Header { name, value } => format!("header {name}: {value}"),
        Auth::Query { name, value } => format!("query {name}={value}"),
        Auth::Cookie { name, value } => format!("cookie {name}={value}"),
        Auth::Basic { user, password } => format!("basic {user}:{password}"),
        Auth::Signature { name } => format!("signature {name}"),
        Auth::Signer { name } => format!("signer {name}"),
        Auth::AnyOf(choices) => {
            let choices = choices.iter();
            let choices: Vec<_> = choices
                .map(|(name, ways)| format!("{name} ({})", auths(ways)))
                .collect();
            format!("any of {}", choices.join(", "))
        }
    };
    match auth {
        [] => "nothing".into(),
        some => some.iter().map(one).collect::<Vec<_>>().join(" and "),
    }
}

fn pages(rule: &Paging, name: &dyn Fn(&usize) -> String) -> String {
    let mut text = match &rule.step {
        PageStep::Offset { param } => format!("offset {}", name(param)),
        PageStep::Page { param, first, .. } => format!("page {} from {first}", name(param)),
        PageStep::Cursor { param, next } => format!("cursor {} from {}", name(param), place(next)),
        PageStep::LastItem { param, field, plus } => {
            format!("last item {} from {field} + {plus}", name(param))
        }
        PageStep::Link { next } => format!("link at {}", place(next)),
        PageStep::Window { from, to, span } => {
            format!("window {} to {} of {span:?}", name(from), name(to))
        }
    };
    let items = if rule.items.is_empty() {
        "the answer"
    } else {
        &rule.items
    };
    text += &format!(", items at {items}");
    let told = [("total", &rule.total), ("more", &rule.more)];
    for (word, at) in told {
        text += &at
            .as_ref()
            .map_or_else(String::new, |at| format!(", {word} at {}", place(at)));
    }
    if let PageStep::Page {
        pages: Some(at), ..
    } = &rule.step
    {
        text += &format!(", pages at {}", place(at));
    }
    text += &rule
        .size
        .as_ref()
        .map_or_else(String::new, |size| format!(", size by {}", name(size)));
    text += &rule
        .default_size
        .map_or_else(String::new, |size| format!(", {size} items by default"));
    if rule.short_ends {
        text += ", a short page is the last";
    }
    text
}

fn place(of: &PagePlace) -> String {
    match of {
        PagePlace::Payload(path) => path.clone(),
        PagePlace::Body(path) => format!("{path} of the body"),
        PagePlace::Header(name) => format!("header {name}"),
        PagePlace::Link(rel) => format!("Link rel={rel}"),
    }
}
