//! Over the default transport and a real connection.

use std::{
    io::{Read, Write},
    net::TcpListener,
    time::Duration,
};

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

/// Answers everything on every connection, and keeps them open.
fn keeping_alive() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            std::thread::spawn(move || {
                let mut read = Vec::new();
                let mut byte = [0];
                while matches!(stream.read(&mut byte), Ok(1)) {
                    read.push(byte[0]);
                    if read.ends_with(b"\r\n\r\n") {
                        let body = r#"{"code":0,"data":{"id":7}}"#;
                        let head =
                            format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
                        let _ = stream.write_all([head.as_str(), body].concat().as_bytes());
                    }
                }
            });
        }
    });
    url
}

#[tokio::test]
async fn a_connection_of_the_thread_that_is_held_up_is_not_waited_for() {
    let core = api::builder()
        .base_url(keeping_alive())
        .timeout(Duration::from_secs(5))
        .build();
    let client = Client {
        core: core.expect("a client"),
    };
    for _ in 0..3 {
        // The connection is kept, and driven by this very thread.
        let options = specwright_runtime::CallOptions::default();
        let item = specwright_runtime::send(&client.core, &GetItem {}, &options).await;
        assert_eq!(item.expect("an item").id, 7);
        let item = client.call(GetItem {}).send_blocking();
        assert_eq!(item.expect("an item").id, 7);
    }
}
