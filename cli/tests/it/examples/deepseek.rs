//! DeepSeek: events, a union of messages, the HTTP status as the code of an error.

use serde_json::json;

use super::call;
use crate::run::Run;
use crate::server::{Reply, Server};

const EVENTS: &str = ": keep-alive\n\n\
    data: {\"id\":\"1f\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"},\"finish_reason\":null}],\"usage\":null}\n\n\
    data: {\"id\":\"1f\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"stop\"}]}\n\n\
    data: {\"id\":\"1f\",\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}}\n\n\
    data: [DONE]\n\n";

fn deepseek(server: &Server, operation: &str) -> Run {
    call("deepseek", server, &format!("{operation} model=deepseek-v4-flash"))
        .arg(r#"messages=[{"role":"user","content":"Hi"},{"role":"tool","content":"7","tool_call_id":"c"}]"#)
        .env("DEEPSEEK_API_KEY", "sk-0815")
}

#[test]
fn events_are_printed_as_they_come_until_the_last() {
    let server = Server::new(200, "text/event-stream", EVENTS);
    let ran = deepseek(&server, "stream_chat_completion").run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let chunks: Vec<serde_json::Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let said: Vec<&str> = chunks
        .iter()
        .filter_map(|chunk| chunk["choices"][0]["delta"]["content"].as_str())
        .collect();
    assert_eq!(said.concat(), "Hello");
    assert_eq!(chunks.len(), 3);
    assert_eq!(chunks[2]["usage"]["total_tokens"], 3);
    let request = server.request();
    assert_eq!(request.target(), "POST /chat/completions");
    assert_eq!(request.header("authorization"), Some("Bearer sk-0815"));
    let sent: serde_json::Value = serde_json::from_str(&request.body).expect("JSON");
    let messages = json!([
        {"role": "user", "content": "Hi"},
        {"role": "tool", "content": "7", "tool_call_id": "c"},
    ]);
    assert_eq!(
        (&sent["stream"], &sent["messages"]),
        (&json!(true), &messages)
    );
}

#[test]
fn the_status_is_the_code_of_an_error() {
    for (status, name) in [(402, "InsufficientBalance"), (401, "AuthenticationFails")] {
        let body =
            r#"{"error":{"message":"No.","type":"x","param":null,"code":"invalid_request_error"}}"#;
        for operation in ["create_chat_completion", "stream_chat_completion"] {
            let server = Server::json(status, body);
            let ran = deepseek(&server, operation).run();
            assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{operation}");
            let error = &ran.error()["error"];
            assert_eq!(error["code"], status);
            assert_eq!(
                (&error["name"], &error["message"]),
                (&json!(name), &json!("No."))
            );
        }
    }
}

#[test]
fn an_overloaded_server_is_asked_again() {
    let server = Server::by(|_, before| match before {
        0 => Reply::json("{}").status(503).header("Retry-After: 0"),
        _ => Reply::json(r#"{"id":"1","choices":[]}"#),
    });
    let ran = deepseek(&server, "create_chat_completion").run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(server.count(), 2);
}
