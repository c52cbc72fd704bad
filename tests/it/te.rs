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
        .base_url(server.url_of("te"))
        .retry(rt::RetryPolicy::NONE)
        .poll(rt::PollPolicy::NONE)
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
        .raw_post("open/a-route-of-tomorrow")
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

#[tokio::test]
async fn rows_of_a_query_come_one_by_one() {
    let body = "{\"return_code\":0,\"return_message\":\"success\",\"data\":{\"headers\":[\"#country\",\"n\"]}}\n\
                [\"China\",3]\r\n[\"日本\",\"4\"]\n";
    let server = always(Reply::new(200, "text/plain", body));
    let client = client(&server);
    let call = client.query_sql("select \"#country\", count(*) from v & w");
    let mut rows = call.timeout_seconds(60).stream().await.expect("a stream");
    let head = rows.head().clone().expect("the names of the columns");
    assert_eq!(
        head.headers,
        Some(vec!["#country".to_owned(), "n".to_owned()])
    );
    let mut found = Vec::new();
    while let Some(row) = rows.next().await {
        found.push(row.expect("a row").to_string());
    }
    assert_eq!(found, [r#"["China",3]"#, r#"["日本","4"]"#]);

    let seen = &server.requests()[0];
    assert_eq!((seen.method.as_str(), seen.path()), ("POST", "/querySql"));
    assert_eq!(seen.param("token").as_deref(), Some(TOKEN));
    assert_eq!(
        seen.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert!(seen.text().starts_with("sql=select"), "{}", seen.text());
    assert!(
        seen.text().ends_with("&timeoutSeconds=60"),
        "{}",
        seen.text()
    );
}

#[tokio::test]
async fn a_page_of_rows_may_come_without_an_envelope() {
    let server = always(Reply::json(200, "[1]\n[2]"));
    let client = client(&server);
    let call = client.sql_result_page("t1", 0_u64);
    let mut rows = call.stream().await.expect("a stream");
    assert_eq!(rows.head(), &None);
    for number in [1, 2] {
        let row = rows.next().await.expect("a row").expect("a row");
        assert_eq!(row, rt::Json::from(vec![number]));
    }
    assert!(rows.next().await.is_none());
    assert_eq!(
        last(&server).split('&').next(),
        Some("GET /open/sql-result-page?taskId=t1")
    );
}

#[tokio::test]
async fn a_query_is_refused_in_place_of_its_rows() {
    let refusal = r#"{"return_code":-1008,"return_message":"Parameter error"}"#;
    let server = always(Reply::json(200, refusal));
    let rows = client(&server).query_sql("selct").stream().await;
    let error = rows.expect_err("a refusal");
    assert_eq!(error.code(), Some(&ErrorCode::WrongParameter));
    let text = client(&server)
        .query_sql_text("selct", "csv")
        .stream()
        .await;
    let error = text.expect_err("a refusal");
    assert_eq!(error.code(), Some(&ErrorCode::WrongParameter));
}

#[tokio::test]
async fn rows_as_text_come_as_bytes() {
    let server = always(Reply::new(200, "text/csv", "\"#country\",n\nChina,3\n"));
    let client = client(&server);
    let call = client.query_sql_text("select 1", types::SqlTextFormat::CsvHeader);
    let mut text = call.stream().await.expect("a stream");
    let mut all = Vec::new();
    while let Some(bytes) = text.next().await {
        all.extend(bytes.expect("bytes"));
    }
    assert_eq!(all, b"\"#country\",n\nChina,3\n");
}

#[tokio::test]
async fn a_list_of_projects_is_a_post_without_a_body() {
    let body = r#"{"return_code":0,"return_message":"success","data":[{"companyId":1,"projectId":2,"projectType":0,"projectName":"p","remark":"","roleName":"r"}]}"#;
    let server = always(Reply::json(200, body));
    let projects = client(&server)
        .list_projects("root")
        .send()
        .await
        .expect("projects");
    assert_eq!(projects[0].project_id, Some(2));
    let seen = &server.requests()[0];
    assert_eq!(seen.method, "POST");
    assert_eq!(seen.param("loginName").as_deref(), Some("root"));
    assert_eq!(
        (seen.body.len(), seen.header("content-length")),
        (0, Some("0"))
    );
}

#[tokio::test]
async fn data_that_is_being_prepared_is_asked_for_again() {
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let server =
        Server::start(
            move |_| match asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
                0..4 => Reply::json(200, r#"{"return_code":-1013,"return_message":"preparing"}"#),
                _ => Reply::json(
                    200,
                    r#"{"return_code":0,"return_message":"success","data":{"taskId":"t1"}}"#,
                ),
            },
        )
        .expect("a loopback port");
    let interval = rt::Duration::from_millis(1);
    let poll = rt::PollPolicy {
        interval,
        ..rt::PollPolicy::DEFAULT
    };
    let client = client(&server);
    let call = client.sql_task_info("t1").with_poll(poll);
    let info = call.send().await.expect("an answer in the end");
    assert_eq!(info.task_id.as_deref(), Some("t1"));
    assert_eq!(server.requests().len(), 5);
}
