//! Values of samples outside the limits of their members: either the vendor contradicts itself, or the spec is wrong.

use specwright::model::{Sample, SampleResponse};
use specwright::{Code, Diagnostics, Place};
use specwright_runtime::{self as rt, testing};

use crate::{DynamicRequest, Operation};

/// `place` is the request of the sample.
pub(super) fn check_request(
    op: &Operation<'_>,
    sample: &Sample,
    request: &DynamicRequest,
    place: &Place,
    found: &mut Diagnostics,
) {
    // A refusal may be shown with just what it refuses.
    let is_refused = sample
        .response
        .as_ref()
        .is_some_and(|shown| shown.error.is_some());
    if is_refused {
        return;
    }
    if let Err(outside) = rt::within_bounds(request) {
        let name = first_name(&outside.path);
        report(
            op,
            sample,
            &outside,
            place.clone().key("params").key(name),
            found,
        );
    }
}

/// `place` is the answer of the sample.
pub(super) fn check_answer(
    op: &Operation<'_>,
    (sample, response): (&Sample, &SampleResponse),
    place: &Place,
    found: &mut Diagnostics,
) {
    let says_no = response.faulty.is_some() || response.error.is_some();
    if says_no || op.model().stream.is_some() {
        return;
    }
    let mut payload = op.empty_payload();
    let content_type = response.content_type(op.model());
    let judged = testing::judge_sample(
        op.description(),
        response.status,
        content_type,
        response.body.clone(),
        &mut payload,
    );
    if let (Ok(()), Err(outside)) = (judged, rt::within_bounds(&payload)) {
        let name = outside.path.rsplit('.').next().unwrap_or_default();
        let body = place
            .clone()
            .key("body")
            .part(format!("\"{}\"", first_name(name)));
        report(op, sample, &outside, body, found);
    }
}

/// The member that a path begins with.
fn first_name(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or_default()
}

fn report(
    op: &Operation<'_>,
    sample: &Sample,
    outside: &rt::OutOfBounds,
    place: Place,
    found: &mut Diagnostics,
) {
    let subject = format!("{}.{}", op.model().name, sample.name);
    let message = format!("the sample shows a value outside its limits: {outside}");
    found.lint(Code::OutsideLimits, subject, place, message);
}
