//! What the rows of a table may be: the parameters of an operation, the members of its answer, the fields of a type, the
//! values of an enum. In: model. Out: names by group.

use std::collections::{BTreeSet, HashMap};

use specwright::model::{Api, ChoiceWire, Operation, Type, TypeId, TypeKind, Value};

use crate::audit::context::Context;
use crate::audit::names;
use crate::audit::shape::{self, Shape};

/// What a group is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GroupKind {
    /// Parameters of an operation.
    Request(usize),
    /// All members of the answer of an operation, however deep.
    Answer(usize),
    /// Fields of a struct.
    Struct(TypeId),
    /// Values of an enum.
    Enum(TypeId),
}

/// A group of names.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) kind: GroupKind,
    pub(crate) is_own: bool,
    /// What each name is.
    pub(crate) names: HashMap<String, Vec<Slot>>,
}

/// What a name of a group is.
#[derive(Clone, Debug)]
pub(crate) enum Slot {
    /// Parameter; the type, where the caller gives it.
    Param,
    /// Member that an envelope names; the payload's type, where it is that.
    Member(Option<Value>),
    /// Field.
    Field(TypeId, usize),
    /// Value.
    Value(TypeId, usize),
}

/// All groups of a spec, those of the document first.
pub(crate) fn all(context: &Context<'_>) -> Vec<Group> {
    let api = context.api;
    let mut groups = Vec::new();
    for index in context.operations() {
        let operation = &api.operations[index];
        let is_own = context.expects_operation(operation);
        let request = request(api, operation);
        groups.push(Group {
            kind: GroupKind::Request(index),
            is_own,
            names: request,
        });
        let mut names = HashMap::new();
        answer(
            api,
            &Shape::answer(operation),
            &mut names,
            &mut BTreeSet::new(),
        );
        groups.push(Group {
            kind: GroupKind::Answer(index),
            is_own,
            names,
        });
    }
    for index in 0..api.types.len() {
        groups.extend(of_type(context, TypeId(index)));
    }
    groups.sort_by_key(|group| !group.is_own);
    groups
}

fn request(api: &Api, operation: &Operation) -> HashMap<String, Vec<Slot>> {
    let given = operation
        .params
        .iter()
        .map(|param| param.field.wire.clone());
    let fixed = operation.fixed.iter().map(|param| param.wire.clone());
    let put = names::puts(api, &operation.auth)
        .into_iter()
        .map(|put| match put {
            specwright::model::Put::Query(name)
            | specwright::model::Put::Header(name)
            | specwright::model::Put::Field(name) => name.clone(),
        });
    let ways = operation
        .auth
        .iter()
        .flat_map(specwright::model::Auth::ways);
    let auth = ways.filter_map(|way| match way {
        specwright::model::Auth::Header { name, .. }
        | specwright::model::Auth::Query { name, .. }
        | specwright::model::Auth::Cookie { name, .. } => Some(name.clone()),
        specwright::model::Auth::Basic { .. } => Some("Authorization".to_owned()),
        _ => None,
    });
    let all = given.chain(fixed).chain(put).chain(auth);
    let mut names: HashMap<String, Vec<Slot>> = all.map(|name| (name, vec![Slot::Param])).collect();
    // Members of objects in the request stand in the same table, one row each.
    for param in &operation.params {
        fields(api, &param.field.value.ty, &mut names, &mut BTreeSet::new());
    }
    names
}

fn answer(
    api: &Api,
    shape: &Shape,
    names: &mut HashMap<String, Vec<Slot>>,
    opened: &mut BTreeSet<TypeId>,
) {
    for (name, member) in &shape.members {
        let slot = Slot::Member(member.values.first().cloned());
        names.entry(name.clone()).or_default().push(slot);
        answer(api, member, names, opened);
    }
    for value in &shape.values {
        fields(api, &value.ty, names, opened);
    }
}

/// The fields that a type leads to, each struct once.
fn fields(
    api: &Api,
    ty: &Type,
    names: &mut HashMap<String, Vec<Slot>>,
    opened: &mut BTreeSet<TypeId>,
) {
    for inner in api.types_within([ty]) {
        let Some(id) = shape::struct_of(api, inner).filter(|id| opened.insert(*id)) else {
            continue;
        };
        if let TypeKind::Struct(shape) = &api.types[id.0].kind {
            for (index, field) in shape.fields.iter().enumerate() {
                let slots = names.entry(field.wire.clone()).or_default();
                slots.push(Slot::Field(id, index));
            }
        }
    }
}

fn of_type(context: &Context<'_>, id: TypeId) -> Option<Group> {
    let def = context.def(id);
    let (kind, names) = match &def.kind {
        TypeKind::Struct(shape) => {
            let fields = shape.fields.iter().enumerate();
            let names =
                fields.map(|(index, field)| (field.wire.clone(), vec![Slot::Field(id, index)]));
            (GroupKind::Struct(id), names.collect())
        }
        TypeKind::Choice(choice) => {
            let values = choice.values.iter().enumerate();
            let names = values.map(|(index, value)| {
                let wire = match &value.wire {
                    ChoiceWire::Text(text) => text.clone(),
                    ChoiceWire::Integer(number) => number.to_string(),
                };
                (wire, vec![Slot::Value(id, index)])
            });
            (GroupKind::Enum(id), names.collect())
        }
        _ => return None,
    };
    Some(Group {
        kind,
        is_own: context.expects(&[&def.source]),
        names,
    })
}
