//! The client under every generated client: what all calls share, and one call from parameters to answer.

use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use tracing::{Instrument, Span, field};

use crate::{
    Answer, ApiDescription, CallTimeout, CoreBuilder, Error, Field, OperationDescription, PathPart,
    Record, Shape, Transport,
    auth::{self, Signers},
    base_url::BaseUrl,
    credentials::Credentials,
    failure::Context,
    request::{Draft, Origins},
};

/// A client of one API, in terms of data: generated clients wrap it, and a caller without generated code uses it as it is.
///
/// Cloning is cheap, and clones share connections.
#[derive(Clone)]
pub struct Core {
    shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) api: &'static ApiDescription,
    pub(crate) base: BaseUrl,
    pub(crate) credentials: Arc<Credentials>,
    pub(crate) signers: Box<Signers>,
    pub(crate) transport: Box<dyn Transport>,
    pub(crate) timeout: Option<Duration>,
}

/// A request ready to go, and what its errors must not show.
struct Prepared {
    request: http::Request<Bytes>,
    context: Context,
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

    /// The API that it calls.
    pub fn api(&self) -> &'static ApiDescription {
        self.shared.api
    }

    /// Makes one call.
    ///
    /// `request` has the fields that `operation` describes: its [`Shape`](crate::Shape) goes with
    /// [`OperationDescription::params`], index by index.
    ///
    /// # Errors
    ///
    /// When the request cannot be made, there is no answer, the answer is not understood, or it says no.
    pub fn execute<'c>(
        &'c self,
        operation: &'static OperationDescription,
        request: &dyn Record,
    ) -> impl Future<Output = Result<Answer, Error>> + Send + use<'c> {
        let span = self.span(operation, request.shape());
        // The request is read here, before anything is awaited, so that it need not be `Send`.
        let prepared = self.assemble(operation, request);
        async move {
            let result = self
                .attempt(operation, prepared)
                .instrument(span.clone())
                .await;
            match &result {
                Ok(answer) => span.record("http.response.status_code", answer.status()),
                Err(error) => {
                    if let Some(status) = error.status() {
                        span.record("http.response.status_code", status);
                    }
                    span.record("error.type", field::display(error.kind()))
                }
            };
            result
        }
    }

    /// Makes the request that [`Core::execute`] would send, and does not send it. It holds credentials.
    ///
    /// # Errors
    ///
    /// When the request cannot be made.
    pub fn prepare(
        &self,
        operation: &'static OperationDescription,
        request: &dyn Record,
    ) -> Result<http::Request<Bytes>, Error> {
        self.assemble(operation, request)
            .map(|prepared| prepared.request)
    }

    /// One try. Whatever repeats tries goes around this, with a request that is authorised and signed anew.
    async fn attempt(
        &self,
        operation: &'static OperationDescription,
        prepared: Result<Prepared, Error>,
    ) -> Result<Answer, Error> {
        let Prepared { request, context } = prepared?;
        match self.shared.transport.send(request).await {
            Ok(response) => Answer::judge(context, operation, response),
            Err(error) => Err(context.not_answered(&error)),
        }
    }

    fn assemble(
        &self,
        operation: &'static OperationDescription,
        request: &dyn Record,
    ) -> Result<Prepared, Error> {
        let Shared {
            base,
            credentials,
            signers,
            timeout,
            ..
        } = &*self.shared;
        let mut context = Context::operation(operation, Arc::clone(credentials));
        let mut draft = Draft::new(operation, request, Origins::Live(credentials))
            .map_err(|message| context.not_built(&message))?;
        let signing = auth::Authorities {
            base,
            credentials,
            signers,
            recipes: operation.api.signatures,
        };
        let authorised = auth::authorise(&mut draft, operation.auth, signing);
        context.hide(std::mem::take(&mut draft.hidden));
        let finished = authorised.and_then(|()| draft.finish(base));
        let mut request = finished.map_err(|message| context.not_built(&message))?;
        if let Some(timeout) = timeout {
            request.extensions_mut().insert(CallTimeout(*timeout));
        }
        Ok(Prepared { request, context })
    }

    /// A span with OpenTelemetry's names for HTTP clients. Of the path only the template is told, of the query nothing.
    fn span(&self, operation: &'static OperationDescription, shape: &'static Shape) -> Span {
        let base = &self.shared.base;
        tracing::info_span!(
            "specwright.call",
            otel.kind = "client",
            specwright.api = operation.api.name,
            specwright.operation = operation.name,
            http.request.method = operation.method,
            server.address = base.host(),
            server.port = base.port(),
            url.template = %Template { prefix: base.path(), parts: operation.path, fields: shape.fields },
            http.response.status_code = field::Empty,
            "error.type" = field::Empty,
        )
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

/// A path with the names of its parameters in place of their values.
struct Template<'b> {
    prefix: &'b str,
    parts: &'static [PathPart],
    fields: &'static [Field],
}

impl fmt::Display for Template<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.prefix)?;
        self.parts.iter().try_for_each(|part| match part {
            PathPart::Literal(text) => f.write_str(text),
            PathPart::Param(index) | PathPart::Greedy(index) => {
                write!(
                    f,
                    "{{{}}}",
                    self.fields.get(*index).map_or("", |field| field.wire)
                )
            }
        })
    }
}
