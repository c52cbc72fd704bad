//! Types as schemas. In: types with their spelling. Out: schemas, and components for those that the spec names.

mod define;
mod member;
mod scalar;
mod time;
mod union;

use specwright::model::{Choice, Codec, Type, TypeId, TypeKind, Value};

use super::names::{Instance, generics, is_endless};
use super::node::{Node, Object, list, reference, texts};
use super::writer::Writer;

pub(super) use member::Way;

impl Writer<'_> {
    /// The schema of a value, with these arguments in place of type parameters.
    pub(super) fn value(&mut self, value: &Value, args: &[Type]) -> Object {
        self.schema(&value.ty.with_arguments(args), &value.codec)
    }

    /// The schema of a type in this spelling.
    pub(super) fn schema(&mut self, ty: &Type, codec: &Codec) -> Object {
        match (ty, codec) {
            (Type::Nullable(inner), _) => nullable(self.schema(inner, codec)),
            (Type::Named(id, args), _) if self.is_spelt_by_alias(*id, codec) => {
                self.named(&(*id, args.clone()))
            }
            (_, Codec::Absent(absent, inner)) => {
                let schema = self.schema(ty, inner);
                or_absent(schema, absent)
            }
            (_, Codec::JsonText) => {
                let text = Object::new()
                    .with("type", "string")
                    .with("contentMediaType", "application/json");
                text.with("contentSchema", self.schema(ty, &Codec::Plain))
            }
            (Type::List(_), Codec::Joined(separator)) => {
                let text = Object::new().with("type", "string");
                text.with("format", joined_format(separator))
            }
            (Type::List(item), _) => {
                let items = self.schema(item, codec);
                Object::new().with("type", "array").with("items", items)
            }
            (Type::Map(item), _) => {
                let items = self.schema(item, codec);
                Object::new()
                    .with("type", "object")
                    .with("additionalProperties", items)
            }
            (Type::Named(id, args), _) => self.spelt(&(*id, args.clone()), codec),
            (scalar, _) => scalar::schema(scalar, codec).unwrap_or_default(),
        }
    }

    /// Whether the type is an alias that says already how it is spelt.
    fn is_spelt_by_alias(&self, id: TypeId, codec: &Codec) -> bool {
        match self.api.types.get(id.0).map(|def| &def.kind) {
            // An alias brings its spelling; what differs from it can only be a text for absence, around it.
            Some(TypeKind::Alias(value)) => {
                !matches!(codec, Codec::Absent(..)) || value.codec == *codec
            }
            _ => false,
        }
    }

    /// A type of the API in a spelling of its own.
    fn spelt(&mut self, instance: &Instance, codec: &Codec) -> Object {
        let (id, args) = instance;
        let api = self.api;
        match (api.types.get(id.0).map(|def| &def.kind), codec) {
            (Some(TypeKind::Struct(shape)), Codec::Row) => {
                let fields = shape.fields.iter();
                let items: Vec<Object> =
                    fields.map(|field| self.value(&field.value, args)).collect();
                let row = Object::new()
                    .with("type", "array")
                    .with("prefixItems", list(items));
                // What validators of older drafts look for where they see an array.
                row.with("items", Object::new())
            }
            (Some(TypeKind::Choice(choice)), Codec::Text | Codec::Either)
                if is_of_numbers(choice) =>
            {
                let plain = self.named(instance);
                let text = scalar::as_text(Object::new().with("type", "integer"));
                match codec {
                    Codec::Text => text,
                    _ => Object::new().with("anyOf", list([plain, text])),
                }
            }
            _ => self.named(instance),
        }
    }

    /// A reference to the component of a type.
    pub(super) fn named(&mut self, instance: &Instance) -> Object {
        if instance.1.iter().any(is_endless) {
            return Object::new();
        }
        let name = self.names.of(self.api, instance);
        self.wanted(instance.clone(), name.clone());
        reference("schemas", &name)
    }

    /// All components: those that no operation needs too, in the order of the spec.
    pub(super) fn components(&mut self) -> serde_yaml::Mapping {
        for index in 0..self.api.types.len() {
            let id = TypeId(index);
            if generics(self.api, id).is_empty() {
                self.named(&(id, Vec::new()));
            }
        }
        while let Some((instance, name)) = self.queue.pop_front() {
            let schema = self.define(&instance, &name);
            let position = (instance.0.0, self.schemas.len());
            self.schemas.push((position, name, schema));
        }
        self.in_order()
    }
}

fn is_of_numbers(choice: &Choice) -> bool {
    use specwright::model::ChoiceWire;
    choice
        .values
        .iter()
        .any(|value| matches!(value.wire, ChoiceWire::Integer(_)))
}

/// The schema, or null.
pub(super) fn nullable(schema: Object) -> Object {
    if schema.is_empty() {
        return schema;
    }
    let kind = schema
        .get("type")
        .and_then(|kind| kind.as_str())
        .map(str::to_owned);
    match kind {
        Some(kind)
            if kind == "null" || schema.get("enum").is_some() || schema.get("const").is_some() =>
        {
            or_null(schema)
        }
        Some(kind) => {
            // `type` stays where it is, so that the schema reads as before.
            schema.with("type", texts([kind.as_str(), "null"]))
        }
        None => or_null(schema),
    }
}

fn or_null(mut schema: Object) -> Object {
    let null = Object::new().with("type", "null");
    if let (1, Some(Node::Sequence(choices))) = (schema.0.len(), schema.0.get_mut("anyOf")) {
        let null = null.into();
        if !choices.contains(&null) {
            choices.push(null);
        }
        return schema;
    }
    Object::new().with("anyOf", list([schema, null]))
}

/// The schema, or one of the texts that mean that nothing is there. Any text may be absent, so texts stay as they are.
fn or_absent(schema: Object, absent: &[String]) -> Object {
    let is_text = schema.get("type").and_then(|kind| kind.as_str()) == Some("string");
    let is_bare = ["format", "pattern", "enum"]
        .iter()
        .all(|key| schema.get(key).is_none());
    if schema.is_empty() || is_text && is_bare {
        return schema;
    }
    let nothing = Object::new()
        .with("type", "string")
        .with("enum", texts(absent));
    Object::new().with("anyOf", list([schema, nothing]))
}

fn joined_format(separator: &str) -> &'static str {
    match separator {
        "," => "comma-separated",
        ";" => "semicolon-separated",
        " " => "space-separated",
        "|" => "pipe-separated",
        _ => "separated",
    }
}
