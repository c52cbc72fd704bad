//! What an operation answers, by HTTP status.

use super::{Operation, Source, Type, Value};

/// What answers of some statuses hold, where that is not what [`Operation::returns`](super::Operation) says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Key in the spec: `202`, `4xx`, `400..499`.
    pub key: String,
    /// First and last status, both included.
    pub status: (u16, u16),
    /// Type of the payload of a success, of the body of an error; [`Type::Unit`](super::Type) for nothing.
    pub value: Value,
    /// Description.
    pub doc: Option<String>,
    /// Provenance.
    pub source: Source,
}

impl Answer {
    /// Whether calls that are answered so have succeeded, as far as the status says.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status.0)
    }

    /// Whether it stands for a status.
    pub fn holds(&self, status: u16) -> bool {
        (self.status.0..=self.status.1).contains(&status)
    }
}

/// One of several successes that the status tells apart: a variant of what the method gives.
#[derive(Clone, Copy, Debug)]
pub struct Outcome<'a> {
    /// The entry that lists it; none for the successes that no entry lists.
    pub answer: Option<&'a Answer>,
    /// Type of the payload.
    pub value: &'a Value,
    /// Successes that no entry lists are this one.
    pub is_rest: bool,
}

impl Operation {
    /// The entry for a status: the narrowest.
    pub fn answer(&self, status: u16) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.holds(status))
    }

    /// The payload of a success with this status.
    pub fn payload(&self, status: u16) -> &Value {
        let entry = self.answer(status).filter(|answer| answer.is_success());
        entry.map_or(&self.returns, |answer| &answer.value)
    }

    /// The type of the body of an error with this status, where the spec says what it is.
    pub fn error_body(&self, status: u16) -> Option<&Type> {
        let entry = self.answer(status).filter(|answer| !answer.is_success());
        let ty = entry.map(|answer| &answer.value.ty);
        ty.filter(|ty| **ty != Type::Unit)
    }

    /// Whether an entry says that this status is an error.
    pub fn lists_error(&self, status: u16) -> bool {
        self.answer(status)
            .is_some_and(|answer| !answer.is_success())
    }

    /// The entries for errors, by status.
    pub fn error_answers(&self) -> Vec<&Answer> {
        self.listed(false)
    }

    /// The entries that a client must know when an answer comes: those of errors, and those of successes where one of
    /// these holds nothing. The narrower first.
    pub fn told_answers(&self) -> impl Iterator<Item = &Answer> {
        let is_empty = |answer: &Answer| answer.is_success() && answer.value.ty == Type::Unit;
        let some_empty = self.answers.iter().any(is_empty);
        let answers = self.answers.iter();
        answers.filter(move |answer| some_empty || !answer.is_success())
    }

    /// The successes that the status tells apart, by status; empty where each of them gives `returns`.
    pub fn outcomes(&self) -> Vec<Outcome<'_>> {
        let listed = self.listed(true);
        if listed.iter().all(|answer| answer.value == self.returns) {
            return Vec::new();
        }
        // An entry for all that are left goes before one that merely holds the same.
        let like_the_rest = |answer: &&&Answer| answer.value == self.returns;
        let like_the_rest = listed.iter().filter(like_the_rest);
        let rest = like_the_rest
            .min_by_key(|answer| (answer.status != (200, 299), answer.status.0 != 200));
        let unlisted = rest.is_none().then_some(Outcome {
            answer: None,
            value: &self.returns,
            is_rest: true,
        });
        let listed = listed.iter().map(|answer| Outcome {
            answer: Some(answer),
            value: &answer.value,
            is_rest: rest.is_some_and(|rest| std::ptr::eq(*rest, *answer)),
        });
        unlisted.into_iter().chain(listed).collect()
    }

    fn listed(&self, successes: bool) -> Vec<&Answer> {
        let answers = self.answers.iter();
        let mut listed: Vec<&Answer> = answers
            .filter(|answer| answer.is_success() == successes)
            .collect();
        listed.sort_by_key(|answer| answer.status);
        listed
    }
}
