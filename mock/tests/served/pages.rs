//! Pages of every kind are walked to their end, and have as many items as there are.

use serde_json::json;
use specwright_mock::Server;

use crate::client::{Client, api, spec};

const SPEC: &str = r#"
specwright: 1
api: shop
title: Shop
servers: {main: "https://shop.example"}
envelope: [{success: {equals: {code: 0}}, payload: data, code: code}]
errors: {1: {name: Wrong, class: caller}}
types:
  Item: {fields: {id: {type: i64, required: true}, name: string, at: {type: timestamp, format: epoch_millis}}}
  Offset: {fields: {total: {type: u64, wire: text}, rows: {type: list<Item>, required: true}}}
  Paged: {fields: {pages: u32, more: bool, items: list<Item>, inner: Inner}}
  Inner: {fields: {left: bool}}
  Cursor: {fields: {next: {type: string, absent: ""}, items: list<Item>}}
  Numbered: {fields: {next: i64, items: list<Item>}}
  Must: {fields: {next: {type: string, required: true}, has_more: {type: i32, required: true}, items: list<Item>}}
  Linked: {fields: {links: Links, items: list<Item>}}
  Links: {fields: {next: {type: string, nullable: true, required: true}}}
operations:
  by_offset:
    call: GET /offset
    params: {skip: u32, top: u32}
    paginate: {offset: skip, size: top, default_size: 7, items: rows, total: total}
    returns: Offset
  by_bare_offset:
    call: GET /bare
    params: {skip: u32, top: u32}
    paginate: {offset: skip, size: top}
    envelope: []
    returns: list<Item>
  by_page:
    call: POST /page
    params: {page: u32, size: u32}
    paginate: {page: {param: page, pages: pages}, size: size, items: items, more: inner.left}
    returns: Paged
  by_page_from_zero:
    call: GET /zero
    params: {page: u32, size: u32, kind: string}
    paginate: {page: {param: page, first: 0}, size: size, short_ends: true, items: items}
    returns: Paged
  by_cursor:
    call: GET /cursor
    params: {after: string, size: u32}
    paginate: {cursor: {param: after, next: next}, size: size, items: items}
    returns: Cursor
  by_number:
    call: GET /number
    params: {after: i64}
    paginate: {cursor: {param: after, next: next}, default_size: 4, items: items}
    returns: Numbered
  by_header:
    call: GET /header
    params: {after: string}
    paginate: {cursor: {param: after, next: {header: X-Next}}, total: {header: X-Total}, items: items}
    returns: Cursor
  by_body:
    call: GET /body
    params: {after: string}
    paginate: {cursor: {param: after, next: {body: paging.next}}, more: {body: paging.more}, items: items}
    returns: Cursor
  by_required:
    call: GET /required
    params: {after: string}
    paginate: {cursor: {param: after, next: next}, more: has_more, items: items}
    returns: Must
  by_last:
    call: GET /last
    params: {from: i64, limit: u32}
    paginate: {last_item: {param: from, field: id, plus: 1}, size: limit, short_ends: true}
    returns: list<Item>
  by_last_down:
    call: GET /down
    params: {until: i64, limit: u32}
    paginate: {last_item: {param: until, field: id, plus: -1}, size: limit}
    returns: list<Item>
  by_last_name:
    call: GET /name
    params: {after: string}
    paginate: {last_item: {param: after, field: name}}
    returns: list<Item>
  by_last_time:
    call: GET /last_time
    params: {since: {type: timestamp, format: epoch_millis}}
    paginate: {last_item: {param: since, field: at}}
    returns: list<Item>
  by_link:
    call: GET /link
    params: {size: u32, q: string}
    paginate: {link: links.next, size: size, items: items}
    returns: Linked
  by_rel:
    call: GET /rel
    params: {q: string}
    paginate: {link: {rel: next}, items: items}
    returns: Linked
  by_window:
    call: GET /window
    params: {from: {type: date, required: true}, to: {type: date, required: true}}
    paginate: {window: {from: from, to: to, span: 7d}}
    returns: list<Item>
  by_seconds:
    call: GET /seconds
    params:
      from: {type: timestamp, format: epoch_seconds, required: true}
      to: {type: timestamp, format: epoch_seconds, required: true}
    paginate: {window: {from: from, to: to, span: 1h}}
    returns: list<Item>
"#;

#[tokio::test]
async fn every_kind_of_pages_is_walked_to_its_end() {
    let api = api(SPEC);
    for items in [0, 1, 9, 25] {
        let server = Server::builder().api(&api).items(items).start().unwrap();
        let client = Client::new(&api, &server, &[]);
        for op in &api.operations {
            let values = match op.name.as_str() {
                "by_window" => json!({"from": "2024-01-01", "to": "2024-02-20"}),
                "by_seconds" => {
                    json!({"from": "2024-01-01T00:00:00Z", "to": "2024-01-01T05:30:00Z"})
                }
                _ => json!({}),
            };
            let walked = client.walk(&op.name, values).await;
            let (seen, _) =
                walked.unwrap_or_else(|error| panic!("{} of {items}: {error} {error:?}", op.name));
            assert_eq!(seen, items, "{}", op.name);
        }
        assert!(server.refused().is_empty(), "{:?}", server.refused());
    }
}

#[tokio::test]
async fn pages_are_as_large_as_they_were_asked_for() {
    let api = api(SPEC);
    let server = Server::start(&api).unwrap();
    let client = Client::new(&api, &server, &[]);
    for (operation, values, pages) in [
        ("by_offset", json!({"top": 10}), 3),
        ("by_offset", json!({}), 4),
        ("by_page", json!({"size": 5}), 5),
        ("by_cursor", json!({"size": 25}), 1),
        ("by_last", json!({"limit": 9}), 3),
        ("by_link", json!({"size": 12, "q": "a b&c"}), 3),
    ] {
        let walked = client.walk(operation, values.clone()).await.unwrap();
        assert_eq!(walked, (25, pages), "{operation} {values}");
    }
    let from_the_middle = client.walk("by_offset", json!({"skip": 20})).await.unwrap();
    assert_eq!(from_the_middle, (5, 1));
    let links: Vec<_> = server
        .calls()
        .iter()
        .filter(|seen| seen.path() == "/link")
        .map(|seen| seen.target.clone())
        .collect();
    assert!(
        links.iter().all(|link| link.contains("q=a%20b%26c")),
        "{links:?}"
    );
}

#[tokio::test]
async fn an_item_is_the_same_on_pages_of_any_size() {
    let api = api(SPEC);
    let server = Server::start(&api).unwrap();
    let client = Client::new(&api, &server, &[]);
    let large = client.call("by_offset", json!({"top": 25})).await.unwrap();
    let small = client
        .call("by_offset", json!({"top": 5, "skip": 10}))
        .await
        .unwrap();
    assert_eq!(large["rows"][12], small["rows"][2]);
    assert_eq!(large["total"], "25");
    let filtered = client
        .call("by_page_from_zero", json!({"kind": "x"}))
        .await
        .unwrap();
    let other = client
        .call("by_page_from_zero", json!({"kind": "y"}))
        .await
        .unwrap();
    assert_ne!(
        filtered["items"], other["items"],
        "other filters, other items"
    );
}

#[tokio::test]
async fn the_pages_of_real_services_are_walked() {
    for (path, credentials) in [
        ("specs/tca", &[("token", "t")][..]),
        (
            "specs/weda.yaml",
            &[("secret_id", "i"), ("secret_key", "k")],
        ),
        (
            "examples/specs/binance.yaml",
            &[
                ("api_key", "k"),
                ("api_secret", "mock-api_secret"),
                ("secret_key", "mock-secret_key"),
            ],
        ),
        (
            "examples/specs/lark.yaml",
            &[("app_id", "i"), ("app_secret", "s")],
        ),
    ] {
        let api = spec(path);
        let server = Server::builder().api(&api).items(12).start().unwrap();
        let known = |(name, _): &&(&str, &str)| api.credentials.iter().any(|one| one.name == *name);
        let credentials: Vec<_> = credentials.iter().filter(known).copied().collect();
        let client = Client::new(&api, &server, &credentials);
        for op in api.operations.iter().filter(|op| op.paging.is_some()) {
            let values = required(op);
            let walked = client.walk(&op.name, values).await;
            let (seen, _) =
                walked.unwrap_or_else(|error| panic!("{} {}: {error}", api.name, op.name));
            assert_eq!(seen, 12, "{} {}", api.name, op.name);
        }
        assert!(server.refused().is_empty(), "{:?}", server.refused());
    }
}

/// Values of the parameters that must be given.
fn required(op: &specwright::model::Operation) -> serde_json::Value {
    use specwright::model::{Presence, Type};
    let params = op
        .params
        .iter()
        .filter(|param| param.field.presence == Presence::Required);
    let value = |ty: &Type| match ty {
        Type::I64 | Type::U64 | Type::I32 | Type::U32 => json!(7),
        Type::Bool => json!(true),
        _ => json!("chat"),
    };
    let value = |param: &specwright::model::Param| match param.field.wire.as_str() {
        "env_type" => json!("prod"),
        "symbol" => json!("BTCUSDT"),
        _ => value(&param.field.value.ty),
    };
    params
        .map(|param| (param.field.wire.clone(), value(param)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
