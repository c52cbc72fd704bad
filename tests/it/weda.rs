//! Tencent WeDa.

use std::sync::atomic::{AtomicUsize, Ordering};

use specwright_apis::rt;
use specwright_apis::weda::{Client, ErrorCode, types};

use crate::server::{Reply, Server};
use crate::support::{always, last};

/// The codes of the gateway and whether calling again can help a read.
const CODES: &[(&str, bool)] = &[
    // The same call with the same token fails again.
    ("INVALID_ACCESS_TOKEN", false),
    ("BAD_REQUEST", false),
    ("INVALID_HOST", false),
    ("INVALID_REGION", false),
    ("INVALID_ENV", false),
    ("INVALID_ENV_STATUS", false),
    ("INVALID_COMMON_PARAM", false),
    ("SIGN_PARAM_INVALID", false),
    ("PERMISSION_DENIED", false),
    ("EXCEED_REQUEST_LIMIT", false),
    ("EXCEED_RATELIMIT", true),
    ("SYS_ERR", true),
    ("SERVER_TIMEOUT", true),
];

fn client(server: &Server) -> Client {
    Client::builder()
        .secret_id("secretId")
        .secret_key("secretKey")
        .access_token("jwt-5b1c")
        .env_id("lowcode-2gay8jgh25")
        .base_url(server.url_of("weda"))
        .retry(rt::RetryPolicy::NONE)
        .build()
        .expect("a client")
}

/// A client that buys its tokens.
fn buyer(server: &Server) -> Client {
    Client::builder()
        .secret_id("secretId")
        .secret_key("secretKey")
        .env_id("lowcode-2gay8jgh25")
        .base_url(server.url_of("weda"))
        .build()
        .expect("a client")
}

#[tokio::test]
async fn a_token_is_bought_with_basic_and_a_json_grant() {
    let body = r#"{"token_type":"Bearer","access_token":"jwt-9a","expires_in":432000}"#;
    let server = always(Reply::json(200, body));
    let token = client(&server)
        .get_access_token()
        .send()
        .await
        .expect("a token");
    let seen = &server.requests()[0];
    assert_eq!(last(&server), "POST /auth/v1/token/clientCredential");
    assert_eq!(
        seen.header("authorization"),
        Some("Basic c2VjcmV0SWQ6c2VjcmV0S2V5")
    );
    assert!(
        seen.header("content-type")
            .is_some_and(|kind| kind.starts_with("application/json"))
    );
    assert_eq!(seen.text(), r#"{"grant_type":"client_credentials"}"#);
    assert!(!format!("{token:?}").contains("jwt-9a"), "{token:?}");
}

#[tokio::test]
async fn records_are_read_from_both_environments() {
    let body = r#"{"@odata.context":"$metadata#sys_user","@odata.count":1,"value":[{"_id":"a1","createdAt":1646034692306,"owner":"1498552563325128706","age":89.0,"_departmentList":"[]"}]}"#;
    for (env, segment) in [(types::EnvType::Prod, "prod"), (types::EnvType::Pre, "pre")] {
        let server = always(Reply::json(200, body));
        let list = client(&server)
            .list_records(env, "sys_user")
            .send()
            .await
            .expect("records");
        assert_eq!(
            last(&server),
            format!("GET /weda/odata/v1/{segment}/sys_user")
        );
        assert_eq!(
            server.requests()[0].header("authorization"),
            Some("Bearer jwt-5b1c")
        );
        let record = &list.value[0];
        assert_eq!(record.id.as_deref(), Some("a1"));
        assert_eq!(record.extra.get("age"), Some(&rt::Json::from(89.0)));
        let created = record.created_at.expect("a time");
        assert_eq!(created.as_millisecond(), 1_646_034_692_306);
    }
}

#[tokio::test]
async fn each_gateway_code_is_known_with_any_status() {
    for (code, retryable) in CODES {
        for status in [200, 401, 500] {
            let body = format!(
                r#"{{"code":"{code}","requestId":"79e7c0fc8286e","message":"access token verify failed"}}"#
            );
            let server = always(Reply::json(status, body));
            let error = client(&server)
                .list_records(types::EnvType::Prod, "sys_user")
                .send()
                .await
                .expect_err("an error");
            assert_eq!(error.kind(), rt::ErrorKind::Api, "{code} {status}");
            let known = error.code().expect("a code");
            assert!(!matches!(known, ErrorCode::Unknown(_)), "{code}");
            assert_eq!(known.to_string(), *code);
            assert_eq!(error.request_id(), Some("79e7c0fc8286e"));
            assert_eq!(error.is_retryable(), *retryable, "{code}");
        }
    }
}

#[tokio::test]
async fn the_business_format_is_an_error_even_with_status_200() {
    let body = r#"{"Response":{"RequestId":"","Error":{"Code":"InvalidParameter","Message":"Parameter error"}}}"#;
    let server = always(Reply::json(200, body));
    let error = client(&server)
        .list_records(types::EnvType::Pre, "x")
        .send()
        .await
        .expect_err("an error");
    assert_eq!(
        error.raw_code().map(ToString::to_string).as_deref(),
        Some("InvalidParameter")
    );
    assert_eq!(error.message(), Some("Parameter error"));
}

#[test]
fn the_environment_is_part_of_the_host() {
    let url = specwright_apis::weda::Server::ALL[0].url();
    assert_eq!(
        url,
        "https://{env_id}.ap-shanghai.tcb-api.tencentcloudapi.com"
    );
}

/// Sells numbered tokens and accepts those from `valid` on; every record is `{"_id":"a1"}`.
fn token_shop(valid: usize) -> Server {
    let sold = AtomicUsize::new(0);
    Server::start(move |request| {
        if request.path() == "/auth/v1/token/clientCredential" {
            let number = sold.fetch_add(1, Ordering::SeqCst) + 1;
            let body = format!(
                r#"{{"token_type":"Bearer","access_token":"jwt-{number}","expires_in":432000}}"#
            );
            return Reply::json(200, body);
        }
        let bearer = request.header("authorization").unwrap_or_default();
        let number = bearer.strip_prefix("Bearer jwt-").and_then(|text| text.parse::<usize>().ok());
        match number {
            Some(number) if number >= valid => Reply::json(200, r#"{"_id":"a1"}"#),
            _ => Reply::json(
                401,
                r#"{"code":"INVALID_ACCESS_TOKEN","requestId":"79e7c0fc8286e","message":"jwt expired"}"#,
            ),
        }
    })
    .expect("a loopback port")
}

fn purchases(server: &Server) -> usize {
    let requests = server.requests();
    let bought = requests.iter().filter(|seen| seen.method == "POST");
    bought.count()
}

#[tokio::test]
async fn one_token_serves_many_calls_at_once() {
    let server = token_shop(1);
    let client = buyer(&server);
    let call = || client.get_record("prod", "sys_user", "a1").send();
    let (one, two, three) = tokio::join!(call(), call(), call());
    for record in [one, two, three] {
        assert_eq!(record.expect("a record").id.as_deref(), Some("a1"));
    }
    assert_eq!(purchases(&server), 1);
    assert_eq!(
        server.requests()[0].header("authorization"),
        Some("Basic c2VjcmV0SWQ6c2VjcmV0S2V5")
    );
}

#[tokio::test]
async fn a_void_token_is_bought_again_once() {
    let server = token_shop(2);
    let record = buyer(&server)
        .get_record("prod", "sys_user", "a1")
        .send()
        .await
        .expect("a record by the second token");
    assert_eq!(record.id.as_deref(), Some("a1"));
    assert_eq!(purchases(&server), 2);

    let server = token_shop(usize::MAX);
    let call = buyer(&server).get_record("prod", "sys_user", "a1").send();
    let error = call.await.expect_err("no token will do");
    assert_eq!(error.code(), Some(&ErrorCode::InvalidAccessToken));
    assert_eq!(purchases(&server), 2);
    assert!(!format!("{error} {error:?}").contains("jwt-"), "{error:?}");
}

#[tokio::test]
async fn records_are_made_changed_and_deleted() {
    let server = Server::start(|request| match request.method.as_str() {
        "POST" => Reply::json(
            201,
            r#"{"@odata.context":"$metadata#sys_user","_id":"a1","age":7}"#,
        ),
        _ => Reply::new(204, "application/json", ""),
    })
    .expect("a loopback port");
    let client = client(&server);
    let fields = || rt::Map::from([("age".to_owned(), rt::Json::from(7))]);

    let made = client
        .create_record("pre", "sys_user", fields())
        .send()
        .await;
    assert_eq!(made.expect("a record").id.as_deref(), Some("a1"));
    assert_eq!(last(&server), "POST /weda/odata/v1/pre/sys_user");
    assert_eq!(server.requests()[0].text(), r#"{"age":7}"#);
    assert!(server.requests()[0].header("x-request-id").is_some());

    let update = client.update_record("pre", "sys_user", "a1", fields());
    update.send().await.expect("an empty answer");
    assert_eq!(last(&server), "PATCH /weda/odata/v1/pre/sys_user('a1')");
    assert_eq!(server.requests()[1].text(), r#"{"age":7}"#);

    let delete = client.delete_record("pre", "sys_user", "a1");
    delete.send().await.expect("an empty answer");
    assert_eq!(last(&server), "DELETE /weda/odata/v1/pre/sys_user('a1')");
}

#[tokio::test]
async fn several_records_are_named_in_one_path() {
    let server = Server::start(|request| match request.method.as_str() {
        "PATCH" => Reply::json(200, r#"{"updateCount":2}"#),
        "DELETE" => Reply::json(200, r#"{"deleteCount":2}"#),
        _ => Reply::json(200, r#"{"value":[{"_id":"a1"},{"_id":"a2"}]}"#),
    })
    .expect("a loopback port");
    let client = client(&server);
    let ids = || ["a1", "a2"];
    let path = |method: &str| format!("{method} /weda/odata/v1/batch/prod/sys_user('a1%2Ca2')");

    let found = client.get_records("prod", "sys_user", ids()).send().await;
    assert_eq!(found.expect("records").value.len(), 2);
    assert_eq!(last(&server), path("GET"));
    let fields = rt::Map::from([("age".to_owned(), rt::Json::from(8))]);
    let changed = client.update_records("prod", "sys_user", ids(), fields);
    assert_eq!(
        changed.send().await.expect("a number").update_count,
        Some(2)
    );
    assert_eq!(last(&server), path("PATCH"));
    let deleted = client.delete_records("prod", "sys_user", ids());
    assert_eq!(
        deleted.send().await.expect("a number").delete_count,
        Some(2)
    );
    assert_eq!(last(&server), path("DELETE"));
}

/// Has records `r0` to `r24`, and counts them where asked to.
fn table() -> Server {
    Server::start(|request| {
        let number = |name| {
            request
                .param(name)
                .and_then(|text| text.parse::<usize>().ok())
        };
        let (skip, top) = (number("$skip").unwrap_or(0), number("$top").unwrap_or(10));
        let records = (skip..25)
            .take(top)
            .map(|at| format!(r#"{{"_id":"r{at}"}}"#));
        let records: Vec<String> = records.collect();
        let count = match request.param("$count").as_deref() {
            Some("true") => r#""@odata.count":25,"#,
            _ => "",
        };
        Reply::json(
            200,
            format!(r#"{{{count}"value":[{}]}}"#, records.join(",")),
        )
    })
    .expect("a loopback port")
}

#[tokio::test]
async fn a_walk_gives_every_record_once() {
    for count in [true, false] {
        let server = table();
        let client = client(&server);
        let mut records = client
            .list_records("prod", "sys_user")
            .top(7)
            .count(count)
            .items();
        let mut ids = Vec::new();
        while let Some(record) = records.next().await {
            ids.extend(record.expect("a record").id);
        }
        let all: Vec<String> = (0..25).map(|at| format!("r{at}")).collect();
        assert_eq!(ids, all);
        assert_eq!(records.total(), count.then_some(25));
    }
}

#[tokio::test]
async fn a_filter_reaches_the_service_as_it_was_meant() {
    use specwright_apis::rt::odata::field;

    let server = table();
    let filter = field("name")
        .eq("O'Neil & Söhne + 张三")
        .and(field("age").gt(5));
    let client = client(&server);
    let call = client.list_records("prod", "sys_user").filter(filter);
    call.orderby("age asc").send().await.expect("records");
    let seen = &server.requests()[0];
    assert_eq!(
        seen.param("$filter").as_deref(),
        Some("name eq 'O''Neil & Söhne + 张三' and age gt 5")
    );
    assert_eq!(seen.param("$orderby").as_deref(), Some("age asc"));
}

#[tokio::test]
async fn option_sets_spell_their_envelope_in_lower_case() {
    let server = always(Reply::json(
        200,
        r#"{"response":{"requestId":"r1","error":{"code":"InvalidParameter","message":"no"}}}"#,
    ));
    let call = client(&server).describe_option_sets(["colours"]).send();
    let error = call.await.expect_err("a refusal");
    assert_eq!(error.code(), Some(&ErrorCode::InvalidParameter));
    assert_eq!(error.request_id(), Some("r1"));
    assert_eq!(
        server.requests()[0].text(),
        r#"{"optionSetNames":["colours"]}"#
    );
}
