//! What stands twice, what says another charset, nonces that are none: all of it is wrong, whoever takes it.

use http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE};
use http::{HeaderName, HeaderValue};
use specwright_mock::{FaultKind, Incoming, Served, read};
use specwright_runtime::Timestamp;

use crate::codes::{drop, put};
use crate::faults::{incoming, shown};
use crate::made::{Amount, values};
use crate::support::{Both, credentials, spec_of};

const SPEC: &str = "
credentials: {token: secret, key: secret}
operations:
  put:
    call: POST /items
    auth: [{header: Authorization, value: 'Bearer {token}'}]
    params: {a: {type: u32, required: true}, o: any, x-h: {type: u32, in: header}, v: {value: '2', in: query}, w: {value: 'w', in: header}}
    returns: any
  find:
    call: GET /items
    auth: [{header: X-Key, value: '{key}'}]
    params: {n: u32, c: {type: u32, in: cookie}}
    returns: any
";

/// The faults of a request with these headers more than it needs, as their kinds and places.
fn told(mut request: Incoming, more: &[(HeaderName, &str)]) -> Vec<String> {
    let api = spec_of(SPEC);
    let served = Served::new(&api, credentials(&api));
    let key: (HeaderName, &str) = match request.method.as_str() {
        "GET" => (HeaderName::from_static("x-key"), "test-key"),
        _ => (AUTHORIZATION, "Bearer test-token"),
    };
    let own = [key, (HeaderName::from_static("w"), "w")];
    for (name, value) in own.into_iter().chain(more.iter().cloned()) {
        request
            .headers
            .append(name, HeaderValue::from_str(value).unwrap());
    }
    let refused = read(&served, &request, Timestamp::UNIX_EPOCH).err();
    let faults = refused.map_or_else(Vec::new, |refused| shown(&refused));
    let place = |line: &String| line.split(':').next().unwrap_or_default().to_owned();
    faults.iter().map(place).collect()
}

#[test]
fn what_stands_twice_is_refused() {
    let name = HeaderName::from_static;
    let post = |target: &str, body: &str, more: &[(HeaderName, &str)]| {
        told(incoming("POST", target, body), more)
    };
    let get = |target: &str, more: &[(HeaderName, &str)]| told(incoming("GET", target, ""), more);
    let right = r#"{"a": 1}"#;
    assert_eq!(post("/items?v=2", right, &[]), [""; 0]);
    assert_eq!(post("/items?v=2&v=2", right, &[]), ["Twice v"]);
    assert_eq!(post("/items?v=2", right, &[(name("w"), "w")]), ["Twice w"]);
    assert_eq!(
        post(
            "/items?v=2",
            right,
            &[(name("x-h"), "1"), (name("x-h"), "1")]
        ),
        ["Twice x-h"]
    );
    assert_eq!(
        post("/items?v=2", r#"{"a": "x", "a": 1}"#, &[]),
        ["Twice a"]
    );
    assert_eq!(
        post("/items?v=2", r#"{"a": 1, "o": [{"b": 1, "b": 2}]}"#, &[]),
        ["Twice o[0].b"]
    );
    let other = post("/items?v=2", right, &[(AUTHORIZATION, "Bearer test-token")]);
    assert!(
        other.contains(&"Twice authorization".to_owned()),
        "{other:?}"
    );
    let other = post("/items?v=2", right, &[(CONTENT_TYPE, "application/json")]);
    assert!(
        other.contains(&"Twice content-type".to_owned()),
        "{other:?}"
    );
    assert_eq!(get("/items?n=1", &[(COOKIE, "c=1")]), [""; 0]);
    assert_eq!(get("/items?n=1", &[(COOKIE, "c=1; c=2")]), ["Twice c"]);
    let other = get("/items", &[(name("x-key"), "test-key")]);
    assert!(other.contains(&"Twice X-Key".to_owned()), "{other:?}");
}

#[test]
fn json_is_sent_as_json_in_utf_8() {
    for (content_type, expected) in [
        ("application/json; charset=utf-8", &[][..]),
        (
            "application/json; charset=utf-16",
            &["ContentType content-type"],
        ),
        (
            "application/json, text/plain",
            &["ContentType content-type"],
        ),
    ] {
        let mut request = incoming("POST", "/items?v=2", r#"{"a": 1}"#);
        request
            .headers
            .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        let told = told(request, &[]);
        assert!(
            expected.iter().all(|one| told.contains(&(*one).to_owned())),
            "{told:?}"
        );
        assert_eq!(
            told.is_empty(),
            expected.is_empty(),
            "{content_type}: {told:?}"
        );
    }
}

#[test]
fn a_nonce_has_its_form_and_a_time_no_plus() {
    let api = spec_of(
        "credentials: {key: secret}
signatures:
  mac:
    steps:
      time: {now: unix_seconds, query: time}
      nonce: {nonce: uuid, query: nonce}
      text: {pairs: {from: [query], sort: name}}
      sum: {hmac: sha256, key: '{key}', of: '{text}', encode: hex, query: sign}
    vectors:
      one: {credentials: {key: k}, now: 1, given: {nonce: a}, query: {a: b}, expect: {text: a=b&nonce=a&time=1}}
auth: [{signature: mac}]
operations: {get: {call: GET /get, returns: any}}
",
    );
    let both = Both::new(&api);
    let operation = &api.operations[0];
    let signed = both.request(operation, &values(&api, operation, Amount::Least), None);
    let kinds = |change: &dyn Fn(&mut Incoming)| {
        let mut request = signed.clone();
        change(&mut request);
        let refused = read(&both.served, &request, Timestamp::now()).err();
        let faults = refused.map_or_else(Vec::new, |refused| refused.faults);
        let told = faults.into_iter().map(|fault| (fault.kind, fault.at.name));
        told.collect::<Vec<_>>()
    };
    assert_eq!(kinds(&|_| ()), []);
    let nonce = kinds(&|request| put(request, "nonce", "x"));
    assert_eq!(nonce, [(FaultKind::Type, "nonce".to_owned())]);
    let time = format!("%2B{}", Timestamp::now().as_second());
    let time = kinds(&|request| {
        drop(request, "time");
        request.target.push_str(&format!("&time={time}"));
    });
    assert_eq!(time, [(FaultKind::Type, "time".to_owned())]);
}

#[test]
fn what_is_wrong_is_shown_as_it_came() {
    let api = spec_of(
        "operations: {get: {call: 'GET /p/{id}', params: {id: {type: u64, required: true}}}, make: {call: POST /p, params: {grams: u32}}}",
    );
    let served = Served::new(&api, credentials(&api));
    let told = |method: &str, target: &str, body: &str| {
        let refused = read(
            &served,
            &incoming(method, target, body),
            Timestamp::UNIX_EPOCH,
        );
        refused.unwrap_err().faults[0].says.clone()
    };
    assert_eq!(
        told("GET", "/p/18446744073709551616", ""),
        "path parameter `id` must be an integer within the range of its type, not `18446744073709551616`"
    );
    assert_eq!(
        told("POST", "/p", r#"{"grams": "100"}"#),
        "field `grams` must be an integer, not the text `100`"
    );
}

/// A client whose token is void, for instance because the mock was started anew, is to buy another one.
#[test]
fn a_token_that_is_void_gets_the_row_after_which_clients_buy_one() {
    let api = spec_of(
        "credentials: {secret: secret, key: string}
tokens: {session: {operation: open, value: token}}
envelope: [{success: {equals: {code: 0}}, code: code, message: message}]
errors:
  1001 BadSign: {class: auth, text: the signature is wrong}
  1002 SessionOver: {class: auth, retry: after_auth, text: the session has expired}
types: {Session: {fields: {token: {type: string, required: true}}}}
operations:
  open: {call: POST /session, auth: [], returns: Session}
  get: {call: GET /get, auth: [{header: Authorization, value: 'Bearer {session}'}], returns: any}
",
    );
    let served = Served::new(&api, credentials(&api));
    let mut request = incoming("GET", "/get", "");
    request
        .headers
        .insert(AUTHORIZATION, HeaderValue::from_static("Bearer zzz"));
    let refused = read(&served, &request, Timestamp::UNIX_EPOCH).unwrap_err();
    assert_eq!(refused.faults[0].kind, FaultKind::Credential);
    let reply = specwright_mock::refuse(&served, &refused);
    let body = String::from_utf8_lossy(&reply.body).into_owned();
    assert!(body.contains("1002"), "{body}");
}
