//! Types in the documented form. In: the model. Out: the structs of [`super`].

use serde_json::Value;
use specwright::model::{self, ChoiceWire, Presence, Tagging};
use specwright::names;

use super::api::source;
use super::limits::limits;
use super::{EnumValue, Field, Type, TypeKind, Variant};
use specwright::words::{self, type_text};

/// A type; `None` where its definition was refused, which a model free of diagnostics does not have.
pub(super) fn type_def(api: &model::Api, def: &model::TypeDef) -> Option<Type> {
    let kind = match &def.kind {
        model::TypeKind::Struct(shape) => structure(api, shape),
        model::TypeKind::Choice(choice) => TypeKind::Enum {
            closed: choice.closed,
            values: (choice.values.iter())
                .map(|value| enum_value(value, choice.closed))
                .collect(),
        },
        model::TypeKind::Union(union) => one_of(api, union),
        model::TypeKind::Alias(value) => TypeKind::Alias {
            ty: type_text(api, &[], &value.ty),
            wire: words::codec(&value.codec),
            limits: limits(api, &def.limits, &value.ty),
        },
        model::TypeKind::Error => return None,
    };
    Some(Type {
        name: def.name.clone(),
        doc: def.doc.clone(),
        deprecated: def.deprecated.clone(),
        kind,
        source: source(&def.source),
    })
}

fn structure(api: &model::Api, shape: &model::Struct) -> TypeKind {
    let generics = shape.generics.as_slice();
    TypeKind::Struct {
        generic: generics.to_vec(),
        fields: shape
            .fields
            .iter()
            .map(|field| self::field(api, generics, field))
            .collect(),
        extra: shape.extra.as_ref().map(|ty| type_text(api, generics, ty)),
    }
}

fn field(api: &model::Api, generics: &[String], field: &model::Field) -> Field {
    Field {
        name: field.wire.clone(),
        rust_name: names::field(field),
        ty: type_text(api, generics, &field.value.ty),
        required: required(&field.presence),
        nullable: nullable(field),
        default: match &field.presence {
            Presence::Defaulted(value) => Some(value.clone()),
            _ => None,
        },
        wire: words::codec(&field.value.codec),
        doc: field.doc.text.clone(),
        unit: field.doc.unit.clone(),
        example: field.doc.example.clone(),
        limits: limits(api, &field.limits, &field.value.ty),
        deprecated: field.doc.deprecated.clone(),
        source: source(&field.doc.source),
    }
}

/// Whether the key must be there.
pub(super) fn required(presence: &Presence) -> bool {
    matches!(presence, Presence::Required | Presence::RequiredNullable)
}

/// Whether null may stand in place of the value.
pub(super) fn nullable(field: &model::Field) -> bool {
    matches!(field.presence, Presence::RequiredNullable | Presence::Apart)
        || matches!(field.value.ty, model::Type::Nullable(_))
}

fn enum_value(value: &model::ChoiceValue, closed: bool) -> EnumValue {
    EnumValue {
        value: match &value.wire {
            ChoiceWire::Text(text) => Value::from(text.as_str()),
            ChoiceWire::Integer(number) => Value::from(*number),
        },
        name: names::value(value, closed),
        doc: value.doc.clone(),
        source: source(&value.source),
    }
}

fn one_of(api: &model::Api, union: &model::Union) -> TypeKind {
    let (tagging, tag, content) = match &union.tagging {
        Tagging::Order => ("order", None, None),
        Tagging::Inside(tag) => ("inside", Some(tag), None),
        Tagging::Beside(tag, content) => ("beside", Some(tag), Some(content)),
        Tagging::Key => ("key", None, None),
    };
    TypeKind::OneOf {
        tagging,
        tag: tag.cloned(),
        content: content.cloned(),
        open: union.open,
        variants: union
            .variants
            .iter()
            .map(|variant| self::variant(api, variant, union.open))
            .collect(),
    }
}

fn variant(api: &model::Api, variant: &model::Variant, open: bool) -> Variant {
    Variant {
        name: names::of_variant(variant, open),
        tag: variant.tag.clone(),
        ty: type_text(api, &[], &variant.value.ty),
        doc: variant.doc.clone(),
    }
}
