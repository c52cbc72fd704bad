//! Servers, credentials, tokens and authorisation in words.

use specwright::model::{Api, Auth, Codec, Expiry, Span, Variable};
use specwright::words;

use super::member::format_of;
use super::source_in;
use crate::export::node::{Node, Object, list, texts};

pub(super) fn servers(api: &Api) -> Object {
    let servers = api.servers.iter();
    servers.fold(Object::new(), |all, server| {
        let own = api
            .variables
            .iter()
            .filter(|variable| variable.server == server.name);
        let variables = own.fold(Object::new(), |all, one| {
            all.with(&one.name, variable(api, one))
        });
        let body = Object::new()
            .with("url", server.url.as_str())
            .maybe("text", server.doc.as_deref())
            .filled("variables", variables)
            .filled("source", source_in(api, &server.source));
        all.with(&server.name, body)
    })
}

fn variable(api: &Api, variable: &Variable) -> Object {
    Object::new()
        .maybe("text", variable.doc.as_deref())
        .maybe("default", variable.default.as_deref())
        .filled("values", texts(&variable.values))
        .maybe("env", own_env(api, &variable.name, &variable.env))
}

/// The environment variable, where it is not the one that a name gives.
fn own_env<'a>(api: &Api, name: &str, env: &'a str) -> Option<&'a str> {
    let usual = format!("{}_{name}", api.name).to_uppercase();
    (env != usual).then_some(env)
}

pub(super) fn credentials(api: &Api) -> Object {
    let own = api.credentials.iter().filter(|one| !one.is_token);
    own.fold(Object::new(), |all, one| {
        let body = Object::new()
            .with("type", words::credential(one.kind))
            .maybe("text", one.doc.as_deref())
            .maybe("env", own_env(api, &one.name, &one.env));
        all.with(&one.name, body)
    })
}

pub(super) fn tokens(api: &Api) -> Object {
    let tokens = api.tokens.iter();
    tokens.fold(Object::new(), |all, token| {
        let credential = api
            .credentials
            .iter()
            .find(|one| one.is_token && one.name == token.name);
        let env = credential.and_then(|one| own_env(api, &one.name, &one.env));
        let body = Object::new()
            .with("operation", token.operation.as_str())
            .with("value", token.value.as_str())
            .filled("expires", expiry(&token.expiry))
            .maybe("text", token.doc.as_deref())
            .maybe("env", env)
            .filled("source", source_in(api, &token.source));
        all.with(&token.name, body)
    })
}

fn expiry(expiry: &Expiry) -> Object {
    match expiry {
        Expiry::Unknown => Object::new(),
        Expiry::After(length) => Object::new().with("after", Span(*length).to_string()),
        Expiry::In(path, unit) => {
            let unit = match unit.as_millis() {
                1 => Some("ms"),
                60_000 => Some("m"),
                3_600_000 => Some("h"),
                _ => None,
            };
            Object::new().with("in", path.as_str()).maybe("unit", unit)
        }
        Expiry::At(path, codec) => {
            let format = codec
                .as_ref()
                .filter(|codec| **codec != Codec::Plain)
                .and_then(format_of);
            Object::new()
                .with("at", path.as_str())
                .maybe("format", format)
        }
    }
}

/// A way in which requests are authorised.
pub(super) fn way(auth: &Auth) -> Object {
    let carried =
        |place: &str, name: &str, value: &str| Object::new().with(place, name).with("value", value);
    match auth {
        Auth::Header { name, value } => carried("header", name, value),
        Auth::Query { name, value } => carried("query", name, value),
        Auth::Cookie { name, value } => carried("cookie", name, value),
        Auth::Basic { user, password } => {
            let pair = Object::new()
                .with("user", user.as_str())
                .with("password", password.as_str());
            Object::new().with("basic", pair)
        }
        Auth::Signature { name } => Object::new().with("signature", name.as_str()),
        Auth::Signer { name } => Object::new().with("signer", name.as_str()),
        Auth::AnyOf(choices) => {
            let choices = choices.iter().fold(Object::new(), |all, (name, ways)| {
                all.with(name, all_of(ways))
            });
            Object::new().with("any_of", choices)
        }
    }
}

pub(super) fn all_of(ways: &[Auth]) -> Node {
    list(ways.iter().map(way))
}
