//! The server as a program on the other end of a socket: nothing that comes can harm it, and it ends when it should.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::json;
use specwright_mock::{Latch, Raw, Server, StartError, doc};
use specwright_runtime as rt;

use crate::client::Client;

/// Sends bytes, and gives all that comes back until the other side closes.
pub(crate) fn send(server: &Server, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// A GET with these headers, each with its line end.
pub(crate) fn get_with(server: &Server, target: &str, headers: &str) -> String {
    let request = format!(
        "GET {target} HTTP/1.1\r\nHost: mock.example\r\nConnection: close\r\n{headers}\r\n"
    );
    send(server, request.as_bytes())
}

#[test]
fn nothing_that_comes_over_a_socket_harms_it() {
    let server = Server::start(&doc::library()).unwrap();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for round in 0..200_usize {
        let mut bytes: Vec<u8> = match round % 4 {
            0 => (0..64).map(|_| next() as u8).collect(),
            _ => b"GET /books/7?limit=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_vec(),
        };
        for _ in 0..round % 5 {
            let at = next() as usize % bytes.len();
            bytes[at] = next() as u8;
        }
        // Who asks for more is not waited for.
        let mut stream = TcpStream::connect(server.address()).unwrap();
        stream.write_all(&bytes).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
    }
    assert!(doc::get(&server, "/books/7").starts_with("HTTP/1.1 200"));
}

#[test]
fn heads_have_their_bounds() {
    let server = Server::start(&doc::library()).unwrap();
    let long = format!("X-Long: {}\r\n", "x".repeat(300_000));
    let answer = get_with(&server, "/books/7", &long);
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 431"),
        "{answer}"
    );
    let many: String = (0..500)
        .map(|number| format!("X-{number}: 1\r\n"))
        .collect();
    let answer = get_with(&server, "/books/7", &many);
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 431"),
        "{answer}"
    );
    for target in [
        "/%",
        "/books/%ff",
        "/books/%00",
        "/books/7?%",
        "//",
        "/books/../7",
        "/books/7?limit",
    ] {
        let answer = get_with(&server, target, "");
        assert!(answer.starts_with("HTTP/1.1 "), "{target}: {answer}");
    }
    assert!(doc::get(&server, "/books/7").starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn answers_wait_for_a_latch_and_others_do_not_wait_for_them() {
    let api = doc::library();
    let server = Server::start(&api).unwrap();
    let latch = Latch::new();
    server
        .expect("get_book")
        .with("id", 1)
        .reply(Raw::json(200, r#"{"id": 1}"#).after(&latch));
    let client = std::sync::Arc::new(Client::new(&api, &server, &[]));
    let held = {
        let client = std::sync::Arc::clone(&client);
        let request = client.request("get_book", &json!({"id": 1}));
        let op = client
            .interpreter
            .operation("get_book")
            .unwrap()
            .description();
        tokio::spawn(
            client
                .core
                .execute(op, &request, &rt::CallOptions::default()),
        )
    };
    client.call("get_book", json!({"id": 2})).await.unwrap();
    assert!(!held.is_finished());
    latch.open();
    held.await.unwrap().unwrap();
}

#[tokio::test]
async fn answers_that_break_off_are_seen_as_such() {
    let api = doc::library();
    let server = Server::start(&api).unwrap();
    let client = Client::new(&api, &server, &[]);
    server
        .expect("get_book")
        .with("id", 1)
        .reply(Raw::json(200, r#"{"id": "#).cut_short());
    server.expect("get_book").with("id", 2).reply(Raw::reset());
    for id in [1, 2] {
        let error = client
            .call("get_book", json!({"id": id}))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), rt::ErrorKind::Transport, "{id}: {error}");
    }
    let raw = Raw::new(299, "text/x-odd", "odd")
        .header("X-Odd", "1")
        .header("not a header", "\n");
    server.expect("list_books").reply(raw);
    let answer = doc::get(&server, "/books");
    assert!(
        answer.starts_with("HTTP/1.1 299")
            && answer.contains("x-odd: 1")
            && answer.ends_with("odd"),
        "{answer}"
    );
}

#[tokio::test]
async fn it_waits_as_long_as_it_was_told_to() {
    let api = doc::library();
    let server = Server::builder()
        .api(&api)
        .latency(Duration::from_millis(60), Duration::from_millis(80))
        .start()
        .unwrap();
    let began = Instant::now();
    doc::get(&server, "/books/7");
    assert!(began.elapsed() >= Duration::from_millis(60));
}

#[test]
fn a_port_that_is_taken_is_told() {
    let server = Server::start(&doc::library()).unwrap();
    let second = Server::builder()
        .api(&doc::library())
        .address(server.address())
        .start();
    let error = second.unwrap_err();
    assert!(matches!(error, StartError::Listen { .. }));
    assert_eq!(
        error.to_string(),
        format!(
            "port {} is in use by another program",
            server.address().port()
        )
    );
    let address = server.address();
    server.stop();
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn it_stops_while_answers_are_held() {
    let server = Server::start(&doc::library()).unwrap();
    server
        .expect("get_book")
        .reply(Raw::status(200).after(&Latch::new()));
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream
        .write_all(b"GET /books/7 HTTP/1.1\r\nHost: x\r\n\r\n")
        .unwrap();
    while server.calls().is_empty() {
        std::thread::yield_now();
    }
    let began = Instant::now();
    drop(server);
    assert!(began.elapsed() < Duration::from_secs(5));
}
