//! What breaks within a call reaches the caller, who does not hang.

use bytes::Bytes;
use specwright_runtime as rt;

use crate::{
    api::GetItem,
    calls::{Lines, pages},
    client::Client,
    listing::ByOffset,
};

/// Breaks while it sends.
struct Broken;

impl rt::Transport for Broken {
    fn send(&self, _request: http::Request<Bytes>) -> rt::TransportFuture<'_> {
        Box::pin(async { unreachable!("by the test") })
    }
}

/// Breaks while the answer comes in.
struct BrokenBody;

struct Breaks(bool);

impl futures_core::Stream for Breaks {
    type Item = Result<Bytes, rt::TransportError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        assert!(!self.0, "by the test");
        self.0 = true;
        std::task::Poll::Ready(Some(Ok(Bytes::from_static(b"{\"id\":1}\n{\"id\""))))
    }
}

impl rt::Transport for BrokenBody {
    fn send(&self, _request: http::Request<Bytes>) -> rt::TransportFuture<'_> {
        Box::pin(async { unreachable!("it is opened") })
    }
    fn open(&self, _request: http::Request<Bytes>) -> rt::OpenFuture<'_> {
        Box::pin(async {
            Ok(http::Response::new(
                Box::pin(Breaks(false)) as rt::BodyStream
            ))
        })
    }
}

/// Calls from within a call.
struct Nested(Client);

impl rt::Transport for Nested {
    fn send(&self, _request: http::Request<Bytes>) -> rt::TransportFuture<'_> {
        let inner = self.0.call(rt::empty::<ByOffset>()).items_blocking().next();
        let error = inner
            .expect("a result")
            .expect_err("it would wait for itself");
        Box::pin(async move {
            Err(rt::TransportError::new(
                rt::TransportErrorKind::Other,
                error.to_string(),
            ))
        })
    }
}

fn given_up<T: std::fmt::Debug, C: std::fmt::Debug>(result: Result<T, rt::Error<C>>) {
    let error = result.expect_err("nothing came");
    assert_eq!(error.kind(), rt::ErrorKind::Transport);
    assert!(error.to_string().contains("given up"), "{error}");
}

#[test]
fn a_panic_is_an_error_of_the_call() {
    let client = Client::over(Broken);
    given_up(client.call(GetItem {}).send_blocking());
    given_up(
        client
            .call(rt::empty::<ByOffset>())
            .pages_blocking()
            .next()
            .expect("a result"),
    );
    given_up(
        client
            .call(rt::empty::<ByOffset>())
            .items_blocking()
            .next()
            .expect("a result"),
    );
    given_up(client.call(Lines {}).stream_blocking());
    let after = pages();
    let item = after.call(rt::empty::<ByOffset>()).items_blocking().next();
    assert!(matches!(item, Some(Ok(_))), "the background thread goes on");
}

#[test]
fn a_panic_within_a_stream_ends_it() {
    let client = Client::over(BrokenBody);
    let mut stream = client.call(Lines {}).stream_blocking().expect("a stream");
    assert!(matches!(stream.next(), Some(Ok(_))));
    given_up(stream.next().expect("a result"));
    assert!(stream.next().is_none());
}

#[test]
fn a_call_within_a_call_is_refused() {
    let client = Client::over(Nested(pages()));
    let error = client
        .call(GetItem {})
        .send_blocking()
        .expect_err("no item");
    assert!(
        error.to_string().contains("a blocking call within a call"),
        "{error}"
    );
}
