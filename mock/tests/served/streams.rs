//! Streams come item by item, and other formats than JSON are spoken.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use serde_json::json;
use specwright::model::Type;
use specwright_mock::{Raw, Server, doc};

use crate::client::{Client, api, spec};
use crate::wire::get_with;

const SPEC: &str = r#"
specwright: 1
api: feed
title: Feed
servers: {main: "https://feed.example"}
envelope: [{when: {has: code}, success: {equals: {code: 0}}, payload: data, code: code}]
errors: {7: {name: Closed, class: not_found}}
types:
  Row: {fields: {id: {type: i64, required: true}, name: string}}
  Head: {fields: {columns: {type: list<string>, required: true}}}
operations:
  rows: {call: GET /rows, stream: {lines: {head: Head}}, returns: Row}
  plain_rows: {call: GET /plain, stream: lines, returns: Row, envelope: []}
  events: {call: GET /events, stream: {events: {end: "[DONE]"}}, returns: Row, envelope: []}
  words: {call: GET /words, stream: events, returns: string, envelope: []}
  file: {call: GET /file, stream: bytes}
"#;

#[tokio::test]
async fn streams_of_every_kind_have_their_items() {
    let api = api(SPEC);
    for (items, expected) in [(None, 5), (Some(0), 0), (Some(3), 3)] {
        let mut builder = Server::builder().api(&api);
        if let Some(items) = items {
            builder = builder.items(items);
        }
        let server = builder.start().unwrap();
        let client = Client::new(&api, &server, &[]);
        assert_eq!(
            client.stream("rows", json!({})).await.unwrap(),
            (expected, true)
        );
        for operation in ["plain_rows", "events", "words"] {
            assert_eq!(
                client.stream(operation, json!({})).await.unwrap().0,
                expected,
                "{operation}"
            );
        }
        assert!(client.stream("file", json!({})).await.unwrap().0 > 0);
    }
}

#[tokio::test]
async fn the_streams_of_real_services_are_read() {
    let te = spec("specs/te.yaml");
    let server = Server::start(&te).unwrap();
    let client = Client::new(&te, &server, &[("token", "t")]);
    for op in te.operations.iter().filter(|op| op.stream.is_some()) {
        let values: serde_json::Map<_, _> = op
            .params
            .iter()
            .filter(|param| param.field.presence == specwright::model::Presence::Required)
            .map(|param| {
                let value = match param.field.value.ty {
                    Type::U64 | Type::I64 | Type::U32 | Type::I32 => json!(1),
                    _ => json!("1"),
                };
                (param.field.wire.clone(), value)
            })
            .collect();
        let read = client.stream(&op.name, values.into()).await;
        assert!(read.is_ok_and(|(items, _)| items > 0), "{}", op.name);
    }
}

#[test]
fn each_piece_is_sent_when_it_is_there() {
    let server = Server::start(&doc::library()).unwrap();
    let pieces = Raw::pieces(200, "text/plain", ["one\n", "two\n"]);
    server.expect("list_books").reply(pieces);
    let mut stream = TcpStream::connect(server.address()).unwrap();
    write!(
        stream,
        "GET /books HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let lines: Vec<String> = BufReader::new(stream)
        .lines()
        .map_while(Result::ok)
        .collect();
    // Each in a chunk of its own.
    let chunks: Vec<&String> = lines.iter().filter(|line| *line == "4").collect();
    assert_eq!(chunks.len(), 2, "{lines:?}");
}

const XML: &str = r#"
specwright: 1
api: post
title: Post
servers: {main: "https://post.example"}
formats: [json, xml]
envelope:
  - {when: {equals: {ok: "true"}}, success: always, payload: result}
  - {success: {equals: {ok: true}}, payload: result}
types:
  Parcel: {fields: {id: {type: u64, required: true}, tags: list<string>, weight: {type: f64, required: true}}}
operations:
  get_parcel: {call: GET /parcel, params: {id: u64}, returns: Parcel}
"#;

#[test]
fn xml_is_spoken_where_it_is_asked_for() {
    let server = Server::start(&api(XML)).unwrap();
    let get = |accept: &str| get_with(&server, "/parcel?id=7", &format!("Accept: {accept}\r\n"));
    let answer = get("application/json");
    assert!(
        answer.contains("\"id\":7") && answer.contains("\"ok\":true"),
        "{answer}"
    );
    let answer = get("application/xml");
    for part in [
        "content-type: application/xml",
        "<GetParcelResponse>",
        "<id>7</id>",
        "<ok>true</ok>",
    ] {
        assert!(answer.contains(part), "{part}: {answer}");
    }
}
