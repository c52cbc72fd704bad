//! What an operation gives where the HTTP status tells: an enum, and the entries of the description.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::codec::emit_codec;
use super::doc::emit_doc;
use super::number;
use super::ty::{At, emit_ty};
use crate::plan::{Outcome, Outcomes, StatusAnswer, Ty};

/// `pub enum StartJobAnswer { Ok(super::types::Job), NoContent }` with all that the runtime asks of it.
pub(super) fn emit_outcomes(item: &Outcomes) -> TokenStream {
    let (doc, ident) = (emit_doc(&item.doc), format_ident!("{}", item.ident));
    let variants = item.variants.iter().map(|variant| {
        let (doc, ident) = (emit_doc(&variant.doc), format_ident!("{}", variant.ident));
        match variant.ty {
            Ty::Unit => quote!(#doc #ident),
            _ => {
                let ty = emit_ty(&variant.ty, At::Beside);
                quote!(#doc #ident(#ty))
            }
        }
    });
    let empty = item.variants.get(item.rest).map(emit_empty);
    let (shape, current, select) = (emit_shape(item), emit_current(item), emit_select(item));
    quote! {
        #doc
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "a field that a service adds must not move what holds it")]
        pub enum #ident { #(#variants,)* }
        impl rt::Empty for #ident {
            fn empty() -> Self {
                #empty
            }
        }
        impl rt::Union for #ident {
            fn shape(&self) -> &'static rt::UnionShape {
                static SHAPE: rt::UnionShape = #shape;
                &SHAPE
            }
            #current
            #select
        }
        rt::answers!(#ident);
    }
}

fn ident_of(variant: &Outcome) -> Ident {
    format_ident!("{}", variant.ident)
}

fn emit_empty(variant: &Outcome) -> TokenStream {
    let ident = ident_of(variant);
    match variant.ty {
        Ty::Unit => quote!(Self::#ident),
        _ => quote!(Self::#ident(rt::empty())),
    }
}

fn emit_current(item: &Outcomes) -> TokenStream {
    let arms = item.variants.iter().enumerate().map(|(index, variant)| {
        let (ident, index) = (ident_of(variant), number(index));
        match variant.ty {
            Ty::Unit => quote!(Self::#ident => (#index, &())),
            _ => quote!(Self::#ident(content) => (#index, content)),
        }
    });
    quote! {
        fn current(&self) -> (usize, &dyn rt::Node) {
            match self { #(#arms,)* }
        }
    }
}

/// Takes the variant, empty, and lends its content; the first one takes what no other does.
fn emit_select(item: &Outcomes) -> TokenStream {
    let mut made = item.variants.iter().map(emit_empty);
    let first = made.next();
    let others = made.enumerate().map(|(index, made)| {
        let index = number(index + 1);
        quote!(#index => #made)
    });
    let lent = item.variants.iter().map(|variant| {
        let ident = ident_of(variant);
        match variant.ty {
            Ty::Unit => quote!(Self::#ident => rt::unit()),
            _ => quote!(Self::#ident(content) => content),
        }
    });
    quote! {
        fn select(&mut self, index: usize) -> &mut dyn rt::Node {
            *self = match index { #(#others,)* _ => #first };
            match self { #(#lent,)* }
        }
    }
}

fn emit_shape(item: &Outcomes) -> TokenStream {
    let name = &item.ident;
    let variants = item.variants.iter().map(|variant| {
        let (tag, codec) = (&variant.ident, emit_codec(&variant.codec));
        quote!(rt::Variant { tag: #tag, codec: #codec })
    });
    let entries = item.entries.iter().map(|(first, last, index)| {
        let [first, last] = [*first, *last].map(|status| number(usize::from(status)));
        let index = number(*index);
        quote!((#first, #last, #index))
    });
    let rest = number(item.rest);
    quote! {
        rt::UnionShape {
            name: #name,
            tagging: rt::Tagging::Status { entries: &[#(#entries),*], rest: #rest },
            variants: &[#(#variants,)*],
            other: rt::Option::None,
        }
    }
}

/// `rt::StatusAnswer::new(400, 499).secrets(&["token"])`
pub(super) fn emit_entry(entry: &StatusAnswer) -> TokenStream {
    let (first, last) = entry.status;
    let [first, last] = [first, last].map(|status| number(usize::from(status)));
    let empty = entry.empty.then(|| quote!(.empty()));
    let names = &entry.secrets;
    let secrets = (!names.is_empty()).then(|| quote!(.secrets(&[#(#names),*])));
    quote!(rt::StatusAnswer::new(#first, #last) #empty #secrets)
}
