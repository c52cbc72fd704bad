//! Over the default transport and a real connection.

use std::time::Duration;

use crate::{
    api::{self, GetItem},
    calls::Lines,
    client::Client,
    loopback::{Server, Step},
};

fn client(server: &Server, timeout: Duration) -> Client {
    let core = api::builder()
        .base_url(&server.url)
        .timeout(timeout)
        .build();
    Client {
        core: core.expect("a client"),
    }
}

const LONG: Duration = Duration::from_secs(60);

#[test]
fn a_call_over_a_socket() {
    let server = Server::start(200, "application/json");
    server.step(Step::Chunk(br#"{"code":0,"data":{"id":7}}"#));
    server.step(Step::End);
    let item = client(&server, LONG).call(GetItem {}).send_blocking();
    assert_eq!(item.expect("an item").id, 7);
}

#[test]
fn items_are_handed_out_as_they_come() {
    let server = Server::start(200, "");
    server.step(Step::Chunk(b"{\"id\":1}\n"));
    let client = client(&server, LONG);
    let mut stream = client.call(Lines {}).stream_blocking().expect("a stream");
    assert!(matches!(stream.next(), Some(Ok(item)) if item.id == 1));
    server.step(Step::Chunk(b"{\"id\":2}\n"));
    assert!(matches!(stream.next(), Some(Ok(item)) if item.id == 2));
    server.step(Step::Close);
    assert!(matches!(stream.next(), Some(Err(_))));
}

#[test]
fn a_timeout_reaches_the_caller() {
    let server = Server::start(200, "");
    let call = client(&server, Duration::from_millis(50));
    let error = call
        .call(GetItem {})
        .send_blocking()
        .expect_err("no answer");
    assert!(error.is_timeout(), "{error}");
}
