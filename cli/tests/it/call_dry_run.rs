//! `specwright call --dry-run`: what would be sent, without anything secret in it.

use serde_json::Value;

use crate::cloud::{SECRET, assert_no_secret, call, offline};
use crate::run::{Run, specwright, top};
use crate::server::Server;

#[test]
fn a_request_is_shown_and_nothing_is_sent() {
    let server = Server::json(200, "{}");
    let args = "log_in key=k3y-of-door pin=p1n-of-card note=hi --dry-run --server";
    let run = offline(args).arg(server.url());
    let ran = run
        .env("CLOUD_APP", "my-app")
        .env("CLOUD_SECRET", SECRET)
        .arg(r#"login={"user":"ann","password":"pa55"}"#)
        .run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let expected = format!(
        "POST {}/sessions/[hidden]?app=[hidden]&pin=[hidden]\n\
         accept: application/json\n\
         user-agent: specwright/{}\n\
         content-type: application/json\n\
         authorization: Bearer [token]\n\
         \n\
         {{\"secret_key\":\"[hidden]\",\"login\":{{\"user\":\"ann\",\"password\":\"[hidden]\"}},\"note\":\"hi\"}}\n",
        server.url(),
        env!("CARGO_PKG_VERSION")
    );
    assert_eq!(ran.out, expected);
    assert_eq!(server.count(), 0);
}

#[test]
fn a_token_need_not_be_bought_or_given() {
    let ran = offline("me --dry-run").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.starts_with("GET https://cloud.example/v1/me\n"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("authorization: Bearer [token]\n"),
        "{}",
        ran.out
    );
    let given = offline("me --dry-run --credential tenant_token=g1ven").run();
    assert_eq!(given.out, ran.out);
}

#[test]
fn signatures_and_what_they_are_made_of_are_hidden() {
    let server = Server::json(200, "{}");
    let ran = call(&server, "me --auth signed --dry-run").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("x-sum: [hidden]\n"), "{}", ran.out);
    assert!(ran.out.contains("x-app: [hidden]\n"), "{}", ran.out);
    assert_no_secret(&ran.out);
}

#[test]
fn basic_authorisation_and_forms_are_shown_hidden() {
    let server = Server::json(200, "{}");
    let ran = call(&server, "buy_app_token --dry-run").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("authorization: Basic [hidden]\n"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.ends_with("\n\ngrant_type=client_credentials\n"),
        "{}",
        ran.out
    );
}

#[test]
fn the_signed_apis_show_nothing_that_was_signed_with() {
    let ran = specwright("call quickbi create_embed_token WorksId=w --dry-run")
        .folder(&crate::run::top())
        .env("QUICKBI_ACCESS_KEY_ID", "testid-77")
        .env("QUICKBI_ACCESS_KEY_SECRET", "testsecret-41c9")
        .run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("WorksId=w"), "{}", ran.out);
    assert!(!ran.out.contains("testsecret"), "{}", ran.out);
    let ran = specwright("call tencent_chat get_app_info --dry-run")
        .folder(&crate::run::top())
        .env("TENCENT_CHAT_SDK_APP_ID", "88888888")
        .env("TENCENT_CHAT_IDENTIFIER", "admin-5")
        .env("TENCENT_CHAT_SECRET_KEY", "test-key-0123456789")
        .run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("usersig=[hidden]"), "{}", ran.out);
    assert!(!ran.out.contains("test-key"), "{}", ran.out);
}

#[test]
fn a_request_that_cannot_be_made_is_an_error() {
    let run = specwright("call specs/shop.yaml add_item Name=a Price=1 Bundle=true --dry-run");
    let ran = run.env("SHOP_KEY", "k").env("SHOP_ACCOUNT", "1").run();
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(ran.error()["error"]["kind"], "build");
}

#[test]
fn no_operation_of_the_five_apis_shows_a_secret() {
    let inspected = specwright("inspect specs --format json")
        .folder(&top())
        .run();
    let inspected = inspected.json();
    let (mut shown, mut all) = (0, 0);
    for api in inspected["apis"].as_array().unwrap() {
        for operation in api["operations"].as_array().unwrap() {
            let run = sample_call(api, operation);
            let credentials = api["credentials"].as_array().unwrap();
            let run = credentials.iter().fold(run, |run, credential| {
                let env = credential["env"].as_str().unwrap_or_default();
                run.env(env, &value_of(credential))
            });
            let ran = run.run();
            for credential in credentials.iter().filter(|one| one["type"] == "secret") {
                let (name, value) = (&operation["name"], value_of(credential));
                let text = format!("{}{}", ran.out, ran.err);
                assert!(!text.contains(&value), "{name}: {text}");
            }
            all += 1;
            shown += usize::from(ran.code == 0 && ran.out.contains(" http"));
        }
    }
    assert!(
        all >= 10 && shown * 10 >= all * 9,
        "only {shown} of {all} were shown"
    );
}

fn value_of(credential: &Value) -> String {
    match credential["type"].as_str() {
        Some("integer") => "1400123456".to_owned(),
        _ => format!("s3cret-{}", credential["name"].as_str().unwrap_or_default()),
    }
}

/// A dry run with the parameters of a sample, and with others where those are not all.
fn sample_call(api: &Value, operation: &Value) -> Run {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let args = "--server http://127.0.0.1:1 --dry-run";
    let command = format!(
        "call {} {} {args}",
        text(&api["name"]),
        text(&operation["name"])
    );
    let samples = operation["samples"].as_array().unwrap();
    let params = samples
        .iter()
        .find_map(|sample| sample["params"].as_object());
    let mut run = specwright(&command).folder(&top());
    for (name, value) in params.into_iter().flatten() {
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        run = run.arg(format!("{name}={value}"));
    }
    let given = |name: &str| params.is_some_and(|params| params.contains_key(name));
    let needed = operation["params"].as_array().unwrap();
    let needed = needed
        .iter()
        .filter(|one| one["source"] == "caller" && one["required"] == true);
    for param in needed.filter(|one| !given(&text(&one["name"]))) {
        let value = match text(&param["type"]).as_str() {
            "string" | "secret" => "x".to_owned(),
            "date" | "datetime" | "timestamp" => "2024-01-31".to_owned(),
            other if other.starts_with("list") => "[]".to_owned(),
            _ => "1".to_owned(),
        };
        run = run.arg(format!("{}={value}", text(&param["name"])));
    }
    run
}
