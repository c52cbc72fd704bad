//! Who is calling. In: `--credential` and the environment. Out: the values that the operation needs, or a message
//! that names what is missing.

use specwright::model::{Api, Auth, Credential, CredentialKind, FixedSource, Operation};
use specwright::names;

use crate::stop::Stop;

/// Name and value of each credential that was found; every one that the operation needs is among them.
pub(super) fn collect<'a>(
    api: &'a Api,
    op: &Operation,
    given: &[String],
) -> Result<Vec<(&'a str, String)>, Stop> {
    let given = given
        .iter()
        .map(|pair| split(api, pair))
        .collect::<Result<Vec<_>, _>>()?;
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for credential in &api.credentials {
        let chosen = given
            .iter()
            .rev()
            .find(|(name, _)| *name == credential.name);
        let value = match chosen {
            Some((_, value)) => Some((*value).to_owned()),
            None => std::env::var(&credential.env)
                .ok()
                .filter(|value| !value.is_empty()),
        };
        match value {
            Some(value) => {
                check(credential, &value)?;
                found.push((credential.name.as_str(), value));
            }
            None if is_needed(api, op, &credential.name) => missing.push(credential),
            None => {}
        }
    }
    if missing.is_empty() {
        Ok(found)
    } else {
        Err(Stop::Usage(missing_text(op, &missing)))
    }
}

fn split<'a>(api: &Api, pair: &'a str) -> Result<(&'a str, &'a str), Stop> {
    // What is wrong may hold a secret, so only the name is ever repeated.
    let Some((name, value)) = pair.split_once('=') else {
        return Err(Stop::Usage("--credential takes NAME=VALUE".to_owned()));
    };
    let known = || {
        api.credentials
            .iter()
            .map(|credential| credential.name.as_str())
    };
    if known().any(|one| one == name) {
        return Ok((name, value));
    }
    let mut text = format!("`{}` has no credential `{name}`", api.name);
    match names::nearest(name, known()) {
        Some(near) => text.push_str(&format!("; did you mean `{near}`?")),
        None if api.credentials.is_empty() => text.push_str("; it takes none"),
        None => text.push_str(&format!("; it takes {}", names::list(known()))),
    }
    Err(Stop::Usage(text))
}

fn check(credential: &Credential, value: &str) -> Result<(), Stop> {
    if credential.kind == CredentialKind::Integer && value.parse::<u64>().is_err() {
        let Credential { name, env, .. } = credential;
        return Err(Stop::Usage(format!(
            "credential `{name}` ({env}) takes an unsigned integer"
        )));
    }
    Ok(())
}

/// Whether a request cannot be made without this credential.
fn is_needed(api: &Api, op: &Operation, name: &str) -> bool {
    let within = |template: &str| template.contains(&format!("{{{name}}}"));
    let in_auth = op.auth.iter().any(|auth| match auth {
        Auth::Header { value, .. } | Auth::Query { value, .. } | Auth::Cookie { value, .. } => {
            within(value)
        }
        Auth::Basic { user, password } => within(user) || within(password),
        Auth::Signature { name: signature } => {
            let mut signatures = api.signatures.iter();
            signatures.any(|one| one.name == *signature && one.uses(name))
        }
        Auth::Signer { .. } => false,
    });
    let is_fixed =
        |source: &FixedSource| matches!(source, FixedSource::Credential(one) if one == name);
    in_auth || op.fixed.iter().any(|fixed| is_fixed(&fixed.source))
}

fn missing_text(op: &Operation, missing: &[&Credential]) -> String {
    let list: Vec<String> = missing
        .iter()
        .map(|credential| format!("`{}` (set {})", credential.name, credential.env))
        .collect();
    let (noun, example) = match missing {
        [one] => ("credential", &one.name),
        [first, ..] => ("credentials", &first.name),
        [] => return String::new(),
    };
    format!(
        "`{}` needs the {noun} {}, or --credential {example}=VALUE",
        op.name,
        list.join(" and ")
    )
}
