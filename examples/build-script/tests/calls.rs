//! The client against a server on this machine.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::thread;

use example_build_script::{parcels, shelf_of};

#[test]
fn a_parcel_is_found() {
    let answer = r#"{"code":0,"parcel":{"number":"P-7","shelf":"B4","state":"arrived"}}"#;
    let (depot, server) = depot(answer);
    assert_eq!(
        shelf_of(&depot, "P-7").expect("an answer"),
        Some("B4".to_owned())
    );
    assert_eq!(
        server.join().expect("a request"),
        "GET /parcels/P-7 HTTP/1.1"
    );
}

#[test]
fn an_unknown_parcel_has_no_shelf() {
    let (depot, _server) = depot(r#"{"code":11,"message":"no parcel P-8"}"#);
    assert_eq!(shelf_of(&depot, "P-8").expect("an answer"), None);
}

/// A client, and a server that gives one answer and returns the first line of the request.
fn depot(answer: &'static str) -> (parcels::Client, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port");
    let address = listener.local_addr().expect("an address");
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a caller");
        let mut lines = BufReader::new(stream.try_clone().expect("a stream")).lines();
        let first = lines.next().expect("a line").expect("text");
        lines.find(|line| line.as_ref().is_ok_and(String::is_empty));
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close";
        write!(
            stream,
            "{head}\r\nContent-Length: {}\r\n\r\n{answer}",
            answer.len()
        )
        .expect("sent");
        first
    });
    let client = parcels::Client::builder()
        .key("k")
        .base_url(format!("http://{address}"))
        .build();
    (client.expect("a client"), server)
}
