//! The calls that wait for one limit, first come, first served.

use std::{
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::time::{Instant, sleep_until};

use super::window::Window;
use crate::Limit;

#[derive(Debug)]
pub(super) struct Queue {
    window: Mutex<Window>,
    /// Held by the call at the head of the queue while it waits; the mutex hands itself on in order of arrival.
    head: tokio::sync::Mutex<()>,
    /// What the calls in the queue will take.
    waiting: AtomicU64,
}

impl Queue {
    pub(super) fn new(limit: &Limit) -> Self {
        Self {
            window: Mutex::new(Window::new(limit.calls, limit.per)),
            head: tokio::sync::Mutex::new(()),
            waiting: AtomicU64::new(0),
        }
    }

    /// Waits for a place; the error is how long that would take at least, where it is too long.
    pub(super) async fn pass(
        &self,
        limit: &'static Limit,
        deadline: Option<Instant>,
    ) -> Result<(), Duration> {
        // A call that costs more than a window holds takes a whole one.
        let cost = limit.cost.min(limit.calls).max(1);
        if let Ok(_head) = self.head.try_lock()
            && self.window().take(Instant::now(), cost).is_ok()
        {
            return Ok(());
        }
        let ahead = self.waiting.load(Ordering::Relaxed);
        let (now, free) = (Instant::now(), self.window().free_at(ahead, cost));
        check(now, free, deadline)?;
        let waits = free.unwrap_or(now).saturating_duration_since(now);
        tracing::debug!(
            specwright.limit = limit.name,
            specwright.wait_ms = crate::trace::millis(waits),
            "waits for a rate limit"
        );
        let _place = Place::new(&self.waiting, cost);
        let _head = self.head.lock().await;
        loop {
            let now = Instant::now();
            let taken = self.window().take(now, cost);
            let Err(free) = taken else { return Ok(()) };
            check(now, Some(free), deadline)?;
            sleep_until(free).await;
        }
    }

    /// Nobody passes before this instant.
    pub(super) fn hold_until(&self, at: Instant) {
        self.window().hold_until(at);
    }

    fn window(&self) -> MutexGuard<'_, Window> {
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn check(now: Instant, free: Option<Instant>, deadline: Option<Instant>) -> Result<(), Duration> {
    match (free, deadline) {
        (Some(free), Some(deadline)) if free >= deadline => Err(free.duration_since(now)),
        _ => Ok(()),
    }
}

/// A place in the queue, given up when the call is dropped.
struct Place<'q> {
    waiting: &'q AtomicU64,
    cost: u64,
}

impl<'q> Place<'q> {
    fn new(waiting: &'q AtomicU64, cost: u32) -> Self {
        let cost = u64::from(cost);
        waiting.fetch_add(cost, Ordering::Relaxed);
        Self { waiting, cost }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.waiting.fetch_sub(self.cost, Ordering::Relaxed);
    }
}
