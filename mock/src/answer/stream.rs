//! Answers that come item by item. In: an operation and its items. Out: the pieces in which they are sent.

use bytes::Bytes;
use serde_json::Value as Json;
use specwright::model::{Operation, Stream, Type};

use super::dice::Dice;
use super::make::{Maker, Spot};
use super::wrap;

/// The length of a file that is made up.
const FILE: usize = 1024;

/// A stream: its content type and its pieces.
pub(crate) struct Streamed {
    pub(crate) content_type: &'static str,
    pub(crate) pieces: Vec<Bytes>,
}

/// The answer of an operation that streams, with so many items.
pub(crate) fn stream(
    maker: &Maker<'_>,
    op: &Operation,
    stream: &Stream,
    count: u64,
    dice: Dice,
) -> Streamed {
    let item = |index: u64| {
        let spot = Spot {
            again: index > 0,
            ..Spot::top(dice.item(index))
        };
        maker.value(&op.returns, spot)
    };
    match stream {
        Stream::Lines { .. } => {
            let head = op
                .head()
                .map(|head| maker.value(head, Spot::top(dice.at("head"))));
            let head = head.and_then(|head| head_line(op, &head, dice));
            let lines = head.into_iter().chain((0..count).map(item));
            Streamed {
                content_type: "application/x-ndjson",
                pieces: lines.map(|line| format!("{line}\n").into()).collect(),
            }
        }
        Stream::Events { end } => {
            let events = (0..count).map(|index| event(&op.returns.ty, &item(index)));
            let end = end.iter().map(|end| format!("data: {end}\n\n"));
            Streamed {
                content_type: "text/event-stream",
                pieces: events.chain(end).map(Bytes::from).collect(),
            }
        }
        Stream::Bytes => Streamed {
            content_type: "application/octet-stream",
            pieces: dice
                .hex(FILE)
                .into_bytes()
                .chunks(256)
                .map(Bytes::copy_from_slice)
                .collect(),
        },
    }
}

/// What comes before the items: in the envelope that says of itself that it is one.
fn head_line(op: &Operation, head: &Json, dice: Dice) -> Option<Json> {
    wrap::wrap(op, Some(head), Some(200), dice)
        .into_iter()
        .find_map(|wrapped| wrapped.body)
}

/// Text stands in an event as it is, anything else as JSON.
fn event(ty: &Type, item: &Json) -> String {
    let text = match (ty, item) {
        (Type::String, Json::String(text)) => text.clone(),
        (_, item) => item.to_string(),
    };
    let lines: Vec<String> = text.lines().map(|line| format!("data: {line}\n")).collect();
    format!("{}\n", lines.concat())
}

/// The items that a test gives: a list of them, or one.
pub(crate) fn given(op: &Operation, payload: &Json, dice: Dice) -> super::Answer {
    let items = match payload {
        Json::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let (content_type, pieces): (_, Vec<Bytes>) = match &op.stream {
        Some(Stream::Events { end }) => {
            let events = items.iter().map(|item| event(&op.returns.ty, item));
            let end = end.iter().map(|end| format!("data: {end}\n\n"));
            (
                "text/event-stream",
                events.chain(end).map(Bytes::from).collect(),
            )
        }
        Some(Stream::Bytes) => {
            let text = payload
                .as_str()
                .map_or_else(|| payload.to_string(), str::to_owned);
            ("application/octet-stream", vec![text.into()])
        }
        _ => {
            // A head is the first of them.
            let lines = items
                .iter()
                .enumerate()
                .map(|(index, item)| match op.head() {
                    Some(_) if index == 0 => {
                        head_line(op, item, dice).unwrap_or_else(|| item.clone())
                    }
                    _ => item.clone(),
                });
            let lines = lines.map(|line| Bytes::from(format!("{line}\n")));
            ("application/x-ndjson", lines.collect())
        }
    };
    super::Answer {
        status: 200,
        content_type: content_type.to_owned(),
        pieces,
        ..super::Answer::default()
    }
}
