//! The decision about one failed attempt.

use std::time::Duration;

use tokio::time::Instant;

use super::{Budget, backoff};
use crate::{
    Error, FixedSource, Fresh, OperationDescription, PollPolicy, RetryAdvice, RetryPolicy,
    TransportErrorKind,
};

/// A service may ask for any wait. One longer than this is left to the caller, unless the deadline allows it.
const PATIENCE: Duration = Duration::from_secs(300);
/// Nobody is asked more often than this, whatever a policy says.
const SHORTEST_POLL: Duration = Duration::from_millis(10);

/// What comes after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Another attempt after this wait.
    Again(Duration),
    /// Another attempt at once, authorised anew.
    Renew,
}

/// What a failure asks for, before anything is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Nothing,
    AtOnce,
    AfterAWhile,
    FreshAuthorisation,
    AskAgain,
}

/// The attempts of one call.
#[derive(Debug)]
pub(crate) struct Tries {
    pub(crate) retry: RetryPolicy,
    pub(crate) poll: PollPolicy,
    pub(crate) deadline: Option<Instant>,
    /// Each attempt is authorised anew: it is signed, or carries a token that this client buys.
    pub(crate) renewable: bool,
    /// Whether a second attempt can do no harm.
    safe: bool,
    /// Attempts so far, polls included.
    pub(crate) made: u32,
    /// Attempts that were no polls.
    counted: u32,
    repetitions: u32,
    renewed: bool,
    polling_since: Option<Instant>,
}

impl Tries {
    pub(crate) fn new(
        operation: &OperationDescription,
        retry: RetryPolicy,
        poll: PollPolicy,
        renewable: bool,
    ) -> Self {
        let has_key = operation
            .fixed
            .iter()
            .any(|param| matches!(param.source, FixedSource::Fresh(Fresh::IdempotencyKey)));
        Self {
            retry,
            poll,
            deadline: None,
            renewable,
            safe: operation.idempotent || has_key,
            made: 0,
            counted: 1,
            repetitions: 0,
            renewed: false,
            polling_since: None,
        }
    }

    /// Whether the service refused an authorisation that could be replaced.
    pub(crate) fn is_void(&self, error: &Error) -> bool {
        self.renewable && wish(error, self.safe) == Wish::FreshAuthorisation
    }

    /// Whether this failure comes in spite of fresh authorisation.
    pub(crate) fn renewed(&self) -> bool {
        self.renewed
    }

    /// What to do after this failure; `None`: nothing, the call has failed.
    pub(crate) fn next(&mut self, error: &Error, budget: &Budget) -> Option<Step> {
        match wish(error, self.safe) {
            Wish::Nothing => None,
            Wish::AskAgain => self.ask_again(error),
            _ if self.counted >= self.retry.max_attempts => None,
            Wish::FreshAuthorisation if self.renewed || !self.renewable => None,
            Wish::FreshAuthorisation => {
                self.counted += 1;
                self.renewed = true;
                Some(Step::Renew)
            }
            Wish::AtOnce if self.repetitions == 0 => {
                self.repeat(error.retry_after().unwrap_or_default(), budget)
            }
            Wish::AtOnce | Wish::AfterAWhile => {
                let wait = backoff::wait(&self.retry, self.repetitions + 1);
                // Never earlier than asked, and those who were told the same do not all come at the same moment.
                let asked = error.retry_after().unwrap_or_default();
                self.repeat(asked.saturating_add(wait), budget)
            }
        }
    }

    fn repeat(&mut self, wait: Duration, budget: &Budget) -> Option<Step> {
        if !self.has_time_for(wait) || !budget.take() {
            return None;
        }
        self.counted += 1;
        self.repetitions += 1;
        Some(Step::Again(wait))
    }

    fn ask_again(&mut self, error: &Error) -> Option<Step> {
        let now = Instant::now();
        let since = *self.polling_since.get_or_insert(now);
        let interval = self.poll.interval.max(SHORTEST_POLL);
        let wait = error.retry_after().unwrap_or_default().max(interval);
        let patience = (now - since).saturating_add(wait) <= self.poll.max_wait;
        let in_time = patience && self.ends_by(now, wait).unwrap_or(true);
        in_time.then_some(Step::Again(wait))
    }

    fn has_time_for(&self, wait: Duration) -> bool {
        self.ends_by(Instant::now(), wait)
            .unwrap_or(wait <= PATIENCE)
    }

    /// Whether a wait ends before the deadline, if there is one.
    fn ends_by(&self, now: Instant, wait: Duration) -> Option<bool> {
        let deadline = self.deadline?;
        Some(now.checked_add(wait).is_some_and(|end| end < deadline))
    }
}

fn wish(error: &Error, safe: bool) -> Wish {
    let if_safe = if safe {
        Wish::AfterAWhile
    } else {
        Wish::Nothing
    };
    match (error.transport(), error.row().map(|row| row.retry)) {
        // Nothing was sent, so nothing can have happened.
        (Some(TransportErrorKind::Connect | TransportErrorKind::ConnectTimeout), _) => {
            Wish::AfterAWhile
        }
        (Some(TransportErrorKind::Timeout | TransportErrorKind::Reset), _) => if_safe,
        (Some(TransportErrorKind::Other), _) => Wish::Nothing,
        (None, Some(advice)) => match advice {
            RetryAdvice::No => Wish::Nothing,
            RetryAdvice::Now => Wish::AtOnce,
            RetryAdvice::Later => Wish::AfterAWhile,
            RetryAdvice::AfterAuth => Wish::FreshAuthorisation,
            RetryAdvice::Poll => Wish::AskAgain,
            RetryAdvice::SameKey => if_safe,
        },
        (None, None) => match error.status() {
            Some(401) => Wish::FreshAuthorisation,
            Some(429) => Wish::AfterAWhile,
            Some(408 | 502..=504) => if_safe,
            _ => Wish::Nothing,
        },
    }
}
