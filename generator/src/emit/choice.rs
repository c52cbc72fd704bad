//! Enums of documented values.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::doc::emit_doc;
use super::number;
use crate::plan::{Choice, ChoiceValues};

/// `pub enum ScmType { Git, Svn, Unknown(rt::UnknownValue) }` with all that the runtime asks of it.
pub(super) fn emit_choice(item: &Choice) -> TokenStream {
    let (definition, choice) = (emit_definition(item), emit_impl(item));
    let ident = format_ident!("{}", item.ident);
    // `lower` refuses an enum without values.
    let empty = item
        .variants
        .first()
        .map(|variant| format_ident!("{}", variant.ident));
    let from = match (&item.values, item.closed) {
        (_, true) => quote!(),
        (ChoiceValues::Text(_), false) => quote!(, text),
        (ChoiceValues::Integer(_), false) => quote!(, integer),
    };
    quote! {
        #definition
        impl rt::Empty for #ident {
            fn empty() -> Self {
                Self::#empty
            }
        }
        #choice
        rt::choice!(#ident #from);
    }
}

fn emit_definition(item: &Choice) -> TokenStream {
    let (doc, ident) = (emit_doc(&item.doc), format_ident!("{}", item.ident));
    let variants = item.variants.iter().map(|variant| {
        let (doc, ident) = (emit_doc(&variant.doc), format_ident!("{}", variant.ident));
        quote!(#doc #ident)
    });
    let unknown = (!item.closed).then(|| {
        quote! {
            #[doc = " A value that the spec does not know."]
            Unknown(rt::UnknownValue),
        }
    });
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #ident { #(#variants,)* #unknown }
    }
}

fn emit_impl(item: &Choice) -> TokenStream {
    let ident = format_ident!("{}", item.ident);
    let (shape, select) = (emit_shape(item), emit_select(item));
    let currents = item.variants.iter().enumerate().map(|(index, variant)| {
        let ident = format_ident!("{}", variant.ident);
        let index = number(index);
        quote!(Self::#ident => rt::Result::Ok(#index))
    });
    let unknown = (!item.closed).then(|| quote!(Self::Unknown(value) => rt::Result::Err(value),));
    let select_unknown = if item.closed {
        quote! {
            fn select_unknown(&mut self, _: rt::UnknownValue) -> bool { false }
        }
    } else {
        quote! {
            fn select_unknown(&mut self, value: rt::UnknownValue) -> bool {
                *self = Self::Unknown(value);
                true
            }
        }
    };
    quote! {
        impl rt::Choice for #ident {
            fn shape(&self) -> &'static rt::ChoiceShape {
                static SHAPE: rt::ChoiceShape = #shape;
                &SHAPE
            }
            fn current(&self) -> rt::Result<usize, &rt::UnknownValue> {
                match self { #(#currents,)* #unknown }
            }
            #select
            #select_unknown
        }
    }
}

fn emit_shape(item: &Choice) -> TokenStream {
    let name = &item.ident;
    let values = match &item.values {
        ChoiceValues::Text(values) => quote!(Text(&[#(#values),*])),
        ChoiceValues::Integer(values) => {
            let values = values
                .iter()
                .map(|value| proc_macro2::Literal::i64_unsuffixed(*value));
            quote!(Integer(&[#(#values),*]))
        }
    };
    quote!(rt::ChoiceShape { name: #name, values: rt::ChoiceValues::#values })
}

/// A match over the indices; the first value takes what no other does.
fn emit_select(item: &Choice) -> TokenStream {
    let idents: Vec<_> = item
        .variants
        .iter()
        .map(|variant| format_ident!("{}", variant.ident))
        .collect();
    match idents.as_slice() {
        [] => quote!(
            fn select(&mut self, _: usize) {}
        ),
        [only] => quote!(fn select(&mut self, _: usize) { *self = Self::#only; }),
        [first, others @ ..] => {
            let indices = (1..=others.len()).map(number);
            quote! {
                fn select(&mut self, index: usize) {
                    *self = match index { #(#indices => Self::#others,)* _ => Self::#first };
                }
            }
        }
    }
}
