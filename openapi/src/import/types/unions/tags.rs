//! Branches that a member tells apart: a discriminator, or a member with another fixed text in each.

use std::collections::HashSet;

use oas3::spec::Discriminator;
use serde_json::Value as Json;

use super::Branch;
use crate::import::naming::{self, Names};
use crate::import::types::Types;
use crate::import::types::def::{Body, Made, Member, Tagging, Ty, Union, Variant};
use crate::import::types::facts::Kind;
use crate::import::types::flat::{Flat, Group, Prop, component_at};

/// One-ofs of one-ofs are laid open this far.
const MOST: usize = 200;

impl Types<'_> {
    /// Branches of a schema with a discriminator; nothing where they cannot be told so.
    pub(super) fn discriminated(
        &mut self,
        branches: &[Branch],
        discriminator: &Discriminator,
        group: &Group,
        hint: &str,
    ) -> Option<Made> {
        let tag = &discriminator.property_name;
        let leaves = self.leaves(branches)?;
        let mut tagged: Vec<(String, Branch)> = Vec::new();
        for branch in leaves {
            if branch.kinds != [Kind::Object] {
                return self.no_tags(group, "a discriminator over branches that are no objects");
            }
            let component = branch.component.as_ref().or(branch.within.as_ref());
            let mapped: Vec<String> = discriminator
                .mapping
                .iter()
                .flat_map(|mapping| mapping.iter())
                .filter(|(_, target)| {
                    component.is_some() && self.mapped(target).as_ref() == component
                })
                .map(|(value, _)| value.clone())
                .collect();
            let own = self.tags_of(&branch.flat, tag);
            let tags = match (mapped.is_empty(), own, component) {
                (false, ..) => mapped,
                (true, Some(own), _) => own,
                (true, None, Some(component)) => vec![component.clone()],
                (true, None, None) => {
                    return self
                        .no_tags(group, "a discriminator with a branch that it does not name");
                }
            };
            for value in tags {
                tagged.push((value, branch.clone()));
            }
        }
        self.unmatched(discriminator, branches, group);
        Some(self.tagged(Tagging::Inside(tag.clone()), &tagged, group, hint))
    }

    /// What a mapping names beside the branches.
    fn unmatched(&self, discriminator: &Discriminator, branches: &[Branch], group: &Group) {
        let known = |target: &str| {
            let component = self.mapped(target);
            component.is_some()
                && branches
                    .iter()
                    .any(|branch| branch.component == component || branch.within == component)
        };
        let nested = branches.iter().any(|branch| !branch.flat.groups.is_empty());
        for (value, target) in discriminator
            .mapping
            .iter()
            .flat_map(|mapping| mapping.iter())
        {
            if !nested && !known(target) {
                let said = format!("the mapping of `{value}`, which is none of the branches");
                self.remarks.not_carried(&group.at, said);
            }
        }
    }

    fn no_tags(&self, group: &Group, said: &str) -> Option<Made> {
        self.remarks.not_carried(&group.at, said);
        None
    }

    /// Branches that have a member with another text in each.
    pub(super) fn by_constant(
        &mut self,
        branches: &[Branch],
        group: &Group,
        hint: &str,
    ) -> Option<Made> {
        let leaves = self.leaves(branches)?;
        let first = leaves.first()?;
        let names: Vec<String> = first
            .flat
            .props
            .iter()
            .map(|prop| prop.wire.clone())
            .collect();
        for name in names {
            let Some(tagged) = self.tagged_by(&leaves, &name) else {
                continue;
            };
            if let Some(made) = self.beside(&name, &tagged, hint) {
                return Some(made);
            }
            return Some(self.tagged(Tagging::Inside(name), &tagged, group, hint));
        }
        None
    }

    /// The tags of all branches by a member, if they are all there and all different.
    fn tagged_by(&self, leaves: &[Branch], name: &str) -> Option<Vec<(String, Branch)>> {
        let mut seen = HashSet::new();
        let mut tagged = Vec::new();
        for branch in leaves {
            let tags = self.tags_of(&branch.flat, name)?;
            let required = branch
                .flat
                .own
                .required
                .iter()
                .any(|required| required == name);
            // Documents forget to require a member that has one value only.
            if !required && tags.len() > 1 {
                return None;
            }
            for value in tags {
                if !seen.insert(value.clone()) {
                    return None;
                }
                tagged.push((value, branch.clone()));
            }
        }
        Some(tagged)
    }

    /// Branches with the branches of those that are one-ofs themselves in their place.
    fn leaves(&self, branches: &[Branch]) -> Option<Vec<Branch>> {
        let mut leaves = Vec::new();
        let mut open: Vec<Branch> = branches.iter().rev().cloned().collect();
        let mut seen = HashSet::new();
        while let Some(branch) = open.pop() {
            if leaves.len() + open.len() > MOST {
                return None;
            }
            if let Some(component) = &branch.component
                && !seen.insert(component.clone())
            {
                continue;
            }
            let (flat, _) = self.without_conditions(&branch.flat);
            let base = branch
                .component
                .as_ref()
                .and_then(|name| self.bases.get(name));
            match (flat.groups.as_slice(), base) {
                (_, Some(base)) => {
                    let below: Vec<Branch> = base
                        .variants
                        .iter()
                        .filter(|(_, component)| !self.bases.contains_key(component))
                        .filter_map(|(_, component)| self.component_branch(component))
                        .collect();
                    open.extend(below.into_iter().rev());
                }
                ([], None) => leaves.push(branch),
                ([group], None) => {
                    let mut member = Member::of(Ty::ANY);
                    let mut outer = flat.clone();
                    outer.groups.clear();
                    let inner = self.branches(group, &outer, &mut member);
                    if member.nullable {
                        return None;
                    }
                    open.extend(inner.into_iter().rev());
                }
                _ => return None,
            }
        }
        Some(leaves)
    }

    fn component_branch(&self, component: &str) -> Option<Branch> {
        let schema = self.schema(component)?.clone();
        let at = component_at(component);
        let flat = self.flat_of(&schema, &at)?;
        let mut branch = Branch::of_flat(self, flat);
        let reference = oas3::spec::ObjectOrReference::Ref {
            ref_path: format!("#{at}"),
            summary: None,
            description: None,
        };
        branch.schema = Some(std::rc::Rc::new(oas3::spec::Schema::Object(Box::new(
            reference,
        ))));
        branch.component = Some(component.to_owned());
        Some(branch)
    }

    /// The texts that a member may have in a branch; nothing where it may have any.
    fn tags_of(&self, flat: &Flat, name: &str) -> Option<Vec<String>> {
        let prop = flat.props.iter().find(|prop| prop.wire == name)?;
        self.fixed_texts(prop)
    }

    fn fixed_texts(&self, prop: &Prop) -> Option<Vec<String>> {
        // The narrowest of the schemas that hold for the member.
        let lists = prop.schemas.iter().filter_map(|(schema, at)| {
            let flat = self.flat_of(schema, at)?;
            if flat.nullable {
                return None;
            }
            texts(&flat)
        });
        lists.min_by_key(Vec::len)
    }

    fn tagged(
        &mut self,
        tagging: Tagging,
        tagged: &[(String, Branch)],
        group: &Group,
        hint: &str,
    ) -> Made {
        let mut names = Names::new();
        let mut variants: Vec<Variant> = Vec::new();
        let mut known: Vec<(Vec<Branch>, Ty)> = Vec::new();
        let is_same =
            |one: &Branch, other: &Branch| one.at == other.at && one.component == other.component;
        for (index, (value, first)) in tagged.iter().enumerate() {
            if tagged[..index].iter().any(|(earlier, _)| earlier == value) {
                continue;
            }
            let all = tagged.iter().filter(|(tag, _)| tag == value);
            let all: Vec<Branch> = all.map(|(_, branch)| branch.clone()).collect();
            let variant = names.take(&naming::type_name(value));
            let same = |(others, _): &&(Vec<Branch>, Ty)| {
                others.len() == all.len()
                    && others
                        .iter()
                        .zip(&all)
                        .all(|(one, other)| is_same(one, other))
            };
            let shared = tagged
                .iter()
                .filter(|(_, branch)| is_same(branch, first))
                .count()
                > 1;
            let (ty, text) = match known.iter().find(same) {
                Some((_, ty)) => (ty.clone(), None),
                // Told further by something else: one type takes them all.
                None if all.len() > 1 => self.together(&all, group, &format!("{hint}{variant}")),
                None if shared => {
                    let name = first.name(self, "Object");
                    self.branch_type(first, &format!("{hint}{name}"))
                }
                None => self.branch_type(first, &format!("{hint}{variant}")),
            };
            known.push((all, ty.clone()));
            variants.push(Variant {
                tag: (variant != *value).then(|| value.clone()),
                name: variant,
                ty,
                text,
            });
        }
        Made::Body(Body::Union(Union { tagging, variants }))
    }

    fn together(&mut self, branches: &[Branch], group: &Group, hint: &str) -> (Ty, Option<String>) {
        match self.as_one(branches, group, hint) {
            Made::Body(body) => (Ty::Named(self.define(hint, &group.at, body, None)), None),
            Made::Type(ty) => (ty, None),
        }
    }
}

/// The texts that a schema lists.
fn texts(flat: &Flat) -> Option<Vec<String>> {
    let values: Vec<&Json> = match &flat.own.const_value {
        Some(value) => vec![value],
        None => flat.own.enum_values.iter().collect(),
    };
    if values.is_empty() {
        return None;
    }
    let texts = values
        .into_iter()
        .map(|value| value.as_str().map(str::to_owned));
    texts.collect()
}

/// The texts that a member of an object lists in the object's own words.
pub(in crate::import::types) fn own_tags(flat: &Flat, name: &str) -> Option<Vec<String>> {
    let prop = flat.props.iter().find(|prop| prop.wire == name)?;
    let lists = prop.schemas.iter().filter_map(|(schema, _)| {
        let schema = crate::import::types::flat::object(schema)?;
        let flat = Flat {
            own: schema.clone(),
            ..Flat::default()
        };
        texts(&flat)
    });
    let last = lists.fold(None, |_, texts| Some(texts));
    last.filter(|texts: &Vec<String>| texts.len() == 1)
}
