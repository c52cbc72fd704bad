//! How a server is set up. In: APIs, credentials, what else tests and people want. Out: a server that runs.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use specwright::model::Api;

use super::{Server, StartError, run};
use crate::engine::{Conduct, Engine, Mounted, Sink};
use crate::expect::{Book, Handler};
use crate::explorer;
use crate::log::Entry;
use crate::raw::Raw;
use crate::seam::{Served, Strictness};
use crate::seen::Seen;
use crate::state::{Clock, Limits, Options, Purse, State, Tokens, Windows};

/// Sets up a [`Server`].
#[must_use = "`start` starts the server"]
pub struct Builder {
    apis: Vec<Api>,
    address: SocketAddr,
    credentials: Vec<(Option<String>, String, String)>,
    options: Options,
    conduct: Conduct,
    strictness: Strictness,
    clock: Clock,
    script: Option<Handler>,
    sink: Option<Sink>,
    routes: Option<Router>,
    explorer: bool,
    lenient: bool,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            apis: Vec::new(),
            address: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            credentials: Vec::new(),
            options: Options::default(),
            conduct: Conduct {
                wishes: true,
                keeps: true,
                ..Conduct::default()
            },
            strictness: Strictness::default(),
            clock: Clock::system(),
            script: None,
            sink: None,
            routes: None,
            explorer: false,
            lenient: false,
        }
    }
}

impl Builder {
    /// Serves this API too. One API answers at the root of the server and below its name, several below their names.
    pub fn api(mut self, api: &Api) -> Self {
        self.apis.push(api.clone());
        self
    }

    /// Serves the APIs of a spec, or of a folder of specs.
    ///
    /// # Errors
    ///
    /// When the specs have mistakes.
    pub fn spec(mut self, path: impl AsRef<Path>) -> Result<Self, StartError> {
        let loaded = specwright::load(&[path.as_ref().to_owned()]);
        if loaded.diagnostics.has_errors() {
            return Err(StartError::Spec(
                loaded.diagnostics.render_human(&loaded.sources, false),
            ));
        }
        self.apis.extend(loaded.apis);
        Ok(self)
    }

    /// The address to listen on: a free port of loopback unless said otherwise.
    pub fn address(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// The only value of a credential, or of a token, that is right. Where none is given, any value is; those that sign
    /// and are never sent are `mock-` and their name, for instance `mock-secret_key`.
    pub fn credential(mut self, name: &str, value: &str) -> Self {
        self.credentials
            .push((None, name.to_owned(), value.to_owned()));
        self
    }

    /// Like [`credential`](Self::credential), for one of several APIs.
    pub fn credential_of(mut self, api: &str, name: &str, value: &str) -> Self {
        self.credentials
            .push((Some(api.to_owned()), name.to_owned(), value.to_owned()));
        self
    }

    /// Credentials and signatures are not checked.
    pub fn any_credentials(mut self) -> Self {
        self.strictness.check_credentials = false;
        self
    }

    /// Parameters and members that the spec does not name are refused.
    pub fn refuse_unknown(mut self) -> Self {
        self.strictness.refuse_unknown = true;
        self
    }

    /// What made-up values begin with: another seed, other values.
    pub fn seed(mut self, seed: u64) -> Self {
        self.options.seed = seed;
        self
    }

    /// How many items there are in all behind the pages of an operation, and in a stream.
    pub fn items(mut self, items: u64) -> Self {
        self.options.items = Some(items);
        self
    }

    /// How long tokens last that are bought here.
    pub fn token_life(mut self, life: Duration) -> Self {
        (self.options.token_life, self.options.is_life_given) = (life, true);
        self
    }

    /// The clock by which tokens end, limits are counted and signatures are judged.
    pub fn clock(mut self, clock: &Clock) -> Self {
        self.clock = clock.clone();
        self
    }

    /// The rate limits of the spec are kept.
    pub fn limits(mut self) -> Self {
        self.conduct.limits = true;
        self
    }

    /// Each answer waits between these two.
    pub fn latency(mut self, least: Duration, most: Duration) -> Self {
        self.conduct.latency = Some((least, most.max(least)));
        self
    }

    /// The share of calls, from 0 to 1, that fail with an error of the service.
    pub fn error_rate(mut self, rate: f64) -> Self {
        self.conduct.error_rate = rate;
        self
    }

    /// Requests cannot wish for errors or faults: neither headers `X-Mock-..` nor values `mock:..` mean anything.
    pub fn without_wishes(mut self) -> Self {
        self.conduct.wishes = false;
        self
    }

    /// Answers every request that the spec allows, in place of what the mock would answer; expectations go before it.
    pub fn script(mut self, script: impl Fn(&Seen) -> Raw + Send + Sync + 'static) -> Self {
        self.script = Some(Arc::new(script));
        self
    }

    /// Is told of each request that was answered.
    pub fn on_request(mut self, sink: impl Fn(&Entry) + Send + Sync + 'static) -> Self {
        self.sink = Some(Arc::new(sink));
        self
    }

    /// Routes that go before those of the APIs.
    pub fn routes(mut self, routes: Router) -> Self {
        self.routes = Some(match self.routes {
            Some(known) => known.merge(routes),
            None => routes,
        });
        self
    }

    /// Serves the explorer too, a page that shows the APIs and calls them, at [`Server::explorer_url`].
    pub fn explorer(mut self) -> Self {
        self.explorer = true;
        self
    }

    /// Unmet expectations do not end a test when the server is dropped; [`Server::verify`] tells them still.
    pub fn lenient(mut self) -> Self {
        self.lenient = true;
        self
    }

    /// Requests are not kept: for servers that run for long.
    pub fn forgetful(mut self) -> Self {
        self.conduct.keeps = false;
        self
    }

    /// Starts the server, in a thread of its own.
    ///
    /// # Errors
    ///
    /// When the address cannot be listened on, two APIs have one name, or a credential is none of theirs.
    pub fn start(self) -> Result<Server, StartError> {
        self.check()?;
        let mounted = self.apis.iter().map(|api| self.mounted(api)).collect();
        let engine = Arc::new(Engine {
            apis: mounted,
            book: Book::default(),
            script: self.script,
            conduct: self.conduct,
            sink: self.sink,
            seen: std::sync::Mutex::default(),
            panics: std::sync::Mutex::default(),
            count: std::sync::atomic::AtomicU64::new(0),
        });
        let mut routes = self.routes.unwrap_or_default();
        if self.explorer {
            routes = routes.merge(explorer::routes(&engine).map_err(StartError::Explorer)?);
        }
        let setting = run::Setting {
            address: self.address,
            routes,
            lenient: self.lenient,
        };
        run::start(engine, setting)
    }

    fn mounted(&self, api: &Api) -> Mounted {
        let tokens = Arc::new(Tokens::new(self.clock.clone(), self.options.seed));
        let given = self.credentials.iter().filter(|(of, name, _)| {
            of.as_ref().is_none_or(|of| *of == api.name)
                && api.credentials.iter().any(|known| known.name == *name)
        });
        let given: Vec<(String, String)> = given
            .map(|(_, name, value)| (name.clone(), value.clone()))
            .collect();
        let mut served = Served::new(api, Purse::new(api, &given, Arc::clone(&tokens)));
        served.prefix = format!("/{}", api.name);
        served.strictness = self.strictness.clone();
        let state = State {
            options: self.options.clone(),
            clock: self.clock.clone(),
            tokens,
            limits: Limits::default(),
            windows: Windows::default(),
        };
        Mounted { served, state }
    }

    fn check(&self) -> Result<(), StartError> {
        for (index, api) in self.apis.iter().enumerate() {
            if self
                .apis
                .iter()
                .take(index)
                .any(|other| other.name == api.name)
            {
                return Err(StartError::Twice(api.name.clone()));
            }
        }
        for (of, name, _) in &self.credentials {
            let apis = || {
                self.apis
                    .iter()
                    .filter(|api| of.as_ref().is_none_or(|of| *of == api.name))
            };
            let known = || {
                apis()
                    .flat_map(|api| &api.credentials)
                    .map(|credential| credential.name.as_str())
            };
            if !known().any(|known| known == name) {
                return Err(StartError::Credential {
                    name: name.clone(),
                    near: specwright::names::nearest(name, known()),
                });
            }
        }
        Ok(())
    }
}

/// Names of the credentials that are right with fixed values, and the values, of an API served without any given.
pub fn default_credentials(api: &Api) -> Vec<(String, String)> {
    crate::state::defaults(api)
}

impl std::fmt::Debug for Builder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&str> = self.apis.iter().map(|api| api.name.as_str()).collect();
        f.debug_struct("Builder")
            .field("apis", &names)
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}
