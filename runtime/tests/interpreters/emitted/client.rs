//! The client of a spec.

use ::specwright_runtime as rt;

use super::errors::ErrorCode;
use super::operations::{API, CreateEmbedToken};

pub(crate) type Error = rt::Error<ErrorCode>;

/// A named base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Server {
    Default,
}

impl Server {
    /// Its name in the spec.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
        }
    }
}

/// The client.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    core: rt::Core,
}

impl Client {
    /// Starts building a client.
    pub(crate) fn builder() -> ClientBuilder {
        ClientBuilder {
            core: rt::CoreBuilder::new(&API),
        }
    }

    /// Makes a token.
    pub(crate) fn create_embed_token(
        &self,
        works_id: impl rt::Into<rt::String>,
    ) -> Call<'_, CreateEmbedToken> {
        Call {
            client: self,
            request: CreateEmbedToken::new(works_id),
        }
    }

    /// Calls with a request made by hand.
    pub(crate) fn call<R: rt::Operation<Code = ErrorCode>>(&self, request: R) -> Call<'_, R> {
        Call {
            client: self,
            request,
        }
    }
}

/// Builds a [`Client`].
#[must_use = "a builder does nothing until `build` is called"]
pub(crate) struct ClientBuilder {
    core: rt::CoreBuilder,
}

impl ClientBuilder {
    /// The access key.
    pub(crate) fn access_key_id(mut self, value: impl rt::Into<rt::Secret>) -> Self {
        self.core = self.core.set("access_key_id", value);
        self
    }

    /// Calls a named server.
    pub(crate) fn server(mut self, server: Server) -> Self {
        self.core = self.core.server(server.name());
        self
    }

    /// Sends through this.
    pub(crate) fn transport(mut self, transport: impl rt::Transport) -> Self {
        self.core = self.core.transport(transport);
        self
    }

    /// Makes the client.
    pub(crate) fn build(self) -> rt::Result<Client, Error> {
        match self.core.build() {
            rt::Result::Ok(core) => rt::Result::Ok(Client { core }),
            rt::Result::Err(error) => rt::Result::Err(error.typed()),
        }
    }
}

/// A call to be sent.
#[must_use = "a call does nothing until it is sent"]
pub(crate) struct Call<'c, R> {
    client: &'c Client,
    request: R,
}

impl<R: rt::Operation<Code = ErrorCode>> Call<'_, R> {
    /// Sends it.
    pub(crate) async fn send(self) -> rt::Result<R::Output, Error> {
        rt::send(
            &self.client.core,
            &self.request,
            &rt::CallOptions::default(),
        )
        .await
    }

    /// Sends it, and gives what came with the payload too.
    pub(crate) async fn send_with_response(self) -> rt::Result<rt::Response<R::Output>, Error> {
        rt::send_with_response(
            &self.client.core,
            &self.request,
            &rt::CallOptions::default(),
        )
        .await
    }
}

impl Call<'_, CreateEmbedToken> {
    /// Name of the account.
    pub(crate) fn account_name(mut self, value: impl rt::Into<rt::String>) -> Self {
        self.request.account_name = rt::Option::Some(value.into());
        self
    }
}
