//! What the items of `types.rs` offer.

use super::texts::{arguments, ty};
use super::{List, OfferKind, Origin};
use crate::ident::plain;
use crate::plan::{Choice, ChoiceValues, Struct, TypeItem, Union};

pub(super) fn add(index: usize, item: &TypeItem, list: &mut List) {
    match item {
        TypeItem::Struct(item) => add_struct(index, item, list),
        TypeItem::Choice(item) => add_choice(index, item, list),
        TypeItem::Union(item) => add_union(index, item, list),
        TypeItem::Alias(item) => {
            let path = format!("types::{}", item.ident);
            let stands_for = ty(&item.ty, &[]);
            list.add(Origin::Type(index), OfferKind::Alias, path, stands_for);
        }
    }
}

fn add_struct(index: usize, item: &Struct, list: &mut List) {
    let (origin, path) = (Origin::Type(index), format!("types::{}", item.ident));
    let parameters = match item.generics.len() {
        0 => String::new(),
        count => format!("<{count}>"),
    };
    list.add(origin, OfferKind::Struct, &path, parameters);
    if item.constructor.is_some() {
        let new = format!("{path}::new");
        list.add(origin, OfferKind::Method, new, arguments(item));
    }
    if item.constructor.as_ref().is_some_and(Vec::is_empty) {
        list.add(origin, OfferKind::Trait, format!("{path}: Default"), "");
    }
    for (at, field) in item.fields.iter().enumerate() {
        let (path, holds) = (
            format!("{path}.{}", plain(&field.ident)),
            ty(&field.ty, &item.generics),
        );
        let member = Origin::Member(index, at);
        list.add(member, OfferKind::Field, path, holds);
    }
    if let Some(extra) = &item.extra {
        let path = format!("{path}.{}", plain(&extra.ident));
        let holds = format!("Map<{}>", ty(&extra.ty, &item.generics));
        list.add(origin, OfferKind::Field, path, holds);
    }
}

fn add_choice(index: usize, item: &Choice, list: &mut List) {
    let (origin, path) = (Origin::Type(index), format!("types::{}", item.ident));
    // The variant for unknown values is what makes it open; the attribute both kinds have.
    list.add(origin, OfferKind::OpenEnum, &path, "");
    for (at, variant) in item.variants.iter().enumerate() {
        // Without that variant callers can cast values to their number.
        let number = match item.closed {
            true => at.to_string(),
            false => String::new(),
        };
        let path = format!("{path}::{}", variant.ident);
        let member = Origin::Member(index, at);
        list.add(member, OfferKind::OpenVariant, path, number);
    }
    if item.closed {
        return;
    }
    let unknown = format!("{path}::Unknown");
    list.add(origin, OfferKind::OpenVariant, unknown, "(UnknownValue)");
    let from: &[&str] = match item.values {
        ChoiceValues::Text(_) => &["From<&str>", "From<String>"],
        ChoiceValues::Integer(_) => &["From<i64>"],
    };
    for from in from {
        list.add(origin, OfferKind::Trait, format!("{path}: {from}"), "");
    }
}

fn add_union(index: usize, item: &Union, list: &mut List) {
    let path = format!("types::{}", item.ident);
    let (kind, each) = match item.open {
        true => (OfferKind::OpenEnum, OfferKind::OpenVariant),
        false => (OfferKind::ClosedEnum, OfferKind::ClosedVariant),
    };
    list.add(Origin::Type(index), kind, &path, "");
    for (at, variant) in item.variants.iter().enumerate() {
        let (path, holds) = (
            format!("{path}::{}", variant.ident),
            format!("({})", ty(&variant.ty, &[])),
        );
        let member = match item.open && at + 1 == item.variants.len() {
            true => Origin::Type(index),
            false => Origin::Member(index, at),
        };
        list.add(member, each, path, holds);
    }
}
