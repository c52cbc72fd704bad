//! Tokens that were bought. In: their names and values. Out: whether they are right, wrong or too old.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use specwright_runtime::Timestamp;

use super::Clock;
use crate::answer::dice::Dice;
use crate::seam::Standing;

/// So many tokens of a name are remembered; a client that buys more has no use for the oldest.
const MOST: usize = 1000;

/// A value and its end.
type Bought = (String, Option<Timestamp>);

/// The tokens of an API.
pub(crate) struct Tokens {
    clock: Clock,
    seed: u64,
    count: AtomicU64,
    /// By name.
    bought: Mutex<HashMap<String, Vec<Bought>>>,
}

impl Tokens {
    pub(crate) fn new(clock: Clock, seed: u64) -> Self {
        Self {
            clock,
            seed,
            count: AtomicU64::new(0),
            bought: Mutex::default(),
        }
    }

    /// A value that no token had before.
    pub(crate) fn fresh(&self, name: &str) -> String {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let dice = Dice::new(self.seed).at(name).item(count);
        format!("mock-{name}-{}-{}", count + 1, dice.hex(12))
    }

    /// Keeps a token, for this long or without end.
    pub(crate) fn remember(&self, name: &str, value: String, life: Option<Duration>) {
        let now = self.clock.now();
        let ends = life.map(|life| now.checked_add(life).unwrap_or(Timestamp::MAX));
        let mut bought = self.bought.lock().unwrap_or_else(PoisonError::into_inner);
        let known = bought.entry(name.to_owned()).or_default();
        known.retain(|(other, _)| *other != value);
        known.push((value, ends));
        if known.len() > MOST {
            known.remove(0);
        }
    }

    /// Ends the life of all tokens that were bought so far.
    pub(crate) fn expire_all(&self) {
        let now = self.clock.now();
        let mut bought = self.bought.lock().unwrap_or_else(PoisonError::into_inner);
        for (_, ends) in bought.values_mut().flatten() {
            *ends = Some(now);
        }
    }

    /// What is to be thought of a token.
    pub(crate) fn judge(&self, name: &str, value: &str) -> Standing {
        let now = self.clock.now();
        let bought = self.bought.lock().unwrap_or_else(PoisonError::into_inner);
        let known = bought
            .get(name)
            .into_iter()
            .flatten()
            .find(|(known, _)| known == value);
        match known {
            None => Standing::Wrong,
            Some((_, Some(ends))) if *ends <= now => Standing::Expired,
            Some(_) => Standing::Right,
        }
    }
}

/// Values are secrets.
impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokens").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_right_until_it_ends() {
        let clock = Clock::standing(Timestamp::UNIX_EPOCH);
        let tokens = Tokens::new(clock.clone(), 0);
        let value = tokens.fresh("t");
        assert_ne!(value, tokens.fresh("t"));
        assert_eq!(tokens.judge("t", &value), Standing::Wrong);
        tokens.remember("t", value.clone(), Some(Duration::from_secs(10)));
        assert_eq!(tokens.judge("t", &value), Standing::Right);
        assert_eq!(tokens.judge("u", &value), Standing::Wrong);
        clock.advance(Duration::from_secs(10));
        assert_eq!(tokens.judge("t", &value), Standing::Expired);
        tokens.remember("t", value.clone(), None);
        assert_eq!(tokens.judge("t", &value), Standing::Right);
        tokens.expire_all();
        assert_eq!(tokens.judge("t", &value), Standing::Expired);
    }
}
