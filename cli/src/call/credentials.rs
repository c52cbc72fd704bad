//! Who is calling. In: `--credential` and the environment. Out: the values that the call needs, or a message that names
//! what is missing.

use specwright::model::{Api, Credential, CredentialKind, Operation};
use specwright::names;

use super::ways;
use crate::stop::Stop;

/// Name and value of each credential that was found.
#[derive(Debug, Default)]
pub(super) struct Credentials<'a>(Vec<(&'a str, String)>);

impl<'a> Credentials<'a> {
    /// From the command line and the environment.
    pub(super) fn collect(api: &'a Api, given: &[String]) -> Result<Self, Stop> {
        let given = given.iter().map(|pair| split(api, pair));
        let given = given.collect::<Result<Vec<_>, _>>()?;
        let mut found = Vec::new();
        for credential in &api.credentials {
            let mut last_first = given.iter().rev();
            let chosen = last_first.find(|(name, _)| *name == credential.name);
            let value = match chosen {
                Some((_, value)) => Some((*value).to_owned()),
                None => std::env::var(&credential.env)
                    .ok()
                    .filter(|value| !value.is_empty()),
            };
            if let Some(value) = value {
                check(credential, &value)?;
                found.push((credential.name.as_str(), value));
            }
        }
        Ok(Self(found))
    }

    /// Whether there is one of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == name)
    }

    /// Names and values.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'a str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// Whether every one is there that these operations need, of which the first is the one that is called. Tokens need
    /// not be given.
    pub(super) fn suffice(
        &self,
        api: &Api,
        involved: &[&Operation],
        chosen: Option<&str>,
    ) -> Result<(), Stop> {
        let needed = |credential: &&Credential| {
            let mut involved = involved.iter();
            !credential.is_token && involved.any(|op| is_needed(api, op, chosen, &credential.name))
        };
        let missing = api.credentials.iter().filter(needed);
        let missing: Vec<_> = missing.filter(|one| !self.has(&one.name)).collect();
        match (missing.as_slice(), involved.first()) {
            ([], _) | (_, None) => Ok(()),
            (missing, Some(op)) => Err(Stop::Usage(missing_text(op, missing))),
        }
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

/// Whether a value is of the credential's kind.
pub(crate) fn check(credential: &Credential, value: &str) -> Result<(), Stop> {
    if credential.kind == CredentialKind::Integer && value.parse::<u64>().is_err() {
        let Credential { name, env, .. } = credential;
        return Err(Stop::Usage(format!(
            "credential `{name}` ({env}) takes an unsigned integer"
        )));
    }
    Ok(())
}

/// Whether a request cannot be made without this credential.
fn is_needed(api: &Api, op: &Operation, chosen: Option<&str>, name: &str) -> bool {
    let mut ways = ways::of(op, chosen).into_iter();
    ways.any(|way| way.uses(name, &api.signatures)) || op.fixed.iter().any(|fixed| fixed.uses(name))
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
