//! Generated code as it is emitted: it must compile without warnings, whatever names its spec uses.

#![deny(warnings)]

mod client;
mod errors;
mod operations;
mod types;

use ::specwright_runtime as rt;
use client::Client;
use errors::ErrorCode;

use types::{EmbedToken, Level, OrgRef, Page, ScmType};

const TEXT: &str = r#"{"AccessToken":"t0k3n","TokeType":"4","InvalidTime":"2021-09-15 07:18:25","Parent":{"AccessToken":"p","Limit":10},"Kind":"hg","Level":"9","Org":5,"Option":{"Value":"v"},"Apart":null,"Limit":1,"x":[1]}"#;

#[test]
fn a_struct_with_everything() {
    let token: EmbedToken = rt::from_json(TEXT.as_bytes()).unwrap();
    assert_eq!(token.level, Some(Level::High));
    assert_eq!(token.kind, Some(ScmType::from("hg")));
    assert!(token.org == Some(OrgRef::Id(5)));
    assert_eq!(token.extra["x"], serde_json::json!([1]));
    assert_eq!(String::from_utf8(rt::to_json(&token)).unwrap(), TEXT);
    let shown = format!("{token:?}");
    assert!(!shown.contains("t0k3n"), "{shown}");
    assert!(
        shown.contains(r#"kind: Some("hg"), level: Some(9), org: Some(Id(5))"#),
        "{shown}"
    );
}

#[test]
fn generics() {
    let text = r#"{"results":[{"results":[1],"count":1}],"count":1}"#;
    let page: Page<Page<i64>> = rt::from_json(text.as_bytes()).unwrap();
    assert_eq!(String::from_utf8(rt::to_json(&page)).unwrap(), text);
    let error = rt::from_json::<Page<EmbedToken>>(br#"{"results":[{}],"count":1}"#).unwrap_err();
    assert_eq!(error.path(), "results[0].AccessToken");
    let page: Page<rt::Json> = serde_json::from_str(text).unwrap();
    assert_eq!(page.results[0]["count"], 1);
}

#[test]
fn choices() {
    assert_eq!(ScmType::Git.wire(), rt::WireValue::Text("git"));
    assert_eq!(ScmType::from("svn"), ScmType::Svn);
    assert_eq!(ScmType::from("hg").to_string(), "hg");
    assert_eq!("svn".parse(), Ok(ScmType::Svn));
    assert_eq!(
        format!("{:?}", ScmType::from("hg".to_owned())),
        "Unknown(\"hg\")"
    );
    assert!(matches!(ScmType::from("hg"), ScmType::Unknown(value) if value.as_str() == Some("hg")));
    assert_eq!(Level::High.to_string(), "9");
    assert_eq!("1".parse(), Ok(Level::Low));
    assert_eq!("2".parse::<Level>().unwrap_err().to_string(), "2");
    assert!("x".parse::<Level>().is_err());
    let failure = |text: &str| {
        rt::from_json::<Level>(text.as_bytes())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(failure("2"), "expected one of `1`, `9`, found an integer");
    assert_eq!(
        failure("\"1\""),
        "expected one of `1`, `9`, found other text"
    );
    assert_eq!(failure("1.5"), "expected one of `1`, `9`, found a fraction");
    assert_eq!(
        rt::from_json::<ScmType>(b"1").unwrap_err().to_string(),
        "expected one of `git`, `svn`, found an integer"
    );
    assert_eq!(
        serde_json::to_string(&[ScmType::Git, ScmType::from("hg")]).unwrap(),
        r#"["git","hg"]"#
    );
    assert_eq!(
        serde_json::from_str::<Vec<ScmType>>(r#"["svn"]"#).unwrap(),
        [ScmType::Svn]
    );
}

#[test]
fn error_codes() {
    assert_eq!(ErrorCode::from_wire(-1001), ErrorCode::NotLoggedIn);
    assert_eq!(ErrorCode::from_wire("-1001"), ErrorCode::NotLoggedIn);
    assert_eq!(ErrorCode::from_wire(60007), ErrorCode::Public(60007));
    assert_eq!(
        ErrorCode::Public(60007).wire(),
        rt::WireCode::Integer(60007)
    );
    assert_eq!(ErrorCode::Public(60007).name(), Some("Public"));
    assert_eq!(ErrorCode::NotLoggedIn.to_string(), "-1001");
    assert_eq!(ErrorCode::NotLoggedIn.http_status(), Some(400));
    assert_eq!(ErrorCode::NotLoggedIn.class(), Some(rt::Class::Caller));
    assert_eq!(ErrorCode::NotLoggedIn.retry(), Some(rt::RetryAdvice::No));
    assert_eq!(ErrorCode::from_wire(5).text(), None);
    assert_eq!(
        ErrorCode::from_wire("odd").wire(),
        rt::WireCode::from("odd")
    );
    assert_eq!(ErrorCode::from_wire(0).wire(), rt::WireCode::Integer(0));
}

#[test]
fn operations_are_data() {
    use rt::{Operation as _, Record as _};
    let request = operations::CreateEmbedToken::new("a206f5f3");
    assert_eq!(
        operations::CreateEmbedToken::DESCRIPTION.params.len(),
        request.shape().fields.len()
    );
    assert_eq!(
        String::from_utf8(rt::to_json(&request)).unwrap(),
        r#"{"WorksId":"a206f5f3"}"#
    );
}

#[test]
fn names_of_the_prelude() {
    let shown = types::print_each(br#"{"Value":"v"}"#);
    assert_eq!(shown.len(), 17);
    assert_eq!(shown[0], r#"Option { value: Some("v") }"#);
    assert_eq!(shown[1], r#"Result { value: Some("v") }"#);
}

#[tokio::test]
async fn a_call() {
    use rt::testing::Canned;
    let canned = Canned::default()
        .answer(200, "application/json", TEXT)
        .answer(500, "application/json", "{}");
    let client = Client::builder()
        .access_key_id("k3y")
        .server(client::Server::Default)
        .transport(canned.clone());
    let client = client.build().unwrap();
    let token = client
        .create_embed_token("a206f5f3")
        .account_name("n")
        .send()
        .await
        .unwrap();
    assert_eq!(token.access_token.expose(), "t0k3n");
    let request = operations::CreateEmbedToken::new("a206f5f3");
    let error = client.call(request).send_with_response().await.unwrap_err();
    assert_eq!(error.path(), Some("AccessToken"));
    let sent = &canned.requests()[0];
    assert_eq!(
        sent.uri().path_and_query().unwrap().as_str(),
        "/?WorksId=a206f5f3&AccountName=n"
    );
    assert!(!format!("{client:?} {error:?} {error}").contains("k3y"));
}
