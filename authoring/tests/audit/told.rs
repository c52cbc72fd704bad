//! What is left out on purpose, other documents of a spec, and how findings are printed.

use specwright_authoring::audit::{self, Options};
use specwright_authoring::page;

use crate::pages::{found, lines};

const SPEC: &str = r#"
text: "People look at `https://shop.example.com/web/start`."
servers: {default: "https://shop.example.com/api"}
envelope:
  - {success: {status: 2xx}, code: code, message: msg, payload: data, text: "`trace` is for the shop."}
errors: {E_GONE: {class: not_found, text: gone}}
operations:
  get_item:
    text: an item
    call: GET /items/{id}
    params: {id: {type: string, required: true, text: id}}
    returns: any
"#;

const PAGE: &str = "\
https://shop.example.com/web/start

GET https://shop.example.com/api/items/<id>

{\"code\": \"E_GONE\", \"msg\": \"gone\", \"data\": null, \"trace\": \"x\"}
";

#[test]
fn texts_in_backquotes_tell_what_is_left_out() {
    assert_eq!(found(SPEC, PAGE), [""; 0]);
    let silent = SPEC.replace('`', "");
    assert_eq!(
        found(&silent, PAGE),
        ["path not_in_spec /web/start 1", "field not_in_spec trace 5"]
    );
}

#[test]
fn names_can_be_left_out_of_the_report() {
    let text = format!(
        "specwright: 1\napi: shop\ntitle: Shop\n{}",
        SPEC.replace('`', "")
    );
    let loaded = specwright::load_text("shop.yaml", text);
    let options = Options {
        ignore: vec!["trace".to_owned()],
        ..Options::default()
    };
    let found = audit::audit(&loaded.apis[0], &page::read(PAGE), &options);
    assert_eq!(lines(&found), ["path not_in_spec /web/start 1"]);
}

#[test]
fn another_document_of_the_spec_is_known_by_its_name() {
    let text = "specwright: 1\napi: shop\ntitle: Shop\nsource: {document: main.txt}\n\
        servers: {default: \"https://shop.example.com\"}\n\
        errors:\n  E_ONE: {class: server, text: one}\n  \
        E_TWO: {class: server, text: two, source: {document: codes.txt}}\n";
    let loaded = specwright::load_text("shop.yaml", text);
    let run = |name: &str, page: &str| {
        let options = Options {
            document: Some(name.to_owned()),
            ..Options::default()
        };
        let mut all = lines(&audit::audit(&loaded.apis[0], &page::read(page), &options));
        all.retain(|line| line.starts_with("code"));
        all
    };
    let table = |code: &str| {
        format!("Error code | Description\n---|---\n{code} | It failed.\nE_SIX | So it is.\n")
    };
    assert_eq!(
        run("codes.txt", &table("E_TWO")),
        ["code not_in_spec E_SIX 4"]
    );
    assert_eq!(
        run("main.txt", &table("E_ONE")),
        ["code not_in_spec E_SIX 4"]
    );
    assert_eq!(
        run("codes.txt", &table("E_ONE")),
        ["code misspelt E_SIX 4"]
            .map(|line| line.replace("misspelt E_SIX 4", "not_in_spec E_SIX 4"))
            .into_iter()
            .chain(["code not_in_document E_TWO".to_owned()])
            .collect::<Vec<_>>()
    );
}

#[test]
fn both_lines_are_printed() {
    let text = format!("specwright: 1\napi: shop\ntitle: Shop\n{SPEC}");
    let loaded = specwright::load_text("shop.yaml", text);
    let page = page::read(&PAGE.replace("E_GONE", "E_GNE"));
    let found = audit::audit(&loaded.apis[0], &page, &Options::default());
    assert_eq!(
        audit::human(&found, &loaded.sources, &page, "shop.txt"),
        "codes:\n  shop.txt:5:11, shop.yaml:9:10: code `E_GNE` of the document is `E_GONE` in the spec: misspelt?\n"
    );
    let json: serde_json::Value = audit::json(&found, &loaded.sources, &page, "shop.txt");
    let one = &json["findings"][0];
    assert_eq!(
        one["document"][0],
        serde_json::json!({"path": "shop.txt", "line": 5, "column": 11})
    );
    assert_eq!(
        one["spec"],
        serde_json::json!({"path": "shop.yaml", "line": 9, "column": 10})
    );
    assert_eq!(
        (&one["problem"], &one["kind"]),
        (&"misspelt".into(), &"code".into())
    );
    assert_eq!(json["compared"]["code"], 2);
}
