//! How the call is conducted. In: options of the command line. Out: the runtime's options; or a message where they do
//! not fit the operation.

use std::time::Duration;

use specwright::model::{Api, Operation, Stream};
use specwright::names;
use specwright_runtime as rt;

use super::ways;
use crate::args::CallArgs;
use crate::stop::Stop;

/// Whether the operation can be called in this way.
pub(super) fn check(args: &CallArgs, api: &Api, op: &Operation) -> Result<(), Stop> {
    ways::check(op, args.auth.as_deref())?;
    let has_head = matches!(op.stream, Some(Stream::Lines { head: Some(_) }));
    if args.head && !has_head {
        return Err(Stop::Usage(format!(
            "nothing comes before the items of `{}`, so --head says nothing",
            op.name
        )));
    }
    if !args.all_pages || op.paging.is_some() {
        return Ok(());
    }
    let paged = api.operations.iter().filter(|op| op.paging.is_some());
    let paged: Vec<&str> = paged.map(|op| op.name.as_str()).collect();
    let text = format!("`{}` has no pages", op.name);
    Err(Stop::Usage(match paged.len() {
        0 => format!("{text}; no operation of `{}` has any", api.name),
        1..=10 => format!("{text}; --all-pages is for {}", names::list(paged)),
        many => format!("{text}; {many} others have, which `specwright inspect` tells"),
    }))
}

/// The options of the call.
pub(super) fn options(
    args: &CallArgs,
    operation: &rt::OperationDescription,
) -> Result<rt::CallOptions, Stop> {
    let mut options = rt::CallOptions::default();
    options.timeout = seconds(args.timeout, "--timeout")?;
    options.deadline = seconds(args.deadline, "--deadline")?;
    options.retry = args.retries.map(|retries| rt::RetryPolicy {
        max_attempts: retries.saturating_add(1),
        ..operation.policy.retry
    });
    Ok(options)
}

fn seconds(given: Option<f64>, option: &str) -> Result<Option<Duration>, Stop> {
    let Some(seconds) = given else {
        return Ok(None);
    };
    let positive = Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|time| !time.is_zero());
    match positive {
        Some(time) => Ok(Some(time)),
        None => Err(Stop::Usage(format!(
            "{option} takes a number of seconds above 0"
        ))),
    }
}
