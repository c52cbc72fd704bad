//! Schemas to types of the spec language.
//!
//! In: the schemas of a document, one after the other, as operations name them. Out: the keys of members, and at the
//! end the `types` of the spec.
//!
//! `flat` puts a schema together, `read` says what it is, with one module for each kind; what needs a name becomes a
//! `def`. Only when all is read it is known what is sent and what is received (`reach`), and what stands for itself
//! (`knots`); then `render` writes it down.

mod bases;
mod components;
mod def;
mod enums;
mod facts;
mod flat;
mod knots;
mod limits;
mod notes;
mod objects;
mod overlay;
mod reach;
mod read;
mod render;
mod rows;
mod scalars;
mod shape;
mod unions;

use std::collections::HashMap;

use oas3::spec::Schema;
use serde_json::Value as Json;
use serde_yaml::{Mapping, Value};

use super::naming::Names;
use super::pointer::Pointer;
use super::remark::Remarks;
use def::{Body, Def, DefId, Made, Member, Ty};
pub(super) use overlay::known_keys;

/// Whether a value is sent or received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Way {
    /// Sent by callers.
    Request,
    /// Received by them.
    Answer,
}

/// The types of a spec in the making.
#[derive(Debug)]
pub(crate) struct Types<'d> {
    document: &'d oas3::Spec,
    root: &'d Value,
    remarks: &'d Remarks,
    defs: Vec<Def>,
    names: Names,
    components: HashMap<String, DefId>,
    /// Components that others extend, with the tag that tells these.
    bases: HashMap<String, bases::Base>,
    /// Objects that could not be told apart and became one, by the components that they are.
    merged: HashMap<Vec<String>, DefId>,
    /// Values that operations name.
    roots: Vec<(Ty, Way)>,
    /// The component that is being read, with the name that its type has.
    reading: Option<(DefId, String)>,
    depth: usize,
    checked: HashMap<String, bool>,
    /// What places became; several operations and types may lead to one.
    places: HashMap<Pointer, (Schema, Member)>,
}

/// What an operation returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Returned {
    /// The type, as `returns` takes it; nothing where the payload is always null.
    pub(crate) ty: String,
}

/// An object laid open.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Object {
    /// Members by wire name, `required` included.
    pub(crate) fields: Vec<(String, Mapping)>,
    /// Type of other members.
    pub(crate) extra: Option<String>,
    /// What the object is.
    pub(crate) text: Option<String>,
    /// Rules between the members, as the `rules` of an operation say them.
    pub(crate) rules: Vec<Value>,
}

/// What kind of value a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Text, enums of texts, days and times.
    Text,
    /// Number or truth value.
    Bare,
    /// Bytes.
    Bytes,
    /// List.
    List,
    /// Object with members.
    Object,
    /// Object of any members.
    Map,
    /// One of several.
    Union,
    /// Nobody knows.
    Any,
}

impl<'d> Types<'d> {
    /// Starts with the names of all components taken.
    pub(crate) fn new(document: &'d oas3::Spec, root: &'d Value, remarks: &'d Remarks) -> Self {
        let mut types = Self {
            document,
            root,
            remarks,
            defs: Vec::new(),
            names: Names::new(),
            components: HashMap::new(),
            bases: HashMap::new(),
            merged: HashMap::new(),
            roots: Vec::new(),
            reading: None,
            depth: 0,
            checked: HashMap::new(),
            places: HashMap::new(),
        };
        types.reserve_components();
        types.bases = types.find_bases();
        types
    }

    fn push(&mut self, def: Def) -> DefId {
        self.defs.push(def);
        DefId(self.defs.len() - 1)
    }

    /// A type that needs a name of its own.
    fn define(&mut self, hint: &str, at: &Pointer, body: Body, text: Option<String>) -> DefId {
        let name = self.names.take(hint);
        self.push(Def {
            name,
            at: at.clone(),
            text,
            deprecated: false,
            source: None,
            body,
            overlay: None,
            nullable: false,
        })
    }

    /// A type for a body, with its spelling where it has one.
    fn spelt(
        &mut self,
        hint: &str,
        at: &Pointer,
        body: Body,
        member: Member,
        text: Option<String>,
    ) -> Ty {
        if member.wire.is_none() {
            return Ty::Named(self.define(hint, at, body, text));
        }
        let ty = Ty::Named(self.define(&format!("{hint}Number"), at, body, None));
        let alias = Member {
            ty,
            nullable: false,
            ..member
        };
        Ty::Named(self.define(hint, at, Body::Alias(Box::new(alias)), text))
    }

    /// The keys of a member that has this schema, all but `required`.
    pub(crate) fn member(
        &mut self,
        schema: &Schema,
        at: &Pointer,
        hint: &str,
        way: Way,
    ) -> Mapping {
        let member = self.placed(schema, at, &super::naming::type_name(hint));
        self.roots.push((member.ty.clone(), way));
        self.write_param(&member, false)
    }

    /// The only value that a schema allows.
    pub(crate) fn constant(&mut self, schema: &Schema, at: &Pointer) -> Option<Value> {
        let flat = self.flat_of(schema, at)?;
        let value = match (&flat.own.const_value, flat.own.enum_values.as_slice()) {
            (Some(value), _) => value,
            (None, [value]) => value,
            _ => return None,
        };
        render::scalar(value).filter(|_| !flat.nullable)
    }

    /// The type of a payload that has this schema.
    pub(crate) fn returns(&mut self, schema: &Schema, at: &Pointer, hint: &str) -> Returned {
        let hint = super::naming::type_name(hint);
        let mut member = self.placed(schema, at, &hint);
        if let Ty::Named(id) = member.ty
            && !member.is_special()
            && self.defs[id.0].text.is_none()
        {
            self.defs[id.0].text = member.text.take();
        }
        if member.nullable {
            member.nullable = false;
            let said = "the payload may be null; a null is read as an error";
            let is_any = member.ty == Ty::ANY;
            if !is_any {
                self.remarks.not_carried(at, said);
            }
        }
        let ty = match member.is_special() {
            true => {
                self.about_type(&mut member);
                let text = notes::whole_text(&mut member);
                let body = Body::Alias(Box::new(member));
                Ty::Named(self.define(&hint, at, body, text))
            }
            false => member.ty,
        };
        self.roots.push((ty.clone(), Way::Answer));
        Returned {
            ty: self.expression(&ty),
        }
    }

    /// The members of an object; nothing where the schema is not plainly one.
    pub(crate) fn object(
        &mut self,
        schema: &Schema,
        at: &Pointer,
        hint: &str,
        way: Way,
    ) -> Option<Object> {
        self.laid_open(schema, at, &super::naming::type_name(hint), way)
    }

    /// Like [`Self::named`], once for each place: what stands in a component is named after it, whoever leads there.
    fn placed(&mut self, schema: &Schema, at: &Pointer, hint: &str) -> Member {
        if let Some((_, member)) = self.places.get(at).filter(|(known, _)| known == schema) {
            return member.clone();
        }
        let name = self.name_in_component(at);
        let member = self.named(schema, at, name.as_deref().unwrap_or(hint));
        self.places
            .insert(at.clone(), (schema.clone(), member.clone()));
        member
    }

    /// The name of a member of a component, whoever extends that.
    fn name_in_component(&self, at: &Pointer) -> Option<String> {
        let steps: Vec<String> = at.steps().collect();
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let ["components", "schemas", component, path @ ..] = steps.as_slice() else {
            return None;
        };
        let id = self.components.get(*component)?;
        let mut path = path;
        while let ["allOf", _, rest @ ..] = path {
            path = rest;
        }
        match path {
            ["properties", wire] => {
                let name = super::naming::type_name(wire);
                Some(format!("{}{name}", self.defs[id.0].name))
            }
            _ => None,
        }
    }

    /// A schema whose value has a name: what needs a type of its own gets one.
    fn named(&mut self, schema: &Schema, at: &Pointer, hint: &str) -> Member {
        let (made, mut member) = self.read(schema, at, hint);
        if let Made::Body(body) = made {
            member.ty = Ty::Named(self.define(hint, at, body, None));
        } else if let Made::Type(ty) = made {
            member.ty = ty;
        }
        member
    }

    /// Ends it.
    pub(crate) fn finish(mut self) -> Mapping {
        self.read_components();
        self.untie();
        let ways = self.reach();
        self.render(&ways)
    }

    /// A type has no default and no example of its own.
    fn about_type(&self, member: &mut Member) {
        let values = [
            ("Default", member.default.take()),
            ("Example", member.example.take()),
        ];
        for (what, value) in values {
            let Some(value) = value else {
                continue;
            };
            let at = member.at.key(&what.to_lowercase());
            match member.word() {
                Some("secret") => self.remarks.not_carried(&at, "what a secret may look like"),
                _ => self.in_words(member, what, &value, &at),
            }
        }
    }

    /// Notes of a value that stand in no key of their own.
    fn leftover(&self, at: &Pointer, what: &str, value: &Json) {
        let shown = notes::shortened(&value.to_string());
        self.remarks.not_carried(at, format!("{what} `{shown}`"));
    }
}
