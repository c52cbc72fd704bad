//! Schemas with all that `allOf` puts together, in one place.
//!
//! In: a schema. Out: its keywords and those of its parts, references followed, with the place of each piece.

use std::collections::HashSet;

use oas3::spec::{
    Discriminator, ObjectOrReference, ObjectSchema, Schema, SchemaType, SchemaTypeSet,
};
use serde_json::Value as Json;

use super::Types;
use crate::import::pointer::Pointer;

/// A schema and its place.
pub(super) type Placed = (Schema, Pointer);

/// A schema, put together.
#[derive(Clone, Debug, Default)]
pub(super) struct Flat {
    pub(super) at: Pointer,
    /// Keywords that hold no schemas.
    pub(super) own: ObjectSchema,
    /// JSON types but null; empty: any.
    pub(super) types: Vec<SchemaType>,
    pub(super) nullable: bool,
    pub(super) props: Vec<Prop>,
    pub(super) items: Vec<Placed>,
    pub(super) prefix: Vec<Placed>,
    pub(super) additional: Option<Placed>,
    pub(super) groups: Vec<Group>,
    pub(super) discriminator: Option<(Discriminator, Pointer)>,
}

/// A member of an object, with the schemas that all hold for it.
#[derive(Clone, Debug)]
pub(super) struct Prop {
    pub(super) wire: String,
    pub(super) schemas: Vec<Placed>,
}

/// The branches of a `oneOf` or `anyOf`.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) at: Pointer,
    pub(super) branches: Vec<Placed>,
    pub(super) discriminator: Option<Discriminator>,
}

impl Flat {
    /// Whether it says what kind of value there is, or of which members.
    pub(super) fn is_structural(&self) -> bool {
        !(self.types.is_empty()
            && self.props.is_empty()
            && self.items.is_empty()
            && self.prefix.is_empty()
            && self.additional.is_none()
            && self.own.enum_values.is_empty()
            && self.own.const_value.is_none())
    }
}

/// What stands behind a schema that is an object or a reference.
pub(super) fn object(schema: &Schema) -> Option<&ObjectSchema> {
    match schema {
        Schema::Object(object) => match object.as_ref() {
            ObjectOrReference::Object(object) => Some(object),
            ObjectOrReference::Ref { .. } => None,
        },
        Schema::Boolean(_) => None,
    }
}

/// The component that a schema refers to.
pub(super) fn reference(schema: &Schema) -> Option<String> {
    let Schema::Object(object) = schema else {
        return None;
    };
    let ObjectOrReference::Ref { ref_path, .. } = object.as_ref() else {
        return None;
    };
    let name = Pointer::parse(ref_path)?;
    let steps: Vec<String> = name.steps().collect();
    match steps.as_slice() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => {
            Some(name.clone())
        }
        _ => None,
    }
}

/// A schema made here.
pub(super) fn made(schema: ObjectSchema) -> Schema {
    Schema::Object(Box::new(ObjectOrReference::Object(schema)))
}

/// Where a component stands.
pub(super) fn component_at(name: &str) -> Pointer {
    Pointer::root().keys(&["components", "schemas", name])
}

/// The types that a schema names, null among them.
pub(super) fn types_of(schema: &ObjectSchema) -> Vec<SchemaType> {
    match &schema.schema_type {
        None => Vec::new(),
        Some(SchemaTypeSet::Single(one)) => vec![*one],
        Some(SchemaTypeSet::Multiple(many)) => many.clone(),
    }
}

impl Types<'_> {
    /// The component of this name.
    pub(super) fn schema(&self, name: &str) -> Option<&Schema> {
        self.document.components.as_ref()?.schemas.get(name)
    }

    /// Puts a schema together.
    pub(super) fn flatten(&self, schema: &ObjectSchema, at: &Pointer) -> Flat {
        let mut flat = Flat {
            at: at.clone(),
            ..Flat::default()
        };
        annotate(&mut flat.own, schema);
        let mut gather = Gather {
            types: self,
            flat: &mut flat,
            seen: HashSet::new(),
            kinds: None,
            voters: 0,
            nulls: 0,
        };
        gather.add(schema, at);
        let outer = types_of(schema);
        let (voters, nulls, kinds) = (gather.voters, gather.nulls, gather.kinds.take());
        flat.nullable = outer.contains(&SchemaType::Null) || (voters > 0 && nulls == voters);
        flat.types = kinds.unwrap_or_default();
        flat.types.retain(|kind| *kind != SchemaType::Null);
        flat
    }
}

/// What a schema says about the place where it stands; the outermost word counts.
fn annotate(own: &mut ObjectSchema, from: &ObjectSchema) {
    fn keep<T: Clone>(mine: &mut Option<T>, theirs: &Option<T>) {
        if mine.is_none() {
            mine.clone_from(theirs);
        }
    }
    keep(&mut own.title, &from.title);
    keep(&mut own.description, &from.description);
    keep(&mut own.default, &from.default);
    keep(&mut own.example, &from.example);
    keep(&mut own.deprecated, &from.deprecated);
    keep(&mut own.read_only, &from.read_only);
    keep(&mut own.write_only, &from.write_only);
    if own.examples.is_empty() {
        own.examples.clone_from(&from.examples);
    }
    for (key, value) in &from.extensions {
        if !own.extensions.contains_key(key) {
            own.extensions.insert(key.clone(), value.clone());
        }
    }
}

struct Gather<'a, 'd> {
    types: &'a Types<'d>,
    flat: &'a mut Flat,
    /// Components that are in it already: once more they would add nothing, and a diamond of `allOf` has a great many
    /// ways to the same one.
    seen: HashSet<String>,
    kinds: Option<Vec<SchemaType>>,
    voters: usize,
    nulls: usize,
}

impl Gather<'_, '_> {
    fn add(&mut self, schema: &ObjectSchema, at: &Pointer) {
        for (index, part) in schema.all_of.iter().enumerate() {
            self.part(part, &at.key("allOf").index(index));
        }
        self.kinds(schema, at);
        limit(&mut self.flat.own, schema);
        self.values(schema, at);
        self.children(schema, at);
        self.branches(schema, at);
    }

    fn part(&mut self, part: &Schema, at: &Pointer) {
        if let Some(name) = reference(part) {
            if self.types.is_skipped(&name) || !self.seen.insert(name.clone()) {
                return;
            }
            let Some(schema) = self.types.schema(&name) else {
                return;
            };
            match object(schema) {
                Some(object) => self.add(object, &component_at(&name)),
                None => self.part(schema, &component_at(&name)),
            }
        } else if let Some(object) = object(part) {
            annotate(&mut self.flat.own, object);
            self.add(object, at);
        } else if matches!(part, Schema::Boolean(no) if !no.0) {
            let said = "a part that no value fits: it is passed over";
            self.types.remarks.not_carried(at, said);
        }
    }

    /// All parts must allow a type.
    fn kinds(&mut self, schema: &ObjectSchema, at: &Pointer) {
        let mut kinds = types_of(schema);
        if kinds.is_empty() {
            return;
        }
        self.voters += 1;
        self.nulls += usize::from(kinds.contains(&SchemaType::Null));
        kinds.retain(|kind| *kind != SchemaType::Null);
        let Some(before) = &self.kinds else {
            self.kinds = Some(kinds);
            return;
        };
        if kinds.is_empty() {
            return;
        }
        let number = |list: &[SchemaType]| list.contains(&SchemaType::Number);
        let fits = |kind: &SchemaType, list: &[SchemaType]| {
            list.contains(kind) || (*kind == SchemaType::Integer && number(list))
        };
        let mut both: Vec<SchemaType> = kinds.iter().copied().filter(|k| fits(k, before)).collect();
        for kind in before {
            if fits(kind, &kinds) && !both.contains(kind) {
                both.push(*kind);
            }
        }
        if both.is_empty() && !before.is_empty() {
            let said =
                "the parts of an `allOf` have types that exclude each other: the first one counts";
            self.types.remarks.guessed(&at.key("type"), said);
            return;
        }
        self.kinds = Some(both);
    }

    /// Enums and constants: what all parts allow.
    fn values(&mut self, schema: &ObjectSchema, at: &Pointer) {
        let own = &mut self.flat.own;
        // What extends another schema says last, and best, which of these it is.
        if schema.const_value.is_some() {
            own.const_value.clone_from(&schema.const_value);
        }
        if schema.enum_values.is_empty() {
            return;
        }
        if own.enum_values.is_empty() {
            own.enum_values.clone_from(&schema.enum_values);
            return;
        }
        let both: Vec<Json> = own
            .enum_values
            .iter()
            .filter(|value| schema.enum_values.contains(value))
            .cloned()
            .collect();
        if both.is_empty() {
            let said =
                "the parts of an `allOf` have no value in common: those of the last one count";
            self.types.remarks.guessed(&at.key("enum"), said);
            own.enum_values.clone_from(&schema.enum_values);
        } else {
            own.enum_values = both;
        }
    }

    fn children(&mut self, schema: &ObjectSchema, at: &Pointer) {
        let flat = &mut *self.flat;
        for (wire, child) in &schema.properties {
            let placed = (child.clone(), at.key("properties").key(wire));
            match flat.props.iter_mut().find(|prop| prop.wire == *wire) {
                Some(prop) if prop.schemas.iter().any(|(known, _)| *known == placed.0) => {}
                Some(prop) => prop.schemas.push(placed),
                None => flat.props.push(Prop {
                    wire: wire.clone(),
                    schemas: vec![placed],
                }),
            }
        }
        for name in &schema.required {
            if !flat.own.required.contains(name) {
                flat.own.required.push(name.clone());
            }
        }
        if let Some(items) = &schema.items {
            let placed = (items.as_ref().clone(), at.key("items"));
            if !flat.items.iter().any(|(known, _)| *known == placed.0) {
                flat.items.push(placed);
            }
        }
        if flat.prefix.is_empty() {
            let prefix = schema.prefix_items.iter().enumerate();
            flat.prefix = prefix
                .map(|(index, item)| (item.clone(), at.key("prefixItems").index(index)))
                .collect();
        }
        if let Some(additional) = &schema.additional_properties {
            let says_less = flat
                .additional
                .as_ref()
                .is_none_or(|(known, _)| matches!(known, Schema::Boolean(_)));
            if says_less {
                let placed = (additional.clone(), at.key("additionalProperties"));
                flat.additional = Some(placed);
            }
        }
    }

    fn branches(&mut self, schema: &ObjectSchema, at: &Pointer) {
        let lists = [("oneOf", &schema.one_of), ("anyOf", &schema.any_of)];
        let mut found = false;
        for (key, branches) in lists {
            if branches.is_empty() {
                continue;
            }
            let at = at.key(key);
            let placed = branches.iter().enumerate();
            let group = Group {
                branches: placed
                    .map(|(index, branch)| (branch.clone(), at.index(index)))
                    .collect(),
                at,
                discriminator: schema.discriminator.clone(),
            };
            let same = |known: &Group| {
                let both = known.branches.iter().zip(&group.branches);
                known.branches.len() == group.branches.len()
                    && both.clone().all(|(a, b)| a.0 == b.0)
            };
            if !self.flat.groups.iter().any(same) {
                self.flat.groups.push(group);
            }
            found = true;
        }
        // Those of parts tell the variants of the parts, not of what is made of them.
        if let Some(discriminator) = &schema.discriminator
            && !found
            && self.seen.is_empty()
        {
            self.flat.discriminator = Some((discriminator.clone(), at.key("discriminator")));
        }
    }
}

/// Limits: the last word counts; what stands around parts narrows them.
fn limit(own: &mut ObjectSchema, from: &ObjectSchema) {
    fn take<T: Clone>(mine: &mut Option<T>, theirs: &Option<T>) {
        if theirs.is_some() {
            mine.clone_from(theirs);
        }
    }
    take(&mut own.format, &from.format);
    take(&mut own.multiple_of, &from.multiple_of);
    take(&mut own.minimum, &from.minimum);
    take(&mut own.maximum, &from.maximum);
    take(&mut own.exclusive_minimum, &from.exclusive_minimum);
    take(&mut own.exclusive_maximum, &from.exclusive_maximum);
    take(&mut own.min_length, &from.min_length);
    take(&mut own.max_length, &from.max_length);
    take(&mut own.pattern, &from.pattern);
    take(&mut own.min_items, &from.min_items);
    take(&mut own.max_items, &from.max_items);
    take(&mut own.unique_items, &from.unique_items);
    take(&mut own.min_properties, &from.min_properties);
    take(&mut own.max_properties, &from.max_properties);
}
