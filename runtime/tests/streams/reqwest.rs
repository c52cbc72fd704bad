//! Streams over the default transport and a real connection.

use std::time::Duration;

use specwright_runtime as rt;

use crate::{
    api::{self, Code},
    loopback::{Server, Step},
    operations::*,
};

fn core(server: &Server, timeout: Duration) -> rt::Core {
    api::builder()
        .base_url(&server.url)
        .timeout(timeout)
        .build()
        .expect("a client")
}

async fn open<R: rt::Streamed<Code = Code> + rt::Empty>(
    core: &rt::Core,
) -> Result<rt::ItemStream<R>, rt::Error<Code>> {
    let mut options = rt::CallOptions::default();
    options.retry = Some(rt::RetryPolicy::NONE);
    rt::stream(core, &R::empty(), &options).await
}

const LONG: Duration = Duration::from_secs(60);

#[tokio::test]
async fn an_item_is_there_before_the_next_is_written() {
    let server = Server::start(200, "application/json");
    let core = core(&server, LONG);
    let mut stream = open::<PlainLines>(&core).await.expect("a stream");
    for id in 0..3 {
        server.step(Step::Chunk(b"{\"id\":"));
        server.step(Step::Chunk([b"0}\n", b"1}\n", b"2}\n"][id]));
        let item = stream.next().await.expect("an item").expect("a good one");
        assert_eq!(item.id, id as i64);
    }
    server.step(Step::End);
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_stream_may_last_longer_than_the_timeout() {
    // It is time itself that is tested here; waiting makes nothing happen.
    let timeout = Duration::from_secs(1);
    let server = Server::start(200, "");
    let core = core(&server, timeout);
    let mut stream = open::<Download>(&core).await.expect("a stream");
    for wait in [timeout / 3, timeout / 3, timeout / 3, timeout + timeout / 5] {
        server.step(Step::Chunk(b"x"));
        assert!(matches!(stream.next().await, Some(Ok(_))));
        // Nobody waits for a piece meanwhile, so the clock stands still.
        tokio::time::sleep(wait).await;
    }
    server.step(Step::Chunk(b"y"));
    assert!(matches!(stream.next().await, Some(Ok(_))));
}

#[tokio::test]
async fn a_piece_that_does_not_come_is_a_timeout() {
    let server = Server::start(200, "");
    let core = core(&server, Duration::from_millis(50));
    let mut stream = open::<Download>(&core).await.expect("a stream");
    server.step(Step::Chunk(b"x"));
    assert!(matches!(stream.next().await, Some(Ok(_))));
    let error = stream
        .next()
        .await
        .expect("an error")
        .expect_err("no piece");
    assert!(error.is_timeout(), "{error}");
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_connection_that_breaks_is_an_error() {
    let server = Server::start(200, "");
    let core = core(&server, LONG);
    let mut stream = open::<PlainLines>(&core).await.expect("a stream");
    server.step(Step::Chunk(b"{\"id\":1}\n{\"id\""));
    assert!(matches!(stream.next().await, Some(Ok(_))));
    server.step(Step::Close);
    let error = stream.next().await.expect("an error").expect_err("no item");
    assert_eq!(error.kind(), rt::ErrorKind::Transport);
    assert!(!error.is_timeout(), "{error}");
}

#[tokio::test]
async fn a_refusal_is_read_to_its_end() {
    let server = Server::start(429, "application/json");
    server.step(Step::Chunk(b"{\"code\":"));
    server.step(Step::Chunk(b"60007}"));
    server.step(Step::End);
    let error = open::<Lines>(&core(&server, LONG))
        .await
        .expect_err("a refusal");
    assert_eq!(
        (error.status(), error.code()),
        (Some(429), Some(&Code::TooFast))
    );
}

#[tokio::test]
async fn a_stream_has_no_limit_of_its_size() {
    let server = Server::start(200, "");
    let transport = rt::ReqwestTransport::new()
        .expect("a transport")
        .answer_limit(10);
    let core = api::builder()
        .base_url(&server.url)
        .transport(transport)
        .build()
        .expect("a client");
    let mut stream = open::<Download>(&core).await.expect("a stream");
    for _ in 0..5 {
        server.step(Step::Chunk(b"0123456789"));
    }
    server.step(Step::End);
    let mut length = 0;
    while let Some(piece) = stream.next().await {
        length += piece.expect("a piece").len();
    }
    assert_eq!(length, 50);
}
