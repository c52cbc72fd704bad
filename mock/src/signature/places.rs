//! Where the steps of a recipe put their results. In: the recipe and a request. Out: the results that stand there.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use specwright::model::{Api, Location, Make, Put, Signature, Step, TakenParam};

use crate::request::parts::{Content, Parts, Query};
use crate::seam::{At, Fault, FaultKind};

/// Where a step's result stands.
pub(super) fn at(step: &Step) -> Option<At> {
    Some(match step.put.as_ref()? {
        Put::Query(name) => At::param(Location::Query, name),
        Put::Header(name) => At::param(Location::Header, name),
        Put::Field(name) => At::param(Location::BodyField, name),
    })
}

/// The results that stand in a request, by step.
///
/// # Errors
///
/// Those that are missing, or stand there more than once.
pub(super) fn find(
    parts: &Parts<'_>,
    signature: &Signature,
) -> Result<BTreeMap<String, Vec<u8>>, Vec<Fault>> {
    let (mut found, mut faults) = (BTreeMap::new(), Vec::new());
    let steps = signature
        .steps
        .iter()
        .filter_map(|step| Some((step, at(step)?)));
    let mut is_first_missing = true;
    for (step, at) in steps {
        let all = match &step.put {
            Some(Put::Header(name)) => headers(parts, name),
            Some(Put::Field(name)) => field(parts, name).unwrap_or_else(|| query(parts, name)),
            Some(Put::Query(name)) => query(parts, name),
            None => continue,
        };
        match &all[..] {
            [one] => {
                found.insert(step.name.clone(), one.clone());
            }
            [] => faults.push(missing(
                step,
                at,
                signature,
                std::mem::take(&mut is_first_missing),
            )),
            all => {
                let says = format!("{} stands {} times", at.subject(), all.len());
                faults.push(Fault::new(FaultKind::Twice, says).at(at));
            }
        }
    }
    if faults.is_empty() {
        return Ok(found);
    }
    if found.is_empty() {
        let faults = faults.into_iter().map(|fault| Fault {
            kind: FaultKind::NoCredential,
            ..fault
        });
        return Err(faults.collect());
    }
    Err(faults)
}

fn missing(step: &Step, at: At, signature: &Signature, is_first: bool) -> Fault {
    let is_signature = signature
        .steps
        .last()
        .is_some_and(|last| last.name == step.name);
    let kind = if is_signature {
        FaultKind::NoCredential
    } else {
        FaultKind::Missing
    };
    let says = format!("{} is missing", at.subject());
    let fault = Fault::new(kind, says).at(at);
    match is_first {
        true => fault.help(format!("sign the request by `{}`", signature.name)),
        false => fault,
    }
}

fn query(parts: &Parts<'_>, name: &str) -> Vec<Vec<u8>> {
    values(&parts.query, name)
}

fn values(pairs: &Query, name: &str) -> Vec<Vec<u8>> {
    let found = pairs.iter().filter(|(known, _)| known == name);
    found
        .map(|(_, value)| value.clone().unwrap_or_default().into_bytes())
        .collect()
}

fn headers(parts: &Parts<'_>, name: &str) -> Vec<Vec<u8>> {
    let values = parts.incoming.headers.get_all(name).iter();
    values.map(|value| value.as_bytes().to_vec()).collect()
}

/// A field of the body; nothing where the body has no fields.
fn field(parts: &Parts<'_>, name: &str) -> Option<Vec<Vec<u8>>> {
    match &parts.content {
        Content::Form(pairs) => Some(values(pairs, name)),
        Content::Json(Json::Object(members)) => {
            let found = members.get(name).map(|value| match value {
                Json::String(text) => text.clone().into_bytes(),
                other => other.to_string().into_bytes(),
            });
            Some(found.into_iter().collect())
        }
        _ => None,
    }
}

/// The names that a recipe adds to the query or to a form, which no operation need name.
pub(crate) fn taken_names(signature: &Signature) -> impl Iterator<Item = &str> {
    signature
        .steps
        .iter()
        .filter_map(|step| match step.put.as_ref()? {
            Put::Query(name) | Put::Field(name) => Some(name.as_str()),
            Put::Header(_) => None,
        })
}

/// The query as it was before recipes took parameters out of it and put them into headers.
pub(crate) fn restored(api: &Api, parts: &Parts<'_>) -> Query {
    let mut query = parts.query.clone();
    for step in api.signatures.iter().flat_map(|signature| &signature.steps) {
        let (
            Make::Param(TakenParam {
                is_header: false,
                name,
                remove: true,
            }),
            Some(Put::Header(header)),
        ) = (&step.make, &step.put)
        else {
            continue;
        };
        let is_there = query.iter().any(|(known, _)| known == name);
        if let Some(value) = parts.header(header).filter(|_| !is_there) {
            query.push((name.clone(), Some(value)));
        }
    }
    query
}
