//! One-ofs: enums with content.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::codec::emit_codec;
use super::doc::emit_doc;
use super::number;
use super::ty::{At, emit_ty};
use crate::plan::{Tagging, Union};

/// `pub enum OrgRef { Name(rt::String), Id(i64) }` with all that the runtime asks of it.
pub(super) fn emit_union(item: &Union) -> TokenStream {
    let (doc, ident) = (emit_doc(&item.doc), format_ident!("{}", item.ident));
    let idents: Vec<Ident> = item
        .variants
        .iter()
        .map(|variant| format_ident!("{}", variant.ident))
        .collect();
    let variants = item.variants.iter().zip(&idents).map(|(variant, ident)| {
        let (doc, ty) = (emit_doc(&variant.doc), emit_ty(&variant.ty, At::Types));
        quote!(#doc #ident(#ty))
    });
    let (empty, shape, select) = (idents.first(), emit_shape(item), emit_select(&idents));
    let indices = (0..idents.len()).map(number);
    let open = item.open.then(|| quote!(#[non_exhaustive]));
    quote! {
        #doc
        #[derive(Clone, PartialEq)]
        #open
        pub enum #ident { #(#variants,)* }
        impl rt::Empty for #ident {
            fn empty() -> Self {
                Self::#empty(rt::empty())
            }
        }
        impl rt::Union for #ident {
            fn shape(&self) -> &'static rt::UnionShape {
                static SHAPE: rt::UnionShape = #shape;
                &SHAPE
            }
            fn current(&self) -> (usize, &dyn rt::Node) {
                match self { #(Self::#idents(content) => (#indices, content),)* }
            }
            #select
        }
        rt::union!(#ident);
    }
}

/// Takes the variant, empty, and lends its content; the first one takes what no other does.
fn emit_select(idents: &[Ident]) -> TokenStream {
    let empty = |ident: &Ident| quote!(Self::#ident(rt::empty()));
    let (index, made) = match idents {
        [first, others @ ..] if !others.is_empty() => {
            let (indices, first) = ((1..=others.len()).map(number), empty(first));
            let others = others.iter().map(empty);
            (
                quote!(index),
                quote!(match index { #(#indices => #others,)* _ => #first }),
            )
        }
        _ => {
            let only = idents.iter().map(empty);
            (quote!(_), quote!(#(#only)*))
        }
    };
    quote! {
        fn select(&mut self, #index: usize) -> &mut dyn rt::Node {
            *self = #made;
            match self { #(Self::#idents(content) => content,)* }
        }
    }
}

fn emit_shape(item: &Union) -> TokenStream {
    let (name, tagging) = (&item.ident, emit_tagging(&item.tagging));
    let variants = item.variants.iter().map(|variant| {
        let (tag, codec) = (&variant.tag, emit_codec(&variant.codec));
        quote!(rt::Variant { tag: #tag, codec: #codec })
    });
    let other = match item.other {
        Some(index) => {
            let index = number(index);
            quote!(rt::Option::Some(#index))
        }
        None => quote!(rt::Option::None),
    };
    quote! {
        rt::UnionShape { name: #name, tagging: #tagging, variants: &[#(#variants,)*], other: #other }
    }
}

fn emit_tagging(tagging: &Tagging) -> TokenStream {
    match tagging {
        Tagging::Order => quote!(rt::Tagging::Order),
        Tagging::Inside(tag) => quote!(rt::Tagging::Inside(#tag)),
        Tagging::Beside(tag, content) => {
            quote!(rt::Tagging::Beside { tag: #tag, content: #content })
        }
        Tagging::Key => quote!(rt::Tagging::Key),
    }
}
