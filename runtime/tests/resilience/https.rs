//! Where a client may go without TLS, and where an operation of its own server goes.

use specwright_runtime as rt;

use crate::{
    api::{API, GET, Nothing, call},
    mock::{Mock, Reply},
};

static PLAIN: rt::ApiDescription = rt::ApiDescription {
    name: "plain",
    servers: &[rt::Server {
        name: "main",
        url: "http://plain.example.com",
    }],
    variables: &[],
    credentials: &[],
    signatures: &[],
    errors: API.errors,
};

#[test]
fn a_base_url_without_tls_is_refused() {
    let build = |url: &str| rt::CoreBuilder::new(&API).base_url(url);
    let error = build("http://10.0.0.1/x").build().expect_err("a failure");
    let message = error.message().unwrap_or_default();
    assert!(
        message.contains("https://") && message.contains("allow_http"),
        "{message}"
    );
    for url in [
        "http://localhost:8080",
        "http://127.0.0.1",
        "http://[::1]:1",
        "https://10.0.0.1",
    ] {
        assert!(build(url).build().is_ok(), "{url}");
    }
    assert!(build("http://10.0.0.1").allow_http().build().is_ok());
    // The documents themselves say that there is no TLS.
    let plain = rt::CoreBuilder::new(&PLAIN);
    assert!(plain.build().is_ok());
    let plain = rt::CoreBuilder::new(&PLAIN).base_url("http://10.0.0.1");
    assert!(plain.build().is_ok());
}

static LOGIN: rt::OperationDescription = rt::OperationDescription {
    policy: &rt::Policy {
        server: Some("login"),
        ..rt::Policy::DEFAULT
    },
    ..GET
};

#[test]
fn an_operation_has_a_server_of_its_own() {
    let uri = |builder: rt::CoreBuilder, operation| {
        let core = builder.build().expect("a client");
        let request = core.prepare(operation, &Nothing).expect("a request");
        request.uri().to_string()
    };
    let new = || rt::CoreBuilder::new(&API);
    assert_eq!(uri(new(), &GET), "https://main.example.com/v1/get");
    assert_eq!(uri(new(), &LOGIN), "https://login.example.com/get");
    assert_eq!(
        uri(new().server("main"), &LOGIN),
        "https://login.example.com/get"
    );
    // One base URL stands for all servers, so that nothing leaves a test or a proxy.
    assert_eq!(
        uri(new().base_url("https://h/p"), &LOGIN),
        "https://h/p/get"
    );
}

#[tokio::test(start_paused = true)]
async fn a_redirect_is_told_and_not_followed() {
    let says = async |location: &'static str| {
        let mock = Mock::new(move |_| Reply::status(302, "moved").header("location", location));
        let core = rt::CoreBuilder::new(&API)
            .transport(mock.clone())
            .build()
            .expect("a client");
        let error = call(&core, &GET).await.expect_err("a failure");
        assert_eq!((error.status(), mock.all().len()), (Some(302), 1));
        error.message().unwrap_or_default().to_owned()
    };
    assert_eq!(
        says("https://u:p@evil.example.com:8443/x?token=t").await,
        "the service redirects from main.example.com to evil.example.com:8443, which is not followed"
    );
    assert_eq!(
        says("/login?next=secret").await,
        "the service redirects from main.example.com to another path there, which is not followed"
    );
}
