//! Limits of values, for clients that check them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::text;
use crate::plan::Check;

/// `&[rt::Bound::MinLength(1), rt::Bound::MaxLength(32)]`
pub(super) fn emit_bounds(checks: &[Check]) -> TokenStream {
    let bounds = checks.iter().map(emit_bound);
    quote!(&[#(#bounds),*])
}

fn emit_bound(check: &Check) -> TokenStream {
    let number = |number: &serde_json::Number| Literal::string(&number.to_string());
    let count = |count: &u64| Literal::u64_unsuffixed(*count);
    let (kind, value) = match check {
        Check::Min(value) => (quote!(Min), number(value)),
        Check::Above(value) => (quote!(Above), number(value)),
        Check::Max(value) => (quote!(Max), number(value)),
        Check::Below(value) => (quote!(Below), number(value)),
        Check::MultipleOf(value) => (quote!(MultipleOf), number(value)),
        Check::MinLength(value) => (quote!(MinLength), count(value)),
        Check::MaxLength(value) => (quote!(MaxLength), count(value)),
        Check::MinBytes(value) => (quote!(MinBytes), count(value)),
        Check::MaxBytes(value) => (quote!(MaxBytes), count(value)),
        Check::Pattern(pattern) => (quote!(Pattern), text(pattern)),
        Check::MinItems(value) => (quote!(MinItems), count(value)),
        Check::MaxItems(value) => (quote!(MaxItems), count(value)),
        Check::Unique => return quote!(rt::Bound::Unique),
        Check::Each(checks) => {
            let each = emit_bounds(checks);
            return quote!(rt::Bound::Each(#each));
        }
    };
    quote!(rt::Bound::#kind(#value))
}
