//! Tencent Code Analysis: answers and failures that differ from what one expects.

use std::time::Duration;

use specwright_apis::tca::{ErrorCode, types};
use types::{CcChange, JobState};

use crate::server::Reply;
use crate::support::{always, last};
use crate::tca::{TOKEN, client, wrapped};

#[tokio::test]
async fn seconds_are_texts_in_jobs() {
    let server = always(wrapped(
        r#"{"id":1,"waiting_time":"1","execute_time":"3.25","save_time":null,"state":5,"result_code":null,
            "project":{"id":4,"branch":"master"},"tasks":[{"id":9,"state":4}],"co_jobs":[]}"#,
    ));
    let job = client(&server)
        .get_job("o", "t", 3, 4, 1)
        .send()
        .await
        .expect("a job");
    assert_eq!(job.waiting_time, Some(Duration::from_secs(1)));
    assert_eq!(job.execute_time, Some(Duration::from_millis(3250)));
    assert_eq!((job.save_time, job.result_code), (None, None));
    assert_eq!(job.state, Some(JobState::Initialized));
    let tasks = job.tasks.expect("tasks");
    assert_eq!(tasks[0].state, Some(types::TaskState::Acking));
}

#[tokio::test]
async fn the_same_name_is_a_clock_in_overviews() {
    let server = always(wrapped(
        r#"{"lintscan":{
              "scan":{"id":1,"scan_time":"2021-03-11T20:46:44.171607+08:00","execute_time":"1 00:02:17.844712"},
              "current_scan":{"active_severity_detail":{"error":69}},
              "total":{"state_detail":{"active":197,"9":1},"category_detail":{"other":{"closed":154}}},
              "scan_summary":{"other":{"error":{"rule_count":1,"active":4}}}},
            "duplicatescan":{"id":2,"default_summary":{"exhi_risk":{"range":[0.2,1],"file_count":1}}},
            "clocscan":null}"#,
    ));
    let overview = client(&server)
        .get_overview("o", "t", 3, 4)
        .send()
        .await
        .expect("an overview");
    assert_eq!((overview.cc_scan, overview.cloc_scan), (None, None));
    let lint = overview.lint_scan.expect("code checks");
    let day = Duration::from_secs(24 * 3600);
    let ran = lint.scan.expect("a scan").execute_time;
    assert_eq!(ran, Some(day + Duration::new(137, 844_712_000)));
    let total = lint.total.expect("all findings");
    let states = total.state_detail.expect("states");
    assert_eq!(
        (states.active, states.resolved, states.closed),
        (197, 0, 0),
        "what is zero is left out"
    );
    assert_eq!(states.extra.get("9"), Some(&1));
    let categories = total.category_detail.expect("categories");
    assert_eq!(categories["other"].closed, 154);
    let rules = lint.scan_summary.expect("a summary");
    assert_eq!(rules["other"]["error"].rule_count, 1);
    let risks = overview.dup_scan.and_then(|scan| scan.default_summary);
    let risk = risks.and_then(|risks| risks.exhi_risk).expect("a risk");
    assert_eq!(risk.range, Some(vec![0.2, 1.0]));
}

#[tokio::test]
async fn names_in_one_text_are_parted_as_their_list_does_it() {
    let server = always(wrapped(
        r#"{"count":1,"results":[{"id":1,"related_modifiers":"a,b","change_type":3,"status":7}]}"#,
    ));
    let page = client(&server)
        .list_cc_issues("o", "t", 3, 4)
        .send()
        .await
        .expect("issues");
    let issue = &page.results[0];
    let two = Some(vec!["a".to_owned(), "b".to_owned()]);
    assert_eq!(issue.related_modifiers, two);
    assert_eq!(issue.change_type, Some(CcChange::Modified));
    assert_eq!(issue.status, Some(types::CcStatus::from(7)));
    let server = always(wrapped(
        r#"{"count":1,"results":[{"id":1,"related_modifiers":"a;b","file_owners":null}]}"#,
    ));
    let page = client(&server)
        .list_cc_files("o", "t", 3, 4)
        .worse(true)
        .send()
        .await
        .expect("files");
    assert_eq!(page.results[0].related_modifiers, two);
    assert_eq!(page.results[0].file_owners, None);
    assert!(last(&server).ends_with("/codemetric/ccfiles/?worse=true"));
}

#[tokio::test]
async fn a_repository_is_a_number_in_lists_and_an_object_alone() {
    let server = always(wrapped(r#"{"count":1,"results":[{"id":4,"repo":3}]}"#));
    let page = client(&server).list_projects("o", "t", 3).send().await;
    assert_eq!(page.expect("projects").results[0].repo, Some(3));
    let server = always(wrapped(r#"{"id":4,"repo":{"id":3,"scm_type":"svn"}}"#));
    let project = client(&server).get_project("o", "t", 3, 4).send().await;
    let repo = project.expect("a project").repo.expect("a repository");
    assert_eq!((repo.id, repo.scm_type), (3, Some(types::ScmType::Svn)));
    assert_eq!(
        last(&server),
        "GET /server/main/api/orgs/o/teams/t/repos/3/projects/4/"
    );
}

#[tokio::test]
async fn a_key_has_a_misspelt_identity() {
    let server = always(wrapped(
        r#"{"ssh":[{"id":1,"indentity":"x-1","user":{"username":"u","latest_login_time":null,"org":null}}],"account":[],"oauth":[]}"#,
    ));
    let all = client(&server)
        .get_scm_credentials()
        .send()
        .await
        .expect("credentials");
    assert_eq!(last(&server), "GET /server/main/api/authen/scmallaccounts/");
    let keys = all.ssh.expect("keys");
    assert_eq!(keys[0].identity.as_deref(), Some("x-1"));
}

#[tokio::test]
async fn what_is_wrong_with_fields_is_kept_however_deep_it_is() {
    let body = r#"{"status_code":400,"code":1000,"msg":"refused","invalid_fields":[
        {"field":"scm_url","message":["required","too short"]},
        {"field":"scm_auth","message":{"auth_type":["unknown"]}}]}"#;
    let server = always(Reply::json(400, body));
    let error = client(&server)
        .create_repo("o", "t", "", types::ScmType::Git)
        .send()
        .await
        .expect_err("a refusal");
    assert_eq!(error.code(), Some(&ErrorCode::RequestError));
    let fields: Vec<_> = error
        .field_errors()
        .iter()
        .map(|field| (field.field.as_str(), field.messages.clone()))
        .collect();
    assert_eq!(
        fields,
        [
            ("scm_url", vec!["required".into(), "too short".into()]),
            ("scm_auth", vec![r#"{"auth_type":["unknown"]}"#.into()]),
        ]
    );
}

#[tokio::test]
async fn a_business_failure_has_its_code_whatever_the_status() {
    for (code, expected) in [
        (1041, ErrorCode::RepoExists),
        (225, ErrorCode::NodeAlreadyScanned),
        (1401, ErrorCode::ToolNotFound),
        (1552, ErrorCode::MetricReportCreateFailed),
    ] {
        let body = format!(r#"{{"status_code":400,"code":{code},"msg":"no"}}"#);
        let server = always(Reply::json(400, body));
        let error = client(&server)
            .create_scan("o", "t", 3, 4)
            .send()
            .await
            .expect_err("a refusal");
        assert_eq!(error.code(), Some(&expected));
        assert!(!error.is_auth() && !error.is_retryable(), "{code}");
    }
}

#[tokio::test]
async fn the_proxy_before_the_analysis_service_answers_in_html() {
    let page =
        "<html><head><title>401 Authorization Required</title></head><body>nginx</body></html>";
    let server = always(Reply::new(401, "text/html", page));
    let error = client(&server)
        .list_lint_issues("o", "t", 3, 4)
        .send()
        .await
        .expect_err("a page");
    assert_eq!(error.status(), Some(401));
    assert!(error.is_auth() && !error.is_retryable());
    assert_eq!(error.raw_code(), None);
    assert!(!format!("{error} {error:?}").contains(TOKEN));
}
