//! `--verbose`: a transport that says what passes through it. In: requests. Out: lines on standard error, in which
//! no credential and no other secret is readable.

use std::time::Instant;

use bytes::Bytes;
use http::Request;
use specwright_runtime::{
    OpenFuture, ReqwestTransport, Transport, TransportError, TransportFuture,
};

use super::cover::Cover;
use crate::stop::say;

/// Sends by the default transport, and tells.
pub(super) struct Telling {
    inner: ReqwestTransport,
    cover: Cover,
}

impl Telling {
    pub(super) fn new(inner: ReqwestTransport, cover: Cover) -> Self {
        Self { inner, cover }
    }

    fn before(&self, request: &Request<Bytes>) -> Instant {
        let target = self.cover.target(request.uri());
        say(&format!("> {} {target}", request.method()));
        Instant::now()
    }
}

fn after(started: Instant, said: Result<String, &TransportError>) {
    let took = started.elapsed().as_millis();
    match said {
        Ok(said) => say(&format!("< {said} in {took} ms")),
        Err(error) => say(&format!("< {error}, after {took} ms")),
    }
}

impl Transport for Telling {
    fn send(&self, request: Request<Bytes>) -> TransportFuture<'_> {
        let started = self.before(&request);
        Box::pin(async move {
            let answer = self.inner.send(request).await;
            let said = answer
                .as_ref()
                .map(|answer| format!("{}, {} bytes", answer.status(), answer.body().len()));
            after(started, said);
            answer
        })
    }

    fn open(&self, request: Request<Bytes>) -> OpenFuture<'_> {
        let started = self.before(&request);
        Box::pin(async move {
            let answer = self.inner.open(request).await;
            // Whole answers come in this way too; how long they are is not known yet.
            let said = answer.as_ref().map(|answer| answer.status().to_string());
            after(started, said);
            answer
        })
    }
}
