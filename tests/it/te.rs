//! ThinkingData TE.

use specwright_apis::rt;
use specwright_apis::te::{Client, ErrorCode, types};

use crate::server::{Reply, Server};
use crate::support::{always, last};

/// Failures of the table and whether calling again can help.
const CODES: &[(i64, bool)] = &[
    (-1, false),
    (-1001, false),
    (-10012, false),
    (-10013, false),
    (-1002, false),
    (-1003, false),
    (-1004, true),
    (-1005, true),
    (-1006, false),
    (-1007, false),
    (-1008, false),
    (-1009, false),
    (-1010, false),
    (-1011, true),
    (-1012, false),
    (-1013, true),
    (-1014, false),
    (-1015, false),
    (-1020, false),
    (-1021, false),
    (-1022, false),
    (-1023, false),
    (-1099, false),
    (-1100, false),
    (-1999, false),
    (-2000, false),
    (-2001, false),
    (-2002, false),
    (-2003, false),
    (-2004, false),
    (-2005, false),
    (-2006, false),
    (-3000, false),
    (-3001, false),
    (-3004, false),
    (-3005, false),
    (-3006, false),
    (-3007, false),
    (-3008, false),
    (-3009, false),
];

const TOKEN: &str = "te-secret-c0ffee";

fn client(server: &Server) -> Client {
    Client::builder()
        .token(TOKEN)
        .host("ta2")
        .base_url(server.url())
        .build()
        .expect("a client")
}

fn answer(data: &str) -> String {
    format!(
        r#"{{"return_code":0,"return_message":"success","data":{data},"stackMessage":"","showStackMessage":false}}"#
    )
}

#[tokio::test]
async fn any_route_can_be_read() {
    let server = always(Reply::json(200, answer(r#"{"userId":7}"#)));
    let data = client(&server)
        .raw_get("open/get-auth-user-info-by-login-name")
        .query(rt::Map::from([("loginName".to_owned(), "a b".to_owned())]))
        .send()
        .await
        .expect("data");
    assert_eq!(data["userId"], 7);
    let seen = &server.requests()[0];
    assert_eq!(seen.path(), "/open/get-auth-user-info-by-login-name");
    assert_eq!(seen.param("token").as_deref(), Some(TOKEN));
    assert_eq!(seen.param("loginName").as_deref(), Some("a b"));
}

#[tokio::test]
async fn any_route_can_be_posted_to_with_the_token_in_the_query() {
    let server = always(Reply::json(200, answer("[]")));
    let body: rt::Json = "x".into();
    let data = client(&server)
        .raw_post("open/project-list")
        .body(body)
        .send()
        .await
        .expect("data");
    assert_eq!(data, rt::Json::Array(Vec::new()));
    let seen = &server.requests()[0];
    assert_eq!(
        (seen.method.as_str(), seen.text().as_str()),
        ("POST", "\"x\"")
    );
    assert_eq!(seen.param("token").as_deref(), Some(TOKEN));
}

#[tokio::test]
async fn event_analyze_sends_its_documented_body() {
    let server = always(Reply::json(
        200,
        answer(
            r#"{"x":["2021-12-21"],"y":[{"install.TRIG_USER_NUM":[{"group_cols":["China"],"values":[3]}]}]}"#,
        ),
    ));
    let data = client(&server)
        .event_analyze(377, types::EventView::new(), Vec::new())
        .use_cache(true)
        .send()
        .await
        .expect("data");
    assert!(last(&server).starts_with("POST /open/event-analyze?"));
    let body: rt::Json = serde_json::from_str(&server.requests()[0].text()).expect("JSON");
    assert_eq!(body["projectId"], 377);
    assert_eq!(body["useCache"], true);
    assert!(body.get("limit").is_none());
    assert_eq!(data.x.as_deref(), Some(&["2021-12-21".to_owned()][..]));
    let rows = &data.y.as_ref().expect("y")[0]["install.TRIG_USER_NUM"];
    assert_eq!(rows.len(), 1);
}

#[tokio::test]
async fn each_failure_of_the_table_arrives_with_its_advice() {
    for (code, retryable) in CODES {
        let body =
            format!(r#"{{"return_code":{code},"return_message":"m","stackMessage":"at com.x"}}"#);
        let server = always(Reply::json(200, body));
        let error = client(&server)
            .raw_get("open/x")
            .send()
            .await
            .expect_err("a failure");
        let known = error.code().expect("a code");
        assert!(!matches!(known, ErrorCode::Unknown(_)), "{code}");
        assert_eq!((error.status(), error.message()), (Some(200), Some("m")));
        assert_eq!(error.stack(), Some("at com.x"));
        assert_eq!(error.is_retryable(), *retryable, "{code} {known:?}");
    }
}

#[tokio::test]
async fn an_unknown_code_passes_through() {
    let server = always(Reply::json(
        200,
        r#"{"return_code":-3002,"return_message":"new"}"#,
    ));
    let error = client(&server)
        .raw_get("open/x")
        .send()
        .await
        .expect_err("a failure");
    assert!(matches!(error.code(), Some(ErrorCode::Unknown(_))));
    assert_eq!(
        error.raw_code().map(ToString::to_string).as_deref(),
        Some("-3002")
    );
    assert!(error.to_string().contains("-3002"), "{error}");
}

#[tokio::test]
async fn the_token_in_the_url_never_shows() {
    // Nothing listens there: the transport's own error would name the URL.
    let client = Client::builder()
        .token(TOKEN)
        .base_url("http://127.0.0.1:1")
        .build()
        .expect("a client");
    let error = client
        .raw_get("open/x")
        .send()
        .await
        .expect_err("no server");
    assert_eq!(error.kind(), rt::ErrorKind::Transport);
    let mut shown = format!("{client:?} {error} {error:?}");
    let mut cause = std::error::Error::source(&error);
    while let Some(inner) = cause {
        shown.push_str(&format!("{inner} {inner:?}"));
        cause = inner.source();
    }
    assert!(!shown.contains(TOKEN), "{shown}");
}
