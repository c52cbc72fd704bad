//! A loopback HTTP server that answers by a script and keeps what it was sent.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A request as it arrived.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pub(crate) line: String,
    /// Lines of the head after the first.
    pub(crate) headers: Vec<String>,
    pub(crate) body: String,
}

impl Request {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    /// Method and path, without the query.
    pub(crate) fn target(&self) -> &str {
        let line = self.line.trim_end_matches(" HTTP/1.1");
        line.split_once('?').map_or(line, |(target, _)| target)
    }

    /// A parameter of the query, as it is written there.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let line = self.line.trim_end_matches(" HTTP/1.1");
        let (_, query) = line.split_once('?')?;
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
    }
}

/// What is answered.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    status: u16,
    content_type: &'static str,
    headers: Vec<String>,
    body: String,
}

impl Reply {
    /// JSON.
    pub(crate) fn json(body: impl Into<String>) -> Self {
        Self {
            status: 200,
            content_type: "application/json",
            headers: Vec::new(),
            body: body.into(),
        }
    }

    pub(crate) fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    pub(crate) fn of_type(self, content_type: &'static str) -> Self {
        Self {
            content_type,
            ..self
        }
    }

    pub(crate) fn header(mut self, line: impl Into<String>) -> Self {
        self.headers.push(line.into());
        self
    }
}

/// A server that lives as long as the test process.
pub(crate) struct Server {
    port: u16,
    seen: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Answers every request with the same JSON.
    pub(crate) fn json(status: u16, body: &'static str) -> Self {
        Self::new(status, "application/json", body)
    }

    /// Answers every request in the same way.
    pub(crate) fn new(status: u16, content_type: &'static str, body: &'static str) -> Self {
        Self::by(move |_, _| Reply::json(body).status(status).of_type(content_type))
    }

    /// Answers each request by a script, which is told how many requests came before.
    pub(crate) fn by(script: impl Fn(&Request, usize) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let request = read(&stream);
                let before = {
                    let mut log = log.lock().expect("no test panicked here");
                    log.push(request.clone());
                    log.len() - 1
                };
                write(&stream, &script(&request, before));
            }
        });
        Self { port, seen }
    }

    /// Its base URL.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// All requests that came.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.seen.lock().expect("no test panicked here").clone()
    }

    /// The only request that came.
    pub(crate) fn request(&self) -> Request {
        let seen = self.requests();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen[0].clone()
    }

    /// Method and path of each request.
    pub(crate) fn targets(&self) -> Vec<String> {
        let seen = self.requests();
        seen.iter().map(|one| one.target().to_owned()).collect()
    }

    /// How many requests came.
    pub(crate) fn count(&self) -> usize {
        self.requests().len()
    }
}

fn write(mut stream: &TcpStream, reply: &Reply) {
    let Reply {
        status,
        content_type,
        headers,
        body,
    } = reply;
    let mut head = format!(
        "HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n",
        body.len()
    );
    for line in headers {
        head.push_str(&format!("{line}\r\n"));
    }
    head.push_str("Connection: close\r\n\r\n");
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(body.as_bytes());
}

fn read(stream: &TcpStream) -> Request {
    let mut reader = BufReader::new(stream);
    let mut request = Request::default();
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|bytes| bytes > 2) {
        let text = line.trim_end().to_owned();
        if request.line.is_empty() {
            request.line = text;
        } else {
            request.headers.push(text);
        }
        line.clear();
    }
    let length = request
        .header("content-length")
        .and_then(|text| text.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    let _ = reader.read_exact(&mut body);
    request.body = String::from_utf8_lossy(&body).into_owned();
    request
}
