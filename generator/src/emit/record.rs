//! Structs: the fields, the empty value, the static shape and the two slot lists.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::codec::emit_codec;
use super::constructor::emit_constructor;
use super::doc::emit_doc;
use super::ty::{At, emit_ty};
use crate::ident;
use crate::plan::{Field, Struct};

/// A struct of `types.rs` with all that the runtime asks of it.
pub(super) fn emit_struct(item: &Struct) -> TokenStream {
    let definition = emit_definition(item, At::Types, &TokenStream::new());
    let doc = " A value with the members that are required.";
    let constructor = emit_constructor(item, At::Types, doc);
    let reflection = emit_reflection(item);
    quote!(#definition #constructor #reflection)
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

/// `impl rt::Empty`, `impl rt::Record` and `rt::record!(..)`
pub(super) fn emit_reflection(item: &Struct) -> TokenStream {
    let ident = format_ident!("{}", item.ident);
    let (bounds, generics) = (
        generics(item, &quote!(: rt::Node + rt::Empty)),
        generics(item, &quote!()),
    );
    let idents: Vec<Ident> = slots(item);
    let (shape, shims) = (emit_shape(item), emit_shims(item));
    quote! {
        impl #bounds rt::Empty for #ident #generics {
            fn empty() -> Self {
                Self { #(#idents: rt::empty(),)* }
            }
        }
        impl #bounds rt::Record for #ident #generics {
            fn shape(&self) -> &'static rt::Shape {
                static SHAPE: rt::Shape = #shape;
                &SHAPE
            }
            fn slots(&mut self, visit: &mut rt::Slots<'_>) {
                visit(&mut [#(&mut self.#idents),*])
            }
            fn refs(&self, visit: &mut rt::Refs<'_>) {
                visit(&[#(&self.#idents),*])
            }
        }
        #shims
    }
}

/// Fields in the order of the slots, the extra ones last.
fn slots(item: &Struct) -> Vec<Ident> {
    let fields = item
        .fields
        .iter()
        .map(|field| format_ident!("{}", field.ident));
    fields
        .chain(
            item.extra
                .iter()
                .map(|extra| format_ident!("{}", extra.ident)),
        )
        .collect()
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
fn emit_shims(item: &Struct) -> TokenStream {
    let (ident, generics) = (format_ident!("{}", item.ident), generics(item, &quote!()));
    let names = item.generics.iter().map(|name| format_ident!("{name}"));
    if item.generics.is_empty() {
        quote!(rt::record!(#ident);)
    } else {
        quote!(rt::record!([#(#names),*] #ident #generics);)
    }
}

fn emit_shape(item: &Struct) -> TokenStream {
    let (name, fields) = (
        ident::plain(&item.ident),
        item.fields.iter().map(emit_shape_field),
    );
    let extra = match &item.extra {
        None => quote!(rt::Option::None),
        Some(extra) => {
            let codec = emit_codec(&extra.codec);
            quote!(rt::Option::Some(#codec))
        }
    };
    quote!(rt::Shape { name: #name, fields: &[#(#fields,)*], extra: #extra })
}

/// `rt::Field::required("AccessToken", "access_token", &rt::Codec::Plain).secret()`
fn emit_shape_field(field: &Field) -> TokenStream {
    let (wire, rust, codec) = (
        &field.wire,
        ident::plain(&field.ident),
        emit_codec(&field.codec),
    );
    let kind = if field.required {
        quote!(required)
    } else {
        quote!(optional)
    };
    let secret = field.secret.then(|| quote!(.secret()));
    let default = field
        .default
        .as_ref()
        .map(|json| quote!(.default_json(#json)));
    quote!(rt::Field::#kind(#wire, #rust, #codec) #secret #default)
}
