//! Authorisation: exactly one kind per entry, templates that name known credentials.

mod any_of;

use super::braces::{self, Piece};
use super::naming;
use super::scope::{Scope, at};
use crate::diag::{Code, Diagnostics, Place, did_you_mean};
use crate::model::Auth;
use crate::spec;

/// The entries of an `auth` list at `place`, each with its own place; refused ones are left out.
pub(super) fn lower(
    scope: &Scope<'_>,
    entries: &[spec::Auth],
    place: &Place,
    diags: &mut Diagnostics,
) -> Vec<(Auth, Place)> {
    let lower = |(index, entry)| {
        let place = place.clone().index(index);
        one(scope, entry, &place, diags).map(|auth| (auth, place))
    };
    entries.iter().enumerate().filter_map(lower).collect()
}

fn one(
    scope: &Scope<'_>,
    entry: &spec::Auth,
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<Auth> {
    let kinds = [
        ("header", entry.header.is_some()),
        ("query", entry.query.is_some()),
        ("cookie", entry.cookie.is_some()),
        ("basic", entry.basic.is_some()),
        ("signature", entry.signature.is_some()),
        ("signer", entry.signer.is_some()),
        ("any_of", entry.any_of.is_some()),
    ];
    let given: Vec<&str> = kinds
        .iter()
        .filter(|(_, given)| *given)
        .map(|(key, _)| *key)
        .collect();
    let [kind] = given.as_slice() else {
        let message = match given.as_slice() {
            [] => "nothing says how requests are authorised".to_owned(),
            several => format!(
                "this is several things at once: `{}`",
                several.join("` and `")
            ),
        };
        diags.error(Code::AuthKind, place.clone(), message);
        return None;
    };
    check_value(entry, kind, place, diags);
    if let Some(basic) = &entry.basic {
        let place = at(place, "basic");
        check_template(scope, &basic.user, &at(&place, "user"), false, diags);
        check_template(
            scope,
            &basic.password,
            &at(&place, "password"),
            false,
            diags,
        );
        let (user, password) = (basic.user.clone(), basic.password.clone());
        return Some(Auth::Basic { user, password });
    }
    if let Some(choices) = &entry.any_of {
        return Some(any_of::lower(scope, choices, &at(place, "any_of"), diags));
    }
    if let Some(name) = &entry.signature {
        known_signature(scope, name, at(place, "signature"), diags);
        return Some(Auth::Signature { name: name.clone() });
    }
    if let Some(name) = &entry.signer {
        naming::expect_snake("a signer", name, at(place, "signer"), diags);
        return Some(Auth::Signer { name: name.clone() });
    }
    let value = entry.value.clone()?;
    check_template(scope, &value, &at(place, "value"), true, diags);
    if let Some(name) = &entry.query {
        let name = name.clone();
        return Some(Auth::Query { name, value });
    }
    let name = entry.header.clone().or_else(|| entry.cookie.clone())?;
    naming::expect_header(&name, at(place, kind), diags);
    Some(match &entry.header {
        Some(_) => Auth::Header { name, value },
        None => Auth::Cookie { name, value },
    })
}

fn check_value(entry: &spec::Auth, kind: &str, place: &Place, diags: &mut Diagnostics) {
    let needs_value = matches!(kind, "header" | "query" | "cookie");
    match &entry.value {
        None if needs_value => {
            diags
                .error(
                    Code::MissingKey,
                    at(place, kind).of_key(),
                    format!("the {kind} has no `value`"),
                )
                .help("its template names a credential, for instance `\"Bearer {token}\"`");
        }
        Some(_) if !needs_value => {
            let message = format!("`{kind}` takes no `value`");
            diags.error(Code::MisplacedKey, at(place, "value").of_key(), message);
        }
        _ => {}
    }
}

/// The names in a template must be credentials. A value without any is no authorisation.
fn check_template(
    scope: &Scope<'_>,
    template: &str,
    place: &Place,
    needs_one: bool,
    diags: &mut Diagnostics,
) {
    let pieces = match braces::template(template) {
        Ok(pieces) => pieces,
        Err(fault) => {
            let part = template.get(fault.at).unwrap_or_default();
            diags.error(Code::BadTemplate, place.clone().part(part), fault.message);
            return;
        }
    };
    let mut found = false;
    for piece in pieces {
        if let Piece::Name(name) = piece {
            found = true;
            known(scope, name, place.clone().part(name), diags);
        }
    }
    if needs_one && !found {
        diags
            .error(Code::BadTemplate, place.clone(), "the value names no credential")
            .help("a credential stands in braces, for instance `{token}`; constants stand under `common`");
    }
    if template.chars().any(char::is_control) {
        diags.error(
            Code::BadTemplate,
            place.clone(),
            "the value has a line break or another control character",
        );
    }
}

fn known_signature(scope: &Scope<'_>, name: &str, place: Place, diags: &mut Diagnostics) {
    let names = || {
        scope
            .signatures
            .iter()
            .map(|signature| signature.name.as_str())
    };
    if names().any(|known| known == name) {
        return;
    }
    let message = format!("unknown signature `{name}`");
    let problem = diags.error(Code::UnknownSignature, place, message);
    match did_you_mean(name, names()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => {
            problem.help("it is an entry of `signatures`; what the caller computes is a `signer`")
        }
    };
}

/// Reports `name` unless it is a credential.
pub(super) fn known(scope: &Scope<'_>, name: &str, place: Place, diags: &mut Diagnostics) {
    let names = || {
        scope
            .credentials
            .iter()
            .map(|credential| credential.name.as_str())
    };
    if names().any(|known| known == name) {
        return;
    }
    let problem = diags.error(
        Code::UnknownCredential,
        place,
        format!("unknown credential `{name}`"),
    );
    match did_you_mean(name, names()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("add it to `credentials`: `{name}: secret`")),
    };
}
