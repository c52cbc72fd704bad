//! Lark: tokens of one and of two levels, a void token, pages by cursor, a file, bytes.

use serde_json::json;

use super::call;
use crate::run::Run;
use crate::server::{Reply, Request, Server};

const SECRETS: [&str; 5] = [
    "s3cret-of-app",
    "t1cket",
    "a-app-token",
    "t-tenant-token",
    "t-internal-token",
];

fn lark(server: &Server, args: &str) -> Run {
    call("lark", server, args)
        .env("LARK_APP_ID", "cli_a1")
        .env("LARK_APP_SECRET", "s3cret-of-app")
        .env("LARK_APP_TICKET", "t1cket")
        .env("LARK_TENANT_KEY", "736588c9")
}

/// Sells tokens, and leaves the rest to the script.
fn selling(script: impl Fn(&Request, usize) -> Reply + Send + 'static) -> Server {
    Server::by(move |request, before| {
        let sold = |name: &str, token: &str| {
            Reply::json(json!({"code": 0, "msg": "ok", name: token, "expire": 7200}).to_string())
        };
        match request.target() {
            "POST /auth/v3/app_access_token" => sold("app_access_token", "a-app-token"),
            "POST /auth/v3/tenant_access_token" => sold("tenant_access_token", "t-tenant-token"),
            "POST /auth/v3/tenant_access_token/internal" => {
                sold("tenant_access_token", "t-internal-token")
            }
            _ => script(request, before),
        }
    })
}

fn body(request: &Request) -> serde_json::Value {
    serde_json::from_str(&request.body).unwrap_or_default()
}

const CHATS: &str = r#"{"code":0,"data":{"items":[{"chat_id":"oc_1"}],"has_more":false}}"#;

#[test]
fn an_app_of_ones_own_buys_one_token() {
    let server = selling(|_, _| Reply::json(CHATS));
    let ran = lark(&server, "list_chats").run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.json()["items"][0]["chat_id"], "oc_1");
    let requests = server.requests();
    let expected = [
        "POST /auth/v3/tenant_access_token/internal",
        "GET /im/v1/chats",
    ];
    assert_eq!(server.targets(), expected);
    let bought_with = json!({"app_id": "cli_a1", "app_secret": "s3cret-of-app"});
    assert_eq!(body(&requests[0]), bought_with);
    assert_eq!(requests[0].header("authorization"), None);
    assert_eq!(
        requests[1].header("authorization"),
        Some("Bearer t-internal-token")
    );
}

#[test]
fn an_app_from_the_store_buys_one_token_with_another() {
    let server = selling(|_, _| Reply::json(CHATS));
    let ran = lark(&server, "list_chats --auth store --verbose").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    for secret in SECRETS {
        assert!(!ran.err.contains(secret), "{secret} in {}", ran.err);
    }
    let requests = server.requests();
    let expected = [
        "POST /auth/v3/app_access_token",
        "POST /auth/v3/tenant_access_token",
        "GET /im/v1/chats",
    ];
    assert_eq!(server.targets(), expected);
    assert_eq!(body(&requests[0])["app_ticket"], "t1cket");
    let bought_with = json!({"app_access_token": "a-app-token", "tenant_key": "736588c9"});
    assert_eq!(body(&requests[1]), bought_with);
    assert_eq!(
        requests[2].header("authorization"),
        Some("Bearer t-tenant-token")
    );
}

#[test]
fn a_void_token_is_bought_anew_once() {
    let server = selling(|_, _| {
        Reply::json(r#"{"code":99991663,"msg":"Invalid access token for authorization."}"#)
            .status(400)
    });
    let ran = lark(&server, "list_chats").run();
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(ran.error()["error"]["name"], "InvalidTenantToken");
    let (sell, chats) = (
        "POST /auth/v3/tenant_access_token/internal",
        "GET /im/v1/chats",
    );
    assert_eq!(server.targets(), [sell, chats, sell, chats]);
}

#[test]
fn groups_are_listed_to_the_end() {
    let server = selling(|request, _| {
        let (id, more) = match request.query("page_token") {
            None => ("oc_1", true),
            Some("next") => ("oc_2", true),
            Some(_) => ("oc_3", false),
        };
        let token = if id == "oc_1" { "next" } else { "last" };
        let page = json!({"items": [{"chat_id": id}], "has_more": more, "page_token": token});
        Reply::json(json!({"code": 0, "msg": "success", "data": page}).to_string())
    });
    let ran = lark(&server, "list_chats page_size=1 --all-pages --lines").run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let ids: Vec<&str> = ran.out.lines().collect();
    assert_eq!(
        ids,
        [
            r#"{"chat_id":"oc_1"}"#,
            r#"{"chat_id":"oc_2"}"#,
            r#"{"chat_id":"oc_3"}"#
        ]
    );
    assert_eq!(server.count(), 4, "{:?}", server.targets());
}

#[test]
fn an_image_is_uploaded_as_a_part_and_comes_back_as_bytes() {
    let server = selling(|_, _| Reply::json(r#"{"code":0,"msg":"","data":{"image_key":"img_1"}}"#));
    let path = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("lark.png");
    std::fs::write(&path, "\u{89}PNG").expect("a writable folder");
    let ran = lark(&server, "upload_image image_type=message")
        .arg(format!("image=@{}", path.display()))
        .run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.json()["image_key"], "img_1");
    let sent = server.requests().pop().expect("a request");
    for part in [
        "name=\"image_type\"\r\n\r\nmessage\r\n",
        "filename=\"lark.png\"",
        "\u{89}PNG",
    ] {
        assert!(sent.body.contains(part), "{}", sent.body);
    }
    let server = selling(|_, _| Reply::json("\u{89}PNG").of_type("image/png"));
    let ran = lark(&server, "download_image image_key=img_1").run();
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "\u{89}PNG"),
        "{}",
        ran.err
    );
    assert_eq!(server.targets()[1], "GET /im/v1/images/img_1");
}
