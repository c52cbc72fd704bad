//! Tencent Code Analysis.

use specwright_apis::rt;
use specwright_apis::tca::{Client, types};

use crate::server::{Reply, Server};
use crate::support::{always, last};

const REPOS: &str = include_str!("fixtures/tca_repos.json");
pub(crate) const TOKEN: &str = "tca-token-7f3a";

pub(crate) fn client(server: &Server) -> Client {
    let base = format!("{}/server", server.url_of("tca"));
    Client::builder()
        .token(TOKEN)
        .base_url(base)
        .retry(rt::RetryPolicy::NONE)
        .build()
        .expect("a client")
}

/// An answer that succeeded.
pub(crate) fn wrapped(data: &str) -> Reply {
    let body = format!(r#"{{"data":{data},"code":0,"msg":"请求成功","status_code":200}}"#);
    Reply::json(200, body)
}

#[tokio::test]
async fn the_documented_request_is_sent() {
    let server = always(Reply::json(200, REPOS));
    client(&server)
        .list_repos("helloworld", "hellotca")
        .limit(12)
        .offset(0)
        .send()
        .await
        .expect("repos");
    let seen = server.requests();
    assert_eq!(
        last(&server),
        "GET /server/main/api/orgs/helloworld/teams/hellotca/repos/?limit=12&offset=0"
    );
    assert_eq!(
        seen[0].header("authorization"),
        Some("Token tca-token-7f3a")
    );
    assert!(seen[0].body.is_empty());
}

#[tokio::test]
async fn the_documented_answer_is_read_whole() {
    let server = always(Reply::json(200, REPOS));
    let page = client(&server)
        .list_repos("helloworld", "hellotca")
        .send()
        .await
        .expect("repos");
    assert_eq!(page.count, Some(1));
    assert_eq!((page.next, page.previous), (None, None));
    let repo = &page.results[0];
    assert_eq!((repo.id, repo.name.as_deref()), (23, Some("repo_name")));
    assert_eq!(repo.symbol, None);
    let created = repo.created_time.expect("a time");
    assert_eq!(created.to_string(), "2021-05-14T02:34:44.509118Z");
    let creator = repo.creator.as_ref().expect("a creator");
    assert_eq!(
        creator.org,
        Some(types::OrgRef::Name("org_name".to_owned()))
    );
    let auth = repo.scm_auth.as_ref().expect("auth");
    assert_eq!(
        auth.created_time.expect("a time").to_string(),
        "2021-05-14T02:34:44.552859Z"
    );
    let ssh = auth.scm_ssh.as_ref().expect("ssh");
    assert_eq!((ssh.id, ssh.scm_platform), (Some(1), Some(2)));
    let team = repo.project_team.as_ref().expect("a team");
    assert_eq!(team.display_name.as_deref(), Some("测试"));
}

#[tokio::test]
async fn an_organisation_may_be_a_number() {
    let body = REPOS.replace("\"org_name\"", "17");
    let server = always(Reply::json(200, body));
    let page = client(&server)
        .list_repos("o", "t")
        .send()
        .await
        .expect("repos");
    let repo = &page.results[0];
    assert_eq!(
        repo.creator.as_ref().and_then(|user| user.org.clone()),
        Some(types::OrgRef::Id(17))
    );
}

#[tokio::test]
async fn all_three_forms_of_time_are_read() {
    for (text, instant) in [
        (
            "2021-05-14 02:34:44.509118+00:00",
            "2021-05-14T02:34:44.509118Z",
        ),
        ("2021-05-14 02:34:44+00:00", "2021-05-14T02:34:44Z"),
        (
            "2021-05-14T10:34:44.552859+08:00",
            "2021-05-14T02:34:44.552859Z",
        ),
        ("2021-05-14T02:34:44Z", "2021-05-14T02:34:44Z"),
    ] {
        let body =
            format!(r#"{{"data":{{"results":[{{"id":1,"created_time":"{text}"}}]}},"code":0}}"#);
        let server = always(Reply::json(200, body));
        let page = client(&server)
            .list_repos("o", "t")
            .send()
            .await
            .expect("repos");
        let read = page.results[0].created_time.expect("a time");
        assert_eq!(read.to_string(), instant);
    }
}

#[tokio::test]
async fn the_team_list_sits_above_the_repositories() {
    let body = r#"{"data":{"count":1,"next":null,"previous":"","results":[{"name":"test","org_sid":"test"}]},"code":0,"msg":"请求成功","status_code":200}"#;
    let server = always(Reply::json(200, body));
    let page = client(&server)
        .list_teams("my org/x")
        .limit(12)
        .offset(12)
        .send()
        .await
        .expect("teams");
    assert_eq!(
        last(&server),
        "GET /server/main/api/orgs/my%20org%2Fx/teams/?limit=12&offset=12"
    );
    assert_eq!(page.previous, None, "an empty link is none");
    assert_eq!(page.results[0].name.as_deref(), Some("test"));
}

#[tokio::test]
async fn a_refusal_keeps_status_code_message_and_fields() {
    let body = r#"{"status_code":400,"code":1000,"msg":"scm_url 该字段是必填项。","invalid_fields":[{"field":"scm_url","message":["该字段是必填项。"]}]}"#;
    let server = always(Reply::json(400, body));
    let error = client(&server)
        .list_repos("o", "t")
        .send()
        .await
        .expect_err("a refusal");
    assert_eq!(
        (error.status(), error.message()),
        (Some(400), Some("scm_url 该字段是必填项。"))
    );
    assert_eq!(
        error.raw_code().map(ToString::to_string).as_deref(),
        Some("1000")
    );
    let fields: Vec<_> = error
        .field_errors()
        .iter()
        .map(|field| field.field.as_str())
        .collect();
    assert_eq!(fields, ["scm_url"]);
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn a_wrong_token_is_an_auth_error_whatever_the_code() {
    let server = always(Reply::json(
        401,
        r#"{"status_code":401,"code":1000,"msg":"认证令牌无效。"}"#,
    ));
    let error = client(&server)
        .list_repos("o", "t")
        .send()
        .await
        .expect_err("a refusal");
    assert!(error.is_auth());
    assert!(!format!("{error} {error:?}").contains(TOKEN));
}

#[tokio::test]
async fn a_code_other_than_zero_is_a_failure_also_with_status_200() {
    let server = always(Reply::json(
        200,
        r#"{"data":{"count":0},"code":120,"msg":"no","status_code":200}"#,
    ));
    let error = client(&server)
        .list_repos("o", "t")
        .send()
        .await
        .expect_err("a refusal");
    assert_eq!(
        error.raw_code().map(ToString::to_string).as_deref(),
        Some("120")
    );
}

/// Has repositories 0 to 22, ten on a page unless asked otherwise; its links to other pages lead astray.
fn many_repos() -> Server {
    Server::start(|request| {
        let number = |name| request.param(name).and_then(|text| text.parse().ok());
        let (offset, limit) = (number("offset").unwrap_or(0), number("limit").unwrap_or(10));
        let repos: Vec<String> = (offset..23)
            .take(limit)
            .map(|id| format!(r#"{{"id":{id}}}"#))
            .collect();
        let next = "http://behind.the.proxy/api/orgs/o/teams/t/repos/?limit=10&offset=0";
        Reply::json(
            200,
            format!(
                r#"{{"data":{{"count":23,"next":"{next}","previous":null,"results":[{}]}},"code":0,"msg":"","status_code":200}}"#,
                repos.join(",")
            ),
        )
    })
    .expect("a loopback port")
}

#[tokio::test]
async fn a_walk_goes_by_offset_and_can_be_taken_up_again() {
    let server = many_repos();
    let client = client(&server);
    for stop in 0..=23 {
        let mut ids = Vec::new();
        let mut repos = client.list_repos("o", "t").limit(7).items();
        while ids.len() < stop {
            let repo = repos.next().await.expect("more").expect("a repository");
            ids.push(repo.id);
        }
        let state = repos
            .state()
            .map(|state| serde_json::to_string(&state).expect("text"));
        if let Some(state) = state {
            let state = serde_json::from_str(&state).expect("a state");
            let mut rest = client.list_repos("o", "t").limit(7).items_from(state);
            while let Some(repo) = rest.next().await {
                ids.push(repo.expect("a repository").id);
            }
        }
        assert_eq!(ids, (0..23).collect::<Vec<i64>>(), "stopped after {stop}");
    }
    let mut pages = client.list_repos("o", "t").pages();
    let first = pages.next().await.expect("a page").expect("a page");
    assert_eq!((first.results.len(), pages.total()), (10, Some(23)));
}
