//! Structs: type parameters, fields, the map of other members.

use std::collections::HashMap;

use super::codec::{Spelling, spell};
use super::members;
use super::naming;
use super::resolve::{Names, resolve};
use super::scope::{Scope, at};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Field, Struct, Type, TypeKind};
use crate::spec;

pub(super) fn lower(
    scope: &Scope<'_>,
    def: &spec::TypeDef,
    place: &Place,
    diags: &mut Diagnostics,
) -> TypeKind {
    check_generics(scope, &def.generic, place, diags);
    let fields: Vec<Field> = def
        .fields
        .iter()
        .flat_map(|fields| fields.iter())
        .map(|(key, member)| {
            let place = at(place, "fields").key(key);
            members::field(scope, &def.generic, (key, member), &place, diags)
        })
        .collect();
    check_twice(&fields, place, diags);
    let extra = def.extra.as_ref().map(|text| {
        let names = Names {
            types: &scope.types,
            generics: &def.generic,
        };
        let ty = resolve(names, text, &at(place, "extra"), diags);
        // Other members have no keys for their spelling, but their alias may be spelt as no member can be.
        spell(
            &scope.types,
            &Type::Map(Box::new(ty.clone())),
            Spelling::default(),
            &at(place, "extra"),
            diags,
        );
        ty
    });
    check_used(&def.generic, &fields, extra.as_ref(), place, diags);
    TypeKind::Struct(Struct {
        generics: def.generic.clone(),
        fields,
        extra,
    })
}

fn check_generics(scope: &Scope<'_>, generics: &[String], place: &Place, diags: &mut Diagnostics) {
    for (index, name) in generics.iter().enumerate() {
        let place = at(place, "generic").index(index);
        naming::expect_upper_camel("a type parameter", name, place.clone(), diags);
        if let Some(id) = scope.types.find(name) {
            let problem = diags.error(
                Code::NameCollision,
                place,
                format!("`{name}` is a type too"),
            );
            if let Some(defined) = scope.types.place(id) {
                problem.label(defined, "defined here");
            }
        } else if generics[..index].contains(name) {
            diags.error(
                Code::NameCollision,
                place,
                format!("the type parameter `{name}` is given twice"),
            );
        }
    }
}

/// A parameter that no field uses would not compile in Rust.
fn check_used(
    generics: &[String],
    fields: &[Field],
    extra: Option<&Type>,
    place: &Place,
    diags: &mut Diagnostics,
) {
    let types = || fields.iter().map(|field| &field.value.ty).chain(extra);
    // A field that was refused may have been the one that uses it.
    if types().any(has_error) {
        return;
    }
    for (index, name) in generics.iter().enumerate() {
        // Given twice: reported as such.
        if generics[..index].contains(name) {
            continue;
        }
        if !types().any(|ty| uses(ty, index)) {
            let place = at(place, "generic").index(index);
            diags.error(
                Code::UnusedGeneric,
                place,
                format!("no field uses the type parameter `{name}`"),
            );
        }
    }
}

fn uses(ty: &Type, index: usize) -> bool {
    match ty {
        Type::Param(param) => *param == index,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => uses(inner, index),
        Type::Named(_, args) => args.iter().any(|arg| uses(arg, index)),
        _ => false,
    }
}

fn has_error(ty: &Type) -> bool {
    match ty {
        Type::Error => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => has_error(inner),
        Type::Named(_, args) => args.iter().any(has_error),
        _ => false,
    }
}

fn check_twice(fields: &[Field], place: &Place, diags: &mut Diagnostics) {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for field in fields {
        let Some(first) = seen.insert(&field.wire, &field.key) else {
            continue;
        };
        let message = format!("two fields are `{}` on the wire", field.wire);
        let place_of = |key: &str| at(place, "fields").key(key).of_key();
        diags
            .error(Code::FieldTwice, place_of(&field.key), message)
            .label(place_of(first), "the other one");
    }
}
