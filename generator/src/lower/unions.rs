//! One-ofs: how variants are told apart, and whether they can be.

use std::collections::HashMap;

use super::codec::{Spelling, spell};
use super::naming;
use super::resolve::{Names, resolve_bare};
use super::scope::{Scope, at};
use super::view::{Leaf, view};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Tagging, Type, TypeKind, Union, Value, Variant};
use crate::spec;

pub(super) fn lower(
    scope: &Scope<'_>,
    def: &spec::TypeDef,
    place: &Place,
    diags: &mut Diagnostics,
) -> TypeKind {
    let tagging = tagging(def, place, diags);
    let place = at(place, "one_of");
    let entries = def.one_of.iter().flat_map(|variants| variants.iter());
    let variants: Vec<Variant> = entries
        .map(|(key, variant)| {
            lower_variant(scope, &tagging, (key, variant), &at(&place, key), diags)
        })
        .collect();
    if variants.is_empty() {
        diags
            .error(Code::BadVariant, place, "a one-of has at least one variant")
            .help("list its variants, or take `any` where nobody knows them");
        return TypeKind::Error;
    }
    if def.open {
        check_rest(scope, &variants, &place, diags);
    }
    match &tagging {
        Tagging::Order => check_order(&variants, &place, diags),
        _ => check_tags(&variants, &place, diags),
    }
    if let Tagging::Inside(tag) = &tagging {
        check_inside(scope, tag, &variants, &place, diags);
    }
    TypeKind::Union(Union {
        tagging,
        open: def.open,
        variants,
    })
}

fn tagging(def: &spec::TypeDef, place: &Place, diags: &mut Diagnostics) -> Tagging {
    let mut misplaced = |key: &str, message: &str| {
        diags.error(Code::MisplacedKey, at(place, key).of_key(), message);
    };
    if def.by_key && def.tag.is_some() {
        misplaced(
            "by_key",
            "variants are told by `tag` or `by_key`, not by both",
        );
    }
    if def.content.is_some() && def.tag.is_none() {
        misplaced("content", "`content` stands beside `tag`");
    }
    if def.tag.is_some() && def.tag == def.content {
        misplaced("content", "tag and content cannot be the same member");
    }
    match (&def.tag, &def.content) {
        (Some(tag), Some(content)) => Tagging::Beside(tag.clone(), content.clone()),
        (Some(tag), None) => Tagging::Inside(tag.clone()),
        _ if def.by_key => Tagging::Key,
        _ => Tagging::Order,
    }
}

fn lower_variant(
    scope: &Scope<'_>,
    tagging: &Tagging,
    (key, variant): (&str, &spec::Variant),
    place: &Place,
    diags: &mut Diagnostics,
) -> Variant {
    naming::expect_upper_camel("a variant", key, place.clone().of_key(), diags);
    if variant.tag.is_some() && *tagging == Tagging::Order {
        let message = "no tag is read: neither `tag` nor `by_key` is given for the one-of";
        diags.error(Code::MisplacedKey, at(place, "tag").of_key(), message);
    }
    let names = Names {
        types: &scope.types,
        generics: &[],
    };
    let help = "a one-of of which nothing may be there is `nullable: true` where it is used";
    let ty = resolve_bare(names, &variant.ty, &at(place, "type"), help, diags);
    let codec = spell(&scope.types, &ty, Spelling::default(), place, diags);
    Variant {
        key: key.to_owned(),
        tag: variant.tag.clone().unwrap_or_else(|| key.to_owned()),
        value: Value { ty, codec },
        doc: variant.text.clone(),
    }
}

/// Variants that are tried in order: one behind a variant that takes everything, or like an earlier one, is never
/// reached.
fn check_order(variants: &[Variant], place: &Place, diags: &mut Diagnostics) {
    for (index, variant) in variants.iter().enumerate() {
        let same = |earlier: &&Variant| {
            let greedy = earlier.value.ty == Type::Any;
            greedy || (earlier.value == variant.value && variant.value.ty != Type::Error)
        };
        if let Some(earlier) = variants[..index].iter().find(same) {
            let message = format!(
                "`{}` is never reached: `{}` takes its values",
                variant.key, earlier.key
            );
            diags
                .error(Code::BadVariant, at(place, &variant.key).of_key(), message)
                .label(at(place, &earlier.key).of_key(), "tried before")
                .help("put the narrower one first, or remove one of them");
        }
    }
}

/// An open one-of has room for the rest already.
fn check_rest(scope: &Scope<'_>, variants: &[Variant], place: &Place, diags: &mut Diagnostics) {
    let takes_all = |variant: &&Variant| {
        let view = view(&scope.types, &variant.value.ty);
        view.containers.is_empty() && view.leaf == Leaf::Any
    };
    if let Some(variant) = variants.iter().find(takes_all) {
        let message = format!(
            "`{}` takes what no other variant fits, and so does `open`",
            variant.key
        );
        diags
            .error(Code::BadVariant, at(place, &variant.key).of_key(), message)
            .help("remove the variant, or `open`");
    }
}

fn check_tags(variants: &[Variant], place: &Place, diags: &mut Diagnostics) {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for variant in variants {
        if let Some(first) = seen.insert(&variant.tag, &variant.key) {
            let message = format!("two variants have the tag `{}`", variant.tag);
            diags
                .error(Code::BadVariant, at(place, &variant.key).of_key(), message)
                .label(at(place, first).of_key(), "the other one")
                .help("give one of them another `tag`");
        }
    }
}

/// Members beside a tag: the content must have members.
fn check_inside(
    scope: &Scope<'_>,
    tag: &str,
    variants: &[Variant],
    place: &Place,
    diags: &mut Diagnostics,
) {
    for variant in variants {
        let view = view(&scope.types, &variant.value.ty);
        let has_members = match view.containers.as_slice() {
            [] => matches!(
                view.leaf,
                Leaf::Struct | Leaf::Any | Leaf::Union | Leaf::Unknown
            ),
            [super::view::Container::Map] => true,
            _ => false,
        };
        if !has_members {
            let message = format!(
                "`{}` has no members that could stand beside the tag `{tag}`",
                variant.key
            );
            diags
                .error(Code::BadVariant, at(place, &variant.key).key("type"), message)
                .help("a variant beside its tag is a struct, a map or `any`; with `content` it may be anything");
        }
    }
}
