//! Pages and streams: the way from a payload to its items, as Rust sees it.
//!
//! In: paging and stream of the model. Out: what `emit` writes down.

use super::data::{Doc, Paging, Stream, Turn, Ty};
use super::doc::paragraphs;
use super::ty::{Scope, Types};
use crate::ident;
use crate::markdown::lines;
use crate::model::{self, Type};
use crate::names;

/// The paging of an operation that returns `returns`, in Rust `payload`. `check` has followed the path already.
pub(super) fn paging(
    types: &Types<'_>,
    rule: &model::Paging,
    returns: &Type,
    payload: &Ty,
) -> Paging {
    let mut way = Vec::new();
    let mut at = payload.clone();
    let reached = types.api.reach(returns, &rule.items);
    for hop in reached.iter().flat_map(|reached| &reached.hops) {
        let Some((shape, field)) = types.api.hop_field(hop) else {
            continue;
        };
        let generics: Vec<String> = shape
            .generics
            .iter()
            .map(|n| ident::upper_camel(n))
            .collect();
        let declared = Scope::field(hop.owner, &generics);
        let declared = types.present(&field.value.ty, &field.presence, declared);
        let args = match open(at, &mut way) {
            Ty::Named { args, .. } => args,
            _ => Vec::new(),
        };
        way.push(Turn::Field(names::field_ident(field)));
        at = with_arguments(&declared, &generics, &args);
    }
    let item = match open(at, &mut way) {
        Ty::List(item) => *item,
        other => other,
    };
    Paging {
        rule: rule.clone(),
        item,
        way,
    }
}

pub(super) fn stream(types: &Types<'_>, stream: &model::Stream) -> Stream {
    match stream {
        model::Stream::Lines { head } => {
            let head = head.as_ref();
            Stream::Lines(head.map(|head| types.ty(&head.ty, Scope::FREE)))
        }
        model::Stream::Events { end } => Stream::Events(end.clone()),
        model::Stream::Bytes => Stream::Bytes,
    }
}

/// How the answers of an operation are got, where it is not by `send` alone.
pub(super) fn doc(op: &model::Operation) -> Doc {
    let way = match (&op.paging, &op.stream) {
        (Some(_), _) => {
            "Answers come in pages: `items` gives the items of all pages one by one, `pages` gives page by page, `send` \
             gives one page."
        }
        (None, Some(model::Stream::Bytes)) => {
            "The answer is a stream: `stream` gives its bytes as they come."
        }
        (None, Some(_)) => "The answer is a stream: `stream` gives its items as they come.",
        (None, None) => return Doc::new(),
    };
    let text = op.paging.as_ref().and_then(|paging| paging.doc.as_deref());
    paragraphs([vec![way.to_owned()], lines(text.unwrap_or_default())])
}

/// The type inside the layers that say whether a value is there, and the turns that lead out of them.
fn open(ty: Ty, way: &mut Vec<Turn>) -> Ty {
    let (turn, inner) = match ty {
        Ty::Option(inner) => (Turn::Option, inner),
        Ty::Presence(inner) => (Turn::Presence, inner),
        Ty::Boxed(inner) => (Turn::Boxed, inner),
        other => return other,
    };
    way.push(turn);
    open(*inner, way)
}

/// The type with arguments in place of type parameters.
fn with_arguments(ty: &Ty, generics: &[String], args: &[Ty]) -> Ty {
    let inside = |inner: &Ty| Box::new(with_arguments(inner, generics, args));
    match ty {
        Ty::Param(name) => {
            let index = generics.iter().position(|known| known == name);
            let argument = index.and_then(|index| args.get(index));
            argument.unwrap_or(ty).clone()
        }
        Ty::List(inner) => Ty::List(inside(inner)),
        Ty::Map(inner) => Ty::Map(inside(inner)),
        Ty::Option(inner) => Ty::Option(inside(inner)),
        Ty::Presence(inner) => Ty::Presence(inside(inner)),
        Ty::Boxed(inner) => Ty::Boxed(inside(inner)),
        Ty::Named {
            ident,
            args: own,
            from,
        } => Ty::Named {
            ident: ident.clone(),
            args: own.iter().map(|own| *inside(own)).collect(),
            from: *from,
        },
        other => other.clone(),
    }
}
