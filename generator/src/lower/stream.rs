//! Streams: exactly one kind, and what its answers consist of.
//!
//! In: `stream` of an operation. Out: [`Stream`].

use super::codec::{Spelling, spell};
use super::resolve::{Names, resolve};
use super::scope::{Scope, at};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Stream, Value};
use crate::spec::{self, StreamKind};

/// The stream of an operation; none if it was refused.
pub(super) fn lower(
    scope: &Scope<'_>,
    operation: &spec::Operation,
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<Stream> {
    let stream = operation.stream.as_ref()?;
    let place = at(place, "stream");
    if operation.paginate.is_some() {
        let message = "an answer comes in pages or as a stream, not both";
        diags
            .error(Code::StreamKind, place.clone().of_key(), message)
            .help("remove `stream` or `paginate`");
    }
    let kind = kind(stream, &place, diags)?;
    check_returns(operation, kind, &place, diags);
    match kind {
        StreamKind::Lines => {
            let head = stream.lines.as_ref().and_then(|lines| lines.head.as_ref());
            let place = at(&at(&place, "lines"), "head");
            let head = head.map(|head| head_type(scope, head, &place, diags));
            Some(Stream::Lines { head })
        }
        StreamKind::Events => {
            let events = stream.events.as_ref();
            let end = events.and_then(|events| events.end.clone());
            Some(Stream::Events { end })
        }
        StreamKind::Bytes => Some(Stream::Bytes),
    }
}

fn kind(stream: &spec::Stream, place: &Place, diags: &mut Diagnostics) -> Option<StreamKind> {
    match (stream.kind, &stream.lines, &stream.events) {
        (Some(kind), None, None) => Some(kind),
        (None, Some(_), None) => Some(StreamKind::Lines),
        (None, None, Some(_)) => Some(StreamKind::Events),
        _ => {
            let message = "a stream is cut into items in one way";
            diags
                .error(Code::StreamKind, place.clone().of_key(), message)
                .help(
                    "write `lines`, `events` or `bytes`, or a map with one of `lines` and `events`",
                );
            None
        }
    }
}

fn check_returns(
    operation: &spec::Operation,
    kind: StreamKind,
    place: &Place,
    diags: &mut Diagnostics,
) {
    match (kind, &operation.returns) {
        (StreamKind::Bytes, Some(_)) => {
            let message = "a stream of bytes has no items of a type";
            diags
                .error(Code::StreamType, place.clone(), message)
                .help("remove `returns`, or say `lines` or `events`");
        }
        (StreamKind::Lines | StreamKind::Events, None) => {
            let message = "nothing says what an item of the stream is";
            diags
                .error(Code::StreamType, place.clone().of_key(), message)
                .help("give the operation `returns`: the type of one item, or `any`");
        }
        _ => {}
    }
}

fn head_type(scope: &Scope<'_>, text: &str, place: &Place, diags: &mut Diagnostics) -> Value {
    let names = Names {
        types: &scope.types,
        generics: &[],
    };
    let ty = resolve(names, text, place, diags);
    let codec = spell(&scope.types, &ty, Spelling::default(), place, diags);
    Value { ty, codec }
}
