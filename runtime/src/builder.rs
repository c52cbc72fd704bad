//! Building a [`Core`]: credentials, server, transport.

use std::{fmt, sync::Arc, time::Duration};

use crate::{
    ApiDescription, Core, Error, PollPolicy, ReqwestTransport, RetryPolicy, Secret, Signer,
    Transport, Variable, base_url::BaseUrl, bounds::Patterns, call::Defaults, core::Shared,
    credentials::Credentials, failure::Context, limit::Limits, retry::Budget, token::Tokens,
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
    way: Option<String>,
    transport: Option<Box<dyn Transport>>,
    defaults: Defaults,
    answer_limit: Option<usize>,
    allows_http: bool,
    budget: Budget,
    checks_limits: bool,
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
            way: None,
            transport: None,
            defaults: Defaults::default(),
            answer_limit: None,
            allows_http: false,
            budget: Budget::full(),
            checks_limits: false,
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

    /// Authorises requests in this way of the spec, where there are several to choose from; in the first of them unless
    /// this is called. A call whose operation has no way of this name is refused.
    pub fn auth(mut self, way: impl Into<String>) -> Self {
        self.way = Some(way.into());
        self
    }

    /// How long one attempt may take, whatever the spec says; where neither says anything, 30 seconds with the default
    /// transport.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.defaults.timeout = Some(timeout);
        self
    }

    /// How long a call may take with all its attempts and waits, whatever the spec says.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.defaults.deadline = Some(deadline);
        self
    }

    /// How failed attempts are repeated, whatever the spec says.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.defaults.retry = Some(policy);
        self
    }

    /// How often a service that is still preparing an answer is asked again, whatever the spec says.
    pub fn poll(mut self, policy: PollPolicy) -> Self {
        self.defaults.poll = Some(policy);
        self
    }

    /// Repeats attempts as often as their policy says, however many others are repeated too.
    ///
    /// Unless this is called a client has a retry budget: a tenth of its calls and one repetition a second, of which up
    /// to twenty are saved. Past that a call ends with its error, so that a service in trouble is not asked many times
    /// over.
    pub fn without_retry_budget(mut self) -> Self {
        self.budget = Budget::endless();
        self
    }

    /// Refuses answers of more bytes than this; 64 MiB unless this is called. Transports other than the default one have
    /// their own limits.
    pub fn answer_limit(mut self, bytes: usize) -> Self {
        self.answer_limit = Some(bytes);
        self
    }

    /// Whether requests are checked against the limits that the spec states for values, before they are sent: ranges of
    /// numbers, lengths, patterns, numbers of items. `false` unless this is called, since a vendor may widen a limit
    /// without notice, and only the service knows all of them.
    ///
    /// A call with a value outside its limits ends with an error that names the parameter and the limit. Patterns that
    /// need more than [`Pattern`](crate::Pattern) can do are left to the service.
    pub fn check_limits(mut self, yes: bool) -> Self {
        self.checks_limits = yes;
        self
    }

    /// Allows a base URL without TLS to any host.
    ///
    /// Otherwise [`CoreBuilder::build`] refuses one, since credentials could be read on the way, unless it is on this
    /// machine, or the spec's own default server has no TLS either.
    pub fn allow_http(mut self) -> Self {
        self.allows_http = true;
        self
    }

    /// Makes the client. Nothing is sent.
    ///
    /// A credential that is missing is no mistake yet, since not every operation needs it.
    ///
    /// # Errors
    ///
    /// When a name is unknown, a server variable has no value or one that is not allowed, the base URL is none,
    /// it has no TLS though
    /// it should (see [`CoreBuilder::allow_http`]), or TLS cannot be set up.
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
        let servers = self.own_servers();
        let transport = match self.transport.take() {
            Some(transport) => transport,
            None => {
                let transport = ReqwestTransport::new()
                    .map_err(|error| context.not_built(&error.to_string()))?;
                Box::new(match self.answer_limit {
                    Some(bytes) => transport.answer_limit(bytes),
                    None => transport,
                })
            }
        };
        self.signers.reverse();
        Ok(Core::new(Shared {
            api: self.api,
            base,
            servers,
            credentials,
            // Of two signers of one name the later is now the first, and so the one that is found.
            signers: self.signers.into_boxed_slice(),
            way: self.way,
            transport,
            defaults: self.defaults,
            tokens: Tokens::default(),
            limits: Limits::default(),
            budget: self.budget,
            patterns: self.checks_limits.then(Patterns::default),
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
            let base = BaseUrl::parse(url)?;
            self.check_scheme(&base)?;
            return Ok(base);
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

    /// The servers that operations may name for themselves. A base URL of the caller stands for all of them.
    fn own_servers(&self) -> Vec<(&'static str, Result<BaseUrl, String>)> {
        if self.base_url.is_some() {
            return Vec::new();
        }
        let read = |url| BaseUrl::from_template(url, |name| self.variable(name));
        self.api
            .servers
            .iter()
            .map(|server| (server.name, read(server.url)))
            .collect()
    }

    fn check_scheme(&self, base: &BaseUrl) -> Result<(), String> {
        let default = self.api.servers.first();
        let spec_is_plain = default.is_some_and(|server| server.url.starts_with("http://"));
        if base.has_tls() || base.is_loopback() || spec_is_plain || self.allows_http {
            return Ok(());
        }
        Err(
            "the base URL begins with `http://`, so credentials could be read on the way: \
             use `https://`, or call `allow_http` on the client builder"
                .into(),
        )
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
