//! The model of an API in the documented form. In: the model. Out: the structs of [`super`].

use serde_json::Value;
use specwright::model::{self, CodePattern};
use specwright::{names, words};

use super::fill as conduct;
use super::operation::operation;
use super::types::type_def;
use super::{Api, Auth, Choice, Credential, ErrorRow, Server, Source, Variable};

/// Everything about one API. `usual` is what the runtime does where a spec says nothing.
///
/// ```
/// use specwright::model::Policy;
///
/// let spec = "{specwright: 1, api: library, title: Library, servers: {main: 'https://library.example'}, \
///     operations: {list_books: {call: GET /books, returns: any}}}";
/// let loaded = specwright::load_text("library.yaml", spec);
/// let view = specwright_authoring::view::api(&loaded.apis[0], &Policy::default());
/// assert_eq!(view.operations[0].path, "/books");
/// ```
pub fn api(api: &model::Api, usual: &model::Policy) -> Api {
    Api {
        name: api.name.clone(),
        title: api.title.clone(),
        doc: api.doc.clone(),
        source: source(&api.source),
        servers: api.servers.iter().map(server).collect(),
        variables: api.variables.iter().map(variable).collect(),
        credentials: api.credentials.iter().map(credential).collect(),
        auth: all_auth(api),
        tokens: api.tokens.iter().map(conduct::token).collect(),
        limits: api.limits.iter().map(conduct::limit).collect(),
        operations: api
            .operations
            .iter()
            .map(|op| operation(api, op, usual))
            .collect(),
        types: api
            .types
            .iter()
            .filter_map(|def| type_def(api, def))
            .collect(),
        errors: api.errors.iter().map(error_row).collect(),
    }
}

pub(super) fn source(source: &model::Source) -> Source {
    Source {
        document: source.document.clone(),
        section: source.section.clone(),
        url: source.url.clone(),
        basis: words::basis(source.basis),
        note: source.note.clone(),
    }
}

fn server(server: &model::Server) -> Server {
    Server {
        name: server.name.clone(),
        url: server.url.clone(),
        doc: server.doc.clone(),
    }
}

fn variable(variable: &model::Variable) -> Variable {
    Variable {
        name: variable.name.clone(),
        doc: variable.doc.clone(),
        default: variable.default.clone(),
        values: variable.values.clone(),
        env: variable.env.clone(),
    }
}

fn credential(credential: &model::Credential) -> Credential {
    Credential {
        name: credential.name.clone(),
        ty: words::credential(credential.kind),
        env: credential.env.clone(),
        token: credential.is_token,
        doc: credential.doc.clone(),
    }
}

/// The model keeps authorisation per operation; here each way is listed once, in the order it first appears.
fn all_auth(api: &model::Api) -> Vec<Auth> {
    let mut all = Vec::new();
    for one in api.operations.iter().flat_map(|op| &op.auth).map(auth) {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

/// A way of authorisation.
pub fn auth(auth: &model::Auth) -> Auth {
    match auth.clone() {
        model::Auth::Header { name, value } => Auth::Header { name, value },
        model::Auth::Query { name, value } => Auth::Query { name, value },
        model::Auth::Cookie { name, value } => Auth::Cookie { name, value },
        model::Auth::Basic { user, password } => Auth::Basic { user, password },
        model::Auth::Signature { name } => Auth::Signature { name },
        model::Auth::Signer { name } => Auth::Signer { name },
        model::Auth::AnyOf(choices) => Auth::AnyOf {
            choices: choices.iter().map(choice).collect(),
        },
    }
}

fn choice((name, ways): &(String, Vec<model::Auth>)) -> Choice {
    Choice {
        name: name.clone(),
        auth: ways.iter().map(auth).collect(),
    }
}

fn error_row(row: &model::ErrorRow) -> ErrorRow {
    ErrorRow {
        code: match &row.code {
            CodePattern::Integer(code) => Value::from(*code),
            code => Value::from(words::code(code)),
        },
        name: names::variant(row),
        text: (!row.texts.is_empty()).then(|| row.texts.join("; ")),
        http_status: row.status,
        class: words::class(row.class),
        retry: words::retry(row.retry),
        messages: row.messages.clone(),
        args: row.args.clone(),
        source: source(&row.source),
    }
}
