//! Rate limits: how long a call waits until it may be sent, so that the service is never asked more often than it says.
//!
//! A limit is kept as a sliding window of what was sent. governor's kind of limiter lets twice the documented number
//! through in the first window after a pause, which services with a fixed window refuse.

mod queue;
mod told;
mod window;

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use http::HeaderMap;
use tokio::time::Instant;

use self::queue::Queue;
use crate::{Limit, OperationDescription, Scope};

/// The limits of a client, shared by its clones; each is made when it is first met.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    queues: Mutex<Vec<(Key, Arc<Queue>)>>,
}

/// Name of the limit, and of the operation where each counts by itself.
type Key = (&'static str, Option<&'static str>);

/// A limit that holds a call back past its deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HeldBack {
    pub(crate) limit: &'static str,
    /// At least so long.
    pub(crate) wait: Duration,
}

impl Limits {
    /// Waits until all limits of an operation let one attempt through, in the order of arrival.
    ///
    /// A wait that would pass the deadline is not begun.
    pub(crate) async fn pass(
        &self,
        operation: &'static OperationDescription,
        deadline: Option<Instant>,
    ) -> Result<(), HeldBack> {
        for limit in operation.policy.limits {
            let queue = self.queue(operation, limit);
            queue
                .pass(limit, deadline)
                .await
                .map_err(|wait| HeldBack {
                    limit: limit.name,
                    wait,
                })?;
        }
        Ok(())
    }

    /// Takes from an answer what the service says of its limits.
    pub(crate) fn hear(&self, operation: &'static OperationDescription, headers: &HeaderMap) {
        for limit in operation.policy.limits {
            if let Some(wait) = told::wait(limit, headers) {
                self.queue(operation, limit)
                    .hold_until(Instant::now() + wait);
            }
        }
    }

    fn queue(&self, operation: &'static OperationDescription, limit: &'static Limit) -> Arc<Queue> {
        let key = match limit.scope {
            Scope::Api => (limit.name, None),
            Scope::Operation => (limit.name, Some(operation.name)),
        };
        let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, queue)) = queues.iter().find(|(known, _)| *known == key) {
            return Arc::clone(queue);
        }
        let queue = Arc::new(Queue::new(limit));
        queues.push((key, Arc::clone(&queue)));
        queue
    }
}
