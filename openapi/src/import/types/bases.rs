//! Objects that others extend: a component with a `discriminator` and no variants, which other components have in
//! their `allOf`. Where such a component is named, one of those others is meant.

use std::collections::{HashMap, HashSet};

use oas3::spec::Schema;

use super::Types;
use super::def::{Body, Made, Member, Tagging, Ty, Union, Variant};
use super::flat::{object, reference};
use crate::import::naming::{self, Names};
use crate::import::pointer::Pointer;

/// What extends a component.
#[derive(Clone, Debug)]
pub(super) struct Base {
    /// The member that tells which one it is.
    pub(super) tag: String,
    /// Tags and components.
    pub(super) variants: Vec<(String, String)>,
}

impl Types<'_> {
    /// All components that others extend.
    pub(super) fn find_bases(&self) -> HashMap<String, Base> {
        let mut bases = HashMap::new();
        let Some(components) = &self.document.components else {
            return bases;
        };
        let mut children: HashMap<String, Vec<String>> = HashMap::new();
        for (name, schema) in &components.schemas {
            let parts = object(schema).map(|schema| schema.all_of.as_slice());
            for parent in parts.unwrap_or_default().iter().filter_map(reference) {
                children.entry(parent).or_default().push(name.clone());
            }
        }
        for (name, schema) in &components.schemas {
            let Some(schema) = object(schema) else {
                continue;
            };
            let Some(discriminator) = &schema.discriminator else {
                continue;
            };
            let has_branches = !schema.one_of.is_empty() || !schema.any_of.is_empty();
            let below = descendants(&children, name);
            if has_branches || self.is_skipped(name) || below.is_empty() {
                continue;
            }
            let tag = discriminator.property_name.clone();
            let mapped: Vec<(String, String)> = discriminator
                .mapping
                .iter()
                .flat_map(|mapping| mapping.iter())
                .filter_map(|(value, target)| Some((value.clone(), self.mapped(target)?)))
                .collect();
            let mut variants: Vec<(String, String)> = mapped
                .iter()
                .filter(|(_, component)| component == name || below.contains(component))
                .cloned()
                .collect();
            for child in below {
                if variants.iter().any(|(_, component)| *component == child) {
                    continue;
                }
                let said = self.schema(&child).and_then(|schema| {
                    let flat = self.flat_of(schema, &super::flat::component_at(&child))?;
                    super::unions::own_tags(&flat, &tag)
                });
                // What extends an extension is meant by a tag of its own; those between need none.
                let tags = said.unwrap_or_else(|| vec![child.clone()]);
                for value in tags {
                    if !variants.iter().any(|(known, _)| *known == value) {
                        variants.push((value, child.clone()));
                    }
                }
            }
            bases.insert(name.clone(), Base { tag, variants });
        }
        bases
    }

    /// The component that a discriminator's mapping means: a reference, or a name.
    pub(super) fn mapped(&self, target: &str) -> Option<String> {
        let last = Pointer::parse(target).and_then(|at| at.last());
        let bare = target
            .rsplit('/')
            .next()
            .map(|name| name.trim_end_matches(".json").to_owned());
        [last, Some(target.to_owned()), bare]
            .into_iter()
            .flatten()
            .find(|name| self.components.contains_key(name))
    }

    /// A component that others extend, as the one-of of these.
    pub(super) fn read_base(
        &mut self,
        name: &str,
        schema: &Schema,
        at: &Pointer,
        hint: &str,
    ) -> (Made, Member) {
        let (Some(base), Some(mut flat)) =
            (self.bases.get(name).cloned(), self.flat_of(schema, at))
        else {
            return self.read(schema, at, hint);
        };
        flat.discriminator = None;
        let mut member = self.note(&flat);
        member.nullable = flat.nullable;
        let mut names = Names::new();
        let mut variants = Vec::new();
        let mut itself = None;
        for (tag, component) in &base.variants {
            let is_base = self.bases.contains_key(component);
            let ty = if component == name {
                let id = itself.unwrap_or_else(|| {
                    let made = self.structure(&flat, hint);
                    let body = match made {
                        Made::Body(body) => body,
                        Made::Type(ty) => Body::Alias(Box::new(Member::of(ty))),
                    };
                    self.define(&format!("{hint}Base"), at, body, None)
                });
                itself = Some(id);
                Some(Ty::Named(id))
            } else if is_base {
                None
            } else {
                self.components.get(component).copied().map(Ty::Named)
            };
            if let Some(ty) = ty {
                let wanted = naming::type_name(tag);
                let variant = names.take(&wanted);
                variants.push(Variant {
                    tag: (variant != *tag).then(|| tag.clone()),
                    name: variant,
                    ty,
                    text: None,
                });
            }
        }
        if variants.is_empty() {
            let made = self.structure(&flat, hint);
            return (made, member);
        }
        let union = Union {
            tagging: Tagging::Inside(base.tag),
            variants,
        };
        (Made::Body(Body::Union(union)), member)
    }
}

/// All that extend a component, those that extend these among them.
fn descendants(children: &HashMap<String, Vec<String>>, name: &str) -> Vec<String> {
    let (mut found, mut seen) = (Vec::new(), HashSet::from([name.to_owned()]));
    let mut open: Vec<String> = children.get(name).cloned().unwrap_or_default();
    open.reverse();
    while let Some(next) = open.pop() {
        if !seen.insert(next.clone()) {
            continue;
        }
        let more = children.get(&next).into_iter().flatten().rev().cloned();
        open.extend(more);
        found.push(next);
    }
    found
}
