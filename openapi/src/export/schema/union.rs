//! One-ofs as schemas. In: a one-of. Out: its schema; variants with a tag beside their members become components, since
//! a discriminator can only name those.

use specwright::model::{Tagging, Union, Variant};

use crate::export::names::tidy;
use crate::export::node::{Node, Object, any_of, list, reference, texts};
use crate::export::prose::described;
use crate::export::writer::Writer;

impl Writer<'_> {
    /// The schema of a one-of of this name.
    pub(super) fn union(&mut self, union: &Union, name: &str) -> Object {
        let tag = match &union.tagging {
            Tagging::Order => return self.any_of(union),
            Tagging::Key => return self.by_key(union),
            Tagging::Inside(tag) | Tagging::Beside(tag, _) => tag,
        };
        let (mut variants, mut mapping) = (Vec::new(), Object::new());
        for variant in &union.variants {
            let schema = self.tagged(&union.tagging, variant);
            let name = self.names.free(&format!("{name}{}", tidy(&variant.key)));
            let target = reference("schemas", &name);
            mapping = mapping.maybe(&variant.tag, target.get("$ref").cloned());
            variants.push(target);
            self.beside(name, schema);
        }
        if union.open {
            // A discriminator promises that its mapping is complete.
            return Object::new().with("anyOf", list(variants.into_iter().chain([other(tag)])));
        }
        let discriminator = Object::new().with("propertyName", tag.as_str());
        let discriminator = discriminator.with("mapping", mapping);
        Object::new()
            .with("oneOf", list(variants))
            .with("discriminator", discriminator)
    }

    fn any_of(&mut self, union: &Union) -> Object {
        let schemas = union.variants.iter().map(|variant| {
            let schema = self.value(&variant.value, &[]);
            schema.and(described(variant.doc.as_deref(), &[]))
        });
        let mut schemas: Vec<Object> = schemas.collect();
        if union.open {
            schemas.push(Object::new());
        }
        any_of(schemas)
    }

    fn by_key(&mut self, union: &Union) -> Object {
        let schemas = union.variants.iter().map(|variant| {
            let content = self.value(&variant.value, &[]);
            let schema = Object::new()
                .with("type", "object")
                .and(described(variant.doc.as_deref(), &[]));
            let schema = schema.with("properties", Object::new().with(&variant.tag, content));
            schema
                .with("required", texts([&variant.tag]))
                .with("maxProperties", 1)
        });
        let mut schemas: Vec<Object> = schemas.collect();
        if union.open {
            schemas.push(Object::new());
        }
        match union.open {
            true => any_of(schemas),
            false => Object::new().with("oneOf", list(schemas)),
        }
    }

    /// A variant with its tag.
    fn tagged(&mut self, tagging: &Tagging, variant: &Variant) -> Object {
        let value = self.value(&variant.value, &[]);
        let tag = |name: &str| {
            let tag = Object::new()
                .with("type", "string")
                .with("const", variant.tag.as_str());
            Object::new().with(name, tag)
        };
        let object = Object::new()
            .with("type", "object")
            .and(described(variant.doc.as_deref(), &[]));
        match tagging {
            Tagging::Beside(name, content) => {
                let members = tag(name).with(content, value);
                object
                    .with("properties", members)
                    .with("required", texts([name]))
            }
            Tagging::Inside(name) => {
                let tagged = Object::new()
                    .with("type", "object")
                    .with("properties", tag(name));
                let tagged = tagged.with("required", texts([name]));
                let whole = described(variant.doc.as_deref(), &[]);
                whole.with("allOf", list([value, tagged]))
            }
            Tagging::Order | Tagging::Key => value,
        }
    }
}

/// Any object with a tag.
fn other(tag: &str) -> Object {
    let text = Object::new().with("type", "string");
    let members = Object::new().with(tag, Node::from(text));
    Object::new()
        .with("type", "object")
        .with("properties", members)
        .with("additionalProperties", true)
}
