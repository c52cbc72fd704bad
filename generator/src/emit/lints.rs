//! Attributes for the few lints that a vendor's names and numbers of parameters run into. The names stay as the
//! vendor has them, so the lint is allowed where it strikes, with the reason.

use proc_macro2::TokenStream;
use quote::quote;

/// Arguments that clippy takes without complaint, `self` included.
const MOST_ARGUMENTS: usize = 7;

/// Methods of std's traits that take `self` and one argument by value.
const OPERATORS: &[&str] = &[
    "add", "sub", "mul", "div", "rem", "bitand", "bitor", "bitxor", "shl", "shr",
];
/// Methods of std's traits that take `&self`.
const BY_REFERENCE: &[&str] = &[
    "as_ref", "borrow", "cmp", "deref", "eq", "hash", "index", "clone",
];

/// For a function of that many arguments, `self` included.
pub(super) fn many_arguments(count: usize) -> Option<TokenStream> {
    let reason = "these are the parameters that belong together";
    (count > MOST_ARGUMENTS).then(|| quote!(#[allow(clippy::too_many_arguments, reason = #reason)]))
}

/// For a module inside the API's own.
pub(super) fn module(api: &str, name: &str) -> Option<TokenStream> {
    let reason = "the API is called so";
    (api == name).then(|| quote!(#[allow(clippy::module_inception, reason = #reason)]))
}

/// For the constructor of a type of this name.
pub(super) fn constructor(ty: &str) -> Option<TokenStream> {
    let reason = "the vendor's name";
    (ty == "New").then(|| quote!(#[allow(clippy::self_named_constructors, reason = #reason)]))
}

/// For a method of this name that takes `self` by value.
pub(super) fn setter_name(name: &str) -> Option<TokenStream> {
    let prefixed = ["from_", "to_", "as_", "is_"]
        .iter()
        .any(|prefix| name.starts_with(prefix));
    name_lint(OPERATORS.contains(&name), prefixed)
}

/// For a method of this name that takes `&self`.
pub(super) fn method_name(name: &str) -> Option<TokenStream> {
    let prefixed = ["from_", "into_"]
        .iter()
        .any(|prefix| name.starts_with(prefix));
    match name {
        "new" => Some(
            quote!(#[allow(clippy::new_ret_no_self, clippy::wrong_self_convention, reason = "the vendor's name")]),
        ),
        _ => name_lint(BY_REFERENCE.contains(&name), prefixed),
    }
}

fn name_lint(operator: bool, prefixed: bool) -> Option<TokenStream> {
    match (operator, prefixed) {
        (true, _) => {
            Some(quote!(#[allow(clippy::should_implement_trait, reason = "the vendor's name")]))
        }
        (_, true) => {
            Some(quote!(#[allow(clippy::wrong_self_convention, reason = "the vendor's name")]))
        }
        _ => None,
    }
}
