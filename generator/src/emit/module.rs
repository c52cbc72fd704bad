//! `mod.rs` of an API, and its line in the `mod.rs` above.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::doc::emit_inner_doc;
use super::{Options, example};
use crate::plan::Api;

pub(super) fn has_samples(api: &Api) -> bool {
    !api.signatures.is_empty() || api.operations.iter().any(|op| !op.samples.is_empty())
}

/// The documentation of the API, its modules, and the names that a caller needs most.
pub(super) fn emit_module(api: &Api, options: &Options) -> TokenStream {
    let mut doc = api.doc.clone();
    if let Some(path) = &options.crate_path {
        doc.extend(example::client(api, path));
    }
    let doc = emit_inner_doc(&doc);
    let samples = has_samples(api).then(|| {
        quote!(
            #[cfg(test)]
            mod samples;
        )
    });
    quote! {
        #doc
        mod client;
        mod description;
        pub mod errors;
        pub mod operations;
        pub mod types;
        #samples
        pub use client::{Call, Client, ClientBuilder, Server};
        pub use errors::ErrorCode;
        /// Why a call failed.
        pub type Error = ::specwright_runtime::Error<ErrorCode>;
    }
}

/// `#[cfg(feature = "quickbi")] pub mod quickbi;`
pub(super) fn emit_mount(api: &Api, feature: bool) -> TokenStream {
    let (module, name) = (format_ident!("{}", api.module), &api.name);
    let cfg = feature.then(|| quote!(#[cfg(feature = #name)]));
    quote!(#cfg pub mod #module;)
}
