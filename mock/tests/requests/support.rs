//! Specs, clients and servers for the tests.

use std::collections::BTreeMap;
use std::path::Path;

use bytes::Bytes;
use http::header::HOST;
use serde_json::{Map, Value as Json};
use specwright::model::{Api, Auth, CredentialKind, Operation};
use specwright_interpret::Interpreter;
use specwright_mock::{Incoming, Keys, Served, Standing};
use specwright_runtime::{Core, Secret, testing::Canned};

/// The specs of the project and its examples.
pub(crate) const SPECS: [&str; 8] = [
    "specs/te.yaml",
    "specs/tencent_chat.yaml",
    "specs/weda.yaml",
    "specs/tca",
    "specs/quickbi.yaml",
    "examples/specs/binance.yaml",
    "examples/specs/lark.yaml",
    "examples/specs/deepseek.yaml",
];

/// A spec of the project.
pub(crate) fn spec(path: &str) -> Api {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let loaded = specwright::load(&[root.join(path)]);
    loaded
        .apis
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("{path} holds no API"))
}

/// A spec as text, without its first lines.
pub(crate) fn spec_of(text: &str) -> Api {
    let head = "specwright: 1\napi: test\ntitle: Test\nservers: {main: 'http://localhost'}\n";
    let loaded = specwright::load_text("test.yaml", format!("{head}{text}"));
    let found: Vec<String> = loaded
        .diagnostics
        .iter()
        .map(|one| one.message().to_owned())
        .collect();
    loaded
        .apis
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("{found:?}"))
}

/// Credentials that are known one by one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known(pub(crate) BTreeMap<String, String>);

impl Keys for Known {
    fn judge(&self, name: &str, value: &str) -> Standing {
        match self.0.get(name) {
            Some(known) if known == value => Standing::Right,
            _ if value.starts_with("old-") => Standing::Expired,
            _ => Standing::Wrong,
        }
    }

    fn value(&self, name: &str) -> Option<Secret> {
        self.0.get(name).map(|value| value.as_str().into())
    }
}

/// A value for each credential of an API.
pub(crate) fn credentials(api: &Api) -> Known {
    let vectors = api
        .signatures
        .iter()
        .flat_map(|signature| &signature.vectors);
    let pem: Option<String> = vectors
        .flat_map(|vector| &vector.credentials)
        .find(|(_, value)| value.contains("PRIVATE KEY"))
        .map(|(_, value)| value.clone());
    let value = |credential: &specwright::model::Credential| match (credential.kind, &pem) {
        (CredentialKind::Integer, _) => "1400000000".to_owned(),
        (_, Some(pem)) if credential.name.contains("private") => pem.clone(),
        _ => format!("test-{}", credential.name),
    };
    let all = api.credentials.iter();
    Known(
        all.map(|credential| (credential.name.clone(), value(credential)))
            .collect(),
    )
}

/// An API served, and what calls it.
pub(crate) struct Both {
    pub(crate) served: Served,
    pub(crate) known: Known,
}

impl Both {
    pub(crate) fn new(api: &Api) -> Self {
        let known = credentials(api);
        Self {
            served: Served::new(api, known.clone()),
            known,
        }
    }

    /// A client that authorises in this way.
    pub(crate) fn core(&self, way: Option<&str>) -> Core {
        let interpreter: &Interpreter<'static> = self.served.interpreter();
        let mut builder = Core::builder(interpreter.api())
            .base_url("http://127.0.0.1:7777")
            .transport(Canned::default());
        for (name, value) in &self.known.0 {
            builder = builder.set(name.as_str(), value.as_str());
        }
        if let Some(way) = way {
            builder = builder.auth(way);
        }
        builder.build().unwrap()
    }

    /// The request that a client sends for these values.
    pub(crate) fn request(
        &self,
        operation: &Operation,
        values: &Map<String, Json>,
        way: Option<&str>,
    ) -> Incoming {
        let op = self
            .served
            .interpreter()
            .operation(&operation.name)
            .unwrap();
        let mut arguments = op.arguments();
        for (name, value) in values {
            if let (true, Some(content)) = (arguments.takes_file(name), value.get("text")) {
                let content = content.as_str().unwrap().as_bytes();
                arguments.file(name, "a.txt", content).unwrap();
            } else {
                arguments
                    .set_json(name, value.clone())
                    .unwrap_or_else(|problem| panic!("{problem}"));
            }
        }
        let request = arguments
            .request()
            .unwrap_or_else(|problem| panic!("{}: {problem} in {values:?}", operation.name));
        let prepared = self.core(way).prepare(op.description(), &request);
        incoming(prepared.unwrap_or_else(|error| panic!("{}: {error}", operation.name)))
    }
}

/// A request as a server gets it.
pub(crate) fn incoming(request: http::Request<Bytes>) -> Incoming {
    let (head, body) = request.into_parts();
    let mut headers = head.headers;
    let authority = head.uri.authority().unwrap().as_str();
    headers.insert(HOST, authority.parse().unwrap());
    let target = head
        .uri
        .path_and_query()
        .map_or("/", |target| target.as_str());
    Incoming {
        method: head.method,
        target: target.to_owned(),
        headers,
        body,
    }
}

/// The ways of authorisation of an operation; one without a name where there is no choice.
pub(crate) fn ways(operation: &Operation) -> Vec<Option<String>> {
    let choices = operation.auth.iter().find_map(|auth| match auth {
        Auth::AnyOf(ways) => Some(ways.iter().map(|(name, _)| Some(name.clone())).collect()),
        _ => None,
    });
    choices.unwrap_or_else(|| vec![None])
}

/// The same request without one parameter; nothing where it stands in the path, or is the body.
pub(crate) fn without(incoming: &Incoming, param: &specwright::model::Param) -> Option<Incoming> {
    use specwright::model::Location;
    let wire = &param.field.wire;
    let mut changed = incoming.clone();
    match param.location {
        Location::Query => {
            let (path, query) = incoming.target.split_once('?')?;
            let kept = query
                .split('&')
                .filter(|pair| pair.split('=').next() != Some(wire));
            changed.target = format!("{path}?{}", kept.collect::<Vec<_>>().join("&"));
        }
        Location::Header => {
            changed.headers.remove(wire)?;
        }
        Location::BodyField => {
            let mut body: Json = serde_json::from_slice(&incoming.body).ok()?;
            body.as_object_mut()?.remove(wire)?;
            changed.body = body.to_string().into();
        }
        _ => return None,
    }
    (changed.target != incoming.target
        || changed.body != incoming.body
        || changed.headers != incoming.headers)
        .then_some(changed)
}
