//! Which credentials are right: those that were given, else any; for those that only ever sign, a fixed one.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use specwright::model::{Api, Credential, CredentialKind, Signature, names_in};
use specwright_runtime::Secret;

use super::Tokens;
use crate::seam::{Keys, Standing};

/// The credentials of an API.
pub(crate) struct Purse {
    /// Values that alone are right, by name.
    given: BTreeMap<String, String>,
    /// Names of tokens.
    tokens: Vec<String>,
    bought: Arc<Tokens>,
}

impl Purse {
    /// These values, and those of [`defaults`] for others.
    pub(crate) fn new(api: &Api, given: &[(String, String)], bought: Arc<Tokens>) -> Self {
        let mut all: BTreeMap<String, String> = defaults(api).into_iter().collect();
        all.extend(given.iter().cloned());
        let tokens = api.tokens.iter().map(|token| token.name.clone());
        Self {
            given: all,
            tokens: tokens.collect(),
            bought,
        }
    }
}

impl Keys for Purse {
    fn judge(&self, name: &str, value: &str) -> Standing {
        match self.given.get(name) {
            Some(known) if known == value => Standing::Right,
            _ if self.tokens.iter().any(|token| token == name) => self.bought.judge(name, value),
            Some(_) => Standing::Wrong,
            None => Standing::Right,
        }
    }

    fn value(&self, name: &str) -> Option<Secret> {
        self.given.get(name).map(|value| value.as_str().into())
    }
}

impl fmt::Debug for Purse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Purse")
            .field("names", &self.given.keys())
            .finish_non_exhaustive()
    }
}

/// The credentials that sign and are never sent, with the values that are right unless others are given.
pub(crate) fn defaults(api: &Api) -> Vec<(String, String)> {
    let signs = |credential: &&Credential| {
        let mut signatures = api.signatures.iter().flat_map(Signature::templates);
        credential.kind == CredentialKind::Secret
            && !credential.is_token
            && signatures.any(|template| names_in(template).contains(&credential.name.as_str()))
    };
    let credentials = api.credentials.iter().filter(signs);
    credentials
        .map(|credential| (credential.name.clone(), format!("mock-{}", credential.name)))
        .collect()
}
