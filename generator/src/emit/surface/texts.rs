//! Types and arguments as texts that are equal where the Rust is.

use super::super::ty::{Taken, taken};
use crate::plan::{Field, Struct, Ty};

/// A type; type parameters by their number, since their names bind nobody.
pub(super) fn ty(of: &Ty, generics: &[String]) -> String {
    let wrapped = |name: &str, inner: &Ty| format!("{name}<{}>", ty(inner, generics));
    match of {
        Ty::String => "String".into(),
        Ty::Secret => "Secret".into(),
        Ty::Bool => "bool".into(),
        Ty::I32 => "i32".into(),
        Ty::I64 => "i64".into(),
        Ty::U32 => "u32".into(),
        Ty::U64 => "u64".into(),
        Ty::F64 => "f64".into(),
        Ty::Date => "Date".into(),
        Ty::DateTime => "DateTime".into(),
        Ty::Timestamp => "Timestamp".into(),
        Ty::Duration => "Duration".into(),
        Ty::Bytes => "Vec<u8>".into(),
        Ty::File => "FilePart".into(),
        Ty::Json => "Json".into(),
        Ty::Unit => "()".into(),
        Ty::List(inner) => wrapped("Vec", inner),
        Ty::Map(inner) => wrapped("Map", inner),
        Ty::Option(inner) => wrapped("Option", inner),
        Ty::Presence(inner) => wrapped("Presence", inner),
        Ty::Boxed(inner) => wrapped("Box", inner),
        Ty::Named { ident, args, .. } if args.is_empty() => format!("types::{ident}"),
        Ty::Named { ident, args, .. } => {
            let args: Vec<String> = args.iter().map(|arg| ty(arg, generics)).collect();
            format!("types::{ident}<{}>", args.join(", "))
        }
        Ty::Param(name) => match generics.iter().position(|one| one == name) {
            Some(index) => format!("T{index}"),
            None => name.clone(),
        },
    }
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
