//! Rate limits: how long a call waits until it may be sent, so that the service is never asked more often than it says.
//!
//! A limit is kept as a sliding window of what was sent. governor's kind of limiter lets twice the documented number
//! through in the first window after a pause, which services with a fixed window refuse.

mod line;
mod told;
mod window;

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use http::HeaderMap;
use tokio::time::{Instant, timeout_at};

use self::line::{Line, Ticket};
use crate::OperationDescription;

/// The limits of a client, shared by its clones; each is made when it is first met.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    line: Mutex<Line>,
}

/// A limit that holds a call back past its deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HeldBack {
    pub(crate) limit: &'static str,
    /// At least so long.
    pub(crate) wait: Duration,
}

impl Limits {
    /// Waits until all limits of an operation have room for one attempt, in the order of arrival, and takes it in all of
    /// them at that moment: a place that is taken early would be used up by the time the attempt is made.
    ///
    /// A wait that would pass the deadline is not begun.
    pub(crate) async fn pass(
        &self,
        operation: &'static OperationDescription,
        deadline: Option<Instant>,
    ) -> Result<(), HeldBack> {
        let joined = self.line().join(Instant::now(), operation, deadline)?;
        let Some(ticket) = joined else { return Ok(()) };
        let place = Place {
            limits: self,
            ticket,
        };
        let mut is_told = false;
        loop {
            let Some(turn) = self.line().turn_of(&place.ticket) else {
                return Ok(());
            };
            if let Some((limit, at)) = turn {
                let now = Instant::now();
                within(limit, now, at, deadline)?;
                if !std::mem::replace(&mut is_told, true) {
                    tracing::debug!(
                        specwright.limit = limit,
                        specwright.wait_ms =
                            crate::trace::millis(at.saturating_duration_since(now)),
                        "waits for a rate limit"
                    );
                }
                if timeout_at(at, place.ticket.called()).await.is_err() {
                    self.line().try_turn(Instant::now(), &place.ticket);
                }
            } else {
                place.ticket.called().await;
            }
        }
    }

    /// Takes from an answer what the service says of its limits.
    pub(crate) fn hear(&self, operation: &'static OperationDescription, headers: &HeaderMap) {
        for limit in operation.policy.limits {
            if let Some(wait) = told::wait(limit, headers) {
                let until = window::later(Instant::now(), wait);
                self.line().hold(operation, limit, until);
            }
        }
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Refuses a wait that ends past the deadline.
fn within(
    limit: &'static str,
    now: Instant,
    free: Instant,
    deadline: Option<Instant>,
) -> Result<(), HeldBack> {
    match deadline {
        Some(deadline) if free >= deadline => Err(HeldBack {
            limit,
            wait: free.saturating_duration_since(now),
        }),
        _ => Ok(()),
    }
}

/// A place in the line, given up when the call is dropped.
struct Place<'l> {
    limits: &'l Limits,
    ticket: Ticket,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.limits.line().leave(Instant::now(), &self.ticket);
    }
}
