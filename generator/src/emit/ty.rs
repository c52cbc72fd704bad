//! Rust types, and how arguments of those types are taken.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::doc::emit_doc;
use crate::plan::{Alias, From, Ty};

/// The file that a type is named in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// `types.rs`, where the types of the spec are.
    Types,
    /// A file beside it.
    Beside,
}

/// `rt::Option<super::types::Repo>`
pub(super) fn emit_ty(ty: &Ty, at: At) -> TokenStream {
    let inside = |inner: &Ty| emit_ty(inner, at);
    match ty {
        Ty::String => quote!(rt::String),
        Ty::Secret => quote!(rt::Secret),
        Ty::Bool => quote!(bool),
        Ty::I32 => quote!(i32),
        Ty::I64 => quote!(i64),
        Ty::U32 => quote!(u32),
        Ty::U64 => quote!(u64),
        Ty::F64 => quote!(f64),
        Ty::Date => quote!(rt::Date),
        Ty::DateTime => quote!(rt::DateTime),
        Ty::Timestamp => quote!(rt::Timestamp),
        Ty::Duration => quote!(rt::Duration),
        Ty::Bytes => quote!(rt::Vec<u8>),
        Ty::File => quote!(rt::FilePart),
        Ty::Json => quote!(rt::Json),
        Ty::Unit => quote!(()),
        Ty::List(inner) => wrapped("Vec", inside(inner)),
        Ty::Map(inner) => wrapped("Map", inside(inner)),
        Ty::Option(inner) => wrapped("Option", inside(inner)),
        Ty::Presence(inner) => wrapped("Presence", inside(inner)),
        Ty::Boxed(inner) => wrapped("Box", inside(inner)),
        Ty::Named { ident, args, .. } => emit_named(ident, args, at),
        Ty::Param(name) => {
            let name = format_ident!("{name}");
            quote!(#name)
        }
    }
}

fn wrapped(name: &str, inner: TokenStream) -> TokenStream {
    let name = format_ident!("{name}");
    quote!(rt::#name<#inner>)
}

fn emit_named(ident: &str, args: &[Ty], at: At) -> TokenStream {
    let ident = format_ident!("{ident}");
    let args = args.iter().map(|arg| emit_ty(arg, at));
    let args = if args.len() == 0 {
        quote!()
    } else {
        quote!(<#(#args),*>)
    };
    match at {
        At::Types => quote!(#ident #args),
        At::Beside => quote!(super::types::#ident #args),
    }
}

/// `/// docs` and `pub type Day = rt::Date;`
pub(super) fn emit_alias(alias: &Alias) -> TokenStream {
    let (doc, ident, ty) = (
        emit_doc(&alias.doc),
        format_ident!("{}", alias.ident),
        emit_ty(&alias.ty, At::Types),
    );
    quote! {
        #doc
        pub type #ident = #ty;
    }
}

/// The type of an argument: `impl rt::Into<rt::String>`.
pub(super) fn emit_argument_ty(ty: &Ty, at: At) -> TokenStream {
    let own = emit_ty(ty, at);
    match taken(ty) {
        Taken::AsIs => own,
        Taken::Into => quote!(impl rt::Into<#own>),
        Taken::Items(item) => {
            let item = emit_argument_ty(item, at);
            quote!(impl ::core::iter::IntoIterator<Item = #item>)
        }
    }
}

/// The argument as a value of its field: `rt::Into::into(works_id)`.
pub(super) fn emit_argument_value(ty: &Ty, argument: &TokenStream) -> TokenStream {
    match taken(ty) {
        Taken::AsIs => argument.clone(),
        Taken::Into => quote!(rt::Into::into(#argument)),
        Taken::Items(item) => match taken(item) {
            Taken::AsIs => quote!(::core::iter::IntoIterator::into_iter(#argument).collect()),
            Taken::Into | Taken::Items(_) => {
                let (name, inner) = (quote!(item), emit_argument_value(item, &quote!(item)));
                quote!(::core::iter::IntoIterator::into_iter(#argument).map(|#name| #inner).collect())
            }
        },
    }
}

/// How an argument is taken.
pub(super) enum Taken<'a> {
    AsIs,
    Into,
    Items(&'a Ty),
}

/// How an argument of this type is taken.
pub(super) fn taken(ty: &Ty) -> Taken<'_> {
    match ty {
        Ty::String
        | Ty::Secret
        | Ty::Json
        | Ty::Bytes
        | Ty::File
        | Ty::Named {
            from: From::Text | From::Integer,
            ..
        } => Taken::Into,
        Ty::List(item) => Taken::Items(item),
        _ => Taken::AsIs,
    }
}
