//! How calls are conducted, as tables for people. In: `view`. Out: text.

use specwright_authoring::view::words::{expires, pages, poll, retry, time};
use specwright_authoring::view::{self, Api, Operation};

use super::super::grid::{brief, grid};
use super::{heading, line};
use crate::usual;

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
    for answer in &op.answers {
        let returns = answer.returns.as_deref().unwrap_or("nothing");
        let error = if answer.success { "" } else { ", an error" };
        lines.push(format!("answer {}{error}: {returns}", answer.status));
    }
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
    let usual = usual::policy();
    if op.retry != view::retry(&usual.retry, &usual.retry) {
        lines.push(format!("retry: {}", retry(&op.retry)));
    }
    if op.poll != view::poll(&usual.poll, &usual.poll) {
        lines.push(format!("poll: {}", poll(&op.poll)));
    }
    if let Some(timeout) = op.timeout_ms {
        lines.push(format!("timeout: {} for an attempt", time(timeout)));
    }
    if let Some(deadline) = op.deadline_ms {
        lines.push(format!("deadline: {} for a call", time(deadline)));
    }
    if let Some(pagination) = &op.pagination {
        lines.push(format!("pages: {}", pages(pagination)));
    }
    if let Some(stream) = &op.stream {
        let head = stream.head.as_ref().map(|head| format!(" after a {head}"));
        let end = stream.end.as_ref().map(|end| format!(" until {end}"));
        let (head, end) = (head.unwrap_or_default(), end.unwrap_or_default());
        lines.push(format!("stream: {}{head}{end}", stream.kind));
    }
    lines
}

/// Adds lines below a heading of their own, or below the one before.
pub(super) fn add(out: &mut String, title: Option<&str>, lines: &[String]) {
    if let Some(title) = title.filter(|_| !lines.is_empty()) {
        heading(out, title);
    }
    lines.iter().for_each(|one| line(out, &format!("  {one}")));
}
