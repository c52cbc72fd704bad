//! The service, on loopback. It finds the call of a request by a header that the run's transport adds, does to the
//! attempt what the plan says, and remembers how often it was asked and with which signatures.

use std::collections::HashMap;
use std::io;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::faults::{Break, Fault, plan};
use crate::scene::Scene;

/// Header with the number of the call.
pub(crate) const CALL: &str = "x-call";
const HUGE: usize = 64 << 20;

/// What the service knows and remembers.
pub(crate) struct Service {
    pub(crate) scenes: Arc<Vec<Scene>>,
    pub(crate) seed: u64,
    /// Attempts per call.
    pub(crate) attempts: Vec<AtomicU32>,
    /// Signatures and tokens that requests carried, per call.
    pub(crate) carried: Mutex<HashMap<usize, Vec<String>>>,
    pub(crate) tokens_sold: AtomicU32,
    /// Address that nobody may be redirected to.
    pub(crate) trap: String,
    pub(crate) trapped: AtomicUsize,
}

struct Request {
    target: String,
    headers: Vec<(String, String)>,
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Serves until the process ends.
pub(crate) async fn serve(listener: TcpListener, service: Arc<Service>) {
    while let Ok((stream, _)) = listener.accept().await {
        let service = Arc::clone(&service);
        // A connection that breaks is what this run is about.
        tokio::spawn(async move { connection(stream, &service).await.ok() });
    }
}

/// Counts whoever arrives where nobody may.
pub(crate) async fn watch_trap(listener: TcpListener, service: Arc<Service>) {
    while listener.accept().await.is_ok() {
        service.trapped.fetch_add(1, Ordering::SeqCst);
    }
}

async fn connection(mut stream: TcpStream, service: &Service) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = Vec::new();
    while let Some(request) = read(&mut stream, &mut buffer).await? {
        let fault = service.meet(&request);
        if !answer(&mut stream, service, &request, fault).await? {
            return Ok(());
        }
    }
    Ok(())
}

impl Service {
    /// What is to be done to this request; `None`: it is a purchase of a token on behalf of another call.
    fn meet(&self, request: &Request) -> Option<(usize, Fault)> {
        let number: usize = request.header(CALL)?.parse().ok()?;
        let scene = self.scene(number);
        if request.target.contains("/auth/v1/token/")
            && scene.operation.model().name != "get_access_token"
        {
            return None;
        }
        self.remember(number, request);
        let attempt = self.attempts.get(number)?.fetch_add(1, Ordering::SeqCst);
        let plan = plan(number, self.seed, scene);
        let fault = plan.get(attempt as usize).or(plan.last()).copied()?;
        Some((number, fault))
    }

    /// The operation of a call.
    pub(crate) fn scene(&self, number: usize) -> &Scene {
        &self.scenes[number % self.scenes.len()]
    }

    fn remember(&self, number: usize, request: &Request) {
        let query = request
            .target
            .split_once('?')
            .map_or("", |(_, query)| query);
        let computed = query.split('&').filter_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            matches!(name, "usersig" | "Signature").then(|| value.to_owned())
        });
        let mut carried = self.carried.lock().unwrap_or_else(PoisonError::into_inner);
        carried.entry(number).or_default().extend(computed);
    }
}

async fn read(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<Option<Request>> {
    let end = loop {
        if let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    };
    let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
    buffer.drain(..end + 4);
    let mut lines = head.split("\r\n");
    let target = lines.next().and_then(|line| line.split(' ').nth(1));
    let headers: Vec<(String, String)> = lines
        .clone()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let request = Request {
        target: target.unwrap_or_default().to_owned(),
        headers,
    };
    let length = request.header("content-length");
    let length: usize = length.and_then(|text| text.parse().ok()).unwrap_or(0);
    while buffer.len() < length {
        if stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    }
    buffer.drain(..length);
    Ok(Some(request))
}

/// Whether the connection goes on.
async fn answer(
    stream: &mut TcpStream,
    service: &Service,
    request: &Request,
    fault: Option<(usize, Fault)>,
) -> io::Result<bool> {
    let Some((number, fault)) = fault else {
        let sold = service.tokens_sold.fetch_add(1, Ordering::SeqCst);
        let body = format!(
            r#"{{"token_type":"Bearer","access_token":"{}{sold}","expires_in":432000}}"#,
            crate::watch::TOKEN_SOLD
        );
        return whole(stream, 200, "", "application/json", body.as_bytes()).await;
    };
    let scene = service.scene(number);
    let success = scene.success.as_bytes();
    match fault {
        Fault::Fine => whole(stream, 200, "", "application/json", success).await,
        Fault::Slow => slow(stream, success).await,
        Fault::Reset(Break::Silent) => Ok(false),
        Fault::Reset(Break::Head) => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Ty").await?;
            Ok(false)
        }
        Fault::Reset(Break::Body) => {
            let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
            stream.write_all(head.as_bytes()).await?;
            Ok(false)
        }
        Fault::Status(status, wait) => {
            let wait =
                wait.map_or_else(String::new, |seconds| format!("Retry-After: {seconds}\r\n"));
            whole(stream, status, &wait, "text/html", PAGE).await
        }
        Fault::Stall => {
            // Ends when the client hangs up.
            tokio::io::copy(stream, &mut tokio::io::sink()).await?;
            Ok(false)
        }
        Fault::TruncatedGzip => {
            whole(
                stream,
                200,
                "Content-Encoding: gzip\r\n",
                "application/json",
                GZIP,
            )
            .await
        }
        Fault::Garbage => whole(stream, 200, "", "application/json", GARBAGE).await,
        Fault::Html => whole(stream, 200, "", "text/html", PAGE).await,
        Fault::Huge { chunked } => huge(stream, chunked).await,
        Fault::Redirect(status) => {
            let target = &request.target;
            let to = format!("Location: http://{}{target}\r\n", service.trap);
            whole(stream, status, &to, "text/html", b"").await
        }
        Fault::Row(row) => {
            let refusal = &scene.rows[row];
            whole(
                stream,
                refusal.status,
                "",
                "application/json",
                refusal.body.as_bytes(),
            )
            .await
        }
    }
}

const PAGE: &[u8] = b"<html><body><h1>something in between</h1></body></html>";
const GARBAGE: &[u8] = b"\x00\xff\xfe{\"\x80\x81";
/// The head and a few bytes of a gzip stream.
const GZIP: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xabV*J-";

async fn whole(
    stream: &mut TcpStream,
    status: u16,
    more: &str,
    content_type: &str,
    body: &[u8],
) -> io::Result<bool> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} Status\r\nContent-Type: {content_type}\r\n{more}Content-Length: {length}\r\n\r\n"
    );
    let mut bytes = head.into_bytes();
    bytes.extend_from_slice(body);
    stream.write_all(&bytes).await?;
    Ok(true)
}

async fn slow(stream: &mut TcpStream, body: &[u8]) -> io::Result<bool> {
    whole_head(stream, body.len()).await?;
    for piece in body.chunks(body.len().div_ceil(5).max(1)) {
        stream.write_all(piece).await?;
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    Ok(true)
}

async fn whole_head(stream: &mut TcpStream, length: usize) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await
}

async fn huge(stream: &mut TcpStream, chunked: bool) -> io::Result<bool> {
    let piece = vec![b' '; 64 << 10];
    if !chunked {
        whole_head(stream, HUGE).await?;
        for _ in 0..HUGE / piece.len() {
            stream.write_all(&piece).await?;
        }
        return Ok(false);
    }
    let head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).await?;
    for _ in 0..HUGE / piece.len() {
        stream.write_all(b"10000\r\n").await?;
        stream.write_all(&piece).await?;
        stream.write_all(b"\r\n").await?;
    }
    stream.write_all(b"0\r\n\r\n").await?;
    Ok(false)
}
