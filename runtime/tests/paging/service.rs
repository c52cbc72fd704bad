//! A service that answers each request by a function, and remembers them.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use serde_json::json;
use specwright_runtime::{self as rt, Json};

use crate::api;

type Answer = http::Response<Bytes>;

/// A [`rt::Transport`] without a network.
#[derive(Clone)]
pub(crate) struct Service {
    answer: Arc<dyn Fn(&Asked) -> Answer + Send + Sync>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// A request, as far as paging is concerned.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub uri: http::Uri,
    pub authorization: Option<String>,
    /// How many requests came before it.
    pub before: usize,
}

impl Asked {
    /// A query parameter.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let pairs = self.uri.query()?.split('&');
        pairs
            .filter_map(|pair| pair.split_once('='))
            .find_map(|(known, value)| {
                let text = percent_encoding::percent_decode_str(value).decode_utf8();
                (known == name).then(|| text.expect("UTF-8").into_owned())
            })
    }

    /// A query parameter that is a number.
    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        self.get(name).map(|text| text.parse().expect("a number"))
    }
}

impl Service {
    pub(crate) fn new(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        Self {
            answer: Arc::new(answer),
            asked: Arc::default(),
        }
    }

    /// A service whose answers have this payload.
    pub(crate) fn with(payload: impl Fn(&Asked) -> Json + Send + Sync + 'static) -> Self {
        Self::new(move |asked| page(&payload(asked)))
    }

    pub(crate) fn core(&self) -> rt::Core {
        api::builder()
            .transport(self.clone())
            .build()
            .expect("a client")
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.lock().clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Asked>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An answer with this payload.
pub(crate) fn page(payload: &Json) -> Answer {
    http::Response::new(json!({"code": 0, "data": payload}).to_string().into())
}

/// An answer with this payload and one header.
pub(crate) fn page_with(payload: &Json, name: &'static str, value: &str) -> Answer {
    let mut answer = page(payload);
    let value = http::HeaderValue::from_str(value).expect("a header value");
    answer.headers_mut().insert(name, value);
    answer
}

impl rt::Transport for Service {
    fn send(&self, request: http::Request<Bytes>) -> rt::TransportFuture<'_> {
        let authorization = request.headers().get("x-token");
        let mut asked = self.lock();
        let new = Asked {
            uri: request.uri().clone(),
            authorization: authorization.map(|value| value.to_str().expect("text").to_owned()),
            before: asked.len(),
        };
        asked.push(new.clone());
        let answer = (self.answer)(&new);
        Box::pin(async { Ok(answer) })
    }
}
