//! What requests wish for, what options do to all answers, what is logged.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value as Json, json};
use specwright_mock::{Clock, Server, doc};

use crate::client::{Client, api, spec};
use crate::wire::{get_with, send};

#[test]
fn errors_samples_and_statuses_come_on_request() {
    let api = spec("specs/tca");
    let server = Server::start(&api).unwrap();
    let get = |headers: &str| {
        get_with(
            &server,
            "/main/api/orgs/o/teams/",
            &format!("Authorization: Token t\r\n{headers}"),
        )
    };
    assert!(get("").starts_with("HTTP/1.1 200"));
    let error = get("X-Mock-Error: 1041\r\n");
    assert!(error.contains("\"code\":1041"), "{error}");
    let by_name = get("X-Mock-Error: RepoExists\r\n");
    assert!(by_name.contains("\"code\":1041"), "{by_name}");
    assert!(get("X-Mock-Error: 31337\r\n").contains("no error `31337`"));
    let status = get("X-Mock-Status: 418\r\n");
    assert!(
        status.starts_with("HTTP/1.1 418") && status.contains("application/problem+json"),
        "{status}"
    );
    let near = get("X-Mock-Error: RepoExist\r\n");
    assert!(near.contains("did you mean `RepoExists`?"), "{near}");
    let none = get("X-Mock-Errors: 1041\r\n");
    assert!(
        none.starts_with("HTTP/1.1 400") && none.contains("did you mean X-Mock-Error?"),
        "{none}"
    );
    assert!(get("X-Mock-Sample: nothing\r\n").contains("no sample `nothing`"));
    assert!(get("X-Mock-Fault: flood\r\n").starts_with("HTTP/1.1 400"));

    let api = spec("specs/weda.yaml");
    let server = Server::start(&api).unwrap();
    let sample = get_with(
        &server,
        "/weda/odata/v1/prod/d",
        "X-Mock-Sample: business_refusal\r\n",
    );
    assert!(
        sample.contains("x-mock-sample: business_refusal") && sample.contains("Parameter error"),
        "{sample}"
    );
}

#[test]
fn values_wish_as_well() {
    let server = Server::start(&doc::library()).unwrap();
    let answer = doc::get(&server, "/books/mock:error:NoSuchBook");
    assert!(
        answer.starts_with("HTTP/1.1 404") && answer.contains("NoSuchBook"),
        "{answer}"
    );
    let answer = doc::get(&server, "/books?author=mock%3Aerror%3ABusy");
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(server.refused().is_empty(), "{:?}", server.refused());
    let server = Server::builder()
        .api(&doc::library())
        .without_wishes()
        .start()
        .unwrap();
    assert!(doc::get(&server, "/books?author=mock:error:Busy").starts_with("HTTP/1.1 200"));
    assert!(doc::get(&server, "/books/mock:error:Busy").starts_with("HTTP/1.1 400"));
}

#[test]
fn answers_are_spoilt_on_request() {
    let server = Server::start(&doc::library()).unwrap();
    let get = |fault: &str| get_with(&server, "/books/7", &format!("X-Mock-Fault: {fault}\r\n"));
    assert!(get("html").contains("502 Bad Gateway"));
    assert!(get("empty").ends_with("\r\n\r\n"));
    let cut = get("truncated");
    let (head, body) = cut.split_once("\r\n\r\n").unwrap();
    let promised = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .unwrap();
    assert!(
        promised.parse::<usize>().unwrap() > body.len() && !body.is_empty(),
        "{cut}"
    );
    assert!(get("garbage").contains('\u{fffd}'));
    assert_eq!(get("reset"), "");
    assert_eq!(server.calls().last().unwrap().status, 0);
}

#[test]
fn a_share_of_calls_fails_and_the_same_ones_each_time() {
    let run = |rate: f64, seed: u64| -> Vec<bool> {
        let server = Server::builder()
            .api(&doc::library())
            .error_rate(rate)
            .seed(seed)
            .start()
            .unwrap();
        (0..60)
            .map(|_| doc::get(&server, "/books/7").starts_with("HTTP/1.1 503"))
            .collect()
    };
    let failed = run(0.3, 1);
    let count = failed.iter().filter(|failed| **failed).count();
    assert!((8..30).contains(&count), "{count}");
    assert_eq!(failed, run(0.3, 1));
    assert_ne!(failed, run(0.3, 2));
    assert!(run(1.0, 1).iter().all(|failed| *failed));
}

const LIMITED: &str = r#"
specwright: 1
api: slow
title: Slow
servers: {main: "https://slow.example"}
limits: {all: {calls: 3, per: 10s, remaining: X-Left, reset: X-Reset}}
envelope: [{success: {status: 2xx}, code: code, message: message}]
errors: {TooMany: {class: rate, status: 429, retry: later}}
operations:
  ping: {call: GET /ping, returns: any}
  heavy: {call: GET /heavy, limits: {all: 2}, returns: any}
"#;

#[test]
fn limits_are_kept_where_that_is_asked_for() {
    let clock = Clock::standing("2024-05-01T00:00:00Z".parse().unwrap());
    let server = Server::builder()
        .api(&api(LIMITED))
        .limits()
        .clock(&clock)
        .start()
        .unwrap();
    let ping = || doc::get(&server, "/ping");
    assert!(
        ping().contains("X-Left: 2")
            || doc::get(&server, "/ping")
                .to_lowercase()
                .contains("x-left: ")
    );
    let heavy = doc::get(&server, "/heavy").to_lowercase();
    assert!(
        heavy.starts_with("http/1.1 429") || heavy.contains("x-left: 0"),
        "{heavy}"
    );
    let refused = doc::get(&server, "/heavy").to_lowercase();
    assert!(
        refused.starts_with("http/1.1 429") && refused.contains("toomany"),
        "{refused}"
    );
    assert!(refused.contains("retry-after: 10"), "{refused}");
    clock.advance(Duration::from_secs(10));
    assert!(ping().starts_with("HTTP/1.1 200"));
    let free = Server::start(&api(LIMITED)).unwrap();
    assert!((0..10).all(|_| doc::get(&free, "/ping").starts_with("HTTP/1.1 200")));
}

#[tokio::test]
async fn the_log_has_a_line_for_each_request_and_no_secret() {
    let api = spec("specs/te.yaml");
    let lines: Arc<Mutex<Vec<String>>> = Arc::default();
    let server = {
        let lines = Arc::clone(&lines);
        let tell = move |entry: &specwright_mock::Entry| {
            let mut lines = lines.lock().unwrap();
            lines.push(entry.line());
            lines.push(serde_json::to_string(entry).unwrap());
        };
        Server::builder()
            .api(&api)
            .on_request(tell)
            .start()
            .unwrap()
    };
    let client = Client::new(&api, &server, &[("token", "s3cr3t")]);
    client
        .call("raw_get", json!({"route": "open/x"}))
        .await
        .unwrap();
    send(
        &server,
        b"PATCH /nowhere/s%0a?token=s3cr3t HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    );
    let lines = lines.lock().unwrap();
    assert_eq!(lines.len(), 4);
    assert!(
        lines[0].starts_with("200 GET /open/x?token=***  te.raw_get"),
        "{lines:?}"
    );
    let entry: Json = serde_json::from_str(&lines[1]).unwrap();
    assert_eq!(
        (&entry["operation"], &entry["status"]),
        (&json!("raw_get"), &json!(200))
    );
    assert!(
        lines[2].starts_with("405 PATCH /nowhere/s%0a "),
        "{lines:?}"
    );
    assert!(
        lines.iter().all(|line| !line.contains("s3cr3t")),
        "{lines:?}"
    );
}

#[tokio::test]
async fn several_apis_share_a_port() {
    let (tca, te) = (spec("specs/tca"), spec("specs/te.yaml"));
    let server = Server::builder().api(&tca).api(&te).start().unwrap();
    let client = Client::of(&tca, &server.url_of("tca"), &[("token", "t")]);
    client
        .call("list_teams", json!({"org_sid": "o"}))
        .await
        .unwrap();
    let client = Client::of(&te, &server.url_of("te"), &[("token", "t")]);
    client
        .call("raw_get", json!({"route": "open/x"}))
        .await
        .unwrap();
    // The base path of the service's own address is there too.
    let answer = get_with(
        &server,
        "/tca/server/main/api/orgs/o/teams/",
        "Authorization: Token t\r\n",
    );
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let lost = doc::get(&server, "/main/api/orgs/o/teams/");
    assert!(
        lost.starts_with("HTTP/1.1 404") && lost.contains("/tca, /te"),
        "{lost}"
    );
    assert!(
        Server::builder()
            .api(&te)
            .api(&te)
            .start()
            .unwrap_err()
            .to_string()
            .contains("`te`")
    );
}

#[tokio::test]
async fn only_the_fields_that_were_asked_for_are_there() {
    let api = spec("specs/tencent_chat.yaml");
    let server = Server::start(&api).unwrap();
    let client = Client::new(
        &api,
        &server,
        &[
            ("sdk_app_id", "1"),
            ("identifier", "admin"),
            ("secret_key", "mock-secret_key"),
        ],
    );
    let days = client
        .call(
            "get_app_info",
            json!({"RequestField": ["AppName", "LoginTimes"]}),
        )
        .await
        .unwrap();
    let names: Vec<&String> = days[0].as_object().unwrap().keys().collect();
    assert_eq!(names, ["AppName", "Date", "LoginTimes"]);
    let all = client.call("get_app_info", json!({})).await.unwrap();
    assert!(all[0].as_object().unwrap().len() > 30);
    let sample = client
        .call(
            "get_app_info",
            json!({"RequestField": ["ChainIncrease", "ChainDecrease"]}),
        )
        .await
        .unwrap();
    assert_eq!(sample[0]["ChainDecrease"], "8");
}

const KEPT: &str = r#"
specwright: 1
api: kept
title: Kept
servers: {main: "https://kept.example"}
credentials: {token: secret}
operations:
  get: {call: "GET /tok/{s}", params: {s: secret}, returns: any}
  list:
    call: GET /items
    auth: [{header: Authorization, value: "Bearer {token}"}]
    params: {n: u32, m: u32}
    returns: any
"#;

/// A server, and the lines that it logs.
fn logged(spec: &str) -> (Server, Arc<Mutex<Vec<String>>>) {
    let lines: Arc<Mutex<Vec<String>>> = Arc::default();
    let tell = {
        let lines = Arc::clone(&lines);
        move |entry: &specwright_mock::Entry| lines.lock().unwrap().push(entry.line())
    };
    let server = Server::builder().api(&api(spec)).on_request(tell).start();
    (server.unwrap(), lines)
}

#[test]
fn a_secret_in_a_path_is_not_logged_though_the_request_is_wrong() {
    let (server, lines) = logged(KEPT);
    for head in [
        "DELETE /tok/PATHSECRET HTTP/1.1\r\n",
        "GET /tok/PATHSECRET HTTP/1.1\r\nX-Mock-Fault: flood\r\n",
        "POST /tok/PATHSECRET HTTP/1.1\r\nTransfer-Encoding: chunked\r\n",
    ] {
        let rest = "Host: x\r\nConnection: close\r\n\r\nZZ\r\n";
        send(&server, format!("{head}{rest}").as_bytes());
    }
    let lines = lines.lock().unwrap();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].starts_with("405 DELETE /tok/{s}"), "{lines:?}");
    assert!(
        lines[1].starts_with("400 GET /tok/{s} (X-Mock-Fault takes reset,"),
        "{lines:?}"
    );
    assert!(
        lines[2].starts_with("400 POST /tok/{s} (the body broke off)"),
        "{lines:?}"
    );
    assert!(lines.iter().all(|line| !line.contains("PATHSECRET")));
}

#[test]
fn the_log_tells_of_waits_and_of_what_the_spec_does_not_name() {
    let (server, lines) = logged(KEPT);
    let header = "Authorization: Bearer t\r\nX-Mock-Latency: 1ms\r\n";
    get_with(&server, "/items?n=1&other=2", header);
    let options = b"OPTIONS /items HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    assert!(send(&server, options).starts_with("HTTP/1.1 204"));
    let lines = lines.lock().unwrap();
    assert!(lines[0].contains("(1 ms later)"), "{lines:?}");
    assert!(
        lines[0].contains("note: query parameter `other` is not in the spec"),
        "{lines:?}"
    );
    assert!(!lines[1].contains('\n'), "{lines:?}");
}

#[test]
fn a_wish_excuses_its_own_value_and_nothing_else() {
    let server = Server::start(&api(KEPT)).unwrap();
    let right = "Authorization: Bearer t\r\n";
    let status = |target: &str, headers: &str| {
        let answer = get_with(&server, target, headers);
        answer
            .split(' ')
            .nth(1)
            .map(str::to_owned)
            .unwrap_or_default()
    };
    assert_eq!(status("/items?n=mock:latency:1ms", right), "200");
    assert!(server.refused().is_empty());
    assert_eq!(status("/items?n=mock:latency:1ms", ""), "401");
    assert_eq!(status("/items?n=mock:latency:1ms&m=x", right), "400");
    assert_eq!(status("/items?other=mock:latency:1ms&m=x", right), "400");
    assert_eq!(server.refused().len(), 3);
}
