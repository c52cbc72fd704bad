//! Requests that cannot be signed, and what is said of them.

use specwright_runtime::{self as rt, Core};

use crate::{Nothing, description, signed};

static CHAIN: rt::OperationDescription =
    signed(&description::API, &[rt::Auth::Signature { name: "chain" }]);
static UNKNOWN: rt::OperationDescription =
    signed(&description::API, &[rt::Auth::Signature { name: "none" }]);

#[test]
fn a_missing_credential_is_named_and_nothing_is_shown() {
    let core = Core::builder(&description::API)
        .set("key", "s3cret-key-0042")
        .build()
        .expect("a client");
    let error = core.prepare(&CHAIN, &Nothing).expect_err("no id");
    let text = format!("{error} {error:?} {core:?}");
    assert!(text.contains("signature `chain`, step `carried`"), "{text}");
    assert!(text.contains("SAMPLE_KEY_ID"), "{text}");
    assert!(!text.contains("s3cret-key-0042"), "{text}");
}

#[test]
fn a_line_break_cannot_reach_a_header() {
    let core = Core::builder(&description::API)
        .set("key", "k")
        .set("key_id", "a\r\nX-Evil: 1")
        .build()
        .expect("a client");
    let error = core.prepare(&CHAIN, &Nothing).expect_err("a line break");
    assert_eq!(error.kind(), rt::ErrorKind::Build);
    assert!(!error.to_string().contains("Evil"), "{error}");
}

#[test]
fn every_try_is_signed_anew_and_its_headers_are_sensitive() {
    let core = Core::builder(&description::API)
        .set("key", "k")
        .set("key_id", "id")
        .base_url("http://127.0.0.1:8080/base")
        .build()
        .expect("a client");
    let request = core.prepare(&CHAIN, &Nothing).expect("a request");
    let header = &request.headers()["authorization"];
    assert!(header.is_sensitive());
    let text = header.to_str().expect("text");
    assert!(
        text.contains("SignedHeaders=host;x-amz-date, Signature="),
        "{text}"
    );
}

#[test]
fn an_unknown_recipe_is_an_error() {
    let core = Core::builder(&description::API).build().expect("a client");
    let error = core.prepare(&UNKNOWN, &Nothing).expect_err("no recipe");
    assert!(error.to_string().contains("no signature `none`"), "{error}");
}
