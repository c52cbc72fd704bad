//! Names in a path to parameters.

use super::params::Params;
use super::path::Segment;
use crate::diag::{Code, Diagnostics, Place, did_you_mean};
use crate::model::{Location, PathPart, Type};

/// The path with parameters in place of names; `call` is where the path stands.
pub(super) fn bind(
    segments: &[Segment<'_>],
    params: &Params,
    call: &Place,
    diags: &mut Diagnostics,
) -> Vec<PathPart> {
    let mut parts = Vec::new();
    for segment in segments {
        match segment {
            Segment::Literal(text) => parts.push(PathPart::Literal((*text).to_owned())),
            Segment::Param(name) => {
                parts.extend(find(name, params, call, diags).map(PathPart::Param))
            }
            Segment::Greedy(name) => {
                let index = find(name, params, call, diags);
                if let Some(index) = index {
                    check_greedy(name, index, params, call, diags);
                }
                parts.extend(index.map(PathPart::Greedy));
            }
        }
    }
    parts
}

fn find(name: &str, params: &Params, call: &Place, diags: &mut Diagnostics) -> Option<usize> {
    let in_path = |location| location == Location::Path;
    let given = params
        .given
        .iter()
        .position(|p| p.field.wire == name && in_path(p.location));
    if given.is_some() {
        return given;
    }
    // A fixed parameter in the path is refused where it is written.
    if params
        .fixed
        .iter()
        .any(|p| p.wire == name && in_path(p.location))
    {
        return None;
    }
    let message = format!("no parameter is called `{name}`");
    let problem = diags.error(
        Code::UnboundVariable,
        call.clone().part(format!("{{{name}}}")),
        message,
    );
    if let Some(other) = params.given.iter().position(|p| p.field.wire == name) {
        problem
            .label(
                params.given_places[other].clone(),
                "this one goes elsewhere: its `in` says so",
            )
            .help("remove its `in`, or take the braces out of the path");
        return None;
    }
    let names = params.given.iter().map(|p| p.field.wire.as_str());
    match did_you_mean(name, names) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("add `{name}: string` to `params`")),
    };
    None
}

/// Slashes that stay are those of a text.
fn check_greedy(name: &str, index: usize, params: &Params, call: &Place, diags: &mut Diagnostics) {
    let ty = params.given.get(index).map(|param| &param.field.value.ty);
    if !matches!(ty, Some(Type::String | Type::Error | Type::Named(..))) {
        let place = call.clone().part(format!("{{+{name}}}"));
        let problem = diags.error(Code::BadPath, place, "only a `string` keeps its slashes");
        problem.help("remove the `+`, or make the parameter a `string`");
        if let Some(place) = params.given_places.get(index) {
            problem.label(place.clone(), "not a `string`");
        }
    }
}
