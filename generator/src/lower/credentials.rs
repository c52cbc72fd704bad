//! Credentials.

use super::entries::Entry;
use super::env::Env;
use super::naming;
use crate::diag::Diagnostics;
use crate::model::{Credential, CredentialKind};
use crate::spec;

pub(super) fn lower(
    entries: &[Entry<'_, spec::Credential>],
    env: &mut Env<'_>,
    diags: &mut Diagnostics,
) -> Vec<Credential> {
    let credential = |entry: &Entry<'_, spec::Credential>| {
        naming::expect_snake(
            "a credential",
            entry.key,
            entry.place.clone().of_key(),
            diags,
        );
        Credential {
            name: entry.key.to_owned(),
            kind: match entry.value.kind {
                spec::CredentialKind::String => CredentialKind::String,
                spec::CredentialKind::Secret => CredentialKind::Secret,
                spec::CredentialKind::Integer => CredentialKind::Integer,
            },
            doc: entry.value.text.clone(),
            env: env.variable(
                entry.key,
                entry.value.env.as_deref(),
                entry.place.clone(),
                diags,
            ),
            is_token: false,
            file: entry.file,
        }
    };
    entries.iter().map(credential).collect()
}
