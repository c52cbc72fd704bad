//! Servers, variables and credentials: what the client builder takes.

use super::data::{Credential, Doc, Server, Variable};
use super::doc;
use crate::ident;
use crate::markdown::code;
use crate::model;

pub(super) fn server(server: &model::Server) -> Server {
    let url = doc::paragraphs([
        doc::text_or(server.doc.as_deref(), || format!("{}.", code(&server.name))),
        vec![format!("{}.", code(&server.url))],
    ]);
    Server {
        ident: ident::upper_camel(&server.name),
        doc: url,
        name: server.name.clone(),
        url: server.url.clone(),
    }
}

pub(super) fn variable(variable: &model::Variable) -> Variable {
    let text = doc::text_or(variable.doc.as_deref(), || {
        format!("{} in the base URL.", code(&variable.name))
    });
    let values: Vec<String> = variable.values.iter().map(|value| code(value)).collect();
    let values = (!values.is_empty()).then(|| format!("One of {}.", values.join(", ")));
    let default = variable
        .default
        .as_ref()
        .map(|value| format!("Default: {}.", code(value)));
    let facts: Vec<String> = values
        .into_iter()
        .chain(default)
        .chain([environment(&variable.env)])
        .collect();
    Variable {
        method: ident::builder_method(&variable.name),
        doc: doc::paragraphs([text, vec![facts.join(" ")]]),
        name: variable.name.clone(),
        default: variable.default.clone(),
        values: variable.values.clone(),
        env: variable.env.clone(),
    }
}

pub(super) fn credential(api: &model::Api, credential: &model::Credential) -> Credential {
    let what = if credential.is_token {
        "Token"
    } else {
        "Credential"
    };
    let text = doc::text_or(credential.doc.as_deref(), || {
        format!("{what} {}.", code(&credential.name))
    });
    Credential {
        method: ident::builder_method(&credential.name),
        doc: doc::paragraphs([
            text,
            bought(api, credential),
            vec![environment(&credential.env)],
        ]),
        name: credential.name.clone(),
        kind: credential.kind,
        is_token: credential.is_token,
        env: credential.env.clone(),
    }
}

/// That a token need not be given, and where what is said of it is from.
fn bought(api: &model::Api, credential: &model::Credential) -> Doc {
    let token = api.tokens.iter().find(|one| one.name == credential.name);
    let Some(token) = token.filter(|_| credential.is_token) else {
        return Doc::new();
    };
    let method = ident::client_method(&token.operation);
    let method = ident::plain(&method);
    let bought =
        format!("Optional: it is bought with [`{method}`](Client::{method}) unless it is given.");
    doc::paragraphs([vec![bought], doc::provenance(&token.source)])
}

fn environment(name: &str) -> String {
    format!("`from_env` reads it from {}.", code(name))
}
