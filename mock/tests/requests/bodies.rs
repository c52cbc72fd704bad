//! Bodies as a whole: their content types and sizes, and bodies that are not there.

use http::HeaderValue;
use http::header::CONTENT_TYPE;
use specwright_mock::{FaultKind, Served, read};
use specwright_runtime::Timestamp;

use crate::faults::{incoming, served, shown};
use crate::support::{credentials, spec_of};

#[test]
fn content_types_and_sizes() {
    let mut request = incoming("POST", "/form", "a=1");
    let found = read(&served(), &request, Timestamp::UNIX_EPOCH).unwrap_err();
    assert_eq!(
        shown(&found),
        [
            "ContentType content-type: the body is sent as `application/json`, but must be `application/x-www-form-urlencoded`",
            "Malformed : the body is not JSON: expected value at line 1 column 1"
        ]
    );
    request.headers.remove(CONTENT_TYPE);
    let found = read(&served(), &request, Timestamp::UNIX_EPOCH).unwrap_err();
    assert_eq!(found.faults[0].kind, FaultKind::ContentType);
    request.headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("Application/X-WWW-Form-URLEncoded; charset=utf-8"),
    );
    assert!(read(&served(), &request, Timestamp::UNIX_EPOCH).is_ok());
    let mut small = served();
    small.strictness.max_body = 2;
    let found = read(&small, &request, Timestamp::UNIX_EPOCH).unwrap_err();
    assert_eq!(
        shown(&found),
        ["TooLarge : the body has 3 bytes; at most 2 are taken"]
    );
}

#[test]
fn a_body_that_is_not_there() {
    let api = spec_of(
        "operations:
  json: {call: POST /json, params: {a: i64}}
  form: {call: POST /form, body: form, params: {a: i64}}
  whole: {call: POST /whole, params: {a: {type: i64, in: whole_body}}}
",
    );
    let served = Served::new(&api, credentials(&api));
    let ask = |target: &str, content_type: Option<&'static str>| {
        let mut request = incoming("POST", target, "");
        request
            .headers
            .extend(content_type.map(|text| (CONTENT_TYPE, HeaderValue::from_static(text))));
        read(&served, &request, Timestamp::UNIX_EPOCH)
            .map_or_else(|refused| shown(&refused).concat(), |_| "taken".to_owned())
    };
    assert_eq!(ask("/json", None), "Missing : the body is missing");
    assert_eq!(ask("/form", None), "Missing : the body is missing");
    assert_eq!(
        ask("/form", Some("application/x-www-form-urlencoded")),
        "taken"
    );
    assert_eq!(ask("/whole", None), "taken");
}
