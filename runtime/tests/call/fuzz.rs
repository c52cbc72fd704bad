//! Answers that were damaged on the way: whatever comes, a call gives a value or an error, and both can be printed.

use specwright_runtime::{Error, Operation, testing};

use crate::api::{Code, GetItem, PASSWORD, TOKEN, Touch};

const ANSWERS: &[&str] = &[
    r#"{"code":0,"message":"","data":{"id":7,"name":"n"},"request":{"id":"r-1"}}"#,
    r#"{"code":-1008,"message":"The parameter is invalid:é.","stack":"at x","invalid_fields":[{"field":"f","message":["m"]}]}"#,
    r#"{"request":{"id":{"id":[1]}},"code":"60007","data":null,"invalid_fields":{"field":1,"message":{"a":1}}}"#,
    "<R><code>0</code><data><id>7</id></data></R>",
    "\u{feff}  {\"code\": 1e400, \"message\": 5, \"\\u0063ode\": [\"\\ud83d\\ude00\"]}",
    "<html>\r\n<body>502</body></html>",
    "",
];
const STATUSES: &[u16] = &[200, 204, 302, 401, 429, 500, 503];
const TYPES: &[&str] = &["application/json", "text/xml", "text/html; charset=\"", ""];

#[test]
fn damaged_answers_never_break_a_call() {
    let mut random = fastrand::Rng::with_seed(20260401);
    for round in 0..8_000 {
        let mut body = ANSWERS[round % ANSWERS.len()].as_bytes().to_vec();
        for _ in 0..random.usize(0..4) {
            damage(&mut body, &mut random);
        }
        let status = STATUSES[random.usize(..STATUSES.len())];
        let content_type = TYPES[random.usize(..TYPES.len())];
        check::<GetItem>(status, content_type, &body);
        check::<Touch>(status, content_type, &body);
        check::<crate::answers::Embed>(status, content_type, &body);
        check::<crate::answers::Shaped>(status, content_type, &body);
        check::<crate::answers::Rows>(status, content_type, &body);
    }
}

fn damage(body: &mut Vec<u8>, random: &mut fastrand::Rng) {
    let at = random.usize(..=body.len());
    match random.u8(..6) {
        0 => body.truncate(at),
        1 if at < body.len() => body[at] = random.u8(..),
        2 if at < body.len() => drop(body.remove(at)),
        3 => body.insert(at, b"{}[]\",:\\<>&;\0\xff0-"[random.usize(..16)]),
        4 => drop(body.splice(at..at, TOKEN.bytes().chain(PASSWORD.bytes()))),
        _ => {
            let copy = body[at..].to_vec();
            body.extend(copy);
        }
    }
}

fn check<R: Operation<Code = Code>>(status: u16, content_type: &str, body: &[u8]) {
    if let Err(error) = testing::decode_sample::<R>(status, content_type, body.to_vec()) {
        look_at(&error, status);
    }
}

/// Asks an error everything that can be asked.
fn look_at(error: &Error<Code>, status: u16) {
    assert_eq!(error.status(), Some(status));
    assert!(!error.to_string().contains(['\n', '\r', '\0']));
    assert!(format!("{error:?}").starts_with("Error"));
    let _ = (
        error.is_retryable(),
        error.is_auth(),
        error.is_timeout(),
        error.code(),
        error.argument("parameter"),
    );
    assert!(error.body().is_some_and(|body| body.len() < 5000));
}
