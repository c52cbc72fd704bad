//! The mock under the face of the hand-written server: which API it plays is known when a client asks for its URL.

use std::io;
use std::sync::{Arc, OnceLock};

use specwright::model::Api;
use specwright_mock as mock;

pub(crate) use crate::exchange::{Reply, Request};

/// What the clients of the tests sign and authorise with, by API.
const KEYS: &[(&str, &[(&str, &str)])] = &[
    (
        "quickbi",
        &[
            ("access_key_id", "testid"),
            ("access_key_secret", "testsecret-41c9"),
        ],
    ),
    (
        "tencent_chat",
        &[
            ("sdk_app_id", "88888888"),
            ("identifier", "admin"),
            ("secret_key", "test-key-0123456789"),
        ],
    ),
    (
        "weda",
        &[
            ("secret_id", "secretId"),
            ("secret_key", "secretKey"),
            ("access_token", "jwt-5b1c"),
        ],
    ),
];

type Handler = dyn Fn(&Request) -> Reply + Send + Sync;

/// A running mock; it stops when dropped.
pub(crate) struct Server {
    handler: Arc<Handler>,
    running: OnceLock<mock::Server>,
}

impl Server {
    /// Answers with what the handler says, once the request was found right.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "the face of the hand-written server"
    )]
    pub(crate) fn start(
        handler: impl Fn(&Request) -> Reply + Send + Sync + 'static,
    ) -> io::Result<Self> {
        Ok(Self {
            handler: Arc::new(handler),
            running: OnceLock::new(),
        })
    }

    /// Where the API of this name is served, from the first question on.
    pub(crate) fn url_of(&self, api: &str) -> String {
        self.running.get_or_init(|| self.play(api)).url()
    }

    fn play(&self, api: &str) -> mock::Server {
        let handler = Arc::clone(&self.handler);
        let mut builder = mock::Server::builder()
            .api(model(api))
            .script(move |seen| raw(&handler(&request(seen))));
        for (name, value) in KEYS
            .iter()
            .filter(|(name, _)| *name == api)
            .flat_map(|(_, keys)| *keys)
        {
            builder = builder.credential(name, value);
        }
        builder.start().expect("a loopback port")
    }

    /// The requests that arrived so far. None of them may have been refused.
    pub(crate) fn requests(&self) -> Vec<Request> {
        let Some(running) = self.running.get() else {
            return Vec::new();
        };
        let seen = running.calls();
        for one in &seen {
            assert!(
                one.faults.is_empty(),
                "{} {}: {:?}",
                one.method,
                one.target,
                one.faults
            );
        }
        seen.iter().map(request).collect()
    }
}

/// The model of an API, read once.
fn model(name: &str) -> &'static Api {
    static APIS: OnceLock<Vec<Api>> = OnceLock::new();
    let apis = APIS.get_or_init(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/specs");
        specwright::load(&[folder]).apis
    });
    let api = apis.iter().find(|api| api.name == name);
    api.expect("an API of specs/")
}

fn request(seen: &mock::Seen) -> Request {
    Request {
        method: seen.method.clone(),
        target: seen.target.clone(),
        headers: seen.headers.clone(),
        body: seen.body.to_vec(),
    }
}

fn raw(reply: &Reply) -> mock::Raw {
    let mut raw = mock::Raw::new(reply.status, "", reply.body.clone());
    for (name, value) in &reply.headers {
        raw = raw.header(name, value);
    }
    match reply.promised {
        Some(_) => raw.cut_short(),
        None => raw,
    }
}
