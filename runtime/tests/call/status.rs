//! The HTTP status in place of an error code.

use specwright_runtime::{self as rt, ErrorKind, WireCode, testing};

use crate::api::{BASE, CODE, Item, operation};

const BY_STATUS: &[rt::Envelope] = &[rt::Envelope {
    when: rt::Condition::ALWAYS,
    success: Some(rt::Condition {
        status: &[(200, 299)],
        ..rt::Condition::ALWAYS
    }),
    payload: None,
    code: Some(rt::Envelope::STATUS),
    ..CODE
}];

operation!(Plain {} -> Item, rt::OperationDescription { name: "plain", envelopes: BY_STATUS, ..BASE });

#[test]
fn the_status_is_the_code() {
    let plain = |status, body: &'static str| {
        testing::decode_sample::<Plain>(status, "application/json", body)
    };
    assert!(plain(200, r#"{"id":1,"code":5}"#).is_ok());
    for body in [r#"{"code":5,"message":"no"}"#, "{}", ""] {
        let error = plain(429, body).expect_err("a failure");
        assert_eq!(error.kind(), ErrorKind::Api, "{body}");
        assert_eq!(error.raw_code(), Some(&WireCode::Integer(429)), "{body}");
    }
    let error = plain(502, "<html>").expect_err("a failure");
    assert_eq!((error.kind(), error.raw_code()), (ErrorKind::Decode, None));
}
