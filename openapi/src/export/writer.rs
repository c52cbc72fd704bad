//! What is made while a document is written: components, and the names that they have.

use std::collections::{BTreeSet, VecDeque};

use serde_yaml::Mapping;
use specwright::model::{Api, Operation, Type, TypeId};

use super::fits::fits;
use super::names::{Instance, Names};
use super::node::{Node, Object};
use super::overlay::KEY;

/// The state of one export.
pub(super) struct Writer<'a> {
    pub(super) api: &'a Api,
    pub(super) names: Names,
    /// Types that no request holds.
    pub(super) only_read: BTreeSet<TypeId>,
    /// Types whose components are still to be made.
    pub(super) queue: VecDeque<(Instance, String)>,
    /// Components made, with their place among all.
    pub(super) schemas: Vec<((usize, usize), String, Object)>,
    /// Names of components that are made or in the queue.
    seen: BTreeSet<String>,
    /// Components made so far, for checking samples.
    pub(super) finished: Mapping,
    /// Components of failures, with their names.
    pub(super) failures: Vec<(Object, String)>,
    /// Components of bodies of successes, by operation, with their names.
    pub(super) successes: Vec<((Object, String), String)>,
    /// Components of responses, with their names.
    pub(super) responses: Vec<(Object, String)>,
    /// Components of examples.
    pub(super) examples: Object,
    /// Security schemes.
    pub(super) schemes: Object,
}

impl<'a> Writer<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self {
            api,
            names: Names::new(api),
            only_read: only_read(api),
            queue: VecDeque::new(),
            schemas: Vec::new(),
            seen: BTreeSet::new(),
            finished: Mapping::new(),
            failures: Vec::new(),
            successes: Vec::new(),
            responses: Vec::new(),
            examples: Object::new(),
            schemes: Object::new(),
        }
    }

    /// Sees to it that there is a component for this type.
    pub(super) fn wanted(&mut self, instance: Instance, name: String) {
        if self.seen.insert(name.clone()) {
            self.queue.push_back((instance, name));
        }
    }

    /// Adds a component of no type, behind all others.
    pub(super) fn beside(&mut self, name: String, schema: Object) {
        let schema = schema.with(KEY, Object::new().with("skip", true));
        self.finished
            .insert(name.as_str().into(), schema.clone().into());
        self.schemas
            .push(((usize::MAX, self.schemas.len()), name, schema));
    }

    /// The components made so far, in the order of the spec. A generic type is described by its first use; the others
    /// are there for other tools.
    pub(super) fn in_order(&mut self) -> Mapping {
        self.schemas.sort_by_key(|(position, _, _)| *position);
        let mut out = Mapping::new();
        let mut last = None;
        for ((index, _), name, schema) in &self.schemas {
            let def = self.api.types.get(*index);
            let marks = match def {
                Some(def) if last != Some(*index) => {
                    Object::new().maybe("name", (def.name != *name).then_some(def.name.as_str()))
                }
                Some(_) => Object::new().with("skip", true),
                None => Object::new(),
            };
            last = Some(*index);
            let schema = schema.clone().filled(KEY, marks);
            out.insert(name.as_str().into(), schema.into());
        }
        self.finished = out.clone();
        out
    }

    /// The components of types that import is to read: names of types, and of components.
    pub(super) fn types(&self) -> Vec<(String, String)> {
        let mut out: Vec<(String, String)> = Vec::new();
        for ((index, _), component, _) in &self.schemas {
            if let Some(def) = self.api.types.get(*index)
                && !out.iter().any(|(name, _)| *name == def.name)
            {
                out.push((def.name.clone(), component.clone()));
            }
        }
        out
    }

    /// Whether a value satisfies a schema, as far as components are made.
    pub(super) fn suits(&self, schema: &Node, value: &Node) -> bool {
        fits(&self.finished, schema, value)
    }
}

/// The types that answers hold and requests do not.
fn only_read(api: &Api) -> BTreeSet<TypeId> {
    let sent = |op: &'_ Operation| -> Vec<TypeId> {
        let types = api.types_within(op.params.iter().map(|param| &param.field.value.ty));
        types.into_iter().filter_map(Type::named).collect()
    };
    let sent: BTreeSet<TypeId> = api.operations.iter().flat_map(sent).collect();
    let all = (0..api.types.len()).map(TypeId);
    all.filter(|id| !sent.contains(id)).collect()
}
