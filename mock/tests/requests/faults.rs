//! What is wrong with requests, and where.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use specwright_mock::{FaultKind, Incoming, Refused, Served, read};
use specwright_runtime::Timestamp;

use crate::support::{credentials, spec_of};

const SPEC: &str = "
types:
  Colour: {enum: {red: red, blue: blue}, closed: true}
  Tag: {type: string, max_length: 3}
  Item: {fields: {id: {type: i64, required: true, min: 1}, colour: Colour, tags: 'list<Tag>', secret: secret}}
  Shape: {tag: kind, one_of: {Circle: {type: Item, tag: circle}, Square: {type: Item, tag: square}}}
  Either: {one_of: {Number: i64, Thing: Item}}
operations:
  list:
    call: GET /items
    params:
      limit: {type: u32, min: 1, max: 100}
      ids: {type: 'list<i64>', max_items: 2, unique: true}
      colour: Colour
      code: {type: string, pattern: '^[A-Z]+$', min_length: 2}
      from: date
      to: date
      truth: bool
      page: {type: u32, required: true}
      password: secret
      secret_number: {type: secret, in: header}
    rules:
      - {together: [from, to]}
      - {when: code, requires: [colour]}
      - {at_most_one: [truth, ids], text: one or the other}
  make:
    call: POST /items
    params:
      kind: {type: string, value: item}
      at: {type: i64, in: query, fresh: unix_seconds}
      item: {type: Item, required: true}
      more: 'map<Item>'
      shape: Shape
      either: Either
  whole: {call: PUT /items, params: {body: {type: 'list<Item>', in: whole_body, required: true}}}
  form: {call: POST /form, body: form, params: {a: {type: string, required: true}}}
  none: {call: GET /none}
";

pub(crate) fn served() -> Served {
    let api = spec_of(SPEC);
    Served::new(&api, credentials(&api))
}

pub(crate) fn incoming(method: &str, target: &str, body: &str) -> Incoming {
    let mut headers = HeaderMap::new();
    if !body.is_empty() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    Incoming {
        method: method.parse::<Method>().unwrap(),
        target: target.to_owned(),
        headers,
        body: bytes::Bytes::copy_from_slice(body.as_bytes()),
    }
}

pub(crate) fn shown(refused: &Refused) -> Vec<String> {
    let faults = refused.faults.iter();
    faults
        .map(|fault| format!("{:?} {}: {}", fault.kind, fault.at.dotted(), fault.says))
        .collect()
}

fn faults(method: &str, target: &str, body: &str) -> Vec<String> {
    match read(
        &served(),
        &incoming(method, target, body),
        Timestamp::UNIX_EPOCH,
    ) {
        Ok(call) => vec![format!("{call:?}")],
        Err(refused) => shown(&refused),
    }
}

#[test]
fn queries() {
    for (query, expected) in [
        ("", "Missing page: query parameter `page` is missing"),
        (
            "page=",
            "Type page: query parameter `page` must be an integer, not empty text",
        ),
        (
            "page=1.5",
            "Type page: query parameter `page` must be an integer, not `1.5`",
        ),
        (
            "page=-1",
            "Type page: query parameter `page` must be an integer within the range of its type, not `-1`",
        ),
        (
            "page=1&page=2",
            "Twice page: query parameter `page` stands 2 times, but has one value",
        ),
        (
            "page=1&limit=0",
            "Limit limit: query parameter `limit` is 0, but must be at least 1",
        ),
        (
            "page=1&limit=101",
            "Limit limit: query parameter `limit` is 101, but must be at most 100",
        ),
        (
            "page=1&ids=1&ids=2&ids=3",
            "Limit ids: query parameter `ids` has 3 items, but must have at most 2",
        ),
        (
            "page=1&ids=1&ids=1",
            "Limit ids: query parameter `ids` has one value twice, as items 0 and 1",
        ),
        (
            "page=1&ids=1&ids=x",
            "Type ids[1]: query parameter `ids[1]` must be an integer, not `x`",
        ),
        (
            "page=1&colour=green",
            "Value colour: query parameter `colour` is `green`, which is none of `red`, `blue`",
        ),
        (
            "page=1&code=AB",
            "Rule colour: with `code`, `colour` must be given too",
        ),
        (
            "page=1&code=ab&colour=red",
            "Limit code: query parameter `code` does not match the pattern `^[A-Z]+$`",
        ),
        (
            "page=1&from=2024-02-30",
            "Type from: query parameter `from` must be a date, not `2024-02-30`",
        ),
        (
            "page=1&from=2024-02-29",
            "Rule to: all or none of `from`, `to` must be given, but `from` is",
        ),
        (
            "page=1&truth=yes",
            "Type truth: query parameter `truth` must be a truth value, not `yes`",
        ),
        (
            "page=1&truth=true&ids=1",
            "Rule truth: at most one of `truth`, `ids` must be given, but `truth`, `ids` are",
        ),
        (
            "page=%ff",
            "Malformed : the query is not UTF-8 once it is decoded",
        ),
    ] {
        let found = faults("GET", &format!("/items?{query}"), "");
        assert_eq!(
            found.first().map(String::as_str),
            Some(expected),
            "{query}: {found:?}"
        );
    }
}

#[test]
fn bodies_with_their_paths() {
    let item = |item: &str| format!(r#"{{"kind": "item", "item": {item}}}"#);
    let with = |more: &str| format!(r#"{{"kind": "item", "item": {{"id": 1}}, {more}}}"#);
    for (body, expected) in [
        (
            "{",
            "Malformed : the body is not JSON: EOF while parsing an object at line 1 column 1"
                .to_owned(),
        ),
        (
            "[]",
            "Malformed : the body must be a JSON object".to_owned(),
        ),
        (
            r#"{"kind": "item"}"#,
            "Missing item: field `item` is missing".to_owned(),
        ),
        (
            r#"{"item": {"id": 1}}"#,
            "Constant kind: field `kind` is missing: it is always `item`".to_owned(),
        ),
        (
            r#"{"kind": 1, "item": {"id": 1}}"#,
            "Constant kind: field `kind` is `1`, but must be `item`".to_owned(),
        ),
        (
            &item("null"),
            "Type item: field `item` must not be null".to_owned(),
        ),
        (
            &item("{}"),
            "Missing item.id: field `item.id` is missing".to_owned(),
        ),
        (
            &item(r#"{"id": "1"}"#),
            "Type item.id: field `item.id` must be an integer, not the text `1`".to_owned(),
        ),
        (
            &item(r#"{"id": 0}"#),
            "Limit item.id: field `item.id` is 0, but must be at least 1".to_owned(),
        ),
        (
            &item(r#"{"id": 1, "colour": "green"}"#),
            "Value item.colour: field `item.colour` is `green`, which is none of `red`, `blue`"
                .to_owned(),
        ),
        (
            &item(r#"{"id": 1, "tags": ["a", "long"]}"#),
            "Limit item.tags[1]: field `item.tags[1]` has 4 characters, but must have at most 3"
                .to_owned(),
        ),
        (
            &item(r#"{"id": 1, "tags": "a"}"#),
            "Type item.tags: field `item.tags` must be a list, not text".to_owned(),
        ),
        (
            &with(r#""more": {"a": {"id": true}}"#),
            "Type more.a.id: field `more.a.id` must be an integer, not a truth value".to_owned(),
        ),
        (
            &with(r#""shape": {"id": 1}"#),
            "Missing shape.kind: field `shape.kind` is missing: one of `circle`, `square`"
                .to_owned(),
        ),
        (
            &with(r#""shape": {"kind": "oval"}"#),
            "Value shape.kind: field `shape.kind` is `oval`, which is none of `circle`, `square`"
                .to_owned(),
        ),
        (
            &with(r#""shape": {"kind": "circle"}"#),
            "Missing shape.id: field `shape.id` is missing".to_owned(),
        ),
        (
            &with(r#""either": true"#),
            "Type either: field `either` is none of the variants of `Either`".to_owned(),
        ),
        (
            &with(r#""either": {"id": "x"}"#),
            "Type either.id: field `either.id` must be an integer, not `x`".to_owned(),
        ),
    ] {
        let found = faults("POST", "/items?at=0", body);
        assert_eq!(found.first(), Some(&expected), "{body}: {found:?}");
    }
    let found = faults("PUT", "/items", r#"[{"id": 1}, {"id": 0}]"#);
    assert_eq!(
        found,
        ["Limit [1].id: field `[1].id` is 0, but must be at least 1"]
    );
    let found = faults(
        "POST",
        "/items?at=0",
        r#"{"kind": "item", "item": {"id": 1, "colour": null}}"#,
    );
    assert_eq!(
        found,
        ["Type item.colour: field `item.colour` must not be null; what is absent is left out"]
    );
    assert!(
        faults(
            "POST",
            "/items?at=0",
            r#"{"kind": "item", "item": {"id": 1.0}}"#
        )[0]
        .starts_with("Call")
    );
    let found = faults("PUT", "/items", "");
    assert_eq!(found, ["Missing body: the body is missing"]);
    assert_eq!(
        faults(
            "POST",
            "/items?at=now",
            r#"{"kind": "item", "item": {"id": 1}}"#
        ),
        ["Type at: query parameter `at` must be seconds since 1970, not `now`"]
    );
    assert_eq!(
        faults("POST", "/items", r#"{"kind": "item", "item": {"id": 1}}"#),
        [
            "Missing at: query parameter `at` is missing: seconds since 1970, made anew for each request"
        ]
    );
}

#[test]
fn what_the_spec_does_not_name_is_a_note_or_a_fault() {
    let request = incoming(
        "POST",
        "/items?at=0&x=1",
        r#"{"kind": "item", "item": {"id": 1, "extra": 2}, "y": 3}"#,
    );
    let call = read(&served(), &request, Timestamp::UNIX_EPOCH).unwrap();
    let notes: Vec<String> = call
        .notes
        .iter()
        .map(|note| format!("{}: {}", note.at.dotted(), note.says))
        .collect();
    assert_eq!(
        notes,
        [
            "item.extra: field `item.extra` is not in the spec",
            "x: query parameter `x` is not in the spec of `make`",
            "y: field `y` is not in the spec of `make`",
        ]
    );
    assert_eq!(call.values["item"]["extra"], 2);
    let mut strict = served();
    strict.strictness.refuse_unknown = true;
    let refused = read(&strict, &request, Timestamp::UNIX_EPOCH).unwrap_err();
    assert!(
        refused
            .faults
            .iter()
            .all(|fault| fault.kind == FaultKind::Unknown)
            && refused.faults.len() == 3
    );
    let call = read(
        &served(),
        &incoming("GET", "/none", "{}"),
        Timestamp::UNIX_EPOCH,
    )
    .unwrap();
    assert_eq!(
        call.notes[0].says,
        "the operation takes no body, but the request has one"
    );
}

#[test]
fn secrets_are_not_quoted() {
    let mut request = incoming("GET", "/items?page=1&password=hunter2&limit=x", "");
    request.headers.insert(
        "secret_number".parse::<HeaderName>().unwrap(),
        HeaderValue::from_static("hunter3"),
    );
    let refused = read(&served(), &request, Timestamp::UNIX_EPOCH).unwrap_err();
    assert!(!format!("{refused:?}").contains("hunter"));
    let request = incoming(
        "POST",
        "/items?at=0",
        r#"{"kind": "item", "item": {"id": 1, "secret": ["hunter2"]}}"#,
    );
    let refused = read(&served(), &request, Timestamp::UNIX_EPOCH).unwrap_err();
    assert_eq!(
        shown(&refused),
        ["Type item.secret: field `item.secret` must be text, not a list"]
    );
}
