//! Records of a real OData v4 server, `odata/server.js`.

mod lists;

use serde_json::json;
use specwright_apis::rt::{ErrorKind, Json, Map};
use specwright_apis::weda::types::{EnvType, Record};
use specwright_apis::weda::{Client, ErrorCode};

use crate::peer;

const NAMES: [&str; 6] = [
    "O'Brien",
    "''",
    "张三 & 李四",
    "1 + 1 = 2",
    "50% #off? /a\\b;c",
    "naïve 😀",
];

fn builder() -> specwright_apis::weda::ClientBuilder {
    Client::builder()
        .secret_id("secretId")
        .secret_key("secretKey")
        .env_id("lowcode-2gay8jgh25")
        .base_url(peer("SPECWRIGHT_PEER_ODATA"))
}

/// Its token is bought from the server by the first call.
fn client() -> Client {
    builder().build().expect("a client")
}

/// Creates a record in a data source.
async fn create(client: &Client, datasource: &str, value: Json) {
    let made = client.create_record(EnvType::Prod, datasource, fields(value));
    made.send().await.expect("a record");
}

fn fields(value: Json) -> Map<Json> {
    let members = value.as_object().expect("an object").clone();
    members.into_iter().collect()
}

fn text<'r>(record: &'r Record, name: &str) -> Option<&'r str> {
    record.extra.get(name).and_then(Json::as_str)
}

fn number(record: &Record, name: &str) -> Option<i64> {
    record.extra.get(name).and_then(Json::as_i64)
}

#[tokio::test]
async fn a_record_is_created_read_changed_and_deleted() {
    let client = client();
    let given = fields(json!({"name": NAMES[0], "age": 89, "born": "2020-02-29"}));
    let made = client.create_record(EnvType::Prod, "sys_user", given);
    let made = made.send_with_response().await.expect("a record");
    assert_eq!(made.status(), 201);
    let made = made.into_payload();
    let id = made.id.clone().expect("an id");
    assert!(made.created_at.is_some() && made.created_at == made.updated_at);

    let get = || {
        client
            .get_record(EnvType::Prod, "sys_user", id.as_str())
            .send()
    };
    let read = get().await.expect("the record");
    assert_eq!(text(&read, "name"), Some(NAMES[0]));
    assert_eq!(
        (number(&read, "age"), text(&read, "born")),
        (Some(89), Some("2020-02-29"))
    );
    assert_eq!(read.owner.as_deref(), Some("1463080581028851713"));
    assert_eq!(read.created_at, made.created_at);

    let changes = fields(json!({"age": null, "name": NAMES[2]}));
    let change = client.update_record(EnvType::Prod, "sys_user", id.as_str(), changes);
    change.send().await.expect("no body");
    let read = get().await.expect("the record");
    assert_eq!(read.extra.get("age"), Some(&Json::Null));
    assert_eq!(
        (text(&read, "name"), text(&read, "born")),
        (Some(NAMES[2]), Some("2020-02-29"))
    );

    let delete = || {
        client
            .delete_record(EnvType::Prod, "sys_user", id.as_str())
            .send()
    };
    delete().await.expect("no body");
    assert_eq!(get().await.expect_err("nothing").status(), Some(404));
    assert_eq!(delete().await.expect_err("nothing").status(), Some(404));
}

#[tokio::test]
async fn ids_are_found_whatever_they_hold() {
    let client = client();
    for id in [
        "plain", "a b", "a/b", "a%2Fb", "a+b", "é张", "a?b#c", "(a)", "a'b",
    ] {
        create(&client, "odd_ids", json!({"_id": id, "name": id})).await;
        // The path has the id between quotes, so one inside is written twice, as in a filter.
        let spelt = id.replace('\'', "''");
        let read = client.get_record(EnvType::Prod, "odd_ids", spelt.as_str());
        let read = read.send().await.expect(id);
        assert_eq!(
            (read.id.as_deref(), text(&read, "name")),
            (Some(id), Some(id))
        );
        let delete = client.delete_record(EnvType::Prod, "odd_ids", spelt);
        delete.send().await.expect("no body");
    }
}

#[tokio::test]
async fn refusals_of_server_and_gateway_are_told_apart() {
    let client = client();
    let filtered = client
        .list_records(EnvType::Prod, "listed")
        .filter("nothing eq 1");
    let error = filtered.send().await.expect_err("no such field");
    assert_eq!(error.status(), Some(400));
    assert!(error.code().is_none());

    let stranger = builder().access_token("never sold").build();
    let stranger = stranger.expect("a client");
    let list = stranger.list_records(EnvType::Prod, "listed").send();
    let error = list.await.expect_err("a refusal");
    assert_eq!((error.status(), error.kind()), (Some(401), ErrorKind::Api));
    assert_eq!(error.code(), Some(&ErrorCode::InvalidAccessToken));
}
