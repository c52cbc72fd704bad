//! Whether a client understands an answer. In: an answer. Out: the verdict of the runtime, with the types of the spec.

use bytes::BytesMut;
use specwright::model::Operation;
use specwright_interpret as interpret;
use specwright_runtime::{self as rt, testing};

use super::Answer;
use crate::seam::Served;

/// Whether a call that is answered so succeeds.
pub(crate) fn is_read(served: &Served, operation: usize, answer: &Answer) -> bool {
    let Some(op) = served.interpreter().operations().nth(operation) else {
        return false;
    };
    judged(&op, op.model(), answer).is_ok()
}

fn judged(
    op: &interpret::Operation<'_>,
    model: &Operation,
    answer: &Answer,
) -> Result<(), rt::Error> {
    let mut body = BytesMut::new();
    answer
        .pieces
        .iter()
        .for_each(|piece| body.extend_from_slice(piece));
    let (description, content_type) = (op.description(), answer.content_type.as_str());
    if model.stream.is_none() {
        let mut payload = op.empty_payload();
        return testing::judge_sample(description, answer.status, content_type, body, &mut payload);
    }
    let mut head = op.empty_head();
    let head = head.as_mut().map(|head| head as &mut dyn rt::Node);
    testing::judge_stream_sample(description, answer.status, content_type, body, head, || {
        op.empty_payload()
    })
}
