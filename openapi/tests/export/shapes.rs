//! How single things are rendered: a piece of a spec, and what stands where in its document.

use serde_json::{Value, json};
use specwright_openapi::export::{Options, export};

/// The document of a spec of these keys.
fn document(keys: &str) -> Value {
    let spec = format!(
        "specwright: 1\napi: shop\ntitle: Shop\nservers: {{main: \"https://shop.example\"}}\n{keys}"
    );
    let loaded = specwright::load_text("shop.yaml", spec);
    let mistakes: Vec<&str> = loaded.diagnostics.iter().map(|one| one.message()).collect();
    assert_eq!(loaded.apis.len(), 1, "{mistakes:?}");
    let text = export(&loaded.apis[0], &Options::default()).to_json();
    serde_json::from_str(&text).expect("JSON")
}

#[track_caller]
fn stands(document: &Value, pointer: &str, expected: Value) {
    assert_eq!(document.pointer(pointer), Some(&expected), "{pointer}");
}

/// The schema of a field of this type.
#[track_caller]
fn field(member: &str, expected: Value) {
    let keys = format!(
        "types: {{A: {{fields: {{it: {member}}}}}, Day: {{type: date, format: \"%Y%m%d\"}}, Row: {{fields: {{x: f64, y: string}}}},\n\
         \x20 Kind: {{enum: {{1: {{name: One}}}}}}}}\noperations: {{put: {{call: PUT /a, params: {{a: A, d: Day, r: Row, k: Kind}}}}}}\n"
    );
    stands(
        &document(&keys),
        "/components/schemas/A/properties/it",
        expected,
    );
}

#[test]
fn values_are_as_the_wire_spells_them() {
    field("i64", json!({"type": "integer", "format": "int64"}));
    field(
        "{type: i64, wire: text}",
        json!({"type": "string", "format": "int64", "pattern": "^-?[0-9]+$"}),
    );
    field(
        "{type: u32, wire: either}",
        json!({"type": ["integer", "string"], "format": "uint32", "minimum": 0, "maximum": 4_294_967_295_u32, "pattern": "^[0-9]+$"}),
    );
    field(
        "{type: bool, wire: text}",
        json!({"type": "string", "enum": ["true", "false"]}),
    );
    field(
        "{type: timestamp, format: epoch_millis}",
        json!({"type": "integer", "format": "epoch-millis"}),
    );
    field("Day", json!({"$ref": "#/components/schemas/Day"}));
    field(
        "{type: list<Row>, wire: row}",
        json!({"type": "array", "items": {"type": "array", "prefixItems": [{"type": "number", "format": "double"}, {"type": "string"}], "items": {}}}),
    );
    field(
        "{type: map<i32>, wire: json}",
        json!({"type": "string", "contentMediaType": "application/json",
            "contentSchema": {"type": "object", "additionalProperties": {"type": "integer", "format": "int32"}}}),
    );
    field(
        "{type: list<string>, wire: pipe}",
        json!({"type": "string", "format": "pipe-separated"}),
    );
    field(
        "{type: i32, absent: \"-\"}",
        json!({"anyOf": [{"type": "integer", "format": "int32"}, {"type": "string", "enum": ["-"]}]}),
    );
    field("{type: string, absent: \"\"}", json!({"type": "string"}));
    field(
        "{type: any, text: no one knows}",
        json!({"description": "no one knows"}),
    );
}

#[test]
fn presence_and_limits_are_keywords() {
    field(
        "{type: string, nullable: apart}",
        json!({"type": ["string", "null"]}),
    );
    field(
        "{type: bool, default: true}",
        json!({"type": "boolean", "default": true}),
    );
    field(
        "{type: i32, min: 1, below: 10, unit: day, example: 7}",
        json!({"type": "integer", "format": "int32", "minimum": 1, "exclusiveMaximum": 10,
            "description": "<!-- specwright -->\n\nUnit: day.", "examples": [7]}),
    );
    field(
        "{type: string, max_length: 9, length_in: bytes, min_length: 3, pattern: \"^a\"}",
        json!({"type": "string", "maxLength": 9, "pattern": "^a"}),
    );
    field(
        "{type: list<i64>, min_items: 1, unique: true}",
        json!({"type": "array", "items": {"type": "integer", "format": "int64"}, "minItems": 1, "uniqueItems": true}),
    );
    field(
        "{type: map<string>, max_items: 3}",
        json!({"type": "object", "additionalProperties": {"type": "string"}, "maxProperties": 3}),
    );
}

const TYPES: &str = "
types:
  Page: {generic: [T], fields: {items: {type: list<T>, required: true}}}
  Repo: {fields: {name: string}, extra: any}
  Size: {enum: {S: {name: Small, text: fits a pocket}, L: {name: Large}}}
  Side: {enum: {left: on the left}, closed: true}
  Cash: {fields: {coins: u32}}
  Pay: {tag: kind, one_of: {Cash: {type: Cash, tag: cash}}}
  Mail: {tag: kind, content: body, one_of: {Text: {type: string, text: in words}}}
  Key: {by_key: true, one_of: {Cash: Cash}}
  First: {one_of: {Number: i64, Text: string}, open: true}
operations:
  list: {call: GET /repos, returns: Page<Repo>}
  names: {call: GET /names, returns: \"map<Page<string?>>\"}
  put: {call: PUT /a, params: {size: Size, side: Side, pay: Pay, mail: Mail, key: Key, first: First}}
";

#[test]
fn types_are_components() {
    let document = document(TYPES);
    let of = |pointer: &str| format!("/components/schemas/{pointer}");
    stands(
        &document,
        &of("PageOfRepo/properties/items/items/$ref"),
        json!("#/components/schemas/Repo"),
    );
    stands(
        &document,
        &of("PageOfRepo/x-specwright/name"),
        json!("Page"),
    );
    stands(
        &document,
        &of("PageOfNullableString/x-specwright"),
        json!({"skip": true}),
    );
    stands(&document, &of("Repo/additionalProperties"), json!(true));
    stands(&document, &of("Side/enum"), json!(["left"]));
    stands(&document, &of("Size/anyOf/1"), json!({"type": "string"}));
    stands(
        &document,
        &of("Size/anyOf/0/x-enum-varnames"),
        json!(["Small", "Large"]),
    );
    stands(
        &document,
        &of("Pay/oneOf"),
        json!([{"$ref": "#/components/schemas/PayCash"}]),
    );
    stands(
        &document,
        &of("Pay/discriminator/mapping"),
        json!({"cash": "#/components/schemas/PayCash"}),
    );
    stands(
        &document,
        &of("PayCash/allOf/1/properties/kind/const"),
        json!("cash"),
    );
    stands(
        &document,
        &of("MailText/properties/body"),
        json!({"type": "string"}),
    );
    stands(&document, &of("Key/oneOf/0/required"), json!(["Cash"]));
    stands(
        &document,
        &of("First/anyOf/2"),
        json!({"description": "Any value."}),
    );
}

const ANSWERS: &str = "
envelope:
  - {success: {equals: {code: 0}}, payload: data.it, code: code, message: msg, request_id: meta.id}
errors:
  0: {name: Fine, class: success}
  7: {name: NoSuchOrder, class: not_found, text: \"there is no | such order\", message: \"no order %s\", args: [order]}
  429: {name: TooMany, class: rate, retry: later, status: 429}
types: {Order: {fields: {id: i64}}}
operations:
  get_order:
    call: GET /orders/{id}
    params: {id: i64}
    returns: Order
    samples:
      fine: {request: {params: {id: 3}}, response: {body: '{\"code\": 0, \"data\": {\"it\": {\"id\": 3}}}'}}
      broken: {response: {body: '{\"code\": 0, \"data\": {\"it\": 3,}}', faulty: a comma too many}}
";

#[test]
fn answers_are_whole_bodies() {
    let document = document(ANSWERS);
    let ok = "/paths/~1orders~1{id}/get/responses/200/content/application~1json";
    let either = json!({"anyOf": [{"$ref": "#/components/schemas/GetOrderAnswer"}, {"$ref": "#/components/schemas/Error"}]});
    stands(&document, &format!("{ok}/schema"), either);
    let answer = "/components/schemas/GetOrderAnswer";
    stands(
        &document,
        &format!("{answer}/properties/code"),
        json!({"type": "integer", "const": 0}),
    );
    stands(
        &document,
        &format!("{answer}/required"),
        json!(["code", "data"]),
    );
    stands(
        &document,
        &format!("{answer}/properties/data/properties/it/$ref"),
        json!("#/components/schemas/Order"),
    );
    stands(
        &document,
        &format!("{answer}/properties/meta/properties/id/type"),
        json!("string"),
    );
    stands(
        &document,
        "/components/schemas/Error/properties/code/not",
        json!({"const": 0}),
    );
    let examples = document
        .pointer(&format!("{ok}/examples"))
        .and_then(Value::as_object)
        .expect("examples");
    let names: Vec<&String> = examples.keys().collect();
    assert_eq!(
        names,
        ["NoSuchOrder", "fine"],
        "a faulty sample is no example"
    );
    let example = json!({"summary": "7: there is no | such order", "value": {"code": 7, "msg": "no order <order>"}});
    stands(&document, "/components/examples/NoSuchOrder", example);
}

#[test]
fn codes_stand_at_their_statuses() {
    let document = document(ANSWERS);
    let responses = "/paths/~1orders~1{id}/get/responses";
    stands(
        &document,
        &format!("{responses}/429/$ref"),
        json!("#/components/responses/Error429"),
    );
    stands(
        &document,
        &format!("{responses}/default/$ref"),
        json!("#/components/responses/Error"),
    );
    let shared = "/components/responses/Error429";
    stands(
        &document,
        &format!("{shared}/x-specwright"),
        json!({"skip": true, "errors": ["429"]}),
    );
    let table = document
        .pointer(&format!("{shared}/description"))
        .and_then(Value::as_str)
        .unwrap_or_default();
    assert!(
        table.contains("| `429` | TooMany | rate | May be called again after a while. |  |"),
        "{table}"
    );
    let beside = document
        .pointer("/components/schemas/Error/description")
        .and_then(Value::as_str);
    assert!(
        beside.is_some_and(|text| text.contains(r"there is no \| such order")),
        "{beside:?}"
    );
}

#[test]
fn operations_at_one_address_all_stand() {
    let keys = "operations:\n  a: {call: GET /, query: {Action: A}}\n  b: {call: GET /, query: {Action: B}}\n\
                \x20 c: {call: \"GET /x/{id}\", params: {id: i64}}\n  d: {call: \"POST /x/{name}\", params: {name: string}}\n\
                \x20 e: {call: \"GET /f/{+path}\", params: {path: string}}\n";
    let document = document(keys);
    let paths = document["paths"].as_object().expect("paths");
    let mut keys: Vec<&str> = paths.keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        ["/", "/b/..", "/d/../x/{name}", "/f/{path}", "/x/{id}"]
    );
    stands(
        &document,
        "/paths/~1b~1../get/parameters/0/schema",
        json!({"type": "string", "enum": ["B"]}),
    );
    stands(
        &document,
        "/paths/~1f~1{path}/get/x-specwright/call",
        json!("GET /f/{+path}"),
    );
}

#[test]
fn parameters_are_laid_out() {
    let keys = "types: {P: {fields: {x: i64}}}\noperations:\n  a:\n    call: GET /a\n    params:\n      \
        plain: list<i64>\n      comma: {type: list<i64>, wire: comma}\n      pipe: {type: list<i64>, wire: pipe}\n      \
        brackets: {type: list<i64>, style: brackets}\n      deep: {type: P, style: deep}\n      json: {type: P, style: json}\n      \
        flag: {type: bool, style: flag}\n      text: {type: list<i64>, in: header, wire: comma}\n";
    let document = document(keys);
    let list = json!({"type": "array", "items": {"type": "integer", "format": "int64"}});
    for (index, expected) in [
        json!({"name": "plain", "in": "query", "schema": list}),
        json!({"name": "comma", "in": "query", "style": "form", "explode": false, "schema": list}),
        json!({"name": "pipe", "in": "query", "style": "pipeDelimited", "explode": false, "schema": list}),
        json!({"name": "brackets[]", "in": "query", "style": "form", "explode": true, "schema": list}),
        json!({"name": "deep", "in": "query", "style": "deepObject", "explode": true, "schema": {"$ref": "#/components/schemas/P"}}),
        json!({"name": "json", "in": "query", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/P"}}}}),
        json!({"name": "flag", "in": "query", "allowEmptyValue": true, "schema": {"type": "string", "enum": [""]}}),
        json!({"name": "text", "in": "header", "schema": list}),
    ]
    .into_iter()
    .enumerate()
    {
        stands(&document, &format!("/paths/~1a/get/parameters/{index}"), expected);
    }
}

#[test]
fn bodies_and_rules() {
    let keys = "operations:\n  a:\n    call: POST /a\n    params: {x: i64, y: i64, z: {type: i64, required: true}, w: i64}\n    \
        rules: [{when: x, requires: [y]}, {exactly_one: [y, w]}]\n  \
        b: {call: PUT /b, body: multipart, params: {doc: file, tags: map<string>}}\n  \
        c: {call: PUT /c, body: bytes, params: {it: {type: bytes, required: true}}}\n  d: {call: POST /d}\n";
    let document = document(keys);
    let schema = "/paths/~1a/post/requestBody/content/application~1json/schema";
    stands(&document, &format!("{schema}/required"), json!(["z"]));
    stands(
        &document,
        &format!("{schema}/dependentRequired"),
        json!({"x": ["y"]}),
    );
    stands(
        &document,
        &format!("{schema}/allOf"),
        json!([{"oneOf": [{"required": ["y"]}, {"required": ["w"]}]}]),
    );
    let parts = "/paths/~1b/put/requestBody/content/multipart~1form-data";
    stands(
        &document,
        &format!("{parts}/schema/properties/doc"),
        json!({"type": "string", "format": "binary"}),
    );
    stands(
        &document,
        &format!("{parts}/encoding"),
        json!({"tags": {"contentType": "application/json"}}),
    );
    let bytes =
        json!({"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}});
    stands(
        &document,
        "/paths/~1c/put/requestBody",
        json!({"required": true, "content": bytes}),
    );
    assert!(document.pointer("/paths/~1d/post/requestBody").is_none());
}

#[test]
fn authorisation_is_schemes() {
    let keys = "credentials: {user: string, key: secret}\nauth:\n  - any_of:\n      bearer: [{header: Authorization, value: \"Bearer {key}\"}]\n      \
        signed: [{signature: mac}, {query: user, value: \"{user}\"}]\n\
        signatures:\n  mac:\n    steps:\n      time: {now: unix_seconds, header: X-Time}\n      \
        sum: {hmac: sha256, key: \"{key}\", of: \"{time}\", encode: hex, header: X-Sum}\n    \
        vectors: {one: {credentials: {key: k}, now: 1, expect: {time: \"1\"}}}\n\
        operations:\n  a: {call: GET /a}\n  b: {call: GET /b, auth: []}\n  c: {call: GET /c, auth: [{header: X-Key, value: \"key {key}\"}]}\n";
    let document = document(keys);
    stands(
        &document,
        "/security",
        json!([{"key": []}, {"mac.time": [], "mac": [], "user": []}]),
    );
    stands(&document, "/paths/~1b/get/security", json!([]));
    stands(&document, "/paths/~1c/get/security", json!([{"key_2": []}]));
    assert!(
        document.pointer("/paths/~1a/get/security").is_none(),
        "said once, at the root"
    );
    let scheme = |name: &str| format!("/components/securitySchemes/{name}");
    stands(
        &document,
        &scheme("key"),
        json!({"type": "http", "scheme": "bearer"}),
    );
    stands(
        &document,
        &scheme("user"),
        json!({"type": "apiKey", "in": "query", "name": "user"}),
    );
    stands(&document, &scheme("mac.time/name"), json!("X-Time"));
    let recipe = document
        .pointer(&scheme("mac/description"))
        .and_then(Value::as_str)
        .unwrap_or_default();
    assert!(
        recipe.contains("2. `sum`: HMAC-SHA-256 of `{time}` with the key `{key}`"),
        "{recipe}"
    );
    let sent = document
        .pointer(&scheme("key_2/description"))
        .and_then(Value::as_str)
        .unwrap_or_default();
    assert!(sent.contains("`key {key}`"), "{sent}");
}

#[test]
fn answers_by_status_and_streams() {
    let keys = "types: {Job: {fields: {id: i64}}, Problem: {fields: {why: string}}}\noperations:\n  \
        a: {call: GET /a, returns: string, answers: {202: {returns: Job, text: not yet}, 204: {}, 4xx: Problem}}\n  \
        b: {call: GET /b, returns: Job, stream: {events: {end: DONE}}}\n  c: {call: GET /c, returns: Job, stream: lines}\n  \
        d: {call: GET /d, stream: bytes}\n";
    let document = document(keys);
    let responses = "/paths/~1a/get/responses";
    stands(
        &document,
        &format!("{responses}/202/description"),
        json!("not yet"),
    );
    let job = json!({"$ref": "#/components/schemas/Job"});
    stands(
        &document,
        &format!("{responses}/202/content/application~1json/schema"),
        job.clone(),
    );
    assert!(
        document
            .pointer(&format!("{responses}/204/content"))
            .is_none()
    );
    stands(
        &document,
        &format!("{responses}/4XX/content/application~1json/schema/$ref"),
        json!("#/components/schemas/Problem"),
    );
    let stream = |path: &str| format!("/paths/~1{path}/get/responses/200/content");
    stands(
        &document,
        &stream("b"),
        json!({"text/event-stream": {"schema": job, "x-end": "DONE"}}),
    );
    stands(
        &document,
        &stream("c"),
        json!({"application/x-ndjson": {"schema": job}}),
    );
    let bytes =
        json!({"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}});
    stands(&document, &stream("d"), bytes);
}
