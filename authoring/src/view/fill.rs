//! How calls are conducted, in the documented form. In: the model. Out: the structs of [`super::conduct`].

use std::time::Duration;

use specwright::model;

use super::api::source;
use super::{
    Expires, Limit, LimitUse, PagePlace, PageStep, Pagination, PollPolicy, RetryPolicy, Stream,
    Token,
};
use specwright::words::{self, type_text};

pub(super) fn token(token: &model::Token) -> Token {
    Token {
        name: token.name.clone(),
        operation: token.operation.clone(),
        value: token.value.clone(),
        expires: match &token.expiry {
            model::Expiry::Unknown => Expires::Unknown,
            model::Expiry::After(time) => Expires::After {
                after_ms: millis(*time),
            },
            model::Expiry::In(path, unit) => Expires::In {
                path: path.clone(),
                unit_ms: millis(*unit),
            },
            model::Expiry::At(path, codec) => Expires::At {
                path: path.clone(),
                wire: codec.as_ref().and_then(words::codec),
            },
        },
        doc: token.doc.clone(),
        source: source(&token.source),
    }
}

pub(super) fn limit(limit: &model::Limit) -> Limit {
    Limit {
        name: limit.name.clone(),
        calls: limit.calls,
        per_ms: millis(limit.per),
        scope: match limit.scope {
            model::LimitScope::Api => "api",
            model::LimitScope::Operation => "operation",
        },
        remaining: limit.remaining.clone(),
        used: limit.used.clone(),
        reset: limit.reset.clone(),
        doc: limit.doc.clone(),
        source: source(&limit.source),
    }
}

pub(super) fn limit_use((name, cost): &(String, u32)) -> LimitUse {
    LimitUse {
        name: name.clone(),
        cost: *cost,
    }
}

/// With the usual for what a spec leaves open.
pub fn retry(retry: &model::RetryPolicy, usual: &model::RetryPolicy) -> RetryPolicy {
    let delay = |said: Option<Duration>, usual: Option<Duration>| said.or(usual).map_or(0, millis);
    RetryPolicy {
        max_attempts: retry.max_attempts.or(usual.max_attempts).unwrap_or(1),
        base_delay_ms: delay(retry.base_delay, usual.base_delay),
        max_delay_ms: delay(retry.max_delay, usual.max_delay),
    }
}

/// With the usual for what a spec leaves open.
pub fn poll(poll: &model::PollPolicy, usual: &model::PollPolicy) -> PollPolicy {
    let time = |said: Option<Duration>, usual: Option<Duration>| said.or(usual).map_or(0, millis);
    PollPolicy {
        interval_ms: time(poll.interval, usual.interval),
        max_wait_ms: time(poll.max_wait, usual.max_wait),
    }
}

/// How the pages of an operation follow each other.
pub fn pagination(op: &model::Operation, paging: &model::Paging) -> Pagination {
    let param = |index: &usize| {
        let param = op.params.get(*index);
        param.map_or_else(String::new, |param| param.field.wire.clone())
    };
    let step = match &paging.step {
        model::PageStep::Offset { param: index } => PageStep::Offset {
            param: param(index),
        },
        model::PageStep::Page {
            param: index,
            first,
            pages,
        } => PageStep::Page {
            param: param(index),
            first: *first,
            pages: pages.as_ref().map(place),
        },
        model::PageStep::Cursor { param: index, next } => PageStep::Cursor {
            param: param(index),
            next: place(next),
        },
        model::PageStep::LastItem {
            param: index,
            field,
            plus,
        } => PageStep::LastItem {
            param: param(index),
            field: field.clone(),
            plus: *plus,
        },
        model::PageStep::Link { next } => PageStep::Link { next: place(next) },
        model::PageStep::Window { from, to, span } => PageStep::Window {
            from: param(from),
            to: param(to),
            span_ms: millis(*span),
        },
    };
    Pagination {
        step,
        items: paging.items.clone(),
        total: paging.total.as_ref().map(place),
        more: paging.more.as_ref().map(place),
        size: paging.size.as_ref().map(param),
        default_size: paging.default_size,
        short_ends: paging.short_ends,
        doc: paging.doc.clone(),
    }
}

fn place(place: &model::PagePlace) -> PagePlace {
    let (part, at) = match place {
        model::PagePlace::Payload(path) => ("payload", path),
        model::PagePlace::Body(path) => ("body", path),
        model::PagePlace::Header(name) => ("header", name),
        model::PagePlace::Link(relation) => ("link", relation),
    };
    PagePlace {
        part,
        at: at.clone(),
    }
}

pub(super) fn stream(api: &model::Api, stream: &model::Stream) -> Stream {
    let (kind, head, end) = match stream {
        model::Stream::Lines { head } => ("lines", head.as_ref(), None),
        model::Stream::Events { end } => ("events", None, end.clone()),
        model::Stream::Bytes => ("bytes", None, None),
    };
    Stream {
        kind,
        head: head.map(|head| type_text(api, &[], &head.ty)),
        end,
    }
}

/// Milliseconds of a length of time; specs hold none that is longer than the number.
pub(super) fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
