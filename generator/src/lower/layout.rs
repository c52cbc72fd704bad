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
    let mut refuse = |message: &str| {
        diags.error(Code::BadStyle, at(place, "style"), message);
        Style::Plain
    };
    if !pairs && matches!(location, Location::BodyField | Location::Body) {
        return refuse("a JSON body has its own layout");
    }
    if !pairs {
        return refuse("only the query and forms have a layout");
    }
    if flat == Flat::Unknown {
        return Style::Plain;
    }
    let leaf = view(&scope.types, &value.ty).leaf;
    if leaf == Leaf::File {
        return refuse("a file has no layout");
    }
    let truth = leaf == Leaf::Bool && flat == Flat::One && value.codec == Codec::Plain;
    match style {
        spec::Style::Repeat if flat == Flat::List => Style::Plain,
        spec::Style::Brackets if flat == Flat::List => Style::Brackets,
        spec::Style::Repeat | spec::Style::Brackets => {
            refuse("only a list of single values is repeated")
        }
        spec::Style::Spread if flat == Flat::Map => Style::Spread,
        spec::Style::Spread => refuse("only a map of single values is spread"),
        spec::Style::Flag if truth => Style::Flag,
        spec::Style::Flag => refuse("only a `bool` is a flag"),
        spec::Style::Json => Style::Json,
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
        (Flat::Map, true) => ("a map", "say `style: spread` or `style: json`"),
        (Flat::Deep, true) => ("a value with parts", "say `style: json`"),
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
