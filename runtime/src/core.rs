//! The client under every generated client: what all calls share, and how a call begins.

use std::{fmt, sync::Arc};

use bytes::Bytes;
use tracing::Instrument;

use crate::{
    Answer, ApiDescription, CallOptions, CoreBuilder, Error, OperationDescription, Record,
    Transport,
    auth::Signers,
    base_url::BaseUrl,
    bounds::Patterns,
    call::{Call, Defaults, Exchange, Opening, Whole},
    credentials::Credentials,
    limit::Limits,
    retry::Budget,
    stream::Opened,
    token::Tokens,
    trace,
};

/// A client of one API, in terms of data: generated clients wrap it, and a caller without generated code uses it as it is.
///
/// Cloning is cheap, and clones share connections, tokens, rate limits and the retry budget.
#[derive(Clone)]
pub struct Core {
    shared: Arc<Shared>,
}

/// What all clones of a client share.
pub(crate) struct Shared {
    pub(crate) api: &'static ApiDescription,
    pub(crate) base: BaseUrl,
    /// Servers that operations may name for themselves; one that lacks a variable says so when it is used.
    pub(crate) servers: Vec<(&'static str, Result<BaseUrl, String>)>,
    pub(crate) credentials: Arc<Credentials>,
    pub(crate) signers: Box<Signers>,
    /// Way of authorisation where there are several.
    pub(crate) way: Option<String>,
    pub(crate) transport: Box<dyn Transport>,
    pub(crate) defaults: Defaults,
    pub(crate) tokens: Tokens,
    pub(crate) limits: Limits,
    pub(crate) budget: Budget,
    /// Present where requests are checked against the limits of the spec.
    pub(crate) patterns: Option<Patterns>,
}

impl Core {
    /// Starts building a client.
    pub fn builder(api: &'static ApiDescription) -> CoreBuilder {
        CoreBuilder::new(api)
    }

    pub(crate) fn new(shared: Shared) -> Self {
        Self {
            shared: Arc::new(shared),
        }
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// The API that it calls.
    pub fn api(&self) -> &'static ApiDescription {
        self.shared.api
    }

    /// Makes one call: as many attempts as its policies allow, with the tokens, waits and signatures that they need.
    ///
    /// `request` has the fields that `operation` describes: its [`Shape`](crate::Shape) goes with
    /// [`OperationDescription::params`], index by index. It is read before anything is awaited.
    /// Nothing is sent before the future is polled, and everything ends when it is dropped.
    ///
    /// An attempt is repeated if [`Error::is_retryable`] says so, or an idempotency key makes it safe. A wait that would
    /// end after the deadline is not begun: the call ends with the error that it has. Without a deadline the same holds
    /// for a service that asks for a wait of more than five minutes.
    ///
    /// # Errors
    ///
    /// When the request cannot be made, there is no answer, the answer is not understood, or it says no.
    pub fn execute(
        &self,
        operation: &'static OperationDescription,
        request: &dyn Record,
        options: &CallOptions,
    ) -> impl Future<Output = Result<Answer, Error>> + Send + use<> {
        self.begin::<Whole>(operation, request, options)
    }

    /// The same, with an answer that is handed out while it comes in.
    pub(crate) fn open(
        &self,
        operation: &'static OperationDescription,
        request: &dyn Record,
        options: &CallOptions,
    ) -> impl Future<Output = Result<Opened, Error>> + Send + use<> {
        self.begin::<Opening>(operation, request, options)
    }

    fn begin<E: Exchange + 'static>(
        &self,
        operation: &'static OperationDescription,
        request: &dyn Record,
        options: &CallOptions,
    ) -> impl Future<Output = Result<E::Got, Error>> + Send + use<E> {
        let base = self.shared.base(operation).ok();
        let span = trace::call(operation, base, request.shape());
        // The request is read here, before anything is awaited, so that it need not be `Send`.
        let call = Call::read(self, operation, request, options);
        async move {
            let result = match call {
                Ok(mut call) => call.run::<E>().instrument(span.clone()).await,
                Err(error) => Err(error),
            };
            trace::finish(&span, result.as_ref().map(E::status));
            result
        }
    }

    /// Makes the request that [`Core::execute`] would send first, and does not send it. It holds credentials.
    ///
    /// No token is bought for it: one that is not there stands as its name in braces.
    ///
    /// # Errors
    ///
    /// When the request cannot be made.
    pub fn prepare(
        &self,
        operation: &'static OperationDescription,
        request: &dyn Record,
    ) -> Result<http::Request<Bytes>, Error> {
        Call::read(self, operation, request, &CallOptions::default())?.preview()
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shared {
            api,
            base,
            credentials,
            ..
        } = &*self.shared;
        f.debug_struct("Core")
            .field("api", &api.name)
            .field("server", &base.authority())
            .field("credentials", credentials)
            .finish_non_exhaustive()
    }
}
