//! Codecs as static references.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::Codec;

/// `&rt::Codec::TextOf(&rt::Codec::Seconds)`
pub(super) fn emit_codec(codec: &Codec) -> TokenStream {
    let variant = match codec {
        Codec::Plain => quote!(Plain),
        Codec::Text => quote!(Text),
        Codec::Either => quote!(Either),
        Codec::Pattern(pattern) => quote!(Pattern(#pattern)),
        Codec::Iso => quote!(Iso),
        Codec::EpochSeconds => quote!(EpochSeconds),
        Codec::EpochMillis => quote!(EpochMillis),
        Codec::Seconds => quote!(Seconds),
        Codec::Clock => quote!(Clock),
        Codec::Joined(separator) => quote!(Joined(#separator)),
        Codec::JsonText => quote!(JsonText),
        Codec::Row => quote!(Row),
        Codec::TextOf(inner) => {
            let inner = emit_codec(inner);
            quote!(TextOf(#inner))
        }
        Codec::Absent(texts, inner) => {
            let inner = emit_codec(inner);
            quote!(Absent(&[#(#texts),*], #inner))
        }
    };
    quote!(&rt::Codec::#variant)
}
