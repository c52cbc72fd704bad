//! Tencent Code Analysis: what single operations send.

use specwright_apis::rt;
use specwright_apis::tca::types;
use types::{DupState, FileChange, IssueState, JobState, Resolution, Severity};

use crate::server::{Reply, Server};
use crate::support::{always, last};
use crate::tca::{client, wrapped};

const NOTHING: &str = r#"{"data":{"count":0,"next":null,"previous":null,"results":[]},"code":0,"msg":"请求成功","status_code":200}"#;

/// The body of the last request.
fn sent(server: &Server) -> serde_json::Value {
    let seen = server.requests();
    let request = seen.last().expect("a request");
    assert_eq!(request.header("content-type"), Some("application/json"));
    serde_json::from_slice(&request.body).expect("JSON")
}

#[tokio::test]
async fn several_values_of_a_filter_stand_in_one_parameter() {
    let server = always(Reply::json(200, NOTHING));
    client(&server)
        .list_lint_issues("o", "t", 3, 4)
        .state([IssueState::Active, IssueState::Resolved])
        .severity([Severity::Fatal, 9.into()])
        .resolution([Resolution::Nothing])
        .file_path("a,b/c.py")
        .limit(100)
        .send()
        .await
        .expect("issues");
    let seen = server.requests();
    assert_eq!(
        seen[0].path(),
        "/server/analysis/api/orgs/o/teams/t/repos/3/projects/4/codelint/issues/"
    );
    let query = [
        ("state", "1,2"),
        ("severity", "1,9"),
        ("resolution", "0"),
        ("file_path", "a,b/c.py"),
        ("limit", "100"),
    ];
    assert_eq!(
        seen[0].query(),
        query.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
}

#[tokio::test]
async fn two_underscores_are_part_of_a_name() {
    let server = always(Reply::json(200, NOTHING));
    client(&server)
        .list_dup_files("o", "t", 3, 4)
        .issue_state([DupState::Active, DupState::Closed])
        .issue_owner("me")
        .change_type([FileChange::Added, FileChange::Modified])
        .send()
        .await
        .expect("files");
    assert_eq!(
        last(&server),
        "GET /server/analysis/api/orgs/o/teams/t/repos/3/projects/4/codemetric/dupfiles/\
         ?issue__state=1%2C3&change_type=add%2Cmod&issue__owner=me"
    );
    // Newer servers spell the two with one.
    client(&server)
        .list_dup_files("o", "t", 3, 4)
        .state([DupState::Ignored])
        .owner("me")
        .send()
        .await
        .expect("files");
    assert!(last(&server).ends_with("/dupfiles/?issue_state=2&issue_owner=me"));
    client(&server)
        .list_projects("o", "t", 3)
        .scan_scheme_status(types::SchemeStatus::Void)
        .status(types::ProjectStatus::Active)
        .send()
        .await
        .expect("projects");
    assert!(last(&server).ends_with("/repos/3/projects/?scan_scheme__status=2&status=1"));
}

#[tokio::test]
async fn times_are_asked_for_without_a_zone() {
    let server = always(Reply::json(200, NOTHING));
    client(&server)
        .list_jobs("o", "t", 3, 4)
        .create_time_gte("2021-01-01T08:30:00".parse().expect("a time"))
        .state([JobState::Waiting, JobState::Storing])
        .send()
        .await
        .expect("jobs");
    let seen = server.requests();
    assert_eq!(
        seen[0].param("create_time_gte").as_deref(),
        Some("2021-01-01 08:30:00")
    );
    assert_eq!(seen[0].param("state").as_deref(), Some("0,3"));
}

#[tokio::test]
async fn a_path_is_deleted_and_no_body_comes_back() {
    let server = always(Reply::new(204, "application/json", ""));
    client(&server)
        .delete_scheme_dir("o", "t", 3, 5, 8)
        .send()
        .await
        .expect("nothing");
    assert_eq!(
        last(&server),
        "DELETE /server/main/api/orgs/o/teams/t/repos/3/schemes/5/scandirs/8/"
    );
    assert!(server.requests()[0].body.is_empty());
}

#[tokio::test]
async fn a_path_is_added_and_shown_with_201() {
    let body = r#"{"data":{"id":13,"dir_path":"test/*.py","path_type":1,"scan_type":2,"scan_scheme":5},"code":0,"msg":"请求成功","status_code":201}"#;
    let server = always(Reply::json(201, body));
    let dir = client(&server)
        .create_scheme_dir("o", "t", 3, 5, "test/*.py")
        .scan_type(types::ScanType::Exclude)
        .send()
        .await
        .expect("a path");
    assert_eq!(
        sent(&server),
        serde_json::json!({"dir_path": "test/*.py", "scan_type": 2})
    );
    assert_eq!(
        (dir.id, dir.path_type, dir.scan_type),
        (
            13,
            Some(types::PathType::Wildcard),
            Some(types::ScanType::Exclude)
        )
    );
}

#[tokio::test]
async fn a_scheme_is_changed_by_what_is_given() {
    let server = always(wrapped(
        r#"{"id":5,"name":"main","languages":["python","go"],"lfs_flag":null,"status":1,"repo":3}"#,
    ));
    let scheme = client(&server)
        .update_scheme_basic("o", "t", 3, 5, "main")
        .languages(["python", "go"])
        .default_flag(true)
        .job_runtime_limit(600)
        .ignore_branch_issue("master")
        .status(types::SchemeStatus::Active)
        .send()
        .await
        .expect("a scheme");
    assert_eq!(
        last(&server),
        "PUT /server/main/api/orgs/o/teams/t/repos/3/schemes/5/basicconf/"
    );
    assert_eq!(
        sent(&server),
        serde_json::json!({
            "languages": ["python", "go"], "name": "main", "default_flag": true, "job_runtime_limit": 600,
            "ignore_branch_issue": "master", "status": 1
        })
    );
    assert_eq!((scheme.id, scheme.lfs_flag), (5, None));
}

#[tokio::test]
async fn a_scan_is_started_with_and_without_wishes() {
    let server = always(wrapped(r#"{"job":{"id":7974},"scan":{"id":5528}}"#));
    let client = client(&server);
    let call = client.create_scan("o", "t", 3, 4);
    let scan = call.incr_scan(true).force_create(false).send().await;
    assert_eq!(
        last(&server),
        "POST /server/main/api/orgs/o/teams/t/repos/3/projects/4/scans/create/"
    );
    assert_eq!(
        sent(&server),
        serde_json::json!({"incr_scan": true, "force_create": false})
    );
    let scan = scan.expect("a scan");
    assert_eq!(
        (scan.job.id, scan.scan.map(|scan| scan.id)),
        (7974, Some(5528))
    );
    let call = client.create_scan("o", "t", 3, 4);
    call.send().await.expect("a scan");
    assert_eq!(sent(&server), serde_json::json!({}));
}

#[tokio::test]
async fn a_project_comes_from_one_scheme_or_one_template() {
    let server = always(wrapped(r#"{"id":4,"repo":{"id":3}}"#));
    let client = client(&server);
    let none = client.create_project("o", "t", 3, "master").send().await;
    assert_eq!(none.expect_err("neither").kind(), rt::ErrorKind::Build);
    let call = client.create_project("o", "t", 3, "master");
    let both = call.scan_scheme_id(1).global_scheme_id(2).send().await;
    assert_eq!(both.expect_err("both").kind(), rt::ErrorKind::Build);
    assert!(server.requests().is_empty(), "nothing was sent");
    let call = client.create_project("o", "t", 3, "master");
    call.global_scheme_id(2).send().await.expect("a project");
    assert_eq!(
        sent(&server),
        serde_json::json!({"branch": "master", "global_scheme_id": 2})
    );
}

#[tokio::test]
async fn a_repository_is_registered_with_one_kind_of_credentials() {
    let server = always(wrapped(
        r#"{"id":1,"recent_active":{},"created_time":"2022-10-22T16:30:30+08:00",
            "scm_auth":{"id":2,"auth_type":"oauth","scm_account":null,"scm_ssh":null,"scm_oauth":5}}"#,
    ));
    let repo = client(&server)
        .create_repo("o", "t", "https://git.example.com/a", types::ScmType::Git)
        .scm_auth(types::RepoAuth::Oauth(types::OauthId::new(5)))
        .send()
        .await
        .expect("a repository");
    assert_eq!(
        sent(&server),
        serde_json::json!({
            "scm_url": "https://git.example.com/a", "scm_type": "git",
            "scm_auth": {"auth_type": "oauth", "scm_oauth": 5}
        })
    );
    let auth = repo.scm_auth.expect("credentials");
    assert_eq!(auth.auth_type, Some(types::ScmAuthType::Oauth));
    assert_eq!((auth.scm_ssh, auth.scm_oauth), (None, Some(5)));
    let active = repo.recent_active.expect("an empty object");
    assert_eq!(active.active_time, None);
}
