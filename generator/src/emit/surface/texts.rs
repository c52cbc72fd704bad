//! Types and arguments as texts that are equal where the Rust is.

use super::super::spell::{Names, spell};
use super::super::ty::{Taken, taken};
use crate::plan::{Field, Struct, Ty};

/// A type, below the module of the API.
pub(super) fn ty(of: &Ty, generics: &[String]) -> String {
    let names = Names {
        runtime: "",
        types: "types::",
        generics,
    };
    spell(of, &names)
}

/// The arguments of a constructor, in order: `(impl Into<String>, u32)`.
pub(super) fn arguments(item: &Struct) -> String {
    let taken = item.arguments().iter();
    list(taken.map(|at| argument(&item.fields[*at].ty, &item.generics)))
}

/// The arguments of a setter; the option around a field is its own affair.
pub(super) fn setter(fields: &[&Field]) -> String {
    list(fields.iter().map(|field| match &field.ty {
        Ty::Option(inner) => argument(inner, &[]),
        other => argument(other, &[]),
    }))
}

fn list(texts: impl Iterator<Item = String>) -> String {
    format!("({})", texts.collect::<Vec<_>>().join(", "))
}

fn argument(of: &Ty, generics: &[String]) -> String {
    match taken(of) {
        Taken::AsIs => ty(of, generics),
        Taken::Into => format!("impl Into<{}>", ty(of, generics)),
        Taken::Items(item) => format!("impl IntoIterator<Item = {}>", argument(item, generics)),
    }
}
