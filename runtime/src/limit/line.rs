//! The calls that wait for limits, in the order in which they came.
//!
//! Whoever comes first is served first. A call that waits for one limit does not hold those up that only need others;
//! but where they have room it keeps its share, so that it is not overtaken for ever.

use std::{collections::BTreeMap, sync::Arc};

use tokio::{sync::Notify, time::Instant};

use super::{HeldBack, window::Window, within};
use crate::{Limit, OperationDescription, Scope};

/// Name of the limit, and of the operation where each counts by itself.
type Key = (&'static str, Option<&'static str>);

#[derive(Debug, Default)]
pub(super) struct Line {
    windows: Vec<Known>,
    waiting: BTreeMap<u64, Waiting>,
    /// Number of the next ticket.
    next: u64,
}

#[derive(Debug)]
struct Known {
    key: Key,
    window: Window,
    /// What the calls in the line will take.
    asked: u64,
}

#[derive(Debug)]
struct Waiting {
    needs: Vec<Need>,
    /// The limit that it waits for and when that has room, for a call that waits for nobody before it.
    turn: Option<Turn>,
    bell: Arc<Notify>,
}

#[derive(Clone, Copy, Debug)]
struct Need {
    /// Position among the windows.
    window: usize,
    cost: u64,
}

/// Name of a limit, and when to ask it again.
pub(super) type Turn = (&'static str, Instant);

/// What a call holds while it waits.
#[derive(Debug)]
pub(super) struct Ticket {
    number: u64,
    bell: Arc<Notify>,
}

impl Ticket {
    /// Waits until something has changed for this call.
    pub(super) async fn called(&self) {
        self.bell.notified().await;
    }
}

impl Line {
    /// Lets a call through, or puts it at the end.
    pub(super) fn join(
        &mut self,
        now: Instant,
        operation: &'static OperationDescription,
        deadline: Option<Instant>,
    ) -> Result<Option<Ticket>, HeldBack> {
        let limits = operation.policy.limits;
        let needs: Vec<Need> = limits
            .iter()
            .map(|limit| Need {
                window: self.find(operation, limit),
                // A call that costs more than a window holds takes a whole one.
                cost: limit.cost.min(limit.calls).max(1).into(),
            })
            .collect();
        for need in &needs {
            if let Some(known) = self.windows.get_mut(need.window) {
                let free = known.window.free_at(now, known.asked, need.cost);
                within(known.key.0, now, free.unwrap_or(now), deadline)?;
            }
        }
        for need in &needs {
            if let Some(known) = self.windows.get_mut(need.window) {
                known.asked += need.cost;
            }
        }
        let ticket = Ticket {
            number: self.next,
            bell: Arc::default(),
        };
        self.next += 1;
        let waiting = Waiting {
            needs,
            turn: None,
            bell: Arc::clone(&ticket.bell),
        };
        self.waiting.insert(ticket.number, waiting);
        self.serve(now);
        Ok(self.waiting.contains_key(&ticket.number).then_some(ticket))
    }

    /// What a call waits for, if it is known; nothing where it was let through.
    pub(super) fn turn_of(&self, ticket: &Ticket) -> Option<Option<Turn>> {
        self.waiting.get(&ticket.number).map(|waiting| waiting.turn)
    }

    /// Lets calls through when the turn of this one has come.
    pub(super) fn try_turn(&mut self, now: Instant, ticket: &Ticket) {
        self.serve(now);
        let waiting = self.waiting.get_mut(&ticket.number);
        if let Some(waiting) = waiting.filter(|it| it.turn.is_some_and(|(_, at)| at <= now)) {
            // It was not even looked at, so it is behind another one again, which calls it.
            waiting.turn = None;
        }
    }

    /// Takes a call out that does not wait any more.
    pub(super) fn leave(&mut self, now: Instant, ticket: &Ticket) {
        if self.remove(ticket.number).is_some() {
            self.serve(now);
        }
    }

    /// Nobody passes this limit before this instant.
    pub(super) fn hold(
        &mut self,
        operation: &'static OperationDescription,
        limit: &'static Limit,
        until: Instant,
    ) {
        let position = self.find(operation, limit);
        if let Some(known) = self.windows.get_mut(position) {
            known.window.hold_until(until);
        }
    }

    /// Lets everybody through for whom there is room.
    fn serve(&mut self, now: Instant) {
        let mut rooms: Vec<Room> = self
            .windows
            .iter_mut()
            .map(|known| Room::of(known, now))
            .collect();
        let mut passed = Vec::new();
        for (number, waiting) in &mut self.waiting {
            if rooms.iter().all(|room| room.left.is_none()) {
                break;
            }
            let is_behind = |need: &Need| rooms.get(need.window).is_none_or(|it| it.left.is_none());
            let turn = if waiting.needs.iter().any(is_behind) {
                // Whoever is before it calls it.
                None
            } else {
                let turn = claim(&mut self.windows, &mut rooms, &waiting.needs, now);
                if turn.is_none() {
                    passed.push(*number);
                }
                turn
            };
            if waiting.turn != turn {
                waiting.turn = turn;
                waiting.bell.notify_one();
            }
        }
        for number in passed {
            let Some(waiting) = self.remove(number) else {
                continue;
            };
            for need in &waiting.needs {
                if let Some(known) = self.windows.get_mut(need.window) {
                    known.window.take(now, need.cost);
                }
            }
            waiting.bell.notify_one();
        }
    }

    fn remove(&mut self, number: u64) -> Option<Waiting> {
        let waiting = self.waiting.remove(&number)?;
        for need in &waiting.needs {
            if let Some(known) = self.windows.get_mut(need.window) {
                known.asked = known.asked.saturating_sub(need.cost);
            }
        }
        Some(waiting)
    }

    /// Position of a limit's window, which is made when it is first met.
    fn find(&mut self, operation: &'static OperationDescription, limit: &'static Limit) -> usize {
        let key = match limit.scope {
            Scope::Api => (limit.name, None),
            Scope::Operation => (limit.name, Some(operation.name)),
        };
        let found = self.windows.iter().position(|known| known.key == key);
        found.unwrap_or_else(|| {
            self.windows.push(Known {
                key,
                window: Window::new(limit.calls, limit.per),
                asked: 0,
            });
            self.windows.len() - 1
        })
    }
}

/// What a window has for the calls in the line, while they are looked at one after the other.
struct Room {
    whole: u64,
    /// What those before leave of it; `None`: one of them waits for it.
    left: Option<u64>,
}

impl Room {
    fn of(known: &mut Known, now: Instant) -> Self {
        let whole = known.window.room(now);
        Self {
            whole,
            left: (known.asked > 0).then_some(whole),
        }
    }
}

/// Takes what a call needs out of the rooms; where one of them has not enough, when that will be otherwise.
fn claim(windows: &mut [Known], rooms: &mut [Room], needs: &[Need], now: Instant) -> Option<Turn> {
    let mut latest: Option<Turn> = None;
    for need in needs {
        let (Some(room), Some(known)) = (rooms.get_mut(need.window), windows.get_mut(need.window))
        else {
            continue;
        };
        let left = room.left.unwrap_or(0);
        room.left = left.checked_sub(need.cost);
        if room.left.is_none() {
            let ahead = room.whole.saturating_sub(left);
            let at = known.window.free_at(now, ahead, need.cost).unwrap_or(now);
            if latest.is_none_or(|(_, known)| at > known) {
                latest = Some((known.key.0, at));
            }
        }
    }
    latest
}
