//! Calls of the page that are signed on the way.

use specwright_mock::{Raw, Server};

use crate::client::{get, send};
use crate::setting::{TOKEN, mock, page, page_over, service, settings, shop, spec};

#[test]
fn a_mock_answers_calls_of_its_own_page() {
    let builder = Server::builder()
        .api(&spec("quickbi.yaml"))
        .api(&spec("tencent_chat.yaml"));
    let server = builder.api(&spec("weda.yaml")).explorer().start().unwrap();
    let url = server.explorer_url();
    let token = get(&format!(
        "{url}call/quickbi/?WorksId=a&Format=JSON&Action=CreateEmbedToken&Version=2021-03-25"
    ));
    assert_eq!(
        (token.status, &token.json()["Success"]),
        (200, &true.into()),
        "{token:?}"
    );
    let app = "call/tencent_chat/v4/openconfigsvr/getappinfo?contenttype=json";
    let json = [("Content-Type", "application/json")];
    let info = send("POST", &format!("{url}{app}"), &json, "{}");
    assert_eq!(
        (info.status, &info.json()["ErrorCode"]),
        (200, &0.into()),
        "{info:?}"
    );
    // The token is bought from the mock first.
    let records = get(&format!("{url}call/weda/weda/odata/v1/prod/sys_user"));
    assert!(records.json()["value"].is_array(), "{records:?}");
    let operations: Vec<Option<String>> = server
        .calls()
        .into_iter()
        .map(|call| call.operation)
        .collect();
    let operations: Vec<&str> = operations.iter().flatten().map(String::as_str).collect();
    assert_eq!(
        operations,
        [
            "create_embed_token",
            "get_app_info",
            "get_access_token",
            "list_records"
        ]
    );
    assert!(server.refused().is_empty(), "{:?}", server.refused());
}

#[test]
fn signatures_are_made_from_the_settings_alone() {
    let server = Server::builder()
        .api(&spec("quickbi.yaml"))
        .credential("access_key_secret", "right-secret-51");
    let server = server.start().unwrap();
    let status = |secret: &str, way: Option<&str>| {
        let mut settings = settings(server.url());
        settings.values = vec![
            ("access_key_id".to_owned(), "id".into()),
            ("access_key_secret".to_owned(), secret.into()),
        ];
        settings.way = way.map(str::to_owned);
        let page = page(&[(&spec("quickbi.yaml"), settings)]);
        // What the page gives of a signature itself does not count.
        let query = "WorksId=a&Format=JSON&Action=CreateEmbedToken&Version=2021-03-25&Signature=forged&AccessKeyId=me";
        let answer = get(&format!("{page}/call/quickbi/?{query}"));
        (
            answer.status,
            answer.json()["Code"].as_str().map(str::to_owned),
        )
    };
    assert_eq!(status("right-secret-51", None), (200, None));
    assert_eq!(status("right-secret-51", Some("acs3")), (200, None));
    let (refused, code) = status("wrong-secret-51", None);
    assert!(
        refused >= 400 && code.as_deref() == Some("SignatureDoesNotMatch"),
        "{refused} {code:?}"
    );
    for call in server.calls() {
        assert!(
            !call.target.contains("forged") && !call.target.contains("AccessKeyId=me"),
            "{}",
            call.target
        );
    }
}

#[test]
fn what_is_typed_is_what_is_sent() {
    let server = mock();
    let page = page_over(&server);
    let url = format!("{page}/call/shop/things/a%2Fb%20c?tag=x&tag=%26&unknown=1&nonce=mine");
    let answer = send(
        "GET",
        &url,
        &[("X-Trace", "t 1"), ("Cookie", "other=1; session=s1")],
        "",
    );
    assert_eq!(answer.status, 200, "{answer:?}");
    let calls = server.calls();
    let call = calls.first().expect("a call");
    assert!(
        call.target.starts_with("/things/a%2Fb%20c?"),
        "{}",
        call.target
    );
    assert!(
        call.target.contains("tag=x&tag=%26&unknown=1"),
        "{}",
        call.target
    );
    assert!(
        call.target.contains("nonce=") && !call.target.contains("mine"),
        "{}",
        call.target
    );
    assert_eq!(call.header("x-trace"), Some("t 1"));
    assert_eq!(call.header("cookie"), Some("session=s1"));
    assert_eq!(
        call.header("authorization"),
        Some(format!("Bearer {TOKEN}").as_str())
    );
}

#[test]
fn what_is_wrong_reaches_the_service_too() {
    let server = mock();
    let page = page_over(&server);
    let json = [("Content-Type", "application/json")];
    let answer = send(
        "POST",
        &format!("{page}/call/shop/login"),
        &json,
        r#"{"name": 7}"#,
    );
    assert!(
        answer.status >= 400 && answer.header("x-specwright").is_none(),
        "{answer:?}"
    );
    let refused = server.refused();
    let body = refused
        .first()
        .map(|call| String::from_utf8_lossy(&call.body).into_owned());
    assert_eq!(
        body.as_deref(),
        Some(r#"{"name": 7,"app_secret":"app-secret-44f0"}"#)
    );
}

#[test]
fn headers_of_the_browser_stay_behind() {
    let server = mock();
    let page = page_over(&server);
    let host = page.trim_start_matches("http://");
    let headers = [
        ("Origin", page.as_str()),
        ("Referer", &format!("{page}/")),
        ("Sec-Fetch-Site", "same-origin"),
        ("Sec-Fetch-Mode", "cors"),
        ("Authorization", "Bearer of-the-page"),
        ("User-Agent", "Browser/1"),
        ("Accept-Language", "de"),
        ("X-Forwarded-For", "10.0.0.1"),
        ("X-Mock-Error", "Busy"),
    ];
    let answer = send("GET", &format!("{page}/call/shop/things/1"), &headers, "");
    assert_eq!(answer.status, 200, "{answer:?}");
    let calls = server.calls();
    let call = calls.first().expect("a call");
    for name in [
        "origin",
        "referer",
        "sec-fetch-site",
        "sec-fetch-mode",
        "x-forwarded-for",
        "x-mock-error",
    ] {
        assert_eq!(call.header(name), None, "{name}");
    }
    assert_eq!(call.header("accept-language"), Some("de"));
    assert!(!format!("{:?}", call.headers).contains("of-the-page"));
    assert!(call.header("host").is_none_or(|known| known != host));
}

#[test]
fn wishes_reach_the_mock_from_its_own_page() {
    let server = Server::builder().api(&shop()).explorer().start().unwrap();
    let url = format!("{}call/shop/things/1", server.explorer_url());
    let busy = send("GET", &url, &[("X-Mock-Error", "Busy")], "");
    assert_eq!(
        (busy.status, &busy.json()["code"]),
        (503, &"Busy".into()),
        "{busy:?}"
    );
    let second = send("GET", &url, &[("X-Mock-Sample", "second")], "");
    assert_eq!(second.json()["name"], "Kite");
    let broken = send("GET", &url, &[("X-Mock-Fault", "reset")], "");
    assert_eq!(broken.status, 502);
    assert!(
        broken
            .problem()
            .contains("the mock broke the connection off"),
        "{broken:?}"
    );
}

#[test]
fn nothing_is_repeated() {
    let server = service(|_| Raw::json(503, r#"{"code": "Busy", "message": "later"}"#));
    let page = page_over(&server);
    let answer = get(&format!("{page}/call/shop/things/1"));
    assert_eq!(
        (answer.status, &answer.json()["code"]),
        (503, &"Busy".into())
    );
    assert_eq!(server.calls().len(), 1);
}
