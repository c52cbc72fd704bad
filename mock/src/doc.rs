//! What the examples of this crate's documentation share.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use specwright::model::Api;

use crate::Server;

/// A small API.
#[expect(clippy::expect_used, reason = "the text is right")]
pub fn library() -> Api {
    let spec = "
specwright: 1
api: library
title: Library
servers: {main: 'https://library.example'}
errors:
  NoSuchBook: {class: not_found, status: 404, message: there is no book %s, args: [id]}
  Busy: {class: server, status: 503, retry: later}
envelope:
  - {when: {status: 200..299}, success: always}
  - {success: never, code: code, message: message}
types:
  Book: {fields: {id: {type: u64, required: true}, title: string, pages: u32}}
operations:
  get_book:
    call: GET /books/{id}
    params: {id: u64}
    returns: Book
  list_books:
    call: GET /books
    params: {author: string, offset: u32, limit: u32}
    paginate: {offset: offset, size: limit}
    returns: list<Book>
";
    let loaded = specwright::load_text("library.yaml", spec);
    loaded.apis.into_iter().next().expect("an API")
}

/// The answer to a GET, head and body, without a client.
pub fn get(server: &Server, target: &str) -> String {
    let mut answer = String::new();
    let Ok(mut stream) = TcpStream::connect(server.address()) else {
        return answer;
    };
    let request = format!(
        "GET {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
        server.address()
    );
    // A server that is stuck is to fail a test, not to hold it up.
    let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
    let _ = stream.write_all(request.as_bytes());
    let _ = stream.read_to_string(&mut answer);
    answer
}
