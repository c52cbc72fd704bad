//! The server as tests and the command line hold it.

mod body;
mod builder;
mod error;
mod http;
mod run;
mod wire;

use std::net::SocketAddr;
use std::panic::Location;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Map, Value as Json};
use specwright::model::{Api, Operation};
use specwright_runtime as rt;

use crate::engine::Engine;
use crate::expect::{Answering, Expectation, Names, Rule, Typed, Unmet, report, wrong};
use crate::seen::Seen;

pub use builder::{Builder, default_credentials};
pub use error::StartError;

/// A server that plays APIs, from when it is made until it is dropped.
///
/// It runs in a thread of its own, so tests with and without a runtime can use it alike. When it is dropped, expectations
/// that were not met end the test with a report.
///
/// ```
/// use serde_json::json;
/// use specwright_mock::Server;
///
/// # let api = specwright_mock::doc::library();
/// let server = Server::start(&api)?;
/// server.expect("get_book").with("id", 7).answer(json!({"id": 7, "title": "The Dispossessed"}));
///
/// // What is to be tested takes `server.url()` as the base URL; here a request by hand.
/// let answer = specwright_mock::doc::get(&server, "/books/7");
/// assert!(answer.contains("The Dispossessed"));
/// assert_eq!(server.calls()[0].operation.as_deref(), Some("get_book"));
/// # Ok::<(), specwright_mock::StartError>(())
/// ```
#[derive(Debug)]
pub struct Server {
    engine: Arc<Engine>,
    address: SocketAddr,
    running: run::Running,
    lenient: bool,
    is_verified: AtomicBool,
}

impl Server {
    /// Serves an API on a free port of loopback.
    ///
    /// # Errors
    ///
    /// When there is no such port.
    pub fn start(api: &Api) -> Result<Self, StartError> {
        Self::builder().api(api).start()
    }

    /// Serves the APIs of a spec, or of a folder of specs, on a free port of loopback.
    ///
    /// # Errors
    ///
    /// When the specs have mistakes, or there is no such port.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, StartError> {
        Self::builder().spec(path)?.start()
    }

    /// Sets up a server that differs from the usual.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Scheme, host and port: the base URL of the API where there is one; those of several are below their names, see
    /// [`url_of`](Self::url_of).
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The page that shows the APIs and calls them, where [`Builder::explorer`] asked for it.
    pub fn explorer_url(&self) -> String {
        format!("http://{}{}/", self.address, crate::explorer::BASE)
    }

    /// The base URL of an API by its name.
    pub fn url_of(&self, api: &str) -> String {
        format!("http://{}/{api}", self.address)
    }

    /// Host and port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Expects calls of an operation, by its name or by those of API and operation with a dot between.
    ///
    /// # Panics
    ///
    /// When there is no such operation.
    #[track_caller]
    pub fn expect(&self, operation: &str) -> Expectation {
        let at = Location::caller();
        let Some((place, op)) = self.operation(operation) else {
            let known: Vec<String> = self.names().collect();
            wrong(
                &format!("there is no operation `{operation}`"),
                operation,
                &known,
            );
        };
        self.add(Some((place, op)), operation.to_owned(), None, at)
    }

    /// Expects calls of any operation.
    #[track_caller]
    pub fn expect_any(&self) -> Expectation {
        self.add(None, "any operation".to_owned(), None, Location::caller())
    }

    /// Expects this very request of a generated client: each parameter that is set in it, and no other.
    ///
    /// # Panics
    ///
    /// When the operation is none of the specs that are served.
    #[track_caller]
    pub fn expect_request<R: rt::Operation>(&self, request: &R) -> Expectation {
        self.typed(R::DESCRIPTION, request, Location::caller())
    }

    /// Like [`expect_request`](Self::expect_request), for operations whose answer is a stream.
    ///
    /// # Panics
    ///
    /// When the operation is none of the specs that are served.
    #[track_caller]
    pub fn expect_stream_request<R: rt::Streamed>(&self, request: &R) -> Expectation {
        self.typed(R::DESCRIPTION, request, Location::caller())
    }

    /// The requests that came so far, those that were refused among them.
    pub fn calls(&self) -> Vec<Seen> {
        self.engine
            .seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The requests that came so far and that the spec does not allow.
    pub fn refused(&self) -> Vec<Seen> {
        let mut calls = self.calls();
        calls.retain(|seen| !seen.is_right());
        calls
    }

    /// Forgets the requests and the expectations so far.
    pub fn reset(&self) {
        self.engine.book.clear();
        self.engine
            .seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// Ends the life of all tokens that were bought so far.
    pub fn expire_tokens(&self) {
        self.engine
            .apis
            .iter()
            .for_each(|mounted| mounted.state.tokens.expire_all());
    }

    /// The expectations that were not met. Asked for here, they are not reported again when the server is dropped.
    ///
    /// # Errors
    ///
    /// When there are some.
    pub fn verify(&self) -> Result<(), Vec<Unmet>> {
        self.is_verified.store(true, Ordering::SeqCst);
        let unmet = self.engine.book.unmet();
        if unmet.is_empty() { Ok(()) } else { Err(unmet) }
    }

    /// Stops the server: answers that are on their way have a moment to arrive.
    pub fn stop(mut self) {
        self.running.stop();
    }

    fn operation(&self, name: &str) -> Option<((usize, usize), &'static Operation)> {
        let (of, name) = match name.split_once('.') {
            Some((of, name)) => (Some(of), name),
            None => (None, name),
        };
        let mut apis = self
            .engine
            .apis
            .iter()
            .map(|mounted| mounted.served.api())
            .enumerate();
        apis.find_map(|(index, api)| {
            let is_meant = of.is_none_or(|of| of == api.name);
            let mut operations = api.operations.iter().enumerate();
            let found = operations.find(|(_, op)| is_meant && op.name == name);
            found.map(|(operation, op)| ((index, operation), op))
        })
    }

    fn names(&self) -> impl Iterator<Item = String> {
        let apis = self.engine.apis.iter().map(|mounted| mounted.served.api());
        apis.flat_map(|api| api.operations.iter().map(|op| op.name.clone()))
    }

    fn typed(
        &self,
        description: &'static rt::OperationDescription,
        request: &dyn rt::Record,
        at: &'static Location<'static>,
    ) -> Expectation {
        let name = format!("{}.{}", description.api.name, description.name);
        let Some((place, op)) = self.operation(&name) else {
            let known: Vec<String> = self.names().collect();
            wrong(
                &format!("no spec that is served has the operation `{name}`"),
                &name,
                &known,
            );
        };
        let typed = Typed {
            members: wire_json(request),
            said: self.engine.reader(place),
        };
        self.add(Some((place, op)), name, Some(typed), at)
    }

    fn add(
        &self,
        operation: Option<((usize, usize), &'static Operation)>,
        name: String,
        request: Option<Typed>,
        at: &'static Location<'static>,
    ) -> Expectation {
        let names = operation.and_then(|((api, _), op)| {
            let mounted = self.engine.apis.get(api)?;
            Some(Names::of(mounted.served.api(), op))
        });
        let rule = Rule {
            operation: operation.map(|(place, _)| place),
            name,
            names: names.unwrap_or_default(),
            with: Vec::new(),
            conditions: Vec::new(),
            request,
            answer: Answering::Usual,
            times: None,
            met: 0,
            unchecked: false,
            at,
            near: Vec::new(),
        };
        let expectation = Expectation {
            rule: Arc::new(Mutex::new(rule)),
        };
        self.engine.book.add(expectation.clone());
        self.is_verified.store(false, Ordering::SeqCst);
        expectation
    }
}

/// A request as the wire has its parameters, by name.
pub(crate) fn wire_json(request: &dyn rt::Record) -> Map<String, Json> {
    let mut members = Map::new();
    let fields = request.shape().fields;
    request.refs(&mut |nodes| {
        for (field, node) in fields.iter().zip(nodes) {
            let value = rt::encode_value(*node, field.codec);
            if !value.is_null() {
                members.insert(field.wire.to_owned(), value);
            }
        }
    });
    members
}

impl Drop for Server {
    fn drop(&mut self) {
        self.running.stop();
        let is_quiet =
            self.lenient || self.is_verified.load(Ordering::SeqCst) || std::thread::panicking();
        let unmet = self.engine.book.unmet();
        let mut panics = self
            .engine
            .panics
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        // Whatever was verified, nobody was told of these.
        if let (Some(panic), false) = (panics.pop(), std::thread::panicking()) {
            drop(panics);
            fail(&format!(
                "a function that answers for the mock server panicked: {panic}"
            ));
        }
        if !is_quiet && !unmet.is_empty() {
            fail(&report(&unmet, &self.calls()));
        }
    }
}

/// A test whose client did not call as it was expected to.
#[expect(clippy::panic, reason = "a test ends so")]
fn fail(report: &str) -> ! {
    panic!("{report}");
}
