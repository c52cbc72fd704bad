//! Tencent WeDa.

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
        .base_url(server.url())
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
