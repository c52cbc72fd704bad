//! A sliding window: what was sent in the last second, minute or day.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;

/// A window keeps no more entries than this; those close together become one, at the later time.
const MAX_ENTRIES: u32 = 1024;

/// Where an instant is beyond what the clock can count, this is as good.
const FAR: Duration = Duration::from_secs(30 * 365 * 24 * 3600);

/// An instant so much later.
pub(super) fn later(at: Instant, wait: Duration) -> Instant {
    at.checked_add(wait).unwrap_or_else(|| at + FAR)
}

#[derive(Debug)]
pub(super) struct Window {
    calls: u64,
    per: Duration,
    sent: VecDeque<Entry>,
    used: u64,
    /// What was sent within so short a time becomes one entry.
    grain: Duration,
    held_until: Option<Instant>,
}

#[derive(Debug)]
struct Entry {
    first: Instant,
    /// All of it counts from here on.
    last: Instant,
    cost: u64,
}

impl Window {
    pub(super) fn new(calls: u32, per: Duration) -> Self {
        let grain = if calls > MAX_ENTRIES {
            per / MAX_ENTRIES
        } else {
            Duration::ZERO
        };
        Self {
            calls: u64::from(calls.max(1)),
            per,
            sent: VecDeque::new(),
            used: 0,
            grain,
            held_until: None,
        }
    }

    /// How much may be sent at this instant.
    pub(super) fn room(&mut self, now: Instant) -> u64 {
        self.forget(now);
        match self.held_until {
            Some(at) if at > now => 0,
            _ => self.calls.saturating_sub(self.used),
        }
    }

    /// Notes what is sent at this instant.
    pub(super) fn take(&mut self, now: Instant, cost: u64) {
        self.used += cost;
        match self.sent.back_mut() {
            // An entry that grew with each call would never leave the window.
            Some(entry) if now.saturating_duration_since(entry.first) < self.grain => {
                entry.last = now;
                entry.cost += cost;
            }
            _ => self.sent.push_back(Entry {
                first: now,
                last: now,
                cost,
            }),
        }
    }

    /// When a call of this cost passes at the earliest, with so much ahead of it; `None`: now.
    pub(super) fn free_at(&mut self, now: Instant, ahead: u64, cost: u64) -> Option<Instant> {
        self.forget(now);
        let excess = (self.used + ahead + cost).saturating_sub(self.calls);
        let free = if excess <= self.used {
            self.freed(excess)
        } else {
            // Those ahead fill whole windows, and the first of these begins no sooner than there is room.
            let start = if self.used < self.calls {
                now
            } else {
                self.freed(1).unwrap_or(now)
            };
            let windows = (excess - self.used).div_ceil(self.calls);
            let windows = u32::try_from(windows).unwrap_or(u32::MAX);
            Some(later(start, self.per.saturating_mul(windows)))
        };
        free.max(self.held_until.filter(|at| *at > now))
    }

    pub(super) fn hold_until(&mut self, at: Instant) {
        self.held_until = self.held_until.max(Some(at));
    }

    /// When so much of what is in the window has left it; `None`: nothing has to.
    fn freed(&self, mut excess: u64) -> Option<Instant> {
        for entry in &self.sent {
            if excess == 0 {
                return None;
            }
            excess = excess.saturating_sub(entry.cost);
            if excess == 0 {
                return Some(later(entry.last, self.per));
            }
        }
        None
    }

    fn forget(&mut self, now: Instant) {
        while let Some(entry) = self.sent.front()
            && now.saturating_duration_since(entry.last) >= self.per
        {
            self.used = self.used.saturating_sub(entry.cost);
            self.sent.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_window_slides() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let mut window = Window::new(3, SECOND);
        window.take(at(0), 2);
        window.take(at(500), 1);
        assert_eq!(window.room(at(600)), 0);
        assert_eq!(window.free_at(at(600), 0, 1), Some(at(1000)));
        assert_eq!(window.free_at(at(600), 0, 3), Some(at(1500)));
        assert_eq!(window.room(at(1000)), 2);
        window.take(at(1000), 2);
        assert_eq!(window.free_at(at(1000), 0, 1), Some(at(1500)));
        window.hold_until(at(9000));
        window.hold_until(at(2000));
        assert_eq!(window.room(at(3000)), 0);
        assert_eq!(window.free_at(at(3000), 0, 1), Some(at(9000)));
        assert_eq!(window.room(at(9000)), 3);
    }

    #[test]
    fn wide_windows_stay_small_and_keep_sliding() {
        let start = Instant::now();
        let mut window = Window::new(1_000_000, SECOND * 1000);
        // As fast as is allowed, three windows long.
        let refused = (0..3_000_000_u64).filter(|millis| {
            let now = start + Duration::from_millis(*millis);
            let is_full = window.room(now) == 0;
            if !is_full {
                window.take(now, 1);
            }
            is_full
        });
        // Entries are counted from their ends, so that about one in a thousand is sent later than it might be.
        assert!(refused.count() < 6000);
        assert!(window.sent.len() <= 1025, "{}", window.sent.len());
    }

    #[test]
    fn no_length_of_a_window_is_too_long() {
        let start = Instant::now();
        let mut window = Window::new(1, Duration::MAX);
        window.take(start, 1);
        for ahead in [0, 5, u64::from(u32::MAX) * 2] {
            assert!(window.free_at(start, ahead, 1) >= Some(start + FAR));
        }
        assert_eq!(window.room(start + FAR), 0);
    }

    #[test]
    fn what_is_ahead_is_waited_for() {
        let start = Instant::now();
        let mut window = Window::new(10, SECOND);
        assert_eq!(window.free_at(start, 0, 1), None);
        assert_eq!(window.free_at(start, 9, 1), None);
        assert_eq!(window.free_at(start, 10, 1), Some(start + SECOND));
        window.take(start, 10);
        assert_eq!(window.free_at(start, 0, 1), Some(start + SECOND));
        assert_eq!(window.free_at(start, 10, 1), Some(start + SECOND * 2));
        assert_eq!(window.free_at(start, 25, 1), Some(start + SECOND * 3));
    }
}
