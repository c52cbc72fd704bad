//! Branches that are all objects.

use oas3::spec::{ObjectSchema, Schema};

use super::Branch;
use crate::import::naming::Names;
use crate::import::types::Types;
use crate::import::types::def::{Body, Made, Tagging, Ty, Union, Variant};
use crate::import::types::facts::Kind;
use crate::import::types::flat::{Flat, Group, Prop, made};

impl Types<'_> {
    /// Branches that are objects: told by a tag, by the only key, by members that must be there, or made one.
    pub(super) fn objects(&mut self, branches: Vec<Branch>, group: &Group, hint: &str) -> Made {
        if let [only] = branches.as_slice() {
            let (ty, _) = self.branch_type(only, hint);
            return Made::Type(ty);
        }
        if let Some(made) = self.by_key(&branches, hint) {
            return made;
        }
        if let Some(made) = self.by_constant(&branches, group, hint) {
            return made;
        }
        match self.order(&branches) {
            Some(ordered) => self.objects_in_order(&ordered, hint),
            None => self.as_one(&branches, group, hint),
        }
    }

    fn objects_in_order(&mut self, branches: &[Branch], hint: &str) -> Made {
        let mut names = Names::new();
        let mut variants = Vec::new();
        for branch in branches {
            let kind = match branch.flat.props.is_empty() {
                true => "Map".to_owned(),
                false => self.telling(branch, branches),
            };
            let name = names.take(&branch.name(self, &kind));
            let (ty, text) = self.branch_type(branch, &format!("{hint}{name}"));
            variants.push(Variant {
                name,
                ty,
                tag: None,
                text,
            });
        }
        Made::Body(Body::Union(Union {
            tagging: Tagging::Order,
            variants,
        }))
    }

    /// A name for a branch without one: the member that only it must have.
    fn telling(&self, branch: &Branch, all: &[Branch]) -> String {
        let own = branch.flat.own.required.iter().find(|name| {
            let others = all.iter().filter(|other| other.at != branch.at);
            others
                .into_iter()
                .all(|other| !other.flat.props.iter().any(|prop| prop.wire == **name))
        });
        own.map_or_else(
            || "Object".to_owned(),
            |name| format!("With{}", crate::import::naming::type_name(name)),
        )
    }

    /// An order in which each branch is told from all behind it.
    fn order(&self, branches: &[Branch]) -> Option<Vec<Branch>> {
        let mut left: Vec<&Branch> = branches.iter().collect();
        let mut ordered = Vec::new();
        while left.len() > 1 {
            let next = (0..left.len()).find(|index| {
                let others = left.iter().enumerate().filter(|(other, _)| other != index);
                others
                    .into_iter()
                    .all(|(_, other)| self.is_told(left[*index], other))
            })?;
            ordered.push(left.remove(next).clone());
        }
        ordered.extend(left.into_iter().cloned());
        Some(ordered)
    }

    /// Whether no value of `later` can be read as `first`.
    fn is_told(&self, first: &Branch, later: &Branch) -> bool {
        if !first.flat.groups.is_empty() || !later.flat.groups.is_empty() {
            return false;
        }
        first.flat.own.required.iter().any(|name| {
            let Some(own) = first.flat.props.iter().find(|prop| prop.wire == *name) else {
                return false;
            };
            match later.flat.props.iter().find(|prop| prop.wire == *name) {
                None => true,
                Some(theirs) => {
                    let (mine, theirs) = (self.kinds_of(own), self.kinds_of(theirs));
                    !mine.contains(&Kind::Any)
                        && !theirs.contains(&Kind::Any)
                        && mine.iter().all(|kind| !theirs.contains(kind))
                }
            }
        })
    }

    fn kinds_of(&self, prop: &Prop) -> Vec<Kind> {
        self.joint(&prop.schemas)
            .map(|placed| self.kinds(&placed))
            .unwrap_or_default()
    }

    /// One object with the members of all: nothing is lost, and nothing tells which branch it was.
    pub(super) fn as_one(&mut self, branches: &[Branch], group: &Group, hint: &str) -> Made {
        let components: Option<Vec<String>> = branches
            .iter()
            .map(|branch| branch.component.clone())
            .collect();
        if let Some(known) = components.as_ref().and_then(|names| self.merged.get(names)) {
            return Made::Type(Ty::Named(*known));
        }
        let said = "nothing tells these objects apart: one struct has the members of all of them";
        self.remarks.guessed(&group.at, said);
        let mut flat = Flat {
            at: group.at.clone(),
            types: vec![oas3::spec::SchemaType::Object],
            ..Flat::default()
        };
        for (index, branch) in self.all_of_them(branches).iter().enumerate() {
            add(&mut flat, branch, index == 0);
        }
        let Some(names) = components else {
            return self.structure(&flat, hint);
        };
        // Members may lead back here; the name is known before they are read.
        let itself = self.reading.clone().filter(|(_, name)| name == hint);
        let id = match &itself {
            Some((id, _)) => *id,
            None => self.define(hint, &group.at, Body::Pending, None),
        };
        self.merged.insert(names, id);
        let body = match self.structure(&flat, hint) {
            Made::Body(body) => body,
            Made::Type(ty) => Body::Alias(Box::new(super::Member::of(ty))),
        };
        if itself.is_some() {
            return Made::Body(body);
        }
        self.defs[id.0].body = body;
        Made::Type(Ty::Named(id))
    }

    /// The objects behind branches that are one-ofs themselves.
    fn all_of_them(&self, branches: &[Branch]) -> Vec<Flat> {
        let mut flats = Vec::new();
        for branch in branches {
            let (flat, _) = self.without_conditions(&branch.flat);
            match flat.groups.first() {
                None => flats.push(flat),
                Some(group) => {
                    let mut outer = flat.clone();
                    outer.groups.clear();
                    let mut member = super::Member::of(Ty::ANY);
                    let inner = self.branches(group, &outer, &mut member);
                    flats.extend(inner.into_iter().map(|branch| branch.flat.as_ref().clone()));
                }
            }
        }
        flats
    }
}

/// Adds the members of one more object.
fn add(flat: &mut Flat, other: &Flat, is_first: bool) {
    for prop in &other.props {
        let Some(known) = flat.props.iter_mut().find(|known| known.wire == prop.wire) else {
            flat.props.push(Prop {
                wire: prop.wire.clone(),
                schemas: prop.schemas.clone(),
            });
            continue;
        };
        if known.schemas == prop.schemas {
            continue;
        }
        let (mine, theirs) = (together(&known.schemas), together(&prop.schemas));
        let mut any_of = match super::is_nest(&mine).filter(|_| known.schemas.len() == 1) {
            Some(branches) => branches.to_vec(),
            None => vec![mine],
        };
        if !any_of.contains(&theirs) {
            any_of.push(theirs);
        }
        let at = known
            .schemas
            .first()
            .map(|(_, at)| at.clone())
            .unwrap_or_default();
        let both = ObjectSchema {
            any_of,
            ..ObjectSchema::default()
        };
        known.schemas = vec![(made(both), at)];
    }
    flat.own.required = match is_first {
        true => other.own.required.clone(),
        false => {
            let both = flat
                .own
                .required
                .iter()
                .filter(|name| other.own.required.contains(name));
            both.cloned().collect()
        }
    };
    match (&flat.additional, &other.additional) {
        (_, None) if other.props.is_empty() => {
            let anything = Schema::Boolean(oas3::spec::BooleanSchema(true));
            flat.additional = Some((anything, other.at.clone()));
        }
        (None | Some((Schema::Boolean(_), _)), Some(more)) => flat.additional = Some(more.clone()),
        _ => {}
    }
}

fn together(schemas: &[(Schema, crate::import::pointer::Pointer)]) -> Schema {
    match schemas {
        [(one, _)] => one.clone(),
        many => made(ObjectSchema {
            all_of: many.iter().map(|(schema, _)| schema.clone()).collect(),
            ..ObjectSchema::default()
        }),
    }
}
