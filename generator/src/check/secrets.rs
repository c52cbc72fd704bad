//! Values that look like secrets and are not marked as such: they would stand in logs.

use heck::AsSnakeCase;

use crate::diag::{Code, Diagnostics};
use crate::model::{Api, CredentialKind, Type};
use crate::places;

/// A name that ends with one of these is a secret.
const SECRETS: &[&str] = &["password", "passwd", "pwd", "secret", "token", "passphrase"];
/// Unless one of these stands before it: cursors are called tokens too.
const CURSORS: &[&str] = &[
    "page",
    "next",
    "continuation",
    "cursor",
    "sync",
    "start",
    "resume",
    "prev",
    "previous",
];
/// Names of several words.
const KEYS: &[&str] = &["api_key", "private_key", "secret_key", "access_key_secret"];

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    for operation in &api.operations {
        for param in &operation.params {
            if is_plain(&param.field.value.ty) && is_secret(&param.field.wire) {
                let message = format!(
                    "`{}` looks like a secret and would be shown in logs",
                    param.field.wire
                );
                let place = places::param(api, operation, param).of_key();
                diags.warning(Code::PlainSecret, place, message);
            }
        }
    }
    for credential in &api.credentials {
        if credential.kind == CredentialKind::String && is_secret(&credential.name) {
            let message = format!(
                "`{}` looks like a secret and would be shown in logs",
                credential.name
            );
            diags.warning(
                Code::PlainSecret,
                places::credential(credential).of_key(),
                message,
            );
        }
    }
}

fn is_plain(ty: &Type) -> bool {
    match ty {
        Type::String => true,
        Type::Nullable(inner) => is_plain(inner),
        _ => false,
    }
}

fn is_secret(name: &str) -> bool {
    let snake = AsSnakeCase(name).to_string();
    let words: Vec<&str> = snake.split('_').collect();
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    let cursor = before.iter().any(|word| CURSORS.contains(word));
    (SECRETS.contains(last) && !cursor) || KEYS.iter().any(|key| snake.ends_with(key))
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
            "TokenType",
            "tokens",
            "key",
            "secret_name",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }
}
