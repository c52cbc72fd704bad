//! The retry budget of a client: a token bucket that keeps a service in trouble from being asked many times over.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// What a repetition takes, in the unit of the bucket.
const REPETITION: u64 = 1000;
/// A call brings a tenth of a repetition.
const PER_CALL: u64 = REPETITION / 10;
/// What a client that makes few calls needs to have each of them repeated: one repetition a second.
const PER_SECOND: u64 = REPETITION;
/// A full bucket allows this many repetitions at once.
const FULL: u64 = 20 * REPETITION;

/// How many repetitions the client may make by now; shared by all its clones.
#[derive(Debug)]
pub(crate) struct Budget {
    state: Option<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    left: u64,
    /// When the bucket was last filled by the passing of time.
    filled: Option<Instant>,
}

impl Budget {
    /// A full bucket.
    pub(crate) fn full() -> Self {
        Self {
            state: Some(Mutex::new(State {
                left: FULL,
                filled: None,
            })),
        }
    }

    /// A budget that never ends.
    pub(crate) fn endless() -> Self {
        Self { state: None }
    }

    /// A call is made for the first time.
    pub(crate) fn called(&self) {
        if let Some(mut state) = self.lock() {
            state.left = (state.left + PER_CALL).min(FULL);
        }
    }

    /// Takes a repetition, if there is one.
    pub(crate) fn take(&self) -> bool {
        let Some(mut state) = self.lock() else {
            return true;
        };
        let now = Instant::now();
        let filled = *state.filled.get_or_insert(now);
        let millis = u64::try_from((now - filled).as_millis()).unwrap_or(u64::MAX);
        state.left = millis
            .saturating_mul(PER_SECOND / 1000)
            .saturating_add(state.left)
            .min(FULL);
        // What is left of a millisecond counts the next time: under load there is never a whole one in between.
        state.filled = filled.checked_add(Duration::from_millis(millis));
        let enough = state.left >= REPETITION;
        if enough {
            state.left -= REPETITION;
        }
        enough
    }

    fn lock(&self) -> Option<MutexGuard<'_, State>> {
        let state = self.state.as_ref()?;
        Some(state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_tenth_of_calls_and_one_a_second() {
        let budget = Budget::full();
        let taken = || (0..100).filter(|_| budget.take()).count();
        assert_eq!(taken(), 20, "a few at once");
        (0..50).for_each(|_| budget.called());
        assert_eq!(taken(), 5, "a tenth of the calls");
        tokio::time::advance(Duration::from_secs(3)).await;
        assert_eq!(taken(), 3, "one a second");
        tokio::time::advance(Duration::from_secs(3600)).await;
        assert_eq!(taken(), 20, "no more than a full bucket");
        assert!((0..1000).all(|_| Budget::endless().take()));
        let often = (0..30_000).map(async |_| {
            tokio::time::advance(Duration::from_micros(100)).await;
            budget.take()
        });
        let mut taken = 0;
        for take in often {
            taken += u32::from(take.await);
        }
        assert_eq!(taken, 3, "one a second, however often it is asked");
    }
}
