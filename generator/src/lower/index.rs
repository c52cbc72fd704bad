//! The types of an API by name: what a type expression needs to know before any type is lowered.
//!
//! In: the `types` of a spec. Out: ids, kinds, and, once `aliases` has run, what each alias stands for.

use std::collections::HashMap;

use super::entries::Entry;
use super::numbers;
use crate::diag::Place;
use crate::model::{Limits, TypeId, Value};
use crate::spec::TypeDef;

/// What a definition says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Struct,
    TextChoice,
    IntegerChoice,
    Union,
    Alias,
    /// None of them, or several; reported when the type is lowered.
    Bad,
}

/// A definition.
#[derive(Debug)]
pub(super) struct Def<'a> {
    pub(super) entry: Entry<'a, TypeDef>,
    pub(super) kind: Kind,
}

/// All definitions; a [`TypeId`] is an index into them.
#[derive(Debug)]
pub(super) struct Types<'a> {
    pub(super) defs: Vec<Def<'a>>,
    by_name: HashMap<&'a str, TypeId>,
    aliases: Vec<Option<Value>>,
    alias_limits: Vec<Limits>,
}

impl<'a> Types<'a> {
    pub(super) fn new(entries: Vec<Entry<'a, TypeDef>>) -> Self {
        let by_name = entries
            .iter()
            .enumerate()
            .map(|(index, entry)| (entry.key, TypeId(index)))
            .collect();
        let defs: Vec<_> = entries
            .into_iter()
            .map(|entry| Def {
                kind: kind(entry.value),
                entry,
            })
            .collect();
        let aliases = vec![None; defs.len()];
        let alias_limits = vec![Limits::default(); defs.len()];
        Self {
            defs,
            by_name,
            aliases,
            alias_limits,
        }
    }

    pub(super) fn find(&self, name: &str) -> Option<TypeId> {
        self.by_name.get(name).copied()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.defs.iter().map(|def| def.entry.key)
    }

    pub(super) fn name(&self, id: TypeId) -> &'a str {
        self.defs.get(id.0).map_or("", |def| def.entry.key)
    }

    pub(super) fn kind(&self, id: TypeId) -> Kind {
        self.defs.get(id.0).map_or(Kind::Bad, |def| def.kind)
    }

    /// Where the name of a type is defined.
    pub(super) fn place(&self, id: TypeId) -> Option<Place> {
        let def = self.defs.get(id.0)?;
        Some(def.entry.place.clone().of_key())
    }

    /// How many type arguments a type takes.
    pub(super) fn arity(&self, id: TypeId) -> usize {
        self.defs
            .get(id.0)
            .filter(|def| def.kind == Kind::Struct)
            .map_or(0, |def| def.entry.value.generic.len())
    }

    /// What an alias stands for, once known.
    pub(super) fn alias(&self, id: TypeId) -> Option<&Value> {
        self.aliases.get(id.0)?.as_ref()
    }

    /// The limits of an alias, once known.
    pub(super) fn alias_limits(&self, id: TypeId) -> Option<&Limits> {
        self.alias_limits.get(id.0)
    }

    pub(super) fn set_alias_limits(&mut self, id: TypeId, limits: Limits) {
        if let Some(slot) = self.alias_limits.get_mut(id.0) {
            *slot = limits;
        }
    }

    pub(super) fn set_alias(&mut self, id: TypeId, value: Value) {
        if let Some(slot) = self.aliases.get_mut(id.0) {
            *slot = Some(value);
        }
    }
}

/// The keys of which a type has exactly one, where it has them.
pub(super) fn kind_keys(def: &TypeDef) -> Vec<&'static str> {
    let keys = [
        ("fields", def.fields.is_some()),
        ("enum", def.values.is_some()),
        ("one_of", def.one_of.is_some()),
        ("type", def.alias.is_some()),
    ];
    keys.iter()
        .filter(|(_, given)| *given)
        .map(|(key, _)| *key)
        .collect()
}

fn kind(def: &TypeDef) -> Kind {
    match kind_keys(def).as_slice() {
        ["fields"] => Kind::Struct,
        ["one_of"] => Kind::Union,
        ["type"] => Kind::Alias,
        ["enum"] => match &def.values {
            Some(values)
                if values
                    .iter()
                    .all(|(key, _)| numbers::integer(key).is_some()) =>
            {
                Kind::IntegerChoice
            }
            _ => Kind::TextChoice,
        },
        _ => Kind::Bad,
    }
}
