//! The specs against the documents they were written from.
//!
//! What a document names is listed here by hand: hosts, parameters, members of answers, error codes, samples. A spec
//! must name the same, in the same order, and nothing more under the document's authority. Facts from elsewhere are
//! marked as such in the specs and left out of the comparison.

#[path = "documents/view.rs"]
mod view;

use view::{
    assert_members, choice, codes, fields, hosts, load, names, operation, parameters, samples,
    successes, words,
};

#[test]
fn te_says_what_its_document_says() {
    let api = load("te");
    assert_eq!(hosts(&api), ["http://{host}:8992"]);
    assert_eq!(api.variables[0].default.as_deref(), Some("ta2"));
    assert_eq!(
        names(api.operations.iter().map(|op| &op.name)),
        words("event_analyze raw_get raw_post")
    );
    // `$API_PATH` and `$API_SECRET`; the document leaves all other parameters to the pages of the routes.
    assert_eq!(
        parameters(operation(&api, "raw_get")),
        words("route! query token@query")
    );
    assert_eq!(
        parameters(operation(&api, "raw_post")),
        words("route! query body token@query")
    );
    assert_eq!(operation(&api, "raw_get").method, "GET");
    assert_eq!(operation(&api, "raw_post").method, "POST");
    assert_eq!(
        operation(&api, "event_analyze").path_text,
        "/open/event-analyze"
    );
    for op in &api.operations {
        assert_members(
            &api,
            op,
            "return_code return_message data stackMessage",
            "showStackMessage",
        );
    }
    assert_eq!(
        codes(&api),
        words(
            "0 -1 -1001 -10012 -10013 -1002 -1003 -1004 -1005 -1006 -1007 -1008 -1009 -1010 -1011 -1012 -1013 -1014
             -1015 -1020 -1021 -1022 -1023 -1099 -1100 -1999 -2000 -2001 -2002 -2003 -2004 -2005 -2006 -3000 -3001
             -3004 -3005 -3006 -3007 -3008 -3009"
        )
    );
    assert_eq!(successes(&api), ["0"]);
    assert_eq!(
        samples(&api),
        [
            "raw_get call_rule: request",
            "raw_get basic_structure: faulty"
        ]
    );
}

#[test]
fn tencent_chat_says_what_its_document_says() {
    const FIELDS: &str = "AppName AppId Company ActiveUserNum RegistUserNumOneDay RegistUserNumTotal LoginTimes
        LoginUserNum UpMsgNum SendMsgUserNum APNSMsgNum C2CUpMsgNum C2CDownMsgNum C2CSendMsgUserNum C2CAPNSMsgNum
        MaxOnlineNum DownMsgNum ChainIncrease ChainDecrease GroupUpMsgNum GroupDownMsgNum GroupSendMsgUserNum
        GroupAPNSMsgNum GroupSendMsgGroupNum GroupJoinGroupTimes GroupQuitGroupTimes GroupNewGroupNum
        GroupAllGroupNum GroupDestroyGroupNum CallBackReq CallBackRsp Date";
    let api = load("tencent_chat");
    assert_eq!(
        names(api.servers.iter().map(|server| &server.name)),
        words("china singapore seoul frankfurt mumbai silicon_valley jakarta")
    );
    assert_eq!(
        hosts(&api),
        [
            "https://console.tim.qq.com",
            "https://adminapisgp.im.qcloud.com",
            "https://adminapikr.im.qcloud.com",
            "https://adminapiger.im.qcloud.com",
            "https://adminapiind.im.qcloud.com",
            "https://adminapiusa.im.qcloud.com",
            "https://adminapiidn.im.qcloud.com",
        ]
    );
    let op = operation(&api, "get_app_info");
    assert_eq!(op.path_text, "/v4/openconfigsvr/getappinfo");
    assert_eq!(
        parameters(op),
        words(
            "RequestField sdkappid:sdk_app_id identifier:identifier random:fresh contenttype=json usersig@signature"
        )
    );
    assert_members(&api, op, "ErrorCode ErrorInfo Result", "");
    let expected: Vec<_> = words(FIELDS)
        .into_iter()
        .map(|field| format!("Result[].{field}"))
        .collect();
    assert_eq!(expected.len(), 32);
    assert_eq!(fields(&api, op), expected);
    assert_eq!(choice(&api, "DataField"), words(FIELDS));
    assert_eq!(
        codes(&api),
        words("130001 130009 130010 130011 130012 60000..79999")
    );
    assert!(api.errors.iter().all(|row| row.status == Some(200)));
    assert_eq!(
        samples(&api),
        [
            "get_app_info all_fields: request faulty",
            "get_app_info specified_fields: request answer"
        ]
    );
}

#[test]
fn weda_says_what_its_document_says() {
    let api = load("weda");
    assert_eq!(
        hosts(&api),
        ["https://{env_id}.ap-shanghai.tcb-api.tencentcloudapi.com"]
    );
    let token = operation(&api, "get_access_token");
    assert_eq!(
        (token.method.as_str(), token.path_text.as_str()),
        ("POST", "/auth/v1/token/clientCredential")
    );
    assert_eq!(
        parameters(token),
        words("grant_type=client_credentials basic")
    );
    assert_eq!(
        fields(&api, token),
        words("token_type access_token expires_in")
    );
    let list = operation(&api, "list_records");
    assert_eq!(
        (list.method.as_str(), list.path_text.as_str()),
        ("GET", "/weda/odata/v1/{env_type}/{datasource}")
    );
    assert_eq!(
        parameters(list),
        words("env_type! datasource! Content-Type=application/json Authorization@header")
    );
    assert_eq!(choice(&api, "EnvType"), words("prod pre"));
    assert_members(
        &api,
        list,
        "code requestId message Response.RequestId Response.Error.Code Response.Error.Message",
        "",
    );
    assert_eq!(
        codes(&api),
        words(
            "INVALID_ACCESS_TOKEN BAD_REQUEST INVALID_HOST INVALID_REGION INVALID_ENV INVALID_ENV_STATUS
             INVALID_COMMON_PARAM SIGN_PARAM_INVALID PERMISSION_DENIED EXCEED_REQUEST_LIMIT EXCEED_RATELIMIT SYS_ERR
             SERVER_TIMEOUT"
        )
    );
    assert_eq!(
        samples(&api),
        [
            "get_access_token nodejs: request",
            "get_access_token java: request faulty",
            "get_access_token postman: request",
            "list_records nodejs: request",
            "list_records gateway_refusal: error INVALID_ACCESS_TOKEN",
            "list_records business_refusal: error InvalidParameter",
        ]
    );
}

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
        parameters(repos),
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
        parameters(teams),
        words("org_sid! limit offset Authorization@header")
    );
    assert_eq!(codes(&api), ["0"]);
    assert_eq!(
        samples(&api),
        [
            "list_repos helloworld: request answer",
            "list_repos response_format: faulty",
            "list_teams paging: request"
        ]
    );
}

#[test]
fn quickbi_says_what_its_document_says() {
    let api = load("quickbi");
    assert_eq!(
        hosts(&api),
        [
            "https://quickbi-public.aliyuncs.com",
            "http://quickbi-public.aliyuncs.com"
        ]
    );
    let op = operation(&api, "create_embed_token");
    assert_eq!((op.method.as_str(), op.path_text.as_str()), ("GET", "/"));
    assert_eq!(
        parameters(op),
        words(
            "UserId AccountName AccountType WorksId! ExpireMin Action=CreateEmbedToken rpc_v1@signature"
        )
    );
    assert_eq!(op.rules.len(), 1, "an account name needs its type");
    assert_members(&api, op, "RequestId Result Success", "");
    assert_eq!(
        fields(&api, op),
        words("Result.AccessToken Result.TokeType Result.InvalidTime Result.RegisterTime")
    );
    let rows: Vec<_> = api
        .errors
        .iter()
        .map(|row| (row.key.as_str(), row.messages[0].as_str()))
        .collect();
    assert_eq!(
        rows,
        [
            (
                "Internal.System.Error",
                "An internal system error occurred."
            ),
            ("Invalid.Parameter.Error", "The parameter is invalid:%s."),
            (
                "User.Not.In.Organization",
                "The specified user is not in the organizational unit."
            ),
            (
                "Authorize3Rd.Token.ToMuch",
                "There are too many valid tokens [%s]. Please do not apply for the same tokens again."
            ),
            ("DirtyData.Duplicate.User", "Dirty data,duplicate user: %s."),
            ("Report.NotExist", "The dashboard does not exist."),
            (
                "Report.NotExist.Error",
                "This work does not exist. It may have been deleted. Work ID is %s."
            ),
            (
                "Access.ReportTree.Unauthorized",
                "The access report tree is not authorized."
            ),
            ("Cube.Not.Exist", "The Cube does not exist."),
            (
                "Datasource.Not.Found",
                "The specified data source is not found."
            ),
            (
                "Organization.Workspace.Inconformity",
                "The workspace does not match the organization."
            ),
            ("ApiUser.Not.Exists", "The specified user does not exist."),
            ("System.Param.Empty", "You must specify the %s parameter."),
        ]
    );
    for row in &api.errors {
        assert_eq!(row.status, Some(500), "{}", row.key);
        let holes = row.messages[0].matches("%s").count();
        assert_eq!(row.args.len(), holes, "{}", row.key);
    }
    assert_eq!(
        samples(&api),
        [
            "create_embed_token json: request answer",
            "create_embed_token xml: request answer"
        ]
    );
}

#[test]
fn every_error_code_says_what_it_means() {
    for api in ["te", "tencent_chat", "weda", "tca", "quickbi"].map(load) {
        for row in &api.errors {
            assert!(!row.texts.is_empty(), "{} {}", api.name, row.key);
        }
    }
}
