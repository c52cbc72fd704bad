//! `specwright serve`, from its first line to its end.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, ChildStdout, Stdio};

use crate::pinned;
use crate::run::specwright;
use crate::server::Server;

/// The key that is in the environment alone.
const KEY: &str = "s3cret-key-of-the-shop";

/// A page that is served.
struct Page {
    child: Child,
    url: String,
    out: BufReader<ChildStdout>,
    err: BufReader<ChildStderr>,
}

impl Page {
    fn start(args: &str) -> Self {
        let run = specwright("serve --port 0").env("SHOP_KEY", KEY);
        let mut child = run
            .env("SHOP_ACCOUNT", "7")
            .command()
            .args(args.split_whitespace())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command was built");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let err = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut url = String::new();
        out.read_line(&mut url).expect("the URL of the page");
        Self {
            child,
            url: url.trim_end().to_owned(),
            out,
            err,
        }
    }

    /// An answer, head and body.
    fn get(&self, path: &str) -> String {
        let host = self.url.strip_prefix("http://").expect("a URL");
        let host = host.trim_end_matches('/');
        let mut stream = TcpStream::connect(host).expect("a server");
        let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it is sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it comes");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Ends it as Ctrl-C does; gives its exit code, and all that it said.
    fn end(mut self) -> (Option<i32>, String, String) {
        let id = self.child.id().to_string();
        let sent = std::process::Command::new("kill")
            .args(["-INT", &id])
            .status();
        assert!(sent.is_ok_and(|status| status.success()));
        let status = self.child.wait().expect("it ends");
        let (mut out, mut err) = (String::new(), String::new());
        self.out.read_to_string(&mut out).expect("text");
        self.err.read_to_string(&mut err).expect("text");
        (status.code(), out, err)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
#[test]
fn a_call_of_the_page_is_signed_and_told_of() {
    let shop = Server::json(200, r#"{"code":0,"data":{"Id":1,"Name":"Ball"}}"#);
    let page = Page::start(&format!("specs/shop.yaml --upstream {}/base", shop.url()));
    assert!(page.get("").contains("<title>Shop · Explorer</title>"));
    let document = page.get("openapi/shop.json");
    assert!(document.contains("\"url\":\"/call/shop\"") && !document.contains(KEY));
    let answer = page.get("call/shop/items/7/?note=secret-note");
    assert!(
        answer.starts_with("HTTP/1.1 200")
            && answer.ends_with(r#"{"code":0,"data":{"Id":1,"Name":"Ball"}}"#)
    );
    let request = shop.request();
    assert_eq!(request.target(), "GET /base/items/7/");
    assert_eq!(
        request.header("authorization"),
        Some(format!("Token {KEY}").as_str())
    );
    assert_eq!(request.query("account"), Some("7"));
    let (code, out, err) = page.end();
    assert_eq!((code, out.as_str()), (Some(0), ""));
    assert!(err.contains("shop: calls go to http://127.0.0.1:"), "{err}");
    assert!(err.contains("shop get_item: 200 ("), "{err}");
    assert!(!err.contains(KEY) && !err.contains("secret-note"), "{err}");
}

#[cfg(unix)]
#[test]
fn several_apis_are_told_apart_by_name() {
    let (shop, cloud) = (Server::json(200, r#"{"code":0}"#), Server::json(500, "{}"));
    let page = Page::start(&format!(
        "specs/shop.yaml specs/cloud.yaml --quiet --upstream shop={} --upstream cloud={} --credential cloud.app=1 \
         --credential cloud.secret=s",
        shop.url(),
        cloud.url()
    ));
    assert!(page.get("").contains("<title>APIs · Explorer</title>"));
    page.get("call/shop/items/1/");
    assert_eq!((shop.count(), cloud.count()), (1, 0));
    let (code, _, err) = page.end();
    assert_eq!(code, Some(0));
    assert!(!err.contains("get_item"), "{err}");
}

#[test]
fn mistakes_are_told_before_anything_is_served() {
    let mut told = String::new();
    for args in [
        "nowhere",
        "specs/shop.yaml --server https://shop.example",
        "specs/shop.yaml --server wst",
        "specs/shop.yaml --server own",
        "specs/shop.yaml --server west --upstream https://shop.example",
        "specs/shop.yaml --upstream shp=https://shop.example",
        "specs/shop.yaml specs/cloud.yaml --upstream https://shop.example",
        "specs/shop.yaml --upstream shop.example",
        "specs/shop.yaml --upstream http://shop.example",
        "specs/shop.yaml --upstream https://user:pass@shop.example",
        "specs/shop.yaml --credential kee=secret",
        "specs/shop.yaml --credential secret",
        "specs/shop.yaml --credential clod.key=secret",
        "specs/shop.yaml --credential account=secret",
        "specs/shop.yaml --variable tenat=a",
        "specs/shop.yaml --timeout 0",
    ] {
        let ran = specwright(&format!("serve --port 0 {args}")).run();
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args}: {}", ran.err);
        assert!(
            !ran.err.contains("secret") && !ran.err.contains(":pass"),
            "{}",
            ran.err
        );
        told.push_str(&format!("$ specwright serve {args}\n{}\n", ran.err));
    }
    pinned::check("serve-mistakes.txt", &told);
}

#[test]
fn a_port_that_is_taken_is_told() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port();
    let ran = specwright(&format!("serve specs/shop.yaml --port {port}")).run();
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    let expected =
        format!("error: 127.0.0.1:{port} is in use; --port takes another port, 0 a free one");
    assert!(ran.err.contains(&expected), "{}", ran.err);
}
