//! `specwright call` of operations whose answer comes item by item.

use crate::cloud::{call, offline};
use crate::run::Ran;
use crate::server::{Reply, Server};

fn stream(args: &str, content_type: &'static str, body: &'static str) -> Ran {
    let server = Server::new(200, content_type, body);
    call(&server, args).run()
}

const ROWS: &str = "{\"code\":0,\"data\":{\"columns\":[\"a\",\"b\"]}}\n[1,\"x\"]\r\n[2.50,null]\n";

#[test]
fn lines_are_printed_as_lines() {
    let ran = stream("rows sql=select", "application/json", ROWS);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out, "[1,\"x\"]\n[2.5,null]\n");
}

#[test]
fn what_comes_before_the_rows_is_printed_if_wanted() {
    let ran = stream("rows sql=select --head", "application/json", ROWS);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(
        ran.out,
        "{\"columns\":[\"a\",\"b\"]}\n[1,\"x\"]\n[2.5,null]\n"
    );
    let ran = offline("chat --head").run();
    let expected = "error: nothing comes before the items of `chat`, so --head says nothing\n";
    assert_eq!((ran.code, ran.err.as_str()), (2, expected));
}

#[test]
fn a_refusal_in_place_of_rows_is_an_error() {
    let ran = stream(
        "rows sql=x",
        "application/json",
        "{\"code\":-5,\"text\":\"no such table\"}\n",
    );
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(ran.error()["error"]["message"], "no such table");
    assert_eq!(ran.error()["error"]["code"], "-5");
}

#[test]
fn rows_before_an_error_stay() {
    let body = "{\"code\":0,\"data\":{}}\n[1]\n{oops\n[2]\n";
    let ran = stream("rows sql=x", "application/json", body);
    assert_eq!((ran.code, ran.out.as_str()), (1, "[1]\n"), "{}", ran.err);
    assert_eq!(ran.error()["error"]["kind"], "decode");
}

#[test]
fn events_are_printed_as_lines_until_their_end() {
    let body = ": hello\n\ndata: {\"id\": 1}\n\ndata: {\"id\":\ndata: 2, \"more\": true}\n\ndata: [DONE]\n\n\
                data: {\"id\": 3}\n\n";
    let ran = stream("chat question=who", "text/event-stream", body);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out, "{\"id\":1}\n{\"id\":2,\"more\":true}\n");
}

#[test]
fn an_event_that_is_not_what_was_promised_ends_them() {
    let body = "data: {\"id\": 1}\n\ndata: {\"id\": \"x\"}\n\n";
    let ran = stream("chat question=who", "text/event-stream", body);
    assert_eq!((ran.code, ran.out.as_str()), (1, "{\"id\":1}\n"));
    let error = ran.error();
    assert_eq!(error["error"]["kind"], "decode");
    let message = error["error"]["message"].as_str().unwrap_or_default();
    assert!(message.starts_with("id: "), "{message}");
}

#[test]
fn events_of_text_are_json_texts() {
    let ran = stream(
        "words",
        "text/event-stream",
        "data: a \"b\"\n\ndata: c\ndata: d\n\n",
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out, "\"a \\\"b\\\"\"\n\"c\\nd\"\n");
}

#[test]
fn bytes_are_printed_as_they_are() {
    let ran = stream("file", "application/octet-stream", "a\0b\r\nno end");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out, "a\0b\r\nno end");
}

#[test]
fn a_stream_is_told() {
    let server = Server::by(|_, _| Reply::json("x").of_type("text/plain"));
    let ran = call(&server, "file --verbose").run();
    assert_eq!((ran.code, ran.out.as_str()), (0, "x"));
    assert!(ran.err.contains("> GET /v1/file\n< 200 "), "{}", ran.err);
}
