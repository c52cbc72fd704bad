//! Types that other things name: what changes in the code of a field since its type is another one. In: a difference of the
//! code. Out: the changes of types that explain it.

use specwright::model::{Api, Type, TypeKind};
use specwright::surface::{Offer, Origin};

use super::super::draft::{Draft, Facet};
use super::Delta;

/// The drafts about types that the thing names, by themselves or through other names of them.
pub(super) fn matching((old, new): (&Api, &Api), drafts: &[Draft], delta: &Delta) -> Vec<usize> {
    let named = |api: &Api, offer: &Option<Offer>| {
        offer
            .as_ref()
            .map_or_else(Vec::new, |offer| types_of(api, offer.origin))
    };
    let (before, now) = (named(old, &delta.old), named(new, &delta.new));
    let is_of = |named: &[usize], of: Option<Origin>| match of {
        Some(Origin::Type(id)) => named.contains(&id),
        _ => false,
    };
    let drafts = drafts.iter().enumerate().filter(|(_, draft)| {
        let found = is_of(&before, draft.origins.0) || is_of(&now, draft.origins.1);
        found && draft.touches.contains(&Facet::Own)
    });
    drafts.map(|(index, _)| index).collect()
}

fn types_of(api: &Api, origin: Origin) -> Vec<usize> {
    let mut open: Vec<&Type> = match origin {
        Origin::Member(id, index) => api.types.get(id).and_then(|def| match &def.kind {
            TypeKind::Struct(item) => item.fields.get(index).map(|field| &field.value.ty),
            TypeKind::Union(item) => item.variants.get(index).map(|variant| &variant.value.ty),
            _ => None,
        }),
        Origin::Param(op, index) => {
            let param = api.operations.get(op).and_then(|op| op.params.get(index));
            param.map(|param| &param.field.value.ty)
        }
        _ => None,
    }
    .into_iter()
    .collect();
    if let Origin::Operation(op) = origin {
        open.extend(
            api.operations
                .get(op)
                .into_iter()
                .flat_map(|op| op.returned()),
        );
    }
    let mut found = Vec::new();
    while let Some(ty) = open.pop() {
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => open.push(inner),
            Type::Named(id, arguments) if !found.contains(&id.0) => {
                found.push(id.0);
                open.extend(arguments);
                if let Some(TypeKind::Alias(value)) = api.types.get(id.0).map(|def| &def.kind) {
                    open.push(&value.ty);
                }
            }
            Type::Named(_, arguments) => open.extend(arguments),
            _ => {}
        }
    }
    found
}
