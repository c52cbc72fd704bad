//! Names that stand twice in one part of a request: a server would see one value or the other.

use std::collections::HashMap;

use super::params::Params;
use super::scope::at;
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Auth, BodyKind, Location, Put, Signature};

/// Reports names given twice, by parameters or by authorisation.
pub(super) fn check(
    params: &Params,
    auth: &[(Auth, Place)],
    signatures: &[Signature],
    diags: &mut Diagnostics,
) {
    let given = params.given.iter().zip(&params.given_places);
    let given = given.map(|(p, place)| (p.location, p.field.wire.as_str(), place));
    let fixed = params.fixed.iter().zip(&params.fixed_places);
    let fixed = fixed.map(|(p, place)| (p.location, p.wire.as_str(), place));
    let auth: Vec<Named<'_>> = auth
        .iter()
        .flat_map(|(auth, place)| named(auth, place, signatures))
        .collect();
    let auth = auth.iter().map(|one| (one.location, one.name, &one.place));
    let mut seen: HashMap<(&str, String), &Place> = HashMap::new();
    for (location, wire, place) in given.chain(fixed).chain(auth) {
        let Some(first) = seen.insert((part(location), folded(location, wire)), place) else {
            continue;
        };
        let message = format!("`{wire}` is given twice in the {}", part(location));
        diags
            .error(Code::ParameterTwice, place.clone(), message)
            .label(first.clone(), "the other one");
    }
}

/// Names of headers do not depend on case.
fn folded(location: Location, wire: &str) -> String {
    match location {
        Location::Header => wire.to_ascii_lowercase(),
        _ => wire.to_owned(),
    }
}

/// What a way of authorisation adds to a request.
struct Named<'a> {
    location: Location,
    name: &'a str,
    place: Place,
}

impl Named<'_> {
    fn is_same(&self, other: &Self) -> bool {
        let key = |one: &Self| (part(one.location), folded(one.location, one.name));
        key(self) == key(other)
    }
}

fn named<'a>(auth: &'a Auth, place: &Place, signatures: &'a [Signature]) -> Vec<Named<'a>> {
    let names: Vec<(Location, &str)> = match auth {
        Auth::Header { name, .. } => vec![(Location::Header, name)],
        Auth::Query { name, .. } => vec![(Location::Query, name)],
        Auth::Cookie { name, .. } => vec![(Location::Cookie, name)],
        Auth::Basic { .. } => vec![(Location::Header, "Authorization")],
        Auth::Signature { name } => {
            let signature = signatures.iter().find(|one| one.name == *name);
            signature.map(put_by).unwrap_or_default()
        }
        Auth::Signer { .. } => Vec::new(),
        Auth::AnyOf(choices) => return either(choices, &at(place, "any_of"), signatures),
    };
    let named = |(location, name)| Named {
        location,
        name,
        place: place.clone(),
    };
    names.into_iter().map(named).collect()
}

/// What one choice or the other adds: a name that several choices add is there once.
fn either<'a>(
    choices: &'a [(String, Vec<Auth>)],
    place: &Place,
    signatures: &'a [Signature],
) -> Vec<Named<'a>> {
    let mut names: Vec<Named<'_>> = Vec::new();
    for (choice, ways) in choices {
        let place = at(place, choice);
        let mut before: Vec<usize> = (0..names.len()).collect();
        for (index, way) in ways.iter().enumerate() {
            for name in named(way, &place.clone().index(index), signatures) {
                match before.iter().position(|other| names[*other].is_same(&name)) {
                    Some(index) => {
                        before.swap_remove(index);
                    }
                    None => names.push(name),
                }
            }
        }
    }
    names
}

/// What a signature adds, but for what it took out before.
fn put_by(signature: &Signature) -> Vec<(Location, &str)> {
    let puts = signature.steps.iter().filter_map(|step| step.put.as_ref());
    let places = puts.flat_map(|put| match put {
        Put::Query(name) => vec![(Location::Query, name.as_str())],
        Put::Header(name) => vec![(Location::Header, name.as_str())],
        // Which of the two depends on the body.
        Put::Field(name) => vec![
            (Location::BodyField, name.as_str()),
            (Location::Query, name.as_str()),
        ],
    });
    let is_taken = |location, name: &str| {
        signature.taken().any(|taken| match taken.is_header {
            true => location == Location::Header && taken.name.eq_ignore_ascii_case(name),
            false => location == Location::Query && taken.name == name,
        })
    };
    places
        .filter(|(location, name)| !is_taken(*location, name))
        .collect()
}

fn part(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "headers",
        Location::Cookie => "cookies",
        Location::BodyField | Location::Body => "body",
    }
}

/// Reports a whole body beside members of a body, and two whole bodies.
pub(super) fn check_whole_body(params: &Params, diags: &mut Diagnostics) {
    let given = params.given.iter().zip(&params.given_places);
    let mut whole = given
        .filter(|(p, _)| p.location == Location::Body)
        .map(|(_, place)| place);
    let Some(first) = whole.next() else {
        return;
    };
    let given = params.given.iter().zip(&params.given_places);
    let given = given
        .filter(|(p, _)| p.location == Location::BodyField)
        .map(|(_, place)| place);
    let fixed = params.fixed.iter().zip(&params.fixed_places);
    let fixed = fixed
        .filter(|(p, _)| p.location == Location::BodyField)
        .map(|(_, place)| place);
    for place in whole.chain(given).chain(fixed) {
        let message = "another parameter is the whole body";
        diags
            .error(Code::BadLocation, place.clone(), message)
            .label(first.clone(), "the whole body")
            .help("send it in the query or a header, or make it a field of the body's type");
    }
}

/// Where there are no body parameters and nothing is said of a body, none is sent.
pub(super) fn body_kind(said: bool, kind: BodyKind, params: &Params) -> BodyKind {
    let in_body = |location| matches!(location, Location::BodyField | Location::Body);
    let given = params.given.iter().any(|p| in_body(p.location));
    let fixed = params.fixed.iter().any(|p| in_body(p.location));
    if given || fixed || said {
        kind
    } else {
        BodyKind::None
    }
}
