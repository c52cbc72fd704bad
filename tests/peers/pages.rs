//! Pages of a real Django REST Framework application, `tca.py`.

use specwright_apis::rt::{ErrorKind, PageState};
use specwright_apis::tca::types::Repo;
use specwright_apis::tca::{Client, ErrorCode};

use crate::peer;

/// The teams of the application, named by the number of their repositories.
const TEAMS: [u64; 4] = [0, 10, 11, 103];
const LIMITS: [Option<u32>; 5] = [None, Some(1), Some(7), Some(11), Some(500)];

fn client(token: &str, prefix: &str) -> Client {
    let base = peer("SPECWRIGHT_PEER_TCA");
    let builder = Client::builder()
        .token(token)
        .base_url(format!("{base}{prefix}"));
    builder.build().expect("a client")
}

fn known() -> Client {
    client("peer-token-5b1c", "/server")
}

fn names(team: u64) -> Vec<String> {
    let name = |number| format!("{team}-{number} 测试 + & é");
    (0..team).map(name).collect()
}

fn name(repo: Repo) -> String {
    repo.name.expect("a name")
}

#[tokio::test]
async fn pages_have_all_items_once_and_in_order() {
    let client = known();
    for team in TEAMS {
        for limit in LIMITS {
            let mut call = client.list_repos("o", team.to_string());
            if let Some(limit) = limit {
                call = call.limit(limit);
            }
            let (mut pages, mut sizes, mut found) = (call.pages(), Vec::new(), Vec::new());
            while let Some(page) = pages.next().await {
                let page = page.expect("a page");
                assert_eq!((page.count, pages.total()), (Some(team), Some(team)));
                sizes.push(page.results.len());
                found.extend(page.results.into_iter().map(name));
            }
            assert_eq!(found, names(team), "limit {limit:?}");
            assert!(pages.state().is_none());
            // The total tells the end: no page is asked for in vain.
            let size = limit.map_or(10, u64::from);
            assert_eq!(sizes.len() as u64, team.div_ceil(size).max(1), "{sizes:?}");
        }
    }
}

#[tokio::test]
async fn a_walk_begins_where_its_caller_says() {
    let client = known();
    let mut items = client.list_repos("o", "11").limit(4).offset(5).items();
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(name(item.expect("an item")));
    }
    assert_eq!(found, names(11)[5..]);
}

#[tokio::test]
async fn a_walk_goes_on_from_a_saved_state() {
    let client = known();
    let call = || client.list_repos("o", "11").limit(4);
    for stop in 0..=11 {
        let (mut items, mut found) = (call().items(), Vec::new());
        while found.len() < stop {
            found.push(name(items.next().await.expect("more").expect("an item")));
        }
        let Some(state) = items.state() else {
            assert_eq!(stop, 11);
            continue;
        };
        let saved = serde_json::to_string(&state).expect("text");
        drop(items);
        let state: PageState = serde_json::from_str(&saved).expect("a state");
        let mut rest = call().items_from(state);
        while let Some(item) = rest.next().await {
            found.push(name(item.expect("an item")));
        }
        assert_eq!(found, names(11), "stopped after {stop}");
        assert_eq!(rest.total(), Some(11));
    }
}

#[tokio::test]
async fn a_search_finds_text_with_signs() {
    let client = known();
    let call = client.list_repos("o", "103");
    let page = call.scm_url_or_name("-2 测试 + & é").send().await;
    let page = page.expect("a page");
    assert_eq!((page.count, page.results.len()), (Some(1), 1));
    let name = page.results[0].name.as_deref();
    assert_eq!(name, Some("103-2 测试 + & é"));
    assert!(page.results[0].created_time.is_some());
}

#[tokio::test]
async fn refusals_are_those_of_the_framework() {
    let stranger = client("wrong", "/server");
    let error = stranger.list_repos("o", "10").send().await;
    let error = error.expect_err("a wrong token");
    assert_eq!((error.status(), error.kind()), (Some(401), ErrorKind::Api));
    assert_eq!(error.code(), Some(&ErrorCode::RequestError));
    assert_eq!(error.message(), Some("认证令牌无效。"));

    let mut items = known().list_repos("o", "12").items();
    let error = items.next().await.expect("an answer");
    let error = error.expect_err("a team of others");
    assert_eq!((error.status(), error.kind()), (Some(403), ErrorKind::Api));

    let lost = client("peer-token-5b1c", "/wrong");
    let error = lost.list_repos("o", "10").send().await;
    let error = error.expect_err("an HTML page");
    assert_eq!(error.status(), Some(404));
    assert_ne!(error.kind(), ErrorKind::Api);
    assert!(error.code().is_none());
}

#[tokio::test]
async fn fields_that_are_refused_have_their_names() {
    let client = known();
    let made = client.create_repo("o", "10", "http://git.repo.com/é", "git");
    let made = made.name("测试").send().await.expect("a repository");
    assert_eq!(made.name.as_deref(), Some("测试"));

    let refused = client.create_repo("o", "10", "", "cvs").send().await;
    let error = refused.expect_err("refused");
    assert_eq!((error.status(), error.kind()), (Some(400), ErrorKind::Api));
    let fields: Vec<_> = error
        .field_errors()
        .iter()
        .map(|refused| refused.field.as_str())
        .collect();
    assert_eq!(fields, ["scm_url", "scm_type"]);
}
