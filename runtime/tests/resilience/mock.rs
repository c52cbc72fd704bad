//! A service made of a function, which keeps what it was asked and when.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use bytes::Bytes;
use specwright_runtime::{Transport, TransportError, TransportErrorKind as Kind, TransportFuture};
use tokio::time::Instant;

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// How many requests to this path there were before.
    pub(crate) before: usize,
    /// Since the service began.
    pub(crate) at: Duration,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: http::HeaderMap,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default()
    }
}

/// What the service does.
pub(crate) struct Reply {
    after: Duration,
    answer: Result<http::Response<Bytes>, TransportError>,
}

impl Reply {
    pub(crate) fn json(body: impl Into<String>) -> Self {
        Self::status(200, body)
    }

    pub(crate) fn status(status: u16, body: impl Into<String>) -> Self {
        let answer = http::Response::builder()
            .status(status)
            .body(Bytes::from(body.into()));
        Self {
            after: Duration::from_millis(10),
            answer: Ok(answer.expect("an answer")),
        }
    }

    pub(crate) fn code(code: i64) -> Self {
        Self::json(format!(r#"{{"code":{code}}}"#))
    }

    pub(crate) fn good() -> Self {
        Self::json(r#"{"code":0,"data":7}"#)
    }

    pub(crate) fn fails(kind: Kind) -> Self {
        Self {
            after: Duration::from_millis(10),
            answer: Err(TransportError::new(kind, "as told")),
        }
    }

    pub(crate) fn after(self, after: Duration) -> Self {
        Self { after, ..self }
    }

    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        if let Ok(answer) = &mut self.answer {
            let value = value.parse().expect("a header");
            answer.headers_mut().insert(name, value);
        }
        self
    }
}

#[derive(Clone)]
pub(crate) struct Mock {
    start: Instant,
    seen: Arc<Mutex<Vec<Seen>>>,
    script: Arc<dyn Fn(&Seen) -> Reply + Send + Sync>,
}

impl Mock {
    pub(crate) fn new(script: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        Self {
            start: Instant::now(),
            seen: Arc::default(),
            script: Arc::new(script),
        }
    }

    /// What came to all paths.
    pub(crate) fn all(&self) -> Vec<Seen> {
        self.seen.lock().expect("no panic").clone()
    }

    /// What came to one path.
    pub(crate) fn seen(&self, path: &str) -> Vec<Seen> {
        let all = self.all().into_iter();
        all.filter(|seen| seen.path == path).collect()
    }

    fn note(&self, request: http::Request<Bytes>) -> Seen {
        let mut all = self.seen.lock().expect("no panic");
        let path = request.uri().path().to_owned();
        let seen = Seen {
            before: all.iter().filter(|seen| seen.path == path).count(),
            at: self.start.elapsed(),
            path,
            query: request.uri().query().unwrap_or_default().to_owned(),
            headers: request.headers().clone(),
            body: String::from_utf8_lossy(request.body()).into_owned(),
        };
        all.push(seen.clone());
        seen
    }
}

impl Transport for Mock {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        let seen = self.note(request);
        let Reply { after, answer } = (self.script)(&seen);
        Box::pin(async move {
            tokio::time::sleep(after).await;
            answer
        })
    }
}
