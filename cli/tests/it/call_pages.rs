//! `specwright call --all-pages`: all kinds of pages, to the end, as one array or as lines.

use serde_json::{Value, json};

use crate::cloud::{call, items, offline};
use crate::run::{Ran, specwright};
use crate::server::{Reply, Request, Server};

/// A page of these items, with more members.
fn page(ids: impl IntoIterator<Item = u64>, more: Value) -> Reply {
    let mut page = json!({"results": items(ids)});
    if let (Value::Object(page), Value::Object(more)) = (&mut page, more) {
        page.extend(more);
    }
    Reply::json(page.to_string())
}

fn number(request: &Request, name: &str) -> u64 {
    let value = request.query(name).map(str::parse);
    value.and_then(Result::ok).unwrap_or(0)
}

/// All that the command printed, and how often it asked.
#[track_caller]
fn walk(args: &str, script: impl Fn(&Request, usize) -> Reply + Send + 'static) -> (Ran, usize) {
    let server = Server::by(script);
    let ran = call(&server, args).arg("--all-pages").run();
    (ran, server.count())
}

#[track_caller]
fn check(args: &str, script: impl Fn(&Request, usize) -> Reply + Send + 'static, pages: usize) {
    let (ran, asked) = walk(args, script);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args}");
    assert_eq!(ran.json(), items(1..=5), "{args}");
    assert_eq!(asked, pages, "{args}");
}

#[test]
fn by_offset() {
    let script = |request: &Request, _| {
        let offset = number(request, "offset");
        page(
            (offset + 1..=offset + 2).filter(|id| *id <= 5),
            json!({"total": 5}),
        )
    };
    check("by_offset", script, 3);
}

#[test]
fn by_page() {
    let script = |request: &Request, _| {
        let number = number(request, "page").max(1);
        page(
            (number * 2 - 1..=number * 2).filter(|id| *id <= 5),
            json!({}),
        )
    };
    check("by_page", script, 3);
    check("by_page size=2", script, 3);
}

#[test]
fn by_cursor() {
    let script = |request: &Request, _| match request.query("after") {
        None => page(1..=2, json!({"next": "b", "more": true})),
        Some("b") => page(3..=4, json!({"next": "c", "more": true})),
        _ => page(5..=5, json!({"next": "d", "more": false})),
    };
    check("by_cursor", script, 3);
}

#[test]
fn by_the_last_item() {
    let script = |request: &Request, _| {
        let from = number(request, "from_id").max(1);
        Reply::json(items((from..from + 2).filter(|id| *id <= 5)).to_string())
    };
    check("by_last_item", script, 4);
}

#[test]
fn by_link() {
    let script = |request: &Request, before| {
        assert!(before == 0 || request.target() == "GET /v1/link");
        let link = |at: u64| format!("Link: </v1/link?at={at}>; rel=\"next\"");
        match number(request, "at") {
            0 => page(1..=2, json!({})).header(link(3)),
            3 => page(3..=4, json!({})).header(link(5)),
            _ => page(5..=5, json!({})),
        }
    };
    check("by_link kind=x", script, 3);
}

#[test]
fn by_time() {
    let script = |request: &Request, before: usize| {
        let length = number(request, "end") - number(request, "start");
        assert!(length <= 3600, "{}", request.line);
        page([before as u64 + 1], json!({}))
    };
    let (ran, asked) = walk("by_window start=1700000000 end=1700018000", script);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!((ran.json(), asked), (items(1..=5), 5));
}

#[test]
fn pages_are_printed_as_one_array_or_as_lines() {
    let two = |_: &Request, before: usize| match before {
        0 => page(1..=1, json!({"total": 2})),
        _ => page(2..=2, json!({"total": 2})),
    };
    let (ran, _) = walk("by_offset limit=1", two);
    let expected = format!("{:#}\n", items(1..=2));
    assert_eq!((ran.code, ran.out), (0, expected));
    let (ran, _) = walk("by_offset limit=1 --lines", two);
    let item = |id| format!("{{\"id\":{id},\"name\":\"item {id}\",\"new\":true}}\n");
    assert_eq!((ran.code, ran.out), (0, item(1) + &item(2)));
}

#[test]
fn no_items_are_an_empty_array() {
    let (ran, _) = walk("by_offset", |_, _| page([], json!({"total": 0})));
    assert_eq!((ran.code, ran.out.as_str()), (0, "[]\n"));
    let (ran, _) = walk("by_offset --lines", |_, _| page([], json!({"total": 0})));
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
}

#[test]
fn the_walk_begins_where_the_parameters_say() {
    let (ran, asked) = walk("by_offset offset=4", |request, _| {
        assert_eq!(number(request, "offset"), 4);
        page(5..=5, json!({"total": 5}))
    });
    assert_eq!((ran.code, asked), (0, 1), "{}", ran.err);
    assert_eq!(ran.json(), items(5..=5));
}

#[test]
fn what_came_before_an_error_is_whole_json() {
    let script = |_: &Request, before: usize| match before {
        0 => page(1..=2, json!({"total": 9})),
        _ => Reply::json(r#"{"error":"gone","text":"no more"}"#).status(410),
    };
    let (ran, _) = walk("by_offset", script);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.json(), items(1..=2));
    assert_eq!(ran.error()["error"]["code"], "gone");
    assert_eq!(ran.error()["error"]["http_status"], 410);

    let first = |_: &Request, _| Reply::json(r#"{"error":"gone"}"#).status(410);
    let (ran, _) = walk("by_offset", first);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
}

#[test]
fn a_service_that_leads_in_a_circle_is_left() {
    let script = |_: &Request, _| page(1..=2, json!({"next": "b"}));
    let (ran, asked) = walk("by_cursor", script);
    assert_eq!(ran.code, 1);
    assert!(asked <= 3, "{asked}");
    assert!(ran.json().is_array(), "{}", ran.out);
}

#[test]
fn a_link_to_another_host_is_not_followed() {
    let other = Server::json(200, r#"{"results":[]}"#);
    let link = format!("Link: <{}/v1/link?at=1>; rel=next", other.url());
    let (ran, _) = walk("by_link", move |_, _| {
        page(1..=2, json!({})).header(link.clone())
    });
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert_eq!(other.count(), 0);
}

#[test]
fn the_walk_ends_when_nobody_reads_it_any_more() {
    // There is always another page.
    let server = Server::by(|request, _| {
        let offset = number(request, "offset");
        page(offset + 1..=offset + 2, json!({}))
    });
    let (line, code) = call(&server, "by_offset --all-pages --lines").first_line();
    assert_eq!(
        (line.trim_end(), code),
        (r#"{"id":1,"name":"item 1","new":true}"#, 0)
    );
}

#[test]
fn an_operation_without_pages_is_wrong_usage() {
    let ran = offline("me --all-pages").run();
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err
            .starts_with("error: `me` has no pages; --all-pages is for "),
        "{}",
        ran.err
    );
    let ran = specwright("call specs/shop.yaml get_item id=1 --all-pages").run();
    let expected = "error: `get_item` has no pages; no operation of `shop` has any\n";
    assert_eq!((ran.code, ran.err.as_str()), (2, expected));
    let ran = offline("by_offset --lines").run();
    assert_eq!(ran.code, 2, "{}", ran.err);
}
