//! What an operation adds to the client: its method, and the setters of its pending call.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::constructor::emit_arguments;
use super::doc::emit_doc;
use super::ty::{At, emit_argument_ty, emit_argument_value};
use super::{Options, example, lints};
use crate::plan::{Api, Operation, Setter, Ty};

/// `impl Client { pub fn create_embed_token(..) }` and `impl Call<'_, CreateEmbedToken> { .. }`
pub(super) fn emit_call(api: &Api, op: &Operation, options: &Options) -> TokenStream {
    let request = format_ident!("{}", op.request.ident);
    let method = emit_method(api, op, options);
    let setters = op.setters.iter().map(|setter| emit_setter(op, setter));
    let setters = (!op.setters.is_empty()).then(|| {
        quote! {
            impl Call<'_, super::operations::#request> { #(#setters)* }
        }
    });
    quote! {
        impl Client { #method }
        #setters
    }
}

fn emit_method(api: &Api, op: &Operation, options: &Options) -> TokenStream {
    let (method, request) = (
        format_ident!("{}", op.method),
        format_ident!("{}", op.request.ident),
    );
    let mut doc = op.method_doc.clone();
    if let Some(path) = &options.crate_path {
        doc.extend(example::call(api, op, path));
    }
    let doc = emit_doc(&doc);
    let allow = [
        lints::many_arguments(op.request.arguments().len() + 1),
        lints::method_name(&op.method),
    ];
    let allow = allow.into_iter().flatten();
    let deprecated = op.deprecated.as_ref();
    let deprecated = deprecated.map(|note| quote!(#[deprecated = #note]));
    let arguments = emit_arguments(&op.request, At::Beside);
    let taken = op.request.arguments().iter();
    let values = taken.map(|index| format_ident!("{}", op.request.fields[*index].ident));
    quote! {
        #doc
        #deprecated
        #(#allow)*
        pub fn #method(&self, #arguments) -> Call<'_, super::operations::#request> {
            self.call(super::operations::#request::new(#(#values),*))
        }
    }
}

/// `pub fn expire_min(mut self, expire_min: u32) -> Self`
fn emit_setter(op: &Operation, setter: &Setter) -> TokenStream {
    let (doc, method) = (emit_doc(&setter.doc), format_ident!("{}", setter.ident));
    let deprecated = setter
        .deprecated
        .as_ref()
        .map(|note| quote!(#[deprecated = #note]));
    let allow = [
        lints::many_arguments(setter.fields.len() + 1),
        lints::setter_name(&setter.ident),
    ];
    let allow = allow.into_iter().flatten();
    let fields: Vec<_> = setter
        .fields
        .iter()
        .map(|index| &op.request.fields[*index])
        .collect();
    let idents: Vec<_> = fields
        .iter()
        .map(|field| format_ident!("{}", field.ident))
        .collect();
    let types = fields.iter().map(|field| match &field.ty {
        Ty::Option(inner) => emit_argument_ty(inner, At::Beside),
        other => emit_argument_ty(other, At::Beside),
    });
    let values = fields
        .iter()
        .zip(&idents)
        .map(|(field, ident)| match &field.ty {
            Ty::Option(inner) => {
                let value = emit_argument_value(inner, &quote!(#ident));
                quote!(rt::Option::Some(#value))
            }
            other => emit_argument_value(other, &quote!(#ident)),
        });
    quote! {
        #doc
        #deprecated
        #(#allow)*
        pub fn #method(mut self, #(#idents: #types),*) -> Self {
            #(self.request.#idents = #values;)*
            self
        }
    }
}
