//! `specwright call`: repetitions, time, and where requests may go.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::cloud::{assert_no_secret, call, items, offline, selling};
use crate::server::{Reply, Server};

fn busy_then_fine(times: usize) -> Server {
    selling(move |_, before| match before < times {
        true => Reply::json("<html>busy</html>")
            .status(503)
            .of_type("text/html"),
        false => Reply::json(r#"{"fine":true}"#),
    })
}

#[test]
fn an_attempt_that_failed_is_repeated() {
    let server = busy_then_fine(1);
    let ran = call(&server, "me --verbose").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.json()["fine"], true);
    let attempts = ran.err.matches("> GET /v1/me\n").count();
    assert_eq!(attempts, 2, "{}", ran.err);
    assert!(ran.err.contains("< 503 "), "{}", ran.err);
    assert!(
        ran.err
            .contains("* waits before the next attempt, wait_ms "),
        "{}",
        ran.err
    );
    assert_no_secret(&ran.err);
}

#[test]
fn no_attempt_is_repeated_where_that_is_not_wanted() {
    let server = busy_then_fine(1);
    let ran = call(&server, "me --retries 0").run();
    assert_eq!(ran.code, 1);
    let error = &ran.error()["error"];
    assert_eq!(error["http_status"], 503, "{error}");
    assert_eq!(error["retryable"], true, "{error}");
}

#[test]
fn what_must_not_happen_twice_is_not_repeated() {
    let server = busy_then_fine(1);
    let ran = call(&server, "log_in key=k --retries 5")
        .arg(r#"login={"user":"u"}"#)
        .run();
    assert_eq!(ran.code, 1);
    let asked = server.targets();
    let asked = asked.iter().filter(|target| target.contains("/sessions/"));
    assert_eq!(asked.count(), 1);
}

#[test]
fn the_deadline_ends_a_call_that_hangs() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let started = Instant::now();
    let ran = offline("by_offset --deadline 0.3 --server")
        .arg(format!("http://{}", listener.local_addr().unwrap()))
        .run();
    assert_eq!(ran.code, 1);
    assert_eq!(ran.error()["error"]["kind"], "transport");
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn the_deadline_is_for_all_pages_together() {
    // More pages than time: each comes at once.
    let server = Server::by(|_, before| {
        let page = json!({"results": items([before as u64 + 1]), "total": 50_000});
        Reply::json(page.to_string())
    });
    let ran = call(&server, "by_offset --all-pages --deadline 0.3").run();
    assert_eq!(ran.code, 1);
    assert_eq!(ran.error()["error"]["kind"], "transport");
    let printed = ran.json();
    assert!(printed.as_array().is_some_and(|items| items.len() < 50_000));
}

#[test]
fn plain_http_to_another_machine_is_refused() {
    let ran = offline("by_offset --server http://example.com").run();
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("--allow-http"), "{}", ran.err);
    let ran = offline("by_offset --dry-run --allow-http --server http://example.com").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.starts_with("GET http://example.com/offset\n"),
        "{}",
        ran.out
    );
    let ran = offline("by_offset --dry-run --server http://[::1]:1/x").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn options_are_checked() {
    for args in [
        "--deadline 0",
        "--deadline=-1",
        "--retries=-1",
        "--retries x",
        "--timeout nan",
    ] {
        let ran = offline(&format!("by_offset {args}")).run();
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args}: {}", ran.err);
    }
}
