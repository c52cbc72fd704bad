//! Servers, variables and credentials: what the client builder takes.

use super::data::{Credential, Server, Variable};
use super::doc;
use super::markdown::code;
use crate::ident;
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

pub(super) fn credential(credential: &model::Credential) -> Credential {
    let text = doc::text_or(credential.doc.as_deref(), || {
        format!("Credential {}.", code(&credential.name))
    });
    Credential {
        method: ident::builder_method(&credential.name),
        doc: doc::paragraphs([text, vec![environment(&credential.env)]]),
        name: credential.name.clone(),
        kind: credential.kind,
        env: credential.env.clone(),
    }
}

fn environment(name: &str) -> String {
    format!("`from_env` reads it from {}.", code(name))
}
