//! Where the nodes of a model stand in the spec: paths of keys, made only when something is told of them.

use crate::model::{
    Allowance, AllowanceForm, Answer, Api, ChoiceValue, Credential, ErrorRow, Field, Limit,
    Operation, Param, Sample, Server, Signature, Token, TypeDef,
};
use crate::source::Place;

/// A type.
pub fn type_def(def: &TypeDef) -> Place {
    Place::file(def.file).key("types").key(&def.name)
}

/// An operation.
pub fn operation(operation: &Operation) -> Place {
    Place::file(operation.file)
        .key("operations")
        .key(&operation.name)
}

/// What an operation answers with some statuses.
pub fn answer(owner: &Operation, answer: &Answer) -> Place {
    operation(owner).key("answers").key(&answer.key)
}

/// A parameter: of the operation, or common to all.
pub fn param(api: &Api, owner: &Operation, param: &Param) -> Place {
    let owner = match param.common {
        true => Place::file(api.common_file).key("common"),
        false => operation(owner),
    };
    owner.key("params").key(&param.field.key)
}

/// A row of the error table.
pub fn error_row(row: &ErrorRow) -> Place {
    Place::file(row.file).key("errors").key(&row.key)
}

/// A credential, or a token.
pub fn credential(credential: &Credential) -> Place {
    let section = if credential.is_token {
        "tokens"
    } else {
        "credentials"
    };
    Place::file(credential.file)
        .key(section)
        .key(&credential.name)
}

/// A token.
pub fn token(token: &Token) -> Place {
    Place::file(token.file).key("tokens").key(&token.name)
}

/// A rate limit.
pub fn limit(limit: &Limit) -> Place {
    Place::file(limit.file).key("limits").key(&limit.name)
}

/// A signature.
pub fn signature(signature: &Signature) -> Place {
    Place::file(signature.file)
        .key("signatures")
        .key(&signature.name)
}

/// A base URL.
pub fn server(server: &Server) -> Place {
    Place::file(server.file).key("servers").key(&server.name)
}

/// A field of a struct.
pub fn field(def: &TypeDef, field: &Field) -> Place {
    type_def(def).key("fields").key(&field.key)
}

/// A value of an enum.
pub fn choice_value(def: &TypeDef, value: &ChoiceValue) -> Place {
    type_def(def).key("enum").key(&value.key)
}

/// A sample.
pub fn sample(owner: &Operation, sample: &Sample) -> Place {
    operation(owner).key("samples").key(&sample.name)
}

/// An entry of `allow`.
pub fn allowance(allowance: &Allowance) -> Place {
    let word = Place::file(allowance.file).key("allow").key(allowance.lint);
    match (&allowance.subject, allowance.form) {
        (None, _) => word.of_key(),
        (_, AllowanceForm::Alone) => word,
        (_, AllowanceForm::Listed(index)) => word.index(index),
        (Some(subject), AllowanceForm::Reasoned) => word.key(subject).of_key(),
    }
}
