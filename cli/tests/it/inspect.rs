//! `specwright inspect`.

use serde_json::{Value, json};

use crate::pinned;
use crate::run::{specwright, top};

#[test]
fn tables_are_pinned() {
    for api in ["shop", "cloud"] {
        let ran = specwright(&format!("inspect specs/{api}.yaml")).run();
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        pinned::check(&format!("inspect-{api}.txt"), &ran.out);
    }
}

#[test]
fn tokens_pages_and_limits_are_data() {
    let ran = specwright("inspect specs/cloud.yaml --format json").run();
    assert_eq!(ran.code, 0);
    pinned::check("inspect-cloud.json", &ran.out);
    let cloud = &ran.json()["apis"][0];
    assert_eq!(named(&cloud["credentials"], "tenant_token")["token"], true);
    assert_eq!(named(&cloud["credentials"], "secret")["token"], false);
    let token = named(&cloud["tokens"], "app_token");
    assert_eq!(token["operation"], "buy_app_token");
    assert_eq!(
        token["expires"],
        json!({"kind": "in", "path": "expires_in", "unit_ms": 1000})
    );
    let ops = &cloud["operations"];
    let pagination = &named(ops, "by_offset")["pagination"];
    assert_eq!(
        (&pagination["kind"], &pagination["param"]),
        (&json!("offset"), &json!("offset"))
    );
    assert_eq!(pagination["total"], json!({"in": "payload", "at": "total"}));
    let log_in = named(ops, "log_in");
    let limits = json!([{"name": "app", "cost": 5}, {"name": "daily", "cost": 1}]);
    assert_eq!(
        (&log_in["limits"], &log_in["timeout_ms"]),
        (&limits, &json!(10_000))
    );
    assert_eq!(log_in["retry"]["max_attempts"], 1);
    assert_eq!(named(ops, "me")["auth"][0]["kind"], "any_of");
    assert_eq!(named(ops, "me")["tokens"], json!(["tenant_token"]));
    let stream = json!({"kind": "lines", "head": "Head", "end": null});
    assert_eq!(named(ops, "rows")["stream"], stream);
}

#[test]
fn json_has_everything_in_a_stable_form() {
    let ran = specwright("inspect specs/shop.yaml --format json").run();
    assert_eq!(ran.code, 0);
    pinned::check("inspect-shop.json", &ran.out);
    let shop = &ran.json()["apis"][0];
    assert_eq!(shop["name"], "shop");
    let ops = &shop["operations"];
    let add = named(ops, "add_item");
    assert_eq!(
        (&add["method"], &add["path"]),
        (&json!("POST"), &json!("/items/"))
    );
    assert_eq!(add["pagination"], Value::Null);
    assert!(
        add.as_object()
            .is_some_and(|add| add.contains_key("pagination"))
    );
    let (name, nonce, v) = (param(add, "Name"), param(add, "nonce"), param(add, "v"));
    assert_eq!(
        (&name["rust_name"], &name["location"]),
        (&json!("name"), &json!("body"))
    );
    assert_eq!(
        (&name["required"], &name["source"]),
        (&json!(true), &json!("caller"))
    );
    assert_eq!(
        (&nonce["source"], &nonce["from"]),
        (&json!("fresh"), &json!("random_u32"))
    );
    assert_eq!((&v["source"], &v["value"]), (&json!("constant"), &json!(2)));
    assert_eq!(named(ops, "list_items")["returns"], "Page<Item>");
    let errors = &shop["errors"];
    assert_eq!(errors[1]["code"], -7);
    assert_eq!(errors[3]["code"], "60000..79999");
    assert_eq!(errors[1]["retry"], "later");
}

#[test]
fn the_five_apis_have_the_names_that_scripts_rely_on() {
    let ran = specwright("inspect specs --format json")
        .folder(&top())
        .run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let inspection = ran.json();
    let apis = &inspection["apis"];
    for (api, operations) in [
        ("te", &["event_analyze", "raw_get", "raw_post"][..]),
        ("tencent_chat", &["get_app_info"]),
        ("weda", &["list_records"]),
        ("tca", &["list_repos", "list_teams"]),
        ("quickbi", &["create_embed_token"]),
    ] {
        let api = named(apis, api);
        for operation in operations {
            named(&api["operations"], operation);
        }
    }
    let env = |api: &str, name: &str| named(&named(apis, api)["credentials"], name)["env"].clone();
    assert_eq!(env("te", "token"), "TE_TOKEN");
    assert_eq!(env("tencent_chat", "sdk_app_id"), "TENCENT_CHAT_SDK_APP_ID");
    assert_eq!(env("tencent_chat", "identifier"), "TENCENT_CHAT_IDENTIFIER");
    assert_eq!(env("tencent_chat", "secret_key"), "TENCENT_CHAT_SECRET_KEY");
    assert_eq!(env("weda", "secret_id"), "WEDA_SECRET_ID");
    assert_eq!(env("weda", "secret_key"), "WEDA_SECRET_KEY");
    assert_eq!(env("tca", "token"), "TCA_TOKEN");
    assert_eq!(env("quickbi", "access_key_id"), "QUICKBI_ACCESS_KEY_ID");
    assert_eq!(
        env("quickbi", "access_key_secret"),
        "QUICKBI_ACCESS_KEY_SECRET"
    );
    named(&named(apis, "weda")["variables"], "env_id");
}

#[test]
fn every_key_is_documented() {
    let path = top().join("docs/command-line.md");
    let text = std::fs::read_to_string(path).expect("the page is there");
    let mut keys = std::collections::BTreeSet::new();
    for api in ["shop", "cloud"] {
        let ran = specwright(&format!("inspect specs/{api}.yaml --format json")).run();
        collect(&ran.json(), &mut keys);
    }
    for key in keys {
        assert!(
            text.contains(&format!("`{key}`")),
            "{key} is not documented"
        );
    }
}

fn collect(value: &Value, keys: &mut std::collections::BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            let is_sample = members.contains_key("response");
            for (key, value) in members {
                keys.insert(key.clone());
                // What a sample sends is named by the vendor.
                if !(is_sample && key == "params") {
                    collect(value, keys);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, keys)),
        _ => {}
    }
}

#[track_caller]
fn named<'a>(list: &'a Value, name: &str) -> &'a Value {
    let mut items = list.as_array().expect("a list").iter();
    items
        .find(|item| item["name"] == name)
        .unwrap_or_else(|| panic!("no {name}"))
}

#[track_caller]
fn param<'a>(operation: &'a Value, name: &str) -> &'a Value {
    named(&operation["params"], name)
}
