//! No error and no `Debug` shows a secret, whatever the service repeats.

use std::time::Duration;

use specwright_runtime as rt;

use crate::{
    api::{self, AFTER_AUTH, PASSWORD, TOKENED, call},
    mock::{Mock, Reply, Seen},
};

const BASIC: &str = "MTQwMDpwYXNzL3cwcmQr";

/// Signed, and carrying a token in three places.
static ALL: rt::OperationDescription = rt::OperationDescription {
    method: "POST",
    body: rt::BodyKind::Form,
    fixed: &[rt::FixedParam {
        wire: "access_token",
        location: rt::Location::BodyField,
        source: rt::FixedSource::Credential("token"),
    }],
    auth: &[
        rt::Auth::Header {
            name: "authorization",
            value: "Bearer {token}",
        },
        rt::Auth::Query {
            name: "access",
            value: "{token}",
        },
        rt::Auth::Cookie {
            name: "session",
            value: "{token}",
        },
        rt::Auth::Signature { name: "hmac" },
    ],
    ..TOKENED
};

/// What the service repeats: everything that it was sent, and the first token that it sold.
fn echo(seen: &Seen) -> String {
    let headers: Vec<String> = seen
        .headers
        .values()
        .filter_map(|value| value.to_str().ok().map(str::to_owned))
        .collect();
    format!("{} {} {} tok/1+", headers.join(" "), seen.query, seen.body)
}

fn check(text: &str, signature: &str) {
    for secret in [
        PASSWORD,
        BASIC,
        "tok/1+",
        "tok/2+",
        "tok%2F1%2B",
        "tok%2F2%2B",
    ] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    assert!(signature.len() == 64 && !text.contains(signature), "{text}");
}

#[tokio::test(start_paused = true)]
async fn errors_of_calls_show_no_token_and_no_signature() {
    let replies: [fn(String) -> Reply; 5] = [
        |echo| Reply::status(400, echo),
        |echo| Reply::status(401, echo),
        |echo| Reply::json(format!(r#"{{"code":{AFTER_AUTH},"message":"{echo}"}}"#)),
        |echo| Reply::json(format!(r#"{{"code":0,"data":"{echo}"}}"#)),
        |echo| {
            Reply::status(302, "")
                .header("location", &format!("https://{}.example.com", echo.len()))
        },
    ];
    for reply in replies {
        let mock = Mock::new(move |seen| match seen.path.as_str() {
            "/v1/buy" => Reply::json(format!(
                r#"{{"code":0,"data":{{"token":"tok/{}+","expires_in":60}}}}"#,
                seen.before + 1
            )),
            _ => reply(echo(seen)),
        });
        let core = api::core(&mock);
        let error = match call(&core, &ALL).await {
            Ok(answer) => answer.read::<i64>().expect_err("no number"),
            Err(error) => error,
        };
        let signature = mock
            .all()
            .last()
            .expect("a request")
            .header("x-sign")
            .to_owned();
        let body = String::from_utf8_lossy(error.body().unwrap_or_default()).into_owned();
        let shown = format!("{error} {error:?} {body} {:?} {core:?}", error.message());
        check(&shown, &signature);
    }
}

#[tokio::test(start_paused = true)]
async fn errors_of_exchanges_show_no_token() {
    let answers = [
        (200, r#"{"code":0,"data":{"tokken":"tok/1+"}}"#),
        (200, r#"{"code":0,"data":{"token":{"value":"tok/1+"}}}"#),
        (200, r#"{"code":0,"data":{"token":"tok/1+""#),
        (200, r#"{"access_token":"tok/1+"}"#),
        (201, "tok/1+"),
        (400, r#"{"code":106,"data":{"token":"tok/1+"}}"#),
        (500, r#"{"token":"tok/1+"}"#),
    ];
    for (status, body) in answers {
        let mock = Mock::new(move |_| Reply::status(status, body));
        let error = call(&api::core(&mock), &TOKENED)
            .await
            .expect_err("a failure");
        assert_eq!(error.operation(), Some("buy"));
        let kept = String::from_utf8_lossy(error.body().unwrap_or_default()).into_owned();
        let shown = format!("{error} {error:?} {kept}");
        assert!(!shown.contains("tok/1"), "{shown}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_was_replaced_stays_hidden() {
    let mock = Mock::new(|seen| match (seen.path.as_str(), seen.before) {
        ("/v1/buy", _) => Reply::json(format!(
            r#"{{"code":0,"data":{{"token":"tok/{}+"}}}}"#,
            seen.before + 1
        )),
        (_, 0) => Reply::status(401, "who?"),
        _ => Reply::status(400, "tok/1+ is void, tok/2+ is not"),
    });
    let error = call(&api::core(&mock), &TOKENED)
        .await
        .expect_err("a failure");
    assert_eq!(
        error.body(),
        Some(&b"[hidden] is void, [hidden] is not"[..])
    );
    assert_eq!(error.attempts(), 2);
}

#[test]
fn options_have_nothing_to_hide() {
    let mut options = rt::CallOptions::default();
    options.deadline = Some(Duration::from_secs(1));
    assert!(format!("{options:?}").contains("deadline: Some(1s)"));
}
