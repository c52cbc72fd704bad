//! The made-up service with tokens, pages and streams: a script for its server, and runs against it.

use serde_json::{Value, json};

use crate::run::{Run, specwright};
use crate::server::{Reply, Request, Server};

pub(crate) const SECRET: &str = "s3cret-of-the-app";
pub(crate) const APP_TOKEN: &str = "t0ken-of-the-app";
pub(crate) const TENANT_TOKEN: &str = "t0ken-of-the-tenant";

/// `specwright call cloud` with credentials, at this server.
pub(crate) fn call(server: &Server, args: &str) -> Run {
    let run = offline(args).arg("--server").arg(server.url() + "/v1");
    run.env("CLOUD_APP", "my-app").env("CLOUD_SECRET", SECRET)
}

/// Without credentials and server.
pub(crate) fn offline(args: &str) -> Run {
    specwright(&format!("call specs/cloud.yaml {args}"))
}

/// Sells tokens, and leaves the rest to the script, which is told how many other requests came before.
pub(crate) fn selling(script: impl Fn(&Request, usize) -> Reply + Send + 'static) -> Server {
    let others = std::sync::atomic::AtomicUsize::new(0);
    Server::by(move |request, _| match request.target() {
        "POST /v1/oauth/token" => {
            Reply::json(json!({"access_token": APP_TOKEN, "expires_in": 7200}).to_string())
        }
        "POST /v1/tenant/token" => Reply::json(json!({"token": TENANT_TOKEN}).to_string()),
        _ => {
            let before = others.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            script(request, before)
        }
    })
}

/// Items with these ids.
pub(crate) fn items(ids: impl IntoIterator<Item = u64>) -> Value {
    ids.into_iter()
        .map(|id| json!({"id": id, "name": format!("item {id}"), "new": true}))
        .collect()
}

/// Panics if a text holds a secret of the service.
#[track_caller]
pub(crate) fn assert_no_secret(text: &str) {
    for secret in [SECRET, APP_TOKEN, TENANT_TOKEN] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}
