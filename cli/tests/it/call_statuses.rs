//! `specwright call` where the HTTP status tells what an answer holds.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use crate::run::{Ran, specwright};
use crate::scratch;
use crate::server::Server;

const SPEC: &str = r#"
specwright: 1
api: jobs
title: Jobs
servers: {main: "https://jobs.example"}
formats: [json, xml]
types:
  Job: {fields: {id: {type: i64, required: true}}}
  Ticket: {fields: {wait: u32}}
  Problem: {fields: {title: {type: string, required: true}, pin: secret}}
operations:
  start:
    text: Starts a job.
    call: POST /jobs
    returns: Job
    answers:
      202: {returns: Ticket, text: it waits}
      204: {}
      4xx: Problem
"#;

fn spec(name: &str) -> PathBuf {
    let path = scratch::folder(name).join("jobs.yaml");
    fs::write(&path, SPEC).expect("a spec");
    path
}

fn start(name: &str, status: u16, body: &'static str) -> Ran {
    let server = Server::json(status, body);
    let run = specwright("call").arg(spec(name)).arg("start");
    run.arg("--server").arg(server.url()).run()
}

#[test]
fn each_success_is_printed_as_it_is() {
    let ran = start("status-ok", 201, r#"{"id": 1, "more": true}"#);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.json(), json!({"id": 1, "more": true}));
    let ran = start("status-accepted", 202, r#"{"wait": 5}"#);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.json(), json!({"wait": 5}));
    let ran = start("status-empty", 204, "");
    assert_eq!((ran.code, ran.err.as_str(), ran.out.as_str()), (0, "", ""));
    let ran = start("status-xml", 202, "<answer><wait>5</wait></answer>");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.json(), json!({"wait": 5}));
}

#[test]
fn the_payload_of_another_status_is_refused() {
    let ran = start("status-other", 202, r#"{"wait": "soon"}"#);
    let error = ran.error();
    assert_eq!(error["error"]["kind"], "decode");
    let ran = start("status-not-ok", 200, r#"{"wait": 5}"#);
    let error = ran.error();
    assert_eq!(
        error["error"]["message"],
        "id: a required member is missing"
    );
}

#[test]
fn a_body_of_an_error_that_is_described_is_shown_without_its_secrets() {
    let body = r#"{"title": "no", "pin": "1234", "more": 1}"#;
    let error = start("status-problem", 409, body).error();
    assert_eq!(error["error"]["http_status"], 409);
    assert_eq!(
        error["error"]["data"],
        json!({"title": "no", "pin": "[hidden]", "more": 1})
    );
    let xml = "<problem><title>no</title><pin>1234</pin></problem>";
    let error = start("status-problem-xml", 409, xml).error();
    assert_eq!(
        error["error"]["data"],
        json!({"title": "no", "pin": "[hidden]"})
    );
    for (name, status, body) in [
        ("status-wrong-problem", 409, r#"{"pin": "1234"}"#),
        ("status-undescribed", 500, r#"{"title": "no"}"#),
        ("status-nothing", 409, ""),
    ] {
        let error = start(name, status, body).error();
        assert!(error["error"].get("data").is_none(), "{name}: {error}");
        assert!(!error.to_string().contains("1234"), "{error}");
    }
}

#[test]
fn inspect_lists_the_statuses() {
    let path = spec("status-inspect");
    let table = specwright("inspect").arg(&path).run();
    for line in [
        "answer 202: Ticket",
        "answer 204: nothing",
        "answer 4xx, an error: Problem",
    ] {
        assert!(table.out.contains(line), "{}", table.out);
    }
    let ran = specwright("inspect --format json").arg(&path).run();
    let answers = &ran.json()["apis"][0]["operations"][0]["answers"];
    assert_eq!(answers[0]["status"], "202");
    assert_eq!(answers[0]["doc"], "it waits");
    assert_eq!(answers[1]["returns"], json!(null));
    assert_eq!(
        (&answers[2]["first"], &answers[2]["last"]),
        (&json!(400), &json!(499))
    );
}
