//! Environment variables: their names, and that no two values share one.

use super::naming;
use crate::diag::{Code, Diagnostics, Place};

/// The variables given out so far, and where.
#[derive(Debug)]
pub(super) struct Env<'a> {
    api: &'a str,
    /// Variable, what it is for, where that is said.
    taken: Vec<(String, String, Place)>,
}

impl<'a> Env<'a> {
    pub(super) fn new(api: &'a str) -> Self {
        Self {
            api,
            taken: Vec::new(),
        }
    }

    /// The variable for `name`: the one that is given, or `<API>_<NAME>`.
    pub(super) fn variable(
        &mut self,
        name: &str,
        given: Option<&str>,
        place: Place,
        diags: &mut Diagnostics,
    ) -> String {
        if let Some(given) = given {
            naming::expect_variable(given, place.clone().key("env"), diags);
        }
        let own = || format!("{}_{name}", self.api).to_uppercase();
        let env = given.map_or_else(own, str::to_owned);
        // A credential and a variable of one name are reported as such.
        let other = self
            .taken
            .iter()
            .find(|(taken, other, _)| *taken == env && other != name);
        if let Some((_, _, first)) = other {
            let message = format!("another value is read from `{env}`");
            diags
                .error(Code::EnvironmentTwice, place.clone().of_key(), message)
                .label(first.clone(), "this one");
        }
        self.taken
            .push((env.clone(), name.to_owned(), place.of_key()));
        env
    }
}
