//! No error shows a secret, however the service or the transport spells it.

use std::fmt::Debug;

use specwright_runtime::{self as rt, TransportError, TransportErrorKind, testing::Canned};

use crate::api::{self, Guarded, PASSWORD, TOKEN};

const PIN: &str = "pin-7351 + x";
/// Of `1400:p"ss wörd`.
const BASIC: &str = "MTQwMDpwInNzIHfDtnJk";

fn secrets() -> [&'static str; 11] {
    [
        TOKEN,
        PASSWORD,
        PIN,
        BASIC,
        "tok%2Fen%2Bs3cret%3D",
        "tok%2fen%2bs3cret%3d",
        "tok\\/en+s3cret=",
        "p%22ss%20w%C3%B6rd",
        "p\\\"ss wörd",
        "pin-7351%20%2B%20x",
        "pin-7351+%2B+x",
    ]
}

#[track_caller]
fn check(what: &(impl Debug + ?Sized), shown: &str) {
    let debug = format!("{what:?} {what:#?}");
    for secret in secrets() {
        assert!(!shown.contains(secret), "{secret} in {shown}");
        assert!(!debug.contains(secret), "{secret} in {debug}");
        // As `Debug` of a text would spell it.
        let escaped = format!("{secret:?}");
        assert!(
            !debug.contains(escaped.trim_matches('"')),
            "{secret} in {debug}"
        );
    }
}

fn check_error<C: Debug>(error: &rt::Error<C>) {
    check(error, &error.to_string());
    let texts = [
        error.message(),
        error.stack(),
        error.request_id(),
        error.path(),
        error.content_type(),
    ];
    for text in texts.into_iter().flatten() {
        check(text, text);
    }
    for error in error.field_errors() {
        check(error, &error.field);
    }
    check(
        "",
        &String::from_utf8_lossy(error.body().unwrap_or_default()),
    );
    if let Some(code) = error.raw_code() {
        check(code, &code.to_string());
    }
}

async fn guarded(canned: Canned) -> rt::Error<api::Code> {
    let core = api::client(&canned);
    check(&core, "");
    let request = Guarded { pin: PIN.into() };
    check(&request, "");
    let error = rt::send(&core, &request, &rt::CallOptions::default())
        .await
        .expect_err("a failure");
    check_error(&error);
    error
}

#[tokio::test]
async fn services_that_repeat_what_they_got() {
    for secret in secrets() {
        let quoted = serde_json::Value::from(secret).to_string();
        let bodies = [
            format!(
                "{{\"code\":-1008,\"message\":{quoted},\"stack\":{quoted},\"request\":{{\"id\":{quoted}}}}}"
            ),
            format!("{{\"code\":{quoted},\"message\":\"The parameter is invalid:\"}}"),
            format!(
                "{{\"code\":1,\"invalid_fields\":[{{\"field\":{quoted},\"message\":[{quoted}]}}]}}"
            ),
            format!("{{\"code\":0,\"data\":{{{quoted}:{quoted},\"id\":{quoted}}}}}"),
            format!("{{\"code\":0,\"data\":{quoted}}}"),
            format!("<html>{secret}</html>"),
            format!("{{\"code\":0,\"data\":{quoted}"),
            secret.to_owned(),
        ];
        for body in bodies {
            for status in [200, 500] {
                let error = guarded(Canned::default().answer(status, secret, body.clone())).await;
                assert!(error.body().is_some());
            }
        }
    }
}

#[tokio::test]
async fn a_secret_across_the_cut_of_the_body() {
    for fill in 4000..4100 {
        let body = format!("<html>{}{TOKEN}", "x".repeat(fill));
        let error = guarded(Canned::default().answer(502, "text/html", body)).await;
        let body = String::from_utf8_lossy(error.body().unwrap_or_default()).into_owned();
        assert!(!body.contains("tok/"), "{fill}");
    }
}

#[tokio::test]
async fn transports_that_repeat_the_request() {
    let text = format!("GET http://h/?token=tok%2Fen%2Bs3cret%3D {TOKEN} {BASIC}");
    let error =
        guarded(Canned::default().fail(TransportError::new(TransportErrorKind::Other, text))).await;
    assert_eq!(
        error.to_string(),
        "demo guarded: no answer: no answer: GET http://h/?token=[hidden] [hidden] [hidden]"
    );
}

#[test]
fn clients_and_requests_that_cannot_be_made() {
    let core = |builder: rt::CoreBuilder| {
        check(&builder, "");
        builder.build().map_err(|error| check_error(&error))
    };
    assert!(core(api::builder().base_url(format!("http://u:{TOKEN}@h"))).is_err());
    assert!(core(api::builder().base_url(format!("http://h?token={TOKEN}"))).is_err());
    assert!(core(api::builder().set("env", TOKEN)).is_err());
    assert!(core(api::builder().set("unknown", TOKEN)).is_err());
    let core = api::builder()
        .set("token", format!("{TOKEN}\r\nX: y"))
        .build()
        .expect("a client");
    let error = core
        .prepare(
            <Guarded as rt::Operation>::DESCRIPTION,
            &Guarded { pin: PIN.into() },
        )
        .expect_err("a line break");
    check_error(&error);
}

struct Sum;

impl rt::Signer for Sum {
    fn sign(&self, request: &mut rt::Signing<'_>) -> Result<(), rt::SignError> {
        let key = request.credential("token")?.to_owned();
        let names: Vec<&str> = request.query().map(|(name, _)| name).collect();
        let signature = format!(
            "{}|{}|{}|{}|signed",
            request.method(),
            request.host(),
            request.path(),
            names.join(",")
        );
        assert!(!key.is_empty() && request.body().is_empty());
        request.push_query("sig", signature.clone());
        request.set_header("X-Sig", &signature)
    }
}

api::operation!(Signed {} -> (), rt::OperationDescription {
    name: "signed",
    auth: &[rt::Auth::Signer { name: "sum" }, rt::Auth::Query { name: "app", value: "{app_id}" }],
    ..api::BASE
});

#[tokio::test]
async fn signers_see_all_else_and_signatures_are_hidden() {
    let signature = "GET|h:1|/p/x|app|signed";
    let canned = Canned::default()
        .answer(
            200,
            "",
            format!("{{\"code\":70001,\"message\":\"bad {signature}\"}}"),
        )
        .answer(
            200,
            "",
            "{\"code\":70001,\"message\":\"bad GET%7Ch%3A1%7C%2Fp%2Fx%7Capp%7Csigned\"}",
        );
    let core = api::builder()
        .base_url("http://h:1/p")
        .allow_http()
        .transport(canned.clone())
        .signer("sum", Sum)
        .build()
        .expect("a client");
    for _ in 0..2 {
        let error = rt::send(&core, &Signed {}, &rt::CallOptions::default())
            .await
            .expect_err("a failure");
        assert_eq!(error.message(), Some("bad [hidden]"));
        // A signer makes the authorisation anew, so the advice to do so is followed by calling again.
        assert!(error.is_retryable() && error.is_auth());
    }
    let sent = canned.requests();
    assert_eq!(
        sent[0].uri(),
        "http://h:1/p/x?app=1400&sig=GET%7Ch%3A1%7C%2Fp%2Fx%7Capp%7Csigned"
    );
    assert_eq!(sent[0].headers()["x-sig"], signature);
    let unsigned = api::builder().build().expect("a client");
    let error = unsigned
        .prepare(<Signed as rt::Operation>::DESCRIPTION, &Signed {})
        .expect_err("no signer");
    assert_eq!(
        error.to_string(),
        "demo signed: not sent: signer `sum` is missing: give it to the client builder"
    );
}

api::record!(Ticket {
    id: i64 = rt::Field::required("Id", "id", &rt::Codec::Plain),
    access_token: Option<rt::Secret> = rt::Field::optional("AccessToken", "access_token", &rt::Codec::Plain),
    next: Option<Box<Ticket>> = rt::Field::optional("Next", "next", &rt::Codec::Plain),
    keys: Vec<String> = rt::Field::optional("Keys", "keys", &rt::Codec::Plain).secret(),
    all: rt::Map<Key> = rt::Field::optional("All", "all", &rt::Codec::Plain),
});

api::record!(Key {
    key: String = rt::Field::required("Key", "key", &rt::Codec::Plain).secret(),
});

api::operation!(GetTickets {} -> Vec<Ticket>, rt::OperationDescription { name: "get_tickets", ..api::BASE });

#[test]
fn secrets_that_the_service_hands_out() {
    let whole = r#"{"code":0,"data":[{"AccessToken":"s3cr3t-1","Next":{"Id":1,"AccessToken":"s3cr3t-2"},
        "All":{"a":{"Key":"s3cr3t-3"}},"Keys":["s3cr3t-4"]}]}"#;
    let tickets =
        rt::testing::decode_sample::<GetTickets>(200, "", whole.replace("\"All", "\"Id\":2,\"All"));
    check("", &format!("{tickets:?}"));
    assert!(tickets.is_ok_and(|tickets| tickets.len() == 1));
    let mut bodies: Vec<String> = (0..whole.len())
        .filter_map(|end| whole.get(..end).map(str::to_owned))
        .collect();
    bodies.push(whole.to_owned());
    bodies.push(whole.replace("\"code\":0", "\"code\":1"));
    for body in bodies {
        let error = rt::testing::decode_sample::<GetTickets>(200, "", body).expect_err("a failure");
        let shown = format!(
            "{error} {error:?} {}",
            String::from_utf8_lossy(error.body().unwrap_or_default())
        );
        assert!(!shown.contains("s3cr3"), "{shown}");
    }
}
