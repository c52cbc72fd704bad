//! Connections: from sockets to requests, from answers to sockets, with limits on the time and the room that a client takes.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};
use hyper::body::Incoming as HyperBody;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;

use super::body::Pieces;
use super::wire::{Reset, Wire};
use crate::engine::Engine;
use crate::raw::{Cut, Raw};
use crate::seam::Incoming;

/// How long a client may take for the head of a request, and for its body.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long answers that are on their way have when the server stops.
const GRACE: Duration = Duration::from_secs(3);
/// So many connections are served at once; others wait.
const CONNECTIONS: usize = 1024;
/// Room for the head of a request.
const HEAD: usize = 64 * 1024;
/// So many headers are read.
const HEADERS: usize = 256;

/// Serves connections until it is told to stop.
pub(super) async fn serve(listener: TcpListener, router: Router, mut stop: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut tasks = tokio::task::JoinSet::new();
    loop {
        let permit = tokio::select! {
            permit = Arc::clone(&room).acquire_owned() => permit,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        let Ok(permit) = permit else {
            break;
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        while tasks.try_join_next().is_some() {}
        match accepted {
            Ok((stream, _)) => {
                let (router, stop) = (router.clone(), stop.clone());
                tasks.spawn(async move {
                    connection(stream, router, stop).await;
                    drop(permit);
                });
            }
            // Too many open files, for instance: those that are open come to an end.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
    drop(listener);
    let done = async { while tasks.join_next().await.is_some() {} };
    let _ = timeout(GRACE, done).await;
}

async fn connection(stream: TcpStream, router: Router, mut stop: watch::Receiver<bool>) {
    // Small answers are not to wait for more.
    let _ = stream.set_nodelay(true);
    let (wire, reset) = Wire::new(stream);
    let service = Resetting {
        inner: TowerToHyperService::new(router),
        reset,
    };
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(HEAD)
        .max_headers(HEADERS)
        .serve_connection(TokioIo::new(wire), service);
    let mut served = std::pin::pin!(served);
    tokio::select! {
        // What a client does wrong with its connection is its own affair.
        _ = served.as_mut() => return,
        _ = stop.wait_for(|stop| *stop) => {}
    }
    served.as_mut().graceful_shutdown();
    let _ = served.await;
}

/// Marks a response whose connection is to be reset.
#[derive(Clone, Copy, Debug)]
struct ResetMark;

/// The service of a connection, which can also give no answer.
struct Resetting {
    inner: TowerToHyperService<Router>,
    reset: Reset,
}

impl hyper::service::Service<http::Request<HyperBody>> for Resetting {
    type Response = Response;
    type Error = std::io::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response, std::io::Error>> + Send>>;

    fn call(&self, request: http::Request<HyperBody>) -> Self::Future {
        let answer = hyper::service::Service::call(&self.inner, request);
        let reset = Arc::clone(&self.reset);
        Box::pin(async move {
            let answer: Result<Response, Infallible> = answer.await;
            match answer {
                Ok(response) if response.extensions().get::<ResetMark>().is_some() => {
                    reset.store(true, Ordering::SeqCst);
                    Err(std::io::Error::other("reset on purpose"))
                }
                Ok(response) => Ok(response),
                Err(never) => match never {},
            }
        })
    }
}

/// Answers a request that no other route of the server takes.
pub(super) async fn answer(engine: Arc<Engine>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let target = head
        .uri
        .path_and_query()
        .map_or("/", http::uri::PathAndQuery::as_str);
    let mut incoming = Incoming {
        method: head.method,
        target: target.to_owned(),
        headers: head.headers,
        body: Bytes::new(),
    };
    let most = engine.max_body().saturating_add(1);
    incoming.body = match timeout(PATIENCE, axum::body::to_bytes(body, most)).await {
        Ok(Ok(body)) => body,
        read => {
            let (status, why) = match read {
                // What the connection itself reports is an error of its own.
                Ok(Err(error)) if is_of_connection(&error) => {
                    (StatusCode::BAD_REQUEST, "the body broke off\n")
                }
                Ok(_) => (StatusCode::PAYLOAD_TOO_LARGE, "the body is too large\n"),
                Err(_) => (StatusCode::REQUEST_TIMEOUT, "the body took too long\n"),
            };
            engine.broken(&incoming, status.as_u16(), why.trim());
            return plain(status, why);
        }
    };
    let raw = engine.handle_or_note(&incoming);
    if !raw.delay.is_zero() {
        tokio::time::sleep(raw.delay).await;
    }
    if let Some(latch) = &raw.latch {
        latch.wait().await;
    }
    response(raw)
}

/// Whether a body could not be read because of how it was sent, rather than of its length.
fn is_of_connection(error: &axum::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<hyper::Error>() {
            return true;
        }
        cause = error.source();
    }
    false
}

fn response(raw: Raw) -> Response {
    if raw.cut == Cut::Reset {
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(ResetMark);
        return response;
    }
    let breaks = raw.cut == Cut::Short;
    let length: usize = raw.pieces.iter().map(Bytes::len).sum();
    let mut response = Response::new(Body::new(Pieces::new(raw.pieces, breaks)));
    *response.status_mut() =
        StatusCode::from_u16(raw.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in &raw.headers {
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(value.as_bytes())) {
            response.headers_mut().append(name, value);
        }
    }
    if breaks {
        response.headers_mut().insert(
            http::header::CONTENT_LENGTH,
            HeaderValue::from(length + 100),
        );
    }
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response
}
