//! The explorer of a mock: its calls are signed like those of any client and answered by the mock itself, without a
//! connection between the two.

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use axum::routing::any;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, header};
use specwright::model::CredentialKind;
use specwright_runtime as rt;

use super::{Explorer, Kind, Source, receive, response};
use crate::Incoming;
use crate::engine::{Engine, Mounted};
use crate::raw::{Cut, Raw};
use crate::upstream::{Settings, Upstream};

/// Path of the page in a mock: no operation begins so.
pub(crate) const BASE: &str = "/__explorer";

/// The routes of the page over the APIs of a mock.
///
/// # Errors
///
/// When an API cannot be called, as a sentence.
pub(crate) fn routes(engine: &Arc<Engine>) -> Result<Router, String> {
    let mut sources = Vec::new();
    for mounted in &engine.apis {
        let interpreter = mounted.served.interpreter();
        let transport = Some(Inside(Arc::clone(engine)));
        let upstream = Upstream::over(interpreter, &settings(mounted), transport)
            .map_err(|message| format!("`{}`: {message}", mounted.served.api().name))?;
        sources.push(Source {
            interpreter,
            upstream: Arc::new(upstream),
            kind: Kind::Mock,
        });
    }
    let explorer = Arc::new(Explorer::of_mock(BASE, &sources));
    let answer = move |request: Request| {
        let explorer = Arc::clone(&explorer);
        async move { answer(&explorer, request).await }
    };
    Ok(Router::new()
        .route(BASE, any(answer.clone()))
        .route(&format!("{BASE}/"), any(answer.clone()))
        .route(&format!("{BASE}/{{*rest}}"), any(answer)))
}

async fn answer(explorer: &Explorer, request: Request) -> Response {
    match receive(request).await {
        Ok(incoming) => response(explorer.answer(incoming).await.1),
        Err(problem) => response(problem.reply()),
    }
}

/// The credentials that the mock takes; where any value is right, one that says where it comes from.
fn settings(mounted: &Mounted) -> Settings {
    let served = &mounted.served;
    let api = served.api();
    let values = api.credentials.iter().filter(|one| !one.is_token);
    let values = values.map(|credential| {
        let name = &credential.name;
        let any = || match credential.kind {
            CredentialKind::Integer => "1".into(),
            _ => format!("mock-{name}").into(),
        };
        (name.clone(), served.keys.value(name).unwrap_or_else(any))
    });
    Settings {
        // The name of the host stands in requests, and is never looked up.
        base_url: Some(format!("http://localhost{}", served.prefix)),
        values: values.collect(),
        is_mock: true,
        ..Settings::default()
    }
}

/// Hands requests to the mock.
struct Inside(Arc<Engine>);

impl rt::Transport for Inside {
    fn send(&self, request: http::Request<Bytes>) -> rt::TransportFuture<'_> {
        Box::pin(async move {
            let raw = self.0.handle(&incoming(request));
            tokio::time::sleep(raw.delay).await;
            if let Some(latch) = &raw.latch {
                latch.wait().await;
            }
            answered(raw)
        })
    }
}

fn incoming(request: http::Request<Bytes>) -> Incoming {
    let (parts, body) = request.into_parts();
    let mut headers = parts.headers;
    let host = parts.uri.authority().map(ToString::to_string);
    let host = host.and_then(|host| HeaderValue::from_str(&host).ok());
    headers.extend(host.map(|host| (header::HOST, host)));
    let target = parts.uri.path_and_query();
    Incoming {
        method: parts.method,
        target: target.map_or_else(|| "/".to_owned(), ToString::to_string),
        headers,
        body,
    }
}

fn answered(raw: Raw) -> Result<http::Response<Bytes>, rt::TransportError> {
    if raw.cut != Cut::Whole {
        let text = "the mock broke the connection off, as it was asked to";
        return Err(rt::TransportError::new(rt::TransportErrorKind::Reset, text));
    }
    let mut response = http::Response::new(Bytes::from(raw.pieces.concat()));
    if let Ok(status) = http::StatusCode::from_u16(raw.status) {
        *response.status_mut() = status;
    }
    for (name, value) in &raw.headers {
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(value.as_bytes())) {
            response.headers_mut().append(name, value);
        }
    }
    Ok(response)
}
