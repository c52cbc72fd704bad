//! What answers mean: envelopes, success rules, payloads, codes.

use specwright_runtime::{self as rt, Error, ErrorKind, WireCode, testing};

use crate::api::{BASE, CODE, Code, GetItem, Item, MakeItem, Touch, operation};

const JSON: &str = "application/json";

fn get(status: u16, body: &str) -> Result<Item, Error<Code>> {
    testing::decode_sample::<GetItem>(status, JSON, body.to_owned())
}

/// Errors have no equality; their one line has.
fn shown<T>(result: Result<T, Error<Code>>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}

fn fail(status: u16, body: &str) -> Error<Code> {
    get(status, body).expect_err("a failure")
}

#[test]
fn the_payload_comes_out_of_its_envelope() {
    let item = get(
        200,
        r#"{"data": {"id": 7, "more": [1]}, "code": 0, "message": "ok"}"#,
    );
    assert_eq!(shown(item), Ok(Item { id: 7, name: None }));
    // A byte order mark, and a code as text.
    assert_eq!(
        shown(get(200, "\u{feff} {\"code\":\"0\",\"data\":{\"id\":7}}")),
        Ok(Item { id: 7, name: None })
    );
}

#[test]
fn an_error_inside_of_http_200_is_an_error() {
    let error = fail(
        200,
        r#"{"code": -1008, "message": "The parameter is invalid:id.", "request": {"id": "r-1"}, "stack": "at x",
            "invalid_fields": [{"field": "id", "message": ["bad", "worse"]}, {"field": "name", "message": "x"}]}"#,
    );
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.code(), Some(&Code::Invalid));
    assert_eq!(error.raw_code(), Some(&WireCode::Integer(-1008)));
    assert_eq!(error.class(), Some(rt::Class::Caller));
    assert_eq!(error.argument("parameter"), Some("id"));
    assert_eq!(error.argument("limit"), None);
    assert_eq!(
        (error.status(), error.request_id(), error.stack()),
        (Some(200), Some("r-1"), Some("at x"))
    );
    assert_eq!(error.field_errors().len(), 2);
    assert_eq!(error.field_errors()[0].messages, ["bad", "worse"]);
    assert!(!error.is_retryable() && !error.is_auth() && !error.is_timeout());
    assert_eq!(
        error.to_string(),
        "demo get_item: HTTP 200, code -1008: The parameter is invalid:id. (request id r-1)"
    );
    let error = fail(200, r#"{"code":-1008,"message":"name must be at most 10"}"#);
    assert_eq!(
        (error.argument("parameter"), error.argument("limit")),
        (Some("name"), Some("10"))
    );
}

#[test]
fn codes_are_found_exactly_before_by_range_and_otherwise_kept() {
    let code = |body: &str| fail(200, body).code().cloned();
    assert_eq!(code(r#"{"code":60007}"#), Some(Code::TooFast));
    assert_eq!(code(r#"{"code":"60007"}"#), Some(Code::TooFast));
    assert_eq!(code(r#"{"code":60001}"#), Some(Code::Public(60001)));
    let unknown = |code: WireCode| Some(Code::Unknown(rt::UnknownCode::new(code)));
    assert_eq!(
        code(r#"{"code":424242}"#),
        unknown(WireCode::Integer(424242))
    );
    assert_eq!(
        code(r#"{"code":"424242"}"#),
        unknown(WireCode::Integer(424242))
    );
    assert_eq!(
        code(r#"{"code":"Some.Thing"}"#),
        unknown(WireCode::Text("Some.Thing".into()))
    );
    // The row of the success code is no variant.
    assert_eq!(
        code(r#"{"code":123456789012345678901234567890}"#),
        unknown(WireCode::Text("123456789012345678901234567890".into()))
    );
    let error = fail(200, r#"{"code":"60007"}"#);
    assert_eq!(error.raw_code(), Some(&WireCode::Text("60007".into())));
    assert_eq!(
        error.to_string(),
        "demo get_item: HTTP 200, code 60007: as documented"
    );
}

#[test]
fn advice_of_the_table_decides_on_retries() {
    let get = |code: &str| fail(200, &format!("{{\"code\":{code}}}"));
    let make = |code: &str| {
        testing::decode_sample::<MakeItem>(200, JSON, format!("{{\"code\":{code}}}"))
            .expect_err("a failure")
    };
    assert!(get("60007").is_retryable() && make("60007").is_retryable());
    assert!(get("60008").is_retryable() && !make("60008").is_retryable());
    assert!(get("60008").is_timeout());
    // Nothing makes the authorisation of this operation anew.
    assert!(!get("70001").is_retryable() && get("70001").is_auth());
    assert!(get("-1001").is_auth() && !get("-1001").is_retryable());
    assert!(!get("60001").is_retryable());
    // Unknown codes go by the status.
    let with_status = |status| fail(status, r#"{"code":424242}"#);
    assert!(!with_status(200).is_retryable() && !with_status(500).is_retryable());
    assert!(with_status(429).is_retryable() && with_status(503).is_retryable());
    assert!(with_status(401).is_auth() && !with_status(403).is_auth());
    let make =
        testing::decode_sample::<MakeItem>(503, JSON, r#"{"code":424242}"#).expect_err("a failure");
    assert!(!make.is_retryable());
    // A documented catch-all code with the status of failed authorisation.
    assert!(fail(401, r#"{"code":60001}"#).is_auth());
}

#[test]
fn numbers_beyond_every_integer_are_no_fractions() {
    let error = fail(200, r#"{"code":0,"data":{"id":99999999999999999999}}"#);
    assert_eq!(
        error.message(),
        Some("expected an integer, found one out of range")
    );
}

#[test]
fn pages_of_proxies_are_typed_errors() {
    let page = "<html><body>502 Bad Gateway</body></html>";
    let error = testing::decode_sample::<GetItem>(502, "text/html; charset=utf-8", page)
        .expect_err("a failure");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.status(), Some(502));
    assert_eq!(error.content_type(), Some("text/html; charset=utf-8"));
    assert_eq!(error.body(), Some(page.as_bytes()));
    assert!(error.is_retryable() && !error.is_auth());
    assert_eq!(
        error.to_string(),
        "demo get_item: HTTP 502, answer not understood: markup where JSON was expected"
    );
    let make = testing::decode_sample::<MakeItem>(502, "text/html", page).expect_err("a failure");
    assert!(!make.is_retryable());
    let error = testing::decode_sample::<GetItem>(401, "text/html", page).expect_err("a failure");
    assert!(error.is_auth());
    let error = testing::decode_sample::<GetItem>(200, "text/html", page).expect_err("a failure");
    assert_eq!(
        (error.kind(), error.is_retryable()),
        (ErrorKind::Decode, false)
    );
    let long = format!("<html>{}</html>", "x".repeat(100_000));
    let error = testing::decode_sample::<GetItem>(500, "text/html", long).expect_err("a failure");
    assert_eq!(error.body().map(<[u8]>::len), Some(4096));
}

#[test]
fn truncated_and_mistaken_payloads_keep_their_bytes_and_name_the_place() {
    let error = fail(200, r#"{"code":0,"data":{"id":7"#);
    assert_eq!(
        (error.kind(), error.body()),
        (
            ErrorKind::Decode,
            Some(br#"{"code":0,"data":{"id":7"#.as_slice())
        )
    );
    let error = fail(
        200,
        r#"{"code":0,"data":{"id":"7"},"request":{"id":"r-2"}}"#,
    );
    assert_eq!(
        (error.kind(), error.path()),
        (ErrorKind::Decode, Some("data.id"))
    );
    assert_eq!(error.request_id(), Some("r-2"));
    assert!(error.to_string().contains(" at data.id: "), "{error}");
    let error = fail(200, r#"{"code":0,"data":{}}"#);
    assert_eq!(error.path(), Some("data.id"));
    let error = fail(200, r#"{"code":0}"#);
    assert_eq!(
        (error.kind(), error.path(), error.message()),
        (
            ErrorKind::Decode,
            Some("data"),
            Some("the payload is missing")
        )
    );
    assert_eq!(
        fail(200, r#"{"code":0,"data":null}"#).kind(),
        ErrorKind::Decode
    );
    assert_eq!(
        fail(200, r#"[]"#).message(),
        Some("the answer has none of the documented shapes")
    );
    assert_eq!(fail(500, r#"{"error":"x"}"#).kind(), ErrorKind::Decode);
}

#[test]
fn bodies_may_be_empty_where_nothing_is_expected() {
    let touch = |status, body: &'static str| {
        testing::decode_sample::<Touch>(status, JSON, body).map_err(|e| e.kind())
    };
    assert_eq!(touch(204, ""), Ok(()));
    assert_eq!(touch(200, r#"{"code":0}"#), Ok(()));
    assert_eq!(touch(200, r#"{"code":0,"data":{"any":"thing"}}"#), Ok(()));
    assert_eq!(touch(200, r#"{"code":1}"#), Err(ErrorKind::Api));
    // Nothing says that it succeeded.
    assert_eq!(touch(200, " \n"), Err(ErrorKind::Decode));
    assert_eq!(touch(500, ""), Err(ErrorKind::Decode));
    let error = testing::decode_sample::<GetItem>(204, JSON, "").expect_err("a failure");
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::Decode, Some("the payload is missing"))
    );
}

operation!(Bare {} -> Item, rt::OperationDescription { name: "bare", envelopes: &[], ..BASE });
operation!(BareUnit {} -> (), rt::OperationDescription { name: "bare_unit", envelopes: &[], ..BASE });
operation!(Optional {} -> Option<Item>, rt::OperationDescription { name: "optional", ..BASE });
operation!(Raw {} -> rt::Json, rt::OperationDescription { name: "raw", envelopes: &[], ..BASE });

#[test]
fn without_envelopes_the_body_is_the_payload() {
    let bare = |status, body: &'static str| testing::decode_sample::<Bare>(status, JSON, body);
    assert_eq!(
        shown(bare(201, r#"{"id":1}"#)),
        Ok(Item { id: 1, name: None })
    );
    assert_eq!(
        bare(200, r#"{"id":true}"#).map_err(|error| error.path().map(str::to_owned)),
        Err(Some("id".into()))
    );
    assert_eq!(
        bare(404, r#"{"id":1}"#).map_err(|error| (error.kind(), error.status())),
        Err((ErrorKind::Decode, Some(404)))
    );
    assert_eq!(
        bare(302, "").map_err(|error| error.kind()),
        Err(ErrorKind::Decode)
    );
    assert_eq!(
        shown(testing::decode_sample::<BareUnit>(200, "", "")),
        Ok(())
    );
    assert_eq!(
        shown(testing::decode_sample::<Raw>(200, "", "[1, null]")),
        Ok(serde_json::json!([1, null]))
    );
    assert_eq!(
        shown(testing::decode_sample::<Optional>(200, "", r#"{"code":0}"#)),
        Ok(None)
    );
    assert_eq!(
        shown(testing::decode_sample::<Optional>(
            200,
            "",
            r#"{"code":0,"data":null}"#
        )),
        Ok(None)
    );
}

/// Two shapes, as gateways and the services behind them have.
const SHAPES: &[rt::Envelope] = &[
    rt::Envelope {
        when: rt::Condition {
            has: &["Response.Error"],
            ..rt::Condition::ALWAYS
        },
        success: None,
        code: Some("Response.Error.Code"),
        message: Some("Response.Error.Message"),
        request_id: Some("Response.RequestId"),
        ..CODE
    },
    rt::Envelope {
        when: rt::Condition {
            status: &[(400, 599)],
            has: &["code"],
            lacks: &["Response"],
            ..rt::Condition::ALWAYS
        },
        success: None,
        ..CODE
    },
    rt::Envelope {
        when: rt::Condition {
            status: &[(200, 299)],
            ..rt::Condition::ALWAYS
        },
        success: Some(rt::Condition {
            equals: &[("Success", "true")],
            ..rt::Condition::ALWAYS
        }),
        payload: Some("Response.Data"),
        code: None,
        ..CODE
    },
];

operation!(Shaped {} -> Item, rt::OperationDescription { name: "shaped", envelopes: SHAPES, ..BASE });

#[test]
fn the_first_envelope_that_applies_is_used() {
    let shaped = |status, body: &'static str| testing::decode_sample::<Shaped>(status, JSON, body);
    let error = shaped(200, r#"{"Response":{"RequestId":"r","Error":{"Code":"Bad.Luck","Message":"m"},"Data":{"id":1}}}"#)
        .expect_err("a failure");
    assert_eq!(error.raw_code(), Some(&WireCode::Text("Bad.Luck".into())));
    assert_eq!(
        (error.message(), error.request_id()),
        (Some("m"), Some("r"))
    );
    let error = shaped(403, r#"{"code":"INVALID"}"#).expect_err("a failure");
    assert_eq!(error.raw_code(), Some(&WireCode::Text("INVALID".into())));
    assert_eq!(
        shaped(403, r#"{"code":"INVALID","Response":{}}"#).map_err(|error| error.kind()),
        Err(ErrorKind::Decode)
    );
    assert_eq!(
        shown(shaped(
            200,
            r#"{"Success":true,"Response":{"Data":{"id":1},"Error":null}}"#
        )),
        Ok(Item { id: 1, name: None })
    );
    // Only the code of an envelope is compared loosely.
    let error =
        shaped(200, r#"{"Success":"true","Response":{"Data":{"id":1}}}"#).expect_err("a failure");
    assert_eq!((error.kind(), error.code()), (ErrorKind::Api, None));
    assert_eq!(error.to_string(), "demo shaped: HTTP 200, refused");
}

const EMBED: &[rt::Envelope] = &[
    rt::Envelope {
        when: rt::Condition {
            has: &["Code"],
            ..rt::Condition::ALWAYS
        },
        success: None,
        code: Some("Code"),
        message: Some("Message"),
        request_id: Some("RequestId"),
        ..CODE
    },
    rt::Envelope {
        when: rt::Condition::ALWAYS,
        success: Some(rt::Condition {
            equals: &[("Success", "true")],
            ..rt::Condition::ALWAYS
        }),
        payload: Some("Result"),
        request_id: Some("RequestId"),
        ..CODE
    },
];

operation!(Embed {} -> Item, rt::OperationDescription {
    name: "embed",
    envelopes: EMBED,
    formats: &[rt::Format::Json, rt::Format::Xml],
    ..BASE
});

#[test]
fn xml_and_json_are_read_by_one_description() {
    let embed = |content_type: &str, body: &'static str| {
        testing::decode_sample::<Embed>(200, content_type, body)
    };
    let item = Ok(Item {
        id: 4,
        name: Some("n".into()),
    });
    assert_eq!(
        shown(embed(
            JSON,
            r#"{"Success":true,"Result":{"id":4,"name":"n"}}"#
        )),
        item
    );
    let xml = "<?xml version=\"1.0\"?><R><Success>true</Success><Result><id>4</id><name>n</name></Result></R>";
    assert_eq!(shown(embed("text/xml", xml)), item);
    assert_eq!(shown(embed("", xml)), item);
    // The content type lies.
    assert_eq!(
        shown(embed(
            "text/xml",
            r#"{"Success":true,"Result":{"id":4,"name":"n"}}"#
        )),
        item
    );
    let error = embed(
        "text/xml",
        "<Error><Code>Report.NotExist</Code><Message>gone</Message></Error>",
    )
    .expect_err("a failure");
    assert_eq!(
        error.raw_code(),
        Some(&WireCode::Text("Report.NotExist".into()))
    );
    let error = embed("text/xml", "<Error><Code>-1001</Code></Error>").expect_err("a failure");
    assert_eq!(error.code(), Some(&Code::NotLoggedIn));
    let error = embed("text/html", "<html><p>oops</html>").expect_err("a failure");
    assert_eq!(error.kind(), ErrorKind::Decode);
    let error = embed(
        "text/xml",
        "<R><Success>true</Success><Result><id>x</id></Result></R>",
    )
    .expect_err("a failure");
    assert_eq!(
        (error.kind(), error.path()),
        (ErrorKind::Decode, Some("Result.id"))
    );
}

operation!(Rows {} -> String, rt::OperationDescription { name: "rows", formats: &[rt::Format::Text], ..BASE });
operation!(Blob {} -> Vec<u8>, rt::OperationDescription { name: "blob", formats: &[rt::Format::Text], ..BASE });

#[test]
fn text_is_the_payload_unless_it_is_an_envelope() {
    let rows =
        |status, body: &'static str| testing::decode_sample::<Rows>(status, "text/plain", body);
    assert_eq!(
        shown(rows(200, "a,b\r\n1,2\r\n")),
        Ok("a,b\r\n1,2\r\n".into())
    );
    assert_eq!(shown(rows(200, "[1]")), Ok("[1]".into()));
    assert_eq!(shown(rows(200, "{\"x\":1}")), Ok("{\"x\":1}".into()));
    assert_eq!(
        rows(200, "{\"code\":-1001}").map_err(|error| error.is_auth()),
        Err(true)
    );
    assert_eq!(
        rows(500, "oops").map_err(|error| error.kind()),
        Err(ErrorKind::Decode)
    );
    assert_eq!(
        shown(testing::decode_sample::<Blob>(200, "text/plain", "bytes")),
        Ok(b"bytes".to_vec())
    );
    assert_eq!(
        testing::decode_sample::<Rows>(200, "", &b"\xff"[..]).map_err(|error| error.kind()),
        Err(ErrorKind::Decode)
    );
    let error = testing::decode_sample::<Rows>(200, "", &b"\xff"[..]).expect_err("no text");
    assert_eq!(error.message(), Some("not text: the body is not UTF-8"));
}

#[test]
fn errors_are_one_line_small_and_shareable() {
    let error = fail(
        200,
        "{\"code\":-1001,\"message\":\"first\\nsecond\\r\\n\\tthird\"}",
    );
    assert_eq!(
        error.to_string(),
        "demo get_item: HTTP 200, code -1001: first second third"
    );
    assert_eq!(size_of::<Error<Code>>(), size_of::<usize>());
    fn check<T: std::error::Error + Send + Sync + Clone + 'static>(_: T) {}
    check(error);
}

operation!(Holiday {} -> rt::Date, rt::OperationDescription {
    name: "holiday",
    payload: &rt::Codec::Pattern("%Y%m%d"),
    ..BASE
});

#[test]
fn a_payload_is_read_by_its_own_spelling() {
    let day = testing::decode_sample::<Holiday>(200, JSON, r#"{"code": 0, "data": "20211001"}"#);
    assert_eq!(shown(day), Ok(rt::Date::constant(2021, 10, 1)));
    let error =
        testing::decode_sample::<Holiday>(200, JSON, r#"{"code": 0, "data": "2021-10-01"}"#);
    assert_eq!(error.expect_err("another spelling").path(), Some("data"));
}
