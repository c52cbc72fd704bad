//! The time, which tests may set.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use specwright_runtime::Timestamp;

/// The clock of a server: that of the system, or one that stands until it is moved.
///
/// Clones are the same clock, so one goes to the server and one stays in the test.
///
/// ```
/// use std::time::Duration;
/// use specwright_mock::Clock;
///
/// let clock = Clock::standing("2024-05-01T12:00:00Z".parse()?);
/// clock.advance(Duration::from_secs(60));
/// assert_eq!(clock.now().to_string(), "2024-05-01T12:01:00Z");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Clock {
    standing: Option<Arc<Mutex<Timestamp>>>,
}

impl Clock {
    /// The clock of the system.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that shows this time until it is moved.
    pub fn standing(at: Timestamp) -> Self {
        Self {
            standing: Some(Arc::new(Mutex::new(at))),
        }
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        match &self.standing {
            Some(time) => *time.lock().unwrap_or_else(PoisonError::into_inner),
            None => Timestamp::now(),
        }
    }

    /// Moves a clock that stands; that of the system goes by itself.
    pub fn advance(&self, by: Duration) {
        if let Some(time) = &self.standing {
            let mut time = time.lock().unwrap_or_else(PoisonError::into_inner);
            *time = time.checked_add(by).unwrap_or(*time);
        }
    }
}
