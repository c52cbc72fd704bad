//! Parameters that the caller does not give: constants, fresh values, credentials.

use super::auth;
use super::fits;
use super::members;
use super::naming;
use super::params::{Params, Written};
use super::scope::{Scope, at};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{FixedParam, FixedSource, Location, MemberDoc};
use crate::spec::{Member, Scalar, Table};

/// Constants of `query` or `headers`.
pub(super) fn constants(
    table: &Table<Scalar>,
    location: Location,
    place: &Place,
    params: &mut Params,
    diags: &mut Diagnostics,
) {
    for (name, value) in table {
        let place = at(place, name);
        check_constant(name, value, location, &place, diags);
        params.fixed.push(FixedParam {
            wire: name.to_owned(),
            location,
            source: FixedSource::Constant(value.to_json()),
            doc: MemberDoc::default(),
        });
        params.fixed_places.push(place.of_key());
    }
}

fn check_constant(
    name: &str,
    value: &Scalar,
    location: Location,
    place: &Place,
    diags: &mut Diagnostics,
) {
    if matches!(location, Location::Header | Location::Cookie) {
        match location {
            Location::Header => {
                naming::expect_request_header(name, place.clone().of_key(), diags);
            }
            _ => naming::expect_header(name, place.clone().of_key(), diags),
        }
        let visible = |c: char| (' '..='~').contains(&c);
        if !value.to_string().chars().all(visible) {
            let message = "the value of a header is made of visible ASCII characters";
            diags
                .error(Code::BadConstant, place.clone(), message)
                .help("write it as the vendor encodes it, for instance percent-encoded");
        }
    }
    if *value == Scalar::Null && location != Location::BodyField {
        diags
            .error(Code::BadConstant, place.clone(), "null cannot be sent here")
            .help("for an empty value write `\"\"`");
    }
}

/// The source of a parameter that the caller does not give: the first of several, which are reported.
pub(super) fn source(
    scope: &Scope<'_>,
    written: Written<'_>,
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<FixedSource> {
    let member = written.member;
    let keys = [
        ("value", member.value.is_some()),
        ("fresh", member.fresh.is_some()),
        ("credential", member.credential.is_some()),
    ];
    let mut given = keys.iter().filter(|(_, given)| *given).map(|(key, _)| *key);
    let first = given.next()?;
    for other in given {
        let message = format!("`{}` has its value from `{first}` already", written.key);
        diags
            .error(Code::TwoSources, at(place, other).of_key(), message)
            .label(at(place, first).of_key(), "the first source");
    }
    if let Some(value) = &member.value {
        return Some(FixedSource::Constant(value.to_json()));
    }
    if let Some(name) = &member.credential {
        auth::known(scope, name, at(place, "credential"), diags);
        return Some(FixedSource::Credential(name.clone()));
    }
    member.fresh.map(FixedSource::Fresh)
}

/// A parameter with a source of its own.
pub(super) fn lower(
    scope: &Scope<'_>,
    written: Written<'_>,
    location: Location,
    source: FixedSource,
    place: &Place,
    diags: &mut Diagnostics,
) -> FixedParam {
    let Written { key, member, .. } = written;
    let keys = [
        ("default", member.default.is_some()),
        ("nullable", member.nullable.is_some()),
        ("absent", !member.absent.is_empty()),
        ("rust", member.rust.is_some()),
        ("style", member.style.is_some()),
        ("format", member.format.is_some()),
        ("wire", member.wire.is_some()),
    ];
    let keys = keys.iter().filter(|(_, given)| *given).map(|(key, _)| *key);
    for name in keys.chain(member.limits().keys()) {
        let message = format!("`{name}` says nothing: the caller does not give `{key}`");
        diags.error(Code::MisplacedKey, at(place, name).of_key(), message);
    }
    if matches!(location, Location::Path | Location::Body) {
        let what = if location == Location::Path {
            "part of the path"
        } else {
            "the whole body"
        };
        let help = if location == Location::Path {
            "write constants of the path into `call`"
        } else {
            "let the caller give the body, or send the constant in the query or a header"
        };
        diags
            .error(
                Code::BadLocation,
                place.clone().of_key(),
                format!("`{key}` is fixed and cannot be {what}"),
            )
            .help(help);
    }
    let wire = member.name.clone().unwrap_or_else(|| key.to_owned());
    if let Some(value) = &member.value {
        check_constant(&wire, value, location, &at(place, "value"), diags);
    }
    check_fixed_type(scope, (key, member), place, diags);
    FixedParam {
        wire,
        location,
        source,
        doc: members::doc(scope, member),
    }
}

/// A type beside a constant is documentation, and must not lie.
fn check_fixed_type(
    scope: &Scope<'_>,
    (key, member): (&str, &Member),
    place: &Place,
    diags: &mut Diagnostics,
) {
    let Some(text) = &member.ty else {
        return;
    };
    let bare = Member::default();
    let value = members::value(scope, &[], (text, &bare), place, diags);
    let Some(constant) = &member.value else {
        return;
    };
    if let Err(expected) = fits::value(&scope.types, &value, &constant.to_json()) {
        let message = format!("the value of `{key}` is not {expected}");
        diags
            .error(Code::BadConstant, at(place, "value"), message)
            .help("write a value of that type, or correct the `type`");
    }
}
