//! Whole calls over the loopback interface.

use std::{io::Write, net::TcpListener, thread, time::Duration};

use specwright_runtime::{self as rt, ErrorKind, ReqwestTransport};

use crate::{
    api::{self, GetItem, Guarded, Item, MakeItem, PASSWORD, TOKEN},
    server::{Reply, Server},
};

const JSON: &str = "application/json";

fn core(url: &str) -> rt::Core {
    api::builder().base_url(url).build().expect("a client")
}

#[tokio::test]
async fn a_call_and_its_answer() {
    let answer = r#"{"code":0,"data":{"id":7},"request":{"id":"r-9"}}"#;
    let server = Server::start([Reply::with_headers(
        200,
        "content-type: application/json\r\nx-left: 3\r\n",
        answer,
    )]);
    let core = core(&format!("{}/pre/", server.url)).clone();
    let response = rt::send_with_response(
        &core,
        &Guarded { pin: "1234".into() },
        &rt::CallOptions::default(),
    )
    .await
    .expect("an answer");
    assert_eq!(response.payload(), &Item { id: 7, name: None });
    assert_eq!(
        (response.status(), response.request_id()),
        (200, Some("r-9"))
    );
    assert_eq!(response.headers()["x-left"], "3");
    let request = server.request();
    let (head, body) = request.split_once("\r\n\r\n").expect("a head");
    assert!(
        head.starts_with("POST /pre/x?token=tok%2Fen%2Bs3cret%3D HTTP/1.1\r\n"),
        "{head}"
    );
    assert!(
        head.contains(&format!("x-token: Token {TOKEN}\r\n")),
        "{head}"
    );
    assert!(
        head.contains("authorization: Basic MTQwMDpwInNzIHfDtnJk"),
        "{head} {PASSWORD}"
    );
    assert!(
        head.contains("content-type: application/json")
            && head.contains("accept: application/json"),
        "{head}"
    );
    assert_eq!(body, r#"{"pin":"1234"}"#);
}

#[tokio::test]
async fn calls_can_be_spawned() {
    let server = Server::start([Reply::http(200, JSON, r#"{"code":0,"data":{"id":7}}"#)]);
    let core = core(&server.url);
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let call =
        is_send(async move { rt::send(&core, &GetItem {}, &rt::CallOptions::default()).await });
    assert_eq!(call.await.map(|item| item.id).ok(), Some(7));
}

#[tokio::test]
async fn requests_without_a_body_say_so() {
    let answer = Reply::http(200, JSON, r#"{"code":0,"data":{"id":7}}"#);
    let server = Server::start([answer.clone(), answer]);
    let core = core(&server.url);
    rt::send(&core, &GetItem {}, &rt::CallOptions::default())
        .await
        .expect("an answer");
    assert!(!server.request().contains("content-"));
    rt::send(&core, &MakeItem {}, &rt::CallOptions::default())
        .await
        .expect("an answer");
    assert!(server.request().contains("content-length: 0\r\n"));
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let server = Server::start([Reply::with_headers(
        301,
        "location: https://u:p@elsewhere.example.com:8/?token=x\r\n",
        "",
    )]);
    let error = rt::send(&core(&server.url), &GetItem {}, &rt::CallOptions::default())
        .await
        .expect_err("a failure");
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Decode, Some(301))
    );
    let host = server.url.trim_start_matches("http://");
    let says = format!(
        "the service redirects from {host} to elsewhere.example.com:8, which is not followed"
    );
    assert_eq!(error.message(), Some(says.as_str()));
}

#[tokio::test]
async fn waiting_as_asked() {
    let server = Server::start([Reply::with_headers(429, "retry-after: 7\r\n", "slow down")]);
    let error = rt::send(
        &core(&server.url),
        &MakeItem {},
        &rt::CallOptions::default(),
    )
    .await
    .expect_err("a failure");
    assert_eq!(
        (error.retry_after(), error.is_retryable()),
        (Some(Duration::from_secs(7)), true)
    );
}

#[tokio::test]
async fn nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let error = rt::send(
        &core(&url),
        &Guarded { pin: "1".into() },
        &rt::CallOptions::default(),
    )
    .await
    .expect_err("a failure");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.is_connect() && error.is_retryable() && !error.is_timeout());
    assert_eq!(error.status(), None);
    assert!(
        error
            .to_string()
            .starts_with("demo guarded: no answer: no connection: "),
        "{error}"
    );
    assert!(!error.to_string().contains("127.0.0.1/"), "{error}");
    let make = rt::send(&core(&url), &MakeItem {}, &rt::CallOptions::default())
        .await
        .expect_err("a failure");
    assert!(make.is_retryable(), "nothing was sent");
}

#[tokio::test]
async fn the_server_speaks_no_tls() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("https://{}", listener.local_addr().expect("an address"));
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    });
    let error = rt::send(&core(&url), &MakeItem {}, &rt::CallOptions::default())
        .await
        .expect_err("a failure");
    assert!(error.is_connect() && error.is_retryable(), "{error:?}");
    assert!(server.join().is_ok());
}

#[tokio::test]
async fn the_connection_breaks() {
    let cut = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"code\":0".to_vec();
    for bytes in [Vec::new(), b"HTTP/1.1 200".to_vec(), cut] {
        let server = Server::start([Reply::Bytes(bytes.clone()), Reply::Bytes(bytes)]);
        let core = core(&server.url);
        let get = rt::send(&core, &GetItem {}, &rt::CallOptions::default())
            .await
            .expect_err("a failure");
        assert_eq!(get.kind(), ErrorKind::Transport, "{get:?}");
        assert!(
            get.is_retryable() && !get.is_timeout() && !get.is_connect(),
            "{get:?}"
        );
        let make = rt::send(&core, &MakeItem {}, &rt::CallOptions::default())
            .await
            .expect_err("a failure");
        assert!(!make.is_retryable(), "the server may have acted: {make:?}");
    }
}

#[tokio::test]
async fn the_server_says_nothing() {
    let server = Server::start([Reply::Silence, Reply::Silence]);
    let core = api::builder()
        .base_url(&server.url)
        .timeout(Duration::from_millis(50))
        .build()
        .expect("a client");
    let get = rt::send(&core, &GetItem {}, &rt::CallOptions::default())
        .await
        .expect_err("a failure");
    assert!(
        get.is_timeout() && get.is_retryable() && !get.is_connect(),
        "{get:?}"
    );
    let make = rt::send(&core, &MakeItem {}, &rt::CallOptions::default())
        .await
        .expect_err("a failure");
    assert!(make.is_timeout() && !make.is_retryable(), "{make:?}");
}

#[tokio::test]
async fn answers_have_a_limit() {
    let long = "x".repeat(5000);
    let chunks = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1388\r\n{long}\r\n1388\r\n{long}\r\n0\r\n\r\n"
    );
    let server = Server::start([
        Reply::http(200, JSON, &long),
        Reply::Bytes(chunks.clone().into()),
        Reply::Bytes(chunks.into()),
    ]);
    let limited = |bytes| {
        let transport = ReqwestTransport::new()
            .expect("a transport")
            .answer_limit(bytes);
        api::builder()
            .base_url(&server.url)
            .transport(transport)
            .build()
            .expect("a client")
    };
    for _ in 0..2 {
        let error = rt::send(&limited(4000), &GetItem {}, &rt::CallOptions::default())
            .await
            .expect_err("a failure");
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert!(
            error
                .message()
                .is_some_and(|message| message.contains("4000 bytes")),
            "{error}"
        );
    }
    let error = rt::send(&limited(10_000), &GetItem {}, &rt::CallOptions::default())
        .await
        .expect_err("a failure");
    assert_eq!(error.kind(), ErrorKind::Decode, "all of it came");
}

#[test]
fn builders_choose_servers_and_values() {
    let uri = |builder: rt::CoreBuilder| {
        let core = builder.build()?;
        core.prepare(<GetItem as rt::Operation>::DESCRIPTION, &GetItem {})
            .map(|sent| sent.uri().to_string())
    };
    let new = || rt::CoreBuilder::new(&api::API);
    let lookup = |name: &str| (name == "DEMO_ENV").then(|| "from-env".to_owned());
    assert_eq!(
        uri(new()).ok().as_deref(),
        Some("https://prod.example.com/base/x")
    );
    assert_eq!(
        uri(new().server("other")).ok().as_deref(),
        Some("http://other.example.com/x")
    );
    assert_eq!(
        uri(new().from_lookup(lookup)).ok().as_deref(),
        Some("https://from-env.example.com/base/x")
    );
    assert_eq!(
        uri(new().set("env", "x").from_lookup(lookup))
            .ok()
            .as_deref(),
        Some("https://x.example.com/base/x")
    );
    assert_eq!(
        uri(new().server("other").base_url("https://h/a//"))
            .ok()
            .as_deref(),
        Some("https://h/a/x")
    );
    let says = |builder| {
        uri(builder)
            .map_err(|error| error.to_string())
            .expect_err("a failure")
    };
    assert_eq!(
        says(new().server("x")),
        "demo client: not sent: there is no server `x`; there are: main, other"
    );
    assert_eq!(
        says(new().set("env", "a/b")),
        "demo client: not sent: server variable `env` may not contain '/'"
    );
    assert!(says(new().set("x", "y")).ends_with("there are: app_id, token, password, env"));
    let core = new().build().expect("a client");
    let error = core
        .prepare(
            <Guarded as rt::Operation>::DESCRIPTION,
            &Guarded { pin: "1".into() },
        )
        .expect_err("no token");
    assert_eq!(
        error.to_string(),
        "demo guarded: not sent: credential `token` is missing: give it to the client builder or set DEMO_TOKEN"
    );
}
