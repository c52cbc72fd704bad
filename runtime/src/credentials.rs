//! The credentials that a client was built with, and the templates over them.

use crate::{ApiDescription, Secret};

/// The values of an API's credentials; a client may lack those that its operations do not need.
#[derive(Clone, Debug, Default)]
pub(crate) struct Credentials {
    values: Vec<Value>,
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
        }
    }

    /// The value of a credential.
    pub(crate) fn get(&self, name: &str) -> Result<&str, String> {
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
        known.is_some_and(|known| known.secret)
    }

    /// The values that may not be shown.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        self.values
            .iter()
            .filter(|known| known.secret)
            .filter_map(|known| Some(known.value.as_ref()?.expose()))
    }

    /// A template with each `{name}` replaced by the credential of that name.
    pub(crate) fn fill(&self, template: &str) -> Result<String, String> {
        let mut out = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                return Err(format!("`{template}` lacks a closing brace"));
            };
            out.push_str(before);
            out.push_str(self.get(name)?);
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }
}
