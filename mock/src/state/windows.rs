//! Walks over pieces of time: which request begins one, and which goes on with one.
//!
//! A server sees each piece alone, and does not know where the walk ends. So all items are in the piece that begins it,
//! and those that go on where one ended are empty; a piece that is asked for again is as it was.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde_json::{Map, Value as Json};
use specwright::model::{Operation, PageStep, Paging};
use specwright_runtime as rt;

/// So many pieces are remembered.
const MOST: usize = 10_000;

/// The pieces that were asked for.
#[derive(Debug, Default)]
pub(crate) struct Windows {
    /// Whether each began a walk, by operation, other parameters, start and end.
    known: Mutex<HashMap<(String, String, String), bool>>,
}

impl Windows {
    /// Whether this request begins a walk.
    pub(crate) fn begins(
        &self,
        op: &Operation,
        paging: &Paging,
        values: &Map<String, Json>,
    ) -> bool {
        let PageStep::Window { from, to, .. } = paging.step else {
            return true;
        };
        let name = |index: usize| {
            op.params
                .get(index)
                .map_or("", |param| param.field.wire.as_str())
        };
        let moment = |index: usize| {
            values
                .get(name(index))
                .map(crate::answer::text_of)
                .unwrap_or_default()
        };
        let (start, end) = (moment(from), moment(to));
        let others = values
            .iter()
            .filter(|(key, _)| *key != name(from) && *key != name(to));
        let others: Map<String, Json> = others
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        let walk = format!("{} {}", op.name, Json::Object(others));
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(begins) = known.get(&(walk.clone(), start.clone(), end.clone())) {
            return *begins;
        }
        let goes_on = known
            .keys()
            .any(|(other, _, before)| *other == walk && is_next(before, &start));
        if known.len() >= MOST {
            known.clear();
        }
        known.insert((walk, start, end), !goes_on);
        !goes_on
    }
}

/// Whether a piece begins where one ended; days, on the day after.
fn is_next(end: &str, start: &str) -> bool {
    if end == start {
        return true;
    }
    let day = |text: &str| {
        text.parse::<rt::Date>()
            .ok()
            .filter(|_| !text.contains(':'))
    };
    match (day(end), day(start)) {
        (Some(end), Some(start)) => end.tomorrow().is_ok_and(|next| next == start),
        _ => false,
    }
}
