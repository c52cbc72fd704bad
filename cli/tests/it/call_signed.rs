//! `specwright call` of the two APIs whose requests are signed by a recipe of their spec.

use crate::run::{Ran, specwright};
use crate::server::Server;

const QUICKBI: &str =
    r#"{"Success":true,"RequestId":"r","Result":{"AccessToken":"t","TokeType":4}}"#;
const CHAT: &str = r#"{"ErrorCode":0,"ErrorInfo":"OK","Result":[]}"#;

fn quickbi(server: &Server, more: &str) -> Ran {
    specwright(&format!("call quickbi create_embed_token WorksId=w {more}"))
        .folder(&crate::run::top())
        .arg("--server")
        .arg(server.url())
        .env("QUICKBI_ACCESS_KEY_ID", "testid")
        .env("QUICKBI_ACCESS_KEY_SECRET", "testsecret-41c9")
        .run()
}

#[test]
fn a_request_to_quick_bi_is_signed() {
    let server = Server::json(200, QUICKBI);
    let ran = quickbi(&server, "");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.json()["AccessToken"], "t");
    let line = server.request().line;
    for name in [
        "AccessKeyId=testid",
        "SignatureNonce=",
        "Timestamp=20",
        "Signature=",
    ] {
        assert!(line.contains(&format!("&{name}")), "{line}");
    }
    assert!(!line.contains("testsecret"), "{line}");
}

#[test]
fn a_request_to_chat_is_signed() {
    let server = Server::json(200, CHAT);
    let ran = specwright("call tencent_chat get_app_info")
        .folder(&crate::run::top())
        .arg("--server")
        .arg(server.url())
        .env("TENCENT_CHAT_SDK_APP_ID", "88888888")
        .env("TENCENT_CHAT_IDENTIFIER", "admin")
        .env("TENCENT_CHAT_SECRET_KEY", "test-key-0123456789")
        .run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let line = server.request().line;
    assert!(line.contains("usersig=eJ"), "{line}");
    assert!(!line.contains("test-key"), "{line}");
}

#[test]
fn signatures_are_not_told() {
    let server = Server::json(200, QUICKBI);
    let ran = quickbi(&server, "--verbose");
    assert!(ran.err.contains("&Signature=[hidden]"), "{}", ran.err);
}

#[test]
fn what_a_signature_needs_is_asked_for() {
    let ran = specwright("call quickbi create_embed_token WorksId=w")
        .folder(&crate::run::top())
        .env("QUICKBI_ACCESS_KEY_ID", "testid")
        .env("QUICKBI_ACCESS_KEY_SECRET", "")
        .run();
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("QUICKBI_ACCESS_KEY_SECRET"), "{}", ran.err);
}
