//! The credentials that a client was built with, and the templates over them.

use std::sync::Arc;

use crate::{
    ApiDescription, Secret,
    braces::{self, Piece},
};

/// The values of an API's credentials; a client may lack those that its operations do not need.
#[derive(Clone, Debug, Default)]
pub(crate) struct Credentials {
    values: Arc<[Value]>,
    /// Tokens that were bought; they stand in templates like credentials.
    tokens: Vec<(&'static str, Secret)>,
}

#[derive(Clone, Debug)]
struct Value {
    name: &'static str,
    secret: bool,
    env: &'static str,
    // Those that are no secret are kept as one too: what is never shown needs no exception.
    value: Option<Secret>,
}

impl Credentials {
    /// All credentials of an API, with the values that `given` has for them.
    pub(crate) fn collect(
        api: &ApiDescription,
        mut given: impl FnMut(&str) -> Option<Secret>,
    ) -> Self {
        let values = api.credentials.iter().map(|credential| Value {
            name: credential.name,
            secret: credential.secret,
            env: credential.env,
            value: given(credential.name),
        });
        Self {
            values: values.collect(),
            tokens: Vec::new(),
        }
    }

    /// The same credentials together with these tokens.
    pub(crate) fn with_tokens(&self, tokens: Vec<(&'static str, Secret)>) -> Self {
        Self {
            values: Arc::clone(&self.values),
            tokens,
        }
    }

    /// Whether a credential has a value.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.values
            .iter()
            .any(|known| known.name == name && known.value.is_some())
    }

    fn token(&self, name: &str) -> Option<&Secret> {
        let found = self.tokens.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value)
    }

    /// The value of a credential.
    pub(crate) fn get(&self, name: &str) -> Result<&str, String> {
        if let Some(token) = self.token(name) {
            return Ok(token.expose());
        }
        let Some(known) = self.values.iter().find(|known| known.name == name) else {
            return Err(format!("there is no credential `{name}`"));
        };
        match &known.value {
            Some(value) => Ok(value.expose()),
            None => Err(format!(
                "credential `{name}` is missing: give it to the client builder or set {}",
                known.env
            )),
        }
    }

    /// Whether the value of a credential may not be shown.
    pub(crate) fn is_secret(&self, name: &str) -> bool {
        let known = self.values.iter().find(|known| known.name == name);
        self.token(name).is_some() || known.is_some_and(|known| known.secret)
    }

    /// The values that may not be shown.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        let given = self
            .values
            .iter()
            .filter(|known| known.secret)
            .filter_map(|known| Some(known.value.as_ref()?.expose()));
        given.chain(self.tokens.iter().map(|(_, token)| token.expose()))
    }

    /// A template with each `{name}` replaced by the credential of that name.
    pub(crate) fn fill(&self, template: &str) -> Result<String, String> {
        let mut out = String::with_capacity(template.len());
        for piece in braces::pieces(template)? {
            out.push_str(match piece {
                Piece::Literal(text) => text,
                Piece::Name(name) => self.get(name)?,
            });
        }
        Ok(out)
    }
}
