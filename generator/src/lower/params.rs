//! Parameters of an operation: those of `common` and its own, given by the caller or fixed.
//!
//! In: the spec of an operation and the names in its path. Out: [`Params`], with the place of each for the passes
//! that follow.

use super::auth;
use super::fits;
use super::layout;
use super::location::{Target, location};
use super::members;
use super::naming;
use super::scope::{Scope, at};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{FixedParam, FixedSource, Location, MemberDoc, Param, Presence, Value};
use crate::spec::{self, Common, Member, Nullable, Scalar, Table};

/// What an operation sends, and where each of it was written.
#[derive(Debug, Default)]
pub(super) struct Params {
    pub(super) given: Vec<Param>,
    pub(super) given_places: Vec<Place>,
    pub(super) fixed: Vec<FixedParam>,
    pub(super) fixed_places: Vec<Place>,
}

/// A member that is to become a parameter.
#[derive(Clone, Copy, Debug)]
struct Written<'a> {
    key: &'a str,
    member: &'a Member,
    common: bool,
}

/// All parameters of an operation, common ones first.
pub(super) fn lower(
    scope: &Scope<'_>,
    target: &Target<'_>,
    common: Option<(&Common, &Place)>,
    (operation, place): (&spec::Operation, &Place),
    diags: &mut Diagnostics,
) -> Params {
    let mut params = Params::default();
    if let Some((common, place)) = common {
        constants(
            &common.query,
            Location::Query,
            &at(place, "query"),
            &mut params,
            diags,
        );
        constants(
            &common.headers,
            Location::Header,
            &at(place, "headers"),
            &mut params,
            diags,
        );
        members(
            scope,
            target,
            &common.params,
            true,
            place,
            &mut params,
            diags,
        );
    }
    constants(
        &operation.query,
        Location::Query,
        &at(place, "query"),
        &mut params,
        diags,
    );
    constants(
        &operation.headers,
        Location::Header,
        &at(place, "headers"),
        &mut params,
        diags,
    );
    members(
        scope,
        target,
        &operation.params,
        false,
        place,
        &mut params,
        diags,
    );
    params
}

fn constants(
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
        naming::expect_header(name, place.clone().of_key(), diags);
        let visible = |c: char| (' '..='~').contains(&c);
        if !value.to_string().chars().all(visible) {
            let message = "the value of a header is made of visible ASCII characters";
            diags.error(Code::BadConstant, place.clone(), message);
        }
    }
    if *value == Scalar::Null && location != Location::BodyField {
        diags
            .error(Code::BadConstant, place.clone(), "null cannot be sent here")
            .help("for an empty value write `\"\"`");
    }
}

fn members(
    scope: &Scope<'_>,
    target: &Target<'_>,
    table: &Table<Member>,
    common: bool,
    place: &Place,
    params: &mut Params,
    diags: &mut Diagnostics,
) {
    for (key, member) in table {
        let place = at(&at(place, "params"), key);
        let written = Written {
            key,
            member,
            common,
        };
        let wire = member.name.as_deref().unwrap_or(key);
        let location = location(target, wire, member, common, &place, diags);
        if matches!(location, Location::Header | Location::Cookie) {
            naming::expect_header(wire, place.clone().of_key(), diags);
        }
        match fixed_source(scope, written, &place, diags) {
            Some(source) => {
                params
                    .fixed
                    .push(fixed(scope, written, location, source, &place, diags));
                params.fixed_places.push(place.of_key());
            }
            None => {
                params
                    .given
                    .push(given(scope, target, written, location, &place, diags));
                params.given_places.push(place.of_key());
            }
        }
    }
}

/// The source of a parameter that the caller does not give: the first of several, which are reported.
fn fixed_source(
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

fn fixed(
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
    for (name, _) in keys.iter().filter(|(_, given)| *given) {
        let message = format!("`{name}` says nothing: the caller does not give `{key}`");
        diags.error(Code::MisplacedKey, at(place, name).of_key(), message);
    }
    if matches!(location, Location::Path | Location::Body) {
        let what = if location == Location::Path {
            "part of the path"
        } else {
            "the whole body"
        };
        diags
            .error(
                Code::BadLocation,
                place.clone().of_key(),
                format!("`{key}` is fixed and cannot be {what}"),
            )
            .help("write constants of the path into `call`");
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
        diags.error(Code::BadConstant, at(place, "value"), message);
    }
}

fn given(
    scope: &Scope<'_>,
    target: &Target<'_>,
    written: Written<'_>,
    location: Location,
    place: &Place,
    diags: &mut Diagnostics,
) -> Param {
    let Written {
        key,
        member,
        common,
    } = written;
    if !member.absent.is_empty() {
        let message = "`absent` is for what is read: a parameter that is not given is not sent";
        diags.error(Code::MisplacedKey, at(place, "absent").of_key(), message);
    }
    let bare = Member {
        absent: Default::default(),
        ..member.clone()
    };
    let value = match &member.ty {
        Some(text) => members::value(scope, &[], (text, &bare), place, diags),
        None => {
            diags
                .error(
                    Code::MissingKey,
                    place.clone(),
                    format!("the parameter `{key}` has no `type`"),
                )
                .help("only parameters with `value`, `fresh` or `credential` need none");
            members::error_value()
        }
    };
    check_default(scope, member, &value, place, diags);
    let presence = presence(member, location, target.body, place, diags);
    let style = layout::style(scope, member, &value, location, target.body, place, diags);
    Param {
        field: members::finish(scope, (key, member), value, presence, place, diags),
        location,
        style,
        common,
    }
}

/// A default is what the server assumes; a required parameter is never left to it.
fn check_default(
    scope: &Scope<'_>,
    member: &Member,
    value: &Value,
    place: &Place,
    diags: &mut Diagnostics,
) {
    let Some(default) = &member.default else {
        return;
    };
    if member.required {
        diags
            .error(
                Code::BadPresence,
                at(place, "default").of_key(),
                "a required parameter has no default",
            )
            .help("remove `required` or `default`");
    }
    if let Err(expected) = fits::value(&scope.types, value, &default.to_json()) {
        let message = format!("{} is not {expected}", fits::shown(default));
        diags.error(Code::BadDefault, at(place, "default"), message);
    }
}

fn presence(
    member: &Member,
    location: Location,
    body: crate::model::BodyKind,
    place: &Place,
    diags: &mut Diagnostics,
) -> Presence {
    let nullable = member.nullable.unwrap_or(Nullable::No);
    let in_json = matches!(location, Location::BodyField | Location::Body)
        && body == crate::model::BodyKind::Json;
    if nullable != Nullable::No && !in_json {
        let message = "null can only be sent in a JSON body";
        diags.error(Code::BadPresence, at(place, "nullable").of_key(), message);
        return if member.required {
            Presence::Required
        } else {
            Presence::Optional
        };
    }
    match (member.required || location == Location::Path, nullable) {
        (true, Nullable::No) => Presence::Required,
        (true, _) => Presence::RequiredNullable,
        (false, Nullable::Apart) => Presence::Apart,
        (false, _) => Presence::Optional,
    }
}
