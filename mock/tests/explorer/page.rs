//! The page, its parts and its documents.

use specwright_mock::Server;

use crate::client::{get, send};
use crate::setting::{page, settings, shop, spec};

fn mock_page() -> (Server, String) {
    let builder = Server::builder().api(&shop()).api(&spec("quickbi.yaml"));
    let server = builder.explorer().start().unwrap();
    let url = server.explorer_url();
    (server, url)
}

#[test]
fn the_page_is_served_with_all_its_parts() {
    let (_server, url) = mock_page();
    let page = get(&url);
    let html = page.text();
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, Some("text/html; charset=utf-8"))
    );
    assert!(html.contains("<title>APIs · Explorer</title>"), "{html}");
    assert!(
        !html.contains("http://") && !html.contains("https://"),
        "it names another place: {html}"
    );
    let mut parts = 0;
    for part in html.split('"').filter(|part| {
        let ends = [".js", ".css", ".png"];
        ends.iter().any(|end| part.ends_with(end))
    }) {
        let answer = get(&format!("{url}{part}"));
        assert_eq!(
            (answer.status, answer.body.is_empty()),
            (200, false),
            "{part}"
        );
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{part}"
        );
        parts += 1;
    }
    assert_eq!(parts, 7, "{html}");
}

#[test]
fn the_page_may_load_and_ask_nothing_but_its_own_server() {
    let (_server, url) = mock_page();
    let page = get(&url);
    let policy = page.header("content-security-policy").unwrap();
    for part in [
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ] {
        assert!(
            policy.split("; ").any(|one| one == part),
            "{part}: {policy}"
        );
    }
    assert!(!policy.contains("http"), "{policy}");
}

#[test]
fn other_paths_lead_nowhere() {
    let (_server, url) = mock_page();
    let bare = get(url.trim_end_matches('/'));
    assert_eq!(
        (bare.status, bare.header("location")),
        (308, Some("/__explorer/"))
    );
    for path in [
        "nothing",
        "openapi/none.json",
        "openapi/shop",
        "call/none/x",
        "../Cargo.toml",
    ] {
        assert_eq!(get(&format!("{url}{path}")).status, 404, "{path}");
    }
    let posted = send("POST", &url, &[], "");
    assert_eq!(
        (posted.status, posted.header("allow")),
        (405, Some("GET, HEAD"))
    );
    let head = send("HEAD", &url, &[], "");
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn titles_of_specs_are_text_on_the_page() {
    let page = page(&[(&shop(), settings("http://127.0.0.1:1".to_owned()))]);
    let html = get(&page).text();
    assert!(
        html.contains("<title>Shop &lt;of&gt; things · Explorer</title>"),
        "{html}"
    );
    assert!(
        html.contains("data-single") && !html.contains("<of>"),
        "{html}"
    );
}

#[test]
fn a_document_asks_for_nothing_that_the_server_gives() {
    let (_server, url) = mock_page();
    let document = get(&format!("{url}openapi/quickbi.json"));
    assert_eq!(document.header("content-type"), Some("application/json"));
    let text = document.text();
    for word in [
        "securitySchemes",
        "\"security\"",
        "x-specwright",
        "\"SignatureNonce\"",
        "\"AccessKeyId\"",
    ] {
        assert!(!text.contains(word), "{word}");
    }
    let document = document.json();
    assert_eq!(document["servers"][0]["url"], "/__explorer/call/quickbi");
    assert_eq!(document["servers"].as_array().map(Vec::len), Some(1));

    let shop = get(&format!("{url}openapi/shop.json")).json();
    let names = |operation: &serde_json::Value| -> Vec<String> {
        let parameters = operation["parameters"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let name = |one: &serde_json::Value| {
            let name = one["name"]
                .as_str()
                .or_else(|| one["$ref"].as_str()?.rsplit('/').next());
            name.unwrap_or_default().to_owned()
        };
        parameters.iter().map(name).collect()
    };
    let get_thing = &shop["paths"]["/things/{id}"]["get"];
    assert_eq!(
        names(get_thing),
        [
            "id",
            "tag",
            "X-Trace",
            "session",
            "X-Mock-Sample",
            "X-Mock-Error",
            "X-Mock-Status",
            "X-Mock-Latency",
            "X-Mock-Fault"
        ]
    );
    let body = &shop["paths"]["/login"]["post"]["requestBody"]["content"]["application/json"];
    assert_eq!(body["schema"]["required"], serde_json::json!(["name"]));
    assert!(body["schema"]["properties"]["app_secret"].is_null());
}

#[test]
fn a_document_has_the_table_of_errors() {
    let (_server, url) = mock_page();
    let shop = get(&format!("{url}openapi/shop.json")).json();
    let text = shop["info"]["description"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    assert!(text.contains("<summary>2 error codes</summary>"), "{text}");
    let row = r"| `Gone\|Sold` | 404 | not found |  | there is \| no such \<thing\> |";
    assert!(text.contains(row), "{text}");
    let row = "| `Busy` | 503 | server | May be called again after a while. | too much to do |";
    assert!(text.contains(row), "{text}");
    assert_eq!(
        shop["components"]["parameters"]["X-Mock-Error"]["schema"]["enum"][1],
        "Busy"
    );
}

#[test]
fn documents_of_services_wish_for_nothing_and_say_where_calls_go() {
    let page = page(&[(&shop(), settings("http://127.0.0.1:1/base".to_owned()))]);
    let document = get(&format!("{page}/openapi/shop.json")).text();
    assert!(
        !document.contains("X-Mock") && document.contains("`http://127.0.0.1:1/base`"),
        "{document}"
    );
    assert!(document.contains("\"url\":\"/call/shop\""), "{document}");
}
