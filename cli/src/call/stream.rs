//! Streams: one JSON value per line as they come, or the bytes themselves.

use bytes::Bytes;
use serde_json::Value as Json;
use specwright_interpret::DynamicRequest;
use specwright_runtime::{self as rt, Node};

use super::{Call, Ended};
use crate::stop;

/// Prints every item as soon as it is there; before them the head, if it is wanted.
pub(super) async fn print_all(
    call: &Call<'_>,
    request: &DynamicRequest,
    head: bool,
) -> Result<(), Ended> {
    let description = call.operation.description();
    let mut frames = rt::frames(&call.core, description, request, &call.options).await?;
    if let Some(mut typed) = call.operation.empty_head() {
        frames.read_head(&mut typed)?;
    }
    if head && let Some(answer) = frames.head() {
        stop::print(&format!("{}\n", answer.read::<Json>()?))?;
    }
    while let Some(frame) = frames.next().await {
        let frame = frame?;
        let Some(item) = item(call, &mut frames, frame)? else {
            continue;
        };
        if !stop::write(&item)? {
            break;
        }
    }
    Ok(())
}

/// What is printed for a frame. It is read by its type first, so that what a typed client refuses is refused here too.
fn item(
    call: &Call<'_>,
    frames: &mut rt::Frames,
    frame: Bytes,
) -> Result<Option<Bytes>, rt::Error> {
    if call.operation.description().framing == Some(rt::Framing::Bytes) {
        return Ok(Some(frame));
    }
    let mut typed = call.operation.empty_payload();
    if !frames.read(&frame, &mut typed)? {
        return Ok(None);
    }
    let json = match typed.value() {
        // The data of an event that is text is not quoted.
        rt::Value::String(text) => Json::from(text),
        _ => serde_json::from_slice(&frame).unwrap_or(Json::Null),
    };
    Ok(Some(format!("{json}\n").into()))
}
