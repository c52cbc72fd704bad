//! Documentation as attributes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::Doc;

/// `#[doc = " line"]` per line, which the formatter prints as `/// line`.
pub(super) fn emit_doc(doc: &Doc) -> TokenStream {
    let lines = doc.iter().map(|line| spaced(line));
    quote!(#(#[doc = #lines])*)
}

/// `#![doc = " line"]` per line.
pub(super) fn emit_inner_doc(doc: &[String]) -> TokenStream {
    let lines = doc.iter().map(|line| spaced(line));
    quote!(#(#![doc = #lines])*)
}

fn spaced(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}
