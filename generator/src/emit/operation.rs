//! Requests: a struct with public fields, made from what is required, and what makes it an operation.

use quote::{format_ident, quote};
use syn::{Expr, ImplItem, Item, ItemImpl, parse_quote};

use super::constructor::emit_constructor;
use super::describe::description;
use super::node::reference;
use super::record::{emit_definition, emit_shims};
use super::reflection::reflection;
use super::ty::{At, emit_ty};
use super::{Part, answers, paging};
use crate::plan::Operation;

/// Everything about one request.
pub(super) fn emit_operation(op: &Operation) -> Vec<Part> {
    let attributes = quote!(#[must_use = "a request does nothing until it is sent"]);
    let definition = emit_definition(&op.request, At::Beside, &attributes);
    let doc = match op.request.arguments().len() {
        0 => " A request without any parameter.",
        _ => " A request with the parameters that are required.",
    };
    let new = emit_constructor(&op.request, At::Beside, doc);
    let (shims, paged) = (emit_shims(&op.request), paging::emit_paged(op));
    let outcomes = op.outcomes.as_ref().map(answers::emit_outcomes);
    vec![
        Part::Tokens(quote!(#definition #new)),
        Part::Items(reflection(&op.request)),
        Part::Tokens(shims),
        Part::Items(vec![Item::Impl(operation(op))]),
        Part::Tokens(quote!(#paged #outcomes)),
    ]
}

/// `impl rt::Operation`, or `impl rt::Streamed`
fn operation(op: &Operation) -> ItemImpl {
    let ident = format_ident!("{}", op.request.ident);
    let (kind, types) = match &op.stream {
        Some(stream) => (
            quote!(Streamed),
            paging::emit_stream_types(stream, &op.returns),
        ),
        None => {
            let output = match &op.outcomes {
                Some(outcomes) => {
                    let ident = format_ident!("{}", outcomes.ident);
                    quote!(#ident)
                }
                None => emit_ty(&op.returns, At::Beside),
            };
            (quote!(Operation), quote!(type Output = #output;))
        }
    };
    let mut made: ItemImpl = parse_quote! {
        impl rt::#kind for #ident {
            #types
            type Code = super::ErrorCode;
            const DESCRIPTION: &'static rt::OperationDescription = ();
        }
    };
    if let Some(ImplItem::Const(constant)) = made.items.last_mut() {
        constant.expr = reference(Expr::Struct(description(op)), false);
    }
    made
}
