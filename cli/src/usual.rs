//! What the runtime does where a spec says nothing. In: the runtime's defaults. Out: the same as the model has it.

use specwright::model::{Policy, PollPolicy, RetryPolicy};
use specwright_runtime as rt;

/// The policy of an operation that says nothing of its own, whose API says nothing either.
pub(crate) fn policy() -> Policy {
    let (retry, poll) = (rt::RetryPolicy::DEFAULT, rt::PollPolicy::DEFAULT);
    Policy {
        retry: RetryPolicy {
            max_attempts: Some(retry.max_attempts),
            base_delay: Some(retry.base_delay),
            max_delay: Some(retry.max_delay),
        },
        poll: PollPolicy {
            interval: Some(poll.interval),
            max_wait: Some(poll.max_wait),
        },
        ..Policy::default()
    }
}
