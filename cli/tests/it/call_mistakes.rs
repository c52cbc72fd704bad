//! `specwright call` with a wrong command line: code 2, a message that says what to do, nothing sent.

use crate::pinned;
use crate::run::{Run, specwright};

fn call(args: &str) -> Run {
    specwright("call specs/shop.yaml")
        .env("SHOP_KEY", "s3cret-key")
        .env("SHOP_ACCOUNT", "1")
        .args_of(args)
}

impl Run {
    fn args_of(self, args: &str) -> Self {
        args.split_whitespace().fold(self, Self::arg)
    }
}

#[test]
fn messages_are_pinned() {
    let mut all = String::new();
    for args in [
        "list_item",
        "sing",
        "list_items limt=2",
        "list_items zzz=2",
        "list_items limit",
        "list_items limit=-1",
        "list_items limit=4294967296",
        "list_items limit=1 limit=2",
        "list_items changedSince=2024-13-01",
        "get_item",
        "get_item id=x",
        "get_item id=",
        "add_item Count=1",
        "add_item Name=a Price=x",
        "add_item Name=a Price=1 Bundle=yes",
        "add_item Name=a Price=1 Parts=[{}]",
        "add_item Name=a Price=1 Parts=a",
        "add_item Name=a Price=1 v=3",
        "add_item --body {",
        "add_item --body []",
        "add_item --body {\"Nme\":1}",
        "add_item --body {\"Name\":1,\"Price\":2}",
        "add_item --body {\"Name\":\"a\"}",
        "add_item --body @nowhere.json",
        "add_item Name=a --body {\"Name\":\"b\",\"Price\":2}",
        "replace_item id=1",
        "replace_item id=1 --body {\"Id\":1}",
        "get_item id=1 --body {}",
        "raw_get",
        "get_item id=1 --region wst",
        "get_item id=1 --region own",
        "get_item id=1 --region own tenant=a/b",
        "get_item id=1 --server example.com",
        "get_item id=1 --server http://user:pass@example.com",
        "get_item id=1 --credential kee=1",
        "get_item id=1 --credential kee",
        "get_item id=1 --credential account=me",
        "get_item id=1 --timeout 0",
        "get_item id=1 --timeout=-1",
    ] {
        let ran = call(args).run();
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args}: {}", ran.err);
        all.push_str(&format!("$ call shop {args}\n{}\n", ran.err));
    }
    pinned::check("call-mistakes.txt", &all);
}

#[test]
fn odd_arguments_are_refused_and_nothing_breaks() {
    let deep = format!("Parts={}1{}", "[".repeat(5000), "]".repeat(5000));
    let items = r#"{"Id":1,"Name":"a","Parts":["#;
    let nested = format!("Parts=[{}{}]", items.repeat(300), "]}".repeat(300));
    for odd in [
        "",
        "=",
        "=1",
        "é=1",
        "Name",
        "Count=1e3",
        "Count=\u{663}",
        "Price=1e999",
        &deep,
        &nested,
    ] {
        let ran = call("add_item Name=a Price=1").arg(odd).run();
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{odd}: {}", ran.err);
        assert!(ran.err.starts_with("error: "), "{odd}: {}", ran.err);
        assert!(ran.err.len() < 20_000, "{}", ran.err.len());
    }
    for body in ["", "\u{feff}{}", "nul", "\"a\"", "[[[[", "{\"Name\":{}}"] {
        let ran = call("add_item --body").arg(body).run();
        assert_eq!(ran.code, 2, "{body}: {}", ran.err);
    }
}

#[test]
fn missing_credentials_name_their_variables() {
    let ran = specwright("call specs/shop.yaml get_item id=1").run();
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(
        ran.err,
        "error: `get_item` needs the credentials `key` (set SHOP_KEY) and `account` (set SHOP_ACCOUNT), \
         or --credential key=VALUE\n"
    );
}

#[test]
fn a_signer_is_code_that_a_command_line_lacks() {
    let ran = specwright("call specs/shop.yaml sign_in").run();
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(
        ran.err,
        "{\"error\":{\"kind\":\"build\",\"code\":null,\"name\":null,\
         \"message\":\"the signer `mac` is code of the caller's own, which a command line cannot give\",\
         \"http_status\":null,\"request_id\":null,\"retryable\":false,\"attempts\":0}}\n"
    );
}

#[test]
fn apis_are_found_by_name_in_specs() {
    let ran = specwright("call shop list_itms").run();
    assert_eq!(
        ran.err,
        "error: `shop` has no operation `list_itms`; did you mean `list_items`?\n"
    );
    let ran = specwright("call shp list_items").run();
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (
            2,
            "error: no spec `shp`: it is neither a path nor the name of a spec in `specs`; did you mean `shop`?\n"
        )
    );
}

#[test]
fn a_secret_value_is_not_repeated() {
    let ran = call("list_items session=s3cret session=s3cret").run();
    assert_eq!(ran.code, 2);
    assert!(!ran.err.contains("s3cret"), "{}", ran.err);
}

#[test]
fn a_secret_inside_of_a_value_is_not_repeated() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("login.yaml");
    let spec = "specwright: 1\napi: login\ntitle: Login\nservers: {default: \"https://login.example\"}\n\
        types: {Login: {fields: {pin: {type: secret, required: true}, count: i64}}}\n\
        operations: {login: {call: POST /, params: {login: {type: list<Login>, required: true}, pins: list<secret>}}}\n";
    std::fs::write(&path, spec).expect("a spec");
    for value in [
        "login=[{\"pin\":\"s3cret\",\"count\":\"x\"}]",
        "pins=[\"s3cret\",5]",
    ] {
        let run = specwright("call").arg(path.display().to_string());
        let ran = run.arg("login").arg(value).run();
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(!ran.err.contains("s3cret"), "{}", ran.err);
    }
}
