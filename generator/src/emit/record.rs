//! Structs: the fields, the constructor, and what the runtime asks of them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Part;
use super::constructor::emit_constructor;
use super::doc::emit_doc;
use super::reflection::reflection;
use super::ty::{At, emit_ty};
use crate::plan::Struct;

/// A struct of `types.rs` with all that the runtime asks of it.
pub(super) fn emit_struct(item: &Struct) -> Vec<Part> {
    let definition = emit_definition(item, At::Types, &TokenStream::new());
    let doc = " A value with the members that are required.";
    let constructor = emit_constructor(item, At::Types, doc);
    vec![
        Part::Tokens(quote!(#definition #constructor)),
        Part::Items(reflection(item)),
        Part::Tokens(emit_shims(item)),
    ]
}

/// `pub struct EmbedToken { .. }`
pub(super) fn emit_definition(item: &Struct, at: At, attributes: &TokenStream) -> TokenStream {
    let (doc, ident, generics) = (
        emit_doc(&item.doc),
        format_ident!("{}", item.ident),
        generics(item, &quote!()),
    );
    let fields = item.fields.iter().map(|field| {
        let (doc, ident, ty) = (
            emit_doc(&field.doc),
            format_ident!("{}", field.ident),
            emit_ty(&field.ty, at),
        );
        quote!(#doc pub #ident: #ty)
    });
    let extra = item.extra.iter().map(|extra| {
        let (ident, ty) = (format_ident!("{}", extra.ident), emit_ty(&extra.ty, at));
        quote!(#[doc = " Members that have no field of their own."] pub #ident: rt::Map<#ty>)
    });
    let fields = fields.chain(extra);
    quote! {
        #doc
        #[derive(Clone, PartialEq)]
        // Vendors add fields; callers of a published client must not break for it.
        #[non_exhaustive]
        #attributes
        pub struct #ident #generics { #(#fields,)* }
    }
}

/// `<T>`, or `<T: rt::Node>`; nothing for a struct without type parameters.
fn generics(item: &Struct, bounds: &TokenStream) -> TokenStream {
    if item.generics.is_empty() {
        return TokenStream::new();
    }
    let names = item.generics.iter().map(|name| format_ident!("{name}"));
    quote!(<#(#names #bounds),*>)
}

/// `rt::record!(EmbedToken);` or `rt::record!([T] Page<T>);`
pub(super) fn emit_shims(item: &Struct) -> TokenStream {
    let (ident, generics) = (format_ident!("{}", item.ident), generics(item, &quote!()));
    let names = item.generics.iter().map(|name| format_ident!("{name}"));
    if item.generics.is_empty() {
        quote!(rt::record!(#ident);)
    } else {
        quote!(rt::record!([#(#names),*] #ident #generics);)
    }
}
