//! Requests that came, for tests and reports. In: a request and what was made of it. Out: the same without secrets in its
//! `Debug`.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use serde_json::{Map, Value as Json};

use crate::seam::{Fault, Incoming};

/// A request that came, and what the mock made of it.
#[derive(Clone)]
#[non_exhaustive]
pub struct Seen {
    /// Name of the API.
    pub api: Option<String>,
    /// Name of the operation.
    pub operation: Option<String>,
    /// Values of the parameters by wire name, where nothing was wrong with them.
    pub values: Map<String, Json>,
    /// What was wrong with the request; empty for one that is right.
    pub faults: Vec<Fault>,
    /// HTTP method.
    pub method: String,
    /// Path and query, as they were sent.
    pub target: String,
    /// Headers in their order, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Bytes,
    /// HTTP status of the answer; 0 where there was none.
    pub status: u16,
}

impl Seen {
    pub(crate) fn new(incoming: &Incoming) -> Self {
        Self {
            api: None,
            operation: None,
            values: Map::new(),
            faults: Vec::new(),
            method: incoming.method.to_string(),
            target: incoming.target.clone(),
            headers: headers(&incoming.headers),
            body: incoming.body.clone(),
            status: 0,
        }
    }

    /// The value of a parameter, by its wire name.
    pub fn value(&self, wire: &str) -> Option<&Json> {
        self.values.get(wire)
    }

    /// The path, as it was sent.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The first header of this name, in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(known, _)| known == name);
        header.map(|(_, value)| value.as_str())
    }

    /// The body as text; what is none in it is replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether the spec allows it.
    pub fn is_right(&self) -> bool {
        self.faults.is_empty()
    }
}

fn headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), text(value)))
        .collect()
}

/// Query, headers and body hold credentials, so they stay out.
impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seen")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path())
            .field("status", &self.status)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}
