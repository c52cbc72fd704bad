//! The interpreter from outside: what it makes of a spec, and of what it is given.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests end by panicking")]

use serde_json::{Value as Json, json};
use specwright::model::Api;
use specwright_interpret::{Interpreter, Problem};
use specwright_runtime as rt;

const SPEC: &str = r#"
specwright: 1
api: cloud
title: Cloud
servers: {main: "https://cloud.example", login: "https://login.example"}
credentials: {app: string, key: secret}
# Each needs the one that stands after it.
tokens:
  tenant: {operation: buy_tenant, value: token, expires: {at: until}}
  app_token: {operation: buy_app, value: token, expires: {in: ttl, unit: ms}}
limits:
  all: {calls: 10, per: 1m, remaining: X-Left}
auth: [{header: Authorization, value: "Bearer {tenant}"}]
types:
  Token:
    fields:
      token: {type: secret, required: true}
      ttl: i64
      until: {type: timestamp, format: epoch_seconds}
  Login: {fields: {user: string, password: secret, old: list<secret>}}
  Node: {fields: {name: {type: string, required: true}, children: list<Node>}}
  Name: {type: string, max_length: 3, pattern: '^[a-z]+$'}
  Span: {fields: {from: {type: date, format: "%Y%m%d"}, to: {type: i64, min: 1}}}
  Filter: {fields: {name: Name, span: Span, sizes: list<u32>}}
operations:
  list:
    call: GET /nodes
    params: {offset: u64, size: u32}
    paginate: {offset: offset, size: size, items: ""}
    limits: {all: 3}
    retry: {max_attempts: 7}
    returns: list<Node>
  log_in:
    call: POST /log_in/{door}
    auth: []
    params: {door: {type: secret, required: true}, login: Login, tags: map<secret>}
    returns: Node
  find:
    call: GET /find{page}
    auth: []
    params:
      page: {type: u32, style: label, max: 100}
      filter: {type: Filter, style: deep}
      span: {type: Span, style: spread}
      rest: {type: map<string>, style: spread}
      names: {type: list<Name>, wire: pipe}
    returns: list<Node>
  follow:
    call: GET /follow
    auth: []
    stream: {lines: {head: Node}}
    envelope: [{when: {has: code}, success: {equals: {code: 0}}, payload: data, code: code}]
    returns: list<any>
  buy_tenant:
    call: POST /tenant
    auth: [{header: Authorization, value: "Bearer {app_token}"}]
    returns: Token
  buy_app:
    call: POST /app
    auth: [{basic: {user: "{app}", password: "{key}"}}]
    server: login
    returns: Token
"#;

fn api() -> Api {
    let loaded = specwright::load_text("cloud.yaml", SPEC);
    let problems: Vec<String> = loaded
        .diagnostics
        .iter()
        .map(|one| one.message().to_owned())
        .collect();
    assert!(problems.is_empty(), "{problems:?}");
    loaded.apis.into_iter().next().unwrap()
}

fn problem<T>(result: Result<T, Problem>) -> String {
    result.err().map_or_else(String::new, |one| one.to_string())
}

#[test]
fn operations_that_buy_tokens_are_described_before_those_that_need_them() {
    let api = api();
    let cloud = Interpreter::new(&api);
    let names: Vec<&str> = cloud.operations().map(|op| op.description().name).collect();
    assert_eq!(
        names,
        ["list", "log_in", "find", "follow", "buy_tenant", "buy_app"]
    );
    let list = cloud.operation("list").unwrap().description();
    let [tenant] = list.policy.tokens else {
        panic!("{:?}", list.policy.tokens);
    };
    let buying = cloud.operation("buy_tenant").unwrap().description();
    assert!(std::ptr::eq(tenant.operation, buying));
    // Spelt like the field, since the token does not say.
    assert!(matches!(
        tenant.expiry,
        rt::Expiry::At("until", rt::Codec::EpochSeconds)
    ));
    let [app] = buying.policy.tokens else {
        panic!("{:?}", buying.policy.tokens);
    };
    assert_eq!(app.operation.policy.server, Some("login"));
    let milli = std::time::Duration::from_millis(1);
    assert!(matches!(app.expiry, rt::Expiry::In("ttl", unit) if unit == milli));
    assert!(
        cloud
            .api()
            .credentials
            .iter()
            .any(|one| one.name == "tenant" && one.secret)
    );
}

#[test]
fn policies_pages_and_streams_are_described() {
    let api = api();
    let cloud = Interpreter::new(&api);
    let list = cloud.operation("list").unwrap().description();
    assert_eq!(list.policy.retry.max_attempts, 7);
    assert_eq!(
        list.policy.retry.base_delay,
        rt::RetryPolicy::DEFAULT.base_delay
    );
    let [limit] = list.policy.limits else {
        panic!("{:?}", list.policy.limits);
    };
    assert_eq!((limit.name, limit.calls, limit.cost), ("all", 10, 3));
    assert_eq!(limit.told.unwrap().count, rt::Count::Remaining("X-Left"));
    let paging = list.paging.unwrap();
    assert!(matches!(paging.step, rt::Step::Offset { param: 0 }));
    assert_eq!(paging.size, Some(1));
    let follow = cloud.operation("follow").unwrap();
    assert_eq!(follow.description().framing, Some(rt::Framing::Lines));
    assert!(follow.empty_head().is_some());
    assert!(cloud.operation("list").unwrap().empty_head().is_none());
}

#[test]
fn tokens_that_buy_each_other_are_left_out_rather_than_waited_for() {
    let mut api = api();
    // The generator refuses this, but whoever has a model may have made it otherwise.
    let app = api.tokens.iter_mut().find(|one| one.name == "app_token");
    app.unwrap().operation = "buy_tenant".to_owned();
    let cloud = Interpreter::new(&api);
    assert_eq!(cloud.operations().count(), 6);
}

#[test]
fn requests_are_made_from_texts_and_from_json() {
    let api = api();
    let cloud = Interpreter::new(&api);
    let core = rt::Core::builder(cloud.api()).build().unwrap();
    let log_in = cloud.operation("log_in").unwrap();
    let mut arguments = log_in.arguments();
    arguments.set("door", "front").unwrap();
    arguments
        .set_json("login", json!({"user": "ann", "password": "p1"}))
        .unwrap();
    arguments.set("tags", r#"{"a": "t1"}"#).unwrap();
    let request = arguments.request().unwrap();
    let prepared = core.prepare(log_in.description(), &request).unwrap();
    assert_eq!(prepared.uri(), "https://cloud.example/log_in/front");
    let body: Json = serde_json::from_slice(prepared.body()).unwrap();
    let expected = json!({"login": {"user": "ann", "password": "p1"}, "tags": {"a": "t1"}});
    assert_eq!(body, expected);
}

#[test]
fn entries_are_given_by_their_names_on_the_wire() {
    let api = api();
    let cloud = Interpreter::new(&api);
    let core = rt::Core::builder(cloud.api()).build().unwrap();
    let find = cloud.operation("find").unwrap();
    let request = find.request([
        ("page", "2"),
        ("filter[name]", "ann"),
        ("filter[span][to]", "7"),
        ("filter[sizes]", "1,2"),
        ("filter[sizes]", "3"),
        ("from", "20240131"),
        ("other", "x"),
        ("names", "a,b"),
    ]);
    let prepared = core.prepare(find.description(), &request.unwrap()).unwrap();
    assert_eq!(
        prepared.uri(),
        "https://cloud.example/find.2?filter%5Bname%5D=ann&filter%5Bspan%5D%5Bto%5D=7&filter%5Bsizes%5D=1\
         &filter%5Bsizes%5D=2&filter%5Bsizes%5D=3&from=20240131&other=x&names=a%7Cb"
    );
    let with = |name: &str, text: &str| problem(find.request([("page", "1"), (name, text)]));
    assert_eq!(
        with("filter[span][to]", "x"),
        "`filter[span][to]` takes `i64`, not `x`"
    );
    assert_eq!(with("to", "x"), "`to` takes `i64`, not `x`");
    let twice = find.request([("page", "1"), ("to", "1"), ("to", "2")]);
    assert_eq!(problem(twice), "parameter `span` is given twice");
}

#[test]
fn limits_are_checked_where_that_is_asked_for() {
    let api = api();
    let cloud = Interpreter::new(&api);
    let core = rt::Core::builder(cloud.api())
        .check_limits(true)
        .build()
        .unwrap();
    let find = cloud.operation("find").unwrap();
    let said = |given: &[(&str, &str)]| {
        let request = find.request(given.iter().copied()).unwrap();
        let made = core.prepare(find.description(), &request);
        made.err()
            .and_then(|error| error.message().map(str::to_owned))
    };
    assert_eq!(said(&[("page", "100"), ("names", "a,b")]), None);
    let expected = [
        (
            &[("page", "101")][..],
            "`page` must be at most 100, but is 101",
        ),
        (
            &[("page", "1"), ("filter[name]", "anna")],
            "`filter.name` must have at most 3 characters, but has 4",
        ),
        (
            &[("page", "1"), ("names", "a,B")],
            "`names[1]` must match `^[a-z]+$`",
        ),
        (
            &[("page", "1"), ("to", "0")],
            "`span.to` must be at least 1, but is 0",
        ),
    ];
    for (given, text) in expected {
        assert_eq!(said(given).as_deref(), Some(text));
    }
}

#[test]
fn samples_outside_their_limits_are_hints_that_can_be_allowed() {
    let spec = |allow: &str| {
        format!(
            r#"
specwright: 1
api: shop
title: Shop
servers: {{main: "https://shop.example"}}
types: {{Item: {{fields: {{code: {{type: string, pattern: '^[A-Z]+$'}}, price: {{type: f64, above: 0}}}}}}}}
operations:
  find:
    call: GET /items
    params: {{size: {{type: u32, max: 10}}}}
    returns: list<Item>
    samples:
      many: {{request: {{params: {{size: 50}}}}, response: {{body: '[{{"code": "A", "price": 1}}, {{"code": "b"}}]'}}}}
      fine: {{request: {{params: {{size: 5}}}}, response: {{body: '[{{"code": "A", "price": 0.5}}]'}}}}
{allow}"#
        )
    };
    let found = |allow: &str| {
        let loaded = specwright::load_text("shop.yaml", spec(allow));
        let hints = loaded
            .diagnostics
            .iter()
            .filter(|one| one.code() == specwright::Code::UselessAllow);
        assert_eq!(hints.count(), 0);
        let found = specwright_interpret::prove(&loaded.apis[0]);
        let texts = found.iter().map(|one| one.message().to_owned());
        texts.collect::<Vec<_>>()
    };
    assert_eq!(
        found(""),
        [
            "the sample shows a value outside its limits: `size` must be at most 10, but is 50",
            "the sample shows a value outside its limits: `[1].code` must match `^[A-Z]+$`",
        ]
    );
    let none: [&str; 0] = [];
    assert_eq!(
        found("allow: {outside_limits: {find.many: the page says so}}"),
        none
    );
}

#[test]
fn mistakes_are_told_in_the_words_of_the_spec() {
    let api = api();
    let cloud = Interpreter::new(&api);
    let list = cloud.operation("list").unwrap();
    let with = |name: &str, text: &str| problem(list.request([(name, text)]));
    assert_eq!(
        with("sise", "1"),
        "`list` has no parameter `sise`; did you mean `size`?"
    );
    assert_eq!(with("size", "x"), "parameter `size` takes `u32`, not `x`");
    let log_in = cloud.operation("log_in").unwrap();
    let none: [(&str, &str); 0] = [];
    assert_eq!(
        problem(log_in.request(none)),
        "`log_in` needs the parameter `door` (secret)"
    );
    assert!(cloud.operation("lost").is_none());
}

#[test]
fn secrets_of_a_request_are_found_and_replaced() {
    let api = api();
    let cloud = Interpreter::new(&api);
    let core = rt::Core::builder(cloud.api()).build().unwrap();
    let log_in = cloud.operation("log_in").unwrap();
    let login = r#"{"user":"ann","password":"p1","old":["p2","p3"]}"#;
    let given = [("door", "d1"), ("login", login), ("tags", r#"{"a":"t1"}"#)];
    let mut request = log_in.request(given).unwrap();
    assert_eq!(request.secrets(), ["d1", "p1", "p2", "p3", "t1"]);
    request.replace_secrets("-");
    let prepared = core.prepare(log_in.description(), &request).unwrap();
    assert_eq!(prepared.uri(), "https://cloud.example/log_in/-");
    let body = String::from_utf8_lossy(prepared.body()).into_owned();
    for secret in ["p1", "p2", "p3", "t1"] {
        assert!(!body.contains(secret), "{body}");
    }
    assert!(body.contains("ann"), "{body}");
}

#[test]
fn one_interpreter_serves_many_threads() {
    let api = api();
    let cloud = Interpreter::new(&api);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let list = cloud.operation("list").unwrap();
                let request = list.request([("size", "2")]).unwrap();
                assert_eq!(rt::Record::shape(&request).fields.len(), 2);
                let mut payload = list.empty_payload();
                let read = rt::decode_json(
                    br#"[{"name":"a","children":[{"name":"b"}]}]"#,
                    &mut payload,
                    &rt::Codec::Plain,
                );
                read.unwrap();
            });
        }
    });
}

#[test]
fn tokens_that_buy_each_other_are_described_however_many_there_are() {
    const TOKENS: usize = 200;
    let mut spec =
        String::from("specwright: 1\napi: x\ntitle: X\nservers: {main: 'https://x.example'}\n");
    spec.push_str("types: {T: {fields: {v: secret}}}\ntokens:\n");
    for at in 0..TOKENS {
        spec.push_str(&format!("  t{at}: {{operation: o{at}, value: v}}\n"));
    }
    spec.push_str("operations:\n");
    for at in 0..=TOKENS {
        // Each needs the token that the next one buys; the last one needs nothing.
        let auth = match at {
            TOKENS => "[]".to_owned(),
            _ => format!("[{{header: X, value: '{{t{at}}}'}}]"),
        };
        let name = if at == 0 {
            "use".to_owned()
        } else {
            format!("o{}", at - 1)
        };
        spec.push_str(&format!(
            "  {name}: {{call: GET /, auth: {auth}, returns: T}}\n"
        ));
    }
    let loaded = specwright::load_text("x.yaml", spec);
    let interpreter = Interpreter::new(loaded.apis.first().unwrap());
    let mut op = interpreter.operation("use").unwrap().description();
    let mut bought = 0;
    while let [token] = op.policy.tokens {
        op = token.operation;
        bought += 1;
    }
    assert_eq!(bought, TOKENS);
}
