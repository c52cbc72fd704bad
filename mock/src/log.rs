//! What the mock says of each request: one line, without secrets. In: a request and its answer. Out: text or JSON.

use std::fmt::Write as _;
use std::time::Duration;

use serde::Serialize;
use specwright::model::{Api, FixedSource, Location, Operation, PathPart, Type};
use specwright_interpret::holds_secret;

use crate::seen::Seen;

/// Longer targets are cut.
const LONGEST: usize = 300;

/// A request that was answered.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Entry {
    /// HTTP method.
    pub method: String,
    /// Path and query; what may be secret in them is hidden.
    pub target: String,
    /// Name of the API.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api: Option<String>,
    /// Name of the operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// HTTP status of the answer; 0 where the connection was reset.
    pub status: u16,
    /// Name of the sample that was the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// What was wrong with the request, the worst first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<String>,
    /// What the spec does not name in a request that is right.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What was done on purpose: an error, a fault, a limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<String>,
    /// How long it took, in milliseconds.
    pub ms: f64,
}

impl Entry {
    pub(crate) fn new(
        seen: &Seen,
        api: Option<&Api>,
        op: Option<&Operation>,
        took: Duration,
    ) -> Self {
        Self {
            method: seen.method.clone(),
            target: target(seen, api, op),
            api: seen.api.clone(),
            operation: seen.operation.clone(),
            status: seen.status,
            sample: None,
            faults: seen.faults.iter().map(|fault| fault.says.clone()).collect(),
            notes: Vec::new(),
            done: None,
            ms: (took.as_secs_f64() * 1e5).round() / 100.0,
        }
    }

    /// One line for people.
    pub fn line(&self) -> String {
        let mut line = match self.status {
            0 => format!("--- {} {}", self.method, self.target),
            status => format!("{status} {} {}", self.method, self.target),
        };
        if let Some(operation) = &self.operation {
            let api = self.api.as_deref().unwrap_or_default();
            let _ = write!(line, "  {api}.{operation}");
        }
        if let Some(sample) = &self.sample {
            let _ = write!(line, " (sample {sample})");
        }
        if let Some(done) = &self.done {
            let _ = write!(line, " ({done})");
        }
        let _ = write!(line, "  {} ms", self.ms);
        for fault in &self.faults {
            let _ = write!(line, "\n    {fault}");
        }
        for note in &self.notes {
            let _ = write!(line, "\n    note: {note}");
        }
        line
    }
}

/// Path and query as far as the spec says that nothing in them is secret.
fn target(seen: &Seen, api: Option<&Api>, op: Option<&Operation>) -> String {
    let (Some(api), Some(op)) = (api, op) else {
        return cut(seen.path());
    };
    let secret = |index: usize| {
        op.params
            .get(index)
            .is_none_or(|param| holds_secret(api, &param.field.value.ty))
    };
    let is_secret = op.path.iter().any(|part| match part {
        PathPart::Param(index) | PathPart::Greedy(index) => secret(*index),
        PathPart::Literal(_) => false,
    });
    let path = if is_secret {
        op.path_text.as_str()
    } else {
        seen.path()
    };
    if seen.operation.is_none() {
        return cut(path);
    }
    let query = seen.target.split_once('?').map_or("", |(_, query)| query);
    let pairs = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            match is_open(api, op, name) {
                true => pair.to_owned(),
                false => format!("{name}=***"),
            }
        });
    let pairs: Vec<String> = pairs.collect();
    match pairs.is_empty() {
        true => cut(path),
        false => cut(&format!("{path}?{}", pairs.join("&"))),
    }
}

/// Whether the spec says what a query parameter of this name is, and that it is no secret.
fn is_open(api: &Api, op: &Operation, name: &str) -> bool {
    let is_named = |wire: &str| {
        wire == name
            || name
                .strip_prefix(wire)
                .is_some_and(|rest| rest.starts_with(['[', '%']))
    };
    let mut params = op.params.iter();
    let param =
        params.find(|param| param.location == Location::Query && is_named(&param.field.wire));
    let mut fixed = op
        .fixed
        .iter()
        .filter(|fixed| fixed.location == Location::Query && fixed.wire == name);
    let is_fixed = fixed.any(|fixed| !matches!(fixed.source, FixedSource::Credential(_)));
    let is_open = param.is_some_and(|param| {
        !holds_secret(api, &param.field.value.ty) && param.field.value.ty != Type::Secret
    });
    is_open || is_fixed || name == crate::answer::pages::LINK_PARAM
}

fn cut(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    match shown.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", shown.get(..end).unwrap_or_default()),
        None => shown,
    }
}
