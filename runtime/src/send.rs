//! The one generic step: from a typed request to its typed payload.

use std::fmt;

use http::HeaderMap;

use crate::{Answer, CallOptions, Core, Empty, Error, Operation};

/// A payload together with the answer that it came in.
#[derive(Clone)]
pub struct Response<T> {
    payload: T,
    status: u16,
    headers: HeaderMap,
    request_id: Option<String>,
}

impl<T> Response<T> {
    /// The payload.
    pub fn payload(&self) -> &T {
        &self.payload
    }

    /// The payload, without the rest.
    pub fn into_payload(self) -> T {
        self.payload
    }

    /// HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The id by which the service's operators find the call.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers stay out: a service may hand secrets out in them.
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("payload", &self.payload)
            .finish_non_exhaustive()
    }
}

/// Makes a call and gives its payload.
///
/// # Errors
///
/// Like [`Core::execute`], and when the payload is not what the operation promises.
pub fn send<R: Operation>(
    core: &Core,
    request: &R,
    options: &CallOptions,
) -> impl Future<Output = Result<R::Output, Error<R::Code>>> + Send + use<R> {
    // Everything that takes time happens behind data, so that next to nothing is compiled once more per operation.
    let answer = core.execute(R::DESCRIPTION, request, options);
    async move { read::<R>(answer.await).map(|(payload, _)| payload) }
}

/// Makes a call and gives its payload with status, headers and request id.
///
/// # Errors
///
/// Like [`send`].
pub fn send_with_response<R: Operation>(
    core: &Core,
    request: &R,
    options: &CallOptions,
) -> impl Future<Output = Result<Response<R::Output>, Error<R::Code>>> + Send + use<R> {
    let answer = core.execute(R::DESCRIPTION, request, options);
    async move { respond::<R>(answer.await) }
}

/// Reads the payload of an answer into its type, and keeps what else there is.
pub(crate) fn respond<R: Operation>(
    answer: Result<Answer, Error>,
) -> Result<Response<R::Output>, Error<R::Code>> {
    let (payload, answer) = read::<R>(answer)?;
    Ok(Response {
        payload,
        status: answer.status(),
        headers: answer.headers().clone(),
        request_id: answer.request_id().map(str::to_owned),
    })
}

/// Reads the payload of an answer into its type.
pub(crate) fn read<R: Operation>(
    answer: Result<Answer, Error>,
) -> Result<(R::Output, Answer), Error<R::Code>> {
    match answer {
        Ok(answer) => answer
            .read()
            .map(|payload| (payload, answer))
            .map_err(Error::typed),
        // Only here is it known which parts of an answer that was not understood are secrets.
        Err(error) => Err(error.scrubbed(&mut R::Output::empty()).typed()),
    }
}
