//! `mod.rs` of an API, and its line in the `mod.rs` above.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::doc::emit_inner_doc;
use super::{Options, example, lints};
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
        let module = emit_submodule(api, "samples", false);
        quote!(#[cfg(test)] #module)
    });
    let private = ["client", "description"].map(|name| emit_submodule(api, name, false));
    let public = ["errors", "operations", "types"].map(|name| emit_submodule(api, name, true));
    quote! {
        #doc
        #(#private)*
        #(#public)*
        #samples
        pub use client::{Call, Client, ClientBuilder, Server};
        pub use errors::ErrorCode;
        /// Why a call failed.
        pub type Error = ::specwright_runtime::Error<ErrorCode>;
    }
}

/// `pub mod errors;`
fn emit_submodule(api: &Api, name: &str, public: bool) -> TokenStream {
    let (ident, visibility) = (format_ident!("{name}"), public.then(|| quote!(pub)));
    let allow = lints::module(&api.name, name);
    quote!(#allow #visibility mod #ident;)
}

/// `#[cfg(feature = "quickbi")] pub mod quickbi;`
///
/// In a program, or behind a private module, rustc would warn of every operation that is not called.
pub(super) fn emit_mount(api: &Api, feature: bool) -> TokenStream {
    let (module, name) = (format_ident!("{}", api.module), &api.name);
    let cfg = feature.then(|| quote!(#[cfg(feature = #name)]));
    let reason = "who calls an API calls a part of it";
    quote!(#cfg #[allow(dead_code, unused_imports, reason = #reason)] pub mod #module;)
}
