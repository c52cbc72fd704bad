//! Calls of the explorer page, signed on the way to the service.
//!
//! `find (which operation) -> raw (what the page sent, by the operation's twin) -> the runtime's core: tokens, rate limits,
//! credentials, signature -> tap (the answer as it came) -> headers (what of it the page gets)`. What is typed in the page
//! is what is sent, wrong values included; credentials are added here, so that no page and no document holds them.

mod find;
mod headers;
mod own;
mod percent;
mod problem;
mod raw;
mod serve;
mod tap;
mod twin;

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, header};
use specwright::model::{Api, CredentialKind};
use specwright_interpret::Interpreter;
use specwright_runtime as rt;

use self::find::Found;
use self::own::Completion;
use self::raw::{Raw, RawRequest};
use self::tap::Tap;
use self::twin::{Part, Twin};
use crate::{Incoming, Reply};

pub(crate) use self::problem::{Problem, problem};
pub use self::serve::{Called, Proxy};
pub(crate) use self::twin::{Own, Place};

/// Longest time of one exchange, unless the settings or the spec say otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Where the calls of a page go, and as whom.
///
/// `Debug` shows no credential.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Settings {
    /// Base URL instead of those of the spec.
    pub base_url: Option<String>,
    /// Named server of the spec; the first one unless this or a base URL is given.
    pub server: Option<String>,
    /// Way of authorisation, where the spec gives a choice.
    pub way: Option<String>,
    /// Credentials and variables of the base URL, by name.
    pub values: Vec<(String, rt::Secret)>,
    /// A base URL without TLS may be anywhere.
    pub allow_http: bool,
    /// Longest time of one exchange.
    pub timeout: Option<Duration>,
    /// What is called is the mock, which is asked for errors and the like by headers.
    pub(crate) is_mock: bool,
}

/// What a call of the page brought.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    /// Name of the operation, if there is one.
    pub(crate) operation: Option<&'static str>,
    /// What the page gets.
    pub(crate) reply: Reply,
}

/// An API behind a page: signs what the page sends.
pub(crate) struct Upstream {
    api: &'static Api,
    core: rt::Core,
    twins: Vec<Twin>,
    secrets: Vec<rt::Secret>,
    timeout: Option<Duration>,
    place: String,
}

impl std::fmt::Debug for Upstream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Upstream")
            .field("api", &self.api.name)
            .field("core", &self.core)
            .finish_non_exhaustive()
    }
}

impl Upstream {
    /// Prepares the operations of an API.
    ///
    /// # Errors
    ///
    /// When the settings do not fit the API, as a sentence: a name is unknown, or the base URL is none.
    pub(crate) fn new(
        interpreter: &Interpreter<'static>,
        settings: &Settings,
    ) -> Result<Self, String> {
        Self::over(interpreter, settings, None::<rt::ReqwestTransport>)
    }

    /// The same over another transport.
    pub(crate) fn over(
        interpreter: &Interpreter<'static>,
        settings: &Settings,
        transport: Option<impl rt::Transport>,
    ) -> Result<Self, String> {
        let api = interpreter.model();
        let mut builder = rt::CoreBuilder::new(interpreter.api())
            .retry(rt::RetryPolicy::NONE)
            .poll(rt::PollPolicy::NONE);
        for (name, value) in &settings.values {
            builder = builder.set(name, value.clone());
        }
        builder = match (&settings.base_url, &settings.server) {
            (Some(url), _) => builder.base_url(url),
            (None, Some(name)) => builder.server(name),
            (None, None) => builder,
        };
        if let Some(way) = &settings.way {
            builder = builder.auth(way);
        }
        if settings.allow_http {
            builder = builder.allow_http();
        }
        let mut twins = Vec::new();
        for operation in interpreter.operations() {
            // No signer of a spec has a blank in its name.
            let name = twin::text(&format!("of page {}", operation.model().name));
            builder = builder.signer(name, Completion::new(operation.model()));
            twins.push(Twin::new(&operation, name, settings.is_mock));
        }
        let transport: Box<dyn rt::Transport> = match transport {
            Some(transport) => Box::new(transport),
            None => Box::new(rt::ReqwestTransport::new().map_err(|error| error.to_string())?),
        };
        let core = builder.transport(Tap(Boxed(transport))).build();
        let core = core.map_err(|error| match error.message() {
            Some(message) => message.to_owned(),
            None => error.to_string(),
        })?;
        Ok(Self {
            api,
            core,
            twins,
            secrets: secrets(api, settings),
            timeout: settings.timeout,
            place: place(api, settings),
        })
    }

    /// The base URL that calls go to, with its variables.
    pub(crate) fn place(&self) -> String {
        self.place.clone()
    }

    /// Sends what the page sent, signed; gives what the service said, or why it was not asked. The target is that of an
    /// operation, without the path of the base URL.
    pub(crate) async fn call(&self, incoming: Incoming) -> Answered {
        let (path, query) = match incoming.target.split_once('?') {
            Some((path, query)) => (path, percent::pairs(query)),
            None => (&*incoming.target, Vec::new()),
        };
        let method = incoming.method.as_str();
        let found = find::find(self.api, method, path, &query);
        let twin = found
            .as_ref()
            .and_then(|found| self.twins.get(found.operation));
        let (Some(found), Some(twin)) = (found, twin) else {
            return Answered {
                operation: None,
                reply: self.unknown(method, path).reply(),
            };
        };
        let request = request(twin, found, query, &incoming.headers, incoming.body);
        let reply = self.send(twin, request).await;
        Answered {
            operation: Some(twin.description.name),
            reply: reply.unwrap_or_else(|problem| problem.reply()),
        }
    }

    async fn send(&self, twin: &Twin, request: RawRequest) -> Result<Reply, Problem> {
        let mut options = rt::CallOptions::default();
        options.timeout = self
            .timeout
            .or_else(|| twin.description.policy.timeout.is_none().then_some(TIMEOUT));
        let call = self.core.execute(twin.description, &request, &options);
        drop(request);
        match tap::keep(call).await {
            (_, Some(answer)) => Ok(headers::passed(answer, &self.secrets)),
            (Err(error), None) => Err(Problem::of(&error)),
            // An answer that was judged was kept before.
            (Ok(_), None) => Err(problem(502, "transport", "the answer was lost")),
        }
    }

    fn unknown(&self, method: &str, path: &str) -> Problem {
        let name = &self.api.name;
        let methods: Vec<&str> = find::methods(self.api, path).into_iter().collect();
        if methods.is_empty() {
            return problem(
                404,
                "request",
                &format!("no operation of `{name}` has this path"),
            );
        }
        let text = format!("no operation of `{name}` with this path has the method {method}");
        problem(405, "request", &text).allowing(&methods.join(", "))
    }
}

/// A transport that was chosen at run time.
struct Boxed(Box<dyn rt::Transport>);

impl rt::Transport for Boxed {
    fn send(&self, request: http::Request<Bytes>) -> rt::TransportFuture<'_> {
        self.0.send(request)
    }
}

/// Where calls go, for people.
fn place(api: &Api, settings: &Settings) -> String {
    let mut servers = api.servers.iter();
    let server = match &settings.server {
        Some(name) => servers.find(|server| server.name == *name),
        None => servers.next(),
    };
    let url = server.map(|server| server.url.clone());
    settings.base_url.clone().or(url).unwrap_or_default()
}

/// Values that no page may show.
fn secrets(api: &Api, settings: &Settings) -> Vec<rt::Secret> {
    let is_secret = |name: &str| {
        let mut known = api.credentials.iter();
        known.any(|one| one.name == name && one.kind == CredentialKind::Secret)
    };
    let values = settings.values.iter();
    let secret = values.filter(|(name, _)| is_secret(name));
    secret.map(|(_, value)| value.clone()).collect()
}

/// Sorts what came into the fields of the twin.
fn request(
    twin: &Twin,
    found: Found,
    query: Vec<(String, Option<String>)>,
    headers: &HeaderMap,
    body: Bytes,
) -> RawRequest {
    let mut path = found.values.into_iter();
    let flags: Vec<&str> = twin
        .fields
        .iter()
        .filter_map(|part| match part {
            Part::Flag(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let field = |part: &Part| match part {
        Part::Path => Raw::Text(path.next()),
        Part::Query => Raw::Pairs(
            query
                .iter()
                .filter(|(name, _)| !twin.is_own(Place::Query, name))
                .filter(|(name, _)| !flags.contains(&name.as_str()))
                .map(|(name, value)| (name.clone(), value.clone().unwrap_or_default()))
                .collect(),
        ),
        Part::Flag(name) => Raw::Flag(query.iter().any(|(known, _)| known == name)),
        Part::Header(name) if twin.is_own(Place::Header, name) => Raw::Text(None),
        Part::Header(name) => {
            let text = header_text(headers, name);
            Raw::Text(text.or_else(|| twin.unsaid(name)))
        }
        Part::Cookie(name) if twin.is_own(Place::Cookie, name) => Raw::Text(None),
        Part::Cookie(name) => Raw::Text(cookie(headers, name)),
        Part::Body => Raw::Bytes((!body.is_empty()).then(|| body.to_vec())),
    };
    let mut field = field;
    RawRequest {
        shape: twin.shape,
        fields: twin.fields.iter().map(&mut field).collect(),
    }
}

fn header_text(headers: &HeaderMap, name: &str) -> Option<String> {
    let texts = headers.get_all(name).iter();
    let texts: Vec<&str> = texts.filter_map(|value| value.to_str().ok()).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let texts = headers.get_all(header::COOKIE).iter();
    let mut pairs = texts
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value.to_owned())
}
