//! Expectations of the mock that take the requests of generated clients.

use std::path::Path;

use specwright_apis::quickbi::operations::CreateEmbedToken;
use specwright_apis::quickbi::{self, ErrorCode};
use specwright_apis::{rt, tca};
use specwright_mock::Server;

fn spec(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("specs")
        .join(path)
}

#[tokio::test]
async fn a_request_is_expected_as_it_is_written() {
    let server = Server::builder()
        .spec(spec("quickbi.yaml"))
        .expect("a spec");
    let server = server
        .credential("access_key_secret", "s")
        .start()
        .expect("a port");
    let mut wanted = CreateEmbedToken::new("a");
    wanted.account_name = Some("name".to_owned());
    wanted.account_type = Some(1);
    let met = server.expect_request(&wanted);
    met.error("Report.NotExist").times(1);
    let client = quickbi::Client::builder()
        .access_key_id("id")
        .access_key_secret("s")
        .base_url(server.url())
        .retry(rt::RetryPolicy::NONE)
        .build()
        .expect("a client");
    client
        .create_embed_token("a")
        .send()
        .await
        .expect("another request");
    client
        .create_embed_token("b")
        .account("name", 1)
        .send()
        .await
        .expect("another report");
    assert_eq!(met.seen(), 0);
    let error = client
        .create_embed_token("a")
        .account("name", 1)
        .send()
        .await;
    let error = error.expect_err("no such report");
    assert_eq!(error.code(), Some(&ErrorCode::ReportNotExist));
    assert_eq!(met.seen(), 1);
}

#[tokio::test]
async fn pages_are_walked_by_a_typed_client() {
    let server = Server::load(spec("tca")).expect("a spec");
    let client = tca::Client::builder()
        .token("t")
        .base_url(server.url())
        .build()
        .expect("a client");
    let mut items = client.list_repos("o", "t").limit(7_u32).items();
    let mut count = 0;
    while let Some(repo) = items.next().await {
        repo.expect("a repository");
        count += 1;
    }
    assert_eq!(count, 25);
    assert!(server.refused().is_empty());
}

#[tokio::test]
async fn a_request_that_never_came_is_told_with_what_came() {
    let server = Server::load(spec("quickbi.yaml")).expect("a server");
    server.expect_request(&CreateEmbedToken::new("a"));
    let client = quickbi::Client::builder()
        .access_key_id("id")
        .access_key_secret("mock-access_key_secret")
        .base_url(server.url())
        .retry(rt::RetryPolicy::NONE)
        .build()
        .expect("a client");
    client
        .create_embed_token("b")
        .send()
        .await
        .expect("another report");
    let unmet = server.verify().expect_err("another one came");
    let told = unmet[0].to_string();
    assert!(told.contains("with WorksId = \"a\""), "{told}");
    assert!(
        told.contains("one came close: `WorksId` was \"b\""),
        "{told}"
    );
}
