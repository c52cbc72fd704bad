//! Kinds of tokens: those that buy another, those that expire at an instant, and answers that have none.

use std::time::Duration;

use specwright_runtime as rt;

use crate::{
    api::{self, BUY, GET, TOKEN, TOKENED, call, core},
    mock::{Mock, Reply},
    tokens::{shop, sold, used},
};

/// The operation that buys `outer` needs `token`.
static OUTER: rt::OperationDescription = rt::OperationDescription {
    name: "outer",
    path: &[rt::PathPart::Literal("/outer")],
    method: "POST",
    body: rt::BodyKind::Json,
    fixed: &[
        rt::FixedParam {
            wire: "app_access_token",
            location: rt::Location::BodyField,
            source: rt::FixedSource::Credential("token"),
        },
        rt::FixedParam {
            wire: "app",
            location: rt::Location::BodyField,
            source: rt::FixedSource::Credential("app_id"),
        },
    ],
    auth: &[],
    ..TOKENED
};

static TWO_LEVELS: rt::OperationDescription = rt::OperationDescription {
    auth: &[],
    fixed: &[rt::FixedParam {
        wire: "access",
        location: rt::Location::Query,
        source: rt::FixedSource::Credential("outer"),
    }],
    policy: &rt::Policy {
        tokens: &[rt::Token {
            name: "outer",
            operation: &OUTER,
            ..TOKEN
        }],
        ..rt::Policy::DEFAULT
    },
    ..GET
};

#[tokio::test(start_paused = true)]
async fn a_token_buys_a_token() {
    let mock = Mock::new(|seen| match seen.path.as_str() {
        "/v1/buy" => sold(seen, 7200),
        "/v1/outer" if seen.body.contains("t1") && seen.before == 2 => Reply::status(401, "who?"),
        "/v1/outer" => Reply::json(format!(
            r#"{{"code":0,"data":{{"token":"outer{}","expires_in":"1800"}}}}"#,
            seen.before
        )),
        _ => Reply::good(),
    });
    let core = core(&mock);
    for _ in 0..3 {
        let calls: Vec<_> = (0..100)
            .map(|_| tokio::spawn(call(&core, &TWO_LEVELS)))
            .collect();
        for call in calls {
            call.await.expect("no panic").expect("an answer");
        }
        tokio::time::sleep(Duration::from_secs(1800)).await;
    }
    let bodies: Vec<String> = mock
        .seen("/v1/outer")
        .into_iter()
        .map(|seen| seen.body)
        .collect();
    let body = |token| format!(r#"{{"app_access_token":"{token}","app":"1400"}}"#);
    assert_eq!(bodies, [body("t1"), body("t1"), body("t1"), body("t2")]);
    assert_eq!(mock.seen("/v1/buy").len(), 2);
    let seen = mock.seen("/v1/get");
    assert_eq!(seen.len(), 300);
    assert_eq!(
        seen.first().map(|seen| seen.query.as_str()),
        Some("access=outer0")
    );
    assert_eq!(
        seen.last().map(|seen| seen.query.as_str()),
        Some("access=outer3")
    );
}

#[tokio::test(start_paused = true)]
async fn clocks_may_differ() {
    static DATED: rt::OperationDescription = rt::OperationDescription {
        policy: &rt::Policy {
            tokens: &[rt::Token {
                expiry: rt::Expiry::At("at", &rt::Codec::EpochSeconds),
                ..TOKEN
            }],
            ..rt::Policy::DEFAULT
        },
        ..TOKENED
    };
    // The service lives in 1994, and its tokens expire 1,000 seconds later.
    let mock = Mock::new(|seen| match seen.path.as_str() {
        "/v1/buy" => Reply::json(r#"{"code":0,"data":{"token":"t","at":784112777}}"#)
            .header("date", "Sun, 06 Nov 1994 08:49:37 GMT"),
        _ => Reply::good(),
    });
    let core = core(&mock);
    for (wait, bought) in [(0, 1), (939, 1), (2, 2)] {
        tokio::time::sleep(Duration::from_secs(wait)).await;
        call(&core, &DATED).await.expect("an answer");
        assert_eq!(mock.seen("/v1/buy").len(), bought, "after {wait}");
    }
}

#[tokio::test(start_paused = true)]
async fn answers_without_a_token() {
    static BARE: rt::OperationDescription = rt::OperationDescription {
        policy: &rt::Policy {
            tokens: &[rt::Token {
                operation: &rt::OperationDescription {
                    formats: &[rt::Format::Text],
                    envelopes: &[],
                    ..BUY
                },
                value: "",
                expiry: rt::Expiry::Unknown,
                ..TOKEN
            }],
            ..rt::Policy::DEFAULT
        },
        ..TOKENED
    };
    let answering = |body: &'static str| {
        Mock::new(move |seen| match seen.path.as_str() {
            "/v1/buy" => Reply::json(body),
            _ => Reply::good(),
        })
    };
    for body in [
        r#"{"code":0,"data":{}}"#,
        r#"{"code":0,"data":{"token":""}}"#,
        r#"{"code":0,"data":{"token":null}}"#,
        r#"{"code":0,"data":null}"#,
        r#"{"code":0}"#,
        "<html>",
    ] {
        let mock = answering(body);
        let error = call(&core(&mock), &TOKENED).await.expect_err("a failure");
        assert_eq!(
            (error.operation(), error.kind()),
            (Some("buy"), rt::ErrorKind::Decode)
        );
        assert!(mock.seen("/v1/tokened").is_empty(), "{body}");
    }
    let mock = answering("plain-token");
    call(&core(&mock), &BARE).await.expect("an answer");
    assert_eq!(used(&mock), ["plain-token"]);
}

#[tokio::test(start_paused = true)]
async fn a_prepared_request_buys_nothing() {
    let mock = shop(3600);
    let core = core(&mock);
    let header = || {
        let request = core.prepare(&TOKENED, &api::Nothing).expect("a request");
        request.headers()["authorization"]
            .to_str()
            .map(str::to_owned)
    };
    assert_eq!(header().ok().as_deref(), Some("Bearer {token}"));
    assert!(mock.all().is_empty());
    call(&core, &TOKENED).await.expect("an answer");
    assert_eq!(header().ok().as_deref(), Some("Bearer t1"));
}
