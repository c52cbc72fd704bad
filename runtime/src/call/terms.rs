//! How a call is conducted, by the word of whoever said it last: the call, the client, the spec.

use std::time::Duration;

use crate::{CallOptions, Policy, PollPolicy, RetryPolicy};

/// What a client says for all its calls.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Defaults {
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) poll: Option<PollPolicy>,
}

/// What holds for one call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms {
    pub(super) timeout: Option<Duration>,
    pub(super) deadline: Option<Duration>,
    pub(super) retry: RetryPolicy,
    pub(super) poll: PollPolicy,
}

impl Terms {
    pub(super) fn new(options: &CallOptions, client: &Defaults, spec: &Policy) -> Self {
        Self {
            timeout: options.timeout.or(client.timeout).or(spec.timeout),
            deadline: options.deadline.or(client.deadline).or(spec.deadline),
            retry: options.retry.or(client.retry).unwrap_or(spec.retry),
            poll: options.poll.or(client.poll).unwrap_or(spec.poll),
        }
    }
}
