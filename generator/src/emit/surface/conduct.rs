//! Ways of sending: methods that a call has only where some operation needs them, and the traits behind them.

use super::texts::ty;
use super::{List, OfferKind, Origin};
use crate::plan::{Api, Operation, Stream, Ty};

/// The methods of `Call` and `ClientBuilder` that depend on what operations there are.
pub(super) fn add(api: &Api, list: &mut List) {
    let mut method = |path: &str, is_there: bool| {
        if is_there {
            list.add(Origin::Api, OfferKind::Method, path, "");
        }
    };
    let operations = || api.operations.iter();
    let whole = operations().any(|op| op.stream.is_none()) || api.operations.is_empty();
    let paged = operations().any(|op| op.paging.is_some());
    for name in ["send", "send_with_response"] {
        method(&format!("Call::{name}"), whole);
    }
    for name in ["pages", "pages_from", "items", "items_from"] {
        method(&format!("Call::{name}"), paged);
    }
    method("Call::stream", operations().any(|op| op.stream.is_some()));
    method("ClientBuilder::signer", !api.signers.is_empty());
    method("ClientBuilder::auth", !api.choices.is_empty());
}

/// What an operation gives, as the types of its traits.
pub(super) fn add_traits(origin: Origin, op: &Operation, path: &str, list: &mut List) {
    let gives = match &op.outcomes {
        Some(outcomes) => outcomes.ident.clone(),
        None => ty(&op.returns, &[]),
    };
    let (name, types) = match &op.stream {
        None => ("Operation", format!("Output = {gives}")),
        Some(Stream::Lines(Some(head))) => {
            let head = ty(head, &[]);
            ("Streamed", format!("Item = {gives}, Head = {head}"))
        }
        Some(_) => ("Streamed", format!("Item = {gives}, Head = ()")),
    };
    let offered = format!("{path}: {name}");
    list.add(origin, OfferKind::Trait, offered, types);
    if let Some(outcomes) = &op.outcomes {
        let path = format!("operations::{}", outcomes.ident);
        list.add(origin, OfferKind::OpenEnum, &path, "");
        for variant in &outcomes.variants {
            let holds = match &variant.ty {
                Ty::Unit => String::new(),
                held => format!("({})", ty(held, &[])),
            };
            let path = format!("{path}::{}", variant.ident);
            list.add(origin, OfferKind::OpenVariant, path, holds);
        }
    }
    if let Some(paging) = &op.paging {
        let item = format!("Item = {}", ty(&paging.item, &[]));
        list.add(origin, OfferKind::Trait, format!("{path}: Paged"), item);
    }
}
