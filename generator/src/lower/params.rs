//! Parameters of an operation: those of `common` and its own, given by the caller or fixed.
//!
//! In: the spec of an operation and the names in its path. Out: [`Params`], with the place of each for the passes
//! that follow.

use super::fits;
use super::fixed;
use super::layout;
use super::location::{Target, location};
use super::members;
use super::naming;
use super::scope::{Scope, at};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{FixedParam, Location, Param, Presence, Value};
use crate::spec::{self, Common, Member, Nullable, Table};

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
pub(super) struct Written<'a> {
    pub(super) key: &'a str,
    pub(super) member: &'a Member,
    pub(super) common: bool,
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
        fixed::constants(
            &common.query,
            Location::Query,
            &at(place, "query"),
            &mut params,
            diags,
        );
        fixed::constants(
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
    fixed::constants(
        &operation.query,
        Location::Query,
        &at(place, "query"),
        &mut params,
        diags,
    );
    fixed::constants(
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
        match location {
            Location::Header => {
                naming::expect_request_header(wire, place.clone().of_key(), diags);
            }
            Location::Cookie => naming::expect_header(wire, place.clone().of_key(), diags),
            _ => {}
        }
        match fixed::source(scope, written, &place, diags) {
            Some(source) => {
                params.fixed.push(fixed::lower(
                    scope, written, location, source, &place, diags,
                ));
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
        diags
            .error(Code::BadPresence, at(place, "nullable").of_key(), message)
            .help("remove `nullable`: a parameter that is not set is not sent");
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
