//! What one call may do otherwise than its client and its operation say.

use std::time::Duration;

use crate::{PollPolicy, RetryPolicy};

/// What one call does otherwise than its client and its operation say; nothing, unless something is set.
///
/// ```
/// use std::time::Duration;
/// use specwright_runtime::{CallOptions, RetryPolicy};
///
/// let mut options = CallOptions::default();
/// options.deadline = Some(Duration::from_secs(5));
/// options.retry = Some(RetryPolicy::NONE);
/// assert_eq!(options.timeout, None);
/// ```
#[derive(Clone, Debug, Default)]
pub struct CallOptions {
    /// Longest time of one attempt.
    pub timeout: Option<Duration>,
    /// Longest time of the call with all its attempts and waits.
    pub deadline: Option<Duration>,
    /// How failed attempts are repeated.
    pub retry: Option<RetryPolicy>,
    /// How often a service that is still preparing an answer is asked again.
    pub poll: Option<PollPolicy>,
    /// The URL of the next page, where the page before gave one. It is followed on the same server only.
    pub(crate) link: Option<String>,
}
