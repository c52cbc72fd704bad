//! The default transport: reqwest over rustls. The only module that names either.

use std::{
    error::Error as _,
    io,
    sync::{Arc, OnceLock},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use futures_util::stream;
use http::{HeaderValue, Method, header::CONTENT_LENGTH};
use rustls::{ClientConfig, RootCertStore, crypto::CryptoProvider};

use super::{
    BodyStream, CallTimeout, OpenFuture, Transport, TransportError, TransportErrorKind,
    TransportFuture,
};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const CALL_TIMEOUT: Duration = Duration::from_secs(30);
const ANSWER_LIMIT: usize = 64 << 20;
/// The longest time that a timer takes: an answer that is handed out as it comes may be endless.
const NO_LIMIT: Duration = Duration::from_secs(365 * 24 * 3600);

/// Sends with reqwest: HTTP/1.1, TLS by rustls with the platform's root certificates, redirects handed back.
///
/// Redirects are not followed, because the request of another host or method would carry the credentials along.
///
/// Needs a tokio runtime when sending.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// That of the thread which carries blocking calls out. Connections are driven by the runtime that opened them,
    /// which may have one thread, and that thread waits for the blocking call.
    #[cfg(feature = "blocking")]
    background: reqwest::Client,
    answer_limit: usize,
}

impl ReqwestTransport {
    /// A transport with its own connection pool. Cloning shares the pool.
    ///
    /// # Errors
    ///
    /// When the TLS stack cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        Ok(Self {
            #[cfg(feature = "blocking")]
            background: new_client()?,
            ..Self::with_client(new_client()?)
        })
    }

    /// A transport over a client of your own making: proxies, other certificates, other timeouts.
    /// It should have redirects switched off.
    ///
    /// A blocking call within an asynchronous runtime of one thread takes another transport: this one may choose a
    /// connection which the thread that waits would have to drive.
    pub fn with_client(client: reqwest::Client) -> Self {
        Self {
            #[cfg(feature = "blocking")]
            background: client.clone(),
            client,
            answer_limit: ANSWER_LIMIT,
        }
    }

    /// Refuses answers of more bytes than this; 64 MiB unless changed.
    #[must_use]
    pub fn answer_limit(mut self, bytes: usize) -> Self {
        self.answer_limit = bytes;
        self
    }

    fn client(&self) -> &reqwest::Client {
        #[cfg(feature = "blocking")]
        if crate::blocking::is_background() {
            return &self.background;
        }
        &self.client
    }

    async fn try_send(
        &self,
        mut request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, TransportError> {
        announce_empty_body(&mut request);
        let timeout = request.extensions().get::<CallTimeout>().copied();
        let mut request = reqwest::Request::try_from(request).map_err(describe)?;
        if let Some(CallTimeout(timeout)) = timeout {
            *request.timeout_mut() = Some(timeout);
        }
        let mut response = self.client().execute(request).await.map_err(describe)?;
        let body = self.collect(&mut response).await?;
        Ok(head(&mut response).map(|()| body))
    }

    async fn try_open(
        &self,
        mut request: http::Request<Bytes>,
    ) -> Result<http::Response<BodyStream>, TransportError> {
        announce_empty_body(&mut request);
        let idle = request
            .extensions()
            .get::<CallTimeout>()
            .map_or(CALL_TIMEOUT, |CallTimeout(timeout)| *timeout);
        let mut request = reqwest::Request::try_from(request).map_err(describe)?;
        // reqwest's own clock runs to the end of the body.
        *request.timeout_mut() = Some(NO_LIMIT);
        let answer = in_time(idle, self.client().execute(request)).await?;
        let mut response = answer.map_err(describe)?;
        Ok(head(&mut response).map(|()| pieces(response, idle)))
    }

    async fn collect(&self, response: &mut reqwest::Response) -> Result<Bytes, TransportError> {
        let announced = response
            .content_length()
            .and_then(|bytes| usize::try_from(bytes).ok());
        self.check_size(announced.unwrap_or(0))?;
        let Some(first) = response.chunk().await.map_err(describe)? else {
            return Ok(Bytes::new());
        };
        // Most answers come in one piece, which is then the body without a copy.
        let Some(second) = response.chunk().await.map_err(describe)? else {
            return self.check_size(first.len()).map(|()| first);
        };
        let mut body =
            BytesMut::with_capacity(announced.unwrap_or(0).max(first.len() + second.len()));
        body.extend_from_slice(&first);
        body.extend_from_slice(&second);
        self.check_size(body.len())?;
        while let Some(chunk) = response.chunk().await.map_err(describe)? {
            self.check_size(body.len() + chunk.len())?;
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    }

    fn check_size(&self, bytes: usize) -> Result<(), TransportError> {
        if bytes <= self.answer_limit {
            return Ok(());
        }
        let text = format!(
            "the answer has more than the allowed {} bytes",
            self.answer_limit
        );
        Err(TransportError::new(TransportErrorKind::Other, text))
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        Box::pin(self.try_send(request))
    }

    fn open(&self, request: http::Request<Bytes>) -> OpenFuture<'_> {
        Box::pin(self.try_open(request))
    }
}

fn new_client() -> Result<reqwest::Client, TransportError> {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(CALL_TIMEOUT)
        .tls_backend_preconfigured(tls_config()?)
        .build()
        .map_err(|error| {
            TransportError::from_error(TransportErrorKind::Other, &error.without_url())
        })
}

/// Status and headers.
fn head(response: &mut reqwest::Response) -> http::Response<()> {
    let mut head = http::Response::new(());
    *head.status_mut() = response.status();
    std::mem::swap(head.headers_mut(), response.headers_mut());
    head
}

/// The body as it comes. The clock runs while somebody waits for a piece, not while nobody asks for one.
fn pieces(response: reqwest::Response, idle: Duration) -> BodyStream {
    Box::pin(stream::unfold(Some(response), move |response| async move {
        let mut response = response?;
        match in_time(idle, response.chunk()).await {
            Ok(Ok(None)) => None,
            Ok(Ok(Some(piece))) => Some((Ok(piece), Some(response))),
            Ok(Err(error)) => Some((Err(describe(error)), None)),
            Err(error) => Some((Err(error), None)),
        }
    }))
}

async fn in_time<T>(limit: Duration, future: impl Future<Output = T>) -> Result<T, TransportError> {
    tokio::time::timeout(limit, future)
        .await
        .map_err(|_| TransportError::new(TransportErrorKind::Timeout, ""))
}

/// Some servers refuse a POST that does not say its length, and an empty body would go without.
fn announce_empty_body(request: &mut http::Request<Bytes>) {
    let expects_body = matches!(
        *request.method(),
        Method::POST | Method::PUT | Method::PATCH
    );
    if expects_body && request.body().is_empty() {
        request
            .headers_mut()
            .insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
}

fn describe(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    TransportError::from_error(kind_of(&error), &error)
}

fn kind_of(error: &reqwest::Error) -> TransportErrorKind {
    match (
        error.is_connect(),
        error.is_timeout() || has_io_timeout(error),
    ) {
        (true, true) => TransportErrorKind::ConnectTimeout,
        (true, false) => TransportErrorKind::Connect,
        (false, true) => TransportErrorKind::Timeout,
        // After the connection is there, what can still fail is the exchange itself.
        (false, false) if error.is_request() || error.is_body() || error.is_decode() => {
            TransportErrorKind::Reset
        }
        (false, false) => TransportErrorKind::Other,
    }
}

fn has_io_timeout(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
        {
            return true;
        }
        cause = error.source();
    }
    false
}

/// The TLS set-up, read once per process: loading root certificates takes longer than most calls.
fn tls_config() -> Result<ClientConfig, TransportError> {
    static CONFIG: OnceLock<Result<ClientConfig, TransportError>> = OnceLock::new();
    CONFIG.get_or_init(load_tls_config).clone()
}

fn load_tls_config() -> Result<ClientConfig, TransportError> {
    // A program that chose a provider for the whole process keeps its choice; otherwise ring is used, and only here.
    let provider = CryptoProvider::get_default()
        .cloned()
        .unwrap_or_else(|| Arc::new(rustls::crypto::ring::default_provider()));
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| TransportError::from_error(TransportErrorKind::Other, &error))?;
    Ok(match rustls_platform_verifier::Verifier::new(provider) {
        Ok(verifier) => builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth(),
        // Without root certificates no https call can succeed, but http on a local network still can.
        Err(_) => builder
            .with_root_certificates(RootCertStore::empty())
            .with_no_client_auth(),
    })
}
