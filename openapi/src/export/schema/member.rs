//! Fields and parameters: what is said of a value beyond its type. In: a field and its schema. Out: the schema with
//! presence, limits, documentation.

use specwright::model::{Bound, Field, LengthIn, Limits, MemberDoc, Presence, Type};

use super::nullable;
use crate::export::node::{Node, Object, json, list, number};
use crate::export::prose::described;
use crate::export::writer::Writer;

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::export) enum Way {
    /// It only comes.
    Read,
    /// It is sent, and may come too.
    Both,
}

impl Writer<'_> {
    /// The schema of a member, and whether it must be there. In answers a null reads as absent.
    pub(in crate::export) fn member(
        &mut self,
        field: &Field,
        value: Object,
        way: Way,
    ) -> (Object, bool) {
        let schema = self.limited(value, &field.value.ty, &field.limits);
        let (schema, is_required) = match &field.presence {
            Presence::Required => (schema, true),
            Presence::RequiredNullable => (nullable(schema), true),
            Presence::Apart => (nullable(schema), false),
            Presence::Optional if way == Way::Read => (nullable(schema), false),
            Presence::Optional => (schema, false),
            Presence::Defaulted(default) => (schema.with("default", json(default)), false),
        };
        (self.documented(schema, &field.doc), is_required)
    }

    /// The schema with what documents say of it.
    pub(in crate::export) fn documented(&mut self, schema: Object, doc: &MemberDoc) -> Object {
        let mut notes = Vec::new();
        notes.extend(doc.unit.as_ref().map(|unit| format!("Unit: {unit}.")));
        notes.extend(
            doc.deprecated
                .as_ref()
                .map(|why| format!("Deprecated: {why}.")),
        );
        let assumed = doc
            .default
            .as_ref()
            .and_then(|text| self.typed(&schema, text));
        if let (None, Some(text)) = (&assumed, &doc.default) {
            notes.push(format!("Default: `{text}`."));
        }
        let example = doc
            .example
            .as_ref()
            .and_then(|text| self.typed(&schema, text));
        let has_default = schema.get("default").is_some();
        schema
            .and(described(doc.text.as_deref(), &notes))
            .maybe("default", assumed.filter(|_| !has_default))
            .maybe("examples", example.map(|example| list([example])))
            .flag("deprecated", doc.deprecated.is_some())
    }

    /// A text of the spec as a value that fits the schema.
    pub(in crate::export) fn typed(&mut self, schema: &Object, text: &str) -> Option<Node> {
        let read = serde_json::from_str::<Node>(text).ok();
        let candidates = [Some(Node::from(text)), read];
        let schema: Node = schema.clone().into();
        candidates
            .into_iter()
            .flatten()
            .find(|value| self.suits(&schema, value))
    }
}

impl Writer<'_> {
    /// The schema with limits, those of the alias left out that it refers to.
    pub(in crate::export) fn limited(&self, schema: Object, ty: &Type, limits: &Limits) -> Object {
        let none = Limits::default();
        let limits = limits.beyond(self.api.limits_of(ty).unwrap_or(&none));
        if limits.is_empty() || matches!(self.api.bare(ty), Type::Bytes | Type::File) {
            return schema;
        }
        let counts_bytes = limits.length_in == LengthIn::Bytes;
        let (fewest, most) = match self.api.bare(ty) {
            Type::Map(_) => ("minProperties", "maxProperties"),
            _ => ("minItems", "maxItems"),
        };
        let bound = |key: &'static str, exclusive: &'static str, bound: &Option<Bound>| {
            let bound = bound.as_ref()?;
            Some((
                if bound.exclusive { exclusive } else { key },
                number(&bound.value),
            ))
        };
        let bounds = [
            bound("minimum", "exclusiveMinimum", &limits.min),
            bound("maximum", "exclusiveMaximum", &limits.max),
        ];
        let mut schema = schema;
        for (key, value) in bounds.into_iter().flatten() {
            schema.set(key, value);
        }
        schema
            .maybe("multipleOf", limits.multiple_of.as_ref().map(number))
            // A character has a byte at least, so the upper end holds for both; the lower one does not.
            .maybe("minLength", limits.min_length.filter(|_| !counts_bytes))
            .maybe("maxLength", limits.max_length)
            .maybe("pattern", limits.pattern.clone())
            .maybe(fewest, limits.min_items)
            .maybe(most, limits.max_items)
            .flag("uniqueItems", limits.unique)
    }
}
