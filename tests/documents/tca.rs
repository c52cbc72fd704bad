//! The spec of Tencent Code Analysis, against the document of its interface and the vendor's pages of single
//! operations.

use serde_json::Value as Json;
use specwright::model::{Api, Basis, CodePattern, Operation, Rule, Type, TypeKind};

use super::view::{
    anywhere, assert_members, choice, codes, fields, hosts, load, names, operation, parameters,
    parameters_by, samples, words,
};

/// What the pages of single operations name: the operation here, method, path and parameters. `O` and `A` stand for a
/// project team in the two services, `R` for a repository, `P` for an analysis project. Left out are the parameters
/// of the path, and `limit` and `offset` of those that end with `...`.
const PAGES: &str = "
    list_repos GET O/repos/: scm_url_or_name scm_url scope ...
    create_repo POST O/repos/: scm_url! scm_type! ssh_url name scm_auth
    get_repo GET OR/:
    list_branches GET OR/branches/: ...
    list_projects GET OR/projects/: branch scan_scheme scan_scheme__status branch_or_scheme status ...
    create_project POST OR/projects/: scan_scheme_id global_scheme_id custom_scheme_name branch! created_from
    get_project GET OP/:
    list_schemes GET OR/schemes/: name status ...
    get_scheme_basic GET OR/schemes/{scheme_id}/basicconf/:
    update_scheme_basic PUT OR/schemes/{scheme_id}/basicconf/: languages tag name! description default_flag
        job_runtime_limit ignore_merged_issue ignore_branch_issue ignore_submodule_clone ignore_submodule_issue
        issue_global_ignore daily_save lfs_flag issue_revision_merge_flag status
    get_scheme_lint GET OR/schemes/{scheme_id}/lintconf/:
    update_scheme_lint PUT OR/schemes/{scheme_id}/lintconf/: enabled!
    get_scheme_metric GET OR/schemes/{scheme_id}/metricconf/:
    update_scheme_metric PUT OR/schemes/{scheme_id}/metricconf/: cc_scan_enabled min_ccn dup_scan_enabled
        dup_block_length_min dup_block_length_max dup_max_dup_times dup_min_midd_rate dup_min_high_rate
        dup_min_exhi_rate dup_issue_limit cloc_scan_enabled
    list_scheme_dirs GET OR/schemes/{scheme_id}/scandirs/: ...
    create_scheme_dir POST OR/schemes/{scheme_id}/scandirs/: dir_path! path_type scan_type
    get_scheme_dir GET OR/schemes/{scheme_id}/scandirs/{dir_id}/:
    update_scheme_dir PUT OR/schemes/{scheme_id}/scandirs/{dir_id}/: dir_path! path_type scan_type
    delete_scheme_dir DELETE OR/schemes/{scheme_id}/scandirs/{dir_id}/:
    get_scm_credentials GET /main/api/authen/scmallaccounts/:
    create_scan POST OP/scans/create/: incr_scan async_flag force_create
    list_jobs GET OP/jobs/: create_time_gte create_time_lte result_code_gte result_code_lte result_msg state
        created_from creator ...
    get_job GET OP/jobs/{job_id}/detail/:
    get_overview GET AP/overview/:
    get_latest_scan GET AP/overview/latestscan/: scan_revision
    list_lint_scans GET AP/overview/lintscans/: scan_time_before scan_time_after ...
    list_cc_scans GET AP/overview/cycscans/: scan_time_before scan_time_after ...
    list_dup_scans GET AP/overview/dupscans/: scan_time_before scan_time_after ...
    list_cloc_scans GET AP/overview/clocscans/: scan_time_before scan_time_after ...
    list_lint_issues GET AP/codelint/issues/: state severity resolution author scan_open scan_fix ci_time_gte
        ci_time_lte file_path checkrule_display_name checkpackage ...
    get_lint_issue GET AP/codelint/issues/{issue_id}/:
    list_scan_lint_issues GET AP/codelint/scans/{scan_id}/issues/: state severity resolution author scan_open_id
        scan_fix_id ci_time_gte ci_time_lte file_path checkrule_display_name checkpackage ...
    list_cr_scan_lint_issues GET AP/codelint/crscans/{scan_id}/issues/: state severity resolution author scan_open_id
        scan_fix_id ci_time_gte ci_time_lte file_path checkrule_display_name checkpackage ...
    list_cc_files GET AP/codemetric/ccfiles/: state change_type author last_modifier file_path scan_open scan_close
        worse over_cc_sum_gte over_cc_sum_lte over_cc_avg_gte over_cc_avg_lte over_cc_func_count_gte
        over_cc_func_count_lte ...
    list_cc_file_issues GET AP/codemetric/ccfiles/{file_id}/ccissues/: status change_type author last_modifier
        file_path ccn_gte ccn_lte ...
    list_cc_issues GET AP/codemetric/ccissues/: status change_type author last_modifier file_path ccn_gte ccn_lte ...
    list_scan_cc_files GET AP/codemetric/scans/{scan_id}/ccfiles/: state change_type author last_modifier file_path
        scan_open_id scan_close_id worse over_cc_sum_gte over_cc_sum_lte over_cc_avg_gte over_cc_avg_lte
        over_cc_func_count_gte over_cc_func_count_lte ...
    list_scan_cc_file_issues GET AP/codemetric/scans/{scan_id}/ccfiles/{file_id}/ccissues/: status change_type author
        last_modifier file_path ccn_gte ccn_lte ...
    list_scan_cc_issues GET AP/codemetric/scans/{scan_id}/ccissues/: status change_type author last_modifier file_path
        ccn_gte ccn_lte ...
    list_dup_files GET AP/codemetric/dupfiles/: issue__state change_type issue__owner last_modifier file_path
        duplicate_rate_gte duplicate_rate_lte ...
    get_dup_file GET AP/codemetric/dupfiles/{file_id}/:
    list_dup_blocks GET AP/codemetric/dupfiles/{file_id}/blocks/: ...
    list_cloc_files GET AP/codemetric/clocfiles/: change_type file_path ...
    list_cloc_languages GET AP/codemetric/cloclangs/: ...";

#[test]
fn tca_says_what_its_document_says() {
    let api = load("tca");
    assert_eq!(hosts(&api), ["http://{host}/server"]);
    let repos = operation(&api, "list_repos");
    assert_eq!(
        repos.path_text,
        "/main/api/orgs/{org_sid}/teams/{project_team}/repos/"
    );
    assert_eq!(
        parameters(&api, repos),
        words("org_sid! project_team! limit offset Authorization@header")
    );
    assert_members(&api, repos, "data code msg", "status_code");
    let user = "username nickname status avatar org";
    let expected = [
        ("data", "count next previous results"),
        (
            "data.results[]",
            "id name scm_url scm_type branch_count scheme_count job_count created_time recent_active",
        ),
        (
            "data.results[].recent_active",
            "id branch_name active_time total_line_num code_line_num",
        ),
        ("data.results[]", "created_from creator"),
        ("data.results[].creator", user),
        ("data.results[]", "symbol scm_auth"),
        (
            "data.results[].scm_auth",
            "id scm_account scm_oauth scm_ssh",
        ),
        (
            "data.results[].scm_auth.scm_ssh",
            "id name scm_platform scm_platform_desc user",
        ),
        ("data.results[].scm_auth.scm_ssh.user", user),
        (
            "data.results[].scm_auth",
            "auth_type created_time modified_time",
        ),
        ("data.results[]", "project_team"),
        (
            "data.results[].project_team",
            "name display_name status org_sid",
        ),
    ];
    let expected: Vec<_> = expected
        .iter()
        .flat_map(|(at, members)| {
            members
                .split_whitespace()
                .map(move |name| format!("{at}.{name}"))
        })
        .collect();
    assert_eq!(fields(&api, repos), expected);
    let teams = operation(&api, "list_teams");
    assert_eq!(teams.path_text, "/main/api/orgs/{org_sid}/teams/");
    assert_eq!(
        parameters(&api, teams),
        words("org_sid! limit offset Authorization@header")
    );
    assert_eq!(codes(&api), ["0"]);
    assert_eq!(
        samples(&api),
        [
            "list_teams paging: request",
            "list_repos helloworld: request answer",
            "list_repos response_format: faulty",
        ]
    );
}

/// A line of [`PAGES`] from what the spec says.
fn line(api: &Api, op: &Operation) -> String {
    let path = op
        .path_text
        .replace("{project_team}", "{team_name}")
        .replace("/main/api/orgs/{org_sid}/teams/{team_name}", "O")
        .replace("/analysis/api/orgs/{org_sid}/teams/{team_name}", "A")
        .replace("/repos/{repo_id}/projects/{project_id}", "P")
        .replace("/repos/{repo_id}", "R");
    let mut params = parameters_by(api, op, anywhere);
    let in_path = |name: &String| {
        op.path_text
            .contains(&format!("{{{}}}", name.trim_end_matches('!')))
    };
    params.retain(|name| !in_path(name) && name != "Authorization@header");
    let all = params.len();
    params.retain(|name| name != "limit" && name != "offset");
    if params.len() + 2 == all {
        params.push("...".to_owned());
    }
    format!("{} {} {path}: {}", op.name, op.method, params.join(" "))
}

#[test]
fn tca_says_what_the_pages_of_its_operations_say() {
    let api = load("tca");
    let pages = PAGES.replace("\n        ", " ");
    let mut expected: Vec<_> = pages.lines().skip(1).map(str::trim).collect();
    let mut found: Vec<_> = api
        .operations
        .iter()
        .filter(|op| op.name != "list_teams")
        .map(|op| line(&api, op).trim_end().to_owned())
        .collect();
    expected.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, expected);
    let create = operation(&api, "create_project");
    assert!(
        matches!(create.rules[..], [Rule { .. }]),
        "one of two schemes"
    );
    for (name, values) in [
        ("ScmType", "git svn"),
        ("SchemeStatus", "1 2"),
        ("PathType", "1 2"),
        ("ScanType", "1 2"),
        ("IssueState", "1 2 3"),
        ("Severity", "1 2 3 4"),
        ("Category", "1 2 3 4 5 6 7 8"),
        ("CcChange", "0 1 2 3"),
        ("CcStatus", "1 2"),
        ("DupState", "1 2 3"),
        ("FileChange", "add del mod"),
        // Of these the code knows more than the pages.
        ("ProjectStatus", "1 2 3 4 5"),
        ("JobState", "0 1 2 3 4 5"),
        ("Resolution", "0 1 2 3 4 5 6 7 8"),
        ("RepoScope", "my subscribed related_me all"),
    ] {
        assert_eq!(choice(&api, name), words(values), "{name}");
    }
}

#[test]
fn lists_of_tca_take_a_page_at_a_time() {
    let api = load("tca");
    for op in &api.operations {
        let params: Vec<_> = names(op.params.iter().map(|param| &param.field.wire));
        let paged = params.contains(&"limit") && params.contains(&"offset");
        assert_eq!(op.name.starts_with("list_"), paged, "{}", op.name);
        let page = matches!(&op.returns.ty, Type::Named(id, _) if api.types[id.0].name == "Page");
        assert_eq!(page, paged, "{}", op.name);
    }
}

#[test]
fn what_the_open_source_server_lacks_is_marked() {
    let api = load("tca");
    let lacking = api.operations.iter().filter(|op| {
        let note = op.source.note.as_deref();
        note.is_some_and(|note| note.contains("no such route"))
    });
    assert_eq!(
        names(lacking.map(|op| &op.name)),
        words(
            "list_scan_cc_files list_scan_cc_file_issues list_scan_cc_issues list_scan_lint_issues
             list_cr_scan_lint_issues"
        )
    );
}

#[test]
fn error_numbers_of_the_vendors_code_are_marked_as_observed() {
    const CODES: &str = "-1 1 2 100 101 102 110 111 112 113 114 115 116 120 121 122 199 200 201 202 203 204 205 210 211
        212 213 214 215 216 217 218 219 221 222 223 224 225 226 297 298 299 300 301 302 310 311 312 313 320 321 330 340
        1000 1010 1011 1020 1021 1022 1023 1030 1031 1032 1040 1041 1042 1043 1050 1060 1061 1062 1070 1080 1100 1101
        1200 1201 1300 1301 1400 1401 1500 1501 1550 1551 1552";
    let api = load("tca");
    let observed = api
        .errors
        .iter()
        .filter(|row| row.source.basis == Basis::Observed);
    let observed: Vec<_> = observed
        .map(|row| match &row.code {
            CodePattern::Integer(code) => code.to_string(),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(observed, words(CODES));
}

#[test]
fn answers_of_the_pages_have_no_member_that_types_leave_out() {
    let api = load("tca");
    let mut unread = Vec::new();
    let mut read = 0;
    for op in &api.operations {
        for sample in &op.samples {
            let Some(answer) = &sample.response else {
                continue;
            };
            if answer.faulty.is_some() || answer.error.is_some() || answer.body.is_empty() {
                continue;
            }
            let body: Json = serde_json::from_str(&answer.body).expect("JSON");
            let at = format!("{} {}: data", op.name, sample.name);
            walk(&api, &op.returns.ty, &[], &body["data"], &at, &mut unread);
            read += 1;
        }
    }
    assert!(read > 40, "{read} answers");
    // The page shows a function where files are listed.
    let mistaken = "list_cc_files worse: data.results[].";
    unread.retain(|path| !path.starts_with(mistaken));
    assert_eq!(unread, [""; 0]);
}

/// Members of a value that its type does not name.
fn walk(api: &Api, ty: &Type, args: &[Type], value: &Json, at: &str, unread: &mut Vec<String>) {
    match (ty, value) {
        (Type::List(item), Json::Array(items)) => items
            .iter()
            .for_each(|value| walk(api, item, args, value, &format!("{at}[]"), unread)),
        (Type::Map(item), Json::Object(members)) => members
            .values()
            .for_each(|value| walk(api, item, args, value, &format!("{at}{{}}"), unread)),
        (Type::Nullable(inner), _) => walk(api, inner, args, value, at, unread),
        (Type::Param(index), _) => walk(api, &args[*index], &[], value, at, unread),
        (Type::Named(id, args), Json::Object(members)) => {
            let TypeKind::Struct(shape) = &api.types[id.0].kind else {
                return;
            };
            for (name, value) in members {
                let path = format!("{at}.{name}");
                match shape.fields.iter().find(|field| field.wire == *name) {
                    Some(field) => walk(api, &field.value.ty, args, value, &path, unread),
                    None => unread.push(path),
                }
            }
        }
        _ => {}
    }
}
