//! How calls are conducted, as tables for people. In: `view`. Out: text.

use super::super::conduct;
use super::super::grid::{brief, grid};
use super::super::view::{
    Api, Expires, Operation, PagePlace, PageStep, Pagination, PollPolicy, RetryPolicy,
};
use super::{heading, line};

/// Tokens and limits of an API.
pub(super) fn of_api(out: &mut String, api: &Api) {
    if !api.tokens.is_empty() {
        heading(out, "Tokens");
        let rows = api.tokens.iter().map(|token| {
            [
                token.name.clone(),
                token.operation.clone(),
                token.value.clone(),
                expires(&token.expires),
                brief(token.doc.as_deref()),
            ]
        });
        let heads = ["name", "bought by", "value", "lasts", ""];
        grid(out, 2, heads, &rows.collect::<Vec<_>>());
    }
    if !api.limits.is_empty() {
        heading(out, "Limits");
        let rows = api.limits.iter().map(|limit| {
            let told = [&limit.remaining, &limit.used, &limit.reset].map(Option::as_deref);
            [
                limit.name.clone(),
                format!("{} per {}", limit.calls, time(limit.per_ms)),
                limit.scope.to_owned(),
                told.into_iter().flatten().collect::<Vec<_>>().join(", "),
                brief(limit.doc.as_deref()),
            ]
        });
        let heads = ["name", "calls", "scope", "told by", ""];
        grid(out, 2, heads, &rows.collect::<Vec<_>>());
    }
}

/// What is particular about the calls of an operation, a line each.
pub(super) fn of_operation(op: &Operation) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(server) = &op.server {
        lines.push(format!("server: {server}"));
    }
    if !op.tokens.is_empty() {
        lines.push(format!("tokens: {}", op.tokens.join(", ")));
    }
    let limits = op.limits.iter().map(|limit| match limit.cost {
        1 => limit.name.clone(),
        cost => format!("{} (costs {cost})", limit.name),
    });
    let limits: Vec<String> = limits.collect();
    if !limits.is_empty() {
        lines.push(format!("limits: {}", limits.join(", ")));
    }
    if op.retry != conduct::retry(&Default::default()) {
        lines.push(retry(&op.retry));
    }
    if op.poll != conduct::poll(&Default::default()) {
        lines.push(poll(&op.poll));
    }
    if let Some(timeout) = op.timeout_ms {
        lines.push(format!("timeout: {} for an attempt", time(timeout)));
    }
    if let Some(deadline) = op.deadline_ms {
        lines.push(format!("deadline: {} for a call", time(deadline)));
    }
    if let Some(pagination) = &op.pagination {
        lines.push(pages(pagination));
    }
    if let Some(stream) = &op.stream {
        let head = stream.head.as_ref().map(|head| format!(" after a {head}"));
        let end = stream.end.as_ref().map(|end| format!(" until {end}"));
        let (head, end) = (head.unwrap_or_default(), end.unwrap_or_default());
        lines.push(format!("stream: {}{head}{end}", stream.kind));
    }
    lines
}

fn expires(expires: &Expires) -> String {
    match expires {
        Expires::Unknown => "until void".to_owned(),
        Expires::After { after_ms } => time(*after_ms),
        Expires::In { path, unit_ms } => match unit_ms {
            1 => format!("{path}, in milliseconds"),
            1_000 => format!("{path}, in seconds"),
            60_000 => format!("{path}, in minutes"),
            3_600_000 => format!("{path}, in hours"),
            other => format!("{path}, times {}", time(*other)),
        },
        Expires::At { path, .. } => format!("until {path}"),
    }
}

fn retry(retry: &RetryPolicy) -> String {
    match retry.max_attempts {
        1 => "retry: never".to_owned(),
        most => format!(
            "retry: {most} attempts, waits from {} to {}",
            time(retry.base_delay_ms),
            time(retry.max_delay_ms)
        ),
    }
}

fn poll(poll: &PollPolicy) -> String {
    match poll.max_wait_ms {
        0 => "poll: never".to_owned(),
        most => format!("poll: every {} for {}", time(poll.interval_ms), time(most)),
    }
}

fn pages(pages: &Pagination) -> String {
    let mut text = match &pages.step {
        PageStep::Offset { param } => format!("pages: by offset in {param}"),
        PageStep::Page {
            param,
            first,
            pages,
        } => {
            let told = pages.as_ref().map(|at| format!(" of {}", place(at)));
            let told = told.unwrap_or_default();
            format!("pages: by number in {param} from {first}{told}")
        }
        PageStep::Cursor { param, next } => {
            format!("pages: by cursor in {param} from {}", place(next))
        }
        PageStep::LastItem { param, field, plus } => {
            let plus = match plus {
                0 => String::new(),
                plus => format!(" {plus:+}"),
            };
            format!("pages: by last item in {param} from {field}{plus}")
        }
        PageStep::Link { next } => format!("pages: by link from {}", place(next)),
        PageStep::Window { from, to, span_ms } => {
            format!(
                "pages: by time between {from} and {to} in pieces of {}",
                time(*span_ms)
            )
        }
    };
    if !pages.items.is_empty() {
        text.push_str(&format!(", items in {}", pages.items));
    }
    if let Some(total) = &pages.total {
        text.push_str(&format!(", total in {}", place(total)));
    }
    if let Some(more) = &pages.more {
        text.push_str(&format!(", whether there are more in {}", place(more)));
    }
    match (&pages.size, pages.default_size) {
        (Some(size), Some(usual)) => text.push_str(&format!(", size in {size} or {usual}")),
        (Some(size), None) => text.push_str(&format!(", size in {size}")),
        (None, Some(usual)) => text.push_str(&format!(", {usual} each")),
        (None, None) => {}
    }
    if pages.short_ends {
        text.push_str(", the last one shorter");
    }
    text
}

fn place(place: &PagePlace) -> String {
    match place.part {
        "payload" => place.at.clone(),
        part => format!("{part} {}", place.at),
    }
}

/// A length of time as a spec would say it.
fn time(millis: u64) -> String {
    const UNITS: [(u64, &str); 4] = [
        (86_400_000, "d"),
        (3_600_000, "h"),
        (60_000, "m"),
        (1_000, "s"),
    ];
    let fits = |(unit, _): &&(u64, &str)| millis >= *unit && millis.is_multiple_of(*unit);
    match UNITS.iter().find(fits) {
        Some((unit, name)) => format!("{}{name}", millis / unit),
        None => format!("{millis}ms"),
    }
}

/// Adds lines below a heading of their own, or below the one before.
pub(super) fn add(out: &mut String, title: Option<&str>, lines: &[String]) {
    if let Some(title) = title.filter(|_| !lines.is_empty()) {
        heading(out, title);
    }
    lines.iter().for_each(|one| line(out, &format!("  {one}")));
}
