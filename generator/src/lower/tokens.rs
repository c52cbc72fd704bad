//! Tokens: what buys them, where they are in its payload, how long they last. Each becomes a credential too, which the
//! caller may give.
//!
//! Whether the operation exists and the paths lead anywhere is for `check`, which knows all operations and types.

use std::collections::HashMap;
use std::time::Duration;

use super::entries::Entry;
use super::env::Env;
use super::scope::at;
use super::view::Leaf;
use super::{envelopes, format, naming, provenance};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Api, Codec, Credential, CredentialKind, Expiry, Operation, Token};
use crate::spec::{self, TimeUnit};

/// The tokens of a spec; their credentials are added to `credentials`.
pub(super) fn lower(
    entries: &[Entry<'_, spec::Token>],
    credentials: &mut Vec<Credential>,
    document: Option<&str>,
    env: &mut Env<'_>,
    diags: &mut Diagnostics,
) -> Vec<Token> {
    let token = |entry: &Entry<'_, spec::Token>| {
        let (token, place) = (entry.value, &entry.place);
        naming::expect_snake("a token", entry.key, place.clone().of_key(), diags);
        credentials.push(Credential {
            name: entry.key.to_owned(),
            kind: CredentialKind::Secret,
            doc: token.text.clone(),
            env: env.variable(entry.key, token.env.as_deref(), place.clone(), diags),
            is_token: true,
            file: entry.file,
        });
        envelopes::check_path(&token.value, at(place, "value"), diags);
        let expires = token.expires.as_ref();
        Token {
            name: entry.key.to_owned(),
            operation: token.operation.clone(),
            value: token.value.clone(),
            expiry: expires.map_or(Expiry::Unknown, |expires| {
                expiry(expires, &at(place, "expires"), diags)
            }),
            doc: token.text.clone(),
            source: provenance::lower(token.source.as_ref(), document),
            file: entry.file,
        }
    };
    entries.iter().map(token).collect()
}

fn expiry(expires: &spec::Expires, place: &Place, diags: &mut Diagnostics) -> Expiry {
    check_kind(expires, place, diags);
    if let Some(path) = &expires.within {
        envelopes::check_path(path, at(place, "in"), diags);
        return Expiry::In(path.clone(), unit(expires.unit.unwrap_or(TimeUnit::S)));
    }
    if let Some(path) = &expires.at {
        envelopes::check_path(path, at(place, "at"), diags);
        let Some(text) = &expires.format else {
            return Expiry::At(path.clone(), None);
        };
        let spelling = format::lower(Leaf::Timestamp, text, &at(place, "format"), diags);
        // A spelling that was refused is reported already.
        return spelling.map_or(Expiry::Unknown, |spelling| {
            Expiry::At(path.clone(), Some(spelling))
        });
    }
    match expires.after {
        Some(after) => Expiry::After(after.0),
        None => Expiry::Unknown,
    }
}

/// Exactly one of `in`, `at` and `after`, and what belongs to it.
fn check_kind(expires: &spec::Expires, place: &Place, diags: &mut Diagnostics) {
    let kinds = [
        ("in", expires.within.is_some()),
        ("at", expires.at.is_some()),
        ("after", expires.after.is_some()),
    ];
    let mut given = kinds
        .iter()
        .filter(|(_, given)| *given)
        .map(|(key, _)| *key);
    let Some(first) = given.next() else {
        diags
            .error(Code::MissingKey, place.clone(), "nothing says how long the token lasts")
            .help("give `in`, `at` or `after`; without `expires` the token lasts until the service calls it void");
        return;
    };
    for other in given {
        let message = format!("`{first}` says already how long the token lasts");
        diags
            .error(Code::MisplacedKey, at(place, other).of_key(), message)
            .help("`expires` has exactly one of `in`, `at` and `after`");
    }
    for (key, owner, is_there) in [
        ("unit", "in", expires.unit.is_some()),
        ("format", "at", expires.format.is_some()),
    ] {
        if is_there && first != owner {
            let message = format!("`{key}` belongs to `{owner}`, which is not given");
            diags.error(Code::MisplacedKey, at(place, key).of_key(), message);
        }
    }
}

fn unit(unit: TimeUnit) -> Duration {
    match unit {
        TimeUnit::Ms => Duration::from_millis(1),
        TimeUnit::S => Duration::from_secs(1),
        TimeUnit::M => Duration::from_secs(60),
        TimeUnit::H => Duration::from_secs(3600),
    }
}

/// Spells the instants of which a spec does not say how: like the field that they are in.
pub(super) fn spell(api: &mut Api) {
    let names = api.operations.iter().map(|one| (one.name.as_str(), one));
    let operations: HashMap<&str, &Operation> = names.collect();
    let spelling = |token: &Token| match &token.expiry {
        Expiry::At(path, None) => {
            let operation = operations.get(token.operation.as_str())?;
            field_codec(api, operation, path)
        }
        _ => None,
    };
    let spellings: Vec<Option<Codec>> = api.tokens.iter().map(spelling).collect();
    for (token, spelling) in api.tokens.iter_mut().zip(spellings) {
        if let Expiry::At(_, told @ None) = &mut token.expiry {
            *told = spelling;
        }
    }
}

fn field_codec(api: &Api, operation: &Operation, path: &str) -> Option<Codec> {
    let reached = api.reach(&operation.returns.ty, path).ok()?;
    let (_, field) = api.hop_field(reached.hops.last()?)?;
    Some(field.value.codec.clone())
}
