//! Tokens are bought, count, and come to an end; credentials are right or wrong.

use std::time::Duration;

use serde_json::json;
use specwright_mock::{Clock, Server};
use specwright_runtime as rt;

use crate::client::{Client, api, spec};

const SPEC: &str = r#"
specwright: 1
api: bank
title: Bank
servers: {main: "https://bank.example"}
credentials: {key: string, secret: secret}
tokens:
  session: {operation: log_in, value: session.token, expires: {in: session.minutes, unit: m}}
  ticket: {operation: take_ticket, value: ticket, expires: {at: ends}}
auth: [{header: Authorization, value: "Bearer {session}"}]
envelope: [{success: {status: 2xx}, code: code, message: message}]
errors:
  Expired: {class: auth, status: 401, retry: after_auth}
  Denied: {class: auth, status: 403}
types:
  LogIn: {fields: {session: {type: Session, required: true}}}
  Session: {fields: {token: {type: secret, required: true}, minutes: {type: u32, required: true}}}
  Ticket: {fields: {ticket: {type: secret, required: true}, ends: {type: timestamp, format: epoch_millis, required: true}}}
  Balance: {fields: {amount: i64}}
operations:
  log_in:
    call: POST /log_in
    auth: [{basic: {user: "{key}", password: "{secret}"}}]
    returns: LogIn
  take_ticket: {call: POST /tickets, returns: Ticket}
  get_balance: {call: GET /balance, returns: Balance}
  enter: {call: GET /enter, auth: [{query: ticket, value: "{ticket}"}], returns: Balance}
"#;

const WHO: [(&str, &str); 2] = [("key", "k"), ("secret", "s")];

#[tokio::test]
async fn a_token_that_was_bought_is_right_until_it_ends() {
    let api = api(SPEC);
    let clock = Clock::standing("2024-05-01T00:00:00Z".parse().unwrap());
    let server = Server::builder()
        .api(&api)
        .clock(&clock)
        .token_life(Duration::from_secs(600))
        .start()
        .unwrap();
    let client = Client::new(&api, &server, &WHO);
    client.call("get_balance", json!({})).await.unwrap();
    client.call("get_balance", json!({})).await.unwrap();
    assert_eq!(bought(&server, "log_in"), 1);
    // Ten minutes later the server has forgotten it, which the client hears and buys another one.
    clock.advance(Duration::from_secs(600));
    client.call("get_balance", json!({})).await.unwrap();
    assert_eq!(bought(&server, "log_in"), 2);
    server.expire_tokens();
    client.call("get_balance", json!({})).await.unwrap();
    assert_eq!(bought(&server, "log_in"), 3);
    assert_eq!(server.refused().len(), 2);
}

#[tokio::test]
async fn a_token_buys_a_token() {
    let api = api(SPEC);
    let server = Server::start(&api).unwrap();
    let client = Client::new(&api, &server, &WHO);
    client.call("enter", json!({})).await.unwrap();
    let order: Vec<_> = server
        .calls()
        .into_iter()
        .filter_map(|seen| seen.operation)
        .collect();
    assert_eq!(order, ["log_in", "take_ticket", "enter"]);
    assert!(server.refused().is_empty());
}

#[tokio::test]
async fn only_what_was_given_is_right() {
    let api = api(SPEC);
    let server = Server::builder()
        .api(&api)
        .credential("secret", "s3")
        .credential("session", "fixed")
        .start()
        .unwrap();
    let wrong = Client::new(&api, &server, &WHO);
    let error = wrong.call("log_in", json!({})).await.unwrap_err();
    assert!(error.is_auth(), "{error}");
    let right = Client::new(&api, &server, &[("key", "any"), ("secret", "s3")]);
    right.call("get_balance", json!({})).await.unwrap();
    let fixed = Client::new(&api, &server, &[("session", "fixed")]);
    fixed.call("get_balance", json!({})).await.unwrap();
    let made_up = Client::new(&api, &server, &[("session", "made up")]);
    let error = made_up.call("get_balance", json!({})).await.unwrap_err();
    assert!(error.is_auth(), "{error}");
    assert!(
        Server::builder()
            .api(&api)
            .credential("secrte", "x")
            .start()
            .unwrap_err()
            .to_string()
            .contains("`secret`")
    );
}

#[tokio::test]
async fn a_token_that_a_test_hands_out_is_right() {
    let api = api(SPEC);
    let server = Server::start(&api).unwrap();
    server
        .expect("log_in")
        .answer(json!({"session": {"token": "t-1", "minutes": 5}}));
    let client = Client::new(&api, &server, &WHO);
    client.call("get_balance", json!({})).await.unwrap();
    let sent = server
        .calls()
        .last()
        .and_then(|seen| seen.header("authorization").map(str::to_owned));
    assert_eq!(sent.as_deref(), Some("Bearer t-1"));
}

#[tokio::test]
async fn the_tokens_of_real_services_are_bought() {
    for (path, operation, values, credentials) in [
        (
            "specs/weda.yaml",
            "list_records",
            json!({"env_type": "prod", "datasource": "d"}),
            [("secret_id", "i"), ("secret_key", "k")],
        ),
        (
            "examples/specs/lark.yaml",
            "list_chats",
            json!({}),
            [("app_id", "i"), ("app_secret", "k")],
        ),
    ] {
        let api = spec(path);
        let server = Server::start(&api).unwrap();
        let client = Client::new(&api, &server, &credentials);
        client.call(operation, values).await.unwrap();
        assert!(server.refused().is_empty(), "{:?}", server.refused());
    }
}

#[tokio::test]
async fn signatures_are_checked() {
    let api = spec("specs/quickbi.yaml");
    let server = Server::builder()
        .api(&api)
        .credential("access_key_secret", "right")
        .start()
        .unwrap();
    let call = async |secret: &str| {
        let client = Client::new(
            &api,
            &server,
            &[("access_key_id", "i"), ("access_key_secret", secret)],
        );
        client
            .call("create_embed_token", json!({"WorksId": "w"}))
            .await
    };
    call("right").await.unwrap();
    let error = call("wrong").await.unwrap_err();
    assert_eq!(
        (error.kind(), error.is_auth()),
        (rt::ErrorKind::Api, true),
        "{error}"
    );
}

fn bought(server: &Server, operation: &str) -> usize {
    server
        .calls()
        .iter()
        .filter(|seen| seen.operation.as_deref() == Some(operation))
        .count()
}
