//! Alibaba Quick BI.

use specwright_apis::quickbi::operations::CreateEmbedToken;
use specwright_apis::quickbi::{Client, ErrorCode};
use specwright_apis::rt;

use crate::server::{Reply, Server};
use crate::support::always;

const JSON: &str = include_str!("fixtures/quickbi_token.json");
const XML: &str = include_str!("fixtures/quickbi_token.xml");

/// Code, template of the message, an argument for it; all come with HTTP 500.
const ERRORS: &[(&str, &str, Option<&str>)] = &[
    (
        "Internal.System.Error",
        "An internal system error occurred.",
        None,
    ),
    (
        "Invalid.Parameter.Error",
        "The parameter is invalid:%s.",
        Some("WorksId"),
    ),
    (
        "User.Not.In.Organization",
        "The specified user is not in the organizational unit.",
        None,
    ),
    (
        "Authorize3Rd.Token.ToMuch",
        "There are too many valid tokens [%s]. Please do not apply for the same tokens again.",
        Some("a1b4"),
    ),
    (
        "DirtyData.Duplicate.User",
        "Dirty data,duplicate user: %s.",
        Some("测试用户"),
    ),
    ("Report.NotExist", "The dashboard does not exist.", None),
    (
        "Report.NotExist.Error",
        "This work does not exist. It may have been deleted. Work ID is %s.",
        Some("a206f5f3"),
    ),
    (
        "Access.ReportTree.Unauthorized",
        "The access report tree is not authorized.",
        None,
    ),
    ("Cube.Not.Exist", "The Cube does not exist.", None),
    (
        "Datasource.Not.Found",
        "The specified data source is not found.",
        None,
    ),
    (
        "Organization.Workspace.Inconformity",
        "The workspace does not match the organization.",
        None,
    ),
    (
        "ApiUser.Not.Exists",
        "The specified user does not exist.",
        None,
    ),
    (
        "System.Param.Empty",
        "You must specify the %s parameter.",
        Some("WorksId"),
    ),
];

fn client(server: &Server) -> Client {
    Client::builder()
        .access_key_id("testid")
        .access_key_secret("testsecret-41c9")
        .base_url(server.url_of("quickbi"))
        .retry(rt::RetryPolicy::NONE)
        .build()
        .expect("a client")
}

#[tokio::test]
async fn the_documented_request_is_sent() {
    let server = always(Reply::json(200, JSON));
    client(&server)
        .create_embed_token("a206f5f3-****-e9b17c835b03")
        .user_id("46e537466****92704c8")
        .account("测试用户", 1)
        .expire_min(100_u32)
        .send()
        .await
        .expect("a token");
    let seen = &server.requests()[0];
    assert_eq!(seen.path(), "/");
    for (name, value) in [
        ("Action", "CreateEmbedToken"),
        ("Version", "2021-03-25"),
        ("Format", "JSON"),
        ("UserId", "46e537466****92704c8"),
        ("AccountName", "测试用户"),
        ("AccountType", "1"),
        ("WorksId", "a206f5f3-****-e9b17c835b03"),
        ("ExpireMin", "100"),
        ("AccessKeyId", "testid"),
        ("SignatureMethod", "HMAC-SHA1"),
    ] {
        assert_eq!(seen.param(name).as_deref(), Some(value), "{name}");
    }
}

#[tokio::test]
async fn json_and_xml_give_the_same_token() {
    let mut tokens = Vec::new();
    for reply in [
        Reply::json(200, JSON),
        Reply::new(200, "application/xml", XML),
    ] {
        let server = always(reply);
        tokens.push(
            client(&server)
                .create_embed_token("w")
                .send()
                .await
                .expect("a token"),
        );
    }
    let token = &tokens[0];
    assert_eq!(token.access_token.expose(), "a1b4****511746f7ce33e8b8f");
    assert_eq!(token.toke_type, Some(4));
    assert_eq!(
        token.invalid_time,
        Some(rt::Date::constant(2021, 9, 15).at(7, 18, 25, 0))
    );
    assert_eq!(
        token.register_time,
        Some(rt::Date::constant(2021, 9, 10).at(18, 38, 18, 0))
    );
    assert_eq!(tokens[0], tokens[1]);
    assert!(!format!("{token:?}").contains("a1b4"), "{token:?}");
}

#[tokio::test]
async fn an_account_name_needs_its_type() {
    let server = always(Reply::json(200, JSON));
    let mut request = CreateEmbedToken::new("w");
    request.account_name = Some("x".to_owned());
    let error = client(&server)
        .call(request)
        .send()
        .await
        .expect_err("a rule");
    assert_eq!(error.kind(), rt::ErrorKind::Build);
    let text = error.to_string();
    assert!(
        text.contains("AccountName") && text.contains("AccountType"),
        "{text}"
    );
    assert!(server.requests().is_empty(), "nothing is sent");
}

#[tokio::test]
async fn each_row_of_the_error_table_arrives_in_both_formats() {
    for (code, template, argument) in ERRORS {
        let message = template.replace("%s", argument.unwrap_or_default());
        let json = format!(
            r#"{{"RequestId":"983007EB","HostId":"quickbi","Code":"{code}","Message":"{message}"}}"#
        );
        let xml = format!(
            "<Error><RequestId>983007EB</RequestId><HostId>q</HostId><Code>{code}</Code><Message>{message}</Message></Error>"
        );
        for reply in [Reply::json(500, json), Reply::new(500, "text/xml", xml)] {
            let server = always(reply);
            let error = client(&server)
                .create_embed_token("w")
                .send()
                .await
                .expect_err("an error");
            assert_eq!(error.kind(), rt::ErrorKind::Api);
            let known = error.code().expect("a code");
            assert!(!matches!(known, ErrorCode::Unknown(_)), "{code}");
            assert_eq!(known.to_string(), *code);
            assert_eq!(known.http_status(), Some(500));
            assert_eq!(error.message(), Some(message.as_str()));
            assert_eq!(error.request_id(), Some("983007EB"));
            let row = &<ErrorCode as rt::ErrorCode>::TABLE.rows
                [rt::ErrorCode::row(known).expect("a row")];
            assert_eq!(row.messages, [*template]);
            let taken = row.args.first().and_then(|name| error.argument(name));
            assert_eq!(taken, *argument, "{code}");
            // HTTP 500 says nothing here: only a fault inside the service is worth another try.
            assert_eq!(
                error.is_retryable(),
                *code == "Internal.System.Error",
                "{code}"
            );
        }
    }
}

#[tokio::test]
async fn no_success_in_a_good_looking_answer_is_a_failure() {
    let server = always(Reply::json(200, r#"{"RequestId":"r","Success":false}"#));
    let error = client(&server)
        .create_embed_token("w")
        .send()
        .await
        .expect_err("a failure");
    assert_eq!(error.request_id(), Some("r"));
}

#[tokio::test]
async fn an_error_never_shows_the_secret_or_the_signature() {
    let server = Server::start(|seen| {
        let body = format!(
            r#"{{"Code":"SignatureDoesNotMatch","Message":"{} testsecret-41c9"}}"#,
            seen.target
        );
        Reply::json(400, body)
    })
    .expect("a port");
    let client = client(&server);
    let error = client
        .create_embed_token("w")
        .send()
        .await
        .expect_err("a refusal");
    let body = String::from_utf8_lossy(error.body().unwrap_or_default()).into_owned();
    let shown = format!("{error} {error:?} {client:?} {body} {:?}", error.message());
    let sent = server.requests()[0].param("Signature");
    let sent = sent.expect("a signature");
    for secret in ["testsecret-41c9", sent.as_str()] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(!shown.contains(&sent.replace('=', "%3D")), "{shown}");
    assert_eq!(
        error.raw_code().map(ToString::to_string).as_deref(),
        Some("SignatureDoesNotMatch")
    );
}

#[tokio::test]
async fn the_siblings_go_by_post_with_everything_in_the_query() {
    let server = Server::start(|seen| {
        let result = match seen.param("Action").as_deref() {
            Some("QueryEmbedTokenInfo") => r#"{"AccessToken":"a1b4","TokeType":"4"}"#,
            _ => "true",
        };
        let body = format!(r#"{{"RequestId":"R","Result":{result},"Success":true}}"#);
        Reply::json(200, body)
    })
    .expect("a port");
    let client = client(&server);
    let longer = client.delay_embed_token("a1b4").expire_min(60).send();
    assert!(longer.await.expect("an answer"));
    let info = client
        .query_embed_token_info("a1b4")
        .send()
        .await
        .expect("what is known");
    assert_eq!(
        (info.access_token.expose(), info.toke_type),
        ("a1b4", Some(4))
    );
    let gone = client
        .delete_embed_token("a1b4")
        .send()
        .await
        .expect("an answer");
    assert_eq!(gone, rt::Json::from(true));
    for seen in server.requests() {
        assert_eq!((seen.method.as_str(), seen.body.len()), ("POST", 0));
        assert_eq!(seen.param("Token").as_deref(), Some("a1b4"));
        assert!(seen.param("Signature").is_some());
    }
}

#[tokio::test]
async fn the_newer_signature_carries_action_and_version_in_headers() {
    let server = always(Reply::json(200, JSON));
    let client = Client::builder()
        .access_key_id("testid")
        .access_key_secret("testsecret-41c9")
        .base_url(server.url_of("quickbi"))
        .auth("acs3")
        .build()
        .expect("a client");
    client
        .create_embed_token("w")
        .send()
        .await
        .expect("a token");
    let seen = &server.requests()[0];
    assert_eq!(seen.header("x-acs-action"), Some("CreateEmbedToken"));
    assert_eq!(seen.header("x-acs-version"), Some("2021-03-25"));
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(seen.header("x-acs-content-sha256"), Some(empty));
    let signed = seen.header("authorization").unwrap_or_default();
    let start = "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;x-acs-content-sha256;\
        x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=";
    let signature = signed.strip_prefix(start).expect(signed);
    assert_eq!(signature.len(), 64);
    // What the other way needs is not there.
    for name in [
        "Action",
        "Version",
        "SignatureMethod",
        "SignatureVersion",
        "Signature",
    ] {
        assert_eq!(seen.param(name), None, "{name}");
    }
    assert_eq!(seen.param("WorksId").as_deref(), Some("w"));
    assert!(!seen.target.contains("testsecret"), "{}", seen.target);
}
