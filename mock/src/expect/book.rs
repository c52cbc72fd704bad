//! All expectations of a server. In: a call. Out: the answer of the expectation that it meets.

use std::sync::{Mutex, PoisonError};

use serde_json::Value as Json;

use super::report::{Unmet, line};
use super::{Answering, Expectation, Rule};
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
        self.all
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(expectation);
    }

    /// What is answered to a call; `None` where no expectation fits. Counts it.
    pub(crate) fn meet(&self, operation: Option<(usize, usize)>, seen: &Seen) -> Option<Answering> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let mut best: Option<(usize, &Expectation)> = None;
        for expectation in all.iter() {
            let mut rule = expectation.lock();
            let Some(conditions) = rule.fits(operation, seen) else {
                continue;
            };
            if rule.times == Some(0) {
                rule.met += 1;
                continue;
            }
            if rule.times.is_some_and(|times| rule.met >= times) {
                continue;
            }
            drop(rule);
            if best.is_none_or(|(known, _)| conditions > known) {
                best = Some((conditions, expectation));
            }
        }
        let mut rule = best?.1.lock();
        rule.met += 1;
        Some(rule.answer.clone())
    }

    /// Those that were not met.
    pub(crate) fn unmet(&self) -> Vec<Unmet> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
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
        self.all
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

impl Rule {
    /// How many conditions a call meets, if it meets all of them.
    fn fits(&mut self, operation: Option<(usize, usize)>, seen: &Seen) -> Option<usize> {
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
            let is_secret = self
                .names
                .params
                .iter()
                .any(|param| param.wire == name && param.is_secret);
            self.note(|| match seen.value(&name) {
                Some(_) if is_secret => format!("`{name}` was another one"),
                Some(value) => format!("`{name}` was {}", short(value)),
                None => format!("it had no `{name}`"),
            });
            return None;
        }
        if !self.conditions.iter().all(|condition| condition(seen)) {
            self.note(|| "its condition did not hold".to_owned());
            return None;
        }
        Some(1 + self.with.len() + self.conditions.len() + usize::from(self.operation.is_some()))
    }

    fn note(&mut self, why: impl FnOnce() -> String) {
        if self.operation.is_some() && self.near.len() < NEAR {
            self.near.push(why());
        }
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
