//! The answer of a sample that is an error whose body the spec describes: it must be of that type.

use specwright::model::SampleResponse;
use specwright::{Code, Place};
use specwright_runtime as rt;

use super::answer::{Fault, help, misread};
use super::shown;
use crate::Operation;

/// What does not fit, if something does not. A status of which nothing is described fits.
pub(super) fn against_data(
    op: &Operation<'_>,
    response: &SampleResponse,
    error: &rt::Error,
    place: &Place,
) -> Option<Fault> {
    let mut value = op.empty_error(response.status)?;
    let body = place.clone().key("body");
    let (path, reason) = match error.data_into(&mut value) {
        Some(Ok(())) => return None,
        Some(Err(unread)) => (unread.path().to_owned(), unread.message().to_owned()),
        None => (String::new(), "the body is empty".to_owned()),
    };
    let path = Some(path.as_str()).filter(|path| !path.is_empty());
    let value = path.and_then(|path| shown::value(&response.body, path));
    Some(Fault {
        code: Code::UnreadableSample,
        message: misread(path, &reason),
        help: help(path, &reason),
        place: match value {
            Some(value) => body.part(value),
            None => body,
        },
    })
}
