//! Payloads and bodies of errors that the HTTP status tells apart.

use specwright_runtime::{self as rt, ErrorKind, testing};

use crate::api::{BASE, CODE, Code, Item, operation, record};

const JSON: &str = "application/json";

record!(Ticket {
    token: rt::Secret = rt::Field::required("token", "token", &rt::Codec::Plain).secret(),
    wait: Option<u32> = rt::Field::optional("wait", "wait", &rt::Codec::Plain),
});
record!(Trouble {
    title: String = rt::Field::required("title", "title", &rt::Codec::Plain),
    pin: Option<rt::Secret> = rt::Field::optional("pin", "pin", &rt::Codec::Plain).secret(),
});

#[derive(Clone, PartialEq)]
pub(crate) enum StartAnswer {
    Ok(Item),
    Accepted(Box<Ticket>),
    NoContent,
}

impl rt::Empty for StartAnswer {
    fn empty() -> Self {
        Self::Ok(rt::empty())
    }
}

impl rt::Union for StartAnswer {
    fn shape(&self) -> &'static rt::UnionShape {
        const fn variant(tag: &'static str, codec: &'static rt::Codec) -> rt::Variant {
            rt::Variant { tag, codec }
        }
        static SHAPE: rt::UnionShape = rt::UnionShape {
            name: "StartAnswer",
            tagging: rt::Tagging::Status {
                entries: &[(203, 203, 0), (202, 206, 1), (210, 210, 2)],
                rest: 0,
            },
            variants: &[
                variant("Ok", &rt::Codec::Plain),
                variant("Accepted", &rt::Codec::JsonText),
                variant("NoContent", &rt::Codec::Plain),
            ],
            other: None,
        };
        &SHAPE
    }
    fn current(&self) -> (usize, &dyn rt::Node) {
        match self {
            Self::Ok(content) => (0, content),
            Self::Accepted(content) => (1, content),
            Self::NoContent => (2, &()),
        }
    }
    fn select(&mut self, index: usize) -> &mut dyn rt::Node {
        *self = match index {
            1 => Self::Accepted(rt::empty()),
            2 => Self::NoContent,
            _ => Self::Ok(rt::empty()),
        };
        match self {
            Self::Ok(content) => content,
            Self::Accepted(content) => content,
            Self::NoContent => rt::unit(),
        }
    }
}

rt::answers!(StartAnswer);

const ANSWERS: &[rt::StatusAnswer] = &[
    rt::StatusAnswer::new(210, 210).empty(),
    rt::StatusAnswer::new(418, 418).empty(),
    rt::StatusAnswer::new(400, 499).secrets(&["pin"]),
];

/// The HTTP status decides alone.
const BARE: rt::Envelope = rt::Envelope {
    when: rt::Condition::ALWAYS,
    success: Some(rt::Condition {
        status: &[(200, 299)],
        ..rt::Condition::ALWAYS
    }),
    payload: None,
    code: None,
    message: None,
    request_id: None,
    stack: None,
    retry_after: None,
    field_errors: None,
};

operation!(Start {} -> StartAnswer, rt::OperationDescription {
    name: "start", method: "POST", envelopes: &[BARE], answers: ANSWERS, ..BASE
});
operation!(Wrapped {} -> StartAnswer, rt::OperationDescription {
    name: "wrapped", method: "POST", envelopes: &[CODE], answers: ANSWERS, ..BASE
});

fn start(status: u16, body: &str) -> Result<StartAnswer, rt::Error<Code>> {
    testing::decode_sample::<Start>(status, JSON, body.to_owned())
}

fn failure(status: u16, body: &str) -> rt::Error<Code> {
    start(status, body).expect_err("an error")
}

fn ticket() -> StartAnswer {
    StartAnswer::Accepted(Box::new(Ticket {
        token: "t0ken".into(),
        wait: Some(5),
    }))
}

#[test]
fn the_status_tells_the_payload() {
    let item = || StartAnswer::Ok(Item { id: 7, name: None });
    let spelt = r#""{\"token\":\"t0ken\",\"wait\":5}""#;
    let table = [
        (200, r#"{"id":7}"#, item()),
        (201, r#"{"id":7}"#, item()),
        (203, r#"{"id":7}"#, item()),
        (202, spelt, ticket()),
        (206, spelt, ticket()),
        (210, "", StartAnswer::NoContent),
        (210, "{}", StartAnswer::NoContent),
    ];
    for (status, body, expected) in table {
        let answer = start(status, body).map_err(|error| error.to_string());
        assert_eq!(answer, Ok(expected), "{status} {body}");
    }
}

#[test]
fn the_envelope_comes_off_before() {
    let wrapped = |status, body: &'static str| {
        let answer = testing::decode_sample::<Wrapped>(status, JSON, body);
        answer.map_err(|error| error.to_string())
    };
    let in_data = r#"{"code":0,"data":"{\"token\":\"t0ken\",\"wait\":5}"}"#;
    assert_eq!(wrapped(202, in_data), Ok(ticket()));
    // The spec says that nothing comes with this one, so that no envelope is missing.
    assert_eq!(wrapped(210, ""), Ok(StartAnswer::NoContent));
    assert_eq!(
        wrapped(211, ""),
        Err("demo wrapped: HTTP 211, answer not understood: the body is empty".to_owned())
    );
}

#[test]
fn a_payload_of_another_status_is_not_taken() {
    let error = failure(202, r#"{"id":7}"#);
    assert_eq!(error.kind(), ErrorKind::Decode);
    let error = failure(200, "");
    assert_eq!(error.message(), Some("the payload is missing"));
    let error = failure(200, r#"{"id":"secret","token":"t0ken"}"#);
    assert_eq!(error.path(), Some("id"));
    let kept = String::from_utf8_lossy(error.body().unwrap_or_default()).into_owned();
    assert!(
        kept.contains("[hidden]") && !kept.contains("t0ken"),
        "{kept}"
    );
}

#[test]
fn it_is_shown_and_written_like_its_content() {
    let shown = format!("{:?} {:?}", ticket(), StartAnswer::NoContent);
    assert_eq!(
        shown,
        "Accepted(Ticket { token: [hidden], wait: Some(5) }) NoContent"
    );
    let text = |answer: &StartAnswer| serde_json::to_string(answer).ok();
    let item = StartAnswer::Ok(Item { id: 7, name: None });
    assert_eq!(text(&item).as_deref(), Some(r#"{"id":7}"#));
    assert_eq!(text(&StartAnswer::NoContent).as_deref(), Some("null"));
    assert_eq!(rt::to_json(&item), br#"{"id":7}"#);
    // Without a status it is what most successes are.
    let read = rt::from_json::<StartAnswer>(br#"{"id":7}"#);
    assert_eq!(read, Ok(item));
    assert!(rt::from_json::<StartAnswer>(b"7").is_err());
}

#[test]
fn the_body_of_an_error_is_read_in_its_type() {
    let error = failure(404, r#"{"title":"gone","pin":"p1n"}"#);
    assert_eq!(error.kind(), ErrorKind::Api);
    let trouble = error.data::<Trouble>().expect("a body").expect("readable");
    assert_eq!(trouble.title, "gone");
    // A secret in it is kept out of the error, so out of what is read from it.
    let pin = trouble.pin.expect("a pin");
    assert_eq!(pin.expose(), "[hidden]");
    for shown in [
        format!("{error:?}"),
        String::from_utf8_lossy(error.body().unwrap_or_default()).into_owned(),
    ] {
        assert!(!shown.contains("p1n"), "{shown}");
    }
    // Any other type will do that fits.
    let any = error.data::<rt::Json>().expect("a body").expect("readable");
    assert_eq!(any["title"], "gone");
}

#[test]
fn a_body_that_is_none_or_something_else_says_so() {
    assert!(failure(404, "").data::<Trouble>().is_none());
    assert!(failure(404, " ").data::<Trouble>().is_none());
    let wrong = failure(404, r#"{"title":7}"#).data::<Trouble>();
    let wrong = wrong.map(|read| read.map_err(|error| error.to_string()));
    assert_eq!(
        wrong,
        Some(Err("at title: expected text, found an integer".to_owned()))
    );
    let markup = failure(502, "<html>").data::<Trouble>().expect("a body");
    assert!(markup.is_err_and(|error| error.is_syntax()));
    let text = failure(502, "try later").data::<String>();
    assert_eq!(text, Some(Ok("try later".to_owned())));
    let text = failure(502, r#""later""#).data::<String>();
    assert_eq!(text, Some(Ok("later".to_owned())));
}

#[test]
fn a_documented_body_is_kept_as_a_whole() {
    let long = "x".repeat(20_000);
    let body = format!(r#"{{"title":"{long}"}}"#);
    let error = failure(422, &body);
    let trouble = error.data::<Trouble>().expect("a body");
    assert_eq!(trouble.map(|trouble| trouble.title), Ok(long.clone()));
    // Logs are spared it.
    assert!(format!("{error:?}").len() < 10_000);
    // Nothing is documented for these, and nothing is in that of the last.
    for status in [500, 418] {
        let error = failure(status, &body);
        assert!(error.body().unwrap_or_default().len() <= 4096, "{status}");
        assert!(error.data::<Trouble>().expect("a body").is_err());
    }
    let endless = format!(r#"{{"title":"{}"}}"#, "x".repeat(100_000));
    let cut = failure(422, &endless).data::<Trouble>().expect("a body");
    assert!(cut.is_err());
}

#[test]
fn an_error_without_an_answer_has_no_data() {
    let error = rt::CoreBuilder::new(&crate::api::API)
        .base_url("no url")
        .build()
        .expect_err("a refusal");
    assert!(error.data::<rt::Json>().is_none());
}
