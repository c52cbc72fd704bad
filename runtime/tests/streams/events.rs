//! Server-sent events.

use std::time::Duration;

use specwright_runtime as rt;

use crate::{
    api::Code,
    operations::*,
    pieces::{Pieces, in_all_sizes},
};

#[tokio::test]
async fn the_data_of_each_event_is_an_item() {
    let text = "\u{feff}: hello\r\n\r\ndata: {\"id\":1}\n\nevent: add\rid: 7\rdata: {\"id\":2,\rdata: \"name\":\"é\"}\r\r\
                retry: 250\ndata:{\"id\":3}\r\n\r\ndata\n\n";
    for pieces in in_all_sizes(text) {
        let mut stream = open::<Events>(&pieces).await.expect("a stream");
        let mut ids = Vec::new();
        let mut kinds = Vec::new();
        while let Some(item) = stream.next().await {
            ids.push(item.expect("an item").id);
            kinds.push(stream.event().to_owned());
        }
        assert_eq!(
            (ids, kinds),
            (
                vec![1, 2, 3],
                vec![String::new(), "add".into(), String::new()]
            )
        );
        assert_eq!(stream.last_event_id(), Some("7"));
        assert_eq!(stream.retry(), Some(Duration::from_millis(250)));
        assert_eq!(
            pieces.accepted.lock().expect("no panic").as_deref(),
            Some("text/event-stream")
        );
    }
}

#[tokio::test]
async fn text_is_handed_out_as_it_is() {
    for pieces in in_all_sizes("data: \"é\"\n\ndata: a\ndata:  b\n\ndata:\n\n") {
        let (items, error) = all::<Texts>(&pieces).await;
        assert!(error.is_none());
        assert_eq!(items, ["\"é\"", "a\n b", ""]);
    }
}

#[tokio::test]
async fn the_end_is_marked_where_the_spec_says_so() {
    for pieces in in_all_sizes("data: {\"id\":1}\n\ndata: [DONE]\n\ndata: rubbish\n\n") {
        assert_eq!(ids::<EndedEvents>(&pieces).await, [1]);
    }
    // Some services leave out the blank line after the mark, or end in its line.
    for end in ["\n", ""] {
        let text = format!("data: {{\"id\":1}}\n\ndata: [DONE]{end}");
        for pieces in in_all_sizes(&text) {
            assert_eq!(ids::<EndedEvents>(&pieces).await, [1]);
        }
    }
}

#[tokio::test]
async fn a_stream_without_its_mark_is_cut_off() {
    for end in ["", "data: [DON", "data: {\"id\":2}"] {
        let text = format!("data: {{\"id\":1}}\n\n{end}");
        let (items, error) = all::<EndedEvents>(&Pieces::of(text.as_bytes(), 3)).await;
        assert_eq!(items.len(), 1);
        assert_eq!(
            error.map(|error| error.kind()),
            Some(rt::ErrorKind::Transport),
            "{text:?}"
        );
    }
}

#[tokio::test]
async fn an_event_that_is_cut_off_is_an_error() {
    for text in [
        "data: {\"id\":1}\n\ndata: {\"id\":2}\n",
        "data: {\"id\":1}\n\ndata: {\"i",
    ] {
        let (items, error) = all::<Events>(&Pieces::of(text.as_bytes(), 4)).await;
        assert_eq!(items.len(), 1);
        let error = error.expect("an error");
        assert_eq!(error.kind(), rt::ErrorKind::Transport);
        assert!(
            error.to_string().contains("before its last event"),
            "{error}"
        );
    }
    let (items, error) =
        all::<Events>(&Pieces::of(b"data: {\"id\":1}\n\ndata: ", 5).broken()).await;
    assert_eq!(
        (items.len(), error.map(|error| error.kind())),
        (1, Some(rt::ErrorKind::Transport))
    );
}

#[tokio::test]
async fn an_event_may_be_a_refusal() {
    let text =
        "data: {\"id\":1}\n\ndata: {\"code\":60007,\"message\":\"m\"}\n\ndata: {\"id\":2}\n\n";
    for pieces in in_all_sizes(text) {
        let (items, error) = all::<Events>(&pieces).await;
        assert_eq!(items.len(), 1);
        assert_eq!(error.expect("a refusal").code(), Some(&Code::TooFast));
    }
}

#[tokio::test]
async fn an_event_that_is_no_item_is_an_error() {
    let (items, error) = all::<Events>(&Pieces::of(b"data: {\"id\":1}\n\ndata: {}\n\n", 4)).await;
    assert_eq!(items.len(), 1);
    let error = error.expect("an error");
    assert_eq!(
        (error.kind(), error.path()),
        (rt::ErrorKind::Decode, Some("id"))
    );
}
