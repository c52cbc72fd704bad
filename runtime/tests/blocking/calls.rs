//! What the methods give.

use serde_json::json;
use specwright_runtime::{self as rt, testing::Canned};

use crate::{
    api::{BASE, Code, GetItem, Item, record},
    client::Client,
    listing::ByOffset,
};

record!(Lines {});
impl rt::Streamed for Lines {
    type Item = Item;
    type Head = ();
    type Code = Code;
    const DESCRIPTION: &'static rt::OperationDescription = &rt::OperationDescription {
        name: "lines",
        framing: Some(rt::Framing::Lines),
        ..BASE
    };
}

/// A client whose answers are these.
pub(crate) fn client(answers: &[serde_json::Value]) -> Client {
    let canned = answers.iter().fold(Canned::default(), |canned, answer| {
        canned.answer(200, "application/json", answer.to_string())
    });
    Client::over(canned)
}

/// Pages of two items and one.
pub(crate) fn pages() -> Client {
    client(&[
        json!({"code": 0, "data": {"items": [{"id": 1}, {"id": 2}], "paging": {"total": 3}}}),
        json!({"code": 0, "data": {"items": [{"id": 3}], "paging": {"total": 3}}}),
    ])
}

#[test]
fn a_call_gives_its_payload_or_its_error() {
    let client = client(&[
        json!({"code": 0, "data": {"id": 5}}),
        json!({"code": 0, "data": {"id": 6}, "request": {"id": "r"}}),
        json!({"code": 60007}),
        json!({"code": 0, "data": {"id": "x"}}),
    ]);
    let call = || client.call(GetItem {});
    assert_eq!(call().send_blocking().expect("an item").id, 5);
    let response = call().send_with_response_blocking().expect("an item");
    assert_eq!((response.payload().id, response.status()), (6, 200));
    let error = call().send_blocking().expect_err("a refusal");
    assert_eq!(error.code(), Some(&Code::TooFast));
    let error = call().send_blocking().expect_err("no item");
    assert_eq!(error.path(), Some("data.id"));
}

#[test]
fn pages_and_items_are_iterators() {
    let client = pages();
    let mut pages = client.call(rt::empty::<ByOffset>()).pages_blocking();
    let first = pages.next().expect("a page").expect("a good one");
    assert_eq!(first.items.map(|items| items.len()), Some(2));
    assert_eq!(pages.total(), Some(3));
    let state = pages.state().expect("a state");
    drop(pages);
    let rest = client
        .call(rt::empty::<ByOffset>())
        .items_from_blocking(state);
    assert_eq!(
        rest.map(|item| item.expect("an item").id)
            .collect::<Vec<_>>(),
        [3]
    );

    let mut items = self::pages().call(rt::empty::<ByOffset>()).items_blocking();
    assert_eq!(items.next().expect("an item").expect("a good one").id, 1);
    assert_eq!((items.size_hint(), items.total()), ((1, Some(2)), Some(3)));
    assert!(items.state().is_some());
    assert_eq!(
        items
            .map(|item| item.expect("an item").id)
            .collect::<Vec<_>>(),
        [2, 3]
    );
}

#[test]
fn a_stream_is_an_iterator() {
    let canned = Canned::default()
        .answer(
            200,
            "",
            "{\"code\":0}\n{\"id\":1}\n{\"id\":2}\n{\"code\":60007}",
        )
        .answer(200, "", "{\"code\":60007}");
    let client = Client::over(canned);
    let mut stream = client.call(Lines {}).stream_blocking().expect("a stream");
    assert_eq!(stream.head(), &());
    assert_eq!(stream.next().expect("an item").expect("a good one").id, 1);
    assert_eq!(stream.next().expect("an item").expect("a good one").id, 2);
    let error = stream.next().expect("an error").expect_err("a refusal");
    assert_eq!(error.code(), Some(&Code::TooFast));
    assert!(stream.next().is_none());
    let error = client
        .call(Lines {})
        .stream_blocking()
        .expect_err("a refusal");
    assert_eq!(error.code(), Some(&Code::TooFast));
}
