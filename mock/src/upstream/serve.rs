//! The server of `specwright serve`: the explorer at its root, over real services.
//!
//! In: specs and settings. Out: a server on an address, which answers pages and signs their calls.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use specwright::model::Api;
use specwright_interpret::Interpreter;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::{Settings, Upstream};
use crate::explorer::{Explorer, Kind, Source, receive, response};

/// How long calls that are on their way are waited for at the end: a half-open connection would hold the end up for good.
const GRACE: Duration = Duration::from_secs(5);

/// Who is told of the calls of the page.
type Listener = Arc<dyn Fn(&Called) + Send + Sync>;

/// Shows APIs in a browser and makes the calls of the page, signed on the way.
///
/// ```no_run
/// use specwright_mock::upstream::{Proxy, Settings};
///
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// # let loaded = specwright::load_text("library.yaml", "");
/// let api = loaded.apis.first().ok_or("the spec holds no API")?;
/// let mut settings = Settings::default();
/// settings.base_url = Some("https://library.example".to_owned());
/// settings.values.push(("token".to_owned(), std::env::var("LIBRARY_TOKEN")?.into()));
///
/// let proxy = Proxy::new(&[(api, settings)], Vec::new())?;
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
/// println!("http://{}/", listener.local_addr()?);
/// proxy.serve(listener, std::future::pending()).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Proxy {
    explorer: Arc<Explorer>,
    told: Option<Listener>,
}

/// A call of the page that was made. It holds no value of a parameter, which may be secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Called {
    /// Name of the API.
    pub api: String,
    /// Name of the operation.
    pub operation: &'static str,
    /// HTTP status that the page got.
    pub status: u16,
    /// How long it took.
    pub took: Duration,
}

impl std::fmt::Debug for Proxy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Proxy")
            .field("explorer", &self.explorer)
            .finish_non_exhaustive()
    }
}

impl Proxy {
    /// Prepares a page for these APIs. It may be asked by address and as `localhost`, and by the names in `hosts`.
    ///
    /// What is made of the specs stays in memory until the program ends.
    ///
    /// # Errors
    ///
    /// When settings do not fit their API, as a sentence.
    pub fn new(apis: &[(&Api, Settings)], hosts: Vec<String>) -> Result<Self, String> {
        let mut kept = Vec::new();
        for (api, settings) in apis {
            let api: &'static Api = Box::leak(Box::new((*api).clone()));
            let interpreter = Interpreter::new(api);
            let upstream = Upstream::new(&interpreter, settings)
                .map_err(|message| format!("`{}`: {message}", api.name))?;
            let kind = Kind::Service(upstream.place());
            kept.push((interpreter, Arc::new(upstream), kind));
        }
        let sources = kept.iter().map(|(interpreter, upstream, kind)| Source {
            interpreter,
            upstream: Arc::clone(upstream),
            kind: kind.clone(),
        });
        let sources: Vec<Source<'_>> = sources.collect();
        Ok(Self {
            explorer: Arc::new(Explorer::of_services(hosts, &sources)),
            told: None,
        })
    }

    /// Tells of each call of the page.
    #[must_use]
    pub fn on_call(mut self, tell: impl Fn(&Called) + Send + Sync + 'static) -> Self {
        self.told = Some(Arc::new(tell));
        self
    }

    /// Answers what comes in until `end` is ready.
    ///
    /// # Errors
    ///
    /// When the listener fails.
    pub async fn serve(
        self,
        listener: TcpListener,
        end: impl Future<Output = ()> + Send + 'static,
    ) -> std::io::Result<()> {
        let router = Router::new().fallback(move |request: Request| {
            let proxy = self.clone();
            async move { proxy.answer(request).await }
        });
        let (ending, ended) = oneshot::channel();
        let told = async move {
            end.await;
            // Nobody waits for it where the listener failed.
            let _ = ending.send(());
        };
        let serving = axum::serve(listener, router)
            .with_graceful_shutdown(told)
            .into_future();
        let grace = async {
            match ended.await {
                Ok(()) => tokio::time::sleep(GRACE).await,
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! {
            done = serving => done,
            () = grace => Ok(()),
        }
    }

    async fn answer(&self, request: Request) -> Response {
        let begun = Instant::now();
        let incoming = match receive(request).await {
            Ok(incoming) => incoming,
            Err(problem) => return response(problem.reply()),
        };
        let (called, reply) = self.explorer.answer(incoming).await;
        if let (Some(tell), Some((api, operation))) = (&self.told, called) {
            tell(&Called {
                api: api.to_owned(),
                operation,
                status: reply.status.as_u16(),
                took: begun.elapsed(),
            });
        }
        response(reply)
    }
}
