//! `specwright mock`, from its first line to its end.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use serde_json::Value as Json;

use crate::run::specwright;

/// A line that has not come by then never comes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A mock that runs.
struct Mock {
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

impl Mock {
    fn start(args: &str) -> Self {
        let mut command = specwright("mock --port 0").command();
        let mut child = command
            .args(args.split_whitespace())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command was built");
        let out = lines(child.stdout.take().expect("a pipe"));
        let err = lines(child.stderr.take().expect("a pipe"));
        Self { child, out, err }
    }

    fn out(&self) -> String {
        self.out.recv_timeout(PATIENCE).expect("a line of data")
    }

    /// The lines for people up to one with this text.
    fn err_until(&self, text: &str) -> Vec<String> {
        let mut told = Vec::new();
        loop {
            let line = self.err.recv_timeout(PATIENCE);
            told.push(line.unwrap_or_else(|_| panic!("{text} never came: {told:#?}")));
            if told.last().is_some_and(|line| line.contains(text)) {
                return told;
            }
        }
    }

    fn end(mut self, signal: &str) -> ExitStatus {
        let id = self.child.id().to_string();
        let sent = std::process::Command::new("kill")
            .args([signal, &id])
            .status();
        assert!(sent.is_ok_and(|status| status.success()));
        self.child.wait().expect("it ends")
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(pipe: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let lines = BufReader::new(pipe).lines().map_while(Result::ok);
        lines.map_while(|line| sender.send(line).ok()).count()
    });
    receiver
}

fn get(url: &str, path: &str, headers: &str) -> String {
    let host = url.trim_start_matches("http://");
    let (host, prefix) = host.split_once('/').unwrap_or((host, ""));
    let prefix = if prefix.is_empty() {
        String::new()
    } else {
        format!("/{prefix}")
    };
    let mut stream = TcpStream::connect(host).expect("it listens");
    let request = format!(
        "GET {prefix}{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n"
    );
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

const AUTH: &str = "Authorization: Token secret-7c1\r\n";

#[test]
fn it_tells_where_it_is_and_what_came() {
    let mock = Mock::start("specs/shop.yaml");
    let url = mock.out();
    let told = mock.err_until("Ctrl-C ends");
    assert!(
        told[0].starts_with(&format!("explorer: {url}/")),
        "{told:?}"
    );
    assert_eq!(told[1], "shop: any key, any account");
    let answer = get(&url, "/items/?account=1&limit=2", AUTH);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let line = mock.err_until("list_items");
    assert!(
        line[0].starts_with("200 GET /items/?account=***&limit=2  shop.list_items"),
        "{line:?}"
    );
    let refused = get(&url, "/api/items/?account=1&limit=many", "");
    assert!(refused.starts_with("HTTP/1.1 4"), "{refused}");
    let lines = mock.err_until("Authorization");
    assert!(
        lines.iter().all(|line| !line.contains("secret-7c1")),
        "{lines:?}"
    );
    assert!(mock.end("-TERM").success());
}

#[test]
fn programs_read_lines_of_json() {
    let mock = Mock::start("specs/shop.yaml specs/cloud.yaml --format json --seed 3 --items 4");
    let listening: Json = serde_json::from_str(&mock.out()).expect("JSON");
    let url = |api: &str| {
        listening["listening"][api]
            .as_str()
            .expect("a URL")
            .to_owned()
    };
    assert!(url("shop").ends_with("/shop") && url("cloud").ends_with("/cloud"));
    get(
        &url("shop"),
        "/items/?account=1",
        &format!("{AUTH}X-Mock-Error: 404\r\n"),
    );
    let entry: Json = serde_json::from_str(&mock.out()).expect("JSON");
    assert_eq!(
        (&entry["operation"], &entry["status"]),
        (&"list_items".into(), &404.into())
    );
    assert_eq!(
        (&entry["api"], &entry["done"]),
        (&"shop".into(), &"error 404".into())
    );
    assert!(entry["ms"].is_number());
    assert!(mock.end("-INT").success());
}

#[test]
fn what_cannot_be_is_said_at_once() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let table = [
        (
            format!("specs/shop.yaml --port {port}"),
            1,
            "is in use by another program; --port takes another port, 0 a free one",
        ),
        ("specs/bad.yaml".to_owned(), 1, "error[E"),
        ("nowhere".to_owned(), 1, "nowhere"),
        (
            "specs/shop.yaml --credential kye=1".to_owned(),
            2,
            "did you mean `key`?",
        ),
        (
            "specs/shop.yaml --credential s3cr3t".to_owned(),
            2,
            "--credential takes NAME=VALUE",
        ),
        (
            "specs/shop.yaml --credential shp.key=1".to_owned(),
            2,
            "there is no API `shp`",
        ),
        (
            "specs/shop.yaml --latency soon".to_owned(),
            2,
            "--latency takes a length of time",
        ),
        (
            "specs/shop.yaml --latency 2s..1s".to_owned(),
            2,
            "the first time is the shorter one",
        ),
        (
            "specs/shop.yaml --error-rate 2".to_owned(),
            2,
            "--error-rate takes a number from 0 to 1",
        ),
        (
            "specs/shop.yaml --token-life 5".to_owned(),
            2,
            "--token-life takes a length of time",
        ),
    ];
    for (args, code, text) in table {
        let ran = specwright(&format!("mock {args}")).run();
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (code, ""),
            "{args}: {}",
            ran.err
        );
        assert!(
            ran.err.contains(text) && !ran.err.contains("s3cr3t"),
            "{args}: {}",
            ran.err
        );
    }
}
