//! Rate limits that are kept: how many calls came in each window. In: calls. Out: whether one was too many, and the headers
//! that tell how many are left.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use specwright::model::{Api, Limit, LimitScope, Operation};
use specwright_runtime::Timestamp;

/// The calls in a window, with what each cost.
type Window = VecDeque<(Timestamp, u32)>;

/// The windows of an API.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    /// By limit, and by operation where that has its own.
    windows: Mutex<HashMap<(String, String), Window>>,
}

/// What a call did to its limits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spent {
    /// How long until a call like this one passes; `None`: this one does.
    pub(crate) wait: Option<Duration>,
    /// Headers that tell of the limits.
    pub(crate) headers: Vec<(String, String)>,
}

impl Limits {
    /// Counts a call, unless it is one too many.
    pub(crate) fn spend(&self, api: &Api, op: &Operation, now: Timestamp) -> Spent {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        let limits: Vec<(&Limit, u32)> = op
            .policy
            .limits
            .iter()
            .filter_map(|(name, cost)| {
                Some((api.limits.iter().find(|limit| limit.name == *name)?, *cost))
            })
            .collect();
        let mut spent = Spent::default();
        for (limit, cost) in &limits {
            let window = windows.entry(key(limit, op)).or_default();
            while window
                .front()
                .is_some_and(|(at, _)| age(*at, now) >= limit.per)
            {
                window.pop_front();
            }
            let used: u64 = window.iter().map(|(_, cost)| u64::from(*cost)).sum();
            if used + u64::from(*cost) > u64::from(limit.calls) {
                let oldest = window
                    .front()
                    .map_or(Duration::ZERO, |(at, _)| age(*at, now));
                let wait = limit.per.saturating_sub(oldest);
                spent.wait = Some(spent.wait.map_or(wait, |known| known.max(wait)));
            }
        }
        for (limit, cost) in &limits {
            let window = windows.entry(key(limit, op)).or_default();
            if spent.wait.is_none() {
                window.push_back((now, *cost));
            }
            tell(limit, window, now, &mut spent.headers);
        }
        spent
    }
}

fn tell(limit: &Limit, window: &Window, now: Timestamp, headers: &mut Vec<(String, String)>) {
    let used: u64 = window.iter().map(|(_, cost)| u64::from(*cost)).sum();
    let mut header = |name: &Option<String>, value: u64| {
        headers.extend(name.iter().map(|name| (name.clone(), value.to_string())));
    };
    header(
        &limit.remaining,
        u64::from(limit.calls).saturating_sub(used),
    );
    header(&limit.used, used);
    let oldest = window
        .front()
        .map_or(Duration::ZERO, |(at, _)| age(*at, now));
    header(&limit.reset, seconds_up(limit.per.saturating_sub(oldest)));
}

/// Whole seconds, so that who waits for them does not come too early.
pub(crate) fn seconds_up(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}

fn key(limit: &Limit, op: &Operation) -> (String, String) {
    let scope = match limit.scope {
        LimitScope::Operation => op.name.clone(),
        LimitScope::Api => String::new(),
    };
    (limit.name.clone(), scope)
}

fn age(at: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(now.duration_since(at)).unwrap_or_default()
}
