//! `specwright call` of operations that need a token: bought where it is not given, and never shown.

use serde_json::json;

use crate::cloud::{APP_TOKEN, TENANT_TOKEN, assert_no_secret, call, offline, selling};
use crate::server::{Reply, Server};

#[test]
fn tokens_of_two_levels_are_bought_and_sent() {
    let server = selling(|_, _| Reply::json(r#"{"name":"me"}"#));
    let ran = call(&server, "me").run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.json(), json!({"name": "me"}));
    let expected = [
        "POST /v1/oauth/token",
        "POST /v1/tenant/token",
        "GET /v1/me",
    ];
    assert_eq!(server.targets(), expected);
    let requests = server.requests();
    assert_eq!(requests[0].body, "grant_type=client_credentials");
    let basic = requests[0].header("authorization").unwrap_or_default();
    assert!(basic.starts_with("Basic "), "{basic}");
    let bearer = |token: &str| Some(format!("Bearer {token}"));
    let sent = |at: usize| requests[at].header("authorization").map(str::to_owned);
    assert_eq!(sent(1), bearer(APP_TOKEN));
    assert_eq!(sent(2), bearer(TENANT_TOKEN));
}

#[test]
fn a_token_is_bought_once_for_all_pages() {
    let server = selling(|request, _| match request.query("offset") {
        None => Reply::json(r#"{"results":[{"id":1},{"id":2}],"total":3}"#),
        Some(_) => Reply::json(r#"{"results":[{"id":3}],"total":3}"#),
    });
    let ran = call(&server, "mine --all-pages").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.json(), json!([{"id": 1}, {"id": 2}, {"id": 3}]));
    let expected = [
        "POST /v1/oauth/token",
        "POST /v1/tenant/token",
        "GET /v1/mine",
        "GET /v1/mine",
    ];
    assert_eq!(server.targets(), expected);
}

#[test]
fn a_token_that_is_given_is_not_bought_and_needs_no_other_credential() {
    for by_option in [true, false] {
        let server = selling(|_, _| Reply::json("{}"));
        let run = offline("me").arg("--server").arg(server.url() + "/v1");
        let ran = match by_option {
            true => run.arg("--credential").arg("tenant_token=given").run(),
            false => run.env("CLOUD_TENANT_TOKEN", "given").run(),
        };
        assert_eq!(ran.code, 0, "{}", ran.err);
        let request = server.request();
        assert_eq!(request.header("authorization"), Some("Bearer given"));
    }
}

#[test]
fn what_buying_a_token_needs_is_asked_for() {
    let ran = offline("me").run();
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(
        ran.err,
        "error: `me` needs the credentials `app` (set CLOUD_APP) and `secret` (set CLOUD_SECRET), \
         or --credential app=VALUE\n"
    );
}

#[test]
fn a_refused_exchange_is_the_error_of_the_call() {
    let server = Server::by(|_, _| Reply::json(r#"{"error":"void","text":"who?"}"#).status(401));
    let ran = call(&server, "me --retries 0").run();
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(ran.error()["error"]["code"], "void", "{}", ran.err);
    assert_no_secret(&ran.err);
    let asked = server.targets();
    assert!(
        asked.iter().all(|target| target == "POST /v1/oauth/token"),
        "{asked:?}"
    );
}

#[test]
fn a_void_token_is_bought_anew_once() {
    let server = selling(|_, before| match before {
        0 => Reply::json(r#"{"error":"void"}"#).status(401),
        _ => Reply::json("{}"),
    });
    let ran = call(&server, "me").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let bought = server.targets();
    let bought = bought
        .iter()
        .filter(|target| target.ends_with("tenant/token"));
    assert_eq!(bought.count(), 2);
}

#[test]
fn the_exchange_is_told_without_its_tokens() {
    let server = selling(|_, _| Reply::json("{}"));
    let ran = call(&server, "me --verbose").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    for told in [
        "> POST /v1/oauth/token",
        "> POST /v1/tenant/token",
        "> GET /v1/me",
    ] {
        assert!(ran.err.contains(told), "{told} in {}", ran.err);
    }
    assert_no_secret(&ran.err);
}

#[test]
fn of_several_ways_one_is_chosen() {
    let server = selling(|_, _| Reply::json("{}"));
    let ran = call(&server, "me --auth signed").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    // The token is for the other way, so it is not bought.
    let request = server.request();
    assert_eq!(request.header("x-app"), Some("my-app"));
    assert_eq!(request.header("x-sum").map(str::len), Some(64));
    assert_eq!(request.header("authorization"), None);

    let ran = offline("me --auth bear").run();
    let expected = "error: `me` has no way `bear`; did you mean `bearer`?\n";
    assert_eq!((ran.code, ran.err.as_str()), (2, expected));
    let ran = offline("log_in --auth signed").run();
    let expected = "error: `log_in` is authorised in one way only; --auth has nothing to choose\n";
    assert_eq!((ran.code, ran.err.as_str()), (2, expected));
}
