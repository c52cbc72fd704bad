//! What a test expects, and what it reads where that did not come.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use serde_json::json;
use specwright_mock::{Raw, Server, doc};

use crate::client::{Client, spec};

fn library() -> (specwright::model::Api, Server, Client) {
    let api = doc::library();
    let server = Server::start(&api).unwrap();
    let client = Client::new(&api, &server, &[]);
    (api, server, client)
}

#[tokio::test]
async fn calls_are_answered_as_expected_and_looked_at() {
    let (_, server, client) = library();
    server
        .expect("get_book")
        .with("id", 7)
        .answer(json!({"id": 7, "title": "The Dispossessed"}));
    server
        .expect("library.get_book")
        .with("id", "8")
        .error_with("NoSuchBook", ["8"])
        .times(1);
    let book = client.call("get_book", json!({"id": 7})).await.unwrap();
    assert_eq!(book, json!({"id": 7, "title": "The Dispossessed"}));
    let error = client.call("get_book", json!({"id": 8})).await.unwrap_err();
    assert_eq!(error.status(), Some(404));
    assert_eq!(error.message(), Some("there is no book 8"));
    // The second call is nobody's any more.
    assert_eq!(
        client.call("get_book", json!({"id": 8})).await.unwrap()["id"],
        8
    );
    let calls = server.calls();
    assert_eq!(calls.len(), 3);
    assert_eq!(calls[0].operation.as_deref(), Some("get_book"));
    assert_eq!(calls[0].value("id"), Some(&json!(7)));
    assert_eq!((calls[1].status, calls[1].path()), (404, "/books/8"));
    server.verify().unwrap();
}

#[tokio::test]
async fn failures_come_first_and_then_what_is_usual() {
    let (_, server, client) = library();
    server.expect("list_books").error("Busy").times(2);
    server.expect("list_books").reply(Raw::json(200, "[]"));
    for expected in [true, true, false, false] {
        assert_eq!(
            client.call("list_books", json!({})).await.is_err(),
            expected
        );
    }
}

#[tokio::test]
async fn the_narrowest_expectation_is_taken() {
    let (_, server, client) = library();
    server.expect_any().reply(Raw::status(500));
    server.expect("list_books").answer(json!([]));
    server
        .expect("list_books")
        .with("author", "Le Guin")
        .answer(json!([{"id": 1}]));
    server
        .expect("list_books")
        .when(|seen| seen.target.contains("limit=3"))
        .answer(json!([{"id": 2}, {"id": 3}]));
    let length = async |values| {
        client
            .call("list_books", values)
            .await
            .unwrap()
            .as_array()
            .map(Vec::len)
    };
    assert_eq!(length(json!({})).await, Some(0));
    assert_eq!(length(json!({"author": "Le Guin"})).await, Some(1));
    assert_eq!(length(json!({"limit": 3})).await, Some(2));
    assert!(client.call("get_book", json!({"id": 1})).await.is_err());
}

#[tokio::test]
async fn unmet_expectations_end_the_test_with_what_one_needs_to_know() {
    let (_, server, client) = library();
    server.expect("get_book").with("id", 7);
    server.expect("list_books").times(2);
    server.expect("get_book").with("id", 9).never();
    client.call("get_book", json!({"id": 8})).await.unwrap();
    client.call("get_book", json!({"id": 9})).await.unwrap();
    client.call("list_books", json!({})).await.unwrap();
    doc::get(&server, "/shelves");
    let report = catch_unwind(AssertUnwindSafe(|| drop(server))).unwrap_err();
    let report = report.downcast_ref::<String>().unwrap();
    for part in [
        "`get_book` with id = 7 was expected at least once, and came never",
        "one came close: `id` was 8",
        "`list_books` was expected 2 times, and came once",
        "`get_book` with id = 9 was expected never, and came once",
        "expectations.rs:",
        "requests that the spec does not allow:\n  GET /shelves",
        "GET /books/8 (get_book): 200",
    ] {
        assert!(report.contains(part), "{part}\n---\n{report}");
    }
}

#[tokio::test]
async fn what_was_verified_is_not_told_again() {
    let (api, server, _) = library();
    server.expect("get_book");
    assert_eq!(server.verify().unwrap_err().len(), 1);
    drop(server);
    let server = Server::builder().api(&api).lenient().start().unwrap();
    server.expect("get_book");
    drop(server);
}

#[test]
fn what_there_is_not_cannot_be_expected() {
    let (_, server, _) = library();
    let told = |wrong: &dyn Fn()| {
        let panic = catch_unwind(AssertUnwindSafe(wrong)).unwrap_err();
        panic.downcast_ref::<String>().unwrap().clone()
    };
    assert_eq!(
        told(&|| drop(server.expect("get_boook"))),
        "there is no operation `get_boook`; did you mean `get_book`?"
    );
    let expectation = server.expect("get_book");
    assert!(told(&|| drop(expectation.with("ids", 1).clone())).contains("did you mean `id`?"));
    assert!(
        told(&|| drop(expectation.error("NoSuchBok").clone()))
            .contains("did you mean `NoSuchBook`?")
    );
    assert!(told(&|| drop(expectation.sample("x").clone())).contains("no sample"));
    server.reset();
}

#[tokio::test]
async fn scripts_answer_what_the_spec_allows() {
    let api = doc::library();
    let server = Server::builder()
        .api(&api)
        .script(|seen| Raw::json(200, format!("{{\"id\": {}}}", seen.values["id"])))
        .start()
        .unwrap();
    let client = Client::new(&api, &server, &[]);
    assert_eq!(
        client.call("get_book", json!({"id": 5})).await.unwrap(),
        json!({"id": 5})
    );
    assert!(doc::get(&server, "/books/five").starts_with("HTTP/1.1 400"));
    assert_eq!(server.refused().len(), 1);
    server
        .expect_any()
        .unchecked()
        .reply(Raw::json(202, "anything"));
    assert!(doc::get(&server, "/books/six").starts_with("HTTP/1.1 202"));
}

#[tokio::test]
async fn streams_and_envelopes_are_made_around_what_a_test_gives() {
    let api = spec("specs/tca");
    let server = Server::start(&api).unwrap();
    let client = Client::new(&api, &server, &[("token", "t")]);
    server
        .expect("list_teams")
        .answer(json!({"count": 1, "results": [{"name": "a"}]}));
    let page = client
        .call("list_teams", json!({"org_sid": "o"}))
        .await
        .unwrap();
    assert_eq!(page["results"][0]["name"], "a");

    let api = spec("examples/specs/deepseek.yaml");
    let server = Server::start(&api).unwrap();
    let client = Client::new(&api, &server, &[("api_key", "t")]);
    let streaming = api
        .operations
        .iter()
        .find(|op| op.stream.is_some())
        .unwrap()
        .name
        .clone();
    let values = json!({"model": "deepseek-chat", "messages": [{"role": "user", "content": "hi"}]});
    let (items, _) = client.stream(&streaming, values.clone()).await.unwrap();
    assert!(items >= 1);
    server
        .expect(&streaming)
        .reply(Raw::pieces(200, "text/event-stream", ["data: [DONE]\n\n"]));
    assert_eq!(client.stream(&streaming, values).await.unwrap(), (0, false));
}

#[tokio::test]
async fn an_expectation_tells_who_took_its_calls() {
    let (_, server, client) = library();
    server.expect("get_book").answer(json!({"id": 1}));
    server.expect("get_book").answer(json!({"id": 2})).times(1);
    client.call("get_book", json!({"id": 8})).await.unwrap();
    let unmet = server.verify().unwrap_err();
    assert_eq!(unmet.len(), 1);
    assert!(
        unmet[0].near[0].starts_with("it went to the expectation at "),
        "{unmet:?}"
    );
}

#[tokio::test]
async fn a_function_that_panics_ends_the_test() {
    let (_, server, _) = library();
    server.expect("get_book").reply_with(|_| panic!("boom"));
    assert!(doc::get(&server, "/books/8").starts_with("HTTP/1.1 500"));
    server.verify().unwrap();
    let panic = catch_unwind(AssertUnwindSafe(|| drop(server))).unwrap_err();
    let text = panic.downcast_ref::<String>().unwrap();
    assert!(text.ends_with("panicked: boom"), "{text}");
}

#[test]
fn codes_are_named_as_the_spec_writes_them() {
    let server = Server::start(&spec("specs/tca")).unwrap();
    server.expect("list_teams").error(1041).times(0);
    let missing = Server::load("specs/nowhere.yaml").unwrap_err();
    assert!(
        format!("{missing:?}").contains("specs have mistakes\n"),
        "{missing:?}"
    );
}

#[test]
fn functions_of_a_test_may_ask_the_server() {
    let server = Arc::new(Server::start(&doc::library()).unwrap());
    let asked = Arc::downgrade(&server);
    let expectation = server.expect("get_book");
    let itself = expectation.clone();
    expectation.when(move |_| {
        asked.upgrade().is_some_and(|server| {
            server.expect("list_books").never();
            server.calls().is_empty() && server.verify().is_err() && itself.seen() == 0
        })
    });
    assert!(doc::get(&server, "/books/7").starts_with("HTTP/1.1 200"));
    assert_eq!(expectation.seen(), 1);
    server.verify().unwrap();
}
