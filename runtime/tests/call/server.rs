//! A server on the loopback interface that reads requests to their end and writes what it was told to.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

/// What the server does with one connection after it read the request.
#[derive(Clone)]
pub(crate) enum Reply {
    /// These bytes, then the end of the connection.
    Bytes(Vec<u8>),
    /// Nothing for as long as the client waits.
    Silence,
}

impl Reply {
    /// A whole HTTP answer.
    pub(crate) fn http(status: u16, content_type: &str, body: impl AsRef<[u8]>) -> Self {
        Self::with_headers(status, &format!("content-type: {content_type}\r\n"), body)
    }

    /// A whole HTTP answer with these header lines.
    pub(crate) fn with_headers(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let length = body.len();
        let mut bytes =
            format!("HTTP/1.1 {status} Said\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n").into_bytes();
        bytes.extend_from_slice(body);
        Self::Bytes(bytes)
    }
}

/// A running server; each connection gets the next reply, and when there are no more the server is gone.
pub(crate) struct Server {
    pub url: String,
    requests: Receiver<String>,
}

impl Server {
    pub(crate) fn start(replies: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let replies: Vec<Reply> = replies.into_iter().collect();
        let (sender, requests) = channel();
        thread::spawn(move || {
            for reply in replies {
                if let Ok((stream, _)) = listener.accept() {
                    serve(stream, &reply, &sender);
                }
            }
        });
        Self { url, requests }
    }

    /// The next request, head and body, as it came over the wire.
    pub(crate) fn request(&self) -> String {
        self.requests.recv().expect("a request")
    }
}

fn serve(mut stream: TcpStream, reply: &Reply, requests: &Sender<String>) {
    let Some(request) = read_request(&mut stream) else {
        return;
    };
    // The test may be over already.
    let _ = requests.send(request);
    match reply {
        Reply::Bytes(bytes) => {
            let _ = stream
                .write_all(bytes)
                .and_then(|()| stream.shutdown(Shutdown::Write));
            let _ = stream.read_to_end(&mut Vec::new());
        }
        // Ends when the client gives up.
        Reply::Silence => drop(stream.read(&mut [0])),
    }
}

fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                line.to_ascii_lowercase()
                    .strip_prefix("content-length: ")?
                    .parse()
                    .ok()
            });
            if body.len() >= length.unwrap_or(0) {
                return Some(text);
            }
        }
        match stream.read(&mut buffer) {
            Ok(count) if count > 0 => bytes.extend_from_slice(buffer.get(..count)?),
            _ => return None,
        }
    }
}
