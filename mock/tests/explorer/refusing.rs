//! Who gets no answer, and what is not sent.

use specwright_mock::Server;

use crate::client::{get, send};
use crate::setting::{mock, page, page_over, settings, shop, spec};

#[test]
fn names_that_lead_here_by_the_will_of_strangers_are_refused() {
    let server = mock();
    let page = page_over(&server);
    for path in [
        "/",
        "/openapi/shop.json",
        "/explorer.js",
        "/call/shop/things/1",
    ] {
        let url = format!("{page}{path}");
        for host in [
            "evil.example",
            "evil.example:80",
            "127.0.0.1.evil.example",
            "",
        ] {
            let answer = send("GET", &url, &[("Host", host)], "");
            assert_eq!(answer.status, 403, "{host} {path}");
        }
        for host in ["localhost:9", "127.0.0.1", "[::1]:80", "explorer.lan"] {
            // Under a name of the network a call says that it comes from the page.
            let origin = format!("http://{host}");
            let answer = send("GET", &url, &[("Host", host), ("Origin", &origin)], "");
            assert_eq!(answer.status, 200, "{host} {path}");
        }
    }
    assert_eq!(server.calls().len(), 4);
}

#[test]
fn calls_for_other_sites_are_refused_and_not_sent() {
    let server = mock();
    let page = page_over(&server);
    let url = format!("{page}/call/shop/things/1");
    let other = "http://127.0.0.1:1";
    for headers in [
        [
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Mode", "no-cors"),
        ],
        [("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "cors")],
        [("Sec-Fetch-Site", "none"), ("Sec-Fetch-Mode", "navigate")],
        [
            ("Sec-Fetch-Site", "same-origin"),
            ("Sec-Fetch-Mode", "navigate"),
        ],
        [("Origin", "http://evil.example"), ("Accept", "*/*")],
        [("Origin", other), ("Sec-Fetch-Site", "same-origin")],
        [("Origin", "null"), ("Accept", "*/*")],
        [("Referer", "http://evil.example/"), ("Accept", "*/*")],
    ] {
        let answer = send("GET", &url, &headers, "");
        assert_eq!(answer.status, 403, "{headers:?}");
        assert_eq!(answer.header("access-control-allow-origin"), None);
        assert_eq!(answer.json()["error"]["kind"], "refused");
    }
    // What a browser asks before it sends anything unusual of another site.
    let asked = [
        ("Origin", "http://evil.example"),
        ("Access-Control-Request-Method", "GET"),
    ];
    assert_eq!(send("OPTIONS", &url, &asked, "").status, 403);
    assert!(server.calls().is_empty());
    let own = [("Origin", page.as_str()), ("Sec-Fetch-Site", "same-origin")];
    assert_eq!(send("GET", &url, &own, "").status, 200);
}

#[test]
fn a_mock_is_shown_under_any_name_and_called_from_its_own_page_only() {
    let server = Server::builder().api(&shop()).explorer().start().unwrap();
    let url = server.explorer_url();
    assert_eq!(
        send("GET", &url, &[("Host", "mock.compose.lan:8080")], "").status,
        200
    );
    let call = format!("{url}call/shop/things/1");
    assert_eq!(
        send("GET", &call, &[("Origin", "http://evil.example")], "").status,
        403
    );
}

#[test]
fn what_no_operation_has_is_not_sent() {
    let server = mock();
    let page = page_over(&server);
    let nowhere = get(&format!("{page}/call/shop/nothing"));
    assert_eq!(
        (nowhere.status, nowhere.problem()),
        (404, "no operation of `shop` has this path".to_owned())
    );
    let method = send("DELETE", &format!("{page}/call/shop/things/1"), &[], "");
    assert_eq!((method.status, method.header("allow")), (405, Some("GET")));
    let dots = get(&format!("{page}/call/shop/things/%2e%2e"));
    assert_eq!(dots.status, 400, "{dots:?}");
    assert_eq!(get(&format!("{page}/call/other/things/1")).status, 404);
    assert!(server.calls().is_empty());
}

#[test]
fn a_credential_that_is_not_there_is_named() {
    let server = mock();
    let mut without = settings(server.url());
    without.values.clear();
    let page = page(&[(&shop(), without)]);
    let answer = get(&format!("{page}/call/shop/things/1"));
    assert_eq!(
        (answer.status, answer.header("x-specwright")),
        (400, Some("answered here"))
    );
    let problem = answer.problem();
    assert!(
        problem.contains("`token` is missing") && problem.contains("SHOP_TOKEN"),
        "{problem}"
    );
    assert!(server.calls().is_empty());
}

#[test]
fn a_token_that_cannot_be_bought_is_told_without_the_answer_to_that() {
    let api = spec("weda.yaml");
    let server = Server::builder()
        .api(&api)
        .credential("secret_key", "right-key-99")
        .start()
        .unwrap();
    let mut wrong = settings(server.url());
    wrong.values = vec![
        ("secret_id".to_owned(), "id-of-mine".into()),
        ("secret_key".to_owned(), "wrong-key-99".into()),
    ];
    let page = page(&[(&api, wrong)]);
    let answer = get(&format!("{page}/call/weda/weda/odata/v1/prod/sys_user"));
    assert_eq!(
        (answer.status, answer.header("x-specwright")),
        (502, Some("answered here")),
        "{answer:?}"
    );
    assert!(
        answer.problem().starts_with("weda get_access_token"),
        "{answer:?}"
    );
    assert!(!answer.text().contains("wrong-key-99"));
}

#[test]
fn settings_that_do_not_fit_are_refused_at_once() {
    let new = |change: fn(&mut specwright_mock::upstream::Settings)| {
        let mut settings = settings("https://shop.example".to_owned());
        change(&mut settings);
        specwright_mock::upstream::Proxy::new(&[(&shop(), settings)], Vec::new()).err()
    };
    assert_eq!(new(|_| {}), None);
    let plain = new(|settings| settings.base_url = Some("http://shop.example".to_owned()));
    assert!(
        plain.is_some_and(|text| text.starts_with("`shop`: the base URL begins with `http://`"))
    );
    assert_eq!(
        new(|settings| {
            settings.base_url = Some("http://shop.example".to_owned());
            settings.allow_http = true;
        }),
        None
    );
    let user =
        new(|settings| settings.base_url = Some("https://me:pass-word@shop.example".to_owned()));
    assert!(user.is_some_and(|text| !text.contains("pass-word")));
    let unknown = new(|settings| {
        settings
            .values
            .push(("tokn".to_owned(), "secret-value".into()))
    });
    assert!(unknown.is_some_and(|text| text.contains("`tokn`") && !text.contains("secret-value")));
    let server = new(|settings| {
        settings.base_url = None;
        settings.server = Some("nowhere".to_owned());
    });
    assert!(server.is_some_and(|text| text.contains("there is no server `nowhere`")));
}
