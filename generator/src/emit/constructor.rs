//! Constructors of what callers make: requests and the structs inside them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::lints;
use super::ty::{At, emit_argument_ty, emit_argument_value};
use crate::plan::{Field, Struct, Ty};

/// `pub fn new(works_id: impl rt::Into<rt::String>) -> Self`, and `Default` where nothing is required; nothing for a
/// struct that only services send.
pub(super) fn emit_constructor(item: &Struct, at: At, doc: &str) -> TokenStream {
    let Some(arguments) = &item.constructor else {
        return TokenStream::new();
    };
    let ident = format_ident!("{}", item.ident);
    let generics = item.generics.iter().map(|name| format_ident!("{name}"));
    let generics = (!item.generics.is_empty()).then(|| quote!(<#(#generics),*>));
    let taken = emit_arguments(item, at);
    let fields = item.fields.iter().enumerate();
    let values = fields.map(|(index, field)| emit_start(field, arguments.contains(&index)));
    let extra = item.extra.iter().map(|extra| {
        let ident = format_ident!("{}", extra.ident);
        quote!(#ident: rt::Map::new())
    });
    let values = values.chain(extra);
    let allow = [
        lints::many_arguments(arguments.len()),
        lints::constructor(&item.ident),
    ];
    let allow = allow.into_iter().flatten();
    let default = arguments.is_empty().then(|| {
        quote! {
            impl #generics ::core::default::Default for #ident #generics {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        impl #generics #ident #generics {
            #[doc = #doc]
            #(#allow)*
            pub fn new(#taken) -> Self {
                Self { #(#values,)* }
            }
        }
        #default
    }
}

/// `works_id: impl rt::Into<rt::String>, expire_min: u32`
pub(super) fn emit_arguments(item: &Struct, at: At) -> TokenStream {
    let arguments = item.arguments().iter().map(|index| {
        let field = &item.fields[*index];
        let (ident, ty) = (
            format_ident!("{}", field.ident),
            emit_argument_ty(&field.ty, at),
        );
        quote!(#ident: #ty)
    });
    quote!(#(#arguments),*)
}

/// `works_id: rt::Into::into(works_id)` or `expire_min: rt::Option::None`
fn emit_start(field: &Field, argument: bool) -> TokenStream {
    let ident = format_ident!("{}", field.ident);
    if argument {
        let value = emit_argument_value(&field.ty, &quote!(#ident));
        return if ident == value.to_string() {
            value
        } else {
            quote!(#ident: #value)
        };
    }
    match &field.ty {
        Ty::Presence(_) => quote!(#ident: rt::Presence::Absent),
        _ => quote!(#ident: rt::Option::None),
    }
}
