//! Types in words.

use specwright::model::{Api, Choice, Struct, Tagging, TypeDef, TypeKind, Union};
use specwright::words;

use super::{member, source_in};
use crate::export::node::{Object, texts};

pub(super) fn definition(api: &Api, def: &TypeDef) -> Object {
    let shape = match &def.kind {
        TypeKind::Struct(shape) => structure(api, shape),
        TypeKind::Choice(choice) => values(api, choice),
        TypeKind::Union(union) => variants(api, union),
        TypeKind::Alias(value) => {
            let text = words::type_text(api, &[], &value.ty);
            let alias = Object::new()
                .with("type", text)
                .and(member::spelling(api, value));
            alias.and(member::limits(api, &value.ty, &def.limits))
        }
        TypeKind::Error => Object::new(),
    };
    Object::new()
        .maybe("text", def.doc.as_deref())
        .maybe("deprecated", def.deprecated.as_deref())
        .filled("source", source_in(api, &def.source))
        .and(shape)
}

fn structure(api: &Api, shape: &Struct) -> Object {
    let fields = shape.fields.iter();
    let fields = fields.fold(Object::new(), |all, field| {
        all.with(&field.key, member::field(api, &shape.generics, field))
    });
    let extra = shape
        .extra
        .as_ref()
        .map(|extra| words::type_text(api, &shape.generics, extra));
    Object::new()
        .filled("generic", texts(&shape.generics))
        .with("fields", fields)
        .maybe("extra", extra)
}

fn values(api: &Api, choice: &Choice) -> Object {
    let values = choice.values.iter().fold(Object::new(), |all, value| {
        let name = (value.name != value.key).then_some(value.name.as_str());
        let body = Object::new()
            .maybe("name", name)
            .maybe("text", value.doc.as_deref())
            .filled("source", source_in(api, &value.source));
        all.with(&value.key, body)
    });
    Object::new()
        .with("enum", values)
        .flag("closed", choice.closed)
}

fn variants(api: &Api, union: &Union) -> Object {
    let variants = union.variants.iter().fold(Object::new(), |all, variant| {
        let tag = (variant.tag != variant.key && union.tagging != Tagging::Order)
            .then_some(variant.tag.as_str());
        let body = Object::new()
            .with("type", words::type_text(api, &[], &variant.value.ty))
            .maybe("tag", tag)
            .maybe("text", variant.doc.as_deref());
        all.with(&variant.key, body)
    });
    let (tag, content) = match &union.tagging {
        Tagging::Inside(tag) => (Some(tag.as_str()), None),
        Tagging::Beside(tag, content) => (Some(tag.as_str()), Some(content.as_str())),
        Tagging::Order | Tagging::Key => (None, None),
    };
    Object::new()
        .with("one_of", variants)
        .maybe("tag", tag)
        .maybe("content", content)
        .flag("by_key", union.tagging == Tagging::Key)
        .flag("open", union.open)
}
