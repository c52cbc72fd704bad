//! Definitions of types as component schemas. In: a type with its arguments. Out: its schema.

use specwright::model::{Choice, ChoiceWire, Struct, Type, TypeKind};

use super::member::Way;
use crate::export::names::Instance;
use crate::export::node::{Node, Object, list, texts};
use crate::export::prose::described;
use crate::export::writer::Writer;

impl Writer<'_> {
    /// The schema of a type's definition.
    pub(super) fn define(&mut self, (id, args): &Instance, name: &str) -> Object {
        let api = self.api;
        let Some(def) = api.types.get(id.0) else {
            return Object::new();
        };
        let way = if self.only_read.contains(id) {
            Way::Read
        } else {
            Way::Both
        };
        let doc = def.doc.as_deref();
        let schema = match &def.kind {
            TypeKind::Struct(shape) => self.object(shape, args, way, doc),
            TypeKind::Choice(choice) => choice_schema(choice, doc),
            TypeKind::Union(union) => self.union(union, name).and(described(doc, &[])),
            TypeKind::Alias(value) => {
                let schema = self.value(value, args);
                self.limited(schema, &value.ty, &def.limits)
                    .and(described(doc, &[]))
            }
            TypeKind::Error => Object::new(),
        };
        schema.flag("deprecated", def.deprecated.is_some())
    }

    fn object(&mut self, shape: &Struct, args: &[Type], way: Way, doc: Option<&str>) -> Object {
        let (mut properties, mut required) = (Object::new(), Vec::new());
        for field in &shape.fields {
            let value = self.value(&field.value, args);
            let (schema, is_required) = self.member(field, value, way);
            properties.set(&field.wire, schema);
            required.extend(is_required.then_some(field.wire.as_str()));
        }
        let extra = shape.extra.as_ref().map(|extra| extra.with_arguments(args));
        let extra = extra.map(|extra| self.schema(&extra, &Default::default()));
        let extra = extra.map(|schema| match schema.is_empty() {
            true => Node::Bool(true),
            false => schema.into(),
        });
        let schema = Object::new()
            .with("type", "object")
            .and(described(doc, &[]));
        let schema = schema
            .filled("properties", properties)
            .filled("required", texts(required));
        schema.maybe("additionalProperties", extra)
    }
}

/// An enum. Its words for people stand beside the values in the way that other generators know.
fn choice_schema(choice: &Choice, doc: Option<&str>) -> Object {
    let is_text = choice
        .values
        .iter()
        .all(|value| matches!(value.wire, ChoiceWire::Text(_)));
    let kind = if is_text { "string" } else { "integer" };
    let wire = choice.values.iter().map(|value| match &value.wire {
        ChoiceWire::Text(text) => Node::from(text.as_str()),
        ChoiceWire::Integer(number) => Node::from(*number),
    });
    let known = Object::new().with("type", kind).filled("enum", list(wire));
    let names = choice.values.iter().map(|value| value.name.as_str());
    let known = known.filled("x-enum-varnames", texts(names));
    let docs: Vec<&str> = choice
        .values
        .iter()
        .map(|value| value.doc.as_deref().unwrap_or_default())
        .collect();
    let known = match docs.iter().any(|doc| !doc.is_empty()) {
        true => known.with("x-enum-descriptions", texts(docs)),
        false => known,
    };
    let table = choice_table(choice);
    let words = described(doc, &table);
    if choice.closed || choice.values.is_empty() {
        return known.and(words);
    }
    let any = Object::new().with("type", kind);
    // Values that are not documented are read as such integers too.
    let any = match is_text {
        true => any,
        false => any.with("format", "int64"),
    };
    Object::new().with("anyOf", list([known, any])).and(words)
}

/// What the values mean, as a list for people.
fn choice_table(choice: &Choice) -> Vec<String> {
    let values = choice.values.iter().filter_map(|value| {
        let doc = value.doc.as_deref()?;
        let wire = match &value.wire {
            ChoiceWire::Text(text) => text.clone(),
            ChoiceWire::Integer(number) => number.to_string(),
        };
        Some(format!("- `{wire}`: {doc}"))
    });
    let values: Vec<String> = values.collect();
    match values.is_empty() {
        true => Vec::new(),
        false => vec![values.join("\n")],
    }
}
