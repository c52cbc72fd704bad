//! A small HTTP server on loopback that answers with what a test says. It knows nothing of the specs.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

pub(crate) use crate::exchange::{Reply, Request};

type Handler = dyn Fn(&Request) -> Reply + Send + Sync;

/// A running server; it stops when dropped.
pub(crate) struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Request>>>,
    stop: Arc<AtomicBool>,
    worker: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server on a free loopback port.
    pub(crate) fn start(
        handler: impl Fn(&Request) -> Reply + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let (seen, stop) = (Arc::default(), Arc::new(AtomicBool::new(false)));
        let worker = std::thread::spawn({
            let (seen, stop, handler) = (Arc::clone(&seen), Arc::clone(&stop), Arc::new(handler));
            move || accept(&listener, &seen, &stop, &*handler)
        });
        Ok(Self {
            address,
            seen,
            stop,
            worker: Some(worker),
        })
    }

    /// Scheme, host and port.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where the API of this name is served: at the same place as all others, since nothing here knows them.
    #[allow(dead_code, reason = "the tour shares this file and names no API")]
    pub(crate) fn url_of(&self, _api: &str) -> String {
        self.url()
    }

    /// The requests that arrived so far.
    #[allow(dead_code, reason = "the tour shares this file and does not look back")]
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // Wakes the listener so that it sees the flag.
        drop(TcpStream::connect(self.address));
        if let Some(worker) = self.worker.take() {
            drop(worker.join());
        }
    }
}

fn accept(
    listener: &TcpListener,
    seen: &Mutex<Vec<Request>>,
    stop: &AtomicBool,
    handler: &Handler,
) {
    for stream in listener.incoming() {
        if stop.load(Ordering::SeqCst) {
            return;
        }
        let Ok(mut stream) = stream else { continue };
        let Ok(request) = read(&stream) else { continue };
        let reply = handler(&request);
        seen.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(request);
        // A client that has gone away is its own affair.
        drop(write(&reply, &mut stream));
    }
}

fn read(stream: &TcpStream) -> std::io::Result<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let mut request = Request {
        method: words.next().unwrap_or_default(),
        target: words.next().unwrap_or_default(),
        ..Request::default()
    };
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        request
            .headers
            .push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = request
        .header("content-length")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    request.body = vec![0; length];
    reader.read_exact(&mut request.body)?;
    Ok(request)
}

fn write(reply: &Reply, stream: &mut TcpStream) -> std::io::Result<()> {
    let length = reply.promised.unwrap_or(reply.body.len());
    let mut head = format!(
        "HTTP/1.1 {} Reply\r\nContent-Length: {length}\r\nConnection: close\r\n",
        reply.status
    );
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    stream.write_all(&reply.body)
}
