//! Changes that are easy to judge wrongly: what looks like one thing and is another.

use specwright_authoring::diff::{Change, Rust, Wire};

const SPEC: &str = r#"
specwright: 1
api: shop
title: Shop
servers: {main: 'https://a.example', eu: 'https://b.example'}
credentials: {key: secret}
auth: [{header: X-Key, value: '{key}'}]
envelope: [{success: {equals: {code: 0}}, code: code, message: msg, payload: data}]
types:
  Kind: {enum: {a: {}, b: {}}, closed: true}
  Ids: {type: list<string>}
  Page:
    generic: [T]
    fields: {items: {type: list<T>, required: true}, total: u32}
  Item:
    fields: {id: {type: string, required: true}, ids: Ids, at: {type: Point, wire: row}}
  Point:
    fields: {x: {type: f64, required: true}, y: {type: f64, required: true}}
  Other:
    fields: {b: string, c: string}
errors:
  100: {name: Gone, class: not_found, text: gone}
operations:
  list_items:
    call: GET /items
    params: {tenant: {type: string, required: true}, kind: Kind, ids: Ids}
    returns: Page<Item>
  list_others: {call: GET /others, returns: Page<Other>}
"#;

fn changes(edits: &[(&str, &str)]) -> Vec<Change> {
    let new = edits.iter().fold(SPEC.to_owned(), |spec, (from, to)| {
        assert!(spec.contains(from), "{from}");
        spec.replace(from, to)
    });
    super::changes(SPEC, &new)
}

/// The texts of all changes, and the worst verdict on the wire.
#[track_caller]
fn check(edits: &[(&str, &str)], texts: &[&str], wire: Wire) {
    let found = changes(edits);
    let told: Vec<&str> = found.iter().map(|change| change.text.as_str()).collect();
    assert_eq!(told, texts);
    let worst = found.iter().map(|change| change.wire).max();
    assert_eq!(worst.unwrap_or_default(), wire);
}

#[test]
fn only_structs_that_travel_as_lists_are_read_by_order() {
    check(
        &[("{b: string, c: string}", "{c: string, b: string}")],
        &["type `Other`: its fields stand in another order"],
        Wire::None,
    );
    let (x, y) = (
        "x: {type: f64, required: true}",
        "y: {type: f64, required: true}",
    );
    let swapped = format!("{y}, {x}");
    check(
        &[(&format!("{x}, {y}"), &swapped)],
        &["type `Point`: its fields stand in another order"],
        Wire::Breaking,
    );
    let is_new = &["field `z` of `Point` is new"];
    check(&[(x, &format!("z: f64, {x}"))], is_new, Wire::Breaking);
    check(&[(y, &format!("{y}, z: f64"))], is_new, Wire::Compatible);
}

#[test]
fn a_code_within_a_range_stays_known() {
    let text = "error `100`: code was `100`, is `100..199`";
    check(&[("100: {", "100..199: {")], &[text], Wire::Compatible);
    let text = "error `100`: code was `100`, is `200..299`";
    check(&[("100: {", "200..299: {")], &[text], Wire::Breaking);
}

#[test]
fn a_server_before_the_first_is_the_default() {
    check(
        &[("{main:", "{cn: 'https://c.example', main:")],
        &[
            "server `cn` is new",
            "api `shop`: default server was `main`, is `cn`",
        ],
        Wire::Compatible,
    );
}

#[test]
fn a_credential_under_another_name_shows_the_same() {
    check(
        &[
            ("{key: secret}", "{api_key: secret}"),
            ("'{key}'", "'{api_key}'"),
        ],
        &[
            "credential `key` is called `api_key` now",
            "credential `key`: environment variable was `SHOP_KEY`, is `SHOP_API_KEY`",
        ],
        Wire::None,
    );
}

#[test]
fn what_names_a_type_is_told_with_the_type() {
    let found = changes(&[("Point", "Dot")]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].rust, found[0].wire), (Rust::Breaking, Wire::None));
    assert!(
        found[0]
            .rust_reasons
            .iter()
            .any(|reason| reason.starts_with("`types::Item.at` was"))
    );
    let found = changes(&[("Ids: {type: list<string>}", "Ids: {type: list<u64>}")]);
    assert_eq!(found.len(), 1, "{found:#?}");
    let found = changes(&[("closed: true", "closed: false")]);
    assert_eq!(found.len(), 1, "{found:#?}");
    let found = changes(&[("tenant: {type: string, required: true}, ", "")]);
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn words_about_envelopes_are_no_break() {
    check(
        &[("payload: data}", "payload: data, text: how it is wrapped}")],
        &[
            "several operations: the envelopes of its answers are documented otherwise, in `list_items`, `list_others`",
        ],
        Wire::None,
    );
    check(
        &[("payload: data}", "payload: result}")],
        &[
            "several operations: place of the payload was `data`, is `result`, in `list_items`, `list_others`",
        ],
        Wire::Breaking,
    );
}

#[test]
fn values_that_only_clients_send_break_nobody_when_they_come() {
    let found = changes(&[("b: {}}", "b: {}, c: {}}")]);
    assert_eq!(found[0].wire_reason, "old clients do not send it");
    let found = changes(&[("b: {}}", "}")]);
    assert_eq!(found[0].wire, Wire::Breaking);
}

#[test]
fn the_same_said_elsewhere_is_no_change() {
    let common = "common: {params: {tenant: {type: string, required: true, in: query}}}\ntypes:";
    let found = changes(&[(
        "list_others: {call: GET /others, ",
        "list_others: {call: GET /others, params: {tenant: {type: string, required: true}}, ",
    )]);
    assert_eq!(found.len(), 1);
    check(
        &[("title: Shop", "title: Shop\nallow: {unused_type: later}")],
        &[],
        Wire::None,
    );
    check(
        &[("ids: Ids, at", "ids: list<string>, at")],
        &["field `ids` of `Item`: type was `Ids`, is `list<string>`"],
        Wire::None,
    );
    let both = SPEC.replace(
        "GET /others, ",
        "GET /others, params: {tenant: {type: string, required: true}}, ",
    );
    let shared = SPEC
        .replace("tenant: {type: string, required: true}, ", "")
        .replace("types:", common);
    assert_eq!(super::changes(&both, &shared), []);
}

#[test]
fn limits_of_a_type_are_told_once_where_they_stand() {
    let spec = |name: &str, field: &str| {
        format!(
            "specwright: 1\napi: shop\ntitle: Shop\nservers: {{main: 'https://shop.example'}}\n\
             types:\n  Name: {{type: string, {name}}}\n  Item: {{fields: {{name: {{type: Name{field}}}}}}}\n\
             operations: {{put: {{call: PUT /, params: {{item: Item, other: Name}}, returns: Name}}}}\n"
        )
    };
    let told = |old: (&str, &str), new: (&str, &str)| {
        let found = super::changes(&spec(old.0, old.1), &spec(new.0, new.1));
        let told = found.into_iter().map(|change| (change.text, change.wire));
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        told(("max_length: 9", ""), ("max_length: 8", "")),
        [(
            "type `Name`: limits were at most 9 characters, are at most 8 characters".to_owned(),
            Wire::Breaking
        )]
    );
    // Clients send it and get it: neither way is without danger.
    assert_eq!(
        told(("max_length: 8", ""), ("max_length: 9", ""))[0].1,
        Wire::Breaking
    );
    assert_eq!(
        told(("max_length: 9", ""), ("max_length: 9", ", max_length: 5")),
        [(
            "field `name` of `Item`: limits were at most 9 characters, are at most 5 characters"
                .to_owned(),
            Wire::Breaking
        )]
    );
    assert_eq!(told(("min_length: 0", ""), ("max_length: 9", "")).len(), 1);
    let same = told(("min_length: 0, max_length: 9", ""), ("max_length: 9", ""));
    assert_eq!(same, []);
    assert_eq!(
        told(
            ("max_length: 9", ""),
            ("max_length: 9, length_in: bytes", "")
        )[0]
        .1,
        Wire::Breaking
    );
}
