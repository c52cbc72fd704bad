//! One JSON value per line.

use std::sync::atomic::Ordering;

use specwright_runtime as rt;

use crate::{
    api::Code,
    operations::*,
    pieces::{Pieces, in_all_sizes},
};

#[tokio::test]
async fn lines_are_items_in_whatever_pieces_they_come() {
    let text = "\u{feff}{\"id\":1}\n{\"id\":2,\"name\":\"张三 é\"}\r\n\n  \r\n{\"id\":3}";
    for pieces in in_all_sizes(text) {
        let (items, error) = all::<Lines>(&pieces).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(
            items.iter().map(|item| item.id).collect::<Vec<_>>(),
            [1, 2, 3]
        );
        assert_eq!(items[1].name.as_deref(), Some("张三 é"));
        assert_eq!(ids::<PlainLines>(&pieces).await, [1, 2, 3]);
    }
}

#[tokio::test]
async fn an_empty_answer_has_no_items() {
    for text in ["", "\n", " \r\n\r\n"] {
        assert_eq!(ids::<Lines>(&Pieces::of(text.as_bytes(), 1)).await, [0; 0]);
    }
}

#[tokio::test]
async fn items_are_handed_out_before_the_rest_is_there() {
    let pieces = Pieces::of(b"{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n", 9);
    let mut stream = open::<PlainLines>(&pieces).await.expect("a stream");
    assert_eq!(pieces.given.load(Ordering::Relaxed), 0);
    assert!(matches!(stream.next().await, Some(Ok(item)) if item.id == 1));
    assert_eq!(pieces.given.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn the_head_comes_before_the_items() {
    let head = r#"{"code":0,"data":{"columns":["a","b"]}}"#;
    for pieces in in_all_sizes(&format!("\n{head}\n{{\"id\":1}}\n{head}\n{{\"id\":2}}\n")) {
        let mut stream = open::<LinesWithHead>(&pieces).await.expect("a stream");
        assert_eq!(stream.head().columns, ["a", "b"]);
        let mut ids = Vec::new();
        while let Some(item) = stream.next().await {
            ids.push(item.expect("an item").id);
        }
        assert_eq!(
            ids,
            [1, 2],
            "a line with an envelope is no item, wherever it stands"
        );
    }
}

#[tokio::test]
async fn an_envelope_without_a_condition_is_known_by_its_code() {
    let text = "{\"code\":0,\"data\":{\"columns\":[\"a\"]}}\n[1,\"x\"]\n[2,null]";
    for pieces in in_all_sizes(text) {
        let stream = open::<LinesWithAnyHead>(&pieces).await.expect("a stream");
        assert_eq!(
            stream.head().as_ref().map(|head| head.columns.len()),
            Some(1)
        );
        let (items, error) = all::<LinesWithAnyHead>(&pieces).await;
        assert!(error.is_none() && items.len() == 2, "{error:?}");
    }
    let without = Pieces::of(b"[1,\"x\"]\n", 3);
    let stream = open::<LinesWithAnyHead>(&without).await.expect("a stream");
    assert!(stream.head().is_none());
    assert_eq!(
        all::<LinesWithAnyHead>(&without).await.0.len(),
        1,
        "what was looked at is not lost"
    );
}

#[tokio::test]
async fn a_head_that_is_missing_or_wrong_is_an_error() {
    for (text, says) in [
        ("", "lacks what comes before"),
        ("{\"id\":1}\n", "lacks what comes before"),
        ("{\"code\":0,\"data\":{}}\n", "a required member is missing"),
    ] {
        let error = open::<LinesWithHead>(&Pieces::of(text.as_bytes(), 5))
            .await
            .expect_err(text);
        assert_eq!(error.kind(), rt::ErrorKind::Decode);
        assert!(error.to_string().contains(says), "{error}");
    }
}

#[tokio::test]
async fn a_refusal_is_that_of_send_wherever_it_stands() {
    let refusal = r#"{"code":60007,"message":"slow down","request":{"id":"r-1"}}"#;
    for (text, good) in [
        (refusal.to_owned(), 0),
        (format!("{refusal}\n"), 0),
        (format!("\r\n{refusal}\n{{\"id\":1}}\n"), 0),
        (
            format!("{{\"id\":1}}\n{{\"id\":2}}\n{refusal}\n{{\"id\":3}}\n"),
            2,
        ),
        (format!("{{\"id\":1}}\n{refusal}"), 1),
    ] {
        for pieces in in_all_sizes(&text) {
            let (items, error) = all::<Lines>(&pieces).await;
            assert_eq!(items.len(), good);
            let error = error.expect("a refusal");
            assert_eq!(
                (error.kind(), error.code()),
                (rt::ErrorKind::Api, Some(&Code::TooFast))
            );
            assert_eq!(
                (error.message(), error.request_id()),
                (Some("slow down"), Some("r-1"))
            );
        }
    }
}

#[tokio::test]
async fn a_refusal_may_be_written_over_several_lines() {
    for pieces in in_all_sizes("{\n  \"code\": 60007,\n  \"message\": \"m\"\n}\n") {
        let error = open::<Lines>(&pieces).await.expect_err("a refusal");
        assert_eq!(
            (error.code(), error.message()),
            (Some(&Code::TooFast), Some("m"))
        );
    }
}

#[tokio::test]
async fn a_first_refusal_is_the_error_of_the_call() {
    let pieces = Pieces::of(br#"{"code":60007}"#, 3);
    let error = open::<Lines>(&pieces).await.expect_err("a refusal");
    assert!(error.is_retryable());
}

#[tokio::test]
async fn a_stream_that_breaks_off_gave_what_was_good() {
    let pieces = Pieces::of(b"{\"id\":1}\n{\"id\":2}\n{\"id", 4).broken();
    let (items, error) = all::<Lines>(&pieces).await;
    assert_eq!(items.len(), 2);
    let error = error.expect("an error");
    assert_eq!(error.kind(), rt::ErrorKind::Transport);
    assert!(error.to_string().contains("broke"), "{error}");
}

#[tokio::test]
async fn a_line_that_is_no_item_ends_the_stream() {
    for (line, path) in [
        ("{\"id\":\"x\"}", Some("id")),
        ("{\"id\"", Some("id")),
        ("<html>", None),
    ] {
        let text = format!("{{\"id\":1}}\n{line}\n{{\"id\":2}}\n");
        let (items, error) = all::<Lines>(&Pieces::of(text.as_bytes(), 7)).await;
        assert_eq!(items.len(), 1);
        let error = error.expect("an error");
        assert_eq!((error.kind(), error.path()), (rt::ErrorKind::Decode, path));
        assert_eq!(
            error.body(),
            Some(line.as_bytes()),
            "the line is kept, not the stream"
        );
    }
}

#[tokio::test]
async fn a_line_without_end_is_refused() {
    let long = vec![b'1'; (16 << 20) + 1];
    let (items, error) = all::<PlainLines>(&Pieces::of(&long, 1 << 20)).await;
    assert!(items.is_empty());
    assert!(
        error
            .expect("an error")
            .to_string()
            .contains("longer than 16 MiB")
    );
}

#[tokio::test]
async fn frames_serve_who_has_no_types() {
    let pieces = Pieces::of(b"{\"code\":0,\"data\":{\"columns\":[]}}\n[1]\n{\"x\":1}", 3);
    let operation = <LinesWithHead as rt::Streamed>::DESCRIPTION;
    let request = rt::empty::<LinesWithHead>();
    let frames = rt::frames(
        &pieces.core(),
        operation,
        &request,
        &rt::CallOptions::default(),
    );
    let mut frames = frames.await.expect("a stream");
    let head: rt::Json = frames.head().expect("a head").read().expect("JSON");
    assert_eq!(head["columns"], serde_json::json!([]));
    let mut texts = Vec::new();
    while let Some(frame) = frames.next().await {
        texts.push(frame.expect("a frame"));
    }
    assert_eq!(texts, ["[1]", "{\"x\":1}"]);
    assert_eq!(
        pieces.accepted.lock().expect("no panic").as_deref(),
        Some("*/*")
    );
}
