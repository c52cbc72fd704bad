//! What is said of retries, polling and times, and has no effect: told from what is written, since an operation's own
//! word and the API's are one in the model.

use super::scope::at;
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Api, ErrorRow, FixedSource, Fresh, Operation, Retry};
use crate::source::FileId;
use crate::spec::{Span, Spec};

/// What lints call the keys at the top.
const TOP: &str = "api";

pub(super) fn check(files: &[(FileId, Spec)], api: &Api, diags: &mut Diagnostics) {
    // What was refused may have been what gives it an effect.
    if diags.has_errors() {
        return;
    }
    check_retries(api, diags);
    if !says(api, Retry::Poll) {
        check_polls(files, diags);
    }
    check_times(files, diags);
}

fn says(api: &Api, retry: Retry) -> bool {
    api.errors.iter().any(|row| row.retry == retry)
}

/// Nothing is repeated that may have taken effect, so some operation must be safe to repeat.
fn check_retries(api: &Api, diags: &mut Diagnostics) {
    let is_key = |source: &FixedSource| *source == FixedSource::Fresh(Fresh::IdempotencyKey);
    let is_repeated = |operation: &Operation| {
        operation.idempotent || operation.fixed.iter().any(|param| is_key(&param.source))
    };
    if api.operations.is_empty() || api.operations.iter().any(is_repeated) {
        return;
    }
    let rows = api.errors.iter();
    for row in rows.filter(|row: &&ErrorRow| row.retry == Retry::SameKey) {
        let message = format!(
            "no call is repeated after `{}`: no operation is idempotent or sends an idempotency key",
            row.key
        );
        let place = Place::file(row.file)
            .key("errors")
            .key(&row.key)
            .key("retry");
        diags.lint(Code::IdleRetry, &row.key, place, message);
    }
}

fn check_polls(files: &[(FileId, Spec)], diags: &mut Diagnostics) {
    let mut idle = |subject: &str, place: Place| {
        let message = "no error code says that an answer is still being prepared";
        diags.lint(
            Code::IdlePoll,
            subject,
            at(&place, "poll").of_key(),
            message,
        );
    };
    for (file, spec) in files {
        if spec.poll.is_some() {
            idle(TOP, Place::file(*file));
        }
        let operations = spec.operations.iter();
        for (name, _) in operations.filter(|(_, operation)| operation.poll.is_some()) {
            idle(name, Place::file(*file).key("operations").key(name));
        }
    }
}

fn check_times(files: &[(FileId, Spec)], diags: &mut Diagnostics) {
    let mut compare =
        |subject: &str, timeout: Option<Span>, deadline: Option<Span>, place: Place| {
            if let Some((timeout, deadline)) = timeout.zip(deadline)
                && timeout.0 > deadline.0
            {
                let message =
                    format!("an attempt may take {timeout}, and the whole call {deadline}");
                diags.lint(Code::TimeoutAboveDeadline, subject, place, message);
            }
        };
    let timeouts = files
        .iter()
        .find_map(|(file, spec)| Some((*file, spec.timeout?)));
    let deadlines = files.iter().find_map(|(_, spec)| spec.deadline);
    if let Some((file, timeout)) = timeouts {
        let place = Place::file(file).key("timeout");
        compare(TOP, Some(timeout), deadlines, place);
    }
    for (file, spec) in files {
        for (name, operation) in &spec.operations {
            let key = match (operation.timeout, operation.deadline) {
                (None, None) => continue,
                (Some(_), _) => "timeout",
                (None, Some(_)) => "deadline",
            };
            let timeout = operation.timeout.or(timeouts.map(|(_, timeout)| timeout));
            let deadline = operation.deadline.or(deadlines);
            let place = Place::file(*file).key("operations").key(name).key(key);
            compare(name, timeout, deadline, place);
        }
    }
}
