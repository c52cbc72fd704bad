//! What a schema is. In: a schema. Out: a type, or the body of one that needs a name, and what is said of the place.

use oas3::spec::{ObjectSchema, Schema, SchemaType};
use serde_json::Value as Json;

use super::Types;
use super::def::{Body, Made, Member, Ty};
use super::facts::Kind;
use super::flat::{Flat, Placed, component_at, object, reference, types_of};
use super::notes;
use crate::import::naming;
use crate::import::pointer::Pointer;

/// Schemas that are nested deeper become `any`, so that nothing can run out of stack.
const DEEPEST: usize = 48;

impl Types<'_> {
    /// Reads a schema.
    pub(super) fn read(&mut self, schema: &Schema, at: &Pointer, hint: &str) -> (Made, Member) {
        if self.depth >= DEEPEST {
            self.remarks
                .not_carried(at, "schemas nested deeper than this; any value is taken");
            return (Made::Type(Ty::ANY), Member::of(Ty::ANY));
        }
        self.depth += 1;
        let read = self.read_one(schema, at, hint);
        self.depth -= 1;
        read
    }

    fn read_one(&mut self, schema: &Schema, at: &Pointer, hint: &str) -> (Made, Member) {
        if let Some(name) = reference(schema) {
            return self.refer(&name, at);
        }
        match schema {
            Schema::Boolean(boolean) => {
                if !boolean.0 {
                    let said = "no value fits this schema; any value is taken";
                    self.remarks.guessed(at, said);
                }
                (Made::Type(Ty::ANY), Member::of(Ty::ANY))
            }
            Schema::Object(_) => match object(schema) {
                Some(schema) => self.read_object(schema, at, hint),
                None => {
                    let said = "a reference that leads to no schema; any value is taken";
                    self.remarks.not_carried(at, said);
                    (Made::Type(Ty::ANY), Member::of(Ty::ANY))
                }
            },
        }
    }

    /// A reference to a component.
    fn refer(&mut self, name: &str, at: &Pointer) -> (Made, Member) {
        let Some(id) = self.components.get(name).copied() else {
            if !self.is_skipped(name) {
                let said = format!("there is no component `{name}`; any value is taken");
                self.remarks.not_carried(at, said);
            }
            return (Made::Type(Ty::ANY), Member::of(Ty::ANY));
        };
        let mut member = Member::of(Ty::Named(id));
        member.nullable = self.defs[id.0].nullable;
        (Made::Type(Ty::Named(id)), member)
    }

    fn read_object(&mut self, schema: &ObjectSchema, at: &Pointer, hint: &str) -> (Made, Member) {
        if let Some((name, part)) = wrapped(schema, at) {
            let (made, inner) = self.refer(&name, &part);
            let flat = self.annotations(schema, at);
            let mut member = self.note(&flat);
            member.nullable = inner.nullable || types_of(schema).contains(&SchemaType::Null);
            member.limits = self.limits_of_named(&name, &flat);
            return self.overlaid(made, member);
        }
        let flat = self.flatten(schema, at);
        self.read_flat(&flat, hint)
    }

    /// Reads a schema that is put together already.
    pub(super) fn read_flat(&mut self, flat: &Flat, hint: &str) -> (Made, Member) {
        let mut member = self.note(flat);
        member.nullable = flat.nullable;
        if let Some(ty) = member
            .overlay
            .as_ref()
            .and_then(|overlay| overlay.get("type"))
            && let Some(ty) = ty.as_str()
        {
            let ty = Ty::Written(ty.to_owned());
            self.value_limits(flat, &mut member);
            return (Made::Type(ty), member);
        }
        let made = self.shape_of(flat, hint, &mut member);
        (made, member)
    }

    /// An overlay may say the type.
    fn overlaid(&mut self, made: Made, member: Member) -> (Made, Member) {
        let ty = member
            .overlay
            .as_ref()
            .and_then(|overlay| overlay.get("type"));
        match ty.and_then(serde_yaml::Value::as_str) {
            Some(ty) => (Made::Type(Ty::Written(ty.to_owned())), member),
            None => (made, member),
        }
    }

    fn shape_of(&mut self, flat: &Flat, hint: &str, member: &mut Member) -> Made {
        if !flat.groups.is_empty() {
            return self.one_of(flat, hint, member);
        }
        if let Some(value) = &flat.own.const_value {
            return self.always(value, flat, member);
        }
        if !flat.own.enum_values.is_empty() {
            return self.values(flat, member);
        }
        let kinds = self.kinds_of_flat(flat);
        match kinds.as_slice() {
            [] => Made::Type(Ty::ANY),
            [one] => self.of_kind(*one, flat, hint, member),
            _ if kinds.contains(&Kind::Any) => Made::Type(Ty::ANY),
            many => self.of_kinds(many, flat, hint, member),
        }
    }

    /// A value of one JSON type.
    pub(super) fn of_kind(
        &mut self,
        kind: Kind,
        flat: &Flat,
        hint: &str,
        member: &mut Member,
    ) -> Made {
        match kind {
            Kind::Text | Kind::Number | Kind::Truth => {
                let ty = self.scalar(kind, flat, member);
                self.value_limits(flat, member);
                Made::Type(ty)
            }
            Kind::List => {
                let made = self.list(flat, hint, member);
                // A row says itself how long it is.
                if member.wire != Some("row") {
                    self.value_limits(flat, member);
                }
                made
            }
            Kind::Object => {
                let made = self.structure(flat, hint);
                if matches!(made, Made::Type(_)) {
                    self.value_limits(flat, member);
                }
                made
            }
            Kind::Any => Made::Type(Ty::ANY),
        }
    }

    fn list(&mut self, flat: &Flat, hint: &str, member: &mut Member) -> Made {
        if let Some(row) = self.row(flat, hint, member) {
            return row;
        }
        let Some(items) = self.joint(&flat.items) else {
            return Made::Type(Ty::list(Ty::ANY));
        };
        let (ty, text) = self.inner(&items, &naming::singular(hint));
        notes::about_items(member, text);
        Made::Type(Ty::list(ty))
    }

    /// Schemas that all hold for one value, as one.
    pub(super) fn joint(&self, schemas: &[Placed]) -> Option<Placed> {
        match schemas {
            [] => None,
            [one] => Some(one.clone()),
            [first, ..] => {
                let all_of = schemas.iter().map(|(schema, _)| schema.clone()).collect();
                let joint = ObjectSchema {
                    all_of,
                    ..ObjectSchema::default()
                };
                Some((super::flat::made(joint), first.1.clone()))
            }
        }
    }

    /// A type for within `<>`, and the text that is left.
    pub(super) fn inner(&mut self, placed: &Placed, hint: &str) -> (Ty, Option<String>) {
        let (schema, at) = placed;
        let (made, mut member) = self.read(schema, at, hint);
        self.about_type(&mut member);
        let mut text = notes::whole_text(&mut member);
        let ty = match made {
            Made::Body(body) => {
                let (nullable, text) = (member.nullable, text.take());
                let ty = self.spelt(hint, at, body, member, text);
                return (
                    if nullable {
                        Ty::Nullable(Box::new(ty))
                    } else {
                        ty
                    },
                    None,
                );
            }
            Made::Type(ty) if member.is_special() => {
                let nullable = member.nullable;
                member.ty = ty;
                member.nullable = false;
                let alias = Body::Alias(Box::new(member));
                let ty = Ty::Named(self.define(hint, at, alias, text.take()));
                return (
                    if nullable {
                        Ty::Nullable(Box::new(ty))
                    } else {
                        ty
                    },
                    None,
                );
            }
            Made::Type(ty) => ty,
        };
        match member.nullable && ty != Ty::ANY {
            true => (Ty::Nullable(Box::new(ty)), text),
            false => (ty, text),
        }
    }

    /// A value that is always the same.
    fn always(&mut self, value: &Json, flat: &Flat, member: &mut Member) -> Made {
        member.constant = Some(value.clone());
        if value.is_null() {
            member.nullable = true;
            return Made::Type(Ty::ANY);
        }
        let mut flat = flat.clone();
        flat.own.const_value = None;
        flat.own.enum_values = vec![value.clone()];
        self.values(&flat, member)
    }

    /// Whether null may stand for a component, wherever it is named.
    pub(super) fn is_nullable(&self, component: &str) -> bool {
        let Some(schema) = self.schema(component) else {
            return false;
        };
        let facts = self.kinds_with_null(&(schema.clone(), component_at(component)), 0);
        facts.1
    }
}

/// The only component that a schema stands for, with nothing but words and limits around it.
fn wrapped(schema: &ObjectSchema, at: &Pointer) -> Option<(String, Pointer)> {
    let plain = |schema: &ObjectSchema| {
        schema.properties.is_empty()
            && schema.one_of.is_empty()
            && schema.any_of.is_empty()
            && schema.items.is_none()
            && schema.prefix_items.is_empty()
            && schema
                .additional_properties
                .as_ref()
                .is_none_or(|more| matches!(more, Schema::Boolean(_)))
            && schema.enum_values.is_empty()
            && schema.const_value.is_none()
            && schema.required.is_empty()
            && schema.discriminator.is_none()
    };
    if !plain(schema) {
        return None;
    }
    let mut found = None;
    for (index, part) in schema.all_of.iter().enumerate() {
        match (reference(part), object(part)) {
            (Some(name), _) if found.is_none() => {
                found = Some((name, at.key("allOf").index(index)));
            }
            (None, Some(words)) if plain(words) && words.all_of.is_empty() => {}
            _ => return None,
        }
    }
    found
}
