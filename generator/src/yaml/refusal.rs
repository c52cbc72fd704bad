//! Why a value was refused, as data: serde's kinds of errors, with the path to the value.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};

use crate::source::Step;

/// A value that does not fit the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// From the value to the top while the error travels; see [`Refusal::path`].
    reversed: Vec<Step>,
    /// The key is refused, not the value behind it.
    pub(crate) on_key: bool,
    pub(crate) reason: Reason,
}

/// What does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    UnknownKey {
        key: String,
        allowed: &'static [&'static str],
    },
    MissingKey(&'static str),
    UnknownWord {
        word: String,
        allowed: &'static [&'static str],
    },
    /// Of another type than the one expected.
    WrongType {
        found: String,
        expected: String,
    },
    /// Of the right type, but not one that can be used.
    BadValue {
        found: String,
        expected: String,
    },
    /// An unquoted word that readers of YAML disagree on.
    Surprising {
        word: String,
        expected: String,
    },
    Other(String),
}

impl Refusal {
    pub(super) fn new(reason: Reason) -> Self {
        Self {
            reversed: Vec::new(),
            on_key: false,
            reason,
        }
    }

    /// Steps from the top to the value.
    pub(crate) fn path(&self) -> Vec<Step> {
        self.reversed.iter().rev().cloned().collect()
    }

    pub(super) fn at_key(self, key: Step) -> Self {
        Self {
            on_key: true,
            ..self
        }
        .inside(key)
    }

    pub(super) fn inside(mut self, step: Step) -> Self {
        self.reversed.push(step);
        self
    }
}

impl std::error::Error for Refusal {}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.reason)
    }
}

impl Error for Refusal {
    fn custom<T: fmt::Display>(text: T) -> Self {
        Self::new(match text.to_string() {
            // What serde_json says of infinity, and of what is no number.
            text if text == "not a JSON number" => Reason::BadValue {
                found: "one that it cannot".to_owned(),
                expected: "a number that JSON can write".to_owned(),
            },
            text => Reason::Other(text),
        })
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Reason::WrongType {
            found: describe(found),
            expected: of_people(&expected.to_string()),
        })
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Reason::BadValue {
            found: describe(found),
            expected: expected.to_string(),
        })
    }

    fn unknown_variant(word: &str, allowed: &'static [&'static str]) -> Self {
        Self::new(Reason::UnknownWord {
            word: word.to_owned(),
            allowed,
        })
    }

    fn unknown_field(key: &str, allowed: &'static [&'static str]) -> Self {
        Self::new(Reason::UnknownKey {
            key: key.to_owned(),
            allowed,
        })
    }

    fn missing_field(key: &'static str) -> Self {
        Self::new(Reason::MissingKey(key))
    }
}

/// What a reader of JSON expects, in the words of a spec.
pub(super) fn of_people(expected: &str) -> String {
    match expected {
        "a JSON number" => "a number".to_owned(),
        other => other.to_owned(),
    }
}

fn describe(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(truth) => format!("the truth value `{truth}`"),
        Unexpected::Unsigned(number) => format!("the number `{number}`"),
        Unexpected::Signed(number) => format!("the number `{number}`"),
        Unexpected::Float(number) => format!("the number `{number:?}`"),
        Unexpected::Str(text) => super::quote_text(text),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a map".to_owned(),
        other => other.to_string(),
    }
}
