//! The items of `types.rs`.
//!
//! In: type definitions of the model. Out: their Rust items.

use super::data::{
    Alias, Choice, ChoiceValues, ChoiceVariant, Doc, Extra, Field, Struct, TypeItem, Union,
    UnionVariant,
};
use super::doc;
use super::ty::{Scope, Types};
use crate::ident;
use crate::markdown::code;
use crate::model::{self, ChoiceWire, Presence, TypeDef, TypeId, TypeKind};
use crate::names;

/// The item of a definition; none for one that was refused.
pub(super) fn item(types: &Types<'_>, id: TypeId, def: &TypeDef) -> Option<TypeItem> {
    let head = Head {
        id,
        ident: types.ident(id),
        doc: doc::type_def(types.api, def),
    };
    Some(match &def.kind {
        TypeKind::Struct(def) => TypeItem::Struct(record(types, head, def)),
        TypeKind::Choice(def) => TypeItem::Choice(choice(head, def)),
        TypeKind::Union(def) => TypeItem::Union(union(types, head, def)),
        TypeKind::Alias(value) => TypeItem::Alias(Alias {
            ident: head.ident.to_owned(),
            doc: head.doc,
            ty: types.ty(&value.ty, Scope::FREE),
        }),
        TypeKind::Error => return None,
    })
}

/// What all definitions have.
struct Head<'a> {
    id: TypeId,
    ident: &'a str,
    doc: Doc,
}

fn record(types: &Types<'_>, head: Head<'_>, def: &model::Struct) -> Struct {
    let generics: Vec<String> = def
        .generics
        .iter()
        .map(|name| ident::upper_camel(name))
        .collect();
    let scope = Scope::field(head.id, &generics);
    let mut fields: Vec<Field> = def
        .fields
        .iter()
        .map(|item| field(types, item, scope))
        .collect();
    let extra = def.extra.as_ref().map(|ty| {
        let idents: Vec<&str> = fields.iter().map(|field| field.ident.as_str()).collect();
        Extra {
            ident: ident::avoid("extra".into(), &idents),
            ty: types.ty(ty, scope),
            codec: types.codec(ty),
        }
    });
    let made_by_callers = types.made_by_callers.contains(&head.id);
    if !made_by_callers {
        // Only what is sent is checked, and tables are compiled.
        fields.iter_mut().for_each(|field| field.checks.clear());
    }
    let constructor = made_by_callers.then(|| constructor_arguments(&fields));
    Struct {
        ident: head.ident.to_owned(),
        doc: head.doc,
        fields,
        extra,
        generics,
        constructor,
    }
}

/// The fields that have no value of their own to start from.
fn constructor_arguments(fields: &[Field]) -> Vec<usize> {
    let fields = fields.iter().enumerate();
    fields
        .filter(|(_, field)| field.required || field.default.is_some())
        .map(|(index, _)| index)
        .collect()
}

/// A field of a struct or a request.
pub(super) fn field(types: &Types<'_>, field: &model::Field, scope: Scope<'_>) -> Field {
    let ty = types.present(&field.value.ty, &field.presence, scope);
    let ident = names::field_ident(field);
    Field {
        doc: doc::member(
            &field.doc,
            ident::plain(&ident),
            &field.wire,
            &field.presence,
            doc::limits(types.api, &field.limits, &field.value.ty),
        ),
        ident,
        wire: field.wire.clone(),
        codec: field.value.codec.clone(),
        required: matches!(
            field.presence,
            Presence::Required | Presence::RequiredNullable
        ),
        secret: ty.is_secret(),
        default: match &field.presence {
            Presence::Defaulted(value) => Some(value.to_string()),
            _ => None,
        },
        checks: types.api.checks(&field.limits, &field.value.ty),
        ty,
    }
}

fn choice(head: Head<'_>, def: &model::Choice) -> Choice {
    let variants = def
        .values
        .iter()
        .map(|value| choice_variant(value, def.closed))
        .collect();
    let texts = def.values.iter().filter_map(|value| match &value.wire {
        ChoiceWire::Text(text) => Some(text.clone()),
        ChoiceWire::Integer(_) => None,
    });
    let integers = def.values.iter().filter_map(|value| match value.wire {
        ChoiceWire::Integer(number) => Some(number),
        ChoiceWire::Text(_) => None,
    });
    let values = match def.values.first().map(|value| &value.wire) {
        Some(ChoiceWire::Integer(_)) => ChoiceValues::Integer(integers.collect()),
        _ => ChoiceValues::Text(texts.collect()),
    };
    Choice {
        ident: head.ident.to_owned(),
        doc: head.doc,
        closed: def.closed,
        variants,
        values,
    }
}

fn choice_variant(value: &model::ChoiceValue, closed: bool) -> ChoiceVariant {
    let shown = match &value.wire {
        ChoiceWire::Text(text) => code(text),
        ChoiceWire::Integer(number) => code(&number.to_string()),
    };
    let mut text = doc::text_or(value.doc.as_deref(), String::new);
    text[0] = if text[0].is_empty() {
        format!("{shown}.")
    } else {
        format!("{shown}: {}", text[0])
    };
    ChoiceVariant {
        ident: names::value(value, closed),
        doc: doc::paragraphs([text, doc::provenance(&value.source)]),
    }
}

fn union(types: &Types<'_>, head: Head<'_>, def: &model::Union) -> Union {
    let scope = Scope::variant(head.id);
    let variants = def.variants.iter().map(|variant| UnionVariant {
        ident: names::of_variant(variant, def.open),
        doc: doc::text_or(variant.doc.as_deref(), || {
            format!("{}.", code(&variant.key))
        }),
        tag: variant.tag.clone(),
        ty: types.ty(&variant.value.ty, scope),
        codec: variant.value.codec.clone(),
    });
    let mut variants: Vec<UnionVariant> = variants.collect();
    let takes_all =
        |variant: &model::Variant| *types.resolve(&variant.value.ty) == model::Type::Any;
    let mut other = def.variants.iter().position(takes_all);
    if def.open {
        other = Some(variants.len());
        variants.push(UnionVariant {
            ident: names::REST.to_owned(),
            doc: vec!["What fits none of the others, as it came.".to_owned()],
            tag: names::REST.to_owned(),
            ty: types.ty(&model::Type::Any, scope),
            codec: model::Codec::Plain,
        });
    }
    Union {
        ident: head.ident.to_owned(),
        doc: head.doc,
        tagging: def.tagging.clone(),
        open: def.open,
        variants,
        other,
    }
}
