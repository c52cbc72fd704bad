//! Answers that no document shows: each gives a typed error that keeps what there is to keep.

use specwright_apis::rt;
use specwright_apis::tca::{Client, Error, types};

use crate::server::{Reply, Server};
use crate::support::always;

fn client(server: &Server) -> Client {
    Client::builder()
        .token("fault-token-81d2")
        .base_url(server.url_of("tca"))
        .build()
        .expect("a client")
}

type Page = types::Page<types::Repo>;

async fn answer(reply: Reply) -> Result<Page, Error> {
    client(&always(reply)).list_repos("o", "t").send().await
}

fn wrapped(results: &str) -> Reply {
    Reply::json(
        200,
        format!(r#"{{"data":{{"results":{results}}},"code":0,"msg":"","status_code":200}}"#),
    )
}

#[tokio::test]
async fn html_from_a_proxy_keeps_status_type_and_first_bytes() {
    for status in [200, 401, 404, 502] {
        let html = "<html><head><title>502 Bad Gateway</title></head><body><hr></html>";
        let error = answer(Reply::new(status, "text/html", html))
            .await
            .expect_err("HTML");
        assert_eq!(error.kind(), rt::ErrorKind::Decode);
        assert_eq!(error.status(), Some(status));
        assert_eq!(error.content_type(), Some("text/html"));
        assert!(error.body().is_some_and(|body| body.starts_with(b"<html>")));
        assert_eq!(error.is_auth(), status == 401);
        assert_eq!(error.is_retryable(), status == 502);
    }
}

#[tokio::test]
async fn a_truncated_document_is_a_decode_error() {
    let error = answer(Reply::json(200, r#"{"data":{"results":[{"id":2"#))
        .await
        .expect_err("cut");
    assert_eq!(error.kind(), rt::ErrorKind::Decode);
    assert!(
        error
            .body()
            .is_some_and(|body| body.starts_with(b"{\"data\""))
    );
}

#[tokio::test]
async fn a_connection_that_ends_early_is_a_transport_error() {
    let error = answer(Reply::json(200, r#"{"data":"#).cut_short())
        .await
        .expect_err("cut");
    assert_eq!(error.kind(), rt::ErrorKind::Transport);
    assert!(error.is_retryable(), "a read may be repeated");
}

#[tokio::test]
async fn an_empty_body_is_no_page() {
    for (status, kind) in [
        (200, rt::ErrorKind::Decode),
        (204, rt::ErrorKind::Decode),
        (500, rt::ErrorKind::Api),
    ] {
        let error = answer(Reply::json(status, "")).await.expect_err("nothing");
        assert_eq!((error.kind(), error.status()), (kind, Some(status)));
    }
}

#[tokio::test]
async fn json_of_another_shape_is_a_decode_error() {
    for body in [
        "null",
        "[]",
        "3",
        "\"x\"",
        "{}",
        r#"{"data":7,"code":0}"#,
        r#"{"data":{},"code":{}}"#,
    ] {
        let error = answer(Reply::json(200, body)).await.expect_err(body);
        assert!(
            matches!(error.kind(), rt::ErrorKind::Decode | rt::ErrorKind::Api),
            "{body}: {error}"
        );
        assert_eq!(error.status(), Some(200));
    }
}

#[tokio::test]
async fn a_wrong_type_is_named_by_its_path() {
    let error = answer(wrapped(r#"[{"id":1},{"id":"2"}]"#))
        .await
        .expect_err("text for a number");
    assert_eq!(error.kind(), rt::ErrorKind::Decode);
    assert_eq!(error.path(), Some("data.results[1].id"));
    let error = answer(wrapped(r#"[{"id":1,"name":5}]"#))
        .await
        .expect_err("a number for text");
    assert_eq!(error.path(), Some("data.results[0].name"));
}

#[tokio::test]
async fn missing_null_and_unknown_fields_are_forgiven() {
    let page = answer(wrapped(
        r#"[{"id":1,"name":null,"brand_new":{"x":[1]}},{"id":2}]"#,
    ))
    .await
    .expect("a page");
    assert_eq!(
        (&page.results[0].name, &page.results[1].name),
        (&None, &None)
    );
}

#[tokio::test]
async fn a_missing_required_field_is_named_by_its_path() {
    let error = answer(wrapped(r#"[{"id":1},{"name":"x"}]"#))
        .await
        .expect_err("no id");
    assert_eq!(
        (error.kind(), error.path()),
        (rt::ErrorKind::Decode, Some("data.results[1].id"))
    );
    let error = answer(wrapped(r#"[{"id":null}]"#))
        .await
        .expect_err("a null id");
    assert_eq!(error.path(), Some("data.results[0].id"));
}

#[tokio::test]
async fn nobody_listening_is_a_transport_error_worth_another_try() {
    let client = Client::builder()
        .token("fault-token-81d2")
        .base_url("http://127.0.0.1:1")
        .build()
        .expect("a client");
    let error = client.list_teams("o").send().await.expect_err("nobody");
    assert_eq!(
        (error.kind(), error.status()),
        (rt::ErrorKind::Transport, None)
    );
    assert!(error.is_retryable());
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_the_token() {
    let other = always(Reply::json(200, "{}"));
    let server = always(Reply::json(302, "").header("Location", &other.url_of("tca")));
    let error = client(&server)
        .list_teams("o")
        .send()
        .await
        .expect_err("a redirect");
    assert_eq!(error.status(), Some(302));
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn a_missing_credential_is_said_before_anything_is_sent() {
    let server = always(Reply::json(200, "{}"));
    let built = Client::builder().base_url(server.url_of("tca")).build();
    let error = match built {
        Err(error) => error,
        Ok(client) => client.list_teams("o").send().await.expect_err("no token"),
    };
    assert_eq!(error.kind(), rt::ErrorKind::Build);
    assert!(error.to_string().contains("token"), "{error}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn garbage_never_panics() {
    let good = include_str!("fixtures/tca_repos.json").as_bytes();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let server = {
        let bodies: Vec<Vec<u8>> = (0..300).map(|_| mutate(good, &mut state)).collect();
        let next = std::sync::atomic::AtomicUsize::new(0);
        Server::start(move |_| {
            let index = next.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            Reply::json(200, bodies[index % bodies.len()].clone())
        })
        .expect("a port")
    };
    let client = client(&server);
    for _ in 0..300 {
        if let Err(error) = client.list_repos("o", "t").send().await {
            assert!(!error.to_string().is_empty());
        }
    }
}

/// Flips, drops or doubles a few bytes.
fn mutate(good: &[u8], state: &mut u64) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for _ in 0..4 {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        let at = (*state as usize) % bytes.len();
        match *state % 3 {
            0 => bytes[at] = (*state >> 24) as u8,
            1 => drop(bytes.remove(at)),
            _ => bytes.insert(at, bytes[at]),
        }
    }
    bytes
}
