//! One token: its present value, and the exchange that is under way.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures_util::{
    FutureExt,
    future::{Shared, WeakShared},
};
use tokio::time::Instant;

use super::{Held, exchange};
use crate::{Core, Error, Secret, Token};

/// A token is renewed this long before it expires, or in the last tenth of its life where that is shorter.
const MARGIN: Duration = Duration::from_secs(60);
/// After a renewal that was begun while the token is still good the next one waits so long.
const PAUSE: Duration = Duration::from_secs(5);

type Exchange = Pin<Box<dyn Future<Output = Result<Held, Error>> + Send>>;

#[derive(Default)]
pub(super) struct Cell {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<Current>,
    /// Weak, so that an exchange ends when nobody waits for it any more.
    exchange: Option<WeakShared<Exchange>>,
    /// Exchanges begun so far.
    begun: u64,
    /// Values bought so far.
    bought: u64,
}

struct Current {
    held: Held,
    /// `None`: it lasts until the service says otherwise.
    expires: Option<Instant>,
    renew_at: Option<Instant>,
}

enum View {
    Good(Held),
    /// Still good, but not for long.
    Ending(Held),
    Missing,
}

impl Cell {
    /// The value. Of those who find none one buys it, and the others wait for the same exchange.
    pub(super) async fn get(
        self: &Arc<Self>,
        core: &Core,
        token: &'static Token,
    ) -> Result<Held, Error> {
        let (old, exchange) = {
            let mut state = self.lock();
            match (state.view(), state.under_way()) {
                (View::Good(held), _) | (View::Ending(held), Some(_)) => return Ok(held),
                (View::Ending(held), None) => {
                    // Should this call leave, the next one goes on with what is good instead of taking its part.
                    state.put_off();
                    (Some(held), self.begin(&mut state, core, token))
                }
                (View::Missing, Some(exchange)) => (None, exchange),
                (View::Missing, None) => (None, self.begin(&mut state, core, token)),
            }
        };
        match (exchange.await, old) {
            (Ok(held), _) => Ok(held),
            (Err(error), Some(old)) if !self.is_good(&old) => Err(error),
            (Err(_), Some(old)) => Ok(old),
            (Err(error), None) => Err(error),
        }
    }

    /// The value if there is one that is good.
    pub(super) fn known(&self) -> Option<Secret> {
        match self.lock().view() {
            View::Good(held) | View::Ending(held) => Some(held.value),
            View::Missing => None,
        }
    }

    pub(super) fn drop_generation(&self, generation: u64) {
        let mut state = self.lock();
        if state
            .current
            .as_ref()
            .is_some_and(|current| current.held.generation == generation)
        {
            state.current = None;
        }
    }

    fn is_good(&self, held: &Held) -> bool {
        match self.lock().view() {
            View::Good(now) | View::Ending(now) => now.generation == held.generation,
            View::Missing => false,
        }
    }

    fn begin(
        self: &Arc<Self>,
        state: &mut State,
        core: &Core,
        token: &'static Token,
    ) -> Shared<Exchange> {
        state.begun += 1;
        let (cell, number) = (Arc::clone(self), state.begun);
        let exchange = exchange::buy(core.clone(), token);
        let exchange: Exchange = Box::pin(async move { cell.settle(number, exchange.await) });
        let exchange = exchange.shared();
        state.exchange = exchange.downgrade();
        exchange
    }

    /// Keeps what was bought. A failure is told to those who waited and forgotten.
    fn settle(&self, number: u64, bought: Result<exchange::Bought, Error>) -> Result<Held, Error> {
        let mut state = self.lock();
        if state.begun == number {
            state.exchange = None;
        }
        let now = Instant::now();
        let bought = bought.inspect_err(|_| state.put_off())?;
        state.bought += 1;
        let held = Held {
            value: bought.value,
            generation: state.bought,
        };
        state.current = Some(Current {
            held: held.clone(),
            expires: bought.lifetime.and_then(|life| now.checked_add(life)),
            renew_at: bought
                .lifetime
                .and_then(|life| now.checked_add(life - MARGIN.min(life / 10))),
        });
        Ok(held)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn view(&self) -> View {
        let Some(current) = &self.current else {
            return View::Missing;
        };
        let now = Instant::now();
        let reached = |at: Option<Instant>| at.is_some_and(|at| now >= at);
        if reached(current.expires) {
            View::Missing
        } else if reached(current.renew_at) {
            View::Ending(current.held.clone())
        } else {
            View::Good(current.held.clone())
        }
    }

    /// Lets some time pass before the next renewal.
    fn put_off(&mut self) {
        if let Some(current) = &mut self.current {
            current.renew_at = current.renew_at.map(|_| Instant::now() + PAUSE);
        }
    }

    fn under_way(&self) -> Option<Shared<Exchange>> {
        self.exchange.as_ref().and_then(WeakShared::upgrade)
    }
}
