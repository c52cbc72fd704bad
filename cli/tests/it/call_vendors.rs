//! `specwright call` of the APIs in `specs/` that buy a token, page or stream, against a server on loopback.

use serde_json::json;

use crate::run::{Run, specwright, top};
use crate::server::{Reply, Server};

fn weda(server: &Server, args: &str) -> Run {
    let command = format!("call weda {args} env_id=my-env env_type=prod datasource=sys_user");
    specwright(&command)
        .folder(&top())
        .arg("--server")
        .arg(server.url())
        .env("WEDA_SECRET_ID", "id-1")
        .env("WEDA_SECRET_KEY", "key-9f27")
        .env("WEDA_ACCESS_TOKEN", "")
}

#[test]
fn records_of_weda_are_listed_to_the_end_with_one_token() {
    let server = Server::by(|request, _| {
        if request.target().starts_with("POST /auth/") {
            let token = json!({"access_token": "bought-51", "expires_in": 432_000});
            return Reply::json(token.to_string());
        }
        let records = match request.query("%24skip").or(request.query("$skip")) {
            None => json!([{"_id": "1"}, {"_id": "2"}]),
            Some(_) => json!([{"_id": "3"}]),
        };
        Reply::json(json!({"value": records, "@odata.count": 3}).to_string())
    });
    let ran = weda(&server, "list_records --all-pages --verbose").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        ran.json(),
        json!([{"_id": "1"}, {"_id": "2"}, {"_id": "3"}])
    );
    let requests = server.requests();
    assert_eq!(requests.len(), 3, "{:?}", server.targets());
    let basic = requests[0].header("authorization").unwrap_or_default();
    assert!(basic.starts_with("Basic "), "{basic}");
    for request in &requests[1..] {
        assert_eq!(request.header("authorization"), Some("Bearer bought-51"));
    }
    assert!(
        !ran.err.contains("bought-51") && !ran.err.contains("key-9f27"),
        "{}",
        ran.err
    );
}

#[test]
fn a_request_to_weda_is_shown_without_buying_a_token() {
    let server = Server::json(200, "{}");
    let ran = weda(&server, "list_records --dry-run").run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(
        ran.out.contains("authorization: Bearer [token]\n"),
        "{}",
        ran.out
    );
    assert_eq!(server.count(), 0);
}

#[test]
fn rows_of_te_are_a_stream() {
    let rows = "{\"return_code\":0,\"return_message\":\"success\",\"data\":{\"headers\":[\"a\"]}}\n[1]\n[2]\n";
    let server = Server::new(200, "application/json", rows);
    let ran = specwright("call te query_sql --head --server")
        .folder(&top())
        .arg(server.url())
        .arg("sql=select 1")
        .env("TE_TOKEN", "t0k-77")
        .run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[1..], ["[1]", "[2]"]);
    assert!(lines[0].contains("\"headers\":[\"a\"]"), "{}", lines[0]);
}

#[test]
fn a_refusal_of_te_in_place_of_rows_is_an_error() {
    let server = Server::json(200, r#"{"return_code":-1008,"return_message":"token?"}"#);
    let ran = specwright("call te query_sql sql=x --retries 0 --server")
        .folder(&top())
        .arg(server.url())
        .env("TE_TOKEN", "t0k-77")
        .run();
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(ran.error()["error"]["code"], -1008, "{}", ran.err);
}
