//! Branches of a one-of: put together with what stands around them.

use std::rc::Rc;

use oas3::spec::{Schema, SchemaType};

use super::is_nest;
use crate::import::naming;
use crate::import::pointer::Pointer;
use crate::import::types::Types;
use crate::import::types::def::{Body, Made, Member, Ty};
use crate::import::types::facts::Kind;
use crate::import::types::flat::{Flat, Group, Placed, object, reference, types_of};
use crate::import::types::notes;

/// A branch.
#[derive(Clone, Debug)]
pub(in crate::import::types) struct Branch {
    /// As it is written; nothing where it was made of something else.
    pub(super) schema: Option<Rc<Schema>>,
    pub(super) at: Pointer,
    /// The component that it is.
    pub(super) component: Option<String>,
    /// The component that it would be but for what stands around the one-of.
    pub(super) within: Option<String>,
    /// Put together, with what stands around the one-of.
    pub(in crate::import::types) flat: Rc<Flat>,
    pub(in crate::import::types) kinds: Vec<Kind>,
}

impl Branch {
    /// A branch that is put together already.
    pub(super) fn of_flat(types: &Types<'_>, flat: Flat) -> Self {
        let kinds = types.kinds_of_flat(&flat);
        Self {
            schema: None,
            at: flat.at.clone(),
            component: None,
            within: None,
            flat: Rc::new(flat),
            kinds,
        }
    }

    /// A text without any condition, or a number of no special kind.
    pub(super) fn is_any_text(&self) -> bool {
        let own = &self.flat.own;
        let plain = own
            .format
            .as_deref()
            .is_none_or(|format| !matches!(format, "date" | "date-time" | "byte" | "binary"));
        plain && self.flat.groups.is_empty()
    }

    /// The name of its variant.
    pub(super) fn name(&self, types: &Types<'_>, kind: &str) -> String {
        if let Some(component) = &self.component
            && let Some(id) = types.components.get(component)
        {
            return types.defs[id.0].name.clone();
        }
        let title = self.flat.own.title.as_deref();
        match title.filter(|title| (1..=40).contains(&title.len()) && title.is_ascii()) {
            Some(title) if self.schema.is_some() => naming::type_name(title),
            _ => kind.to_owned(),
        }
    }
}

impl Types<'_> {
    /// The branches of a group, null taken out and nests laid open.
    pub(in crate::import::types) fn branches(
        &self,
        group: &Group,
        outer: &Flat,
        member: &mut Member,
    ) -> Vec<Branch> {
        let mut found: Vec<Branch> = Vec::new();
        let mut open: Vec<Placed> = group.branches.clone();
        open.reverse();
        while let Some((schema, at)) = open.pop() {
            if is_null(&schema) {
                member.nullable = true;
                continue;
            }
            if let Some(inner) = is_nest(&schema) {
                let key = if object(&schema).is_some_and(|schema| schema.one_of.is_empty()) {
                    "anyOf"
                } else {
                    "oneOf"
                };
                let inner = inner.iter().enumerate();
                let placed: Vec<Placed> = inner
                    .map(|(index, branch)| (branch.clone(), at.key(key).index(index)))
                    .collect();
                open.extend(placed.into_iter().rev());
                continue;
            }
            let branch = self.branch(&schema, &at, outer, member);
            let same = |known: &Branch| match (&known.component, &branch.component) {
                (Some(one), Some(other)) => one == other,
                _ => known.schema == branch.schema && known.schema.is_some(),
            };
            if !found.iter().any(same) {
                found.push(branch);
            }
        }
        found
    }

    fn branch(&self, schema: &Schema, at: &Pointer, outer: &Flat, member: &mut Member) -> Branch {
        let component = component_of(schema);
        let own = self.flat_of(schema, at);
        let (_, nullable) = self.kinds_with_null(&(schema.clone(), at.clone()), 0);
        member.nullable |= nullable;
        let is_around = !outer.props.is_empty()
            || !outer.own.required.is_empty()
            || outer.additional.is_some()
            || !outer.items.is_empty();
        let has_type = own
            .as_ref()
            .is_some_and(|own| own.is_structural() || !own.groups.is_empty());
        match own {
            Some(own) if is_around => {
                let flat = around(outer, own);
                let kinds = self.kinds_of_flat(&flat);
                Branch {
                    schema: None,
                    at: at.clone(),
                    component: None,
                    within: component,
                    flat: Rc::new(flat),
                    kinds,
                }
            }
            // `type: string` around branches that only say a format.
            Some(mut own) if !has_type && component.is_none() && !outer.types.is_empty() => {
                own.types.clone_from(&outer.types);
                Branch::of_flat(self, own)
            }
            own => {
                let mut kinds = self.kinds(&(schema.clone(), at.clone()));
                kinds.dedup();
                if kinds.is_empty() {
                    kinds.push(Kind::Any);
                }
                Branch {
                    schema: Some(Rc::new(schema.clone())),
                    at: at.clone(),
                    component,
                    within: None,
                    flat: Rc::new(own.unwrap_or_default()),
                    kinds,
                }
            }
        }
    }

    /// Reads a branch.
    pub(super) fn read_branch(&mut self, branch: &Branch, hint: &str) -> (Made, Member) {
        match &branch.schema {
            Some(schema) => self.read(&schema.clone(), &branch.at, hint),
            None => self.read_flat(&branch.flat.clone(), hint),
        }
    }

    /// The type of a branch, with a name where it needs one.
    pub(super) fn branch_type(&mut self, branch: &Branch, hint: &str) -> (Ty, Option<String>) {
        let (made, mut member) = self.read_branch(branch, hint);
        self.about_type(&mut member);
        let mut text = notes::whole_text(&mut member);
        member.nullable = false;
        let ty = match made {
            Made::Body(body) => {
                let text = text.take();
                self.spelt(hint, &branch.at, body, member, text)
            }
            Made::Type(ty) if member.is_special() => {
                member.ty = ty;
                Ty::Named(self.define(hint, &branch.at, Body::Alias(Box::new(member)), text.take()))
            }
            Made::Type(ty) => ty,
        };
        (ty, text)
    }
}

/// The component that a branch is, also behind words.
fn component_of(schema: &Schema) -> Option<String> {
    if let Some(name) = reference(schema) {
        return Some(name);
    }
    let schema = object(schema)?;
    let bare = oas3::spec::ObjectSchema {
        title: schema.title.clone(),
        description: schema.description.clone(),
        all_of: schema.all_of.clone(),
        ..Default::default()
    };
    match schema.all_of.as_slice() {
        [one] if bare == *schema => reference(one),
        _ => None,
    }
}

fn is_null(schema: &Schema) -> bool {
    object(schema).is_some_and(|schema| {
        let null = &serde_json::Value::Null;
        types_of(schema) == [SchemaType::Null]
            || (!schema.enum_values.is_empty()
                && schema.enum_values.iter().all(|value| value == null))
    })
}

/// A branch with what stands around the one-of: both hold.
fn around(outer: &Flat, branch: Flat) -> Flat {
    let mut flat = branch;
    for prop in outer.props.iter().rev() {
        match flat.props.iter_mut().find(|known| known.wire == prop.wire) {
            Some(known) => {
                for schema in &prop.schemas {
                    if !notes::is_words(&schema.0)
                        && !known.schemas.iter().any(|(have, _)| *have == schema.0)
                    {
                        // The branch is the narrower one.
                        known.schemas.push(schema.clone());
                    }
                }
            }
            None => flat.props.insert(0, prop.clone()),
        }
    }
    for name in &outer.own.required {
        if !flat.own.required.contains(name) {
            flat.own.required.push(name.clone());
        }
    }
    if flat.types.is_empty() {
        flat.types.clone_from(&outer.types);
    }
    if flat.items.is_empty() {
        flat.items.clone_from(&outer.items);
    }
    if flat.additional.is_none() {
        flat.additional.clone_from(&outer.additional);
    }
    flat
}
