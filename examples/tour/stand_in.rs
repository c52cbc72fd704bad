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
        "/querySql" => Reply::new(200, "text/plain", ROWS),
        "/v4/openconfigsvr/getappinfo" => signed(request, "usersig", APP_INFO, NO_USERSIG),
        "/auth/v1/token/clientCredential" => Reply::json(200, TOKEN),
        "/weda/odata/v1/prod/sys_user" => match request.header("authorization") {
            Some("Bearer a.b.c") => records(request),
            _ => Reply::json(401, NO_TOKEN),
        },
        path if path.contains("behind-a-proxy") => {
            Reply::new(502, "text/html", "<html>502 Bad Gateway</html>")
        }
        path if path.starts_with("/server/main/api/orgs/") => repositories(request),
        "/" if request.param("WorksId").as_deref() == Some("gone") => {
            Reply::new(500, "text/xml", GONE)
        }
        "/" => signed(request, "Signature", EMBED_TOKEN, NO_SIGNATURE),
        _ => Reply::new(404, "text/html", "<html>no such page</html>"),
    }
}

fn signed(request: &Request, signature: &str, answer: &str, refusal: &str) -> Reply {
    match request.param(signature) {
        Some(_) => Reply::json(200, answer),
        None => Reply::json(200, refusal),
    }
}

/// A page of three records.
fn records(request: &Request) -> Reply {
    let records = page(request, "$skip", "$top", |number| {
        format!(r#"{{"_id":"r{number}","age":{}.0}}"#, 20 + number)
    });
    Reply::json(200, format!(r#"{{"value":[{records}]}}"#))
}

/// A page of three repositories.
fn repositories(request: &Request) -> Reply {
    let repos = page(request, "offset", "limit", |number| {
        format!(r#"{{"id":{number},"name":"repo_{number}"}}"#)
    });
    let data = format!(r#"{{"count":3,"next":null,"previous":null,"results":[{repos}]}}"#);
    Reply::json(
        200,
        format!(r#"{{"data":{data},"code":0,"msg":"","status_code":200}}"#),
    )
}

fn page(request: &Request, skip: &str, take: &str, item: impl Fn(usize) -> String) -> String {
    let number = |name| request.param(name).and_then(|text| text.parse().ok());
    let (skip, take) = (number(skip).unwrap_or(0), number(take).unwrap_or(10));
    let items: Vec<String> = (0..3).skip(skip).take(take).map(item).collect();
    items.join(",")
}

const EVENTS: &str = r#"{"return_code":0,"return_message":"success","data":{"x":["2021-12-21","2021-12-22"],"y":[]},"stackMessage":"","showStackMessage":false}"#;
const NOT_ALLOWED: &str =
    r#"{"return_code":-1006,"return_message":"no permission for this project"}"#;
const ROWS: &str = "{\"return_code\":0,\"return_message\":\"success\",\"data\":{\"headers\":[\"country\",\"n\"]}}\n[\"China\",3]\n[\"Japan\",4]\n";
const NO_USERSIG: &str = r#"{"ErrorCode":60004,"ErrorInfo":"no usersig"}"#;
const NO_SIGNATURE: &str =
    r#"{"RequestId":"983007EB","Code":"SignatureDoesNotMatch","Message":"no signature"}"#;
const NO_TOKEN: &str =
    r#"{"code":"INVALID_ACCESS_TOKEN","requestId":"79e7c0fc8286e","message":"no token"}"#;
const APP_INFO: &str = r#"{"ErrorCode":0,"ErrorInfo":"OK","Result":[{"ChainDecrease":"8","ChainIncrease":"8","Date":"20160605"},{"ChainDecrease":"17","ChainIncrease":"17","Date":"20160604"}]}"#;
const TOKEN: &str = r#"{"token_type":"Bearer","access_token":"a.b.c","expires_in":432000}"#;
const EMBED_TOKEN: &str = r#"{"RequestId":"983007EB","Result":{"AccessToken":"a1b4511746f7ce33e8b8f","TokeType":4,"InvalidTime":"2021-09-15 07:18:25","RegisterTime":"2021-09-10 18:38:18"},"Success":true}"#;
const GONE: &str = "<Error><RequestId>983007EB</RequestId><Code>Report.NotExist.Error</Code><Message>This work does not exist. It may have been deleted. Work ID is gone.</Message></Error>";
