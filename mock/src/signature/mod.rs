//! Signatures of requests. In: a recipe of the spec, a request, the credentials that count, the time. Out: which
//! credentials were shown, and what is wrong.
//!
//! The runtime's own engine signs the request once more, with the times and nonces that the request tells, and every step
//! that stands in the request is compared with what that gives.

mod clock;
mod compare;
mod places;
pub(crate) mod template;
mod told;
mod undo;

use std::collections::BTreeMap;

use specwright::model::{Api, CredentialKind, Location, Make, Nonce, Signature, Step, names_in};
use specwright_runtime::signature::{Received, replay};
use specwright_runtime::{Secret, Timestamp};

use self::compare::Expected;
use self::told::Told;
use crate::request::credentials::{Judged, judge};
use crate::request::fault::excerpt;
use crate::request::fixed::{HEX, NUMBER, UUID};
use crate::request::parts::Parts;
use crate::seam::{At, Fault, FaultKind, Served};

pub(crate) use self::places::{restored, taken_names};

/// Judges the signature of a request.
pub(crate) fn check(
    served: &Served,
    parts: &Parts<'_>,
    signature: &'static Signature,
    now: Timestamp,
) -> Judged {
    let mut judged = Judged::default();
    let put = match places::find(parts, signature) {
        Ok(put) => put,
        Err(faults) => {
            judged.attempted = faults
                .iter()
                .any(|fault| fault.kind != FaultKind::NoCredential);
            judged.faults = faults;
            return judged;
        }
    };
    judged.attempted = true;
    let value = |name: &str| served.keys.value(name);
    let known = |name: &str| value(name).map(|value| value.expose().as_bytes().to_vec());
    let told = Told::new(served.api(), signature, put.clone(), &known);
    unreadable(signature, &told, &mut judged);
    nonces(signature, &told, &mut judged);
    judge_credentials(served, signature, &told, &mut judged);
    let told_now = clock::check(served, signature, &told, now, &mut judged);
    let value = |name: &str| {
        let shown = told.credentials.iter().find(|(known, _)| known == name);
        value(name).or_else(|| shown.map(|(_, text)| text.as_str().into()))
    };
    let given = told.given(signature);
    match made(served, parts, signature, &value, told_now, &given) {
        Ok(made) => {
            let expected = Expected {
                signature,
                made: made
                    .iter()
                    .map(|(name, bytes)| (*name, &bytes[..]))
                    .collect(),
                credential: &|name| value(name).map(|value| value.expose().to_owned()),
            };
            if told.unreadable.is_empty() {
                differing(served, &expected, &put, &mut judged);
            }
        }
        Err(reason) => {
            let says = format!(
                "the server cannot recompute the signature `{}`: {reason}",
                signature.name
            );
            judged.faults.push(Fault::new(FaultKind::Signature, says));
        }
    }
    // Whoever is told that a time or a credential is wrong knows why the signature is.
    if judged
        .faults
        .iter()
        .any(|fault| fault.kind != FaultKind::Signature)
    {
        judged
            .faults
            .retain(|fault| fault.kind != FaultKind::Signature);
    }
    judged
}

/// What each step gives for the request as it came.
fn made(
    served: &Served,
    parts: &Parts<'_>,
    signature: &Signature,
    value: &dyn Fn(&str) -> Option<Secret>,
    now: Timestamp,
    given: &[(String, String)],
) -> Result<Vec<(&'static str, Vec<u8>)>, String> {
    let api = served.interpreter().api();
    let recipe = api
        .signatures
        .iter()
        .find(|recipe| recipe.name == signature.name);
    let recipe = recipe.ok_or("there is no such signature")?;
    let missing = signature.templates().flat_map(names_in).find(|name| {
        served
            .api()
            .credentials
            .iter()
            .any(|known| known.name == *name)
            && value(name).is_none()
    });
    if let Some(name) = missing {
        return Err(format!(
            "it knows no value of the credential `{name}`; give it one"
        ));
    }
    let given: Vec<(&str, &str)> = given
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let host = parts
        .header("host")
        .unwrap_or_else(|| "localhost".to_owned());
    let received = Received {
        method: &parts.incoming.method,
        host: &host,
        path: parts.path,
        query: &parts.query,
        query_text: parts.query_text,
        headers: &parts.incoming.headers,
        body: &parts.incoming.body,
    };
    replay(api, recipe, &received, value, now, &given)
}

/// Nonces are taken as the request has them, but for their form.
fn nonces(signature: &Signature, told: &Told, judged: &mut Judged) {
    for step in &signature.steps {
        let (Make::Nonce(kind), Some(bytes)) = (&step.make, told.steps.get(&step.name)) else {
            continue;
        };
        let (expected, fits) = match kind {
            Nonce::Uuid => UUID,
            Nonce::Hex => HEX,
            Nonce::RandomU32 => NUMBER,
        };
        let text = String::from_utf8_lossy(bytes);
        if !fits(&text) {
            let at = place_or_whole(step);
            let says = format!(
                "{} must be {expected}, not {}",
                at.subject(),
                excerpt(&text)
            );
            judged.faults.push(Fault::new(FaultKind::Type, says).at(at));
        }
    }
}

fn unreadable(signature: &Signature, told: &Told, judged: &mut Judged) {
    for name in &told.unreadable {
        let Some(step) = signature.steps.iter().find(|step| step.name == *name) else {
            continue;
        };
        let at = places::at(step);
        let says = match &at {
            Some(at) => format!(
                "{} cannot be decoded: the signature `{}` is not spelt so",
                at.subject(),
                signature.name
            ),
            None => format!(
                "a part of the signature `{}` cannot be decoded",
                signature.name
            ),
        };
        let fault = Fault::new(FaultKind::Signature, says);
        judged.faults.push(fault.at(at.unwrap_or_default()));
    }
}

fn judge_credentials(served: &Served, signature: &Signature, told: &Told, judged: &mut Judged) {
    for (name, text) in &told.credentials {
        let step = signature.steps.iter().find(|step| shows(step, name));
        let at = step.and_then(places::at).unwrap_or_default();
        judge(served, name, text, &at, judged);
    }
}

/// Whether a step puts nothing but this credential into the request.
fn shows(step: &Step, credential: &str) -> bool {
    let is_it =
        |of: &str| of.strip_prefix('{').and_then(|of| of.strip_suffix('}')) == Some(credential);
    step.put.is_some() && matches!(&step.make, Make::Template(of) if is_it(of))
}

/// A fault for the first step that stands in the request otherwise than it should.
fn differing(
    served: &Served,
    expected: &Expected<'_>,
    put: &BTreeMap<String, Vec<u8>>,
    judged: &mut Judged,
) {
    for step in &expected.signature.steps {
        let Some(seen) = put.get(&step.name) else {
            continue;
        };
        if expected.agrees(step, seen) {
            continue;
        }
        let at = places::at(step).unwrap_or_default();
        let fault = match &step.make {
            Make::Template(text) if names_in(text).is_empty() => {
                let shown = excerpt(&String::from_utf8_lossy(seen));
                let says = format!("{} is {shown}, but must be `{text}`", at.subject());
                Fault::new(FaultKind::Constant, says)
            }
            _ => {
                let says = format!("{} is not what the request gives", at.subject());
                let fault = Fault::new(FaultKind::Signature, says);
                match signed_text(served.api(), expected) {
                    Some(text) => fault.help(format!("what is signed here is {text}")),
                    None => fault.help("sign the request as it is sent, with the credentials that the server knows"),
                }
            }
        };
        judged.faults.push(fault.at(at));
        // Later steps are made from this one.
        return;
    }
}

/// What goes into the keyed hash, where that is a step of its own and no secret is in it.
fn signed_text(api: &Api, expected: &Expected<'_>) -> Option<String> {
    const LONGEST: usize = 1000;
    let steps = &expected.signature.steps;
    let of = steps.iter().rev().find_map(|step| match &step.make {
        Make::Hmac(_, _, of) | Make::Rsa(_, _, of) => Some(of),
        _ => None,
    })?;
    let name = of.strip_prefix('{')?.strip_suffix('}')?;
    let text = std::str::from_utf8(expected.made.get(name)?).ok()?;
    (is_open(api, steps, name) && text.len() <= LONGEST).then(|| format!("{text:?}"))
}

/// Whether a name in a template, and all that goes into it, may be shown.
fn is_open(api: &Api, steps: &[Step], name: &str) -> bool {
    let Some(at) = steps.iter().position(|step| step.name == name) else {
        let mut credentials = api.credentials.iter();
        let known = credentials.find(|credential| credential.name == name);
        return known.is_none_or(|credential| credential.kind != CredentialKind::Secret);
    };
    let (before, rest) = steps.split_at(at);
    let Some(step) = rest.first() else {
        return false;
    };
    let names = step.make.templates().into_iter().flat_map(names_in);
    // Only steps before it can be meant, so this ends.
    !matches!(step.make, Make::Hmac(..) | Make::Rsa(..)) && { names }
        .all(|name| is_open(api, before, name))
}

/// Where the step that carries the time stands, for those who are told that it is wrong.
pub(super) fn place_or_whole(step: &Step) -> At {
    places::at(step).unwrap_or(At {
        location: Some(Location::Header),
        name: String::new(),
        path: String::new(),
    })
}
