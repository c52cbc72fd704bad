//! The client against a server on this machine.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::thread;

use example_client_macro::{alarm, kitchen, shopping_list, wall};

#[test]
fn jars_that_are_nearly_empty() {
    let (larder, server) = larder(r#"[{"label":"salt","grams":40},{"label":"rice","grams":90}]"#);
    assert_eq!(shopping_list(&larder).expect("an answer"), ["salt", "rice"]);
    assert_eq!(
        server.join().expect("a request"),
        "GET /jars?below=100 HTTP/1.1"
    );
}

#[test]
fn modules_of_one_spec_stand_beside_each_other() {
    let mut request = wall::clock::operations::Set::new(5);
    request.tone = Some(wall::clock::types::String::Bird);
    assert_eq!(format!("{request:?}"), format!("{:?}", alarm(5)));
}

/// A client, and a server that gives one answer and returns the first line of the request.
fn larder(answer: &'static str) -> (kitchen::Client, thread::JoinHandle<String>) {
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
    let client = kitchen::Client::builder()
        .token("t")
        .base_url(format!("http://{address}"))
        .build();
    (client.expect("a client"), server)
}
