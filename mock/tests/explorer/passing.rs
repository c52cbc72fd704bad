//! What of an answer reaches the page.

use specwright_mock::Raw;

use crate::client::get;
use crate::setting::{TOKEN, page_over, service, settings, shop};

#[test]
fn status_type_and_body_pass() {
    let server = service(|_| {
        Raw::new(418, "text/x-tea; charset=gbk", "\u{1}pot").header("X-Request-Id", "7")
    });
    let answer = get(&format!("{}/call/shop/things/1", page_over(&server)));
    assert_eq!((answer.status, answer.text().as_str()), (418, "\u{1}pot"));
    assert_eq!(
        answer.header("content-type"),
        Some("text/x-tea; charset=gbk")
    );
    assert_eq!(answer.header("x-request-id"), Some("7"));
    assert_eq!(answer.header("x-specwright"), None);
}

#[test]
fn no_answer_is_a_page_or_sets_anything() {
    let server = service(|_| {
        Raw::new(401, "text/html", "<script>alert(1)</script>")
            .header("Set-Cookie", "sid=1")
            .header("WWW-Authenticate", "Basic realm=\"shop\"")
            .header("Content-Security-Policy", "default-src *")
            .header("Clear-Site-Data", "\"*\"")
            .header("Refresh", "0; url=https://elsewhere.example")
            .header("Access-Control-Allow-Origin", "*")
    });
    let answer = get(&format!("{}/call/shop/things/1", page_over(&server)));
    assert_eq!(answer.status, 401);
    for name in [
        "set-cookie",
        "www-authenticate",
        "clear-site-data",
        "refresh",
        "access-control-allow-origin",
    ] {
        assert_eq!(answer.header(name), None, "{name}");
    }
    assert_eq!(
        answer.header("content-security-policy"),
        Some("sandbox; default-src 'none'")
    );
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert!(answer.header("x-specwright-www-authenticate").is_some());
}

#[test]
fn redirects_are_shown_and_not_followed() {
    let server = service(|seen| match seen.path() {
        "/things/1" => Raw::status(302).header("Location", "/things/2?signature=abc"),
        _ => Raw::json(200, "{}"),
    });
    let answer = get(&format!("{}/call/shop/things/1", page_over(&server)));
    assert_eq!((answer.status, answer.header("location")), (302, None));
    assert_eq!(answer.header("x-specwright-location"), Some("/things/2"));
    assert_eq!(server.calls().len(), 1);
}

#[test]
fn a_service_that_repeats_credentials_does_not_bring_them_to_the_page() {
    let server = service(|seen| {
        let sent = seen.header("authorization").unwrap_or_default();
        Raw::json(200, format!(r#"{{"id": 1, "name": "{sent}"}}"#)).header("X-Echo", sent)
    });
    let answer = get(&format!("{}/call/shop/things/1", page_over(&server)));
    assert_eq!(answer.json()["name"], "Bearer [hidden]");
    assert_eq!(answer.header("x-echo"), None);
    assert!(
        server
            .calls()
            .iter()
            .all(|call| call.header("authorization").is_some())
    );
}

#[test]
fn a_service_that_is_not_there_is_told_without_secrets() {
    let page = crate::setting::page(&[(&shop(), settings("http://127.0.0.1:1".to_owned()))]);
    let answer = get(&format!(
        "{page}/call/shop/things/private-id?tag=private-tag"
    ));
    assert_eq!(
        (answer.status, answer.header("x-specwright")),
        (502, Some("answered here"))
    );
    assert!(
        answer
            .problem()
            .starts_with("shop get_thing: no answer: no connection"),
        "{answer:?}"
    );
    let all = format!("{answer:?}");
    assert!(!all.contains(TOKEN) && !all.contains("private"), "{all}");
}
