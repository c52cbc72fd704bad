//! The specs against the documents they were written from.
//!
//! What a document names is listed here by hand: hosts, parameters, members of answers, error codes, samples. A spec
//! must name the same, in the same order, and nothing more under the document's authority. Facts from elsewhere are
//! marked as such in the specs and left out of the comparison.

#[path = "documents/tca.rs"]
mod tca;
#[path = "documents/view.rs"]
mod view;

use view::{
    assert_members, choice, codes, documented_errors, documented_operations, fields, hosts, load,
    names, operation, parameters, samples, successes, words,
};

#[test]
fn te_says_what_its_document_says() {
    let api = load("te");
    assert_eq!(hosts(&api), ["http://{host}:8992"]);
    assert_eq!(api.variables[0].default.as_deref(), Some("ta2"));
    let named = documented_operations(&api);
    assert_eq!(
        names(named.iter().map(|op| &op.name)),
        words("raw_get raw_post")
    );
    // `$API_PATH` and `$API_SECRET`; the document leaves all other parameters to the pages of the routes.
    assert_eq!(
        parameters(&api, operation(&api, "raw_get")),
        words("route! query token@query")
    );
    assert_eq!(
        parameters(&api, operation(&api, "raw_post")),
        words("route! query body token@query")
    );
    assert_eq!(operation(&api, "raw_get").method, "GET");
    assert_eq!(operation(&api, "raw_post").method, "POST");
    assert_eq!(
        operation(&api, "event_analyze").path_text,
        "/open/event-analyze"
    );
    for op in named {
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
        parameters(&api, op),
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
        words("0 130001 130009 130010 130011 130012 60000..79999")
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
        parameters(&api, token),
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
        parameters(&api, list),
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
             SERVER_TIMEOUT InvalidParameter"
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
        parameters(&api, op),
        words(
            "UserId AccountName AccountType WorksId! ExpireMin Action=CreateEmbedToken rpc_v1@signature|acs3@signature"
        )
    );
    assert_eq!(op.rules.len(), 1, "an account name needs its type");
    assert_members(&api, op, "RequestId Result Success", "");
    assert_eq!(
        fields(&api, op),
        words("Result.AccessToken Result.TokeType Result.InvalidTime Result.RegisterTime")
    );
    let errors = documented_errors(&api);
    let rows: Vec<_> = errors
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
    for row in errors {
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
