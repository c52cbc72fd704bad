//! `specwright call` against a server: what is sent, and what is printed.

use serde_json::json;

use crate::run::{Run, specwright};
use crate::server::Server;

const KEY: &str = "s3cret-key";

fn call(server: &Server, args: &str) -> Run {
    specwright("call specs/shop.yaml")
        .env("SHOP_KEY", KEY)
        .env("SHOP_ACCOUNT", "77")
        .arg("--server")
        .arg(server.url() + "/base")
        .args(args)
}

impl Run {
    /// More arguments, separated by blanks.
    fn args(self, args: &str) -> Self {
        args.split_whitespace().fold(self, Self::arg)
    }
}

#[test]
fn the_payload_is_printed() {
    let server = Server::json(
        200,
        r#"{"code":0,"data":{"count":1,"results":[{"Id":1,"Name":"Ball","New":true}]}}"#,
    );
    let ran = call(
        &server,
        "list_items limit=2 kinds=book,toy type=x changedSince=20240131",
    )
    .run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(
        ran.json(),
        json!({"count": 1, "results": [{"Id": 1, "Name": "Ball", "New": true}]})
    );
    assert!(
        ran.out.ends_with("}\n") && ran.out.contains("\n  \"count\": 1"),
        "{}",
        ran.out
    );
    let request = server.request();
    assert_eq!(
        request.line,
        "GET /base/items/?limit=2&kinds=book%2Ctoy&type=x&changedSince=20240131&account=77 HTTP/1.1"
    );
    assert_eq!(request.header("authorization"), Some("Token s3cret-key"));
}

#[test]
fn parameters_go_by_wire_name_or_rust_name() {
    let server = Server::json(200, r#"{"code":0,"data":{"count":0,"results":[]}}"#);
    let ran = call(
        &server,
        "list_items changed_since=2024-01-31 org=5 words=a,b",
    )
    .run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        server.request().line,
        "GET /base/items/?changedSince=20240131&org=5&words=a%3Bb&account=77 HTTP/1.1"
    );
}

#[test]
fn body_fields_have_their_types() {
    let server = Server::json(200, r#"{"code":0,"data":{"Id":1,"Name":"Ball"}}"#);
    let ran = call(&server, "add_item Name=12 Price=1.5 Count=3 Kind=toy")
        .arg(r#"Parts=[{"Id": 2, "Name": "Air"}]"#)
        .run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let request = server.request();
    let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
    let parts = json!([{"Id": 2, "Name": "Air"}]);
    assert_eq!(
        body,
        json!({"Name": "12", "Price": 1.5, "Count": "3", "Kind": "toy", "Parts": parts})
    );
    assert!(
        request.line.contains("source=command&v=2"),
        "{}",
        request.line
    );
    assert!(request.line.contains("nonce="), "{}", request.line);
}

#[test]
fn a_body_is_taken_from_text_file_or_input() {
    let body = r#"{"Name":"Ball","Price":2}"#;
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("body.json");
    std::fs::write(&file, body).unwrap();
    for source in [
        body.to_owned(),
        format!("@{}", file.display()),
        "-".to_owned(),
    ] {
        let server = Server::json(200, r#"{"code":0,"data":{"Id":1,"Name":"Ball"}}"#);
        let run = call(&server, "add_item BundleName=b --body").arg(&source);
        let ran = run.input(r#"{"Name":"Ball","Price":2}"#).run();
        assert_eq!(ran.code, 0, "{source}: {}", ran.err);
        let sent: serde_json::Value = serde_json::from_str(&server.request().body).unwrap();
        assert_eq!(
            sent,
            json!({"Name": "Ball", "Price": 2.0, "BundleName": "b"}),
            "{source}"
        );
    }
}

#[test]
fn a_whole_body_is_one_parameter() {
    let server = Server::json(200, r#"{"code":0}"#);
    let ran = call(&server, "replace_item id=7 --body")
        .arg(r#"{"Id":7,"Name":"Ball","Note":null}"#)
        .run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let request = server.request();
    assert_eq!(request.line, "PUT /base/items/7/?account=77 HTTP/1.1");
    let sent: serde_json::Value = serde_json::from_str(&request.body).unwrap();
    assert_eq!(sent, json!({"Id": 7, "Name": "Ball", "Note": null}));
}

#[test]
fn other_names_go_into_a_spread_map() {
    let server = Server::json(200, r#"{"code":0,"data":[1,"a"]}"#);
    let ran = call(&server, "raw_get route=a/b d=1 e=x=y").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.json(), json!([1, "a"]));
    assert_eq!(
        server.request().line,
        "GET /base/a/b?d=1&e=x%3Dy&account=77 HTTP/1.1"
    );
}

#[test]
fn xml_comes_out_typed() {
    let xml = "<R><code>0</code><data><Id>5</Id><Name>5</Name><Price>1.5</Price><Tags>a</Tags></data></R>";
    let server = Server::new(200, "text/xml", xml);
    let ran = call(&server, "get_item id=5").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        ran.json(),
        json!({"Id": 5, "Name": "5", "Price": 1.5, "Tags": ["a"]})
    );
}

#[test]
fn undocumented_values_and_recursive_types_pass_through() {
    let body = r#"{"code":0,"data":{"Id":1,"Name":"a","Kind":"boat","Parts":[{"Id":2,"Name":"b","Parts":[]}]}}"#;
    let server = Server::json(200, body);
    let ran = call(&server, "add_item Name=a Price=1 Kind=ship").run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let part = json!({"Id": 2, "Name": "b", "Parts": []});
    assert_eq!(
        ran.json(),
        json!({"Id": 1, "Name": "a", "Kind": "boat", "Parts": [part]})
    );
    assert!(server.request().body.contains("\"Kind\":\"ship\""));
}

#[test]
fn a_part_of_an_answer_that_is_wrong_is_found_in_the_depth() {
    let body =
        r#"{"code":0,"data":{"Id":1,"Name":"a","Parts":[{"Id":2,"Name":"b"},{"Name":"c"}]}}"#;
    let server = Server::json(200, body);
    let error = call(&server, "get_item id=1").run().error();
    let message = error["error"]["message"].as_str().unwrap_or_default();
    assert!(message.starts_with("data.Parts[1].Id: "), "{error}");
}

#[test]
fn an_api_error_is_one_json_object() {
    let server = Server::json(
        200,
        r#"{"code":"-7","message":"slow down","request_id":"r1"}"#,
    );
    let ran = call(&server, "get_item id=5 --retries 2").run();
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(
        ran.err,
        "{\"error\":{\"kind\":\"api\",\"code\":-7,\"name\":\"TooOften\",\"message\":\"slow down\",\
         \"http_status\":200,\"request_id\":\"r1\",\"retryable\":true,\"attempts\":3}}\n"
    );
}

#[test]
fn codes_of_a_range_and_unknown_codes_pass_through() {
    for (body, code, name) in [
        (
            r#"{"code":60001,"message":"m"}"#,
            json!(60001),
            json!("Public"),
        ),
        (r#"{"code":5,"message":"m"}"#, json!(5), json!(null)),
    ] {
        let server = Server::json(500, body);
        let error = call(&server, "get_item id=5").run().error();
        let error = &error["error"];
        assert_eq!((&error["code"], &error["name"]), (&code, &name));
        assert_eq!(error["http_status"], 500);
    }
}

#[test]
fn an_answer_that_is_not_understood_says_where() {
    let server = Server::json(200, r#"{"code":0,"data":{"Id":"x","Name":"n"}}"#);
    let ran = call(&server, "get_item id=5").run();
    let error = &ran.error()["error"];
    assert_eq!((ran.code, &error["kind"]), (1, &json!("decode")));
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|text| text.contains("data.Id")),
        "{error}"
    );

    let server = Server::new(502, "text/html", "<html>no</html>");
    let ran = call(&server, "add_item Name=a Price=1").run();
    let error = &ran.error()["error"];
    assert_eq!(
        (&error["kind"], &error["http_status"]),
        (&json!("decode"), &json!(502))
    );
}

#[test]
fn no_answer_is_a_transport_error() {
    let ran = specwright("call specs/shop.yaml get_item id=1 --server http://127.0.0.1:1")
        .args("--credential key=k --credential account=1")
        .run();
    let error = &ran.error()["error"];
    assert_eq!(
        (ran.code, &error["kind"], &error["retryable"]),
        (1, &json!("transport"), &json!(true))
    );
    assert_eq!(
        (&error["code"], &error["http_status"]),
        (&json!(null), &json!(null))
    );
}

#[test]
fn verbose_tells_and_hides() {
    let server = Server::json(200, r#"{"code":0,"data":{"count":0,"results":[]}}"#);
    let ran = call(
        &server,
        "list_items type=s3cret-key session=sess10n limit=1 --verbose",
    )
    .run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(
        lines[0],
        "> GET /base/items/?limit=1&type=[hidden]&session=[hidden]&account=[hidden]"
    );
    assert!(lines[1].starts_with("< 200 "), "{}", ran.err);
    assert!(
        !ran.err.contains(KEY) && !ran.err.contains("sess10n"),
        "{}",
        ran.err
    );
}

#[test]
fn secrets_that_a_server_repeats_are_hidden_in_errors() {
    let server = Server::json(400, r#"{"code":5,"message":"bad token s3cret-key"}"#);
    let ran = call(&server, "get_item id=5 --verbose").run();
    assert_eq!(ran.code, 1);
    assert!(!ran.err.contains(KEY), "{}", ran.err);
}

#[test]
fn rules_between_parameters_are_kept() {
    let server = Server::json(200, "{}");
    let ran = call(&server, "add_item Name=a Price=1 Bundle=true").run();
    let error = &ran.error()["error"];
    assert_eq!((ran.code, &error["kind"]), (1, &json!("build")));
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|text| text.contains("BundleName")),
        "{error}"
    );
    assert_eq!(server.count(), 0);
}

#[test]
fn a_timeout_is_kept() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let ran = specwright("call specs/shop.yaml get_item id=1 --timeout 0.2 --server")
        .arg(url)
        .args("--credential key=k --credential account=1")
        .run();
    let error = &ran.error()["error"];
    assert_eq!(
        (ran.code, &error["kind"]),
        (1, &json!("transport")),
        "{error}"
    );
}
