//! Answers that are handed out as they come go through the same loop until their head is there.

use std::time::Duration;

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use specwright_runtime as rt;
use tokio::time::Instant;

use crate::{
    api::{self, GET, NOTHING},
    mock::{Mock, Reply},
};

#[derive(Clone)]
struct Numbers;

impl rt::Record for Numbers {
    fn shape(&self) -> &'static rt::Shape {
        &NOTHING
    }
    fn slots(&mut self, visit: &mut rt::Slots<'_>) {
        visit(&mut []);
    }
    fn refs(&self, visit: &mut rt::Refs<'_>) {
        visit(&[]);
    }
}

impl rt::Streamed for Numbers {
    type Item = i64;
    type Head = ();
    type Code = rt::WireCode;
    const DESCRIPTION: &'static rt::OperationDescription = &rt::OperationDescription {
        framing: Some(rt::Framing::Lines),
        ..GET
    };
}

async fn all(mut numbers: rt::ItemStream<Numbers>) -> Vec<Result<i64, rt::Error>> {
    let mut found = Vec::new();
    while let Some(item) = numbers.next().await {
        found.push(item);
    }
    found
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_does_not_begin_is_asked_for_again() {
    let mock = Mock::new(|seen| match seen.before {
        0 => Reply::status(503, "<html>busy</html>"),
        1 => Reply::code(api::LATER),
        _ => Reply::json("1\n2\n3\n"),
    });
    let numbers = rt::stream(&api::core(&mock), &Numbers, &rt::CallOptions::default());
    let items = all(numbers.await.expect("a stream")).await;
    let items: Vec<i64> = items
        .into_iter()
        .map(|item| item.expect("an item"))
        .collect();
    assert_eq!((items, mock.all().len()), (vec![1, 2, 3], 3));
}

/// A line every second, for ever.
struct Ticking(u16);

impl rt::Transport for Ticking {
    fn send(&self, _: http::Request<Bytes>) -> rt::TransportFuture<'_> {
        Box::pin(std::future::pending())
    }

    fn open(&self, _: http::Request<Bytes>) -> rt::OpenFuture<'_> {
        let ticks = stream::repeat_with(|| ()).then(|()| async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Ok(Bytes::from_static(b"7\n"))
        });
        let body: rt::BodyStream = Box::pin(ticks);
        let answer = http::Response::builder().status(self.0).body(body);
        Box::pin(async { Ok(answer.expect("an answer")) })
    }
}

#[tokio::test(start_paused = true)]
async fn the_deadline_of_a_call_ends_its_stream() {
    let core = rt::CoreBuilder::new(&api::API)
        .transport(Ticking(200))
        .build()
        .expect("a client");
    let mut options = rt::CallOptions::default();
    options.deadline = Some(Duration::from_millis(5500));
    let start = Instant::now();
    let numbers = rt::stream(&core, &Numbers, &options)
        .await
        .expect("a stream");
    let mut items = all(numbers).await;
    assert_eq!(start.elapsed().as_millis(), 5500);
    let error = items.pop().expect("the end").expect_err("a failure");
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(items.len(), 5);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_without_end_does_not_hold_the_caller_up() {
    let core = rt::CoreBuilder::new(&api::API)
        .transport(Ticking(500))
        .build()
        .expect("a client");
    let mut options = rt::CallOptions::default();
    options.retry = Some(rt::RetryPolicy::NONE);
    let start = Instant::now();
    let error = rt::stream(&core, &Numbers, &options).await;
    assert!(error.expect_err("a failure").is_timeout());
    assert_eq!(start.elapsed().as_secs(), 30);
}
