//! What one call may do otherwise than its client and its operation say.

use std::{fmt, time::Duration};

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
#[derive(Clone, Default)]
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

/// A link may hold whatever the service has put into it.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .field("retry", &self.retry)
            .field("poll", &self.poll)
            .field("has_link", &self.link.is_some())
            .finish()
    }
}
