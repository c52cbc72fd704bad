//! Who calls. In: the ways of authorisation of an operation and a request. Out: the credentials that it shows, and what is
//! wrong with them.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use specwright::model::{Auth, CredentialKind, FixedSource, Location, names_in};
use specwright_runtime::{Secret, Timestamp};

use super::fixed;
use super::reading::Reading;
use crate::seam::{At, Fault, FaultKind, Served, Standing};
use crate::signature::{self, template};

/// What is thought of one way of authorisation.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    /// Something of it stands in the request.
    pub(crate) attempted: bool,
    pub(crate) faults: Vec<Fault>,
    pub(crate) shown: Vec<(String, Secret)>,
}

impl Judged {
    fn add(&mut self, other: Self) {
        self.attempted |= other.attempted;
        self.faults.extend(other.faults);
        self.shown.extend(other.shown);
    }
}

/// Judges all that a request shows of who calls.
pub(super) fn check(reading: &mut Reading<'_>, now: Timestamp) -> Vec<(String, Secret)> {
    let operation = reading.operation;
    claim(reading, &operation.auth);
    let mut judged = all(reading, &operation.auth, now);
    for param in &operation.fixed {
        if let FixedSource::Credential(name) = &param.source {
            let at = At::param(param.location, &param.wire);
            let found = fixed::find(reading, param);
            if let fixed::Seen::Often(count) = found {
                reading.faults.push(fixed::twice(param, count));
                continue;
            }
            let text = found.text();
            let template = format!("{{{name}}}");
            judged.add(by_template(reading.served, &at, text.as_deref(), &template));
        }
    }
    if reading.served.strictness.check_credentials {
        reading.faults.append(&mut judged.faults);
    } else {
        reading.notes.append(&mut judged.faults);
    }
    judged.shown
}

/// Takes the parameters that authorisation adds, which no operation need name.
fn claim(reading: &mut Reading<'_>, auth: &[Auth]) {
    let signatures = &reading.served.api().signatures;
    for way in auth.iter().flat_map(Auth::ways) {
        match way {
            Auth::Query { name, .. } => {
                reading.query.take(name);
            }
            Auth::Signature { name } => {
                let signature = signatures.iter().find(|signature| signature.name == *name);
                for name in signature.into_iter().flat_map(signature::taken_names) {
                    reading.query.take(name);
                    reading.form.take(name);
                    reading.members.push(name);
                }
            }
            _ => {}
        }
    }
}

fn all(reading: &Reading<'_>, auth: &'static [Auth], now: Timestamp) -> Judged {
    let mut judged = Judged::default();
    for way in auth {
        judged.add(one(reading, way, now));
    }
    judged
}

fn one(reading: &Reading<'_>, way: &'static Auth, now: Timestamp) -> Judged {
    let (served, parts) = (reading.served, reading.parts);
    match way {
        Auth::Header { name, value } => {
            let at = At::param(Location::Header, name);
            let mut judged = by_template(served, &at, parts.header(name).as_deref(), value);
            // Two of the usual one are a fault whoever calls.
            if parts.headers(name) > 1 && !name.eq_ignore_ascii_case("authorization") {
                judged.faults.push(twice(&at));
            }
            judged
        }
        Auth::Query { name, value } => {
            let mut found = parts.query.iter().filter(|(known, _)| known == name);
            let first = found
                .next()
                .map(|(_, value)| value.clone().unwrap_or_default());
            let at = At::param(Location::Query, name);
            let mut judged = by_template(served, &at, first.as_deref(), value);
            if found.next().is_some() {
                judged.faults.push(twice(&at));
            }
            judged
        }
        Auth::Cookie { name, value } => {
            let found = parts.cookies.iter().find(|(known, _)| known == name);
            let at = At::param(Location::Cookie, name);
            let mut judged =
                by_template(served, &at, found.map(|(_, value)| value.as_str()), value);
            if parts.cookies(name) > 1 {
                judged.faults.push(twice(&at));
            }
            judged
        }
        Auth::Basic { user, password } => basic(reading, user, password),
        Auth::Signature { name } => {
            let mut signatures = served.api().signatures.iter();
            match signatures.find(|signature| signature.name == *name) {
                Some(signature) => signature::check(served, parts, signature, now),
                None => Judged::default(),
            }
        }
        // Code of the caller's, which nobody here has.
        Auth::Signer { .. } => Judged::default(),
        Auth::AnyOf(ways) => {
            let judged = ways.iter().map(|(_, ways)| all(reading, ways, now));
            // One that is right, else one that was tried and is least wrong.
            let best = judged.min_by_key(|judged| {
                (
                    !judged.faults.is_empty(),
                    !judged.attempted,
                    judged.faults.len(),
                )
            });
            best.unwrap_or_default()
        }
    }
}

fn twice(at: &At) -> Fault {
    let says = format!("{} stands more than once", at.subject());
    Fault::new(FaultKind::Twice, says).at(at.clone())
}

fn basic(reading: &Reading<'_>, user: &str, password: &str) -> Judged {
    let at = At::param(Location::Header, "authorization");
    let Some(text) = reading.parts.header("authorization") else {
        let says =
            "header `authorization` is missing: it is `Basic` and the base64 of user and password";
        return wrong(FaultKind::NoCredential, says.to_owned(), &at, false);
    };
    let scheme = text
        .get(..6)
        .filter(|scheme| scheme.eq_ignore_ascii_case("basic "));
    let encoded = scheme.and_then(|_| text.get(6..));
    let pair = encoded
        .and_then(|encoded| BASE64_STANDARD.decode(encoded.trim()).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let Some((found_user, found_password)) = pair.as_deref().and_then(|pair| pair.split_once(':'))
    else {
        let says = "header `authorization` is not `Basic` and the base64 of `user:password`";
        return wrong(FaultKind::Credential, says.to_owned(), &at, true);
    };
    let mut judged = by_template(reading.served, &at, Some(found_user), user);
    judged.add(by_template(
        reading.served,
        &at,
        Some(found_password),
        password,
    ));
    judged
}

fn wrong(kind: FaultKind, says: String, at: &At, attempted: bool) -> Judged {
    Judged {
        attempted,
        faults: vec![Fault::new(kind, says).at(at.clone())],
        shown: Vec::new(),
    }
}

/// A text that a template gave, and the credentials in it.
fn by_template(served: &Served, at: &At, text: Option<&str>, template: &str) -> Judged {
    let Some(text) = text else {
        let says = format!("{} is missing: it is `{template}`", at.subject());
        let mut judged = wrong(FaultKind::NoCredential, says, at, false);
        if let (Some(help), Some(fault)) = (purchase(served, template), judged.faults.first_mut()) {
            fault.help = Some(help);
        }
        return judged;
    };
    let known = |name: &str| {
        served
            .keys
            .value(name)
            .map(|value| value.expose().as_bytes().to_vec())
    };
    // Schemes have no case, says HTTP.
    let lax = at.name.eq_ignore_ascii_case("authorization");
    let pieces = template::pieces(template);
    let Some(found) = template::names(&pieces, text.as_bytes(), &known, lax) else {
        let says = format!("{} is not `{template}`", at.subject());
        return wrong(FaultKind::Credential, says, at, true);
    };
    let mut judged = Judged {
        attempted: true,
        ..Judged::default()
    };
    for (name, value) in found {
        judge(
            served,
            &name,
            &String::from_utf8_lossy(&value),
            at,
            &mut judged,
        );
    }
    judged
}

/// Judges one credential by its value.
pub(crate) fn judge(served: &Served, name: &str, value: &str, at: &At, judged: &mut Judged) {
    let credential = served
        .api()
        .credentials
        .iter()
        .find(|credential| credential.name == name);
    let is_number = credential.is_some_and(|one| one.kind == CredentialKind::Integer);
    let noun = match credential.is_some_and(|one| one.is_token) {
        true => "token",
        false => "credential",
    };
    let mut fault = |kind, says: String| {
        let fault = Fault::new(kind, says).at(at.clone());
        judged
            .faults
            .push(match purchase(served, &format!("{{{name}}}")) {
                Some(help) => fault.help(help),
                None => fault,
            });
    };
    if value.is_empty() {
        return fault(
            FaultKind::NoCredential,
            format!("{} has an empty {noun} `{name}`", at.subject()),
        );
    }
    if is_number && value.parse::<u64>().is_err() {
        return fault(
            FaultKind::Credential,
            format!(
                "the {noun} `{name}` in {} must be an unsigned integer",
                at.subject()
            ),
        );
    }
    match served.keys.judge(name, value) {
        Standing::Right => judged.shown.push((name.to_owned(), value.into())),
        Standing::Wrong => fault(
            FaultKind::Credential,
            format!("the {noun} `{name}` in {} is wrong", at.subject()),
        ),
        Standing::Expired => fault(
            FaultKind::Expired,
            format!("the {noun} `{name}` in {} has expired", at.subject()),
        ),
    }
}

/// How to get the tokens that a template names.
fn purchase(served: &Served, template: &str) -> Option<String> {
    let tokens = &served.api().tokens;
    let mut names = names_in(template).into_iter();
    let token = names.find_map(|name| tokens.iter().find(|token| token.name == name))?;
    Some(format!("buy one with `{}`", token.operation))
}
