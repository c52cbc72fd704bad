//! Pages of a real Django REST Framework application, `tca.py`.

use specwright_apis::rt::ErrorKind;
use specwright_apis::tca::{Client, ErrorCode};

use crate::peer;

/// The teams of the application, named by the number of their repositories.
const TEAMS: [u64; 4] = [0, 10, 11, 103];

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
    (0..team)
        .map(|number| format!("{team}-{number} 测试 + & é"))
        .collect()
}

#[tokio::test]
async fn offsets_lead_through_all_repositories() {
    let client = known();
    for team in TEAMS {
        for limit in [None, Some(1), Some(7), Some(11), Some(500)] {
            let mut found = Vec::new();
            loop {
                let offset = u32::try_from(found.len()).expect("few");
                let mut call = client.list_repos("o", team.to_string()).offset(offset);
                if let Some(limit) = limit {
                    call = call.limit(limit);
                }
                let page = call.send().await.expect("a page");
                assert_eq!(page.count, Some(team));
                let size = limit.unwrap_or(10).min(103 - offset.min(103));
                assert!(page.results.len() <= size as usize);
                found.extend(
                    page.results
                        .into_iter()
                        .map(|repo| repo.name.expect("a name")),
                );
                // The links of the server lack its prefix; whether there is one is all they say.
                if page.next.is_none() {
                    break;
                }
            }
            assert_eq!(found, names(team), "limit {limit:?}");
        }
    }
}

#[tokio::test]
async fn a_search_finds_text_with_signs() {
    let client = known();
    let call = client
        .list_repos("o", "103")
        .scm_url_or_name("-2 测试 + & é");
    let page = call.send().await.expect("a page");
    assert_eq!(page.count, Some(1));
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

    let error = known().list_repos("o", "12").send().await;
    let error = error.expect_err("a team of others");
    assert_eq!((error.status(), error.kind()), (Some(403), ErrorKind::Api));

    let lost = client("peer-token-5b1c", "/wrong");
    let error = lost.list_repos("o", "10").send().await;
    let error = error.expect_err("an HTML page");
    assert_eq!(error.status(), Some(404));
    assert_ne!(error.kind(), ErrorKind::Api);
    assert!(error.code().is_none());
}
