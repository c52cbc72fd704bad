//! Building a [`Core`]: credentials, server, transport.

use std::{fmt, sync::Arc, time::Duration};

use crate::{
    ApiDescription, Core, Error, ReqwestTransport, Secret, Signer, Transport, Variable,
    base_url::BaseUrl, core::Shared, credentials::Credentials, failure::Context,
};

/// Builds a [`Core`].
///
/// Mistakes are kept and come out of [`CoreBuilder::build`], so that calls can be chained.
#[must_use = "a builder does nothing until `build` is called"]
pub struct CoreBuilder {
    api: &'static ApiDescription,
    /// Values of credentials and variables; of two for one name the later counts.
    given: Vec<(String, Secret)>,
    /// The same from the environment, which counts only where nothing was given.
    environment: Vec<(String, Secret)>,
    server: Option<String>,
    base_url: Option<String>,
    signers: Vec<(&'static str, Box<dyn Signer>)>,
    transport: Option<Box<dyn Transport>>,
    timeout: Option<Duration>,
}

impl CoreBuilder {
    /// A builder for a client of this API.
    pub fn new(api: &'static ApiDescription) -> Self {
        Self {
            api,
            given: Vec::new(),
            environment: Vec::new(),
            server: None,
            base_url: None,
            signers: Vec::new(),
            transport: None,
            timeout: None,
        }
    }

    /// Gives a credential or a server variable its value, by its name in the spec.
    pub fn set(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.given.push((name.into(), value.into()));
        self
    }

    /// Reads every credential and server variable from its environment variable, where that is set and not empty.
    /// What was given otherwise counts more, before or after this call.
    pub fn from_env(self) -> Self {
        self.from_lookup(|name| std::env::var(name).ok())
    }

    /// Like [`CoreBuilder::from_env`], with the environment given as a function.
    pub fn from_lookup(mut self, lookup: impl Fn(&str) -> Option<String>) -> Self {
        let credentials = self
            .api
            .credentials
            .iter()
            .map(|credential| (credential.name, credential.env));
        let variables = self
            .api
            .variables
            .iter()
            .map(|variable| (variable.name, variable.env));
        for (name, env) in credentials.chain(variables) {
            if let Some(value) = lookup(env).filter(|value| !value.is_empty()) {
                self.environment.push((name.to_owned(), value.into()));
            }
        }
        self
    }

    /// Calls this base URL instead of a named server. It may have a path, which then stands before that of every
    /// operation.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Calls a named server of the spec; the first one unless this is called.
    pub fn server(mut self, name: impl Into<String>) -> Self {
        self.server = Some(name.into());
        self
    }

    /// Sends through this instead of a [`ReqwestTransport`].
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Gives the code for a signer that the spec names.
    pub fn signer(mut self, name: &'static str, signer: impl Signer) -> Self {
        self.signers.push((name, Box::new(signer)));
        self
    }

    /// How long one try may take; 30 seconds with the default transport unless this is called.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Makes the client. Nothing is sent.
    ///
    /// A credential that is missing is no mistake yet, since not every operation needs it.
    ///
    /// # Errors
    ///
    /// When a name is unknown, a server variable has no value or one that is not allowed, the base URL is none,
    /// or TLS cannot be set up.
    pub fn build(mut self) -> Result<Core, Error> {
        let credentials = Arc::new(Credentials::collect(self.api, |name| {
            self.value(name).cloned()
        }));
        let context = Context::client(self.api.name, Arc::clone(&credentials));
        self.check_names()
            .map_err(|message| context.not_built(&message))?;
        let base = self
            .choose_base()
            .map_err(|message| context.not_built(&message))?;
        let transport = match self.transport.take() {
            Some(transport) => transport,
            None => Box::new(
                ReqwestTransport::new().map_err(|error| context.not_built(&error.to_string()))?,
            ),
        };
        self.signers.reverse();
        Ok(Core::new(Shared {
            api: self.api,
            base,
            credentials,
            // Of two signers of one name the later is now the first, and so the one that is found.
            signers: self.signers.into_boxed_slice(),
            transport,
            timeout: self.timeout,
        }))
    }

    fn value(&self, name: &str) -> Option<&Secret> {
        let given = self.given.iter().rev().chain(&self.environment);
        given
            .into_iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    fn check_names(&self) -> Result<(), String> {
        let Some((name, _)) = self.given.iter().find(|(name, _)| !self.knows(name)) else {
            return Ok(());
        };
        let credentials = self
            .api
            .credentials
            .iter()
            .map(|credential| credential.name);
        let known: Vec<&str> = credentials
            .chain(self.api.variables.iter().map(|variable| variable.name))
            .collect();
        Err(format!(
            "there is no credential or server variable `{name}`; there are: {}",
            known.join(", ")
        ))
    }

    fn knows(&self, name: &str) -> bool {
        self.api
            .credentials
            .iter()
            .any(|credential| credential.name == name)
            || self
                .api
                .variables
                .iter()
                .any(|variable| variable.name == name)
    }

    fn choose_base(&self) -> Result<BaseUrl, String> {
        if let Some(url) = &self.base_url {
            return BaseUrl::parse(url);
        }
        let server = match &self.server {
            None => self
                .api
                .servers
                .first()
                .ok_or("the API names no server, so a base URL must be given")?,
            Some(name) => self
                .api
                .servers
                .iter()
                .find(|server| server.name == name)
                .ok_or_else(|| {
                    let known: Vec<&str> =
                        self.api.servers.iter().map(|server| server.name).collect();
                    format!(
                        "there is no server `{name}`; there are: {}",
                        known.join(", ")
                    )
                })?,
        };
        BaseUrl::from_template(server.url, |name| self.variable(name))
    }

    fn variable(&self, name: &str) -> Result<&str, String> {
        let Some(variable) = self
            .api
            .variables
            .iter()
            .find(|variable| variable.name == name)
        else {
            return Err(format!("there is no server variable `{name}`"));
        };
        let Variable {
            default,
            values,
            env,
            ..
        } = variable;
        let Some(value) = self.value(name).map(Secret::expose).or(*default) else {
            return Err(format!(
                "server variable `{name}` is missing: give it to the client builder or set {env}"
            ));
        };
        if values.is_empty() || values.contains(&value) {
            return Ok(value);
        }
        Err(format!(
            "server variable `{name}` must be one of: {}",
            values.join(", ")
        ))
    }
}

impl fmt::Debug for CoreBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A base URL may have been given with a password in it, which only `build` refuses.
        let names: Vec<&str> = self.given.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("CoreBuilder")
            .field("api", &self.api.name)
            .field("given", &names)
            .field("server", &self.server)
            .finish_non_exhaustive()
    }
}
