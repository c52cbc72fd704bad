//! Every place and layout of a parameter: what a client lays out is read back as what it was.

use serde_json::{Value as Json, json};
use specwright_mock::read;
use specwright_runtime::Timestamp;

use crate::support::{Both, spec_of};

const SPEC: &str = "
types:
  Colour: {enum: {red: red, blue: blue}}
  Level: {enum: {1: {name: One}, 2: {name: Two}}}
  Point: {fields: {x: {type: f64, required: true}, y: {type: f64, required: true}}}
  Deep: {fields: {name: string, tags: 'list<string>', at: Point}}
  Flat: {fields: {name: string, tags: 'list<i64>', size: i64}}
  Shape: {tag: kind, one_of: {Circle: {type: Round, tag: circle}, Square: {type: Flat, tag: square}}}
  Round: {fields: {radius: {type: f64, required: true}}}
  Either: {one_of: {Number: i64, Name: string}}
  Pair: {tag: t, content: c, one_of: {A: i64, B: Point}}
  Keyed: {by_key: true, one_of: {A: {type: i64, tag: a}, B: {type: Point, tag: b}}}
operations:
  query:
    call: GET /query
    params:
      text: string
      flag: {type: bool, style: flag}
      truth: bool
      number: f64
      big: u64
      many: 'list<i64>'
      comma: {type: 'list<string>', wire: comma}
      pipe: {type: 'list<string>', wire: pipe}
      square: {type: 'list<string>', style: brackets}
      map: {type: 'map<i64>', style: deep}
      deep: {type: Deep, style: deep}
      point: {type: Point, style: json}
      points: {type: 'list<Point>', style: json}
      inner: {type: Point, wire: json}
      colour: Colour
      level: Level
      either: Either
      day: date
      month: {type: date, format: '%Y%m%d'}
      moment: {type: timestamp, format: epoch_seconds}
      millis: {type: timestamp, format: epoch_millis}
      wait: {type: duration, format: seconds}
      clock: {type: duration, format: clock}
  spread: {call: GET /spread, params: {a: string, flat: {type: Flat, style: spread}}}
  rest: {call: GET /rest, params: {a: string, rest: {type: 'map<string>', style: spread}}}
  headers:
    call: 'GET /headers'
    params:
      X-Text: {type: string, in: header}
      X-Many: {type: 'list<i64>', in: header, wire: comma}
      session: {type: string, in: cookie}
  path:
    call: 'GET /path/{id}/{day}/{+rest}'
    params: {id: {type: i64, required: true}, day: {type: date, required: true}, rest: {type: string, required: true}}
  label:
    call: 'GET /label{list}/x{map}'
    params:
      list: {type: 'list<i64>', style: label, required: true}
      map: {type: Point, style: label, required: true}
  matrix:
    call: 'GET /matrix{list}/x{map}/y{one}'
    params:
      list: {type: 'list<i64>', style: matrix, required: true}
      map: {type: 'map<string>', style: matrix, required: true}
      one: {type: string, style: matrix, required: true}
  json:
    call: POST /json
    params:
      text: {type: i64, wire: text}
      either: {type: i64, wire: either}
      row: {type: Flat, wire: row}
      rows: {type: 'list<Flat>', wire: row}
      inside: {type: 'list<Point>', wire: json}
      comma: {type: 'list<i64>', wire: comma}
      shape: Shape
      pair: Pair
      keyed: Keyed
      either_of: Either
      anything: any
      bytes: bytes
      maybe: {type: string, nullable: apart}
      stamp: {type: timestamp, format: epoch_seconds, wire: text}
      map: 'map<Point>'
  whole: {call: POST /whole, params: {body: {type: 'list<Point>', in: whole_body, required: true}}}
  form:
    call: POST /form
    body: form
    params: {text: string, many: 'list<i64>', square: {type: 'list<string>', style: brackets}, deep: {type: Deep, style: deep}}
  multipart:
    call: POST /multipart
    body: multipart
    params: {text: string, many: 'list<i64>', object: Point, file: file, files: 'list<file>', raw: bytes}
  text: {call: POST /text, body: text, params: {body: {type: string, required: true}}}
  bytes: {call: PUT /bytes, body: bytes, params: {body: {type: bytes, required: true}}}
";

fn round(operation: &str, values: Json) {
    let api = spec_of(SPEC);
    let both = Both::new(&api);
    let op = api
        .operations
        .iter()
        .find(|one| one.name == operation)
        .unwrap();
    let Json::Object(values) = values else {
        panic!("{values}")
    };
    let incoming = both.request(op, &values, None);
    let call = read(&both.served, &incoming, Timestamp::now())
        .unwrap_or_else(|refused| panic!("{refused:#?}\n{incoming:?}"));
    assert_eq!(api.operations[call.operation].name, operation);
    assert_eq!(call.notes, [], "{incoming:?}");
    // A length of time is its seconds, however it is spelt.
    let mut values = values;
    values
        .entry("clock")
        .and_modify(|clock| *clock = 3723.into());
    assert_eq!(call.values, values, "{incoming:?}");
}

#[test]
fn queries() {
    round("query", json!({}));
    round(
        "query",
        json!({"text": "", "flag": true, "truth": false, "number": 1.5, "big": u64::MAX}),
    );
    round(
        "query",
        json!({"text": "a&b=c+d%20é", "many": [1, -2], "comma": ["a", "b"], "pipe": ["a,b", "c"], "square": ["x", "y"]}),
    );
    round(
        "query",
        json!({"map": {"a": 1, "b c": 2}, "deep": {"name": "n", "tags": ["t", "u"], "at": {"x": 1.0, "y": -2.5}}}),
    );
    round(
        "query",
        json!({"point": {"x": 1.0, "y": 2.0}, "points": [{"x": 1.0, "y": 2.0}], "inner": {"x": 3.0, "y": 4.0}}),
    );
    round("query", json!({"colour": "green", "level": 2, "either": 7}));
    round(
        "query",
        json!({"either": "seven", "day": "2024-02-29", "month": "2024-02-29", "wait": 90, "clock": "01:02:03"}),
    );
    round(
        "query",
        json!({"moment": "2024-02-29T12:30:00Z", "millis": "2024-02-29T12:30:00.5Z"}),
    );
}

#[test]
fn what_is_spread() {
    round(
        "spread",
        json!({"a": "1", "flat": {"name": "n", "tags": [1, 2], "size": 3}}),
    );
    round("rest", json!({"a": "1", "rest": {"b": "2", "c d": "é"}}));
}

#[test]
fn headers_cookies_and_paths() {
    round(
        "headers",
        json!({"X-Text": "a b", "X-Many": [1, 2], "session": "s"}),
    );
    round(
        "path",
        json!({"id": -7, "day": "2024-02-29", "rest": "a/b c/d"}),
    );
    round(
        "label",
        json!({"list": [1, 2], "map": {"x": 1.0, "y": 2.0}}),
    );
    round(
        "matrix",
        json!({"list": [1, 2], "map": {"a": "b", "c": "d"}, "one": "e"}),
    );
}

#[test]
fn bodies() {
    round("json", json!({}));
    round(
        "json",
        json!({"text": 84, "either": 85, "row": {"name": "n", "tags": [1], "size": 2}, "rows": [{"name": "a"}]}),
    );
    round(
        "json",
        json!({"inside": [{"x": 1.0, "y": 2.0}], "comma": [1, 2], "anything": {"a": [null, 1.5]}, "bytes": "AAEC", "maybe": null}),
    );
    round(
        "json",
        json!({"shape": {"kind": "circle", "radius": 1.5}, "pair": {"t": "B", "c": {"x": 1.0, "y": 2.0}}, "keyed": {"a": 7}, "either_of": "x"}),
    );
    round(
        "json",
        json!({"stamp": "2024-02-29T12:30:00Z", "map": {"a": {"x": 1.0, "y": 2.0}}}),
    );
    round("whole", json!({"body": [{"x": 1.0, "y": 2.0}]}));
    round(
        "form",
        json!({"text": "a b&c", "many": [1, 2], "square": ["é"], "deep": {"tags": ["t"]}}),
    );
    round("text", json!({"body": "a\nb"}));
}

#[test]
fn files() {
    let api = spec_of(SPEC);
    let both = Both::new(&api);
    let op = api
        .operations
        .iter()
        .find(|one| one.name == "multipart")
        .unwrap();
    let Json::Object(given) = json!({"text": "é", "many": [1, 2], "object": {"x": 1.0, "y": 2.0}, "file": {"text": "a,b\r\n"}, "raw": {"text": "r"}})
    else {
        panic!()
    };
    let incoming = both.request(op, &given, None);
    let call = read(&both.served, &incoming, Timestamp::now())
        .unwrap_or_else(|refused| panic!("{refused:#?}"));
    assert_eq!(call.notes, []);
    assert_eq!(
        call.values["file"],
        json!({"name": "a.txt", "content_type": "application/octet-stream", "text": "a,b\r\n"})
    );
    assert_eq!(call.values["raw"]["text"], "r");
    assert_eq!(call.values["many"], json!([1, 2]));
    assert_eq!(call.values["object"], json!({"x": 1.0, "y": 2.0}));

    let op = api
        .operations
        .iter()
        .find(|one| one.name == "bytes")
        .unwrap();
    let Json::Object(given) = json!({"body": {"text": "abc"}}) else {
        panic!()
    };
    let mut incoming = both.request(op, &given, None);
    let read = |incoming: &specwright_mock::Incoming| {
        read(&both.served, incoming, Timestamp::now())
            .unwrap_or_else(|refused| panic!("{refused:#?}"))
    };
    assert_eq!(read(&incoming).values["body"]["text"], "abc");
    incoming.body = bytes::Bytes::from_static(b"\xff\x00");
    assert_eq!(read(&incoming).values["body"]["base64"], "/wA=");
}
