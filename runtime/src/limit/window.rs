//! A sliding window: what was sent in the last second, minute or day.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;

/// A window keeps no more entries than this; those close together become one, at the later time.
const MAX_ENTRIES: u32 = 1024;

#[derive(Debug)]
pub(super) struct Window {
    calls: u64,
    per: Duration,
    sent: VecDeque<(Instant, u64)>,
    used: u64,
    /// Entries closer than this become one.
    grain: Duration,
    held_until: Option<Instant>,
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

    /// Takes a place at this instant, or says when to ask again.
    pub(super) fn take(&mut self, now: Instant, cost: u32) -> Result<(), Instant> {
        self.forget(now);
        let cost = u64::from(cost);
        if let Some(at) = self.held_until.filter(|at| *at > now) {
            return Err(at);
        }
        let excess = (self.used + cost).saturating_sub(self.calls);
        if let Some(at) = self.freed(excess) {
            return Err(at);
        }
        self.used += cost;
        match self.sent.back_mut() {
            Some((at, sum)) if now.duration_since(*at) < self.grain => {
                *at = now;
                *sum += cost;
            }
            _ => self.sent.push_back((now, cost)),
        }
        Ok(())
    }

    /// When a call of this cost passes at the earliest, with so much ahead of it; `None`: now.
    pub(super) fn free_at(&mut self, ahead: u64, cost: u32) -> Option<Instant> {
        let now = Instant::now();
        self.forget(now);
        let excess = (self.used + ahead + u64::from(cost)).saturating_sub(self.calls);
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
            start.checked_add(self.per.saturating_mul(windows))
        };
        free.max(self.held_until.filter(|at| *at > now))
    }

    pub(super) fn hold_until(&mut self, at: Instant) {
        self.held_until = self.held_until.max(Some(at));
    }

    /// When so much of what is in the window has left it; `None`: nothing has to.
    fn freed(&self, mut excess: u64) -> Option<Instant> {
        for (at, cost) in &self.sent {
            if excess == 0 {
                return None;
            }
            excess = excess.saturating_sub(*cost);
            if excess == 0 {
                return Some(*at + self.per);
            }
        }
        None
    }

    fn forget(&mut self, now: Instant) {
        while let Some((at, cost)) = self.sent.front()
            && now.duration_since(*at) >= self.per
        {
            self.used -= cost;
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
        assert_eq!(window.take(at(0), 2), Ok(()));
        assert_eq!(window.take(at(500), 1), Ok(()));
        assert_eq!(window.take(at(600), 1), Err(at(1000)));
        assert_eq!(window.take(at(600), 3), Err(at(1500)));
        assert_eq!(window.take(at(1000), 2), Ok(()));
        assert_eq!(window.take(at(1000), 1), Err(at(1500)));
        window.hold_until(at(9000));
        window.hold_until(at(2000));
        assert_eq!(window.take(at(3000), 1), Err(at(9000)));
        assert_eq!(window.take(at(9000), 3), Ok(()));
    }

    #[test]
    fn wide_windows_stay_small() {
        let start = Instant::now();
        let mut window = Window::new(1_000_000, SECOND * 1000);
        let mut sent = 0_u64;
        for millis in 0..900_000 {
            let now = start + Duration::from_millis(millis);
            sent += u64::from(window.take(now, 1).is_ok());
        }
        assert_eq!(sent, 900_000);
        assert!(window.sent.len() <= 1025, "{}", window.sent.len());
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_ahead_is_waited_for() {
        let start = Instant::now();
        let mut window = Window::new(10, SECOND);
        assert_eq!(window.free_at(0, 1), None);
        assert_eq!(window.free_at(9, 1), None);
        assert_eq!(window.free_at(10, 1), Some(start + SECOND));
        assert_eq!(window.take(start, 10), Ok(()));
        assert_eq!(window.free_at(0, 1), Some(start + SECOND));
        assert_eq!(window.free_at(10, 1), Some(start + SECOND * 2));
        assert_eq!(window.free_at(25, 1), Some(start + SECOND * 3));
    }
}
