//! Where the nodes of a model stand: paths of keys, made only when something is reported.

use crate::diag::Place;
use crate::model::{
    Api, Credential, ErrorRow, Limit, Operation, Param, Server, Signature, Token, TypeDef,
};

pub(super) fn type_def(def: &TypeDef) -> Place {
    Place::file(def.file).key("types").key(&def.name)
}

pub(super) fn operation(operation: &Operation) -> Place {
    Place::file(operation.file)
        .key("operations")
        .key(&operation.name)
}

pub(super) fn param(api: &Api, owner: &Operation, param: &Param) -> Place {
    let owner = match param.common {
        true => Place::file(api.common_file).key("common"),
        false => operation(owner),
    };
    owner.key("params").key(&param.field.key)
}

pub(super) fn error_row(row: &ErrorRow) -> Place {
    Place::file(row.file).key("errors").key(&row.key)
}

pub(super) fn credential(credential: &Credential) -> Place {
    let section = if credential.is_token {
        "tokens"
    } else {
        "credentials"
    };
    Place::file(credential.file)
        .key(section)
        .key(&credential.name)
}

pub(super) fn token(token: &Token) -> Place {
    Place::file(token.file).key("tokens").key(&token.name)
}

pub(super) fn limit(limit: &Limit) -> Place {
    Place::file(limit.file).key("limits").key(&limit.name)
}

pub(super) fn signature(signature: &Signature) -> Place {
    Place::file(signature.file)
        .key("signatures")
        .key(&signature.name)
}

pub(super) fn server(server: &Server) -> Place {
    Place::file(server.file).key("servers").key(&server.name)
}
