//! Samples, in the plan.

use super::{Doc, Ty};

/// A sample: a test.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    /// Name of the test function.
    pub(crate) test: String,
    pub(crate) doc: Doc,
    pub(crate) request: Option<SampleRequest>,
    pub(crate) response: Option<SampleResponse>,
}

/// The request of a sample.
#[derive(Clone, Debug)]
pub(crate) struct SampleRequest {
    /// JSON text of the parameters by wire name.
    pub(crate) params: String,
    pub(crate) url: Option<String>,
    pub(crate) body: Option<SampleBody>,
}

/// The body that a sample's request must have.
#[derive(Clone, Debug)]
pub(crate) enum SampleBody {
    /// Compared as JSON values.
    Json(String),
    /// Compared as text.
    Text(String),
}

/// The answer of a sample.
#[derive(Clone, Debug)]
pub(crate) struct SampleResponse {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) body: String,
    pub(crate) expect: Expect,
}

/// What the answer of a sample must give.
#[derive(Clone, Debug)]
pub(crate) enum Expect {
    Payload,
    /// The error with this code, if it is known, and with a body of this type, if that is known.
    Error(Option<String>, Option<Ty>),
    /// A decode error.
    Fault,
}
