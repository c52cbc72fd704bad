//! Answers that the HTTP status tells apart, without generated code.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests end by panicking")]

use serde_json::json;
use specwright::Code;
use specwright::model::Api;
use specwright_interpret::{Interpreter, prove};
use specwright_runtime::{self as rt, testing};

const SPEC: &str = r#"
specwright: 1
api: jobs
title: Jobs
servers: {main: "https://jobs.example"}
types:
  Job: {fields: {id: {type: i64, required: true}}}
  Ticket: {fields: {token: secret, wait: u32}}
  Problem: {fields: {title: {type: string, required: true}, ticket: Ticket}}
  Event:
    open: true
    tag: kind
    one_of: {Started: {type: Job, tag: started}}
operations:
  start:
    call: POST /jobs
    returns: Job
    answers: {202: Ticket, 204: {}, 4xx: Problem, 418: {}}
  watch:
    call: GET /events
    returns: list<Event>
"#;

fn api(spec: &str) -> Api {
    let loaded = specwright::load_text("jobs.yaml", spec);
    let report = loaded.diagnostics.render_human(&loaded.sources, false);
    assert!(!loaded.diagnostics.has_errors(), "{report}");
    loaded.apis.into_iter().next().unwrap()
}

fn read(api: &Api, name: &str, status: u16, body: &str) -> Result<String, rt::Error> {
    let interpreter = Interpreter::new(api);
    let op = interpreter.operation(name).unwrap();
    let mut payload = op.empty_payload();
    let body = body.to_owned();
    let json = "application/json";
    testing::judge_sample(op.description(), status, json, body, &mut payload)?;
    Ok(String::from_utf8(rt::to_json(&payload)).unwrap())
}

#[test]
fn the_status_tells_the_payload() {
    let api = api(SPEC);
    let start = |status, body| read(&api, "start", status, body).map_err(|e| e.to_string());
    assert_eq!(start(200, r#"{"id": 1}"#), Ok(r#"{"id":1}"#.into()));
    assert_eq!(start(201, r#"{"id": 1}"#), Ok(r#"{"id":1}"#.into()));
    assert_eq!(start(202, r#"{"wait": 5}"#), Ok(r#"{"wait":5}"#.into()));
    assert_eq!(start(204, ""), Ok("null".into()));
    let wrong = "jobs start: HTTP 200, answer not understood at id: a required member is missing";
    assert_eq!(start(200, r#"{"wait": 5}"#), Err(wrong.into()));
}

#[test]
fn the_body_of_an_error_has_its_type_and_no_secret() {
    let api = api(SPEC);
    let body = r#"{"title": "no", "ticket": {"token": "t0ken"}}"#;
    let error = read(&api, "start", 409, body).unwrap_err();
    assert!(!format!("{error:?}").contains("t0ken"), "{error:?}");
    let interpreter = Interpreter::new(&api);
    let op = interpreter.operation("start").unwrap();
    let mut problem = op.empty_error(409).unwrap();
    assert_eq!(error.data_into(&mut problem), Some(Ok(())));
    let shown = rt::encode_value(&problem, &rt::Codec::Plain);
    assert_eq!(
        shown,
        json!({"title": "no", "ticket": {"token": "[hidden]"}})
    );
    assert!(op.empty_error(418).is_none() && op.empty_error(500).is_none());
}

#[test]
fn an_open_one_of_keeps_what_it_does_not_know() {
    let api = api(SPEC);
    let body = r#"[{"kind":"started","id":1},{"at":7,"kind":"ended"},"later"]"#;
    let events = read(&api, "watch", 200, body).map_err(|error| error.to_string());
    assert_eq!(events.as_deref(), Ok(body));
}

#[test]
fn samples_are_held_to_the_type_of_their_status() {
    let samples = r#"
    samples:
      queued: {response: {status: 202, body: '{"wait": 5}'}}
      done: {response: {status: 204, body: ""}}
      refused: {response: {status: 409, body: '{"title": "no"}'}}
      teapot: {response: {status: 418, body: '{"any": "thing"}'}}
      not_a_job: {response: {body: '{"wait": 5}'}}
      not_a_ticket: {response: {status: 202, body: '{"wait": "x"}'}}
      untitled: {response: {status: 404, body: '{"ticket": {"wait": true}, "title": "no"}'}}
      silent: {response: {status: 400, body: ""}}
      broken: {response: {status: 500, body: '{"title": "no"}'}}
  watch:"#;
    let api = api(&SPEC.replace("\n  watch:", samples));
    let found = prove(&api);
    let told: Vec<(Code, &str)> = found
        .iter()
        .map(|problem| (problem.code(), problem.message()))
        .collect();
    assert_eq!(
        told,
        [
            (Code::UnreadableSample, "`id`: a required member is missing"),
            (
                Code::UnreadableSample,
                "`wait`: expected an integer, found text"
            ),
            (
                Code::UnreadableSample,
                "`ticket.wait`: expected an integer, found a truth value"
            ),
            (
                Code::UnreadableSample,
                "this answer is not understood: the body is empty"
            ),
            (
                Code::BadSample,
                "this answer is an error, with HTTP status 500, and no code is found in it"
            ),
        ]
    );
}
