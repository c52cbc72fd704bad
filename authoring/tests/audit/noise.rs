//! What stands on real pages beside the interface and must not be taken for it, and what descriptions tell in words. The
//! page is made for this; its words are its own.

use specwright_authoring::{audit, page};

use crate::pages::found;

const SPEC: &str = r#"
servers:
  live:  {url: "https://api.kiosk.example/v3"}
  trial: {url: "https://trial.kiosk.example/v3"}
common:
  params: {X-Trace: {type: string, in: header, fresh: uuid}}
envelope:
  - {success: {equals: {code: 0}}, code: code, message: msg, payload: data}
errors:
  0:     {name: Done, class: success, text: done}
  51001: {name: Missing, class: caller, status: 400, message: "%s is missing", args: [name]}
  51002: {name: Full, class: rate, status: 429, message: "Shelf %s is full of %s.", args: [shelf, goods]}
types:
  Mood:  {text: mood, enum: {1: {name: Calm, text: calm}, 2: {name: Busy, text: busy}, 7: {name: Shut, text: shut}}}
  Grade: {text: grade, enum: {FRESH: fresh, STALE: stale, GONE: gone}}
  Line:
    text: a line
    fields: {sku: {type: string}, count: {type: i32}, note: {type: string}}
  Receipt:
    text: a receipt
    fields:
      number: {type: string}
      lines:  {type: list<Line>}
operations:
  log_in:
    text: log in
    call: POST /login
    common: false
    params: {grant: {type: string, value: shop_key}, shop: {type: string, required: true}}
    returns: any
  list_goods:
    text: goods
    call: GET /goods
    params:
      grade: {type: Grade, default: FRESH, text: grade}
      size:  {type: i32, default: 20, text: how many}
    returns: any
  sell:
    text: sell
    call: POST /sales
    params:
      mood:  {type: Mood, required: true, text: mood}
      lines: {type: list<Line>, required: true, text: lines}
    returns: Receipt
"#;

const PAGE: &str = r#"<!doctype html>
<html><body>
<h2>Servers</h2>
<table><tr><th>环境</th><th>地址</th></tr>
<tr><td>Live</td><td>https://api.kiosk.example/v3</td></tr>
<tr><td>Trial</td><td>https://trial.kiosk.example/v3</td></tr></table>
<h2>Headers</h2>
<table><tr><th>Name</th><th>Type</th><th>Required</th><th>Description</th></tr>
<tr><td>X-Trace</td><td>String</td><td>No</td><td>Id of a request</td></tr></table>
<h2>Log in</h2>
<p>POST https://api.kiosk.example/v3/login</p>
<h4>Request parameters</h4>
<table><tr><th>Name</th><th>Type</th><th>Required</th><th>Description</th></tr>
<tr><td>grant</td><td>String</td><td>Yes</td><td>固定值：shop_key</td></tr>
<tr><td>shop</td><td>String</td><td>Yes</td><td>Number of the shop</td></tr></table>
<h2>List goods</h2>
<p>GET https://api.kiosk.example/v3/goods</p>
<h4>Request parameters</h4>
<table><tr><th>Name</th><th>Type</th><th>Required</th><th>Default</th><th>Description</th></tr>
<tr><td>grade</td><td>String</td><td>No</td><td>FRESH</td><td>品级：FRESH 新、STALE 旧、GONE 无</td></tr>
<tr><td>size</td><td>int</td><td>No</td><td>-</td><td>How many, 默认 20</td></tr></table>
<h2>Sell</h2>
<p>POST https://api.kiosk.example/v3/sales</p>
<h4>Request parameters</h4>
<table><tr><th>Name</th><th>Type</th><th>Required</th><th>Description</th></tr>
<tr><td>mood</td><td>Integer</td><td>Yes</td><td>状态：1-闲；2-忙；7=关</td></tr>
<tr><td>lines</td><td>List</td><td>Yes</td><td>Lines of the receipt</td></tr>
<tr><td>lines[].sku</td><td>String</td><td>Yes</td><td>Article</td></tr>
<tr><td>lines[].count</td><td>Integer</td><td>No</td><td>Pieces</td></tr>
<tr><td>lines.note</td><td>String</td><td>No</td><td>Remark</td></tr></table>
<h4>Response fields</h4>
<table><tr><th>Name</th><th>Type</th><th>Description</th></tr>
<tr><td>number</td><td>String</td><td>Of the receipt</td></tr>
<tr><td>lines</td><td>List</td><td>As sold</td></tr></table>
<pre>{"code": 0, "msg": "ok", "data": {"number": "R1", "lines": [{"sku": "A", "count": 2, "note": "x"}]}}</pre>
<h2>Error codes</h2>
<table><tr><th>Error code</th><th>HTTP status</th><th>Message</th><th>Description</th></tr>
<tr><td>51001</td><td>400</td><td>{0} is missing</td><td>Send it</td></tr>
<tr><td>51002</td><td>429</td><td>Shelf ${shelf} is full of {}.</td><td>Wait</td></tr></table>
<p>The end.</p>
</body></html>
"#;

/// What is found once something stands before this of the page.
fn with(what: &str, before: &str) -> Vec<String> {
    assert!(PAGE.contains(before), "{before}");
    found(
        SPEC,
        &PAGE.replacen(before, &format!("{what}\n{before}"), 1),
    )
}

/// What is found once this of the spec is that.
fn changed(from: &str, to: &str) -> Vec<String> {
    assert!(SPEC.contains(from), "{from}");
    found(&SPEC.replacen(from, to, 1), PAGE)
}

#[test]
fn a_page_with_all_of_it_agrees() {
    assert_eq!(found(SPEC, PAGE), [""; 0]);
}

#[test]
fn what_is_not_the_interface_is_passed_over() {
    let noise = [
        "<h3>HTTP status codes</h3><table><tr><th>Status code</th><th>Description</th></tr>\
         <tr><td>200</td><td>fine</td></tr><tr><td>401</td><td>who?</td></tr><tr><td>5xx</td><td>ours</td></tr></table>",
        "<h3>HTTP 状态码</h3><table><tr><th>状态码</th><th>说明</th></tr>\
         <tr><td>200</td><td>好</td></tr><tr><td>404</td><td>无</td></tr><tr><td>500</td><td>坏</td></tr></table>",
        "<pre>&lt;dependency&gt;\n &lt;groupId&gt;example.kiosk&lt;/groupId&gt;\n &lt;version&gt;1&lt;/version&gt;\n&lt;/dependency&gt;</pre>",
        "<pre>&lt;html&gt;&lt;body&gt;Bad gateway&lt;/body&gt;&lt;/html&gt;</pre>",
        "<h3>Kits</h3><table><tr><th>Language</th><th>URL</th><th>Version</th></tr>\
         <tr><td>Ruby</td><td>https://code.example.org/kiosk/ruby</td><td>2.0</td></tr></table>",
        "<pre>{\"info\": {\"name\": \"kiosk\", \"schema\": \"https://schema.example.org/v2/collection.json\"}, \"item\": []}</pre>",
        "<pre>{\"openapi\": \"3.0.0\", \"paths\": {}}</pre>",
        "<pre>requests.get(\"https://api.kiosk.example/v3/goods\", params={\"grade\": \"FRESH\"})</pre>",
        "<pre>curl -X POST 'https://api.kiosk.example/v3/sales' -H 'Content-Type: application/json' -d '{\"mood\": 1}'</pre>",
        "<h3>Words</h3><table><tr><th>Name</th><th>Description</th></tr><tr><td>SKU</td><td>an article</td></tr></table>",
        "<h3>Plans</h3><table><tr><th>Plan</th><th>Calls</th></tr><tr><td>Small</td><td>100</td></tr></table>",
    ];
    for what in noise {
        for before in ["<h2>List goods</h2>", "<h2>Sell</h2>", "<p>The end.</p>"] {
            assert_eq!(with(what, before), [""; 0], "{what}\n{before}");
        }
    }
}

#[test]
fn statuses_are_codes_where_the_spec_has_such_codes() {
    let table = "<h3>Error codes</h3><table><tr><th>Error code</th><th>Description</th></tr>\
        <tr><td>404</td><td>none</td></tr><tr><td>503</td><td>later</td></tr></table>";
    let spec = SPEC.replace(
        "  51001:",
        "  404: {name: None, class: not_found, text: none}\n  51001:",
    );
    let page = PAGE.replace("<p>The end.</p>", table);
    assert_eq!(found(&spec, &page), ["code not_in_spec 503 40"]);
}

#[test]
fn a_server_that_the_spec_lacks_is_one_host() {
    let lost = changed("  trial: {url: \"https://trial.kiosk.example/v3\"}\n", "");
    assert_eq!(lost, ["host not_in_spec https://trial.kiosk.example 6"]);
}

#[test]
fn values_in_descriptions_are_compared() {
    for (from, to, expected) in [
        (
            ", 7: {name: Shut, text: shut}",
            "",
            "value not_in_spec 7 26",
        ),
        ("GONE: gone", "GON: gone", "value misspelt GONE 20"),
        ("default: FRESH", "default: STALE", "value differs grade 20"),
        ("default: 20", "default: 25", "value differs size 21"),
        (
            "value: shop_key",
            "value: shop_keys",
            "value differs grant 14",
        ),
    ] {
        assert_eq!(changed(from, to), [expected], "{to}");
    }
}

#[test]
fn messages_with_other_words_differ() {
    for (from, to) in [
        ("%s is missing", "%s was missing"),
        ("is full of %s.", "is full."),
    ] {
        let to = to.to_owned();
        let spec = SPEC.replacen(from, &to, 1).replace(
            "args: [shelf, goods]",
            match to.contains("full") {
                true => "args: [shelf]",
                false => "args: [shelf, goods]",
            },
        );
        let all = found(&spec, PAGE);
        assert_eq!(all.len(), 1, "{all:?}");
        assert!(all[0].starts_with("code differs 5100"), "{all:?}");
    }
}

#[test]
fn one_slip_is_one_finding() {
    for (from, to, expected) in [
        ("X-Trace:", "X-Trac:", "parameter misspelt X-Trace 9"),
        (
            "note: {type: string}",
            "nota: {type: string}",
            "field misspelt note 30,35",
        ),
        (", note: {type: string}", "", "field not_in_spec note 30,35"),
        (
            "call: POST /sales",
            "call: PUT /sales",
            "path not_in_spec POST /sales 23",
        ),
    ] {
        assert_eq!(changed(from, to), [expected], "{to}");
    }
}

#[test]
fn a_page_that_scripts_fill_is_silent() {
    let silent = |text: &str| audit::is_silent(&page::read(text));
    assert!(silent(
        "<!doctype html><html><body><div id=app></div><script src=/a.js></script></body></html>"
    ));
    assert!(silent("Please turn on scripts.\n"));
    assert!(!silent(PAGE));
    assert!(!silent("GET https://api.kiosk.example/v3/goods\n"));
}
