//! Layout of parameters with several values, and which values a part of the request can hold at all.

use super::index::Types;
use super::scope::{Scope, at};
use super::view::{Container, Leaf, view};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{BodyKind, Codec, Location, Style, TypeId, Value};
use crate::spec::{self, Member};

/// What a value looks like where there is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flat {
    One,
    List,
    Map,
    /// Structs and lists of lists.
    Deep,
    Unknown,
}

/// The layout of a parameter, and complaints about values that cannot be laid out.
pub(super) fn style(
    scope: &Scope<'_>,
    member: &Member,
    value: &Value,
    location: Location,
    body: BodyKind,
    place: &Place,
    diags: &mut Diagnostics,
) -> Style {
    let parts = location == Location::BodyField && body == BodyKind::Multipart;
    let form = location == Location::BodyField && body == BodyKind::Form;
    let pairs = location == Location::Query || form || parts;
    let flat = flat(&scope.types, value);
    let Some(style) = member.style else {
        // A part may be JSON of its own.
        if parts && is_object(&scope.types, value) {
            return Style::Plain;
        }
        if pairs
            || matches!(
                location,
                Location::Path | Location::Header | Location::Cookie
            )
        {
            check_plain(flat, location, pairs, place, diags);
        }
        if location == Location::Cookie && joined_or_json(&value.codec) {
            let message = "a cookie cannot hold commas, semicolons, spaces or quotes";
            diags
                .error(Code::BadLocation, place.clone().of_key(), message)
                .help("a cookie is a single value: take `string`, and let the caller encode it");
        }
        return Style::Plain;
    };
    match fit(scope, style, value, location, (flat, pairs)) {
        Ok(style) => style,
        Err(message) => {
            diags.error(Code::BadStyle, at(place, "style"), message);
            Style::Plain
        }
    }
}

/// The layout, or why it does not fit. What the fields of structs are is looked at when all types are known.
fn fit(
    scope: &Scope<'_>,
    style: spec::Style,
    value: &Value,
    location: Location,
    (flat, pairs): (Flat, bool),
) -> Result<Style, &'static str> {
    let for_path = matches!(style, spec::Style::Label | spec::Style::Matrix);
    match location {
        _ if pairs && for_path => return Err("`label` and `matrix` are layouts of the path"),
        _ if pairs => {}
        Location::Path if for_path => {}
        Location::Path => return Err("parameters of the path are laid out as `label` or `matrix`"),
        Location::BodyField | Location::Body => return Err("a JSON body has its own layout"),
        _ => return Err("only the path, the query and forms have a layout"),
    }
    if flat == Flat::Unknown {
        return Ok(Style::Plain);
    }
    let view = view(&scope.types, &value.ty);
    if view.leaf == Leaf::File {
        return Err("a file has no layout");
    }
    let truth = view.leaf == Leaf::Bool && flat == Flat::One && value.codec == Codec::Plain;
    let entries = is_object(&scope.types, value) && !joined_or_json(&value.codec);
    let all_maps = view.containers.iter().all(|one| *one == Container::Map);
    let nests = all_maps && !view.containers.is_empty() && !joined_or_json(&value.codec);
    match style {
        spec::Style::Repeat if flat == Flat::List => Ok(Style::Plain),
        spec::Style::Brackets if flat == Flat::List => Ok(Style::Brackets),
        spec::Style::Repeat | spec::Style::Brackets => {
            Err("only a list of single values is repeated")
        }
        spec::Style::Spread if entries => Ok(Style::Spread),
        spec::Style::Spread => Err("only a map or a struct is spread"),
        spec::Style::Deep if entries || nests => Ok(Style::Deep),
        spec::Style::Deep => Err("only a map or a struct has entries to be named in brackets"),
        spec::Style::Flag if truth => Ok(Style::Flag),
        spec::Style::Flag => Err("only a `bool` is a flag"),
        spec::Style::Json => Ok(Style::Json),
        spec::Style::Label | spec::Style::Matrix if flat == Flat::Deep && !entries => {
            Err("only single values, lists and entries of these can be laid out in a path")
        }
        spec::Style::Label => Ok(Style::Label),
        spec::Style::Matrix => Ok(Style::Matrix),
    }
}

fn check_plain(
    flat: Flat,
    location: Location,
    pairs: bool,
    place: &Place,
    diags: &mut Diagnostics,
) {
    let (what, help) = match (flat, pairs) {
        (Flat::One | Flat::Unknown, _) | (Flat::List, true) => return,
        (Flat::List | Flat::Map | Flat::Deep, false) if location == Location::Cookie => (
            "a value with parts",
            "a cookie is a single value: take `string`, and let the caller encode it",
        ),
        (Flat::List, false) => (
            "a list",
            "say how its items are joined, for instance `wire: comma`",
        ),
        (Flat::Map, true) => (
            "a map",
            "say `style: spread`, `style: deep` or `style: json`",
        ),
        (Flat::Deep, true) => (
            "a value with parts",
            "say `style: json`; a struct may be `style: spread` or `style: deep` too",
        ),
        (Flat::Map | Flat::Deep, false) => (
            "a value with parts",
            "say `wire: json` if it travels as JSON text",
        ),
    };
    let message = format!("{what} cannot go there as it is");
    diags
        .error(Code::BadLocation, place.clone().of_key(), message)
        .help(help);
}

fn flat(types: &Types<'_>, value: &Value) -> Flat {
    if joined_or_json(&value.codec) {
        return Flat::One;
    }
    let view = view(types, &value.ty);
    let single = match view.leaf {
        Leaf::Struct => false,
        Leaf::Union => union_is_single(types, view.named),
        // Where files go is checked elsewhere.
        Leaf::Unknown | Leaf::File => return Flat::Unknown,
        _ => true,
    };
    match (view.containers.as_slice(), single) {
        ([], true) => Flat::One,
        ([Container::List], true) => Flat::List,
        ([Container::Map], true) => Flat::Map,
        _ => Flat::Deep,
    }
}

/// A struct or a map, which travels as one part.
fn is_object(types: &Types<'_>, value: &Value) -> bool {
    let view = view(types, &value.ty);
    match view.containers.as_slice() {
        [] => view.leaf == Leaf::Struct,
        [Container::Map] => true,
        _ => false,
    }
}

fn joined_or_json(codec: &Codec) -> bool {
    match codec {
        Codec::Joined(_) | Codec::JsonText => true,
        Codec::Absent(_, inner) => joined_or_json(inner),
        _ => false,
    }
}

/// A one-of without tags may be a text here and a number there.
fn union_is_single(types: &Types<'_>, union: Option<TypeId>) -> bool {
    let def = union.and_then(|id| types.defs.get(id.0));
    def.is_some_and(|def| def.entry.value.tag.is_none() && !def.entry.value.by_key)
}
