//! Values that look like secrets and are not marked as such: they would stand in logs.

use heck::AsSnakeCase;

use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Api, CredentialKind, Type, TypeKind};
use crate::places;

/// A name that ends with one of these is a secret.
const SECRETS: &[&str] = &["password", "passwd", "pwd", "secret", "token", "passphrase"];
/// Unless one of these stands before it: cursors and idempotency keys are called tokens too.
const NO_SECRETS: &[&str] = &[
    "page",
    "next",
    "continuation",
    "cursor",
    "sync",
    "delta",
    "start",
    "starting",
    "skip",
    "scroll",
    "resume",
    "prev",
    "previous",
    "last",
    "after",
    "before",
    "idempotency",
];
/// Names of several words.
const KEYS: &[&str] = &["api_key", "private_key", "secret_key", "access_key_secret"];

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    for operation in &api.operations {
        for param in &operation.params {
            if is_plain(api, &param.field.value.ty) && is_secret(&param.field.wire) {
                let owner = if param.common {
                    "common"
                } else {
                    &operation.name
                };
                let subject = format!("{owner}.{}", param.field.key);
                let place = places::param(api, operation, param);
                report(&param.field.wire, subject, place, diags);
            }
        }
    }
    for credential in &api.credentials {
        if credential.kind == CredentialKind::String && is_secret(&credential.name) {
            let place = places::credential(credential);
            report(&credential.name, credential.name.clone(), place, diags);
        }
    }
    for def in &api.types {
        let fields = match &def.kind {
            TypeKind::Struct(shape) => shape.fields.as_slice(),
            _ => &[],
        };
        for field in fields {
            if is_plain(api, &field.value.ty) && is_secret(&field.wire) {
                let subject = format!("{}.{}", def.name, field.key);
                report(&field.wire, subject, places::field(def, field), diags);
            }
        }
    }
}

fn report(name: &str, subject: String, place: Place, diags: &mut Diagnostics) {
    let message = format!("`{name}` looks like a secret and would be shown in logs");
    diags.lint(Code::PlainSecret, subject, place.of_key(), message);
}

/// A text, whatever it is called.
fn is_plain(api: &Api, ty: &Type) -> bool {
    *api.bare(ty) == Type::String
}

/// Whether a value of this name is most likely a secret: `token`, `userPassword`, `X-Api-Key`.
pub fn is_secret(name: &str) -> bool {
    let snake = AsSnakeCase(name).to_string();
    let words: Vec<&str> = snake.split('_').collect();
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    let is_known = before.iter().any(|word| NO_SECRETS.contains(word));
    (SECRETS.contains(last) && !is_known) || KEYS.iter().any(|key| snake.ends_with(key))
}

#[cfg(test)]
mod tests {
    use super::is_secret;

    #[test]
    fn secrets_are_told_by_their_names() {
        for name in [
            "token",
            "AccessToken",
            "userPassword",
            "X-Api-Key",
            "client_secret",
            "SecretKey",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "",
            "nextToken",
            "page_token",
            "$skipToken",
            "StartingToken",
            "idempotency-token",
            "TokenType",
            "tokens",
            "key",
            "secret_name",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }
}
