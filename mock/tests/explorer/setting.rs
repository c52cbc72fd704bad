//! What the tests are about: a small API, a mock of it, and a page over the mock.

use std::path::Path;

use specwright::model::Api;
use specwright_mock::upstream::{Proxy, Settings};
use specwright_mock::{Raw, Seen, Server};

/// The token that the page's server has, and nobody else.
pub(crate) const TOKEN: &str = "secret-token-7c21";

const SHOP: &str = r#"
specwright: 1
api: shop
title: "Shop <of> things"
servers: {main: "https://shop.example/v1"}
credentials:
  token: {type: secret, text: the token}
  app_secret: secret
auth: [{header: Authorization, value: "Bearer {token}"}]
envelope:
  - {when: {status: [4xx, 5xx]}, success: never, code: code, message: message}
  - {success: always}
errors:
  Gone|Sold: {status: 404, class: not_found, text: "there is | no such <thing>"}
  Busy: {status: 503, class: server, retry: later, text: too much to do}
types:
  Thing:
    fields:
      id:   {type: u32, required: true}
      name: {type: string, required: true}
operations:
  get_thing:
    text: One thing.
    call: GET /things/{id}
    params:
      id:      {type: string, required: true, example: a}
      tag:     {type: list<string>, in: query}
      trace:   {type: string, in: header, name: X-Trace}
      session: {type: string, in: cookie}
      nonce:   {type: string, in: query, fresh: uuid}
    returns: Thing
    samples:
      first: {request: {params: {id: "1"}}, response: {body: '{"id": 1, "name": "Ball"}'}}
      second: {request: {params: {id: "2"}}, response: {body: '{"id": 2, "name": "Kite"}'}}
  log_in:
    text: Says who calls.
    call: POST /login
    auth: []
    params:
      app_secret: {credential: app_secret}
      name:       {type: string, required: true}
    returns: any
"#;

/// The small API.
pub(crate) fn shop() -> Api {
    api_of("shop.yaml", SHOP)
}

fn api_of(name: &str, text: &str) -> Api {
    let mut loaded = specwright::load_text(name, text);
    let report = loaded.diagnostics.render_human(&loaded.sources, false);
    assert!(!loaded.diagnostics.has_errors(), "{report}");
    loaded.apis.remove(0)
}

/// An API of `specs`.
pub(crate) fn spec(name: &str) -> Api {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut loaded = specwright::load(&[folder.join(name)]);
    loaded.apis.remove(0)
}

/// A mock of the small API that takes the right token only.
pub(crate) fn mock() -> Server {
    Server::builder()
        .api(&shop())
        .credential("token", TOKEN)
        .start()
        .unwrap()
}

/// A mock that answers everything in this way.
pub(crate) fn service(answer: impl Fn(&Seen) -> Raw + Send + Sync + 'static) -> Server {
    let builder = Server::builder().api(&shop()).credential("token", TOKEN);
    builder.script(answer).start().unwrap()
}

/// Settings for calls of a mock, with the credentials of the small API.
pub(crate) fn settings(url: String) -> Settings {
    let mut settings = Settings::default();
    settings.base_url = Some(url);
    settings.values = vec![
        ("token".to_owned(), TOKEN.into()),
        ("app_secret".to_owned(), "app-secret-44f0".into()),
    ];
    settings
}

/// Starts a page over services; gives its URL. It lives as long as the test process.
pub(crate) fn page(apis: &[(&Api, Settings)]) -> String {
    let proxy = Proxy::new(apis, vec!["explorer.lan".to_owned()]).unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            proxy.serve(listener, std::future::pending()).await.unwrap();
        });
    });
    format!("http://{address}")
}

/// A page over a mock of the small API.
pub(crate) fn page_over(server: &Server) -> String {
    page(&[(&shop(), settings(server.url()))])
}
