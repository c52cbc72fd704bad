//! Rows of tables and what of a group they are. In: tables, groups. Out: names with the names above them, and their slots.

use std::collections::HashSet;

use specwright::model::{Type, TypeId, TypeKind};

use super::groups::{Group, GroupKind, Slot};
use crate::audit::context::Context;
use crate::audit::names::{self, Known};
use crate::audit::shape;
use crate::page::{Role, Row, Table};

/// A row with a name that can be one of the wire.
pub(crate) struct Named<'t> {
    pub(crate) row: &'t Row,
    /// As the page has it, without signs of lists.
    pub(crate) name: String,
    /// The names that lead to it, itself last.
    pub(crate) path: Vec<String>,
    pub(crate) line: usize,
}

/// What of a group a row is.
pub(crate) enum Place {
    /// These.
    In(Vec<Slot>),
    /// A member that this struct lacks.
    Lacks(TypeId),
    /// A member of something that is missing itself.
    Below,
    /// Nothing.
    Nothing,
}

impl Named<'_> {
    /// The name as a member of its object has it.
    pub(crate) fn last(&self) -> &str {
        self.path.last().map_or(&self.name, String::as_str)
    }

    /// The name that a group knows it by.
    pub(crate) fn wire(&self, group: &Group) -> &str {
        match group.names.contains_key(&self.name) {
            true => &self.name,
            false => self.last(),
        }
    }
}

/// The rows of a table that have names.
pub(crate) fn all<'t>(hosts: &HashSet<&str>, table: &'t Table) -> Vec<Named<'t>> {
    let rows = table.rows.iter().zip(table.paths());
    rows.filter_map(|(row, path)| named(hosts, table, row, &path))
        .collect()
}

/// The name of a row. Rows of hosts and paths explain an address, not a parameter.
fn named<'t>(
    hosts: &HashSet<&str>,
    table: &Table,
    row: &'t Row,
    path: &[String],
) -> Option<Named<'t>> {
    let cell = table
        .cell(row, Role::Name)
        .or_else(|| table.cell(row, Role::Value))?;
    let text = cell
        .text
        .trim()
        .trim_start_matches(['└', '├', '─', '>', '»', '-', '+', '*', ' ', '`', '"', '.']);
    let text = without_lists(text);
    let end = text.find(|c: char| c.is_whitespace() || "(（[`\"*:：,".contains(c));
    let name = &text[..end.unwrap_or(text.len())];
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_-.$@".contains(c);
    if name.is_empty() || !name.chars().all(is_name) || hosts.contains(name) {
        return None;
    }
    let split = |text: &str| -> Vec<String> {
        let parts = text.split('.').filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let (own, whole) = (split(name), split(&path.join(".")));
    let path = if whole.ends_with(&own) { whole } else { own };
    Some(Named {
        row,
        name: name.to_owned(),
        path,
        line: cell.line,
    })
}

/// `items[].sku` and `items[0].sku` as `items.sku`.
fn without_lists(text: &str) -> String {
    let (mut found, mut rest) = (String::new(), text);
    while let Some((before, inside)) = rest.split_once('[') {
        let Some((_, after)) = inside.split_once(']').filter(|(_, after)| {
            let goes_on = after.starts_with(['.', '[']);
            goes_on || after.is_empty()
        }) else {
            break;
        };
        found.push_str(before);
        rest = after;
    }
    found + rest
}

/// How many rows a group has.
pub(crate) fn hits(group: &Group, rows: &[Named<'_>]) -> usize {
    rows.iter().filter(|row| flat(group, row).is_some()).count()
}

/// The slots of a name, or of the last part of a path of names, wherever in the group it is.
fn flat<'g>(group: &'g Group, row: &Named<'_>) -> Option<&'g Vec<Slot>> {
    let last = || group.names.get(row.last());
    group.names.get(&row.name).or_else(last)
}

/// What of a group a row is: by the names above it where these lead to a struct.
pub(crate) fn place(
    context: &Context<'_>,
    group: &Group,
    row: &Named<'_>,
    rows: &[Named<'_>],
) -> Place {
    let simple = || match flat(group, row) {
        Some(slots) => Place::In(slots.clone()),
        None => Place::Nothing,
    };
    let Some((last, above)) = row.path.split_last().filter(|(_, above)| !above.is_empty()) else {
        return simple();
    };
    if row.name.contains('.') && group.names.contains_key(&row.name) {
        return simple();
    }
    let mut at: Vec<TypeId> = Vec::new();
    for name in above {
        let types = match at.is_empty() {
            true => of_group(context, group, name),
            false => of_structs(context, &at, name),
        };
        if types.is_empty() && !at.is_empty() {
            // The member above is missing, or is no struct.
            at.clear();
            break;
        }
        at = types;
    }
    let mut fields = Vec::new();
    for id in &at {
        if let TypeKind::Struct(shape) = &context.def(*id).kind {
            if shape.extra.is_some() {
                return simple();
            }
            let index = shape.fields.iter().position(|field| field.wire == *last);
            fields.extend(index.map(|index| Slot::Field(*id, index)));
        }
    }
    match (fields.is_empty(), at.first()) {
        (false, _) => Place::In(fields),
        (true, Some(id)) => Place::Lacks(*id),
        (true, None) if is_below(group, row, rows) => Place::Below,
        (true, None) => simple(),
    }
}

/// Whether a row above this one is in the table and not in the group, so that it is the one to tell of.
fn is_below(group: &Group, row: &Named<'_>, rows: &[Named<'_>]) -> bool {
    flat(group, row).is_none()
        && rows.iter().any(|one| {
            let above = one.path.len() < row.path.len() && row.path.starts_with(&one.path);
            above && flat(group, one).is_none()
        })
}

fn of_group(context: &Context<'_>, group: &Group, name: &str) -> Vec<TypeId> {
    let slots = group.names.get(name).into_iter().flatten();
    let types = slots.filter_map(|slot| match slot {
        Slot::Param => {
            let GroupKind::Request(index) = group.kind else {
                return None;
            };
            match names::param(context.api, &context.api.operations[index], name)? {
                Known::Given(param) => shape::struct_of(context.api, &param.field.value.ty),
                _ => None,
            }
        }
        Slot::Member(value) => shape::struct_of(context.api, &value.as_ref()?.ty),
        Slot::Field(id, index) => field_type(context, *id, *index),
        Slot::Value(..) => None,
    });
    types.collect()
}

fn of_structs(context: &Context<'_>, ids: &[TypeId], name: &str) -> Vec<TypeId> {
    let types = ids.iter().filter_map(|id| {
        let TypeKind::Struct(shape) = &context.def(*id).kind else {
            return None;
        };
        let index = shape.fields.iter().position(|field| field.wire == name)?;
        field_type(context, *id, index)
    });
    types.collect()
}

fn field_type(context: &Context<'_>, id: TypeId, index: usize) -> Option<TypeId> {
    let TypeKind::Struct(shape) = &context.def(id).kind else {
        return None;
    };
    let ty: &Type = &shape.fields.get(index)?.value.ty;
    shape::struct_of(context.api, ty)
}
