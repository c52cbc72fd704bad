//! One-ofs: which of several a value is, and how that is told.
//!
//! In: the branches of a `oneOf` or `anyOf`. Out: the narrowest rendering that loses nothing: one type where the
//! branches are one, an enum where they list values, a one-of by tag, by key, or in an order in which each is told
//! from those behind it; one struct of all members where nothing tells them apart.

mod branch;
mod keys;
mod objects;
mod scalars;
mod tags;

use oas3::spec::{ObjectSchema, Schema, SchemaType, SchemaTypeSet};

use super::Types;
use super::def::{Body, Made, Member, Tagging, Ty, Union, Variant};
use super::enums::{branch_values, joined};
use super::facts::Kind;
use super::flat::{Flat, Group, made, object};
use crate::import::naming::Names;

pub(super) use branch::Branch;
pub(super) use tags::own_tags;

impl Types<'_> {
    /// A schema with branches.
    pub(super) fn one_of(&mut self, flat: &Flat, hint: &str, member: &mut Member) -> Made {
        let (flat, rules) = self.without_conditions(flat);
        member.notes.extend(rules.iter().filter_map(in_words));
        let Some((group, rest)) = flat.groups.split_first() else {
            return self.without_groups(&flat, hint, member);
        };
        for other in rest {
            let said = "a second choice that holds at the same time; only the first one is read";
            self.remarks.not_carried(&other.at, said);
        }
        let mut outer = flat.clone();
        outer.groups.clear();
        outer.own = ObjectSchema {
            required: flat.own.required.clone(),
            format: flat.own.format.clone(),
            ..flat.own.clone()
        };
        let branches = self.branches(group, &outer, member);
        self.told_apart(branches, group, &flat, hint, member)
    }

    fn without_groups(&mut self, flat: &Flat, hint: &str, member: &mut Member) -> Made {
        let kinds = self.kinds_of_flat(flat);
        match kinds.as_slice() {
            [one] => self.of_kind(*one, flat, hint, member),
            _ => Made::Type(Ty::ANY),
        }
    }

    /// Several JSON types at once, as branches of one type each.
    pub(super) fn of_kinds(
        &mut self,
        kinds: &[Kind],
        flat: &Flat,
        hint: &str,
        member: &mut Member,
    ) -> Made {
        let _ = kinds;
        let mut branches = Vec::new();
        for one in &flat.types {
            if *one == SchemaType::Integer && flat.types.contains(&SchemaType::Number) {
                continue;
            }
            let mut part = flat.clone();
            part.types = vec![*one];
            part.own.title = None;
            part.own.description = None;
            part.own.default = None;
            part.own.example = None;
            part.own.examples.clear();
            part.own.extensions = Default::default();
            part.nullable = false;
            branches.push(Branch::of_flat(self, part));
        }
        let group = Group {
            at: flat.at.clone(),
            ..Group::default()
        };
        self.told_apart(branches, &group, flat, hint, member)
    }

    /// Decides what the branches are.
    fn told_apart(
        &mut self,
        branches: Vec<Branch>,
        group: &Group,
        flat: &Flat,
        hint: &str,
        member: &mut Member,
    ) -> Made {
        match branches.as_slice() {
            [] => return Made::Type(Ty::ANY),
            [only] => return self.only_branch(only, hint, member),
            _ => {}
        }
        if let Some(made) = self.one_choice(&branches, flat, member) {
            return made;
        }
        if let Some(discriminator) = &group.discriminator
            && let Some(made) = self.discriminated(&branches, discriminator, group, hint)
        {
            return made;
        }
        if branches
            .iter()
            .any(|branch| branch.kinds.contains(&Kind::Any))
        {
            let said = "any value fits one of the branches, so any value is taken";
            self.remarks.guessed(&group.at, said);
            return Made::Type(Ty::ANY);
        }
        self.by_kind(branches, group, hint, member)
    }

    /// A choice that leaves none.
    fn only_branch(&mut self, branch: &Branch, hint: &str, member: &mut Member) -> Made {
        let (made, inner) = self.read_branch(branch, hint);
        member.nullable |= inner.nullable;
        member.wire = inner.wire;
        member.limits = inner.limits;
        member.text = member.text.take().or(inner.text);
        member.notes.extend(inner.notes);
        member.default = member.default.take().or(inner.default);
        member.example = member.example.take().or(inner.example);
        member.constant = inner.constant;
        member.deprecated |= inner.deprecated;
        made
    }

    /// Branches that list texts or numbers, and perhaps one that takes any: an enum, which takes any too.
    fn one_choice(
        &mut self,
        branches: &[Branch],
        flat: &Flat,
        member: &mut Member,
    ) -> Option<Made> {
        let mut lists = Vec::new();
        let mut named = Vec::new();
        let mut kind = None;
        for branch in branches {
            let [one] = branch.kinds.as_slice() else {
                return None;
            };
            if !matches!(one, Kind::Text | Kind::Number) || kind.is_some_and(|kind| kind != *one) {
                return None;
            }
            kind = Some(*one);
            match branch_values(&branch.flat) {
                Some(values) => {
                    lists.push(values);
                    named.push(branch.component.clone());
                }
                None if branch.is_any_text() => {}
                None => return None,
            }
        }
        if lists.is_empty() {
            return None;
        }
        if let [Some(component)] = named.as_slice() {
            let id = self.components.get(component)?;
            return Some(Made::Type(Ty::Named(*id)));
        }
        Some(self.choice(joined(lists), flat, member))
    }

    /// Branches by the kind of JSON that they are.
    fn by_kind(
        &mut self,
        branches: Vec<Branch>,
        group: &Group,
        hint: &str,
        member: &mut Member,
    ) -> Made {
        let (mixed, plain): (Vec<Branch>, Vec<Branch>) = branches
            .into_iter()
            .partition(|branch| branch.kinds.len() != 1);
        let of = |kind: Kind| -> Vec<Branch> {
            plain
                .iter()
                .filter(|branch| branch.kinds == [kind])
                .cloned()
                .collect()
        };
        let objects = of(Kind::Object);
        let lists = of(Kind::List);
        let only_objects = mixed.is_empty() && objects.len() == plain.len();
        if only_objects {
            return self.objects(objects, group, hint);
        }
        let mut parts: Vec<(String, Ty, Option<String>)> = Vec::new();
        self.truths(&of(Kind::Truth), hint, &mut parts);
        self.numbers(&of(Kind::Number), hint, &mut parts);
        self.texts(&of(Kind::Text), hint, &mut parts);
        let alone = lists.len() == plain.len() && mixed.is_empty();
        if let Some(part) = self.lists(&lists, hint, alone) {
            parts.push(part);
        }
        match objects.as_slice() {
            [] => {}
            [one] => parts.push(self.variant(one, "Object", hint)),
            many => {
                let hint = format!("{hint}Object");
                let ty = match self.objects(many.to_vec(), group, &hint) {
                    Made::Body(body) => Ty::Named(self.define(&hint, &group.at, body, None)),
                    Made::Type(ty) => ty,
                };
                parts.push(("Object".into(), ty, None));
            }
        }
        for branch in &mixed {
            let taken = plain
                .iter()
                .any(|other| branch.kinds.contains(&other.kinds[0]));
            if taken {
                let said = "branches of several kinds that overlap with others; any value is taken";
                self.remarks.guessed(&branch.at, said);
                return Made::Type(Ty::ANY);
            }
            parts.push(self.variant(branch, "Other", hint));
        }
        if mixed.len() > 1 {
            let said = "several branches of several kinds; any value is taken";
            self.remarks.guessed(&group.at, said);
            return Made::Type(Ty::ANY);
        }
        self.in_order(parts, member)
    }

    /// A one-of whose variants are tried in turn.
    fn in_order(&mut self, parts: Vec<(String, Ty, Option<String>)>, member: &mut Member) -> Made {
        let mut names = Names::new();
        let mut variants: Vec<Variant> = Vec::new();
        for (name, ty, text) in parts {
            if variants.iter().any(|known| known.ty == ty) {
                continue;
            }
            variants.push(Variant {
                name: names.take(&name),
                ty,
                tag: None,
                text,
            });
        }
        if let [only] = variants.as_slice() {
            if member.text.is_none() {
                member.text = only.text.clone();
            }
            return Made::Type(only.ty.clone());
        }
        Made::Body(Body::Union(Union {
            tagging: Tagging::Order,
            variants,
        }))
    }

    /// Several lists: one list whose items are any of theirs.
    fn lists(
        &mut self,
        lists: &[Branch],
        hint: &str,
        alone: bool,
    ) -> Option<(String, Ty, Option<String>)> {
        match lists {
            [] => None,
            [one] => Some(self.variant(one, "List", hint)),
            [first, ..] => {
                let items: Vec<Schema> = lists
                    .iter()
                    .map(|branch| match branch.flat.items.first() {
                        Some((items, _)) => items.clone(),
                        None => Schema::Boolean(oas3::spec::BooleanSchema(true)),
                    })
                    .collect();
                let any_of = ObjectSchema {
                    any_of: items,
                    ..ObjectSchema::default()
                };
                let list = ObjectSchema {
                    schema_type: Some(SchemaTypeSet::Single(SchemaType::Array)),
                    items: Some(Box::new(made(any_of))),
                    ..ObjectSchema::default()
                };
                let hint = match alone {
                    true => hint.to_owned(),
                    false => format!("{hint}List"),
                };
                let (ty, text) = self.inner(&(made(list), first.at.clone()), &hint);
                Some(("List".into(), ty, text))
            }
        }
    }

    /// A branch as a variant: its name, its type and what is said of it.
    pub(super) fn variant(
        &mut self,
        branch: &Branch,
        kind: &str,
        hint: &str,
    ) -> (String, Ty, Option<String>) {
        let name = branch.name(self, kind);
        let (ty, text) = self.branch_type(branch, &format!("{hint}{name}"));
        (name, ty, text)
    }
}

/// A rule between members, as a sentence.
fn in_words(rule: &serde_yaml::Value) -> Option<String> {
    let (key, names) = rule.as_mapping()?.iter().next()?;
    let names: Vec<String> = names
        .as_sequence()?
        .iter()
        .filter_map(|name| Some(format!("`{}`", name.as_str()?)))
        .collect();
    let count = match key.as_str()? {
        "exactly_one" => "Exactly one",
        _ => "At least one",
    };
    Some(format!("{count} of {} is there.", names.join(", ")))
}

/// Whether a schema is a one-of and nothing else.
fn is_nest(schema: &Schema) -> Option<&[Schema]> {
    let schema = object(schema)?;
    let branches = match (schema.one_of.as_slice(), schema.any_of.as_slice()) {
        (branches, []) | ([], branches) if !branches.is_empty() => branches,
        _ => return None,
    };
    let bare = ObjectSchema {
        one_of: schema.one_of.clone(),
        any_of: schema.any_of.clone(),
        title: schema.title.clone(),
        description: schema.description.clone(),
        ..ObjectSchema::default()
    };
    (bare == *schema).then_some(branches)
}
