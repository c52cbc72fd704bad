//! How refusals are said: what the client that gets them reads.

use http::header::{ACCEPT, ALLOW, CONTENT_TYPE};
use http::{Method, StatusCode};
use serde_json::Value as Json;
use specwright::model::{Class, CodePattern, ErrorRow, Format};
use specwright_mock::{
    FAULT_HEADER, Failure, Incoming, Reply, Served, error, read, refuse, row_for, row_of,
};
use specwright_runtime::{self as rt, ErrorKind, Timestamp, WireCode, testing};

use crate::codes::{CHAT, QUICKBI, TCA, TE, WEDA, drop, member, put};
use crate::made::{Amount, values};
use crate::support::{Both, SPECS, credentials, spec, spec_of};

/// What a client reads of an answer.
pub(crate) fn judged(served: &Served, operation: usize, reply: &Reply) -> rt::Error {
    let op = served.interpreter().operations().nth(operation).unwrap();
    let content_type = reply
        .headers
        .get(CONTENT_TYPE)
        .map_or("", |value| value.to_str().unwrap());
    let mut payload = op.empty_payload();
    let body = reply.body.clone();
    let judged = testing::judge_sample(
        op.description(),
        reply.status.as_u16(),
        content_type,
        body,
        &mut payload,
    );
    judged.expect_err(&format!(
        "{} takes it as a success: {reply:?}",
        op.model().name
    ))
}

fn is_code(row: &ErrorRow, code: &WireCode) -> bool {
    match (&row.code, code) {
        (CodePattern::Integer(known) | CodePattern::Range(known, _), WireCode::Integer(code)) => {
            known == code
        }
        (CodePattern::Text(known), WireCode::Text(code)) => known == code,
        _ => false,
    }
}

#[test]
fn every_row_is_read_as_itself_by_every_operation() {
    let mut count = 0;
    for path in SPECS {
        let api = spec(path);
        let both = Both::new(&api);
        for (index, operation) in api.operations.iter().enumerate() {
            for (row_index, row) in api.errors.iter().enumerate() {
                if row.class == Class::Success {
                    continue;
                }
                for format in [Format::Json, Format::Xml] {
                    if format == Format::Xml && !operation.formats.contains(&format) {
                        continue;
                    }
                    let failure = Failure::new(index, row_index, format);
                    let reply = error(&both.served, &failure);
                    let error = judged(&both.served, index, &reply);
                    let told =
                        || format!("{path} {} {} {reply:?}\n{error:?}", operation.name, row.key);
                    assert_eq!(error.kind(), ErrorKind::Api, "{}", told());
                    let code = error.row().map(|row| row.class);
                    assert_eq!(
                        code.map(|class| format!("{class:?}")),
                        Some(format!("{:?}", row.class)),
                        "{}",
                        told()
                    );
                    assert!(
                        error.raw_code().is_some_and(|code| is_code(row, code))
                            || format == Format::Xml,
                        "{}",
                        told()
                    );
                    assert!(
                        !error.message().unwrap_or_default().is_empty(),
                        "{}",
                        told()
                    );
                    let documented = row
                        .status
                        .is_none_or(|status| status == reply.status.as_u16());
                    assert!(documented, "{}", told());
                    count += 1;
                }
            }
        }
    }
    assert!(count > 3000, "{count}");
}

fn both_of(path: &str) -> (specwright::model::Api, Both) {
    let api = spec(path);
    let both = Both::new(&api);
    (api, both)
}

#[test]
fn a_message_names_the_parameter_and_xml_is_xml() {
    let (api, both) = both_of(QUICKBI);
    let mut served = Served::new(&api, credentials(&api));
    served.strictness.check_credentials = false;
    let operation = &api.operations[0];
    let mut incoming = both.request(operation, &values(&api, operation, Amount::Least), None);
    drop(&mut incoming, "WorksId");
    let refused = read(&served, &incoming, Timestamp::now()).unwrap_err();
    let reply = refuse(&served, &refused);
    let error = judged(&served, 0, &reply);
    assert_eq!(
        error.message(),
        Some("You must specify the WorksId parameter.")
    );
    assert_eq!(error.argument("parameter"), Some("WorksId"));
    assert!(error.request_id().is_some());
    let line = reply.headers[FAULT_HEADER].to_str().unwrap();
    assert_eq!(line, "query parameter `WorksId` is missing");

    put(&mut incoming, "Format", "XML");
    incoming.headers.remove(ACCEPT);
    let refused = read(&served, &incoming, Timestamp::now()).unwrap_err();
    let reply = refuse(&served, &refused);
    assert!(reply.body.starts_with(b"<?xml"), "{reply:?}");
    assert!(judged(&served, 0, &reply).raw_code().is_some());
}

#[test]
fn fields_are_listed_where_the_envelope_lists_them() {
    let (api, both) = both_of(TCA);
    let operation = api
        .operations
        .iter()
        .find(|one| one.name == "create_repo")
        .unwrap();
    let mut incoming = both.request(operation, &values(&api, operation, Amount::Least), None);
    member(&mut incoming, "scm_url", 1.into());
    let refused = read(&both.served, &incoming, Timestamp::now()).unwrap_err();
    let reply = refuse(&both.served, &refused);
    let error = judged(&both.served, refused.operation.unwrap(), &reply);
    assert_eq!(error.field_errors().len(), 1, "{error:?}");
    assert_eq!(error.field_errors()[0].field, "scm_url");
    assert_eq!(
        error.field_errors()[0].messages,
        ["Field `scm_url` must be text, not `1`"]
    );
}

#[test]
fn paths_and_methods_are_refused_by_http() {
    let (_, both) = both_of(TE);
    let incoming = |method: Method, target: &str| Incoming {
        method,
        target: target.to_owned(),
        headers: http::HeaderMap::new(),
        body: bytes::Bytes::new(),
    };
    let answer = |method, target: &str| {
        let refused = read(&both.served, &incoming(method, target), Timestamp::now()).unwrap_err();
        refuse(&both.served, &refused)
    };
    let reply = answer(Method::DELETE, "/open/project-list");
    assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
    // What takes any path at all is not what is meant here.
    assert_eq!(reply.headers[ALLOW], "POST");
    let reply = answer(Method::OPTIONS, "/open/project-list");
    assert_eq!(
        (reply.status, reply.body.len()),
        (StatusCode::NO_CONTENT, 0)
    );
    assert!(reply.headers.contains_key(ALLOW));
    let reply = answer(Method::HEAD, "/open/project-list");
    assert_eq!((reply.status, reply.body.len()), (StatusCode::OK, 0));
    let (_, weda) = both_of(WEDA);
    let refused = read(
        &weda.served,
        &incoming(Method::GET, "/nowhere"),
        Timestamp::now(),
    )
    .unwrap_err();
    let reply = refuse(&weda.served, &refused);
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    let body: Json = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(body["detail"], "no operation has the path `/nowhere`");
}

#[test]
fn without_an_envelope_the_documented_type_speaks() {
    let api = spec_of(
        "types:
  Problem: {fields: {message: {type: string, required: true}, errors: {type: 'list<string>', required: true}, status: {type: string}, kind: {type: Kind, required: true}}}
  Kind: {enum: {bad: bad, worse: worse}}
operations:
  typed: {call: GET /typed, params: {id: {type: i64, required: true}}, returns: any, answers: {4xx: Problem}}
  plain: {call: GET /plain, params: {id: {type: i64, required: true}}, returns: any}
",
    );
    let both = Both::new(&api);
    let answer = |target: &str| {
        let incoming = Incoming {
            method: Method::GET,
            target: target.to_owned(),
            headers: http::HeaderMap::new(),
            body: bytes::Bytes::new(),
        };
        let refused = read(&both.served, &incoming, Timestamp::now()).unwrap_err();
        let reply = refuse(&both.served, &refused);
        let body: Json = serde_json::from_slice(&reply.body).unwrap();
        (reply.status.as_u16(), body)
    };
    let (status, body) = answer("/typed?id=x");
    assert_eq!(status, 400);
    let message = "Query parameter `id` must be an integer, not `x`";
    assert_eq!(
        body,
        serde_json::json!({"message": message, "errors": [], "status": "400", "kind": "bad"})
    );
    let (status, body) = answer("/plain?id=x");
    assert_eq!((status, &body["detail"]), (400, &Json::from(message)));
}

#[test]
fn rows_are_found_by_code_and_by_class() {
    let (api, both) = both_of(CHAT);
    let key = |index: Option<usize>| index.map(|index| api.errors[index].key.as_str());
    assert_eq!(key(row_of(&both.served, "70001")), Some("70001"));
    assert_eq!(key(row_of(&both.served, "UserSigExpired")), Some("70001"));
    assert_eq!(key(row_of(&both.served, "61234")), Some("60000..79999"));
    assert_eq!(key(row_of(&both.served, "5")), None);
    let rate = row_for(&both.served, Some(0), Class::Rate);
    assert_eq!(rate.map(|index| api.errors[index].class), Some(Class::Rate));
    assert_eq!(row_for(&both.served, Some(0), Class::Conflict), None);
    let mut failure = Failure::new(0, rate.unwrap(), Format::Json);
    failure.retry_after = Some(std::time::Duration::from_secs(3));
    failure.message = Some("slowly".to_owned());
    let reply = error(&both.served, &failure);
    assert_eq!(reply.headers["retry-after"], "3");
    assert_eq!(judged(&both.served, 0, &reply).message(), Some("slowly"));
}
