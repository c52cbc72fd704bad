//! Which operation a request means, and that any request gets an answer.

use http::HeaderValue;
use http::header::CONTENT_TYPE;
use specwright_mock::{Served, read};
use specwright_runtime::Timestamp;

use crate::faults::incoming;
use crate::support::{credentials, spec_of};

#[test]
fn a_prefix_may_be_there_or_not() {
    let api = spec_of("operations: {get: {call: GET /shop/items}, other: {call: GET /items}}");
    let mut served = Served::new(&api, credentials(&api));
    served.prefix = "/shop".to_owned();
    for (target, expected) in [
        ("/shop/shop/items", Some(0)),
        ("/items", Some(1)),
        ("/shop/items", Some(0)),
        ("/shopitems", None),
    ] {
        let read = read(&served, &incoming("GET", target, ""), Timestamp::UNIX_EPOCH);
        assert_eq!(read.ok().map(|call| call.operation), expected, "{target}");
    }
}

#[test]
fn operations_of_one_path_are_told_apart() {
    let api = spec_of(
        "operations:
  start: {call: POST /, body: form, params: {Action: {value: Start, in: query}, id: {type: i64, required: true}}}
  stop: {call: POST /, body: form, params: {Action: {value: Stop, in: query}, id: {type: i64, required: true}, now: bool}}
",
    );
    let served = Served::new(&api, credentials(&api));
    let ask = |target: &str| {
        let mut request = incoming("POST", target, "id=1");
        request.headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        );
        read(&served, &request, Timestamp::UNIX_EPOCH)
    };
    assert_eq!(ask("/?Action=Start").unwrap().operation, 0);
    assert_eq!(ask("/?Action=Stop").unwrap().operation, 1);
    let refused = ask("/?Action=Wait").unwrap_err();
    assert_eq!(
        refused.faults[0].line(),
        "query parameter `Action` is `Wait`, but must be `Start`; `Action` tells the operations of this path apart; it is one of `Start`, `Stop`"
    );
}

#[test]
fn nothing_that_comes_makes_it_panic() {
    let api = crate::support::spec("specs/quickbi.yaml");
    let served = Served::new(&api, credentials(&api));
    let mut state = 7_u64;
    let mut next = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    };
    for _ in 0..3000 {
        let length = usize::from(next()) % 40;
        let target: String = (0..length)
            .map(|_| char::from(b' ' + next() % 95))
            .collect();
        let body: Vec<u8> = (0..usize::from(next()) % 60).map(|_| next()).collect();
        let kinds = [
            "application/json",
            "multipart/form-data; boundary=a",
            "application/x-www-form-urlencoded",
            "text/plain",
        ];
        let mut request = incoming("GET", &format!("/?{target}"), "");
        request.body = body.into();
        request.headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static(kinds[usize::from(next()) % 4]),
        );
        if let Err(refused) = read(&served, &request, Timestamp::UNIX_EPOCH) {
            assert!(!refused.faults.is_empty());
            specwright_mock::refuse(&served, &refused);
        }
    }
}
