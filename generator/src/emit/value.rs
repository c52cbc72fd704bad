//! Expressions that are the same wherever they stand: options, lengths of time, what descriptions share.

use std::time::Duration;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::Ident;

/// `AUTH`, `AUTH_2`, ..
pub(super) fn shared(name: &str, index: usize) -> Ident {
    match index {
        0 => format_ident!("{name}"),
        _ => format_ident!("{name}_{}", index + 1),
    }
}

/// `super::description::AUTH`, or an empty list.
pub(super) fn emit_shared_list(name: &str, index: Option<usize>) -> TokenStream {
    match index {
        None => quote!(&[]),
        Some(index) => {
            let name = shared(name, index);
            quote!(super::description::#name)
        }
    }
}

/// `rt::Option::Some("text")`
pub(super) fn emit_option(text: Option<&String>) -> TokenStream {
    emit_some(text.map(|text| quote!(#text)))
}

/// `rt::Option::Some(..)` or `rt::Option::None`
pub(super) fn emit_some(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(rt::Option::Some(#value)),
        None => quote!(rt::Option::None),
    }
}

/// `rt::Duration::from_secs(5)`, or in milliseconds where seconds are not exact.
pub(super) fn emit_duration(time: Duration) -> TokenStream {
    if time.subsec_nanos() == 0 {
        let seconds = Literal::u64_unsuffixed(time.as_secs());
        return quote!(rt::Duration::from_secs(#seconds));
    }
    let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    let millis = Literal::u64_unsuffixed(millis);
    quote!(rt::Duration::from_millis(#millis))
}
