//! What a server remembers from call to call: tokens that were bought, calls that count against limits, walks over time.

mod clock;
mod credentials;
mod limits;
mod tokens;
mod windows;

use std::time::Duration;

pub use clock::Clock;
pub(crate) use credentials::{Purse, defaults};
pub(crate) use limits::{Limits, seconds_up};
pub(crate) use tokens::Tokens;
pub(crate) use windows::Windows;

/// How many items there are where nothing else is said.
pub(crate) const ITEMS: u64 = 25;

/// How answers are made.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// What made-up values begin with.
    pub(crate) seed: u64,
    /// How many items the pages have in all, and a stream has.
    pub(crate) items: Option<u64>,
    /// How long tokens last.
    pub(crate) token_life: Duration,
    /// Whether that was said, or is the usual.
    pub(crate) is_life_given: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 0,
            items: None,
            token_life: Duration::from_secs(7200),
            is_life_given: false,
        }
    }
}

impl Options {
    /// How long tokens last, where it was said.
    pub(crate) fn limited_life(&self) -> Option<Duration> {
        self.is_life_given.then_some(self.token_life)
    }
}

/// What is remembered of the calls of one API.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) options: Options,
    pub(crate) clock: Clock,
    pub(crate) tokens: std::sync::Arc<Tokens>,
    pub(crate) limits: Limits,
    pub(crate) windows: Windows,
}
