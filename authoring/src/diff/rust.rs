//! What changes do to callers, read off what the generated code offers. In: drafts and two surfaces. Out: per draft the
//! impact with its reasons; and what no draft explains.

use std::collections::HashMap;

use specwright::model::Api;
use specwright::surface::{Offer, OfferKind, Origin};

use super::change::Rust;
use super::draft::{Draft, Facet};

mod named;

/// An item of the generated code that came, went, or is another.
#[derive(Clone, Debug)]
pub(super) struct Delta {
    pub(super) old: Option<Offer>,
    pub(super) new: Option<Offer>,
    pub(super) rust: Rust,
    pub(super) reason: String,
}

/// What differs between two surfaces.
pub(super) fn deltas(old: &[Offer], new: &[Offer]) -> Vec<Delta> {
    let by_path = |offers: &[Offer]| -> HashMap<String, Offer> {
        let offers = offers.iter();
        offers
            .map(|offer| (offer.path.clone(), offer.clone()))
            .collect()
    };
    let (before, now) = (by_path(old), by_path(new));
    // What goes or comes with its whole is not told by itself.
    let is_alone =
        |offer: &&Offer, there: &HashMap<String, Offer>, other: &HashMap<String, Offer>| {
            let whole = owner(&offer.path);
            whole.is_empty() || other.contains_key(&whole) || !there.contains_key(&whole)
        };
    let gone = old.iter().filter(|offer| !now.contains_key(&offer.path));
    let gone = gone.filter(|offer| is_alone(offer, &before, &now));
    let mut found: Vec<Delta> = gone.filter_map(gone_delta).collect();
    let stays = |offer: &&Offer| before.contains_key(&offer.path) || is_alone(offer, &now, &before);
    for offer in new.iter().filter(stays) {
        match before.get(&offer.path) {
            Some(was) if is_same(was, offer) => {}
            Some(was) => found.push(changed_delta(was, offer)),
            None => found.push(added_delta(offer, &before)),
        }
    }
    found
}

fn is_same(old: &Offer, new: &Offer) -> bool {
    (old.kind, &old.signature) == (new.kind, &new.signature)
}

fn gone_delta(offer: &Offer) -> Option<Delta> {
    (offer.kind != OfferKind::Deprecation).then(|| Delta {
        old: Some(offer.clone()),
        new: None,
        rust: Rust::Breaking,
        reason: format!("`{}` is gone", offer.path),
    })
}

fn changed_delta(old: &Offer, new: &Offer) -> Delta {
    let what = &new.path;
    let reason = match (old.kind == new.kind, new.kind) {
        (true, OfferKind::Module) => {
            format!("the module `{}` is `{}` now", old.signature, new.signature)
        }
        (true, OfferKind::Struct) => format!("`{what}` has other type parameters"),
        (true, OfferKind::OpenVariant) if is_number(old) && is_number(new) => {
            format!(
                "`{what}` as a number was {}, is {}",
                old.signature, new.signature
            )
        }
        (true, OfferKind::OpenVariant) if is_number(old) || is_number(new) => {
            let now = if is_number(new) { "can" } else { "cannot" };
            format!("`{what}` {now} be cast to a number now")
        }
        (true, OfferKind::OpenVariant | OfferKind::ClosedVariant) => {
            let shown = |offer: &Offer| match offer.signature.as_str() {
                "" => "nothing".to_owned(),
                held => format!("`{held}`"),
            };
            format!("`{what}` held {}, holds {}", shown(old), shown(new))
        }
        (true, OfferKind::Method) => {
            format!(
                "`{what}` took `{}`, takes `{}`",
                old.signature, new.signature
            )
        }
        (true, _) => format!("`{what}` was `{}`, is `{}`", old.signature, new.signature),
        (false, _) => format!("`{what}` is another kind of item"),
    };
    let (old, new) = (Some(old.clone()), Some(new.clone()));
    let rust = Rust::Breaking;
    Delta {
        old,
        new,
        rust,
        reason,
    }
}

fn is_number(offer: &Offer) -> bool {
    offer.signature.parse::<usize>().is_ok()
}

fn added_delta(offer: &Offer, before: &HashMap<String, Offer>) -> Delta {
    let owner = owner(&offer.path);
    let breaks = offer.kind.breaks_when_added() && before.contains_key(&owner);
    let reason = match (breaks, offer.kind) {
        (true, _) => format!("`{}` is new: a `match` must name it", offer.path),
        (false, OfferKind::Deprecation) => format!("`{}`", offer.path),
        (false, _) => format!("`{}` is new", offer.path),
    };
    Delta {
        old: None,
        new: Some(offer.clone()),
        rust: if breaks {
            Rust::Breaking
        } else {
            Rust::Addition
        },
        reason,
    }
}

/// The struct of a field, the enum of a variant, the request of a setter; nothing for what stands by itself.
fn owner(path: &str) -> String {
    if let Some(request) = path
        .strip_prefix("Call<")
        .and_then(|path| path.split('>').next())
    {
        return format!("operations::{request}");
    }
    let path = path
        .split(": ")
        .next()
        .filter(|whole| *whole != path)
        .unwrap_or_else(|| {
            let field = path.rsplit_once('.').map(|(owner, _)| owner);
            let variant = || path.rsplit_once("::").map(|(owner, _)| owner);
            field.or_else(variant).unwrap_or_default()
        });
    path.to_owned()
}

/// Gives each delta to the drafts that explain it; what is left over is given back.
pub(super) fn explain(
    (old, new): (&Api, &Api),
    drafts: &[Draft],
    deltas: Vec<Delta>,
) -> (Vec<Vec<Delta>>, Vec<Delta>) {
    let mut explained: Vec<Vec<Delta>> = vec![Vec::new(); drafts.len()];
    let mut rest = Vec::new();
    for delta in deltas {
        let found = [is_own, is_whole, is_family, is_any]
            .iter()
            .map(|explains| matching(drafts, &delta, *explains))
            .chain([named::matching((old, new), drafts, &delta)])
            .find(|found| !found.is_empty());
        match found {
            Some(found) => found
                .iter()
                .for_each(|at| explained[*at].push(delta.clone())),
            None => rest.push(delta),
        }
    }
    (explained, rest)
}

type Explains = fn(Origin, Origin, Facet, &Draft) -> bool;

fn matching(drafts: &[Draft], delta: &Delta, explains: Explains) -> Vec<usize> {
    let origin = |offer: &Option<Offer>| offer.as_ref().map(|offer| (offer.origin, facet(offer)));
    let (old, new) = (origin(&delta.old), origin(&delta.new));
    let fits = |side: Option<(Origin, Facet)>, of: Option<Origin>, draft: &Draft| match (side, of) {
        (Some((origin, facet)), Some(of)) => explains(origin, of, facet, draft),
        _ => false,
    };
    let drafts = drafts.iter().enumerate().filter(|(_, draft)| {
        let (before, now) = (draft.origins.0, draft.origins.1);
        fits(old, before.or(draft.whole.0), draft) || fits(new, now.or(draft.whole.1), draft)
    });
    drafts.map(|(index, _)| index).collect()
}

/// The draft is about the very thing, and about this side of it.
fn is_own(origin: Origin, of: Origin, facet: Facet, draft: &Draft) -> bool {
    let is_it = draft.origins.0 == Some(of) || draft.origins.1 == Some(of);
    is_it && origin == of && draft.touches.contains(&facet)
}

/// The draft is about what the thing is part of, and all of it came, went, or has another name.
fn is_whole(origin: Origin, of: Origin, _: Facet, draft: &Draft) -> bool {
    let is_part = match (origin, of) {
        (Origin::Member(a, _), Origin::Type(b)) | (Origin::Param(a, _), Origin::Operation(b)) => {
            a == b
        }
        _ => false,
    };
    is_part && draft.touches.contains(&Facet::Own)
}

/// The draft is about another part of the same whole: a parameter changes the arguments of its operation.
fn is_family(origin: Origin, of: Origin, facet: Facet, draft: &Draft) -> bool {
    use Origin::{Credential, Error, Member, Operation, Param, Server, Type, Variable};
    let is_near = match (origin, of) {
        (Type(a) | Member(a, _), Type(b) | Member(b, _)) => a == b,
        (Operation(a) | Param(a, _), Operation(b) | Param(b, _)) => a == b,
        (Server(_), Server(_) | Origin::Api) => true,
        (Variable(_), Variable(_) | Server(_)) => true,
        (Credential(_), Credential(_)) | (Error(_), Error(_)) => true,
        _ => false,
    };
    is_near && draft.touches.contains(&facet)
}

/// Methods that a client has only where some operation needs them.
fn is_any(origin: Origin, of: Origin, _: Facet, draft: &Draft) -> bool {
    let about_ways = ["auth", "paging", "stream", "whole"].contains(&draft.aspect);
    origin == Origin::Api && matches!(of, Origin::Operation(_)) && about_ways
}

/// The side of what it is made from.
fn facet(offer: &Offer) -> Facet {
    match offer.kind {
        OfferKind::Trait if offer.path.ends_with(": Paged") => Facet::Pages,
        OfferKind::Trait if offer.path.ends_with("Operation") => Facet::Answer,
        OfferKind::Trait if offer.path.ends_with("Streamed") => Facet::Answer,
        OfferKind::Trait if offer.path.ends_with("Default") => Facet::Arguments,
        OfferKind::Method if matches!(offer.origin, Origin::Operation(_) | Origin::Type(_)) => {
            Facet::Arguments
        }
        OfferKind::OpenEnum | OfferKind::OpenVariant
            if matches!(offer.origin, Origin::Operation(_)) =>
        {
            Facet::Answer
        }
        _ => Facet::Own,
    }
}
