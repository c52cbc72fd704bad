//! What both name and tell differently, and what only the spec names.

use crate::pages::found;

const SPEC: &str = r#"
servers: {default: "https://api.example.com/v1"}
envelope:
  - {success: {equals: {code: 0}}, code: code, message: msg, payload: data}
errors:
  0:    {name: Done, class: success, text: done}
  4001: {name: Busy, class: rate, status: 429, message: "Slow down.", text: too fast}
types:
  State: {text: state, enum: {open: open, shut: shut}}
  Order:
    text: an order
    fields:
      id:    {type: i64}
      state: {type: State}
      total: {type: f64, wire: text}
operations:
  list_orders:
    text: orders
    call: GET /orders
    params:
      limit: {type: u32, text: how many}
      state: {type: State, required: true, text: which}
      kind:  {type: string, value: all, text: fixed}
    returns: list<Order>
"#;

const PAGE: &str = "\
GET https://api.example.com/v1/orders?kind=all

Request parameters

Name | Type | Required | Description
---|---|---|---
limit | Integer | No | How many
state | String | Yes | Which
kind | String | Yes | Always all

Response

{\"code\": 0, \"msg\": \"ok\", \"data\": [{\"id\": 1, \"state\": \"open\", \"total\": \"9.50\"}, {\"state\": \"shut\"}]}

Error codes

Code | HTTP status | Message | Description
---|---|---|---
4001 | 429 | Slow down. | Too fast
";

#[test]
fn a_page_that_says_the_same_gives_nothing() {
    assert_eq!(found(SPEC, PAGE), [""; 0]);
}

/// What an audit says once this of the page is that.
fn after(from: &str, to: &str) -> Vec<String> {
    assert!(PAGE.contains(from), "{from}");
    found(SPEC, &PAGE.replacen(from, to, 1))
}

#[test]
fn columns_are_compared_row_by_row() {
    for (from, to, expected) in [
        (
            "limit | Integer | No",
            "limit | Integer | Yes",
            "parameter differs limit 7",
        ),
        (
            "state | String | Yes",
            "state | String | No",
            "parameter differs state 8",
        ),
        (
            "limit | Integer",
            "limit | Boolean",
            "field differs limit 7",
        ),
        ("4001 | 429 |", "4001 | 503 |", "code differs 4001 19"),
        ("| Slow down. |", "| Go away. |", "code differs 4001 19"),
        ("4001 | 429", "4002 | 429", "code misspelt 4002 19"),
    ] {
        assert_eq!(after(from, to), [expected], "{to}");
    }
}

#[test]
fn samples_are_compared_member_by_member() {
    for (from, to, expected) in [
        ("\"id\": 1", "\"id\": \"1\"", "field differs id 13"),
        (
            "\"total\": \"9.50\"",
            "\"total\": 9.5",
            "field differs total 13",
        ),
        (
            "\"state\": \"shut\"",
            "\"state\": \"lost\"",
            "value not_in_spec lost 13",
        ),
        (
            "\"id\": 1,",
            "\"id\": 1, \"note\": null,",
            "field not_in_spec note 13",
        ),
        ("\"code\": 0", "\"code\": 4003", "code not_in_spec 4003 13"),
        (
            "{\"code\": 0, ",
            "{\"code\": 0, \"trace\": \"t\", ",
            "field not_in_spec trace 13",
        ),
    ] {
        let all = after(from, to);
        assert!(all.iter().any(|one| one == expected), "{to}: {all:?}");
        // What was on the page in place of the new is gone from it.
        assert!(
            all.iter()
                .all(|one| one == expected || one.contains("not_in_document")),
            "{all:?}"
        );
    }
}

#[test]
fn addresses_are_compared_part_by_part() {
    for (from, to, expected) in [
        ("kind=all", "kind=some", "value differs kind 1"),
        (
            "kind=all",
            "kind=all&page=2",
            "parameter not_in_spec page 1",
        ),
        (
            "kind=all",
            "kind=all&state=gone",
            "value not_in_spec gone 1",
        ),
        ("/v1/orders", "/v1/order", "path misspelt GET /order 1"),
        (
            "GET https",
            "DELETE https",
            "path not_in_spec DELETE /orders 1",
        ),
    ] {
        let all = after(from, to);
        assert!(all.iter().any(|one| one == expected), "{to}: {all:?}");
    }
    let all = after("https://api", "http://api");
    assert!(
        all.contains(&"host not_in_spec http://api.example.com 1".to_owned()),
        "{all:?}"
    );
}

#[test]
fn what_only_the_spec_names_is_told() {
    let spec = SPEC
        .replace(
            "      id:    {type: i64}\n",
            "      id:    {type: i64}\n      weight: {type: f64}\n",
        )
        .replace(
            "  4001:",
            "  4444: {name: Odd, class: server, text: odd}\n  4001:",
        )
        .replace("shut: shut", "shut: shut, stuck: stuck")
        .replace(
            "      limit:",
            "      depth: {type: u32, text: how deep}\n      limit:",
        );
    let expected = [
        "parameter not_in_document depth",
        "field not_in_document weight",
        "value not_in_document stuck",
        "code not_in_document 4444",
    ];
    assert_eq!(found(&spec, PAGE), expected);
    let elsewhere = "source: {document: another page}";
    let spec = spec
        .replace("{type: f64}\n", &format!("{{type: f64, {elsewhere}}}\n"))
        .replace("text: odd", "text: odd, source: {basis: observed}")
        .replace("stuck: stuck", "stuck: {source: {basis: guessed}}")
        .replace("text: how deep", &format!("text: how deep, {elsewhere}"));
    assert_eq!(found(&spec, PAGE), [""; 0]);
}

#[test]
fn rows_that_a_table_has_and_the_spec_lacks_are_told() {
    let page = PAGE
        .replace("kind | String", "sort | String | No | Order\nkind | String")
        .replace("4001 | 429", "4009 | 409 | Twice. | Sent twice\n4001 | 429");
    assert_eq!(
        found(SPEC, &page),
        ["parameter not_in_spec sort 9", "code not_in_spec 4009 20"]
    );
}
