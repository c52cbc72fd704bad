//! Whether a line or an event is an envelope rather than an item.

use http::StatusCode;

use crate::{
    Condition, Envelope, OperationDescription,
    document::{Document, Scan},
    envelope::holds,
};

/// Whether the envelope that would be used for an answer of these bytes is really there.
///
/// Items have all kinds of shapes, and the last envelope of many APIs fits whatever comes. So it must be seen in the
/// bytes: by its own condition, or where that says nothing of them, by its code or by all that its success rule reads.
pub(super) fn fits(operation: &OperationDescription, status: StatusCode, bytes: &[u8]) -> bool {
    let bytes = without_mark(bytes);
    if operation.envelopes.is_empty() || !bytes.trim_ascii_start().starts_with(b"{") {
        return false;
    }
    let Ok(scan) = Scan::new(bytes) else {
        return false;
    };
    let document = Document::Json(scan);
    let envelope = operation
        .envelopes
        .iter()
        .find(|envelope| holds(&envelope.when, status, &document, envelope.code));
    envelope.is_some_and(|envelope| is_seen(envelope, &document))
}

/// The bytes without the byte order mark that some services begin with.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn is_seen(envelope: &Envelope, document: &Document<'_>) -> bool {
    let there = |path: &str| document.find(path).is_some();
    looks_inside(&envelope.when)
        || envelope.code.is_some_and(there)
        || envelope.success.as_ref().is_some_and(|success| {
            looks_inside(success)
                && success.equals.iter().all(|(path, _)| there(path))
                && success.has.iter().all(|path| there(path))
        })
}

fn looks_inside(condition: &Condition) -> bool {
    !condition.equals.is_empty() || !condition.has.is_empty()
}
