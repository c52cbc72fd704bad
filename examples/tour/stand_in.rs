//! Answers as the five services would, written by hand and not from the specs.

use crate::server::{Reply, Request, Server};

/// Starts the stand-in on a free loopback port.
pub(crate) fn start() -> std::io::Result<Server> {
    Server::start(answer)
}

fn answer(request: &Request) -> Reply {
    match request.path() {
        "/open/event-analyze" => Reply::json(200, EVENTS),
        "/open/not-allowed" => Reply::json(200, NOT_ALLOWED),
        "/v4/openconfigsvr/getappinfo" => Reply::json(200, APP_INFO),
        "/auth/v1/token/clientCredential" => Reply::json(200, TOKEN),
        "/weda/odata/v1/prod/sys_user" => Reply::json(200, RECORDS),
        path if path.contains("behind-a-proxy") => {
            Reply::new(502, "text/html", "<html>502 Bad Gateway</html>")
        }
        path if path.starts_with("/server/main/api/orgs/") => Reply::json(200, REPOS),
        "/" if request.param("WorksId").as_deref() == Some("gone") => {
            Reply::new(500, "text/xml", GONE)
        }
        "/" => Reply::json(200, EMBED_TOKEN),
        _ => Reply::new(404, "text/html", "<html>no such page</html>"),
    }
}

const EVENTS: &str = r#"{"return_code":0,"return_message":"success","data":{"x":["2021-12-21","2021-12-22"],"y":[]},"stackMessage":"","showStackMessage":false}"#;
const NOT_ALLOWED: &str =
    r#"{"return_code":-1006,"return_message":"no permission for this project"}"#;
const APP_INFO: &str = r#"{"ErrorCode":0,"ErrorInfo":"OK","Result":[{"ChainDecrease":"8","ChainIncrease":"8","Date":"20160605"},{"ChainDecrease":"17","ChainIncrease":"17","Date":"20160604"}]}"#;
const TOKEN: &str = r#"{"token_type":"Bearer","access_token":"a.b.c","expires_in":432000}"#;
const RECORDS: &str = r#"{"@odata.context":"$metadata#sys_user","value":[{"_id":"a1","createdAt":1646034692306,"name":"张三","age":89.0}]}"#;
const REPOS: &str = r#"{"data":{"count":1,"next":null,"previous":null,"results":[{"id":23,"name":"repo_name","created_time":"2021-05-14 02:34:44.509118+00:00"}]},"code":0,"msg":"请求成功","status_code":200}"#;
const EMBED_TOKEN: &str = r#"{"RequestId":"983007EB","Result":{"AccessToken":"a1b4511746f7ce33e8b8f","TokeType":4,"InvalidTime":"2021-09-15 07:18:25","RegisterTime":"2021-09-10 18:38:18"},"Success":true}"#;
const GONE: &str = "<Error><RequestId>983007EB</RequestId><Code>Report.NotExist.Error</Code><Message>This work does not exist. It may have been deleted. Work ID is gone.</Message></Error>";
