//! All expectations of a server. In: a call. Out: the answer of the expectation that it meets.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value as Json};

use super::report::{Unmet, line};
use super::{Answering, Expectation, Names, Rule, Typed};
use crate::answer::text_of;
use crate::seen::Seen;

/// So many calls that came close are kept for the report.
const NEAR: usize = 3;

/// The expectations, in their order.
#[derive(Debug, Default)]
pub(crate) struct Book {
    all: Mutex<Vec<Expectation>>,
}

impl Book {
    pub(crate) fn add(&self, expectation: Expectation) {
        self.lock().push(expectation);
    }

    /// What is answered to a call; `None` where no expectation fits. Counts it.
    pub(crate) fn meet(&self, operation: Option<(usize, usize)>, seen: &Seen) -> Option<Answering> {
        let all = self.lock().clone();
        let mut best: Option<(usize, &Expectation)> = None;
        let mut fitting: Vec<&Expectation> = Vec::new();
        for expectation in &all {
            let Some(conditions) = expectation.fits(operation, seen) else {
                continue;
            };
            let mut rule = expectation.lock();
            if rule.times == Some(0) {
                rule.met += 1;
                continue;
            }
            if rule.times.is_some_and(|times| rule.met >= times) {
                continue;
            }
            drop(rule);
            fitting.push(expectation);
            if best.is_none_or(|(known, _)| conditions > known) {
                best = Some((conditions, expectation));
            }
        }
        let taken = best?.1;
        let (answer, at) = {
            let mut rule = taken.lock();
            rule.met += 1;
            (rule.answer.clone(), rule.at)
        };
        for other in fitting {
            if !std::ptr::eq(other, taken) {
                other
                    .lock()
                    .note(|| format!("it went to the expectation at {at}"));
            }
        }
        Some(answer)
    }

    /// Those that were not met.
    pub(crate) fn unmet(&self) -> Vec<Unmet> {
        let all = self.lock();
        let unmet = all.iter().filter_map(|expectation| {
            let rule = expectation.lock();
            let is_met = match rule.times {
                Some(times) => rule.met == times,
                None => rule.met > 0,
            };
            (!is_met).then(|| line(&rule))
        });
        unmet.collect()
    }

    /// Forgets all of them.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Expectation>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Expectation {
    /// How many conditions a call meets, if it meets all of them. Functions of the test are asked while nothing is
    /// locked, since they may ask the server in turn.
    fn fits(&self, operation: Option<(usize, usize)>, seen: &Seen) -> Option<usize> {
        let (weight, conditions) = {
            let mut rule = self.lock();
            (rule.weight(operation, seen)?, rule.conditions.clone())
        };
        if conditions.iter().all(|condition| condition(seen)) {
            return Some(weight);
        }
        self.lock().note(|| "its condition did not hold".to_owned());
        None
    }
}

impl Rule {
    /// How many conditions a call meets, if it meets all those that are no functions.
    fn weight(&mut self, operation: Option<(usize, usize)>, seen: &Seen) -> Option<usize> {
        if self.operation.is_some() && self.operation != operation {
            return None;
        }
        if !seen.is_right() && !self.unchecked {
            self.note(|| {
                format!(
                    "it was refused: {}",
                    seen.faults.first().map_or("", |fault| &fault.says)
                )
            });
            return None;
        }
        let differing = self
            .with
            .iter()
            .find(|(name, value)| !is_same(seen.value(name), value));
        if let Some((name, _)) = differing {
            let name = name.clone();
            let is_secret = self.names.is_secret(&name);
            self.note(|| match seen.value(&name) {
                Some(_) if is_secret => format!("`{name}` was another one"),
                Some(value) => format!("`{name}` was {}", short(value)),
                None => format!("it had no `{name}`"),
            });
            return None;
        }
        if let Some(typed) = &self.request {
            let said = (typed.said)(seen).unwrap_or_default();
            if let Some(why) = typed.differing(&said, &self.names) {
                self.note(|| why);
                return None;
            }
        }
        let typed = usize::from(self.request.is_some());
        Some(
            1 + typed
                + self.with.len()
                + self.conditions.len()
                + usize::from(self.operation.is_some()),
        )
    }

    fn note(&mut self, why: impl FnOnce() -> String) {
        if self.operation.is_some() && self.near.len() < NEAR {
            self.near.push(why());
        }
    }
}

impl Typed {
    /// How a call differs from it.
    fn differing(&self, said: &Map<String, Json>, names: &Names) -> Option<String> {
        let name = self
            .members
            .keys()
            .chain(said.keys())
            .find(|name| self.members.get(*name) != said.get(*name))?;
        Some(match said.get(name) {
            Some(_) if names.is_secret(name) => format!("`{name}` was another one"),
            Some(value) => format!("`{name}` was {}", short(value)),
            None => format!("it had no `{name}`"),
        })
    }
}

/// A value that does not fill the report.
fn short(value: &Json) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

fn is_same(given: Option<&Json>, expected: &Json) -> bool {
    let Some(given) = given else {
        return expected.is_null();
    };
    let is_single = |json: &Json| !json.is_object() && !json.is_array();
    given == expected
        || (is_single(given) && is_single(expected) && text_of(given) == text_of(expected))
}
