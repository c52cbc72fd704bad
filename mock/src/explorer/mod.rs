//! The explorer: a page that shows APIs and calls them, served from here alone.
//!
//! In: requests below one path. Out: Swagger UI, the document of each API as the page needs it (`shown`), and answers to
//! calls of the page, which an [`Upstream`] signs. Nothing is fetched from elsewhere, by this server or by the page.

mod assets;
mod guard;
mod inside;
mod shown;

use std::sync::{Arc, OnceLock};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::response::Response;

use bytes::Bytes;
use http::header::{self, HeaderName};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use serde_json::{Value as Json, json};
use specwright::model::Api;
use specwright_interpret::Interpreter;

use self::guard::Guard;
use crate::upstream::{Problem, Upstream, problem};
use crate::{Incoming, Reply};

pub(crate) use self::inside::{BASE, routes};
pub(crate) use self::shown::Kind;

/// The page asks its own server and no other. Swagger UI styles its parts by attributes, so styles may stand inline;
/// scripts may not.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Largest body that a page may send.
const MAX_BODY: usize = 64 << 20;

/// A page for APIs.
#[derive(Debug)]
pub(crate) struct Explorer {
    /// Path of the page, without a slash at its end.
    base: String,
    guard: Guard,
    page: Bytes,
    apis: Vec<Shown>,
}

/// An API of the page.
#[derive(Debug)]
struct Shown {
    api: &'static Api,
    kind: Kind,
    /// Made when it is first asked for; `None`: it cannot be written.
    document: OnceLock<Option<Bytes>>,
    upstream: Arc<Upstream>,
}

/// What an explorer is made of.
#[derive(Debug)]
pub(crate) struct Source<'s> {
    /// The API.
    pub(crate) interpreter: &'s Interpreter<'static>,
    /// Where its calls go.
    pub(crate) upstream: Arc<Upstream>,
    /// What is behind it.
    pub(crate) kind: Kind,
}

impl Explorer {
    /// A page below the path `base`, for the mock: whatever name the server is reached by, since all of its secrets are
    /// made up.
    pub(crate) fn of_mock(base: &str, sources: &[Source<'_>]) -> Self {
        let guard = Guard {
            any_host: true,
            ..Guard::default()
        };
        Self::new(base, guard, sources)
    }

    /// A page at the root of a server, for real services: asked by address, as `localhost`, or by one of these names.
    pub(crate) fn of_services(hosts: Vec<String>, sources: &[Source<'_>]) -> Self {
        let guard = Guard {
            hosts,
            any_host: false,
        };
        Self::new("", guard, sources)
    }

    fn new(base: &str, guard: Guard, sources: &[Source<'_>]) -> Self {
        let apis = sources.iter().map(|source| Shown {
            api: source.interpreter.model(),
            kind: source.kind.clone(),
            document: OnceLock::new(),
            upstream: Arc::clone(&source.upstream),
        });
        Self {
            base: base.to_owned(),
            guard,
            page: page(sources).into(),
            apis: apis.collect(),
        }
    }

    /// Answers a request; names API and operation if it was a call.
    pub(crate) async fn answer(&self, incoming: Incoming) -> (Option<(&str, &'static str)>, Reply) {
        let is_head = incoming.method == Method::HEAD;
        let rest = incoming.target.strip_prefix(&*self.base);
        let rest = rest.unwrap_or_default().to_owned();
        let result = match rest.strip_prefix("/call/") {
            Some(call) => self.call(call, incoming).await,
            None => self.page(&rest, &incoming).map(|reply| (None, reply)),
        };
        let (called, mut reply) = result.unwrap_or_else(|problem| (None, problem.reply()));
        if is_head {
            reply.body = Bytes::new();
        }
        (called, reply)
    }

    fn page(&self, rest: &str, incoming: &Incoming) -> Result<Reply, Problem> {
        self.guard.check_page(&incoming.headers)?;
        if !matches!(incoming.method, Method::GET | Method::HEAD) {
            let problem = problem(405, "request", "pages are read by GET");
            return Err(problem.allowing("GET, HEAD"));
        }
        let path = rest.split('?').next().unwrap_or_default();
        match path.strip_prefix('/') {
            // Without the slash the page would look for its parts one level up.
            None => Ok(self.redirect()),
            Some("") => Ok(file("text/html; charset=utf-8", self.page.clone())),
            Some(path) => self.file(path).ok_or_else(nothing),
        }
    }

    /// `call` is the name of an API and the target of an operation after it.
    async fn call(
        &self,
        call: &str,
        mut incoming: Incoming,
    ) -> Result<(Option<(&str, &'static str)>, Reply), Problem> {
        self.guard.check_call(&incoming.headers)?;
        let end = call.find(['/', '?']).unwrap_or(call.len());
        let (name, target) = call.split_at_checked(end).ok_or_else(nothing)?;
        let api = self.api(name);
        let api = api.ok_or_else(nothing)?;
        incoming.target = target.to_owned();
        let answered = api.upstream.call(incoming).await;
        let operation = answered.operation;
        let called = operation.map(|operation| (api.api.name.as_str(), operation));
        Ok((called, answered.reply))
    }

    fn file(&self, path: &str) -> Option<Reply> {
        let document = path
            .strip_prefix("openapi/")
            .and_then(|file| file.strip_suffix(".json"));
        if let Some(name) = document {
            return Some(file("application/json", self.document(self.api(name)?)?));
        }
        let asset = assets::asset(path)?;
        Some(file(asset.content_type, asset.content))
    }

    fn api(&self, name: &str) -> Option<&Shown> {
        self.apis.iter().find(|shown| shown.api.name == name)
    }

    fn document(&self, shown: &Shown) -> Option<Bytes> {
        let make = || {
            let calls = format!("{}/call/{}", self.base, shown.api.name);
            let document = shown::document(shown.api, &calls, &shown.kind);
            document.ok().map(Bytes::from)
        };
        shown.document.get_or_init(make).clone()
    }

    fn redirect(&self) -> Reply {
        let mut reply = file("text/plain", Bytes::new());
        reply.status = StatusCode::PERMANENT_REDIRECT;
        let place = HeaderValue::from_str(&format!("{}/", self.base));
        reply
            .headers
            .extend(place.ok().map(|place| (header::LOCATION, place)));
        reply
    }
}

fn nothing() -> Problem {
    problem(
        404,
        "request",
        "there is nothing here; the page is at the root",
    )
}

fn file(content_type: &'static str, body: Bytes) -> Reply {
    let fixed = HeaderValue::from_static;
    let headers: [(HeaderName, HeaderValue); 6] = [
        (header::CONTENT_TYPE, fixed(content_type)),
        (header::CONTENT_SECURITY_POLICY, fixed(POLICY)),
        (header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff")),
        (header::REFERRER_POLICY, fixed("same-origin")),
        (header::CACHE_CONTROL, fixed("no-cache")),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            fixed("same-origin"),
        ),
    ];
    Reply {
        status: StatusCode::OK,
        headers: headers.into_iter().collect::<HeaderMap>(),
        body,
    }
}

/// Reads a request whole.
pub(crate) async fn receive(request: Request) -> Result<Incoming, Problem> {
    let (parts, body) = request.into_parts();
    let target = parts.uri.path_and_query();
    let text = "the body cannot be read, or has more than 64 MiB";
    let body = to_bytes(body, MAX_BODY).await;
    Ok(Incoming {
        target: target.map_or_else(|| "/".to_owned(), ToString::to_string),
        method: parts.method,
        headers: parts.headers,
        body: body.map_err(|_| problem(413, "request", text))?,
    })
}

/// A reply as the server sends it.
pub(crate) fn response(reply: Reply) -> Response {
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    response
}

/// The page, which names its documents.
fn page(sources: &[Source<'_>]) -> String {
    let documents: Vec<Json> = sources
        .iter()
        .map(|source| {
            let api = source.interpreter.model();
            json!({"name": api.title, "url": format!("openapi/{}.json", api.name)})
        })
        .collect();
    let title = match sources {
        [one] => one.interpreter.model().title.clone(),
        _ => "APIs".to_owned(),
    };
    let settings = json!({"documents": documents}).to_string();
    include_str!("explorer.html")
        .replace(
            "{single}",
            if sources.len() == 1 {
                " data-single"
            } else {
                ""
            },
        )
        .replace("{title}", &escaped(&format!("{title} · Explorer")))
        .replace("{settings}", &escaped(&settings))
}

/// Text as it stands in HTML and in an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
