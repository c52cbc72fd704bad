//! Tables of names against groups of names. In: tables. Out: findings: rows that the spec lacks, and rows of which it says
//! something else.

use std::collections::HashSet;

use specwright::model::{Param, Presence, TypeId, TypeKind, Value};
use specwright::{Place, places};

use super::groups::{self, Group, GroupKind, Slot};
use super::rows::{self, Named};
use super::samples::field_place;
use super::{Led, Near, codes, described};
use crate::audit::context::Context;
use crate::audit::evidence::pattern::Pattern;
use crate::audit::evidence::prose;
use crate::audit::finding::{Finding, Kind, Problem};
use crate::audit::ledger::{Ledger, finding};
use crate::audit::names::{self, Known};
use crate::audit::wire;
use crate::page::{self, Need, Role, Table, TableKind, TypeWord};

/// Compares all tables of names.
pub(crate) fn compare(context: &Context<'_>, near: &Near<'_>, ledger: &mut Ledger) {
    let groups = groups::all(context);
    let addresses = context.evidence.addresses.iter();
    let hosts: HashSet<&str> = addresses.filter_map(|one| one.host.as_deref()).collect();
    for table in &context.page.tables {
        if !matches!(table.kind, TableKind::Errors | TableKind::Endpoints) {
            let rows = rows::all(&hosts, table);
            one(context, near, ledger, &groups, table, &rows);
        }
    }
}

fn one(
    context: &Context<'_>,
    near: &Near<'_>,
    ledger: &mut Ledger,
    groups: &[Group],
    table: &Table,
    rows: &[Named<'_>],
) {
    let count = rows.len();
    let weighed: Vec<(&Group, usize)> = groups
        .iter()
        .map(|group| (group, rows::hits(group, rows)))
        .collect();
    let fits = |kind: fn(&GroupKind) -> bool| {
        let of_kind = weighed.iter().filter(|(group, _)| kind(&group.kind));
        // The first of equals: those of the document stand before the others, those near before those far.
        of_kind.copied().reduce(|best, one| {
            if better(near, table, one, best) {
                one
            } else {
                best
            }
        })
    };
    let request = fits(|kind| matches!(kind, GroupKind::Request(_))).filter(|(_, hits)| *hits > 0);
    let answer = fits(|kind| matches!(kind, GroupKind::Answer(_))).filter(|(_, hits)| *hits > 0);
    let main = match (table.kind, request, answer) {
        (TableKind::Parameters, Some(request), _) => Some(request),
        (_, Some(request), Some(answer)) if request.1 > answer.1 => Some(request),
        (_, request, answer) => answer.or(request),
    };
    let of_struct = fits(|kind| matches!(kind, GroupKind::Struct(_)));
    let of_enum = fits(|kind| matches!(kind, GroupKind::Enum(_)));
    let about = [of_struct, of_enum]
        .into_iter()
        .flatten()
        .map(|(group, _)| group);
    let about: Vec<&Group> = about.filter(|group| is_about(group, rows)).collect();
    let best = main.map_or(0, |(_, hits)| hits);
    if best == 0 && about.is_empty() {
        let place = near.place(context, table.line);
        return unknown(near, ledger, table, rows, place);
    }
    let elsewhere = near.any_missing() && best * 2 < count;
    let by_chance = table.kind == TableKind::Names && best * 3 < count;
    let in_types = !about.is_empty() && best < count;
    if let Some((group, _)) = main.filter(|_| !elsewhere && !by_chance) {
        rows.iter()
            .for_each(|row| of_group(context, ledger, group, (table, rows), row, in_types));
    }
    for group in about {
        rows.iter()
            .for_each(|row| of_group(context, ledger, group, (table, rows), row, false));
    }
}

fn better(near: &Near<'_>, table: &Table, one: (&Group, usize), best: (&Group, usize)) -> bool {
    let is_near = |group: &Group| match (group.kind, near.before(table.line)) {
        (GroupKind::Request(index) | GroupKind::Answer(index), Led::To(operations)) => {
            operations.contains(&index)
        }
        _ => false,
    };
    let rank = |(group, hits): (&Group, usize)| (hits, group.is_own, is_near(group));
    rank(one) > rank(best)
}

/// Whether a table lists the members of a type: nearly all its rows are some, and most of them are rows.
fn is_about(group: &Group, rows: &[Named<'_>]) -> bool {
    let hits = rows::hits(group, rows);
    let strangers = rows.len() - hits;
    hits >= 2
        && strangers <= (rows.len() / 5).max(1)
        && hits * 5 >= group.names.len() * 4
        && hits * 5 >= rows.len() * 3
}

/// A table of which the spec knows no row.
fn unknown(near: &Near<'_>, ledger: &mut Ledger, table: &Table, rows: &[Named<'_>], place: Place) {
    let kind = match table.kind {
        TableKind::Parameters => Kind::Parameter,
        TableKind::Fields => Kind::Field,
        TableKind::Values => Kind::Value,
        _ => return,
    };
    let roles = [Role::Type, Role::Required, Role::Optional, Role::Location];
    let of_members = table.columns.iter().any(|one| roles.contains(&one.role));
    if kind == Kind::Field && !of_members {
        // Names with remarks: a glossary, prices.
        return;
    }
    if near.any_missing() {
        // The operation that they belong to is reported.
        return;
    }
    for row in rows {
        let message = format!("{} `{}` is not in the spec", kind.name(), row.name);
        let new = finding(kind, Problem::NotInSpec, &row.name, Some(row.line), message);
        ledger.add(new.at(place.clone()));
    }
}

fn of_group(
    context: &Context<'_>,
    ledger: &mut Ledger,
    group: &Group,
    (table, rows): (&Table, &[Named<'_>]),
    row: &Named<'_>,
    in_types: bool,
) {
    let slots = match rows::place(context, group, row, rows) {
        rows::Place::In(slots) => slots,
        rows::Place::Below => return,
        rows::Place::Lacks(id) => return ledger.add(lacking(context, id, row)),
        // What a type of the same table lacks, its answer lacks by that.
        rows::Place::Nothing => {
            if !in_types && !context.tells_member(&row.name) {
                ledger.add(missing(context, group, row));
            }
            return;
        }
    };
    for slot in &slots {
        match slot {
            Slot::Param => {
                if let GroupKind::Request(index) = group.kind {
                    let wire = row.wire(group).to_owned();
                    ledger.met.params.insert((index, wire));
                    param(context, ledger, index, table, row);
                }
            }
            Slot::Field(id, index) => {
                ledger.met.fields.insert((*id, *index));
                ledger.met.structs.insert(*id);
                if let (1, TypeKind::Struct(shape)) = (slots.len(), &context.def(*id).kind) {
                    described::choices(context, ledger, table, row, &shape.fields[*index].value);
                    let owner = &context.def(*id).name;
                    let place = field_place(context, *id, *index);
                    let new = ty(context, table, row, &shape.fields[*index].value);
                    new.into_iter()
                        .for_each(|new| ledger.add(new.of(owner).at(place.clone())));
                }
            }
            Slot::Value(id, index) => {
                ledger.met.values.insert((*id, *index));
            }
            Slot::Member(value) => member(context, ledger, group, table, row, value.as_ref()),
        }
    }
}

/// A member that an envelope names: its description may tell what a code means.
fn member(
    context: &Context<'_>,
    ledger: &mut Ledger,
    group: &Group,
    table: &Table,
    row: &Named<'_>,
    value: Option<&Value>,
) {
    let mut envelopes = context.api.operations.iter().flat_map(|one| &one.envelopes);
    let is_code = envelopes.any(|one| one.code.as_deref() == Some(&row.name));
    if let Some(cell) = table.cell(row.row, Role::Description).filter(|_| is_code) {
        for code in prose::explained(&cell.text) {
            codes::of_sample(context, ledger, &code.to_string(), cell.line, true);
        }
    }
    if let (Some(value), GroupKind::Answer(index)) = (value, group.kind) {
        let place = context.envelope_place(index);
        let new = ty(context, table, row, value);
        new.into_iter()
            .for_each(|new| ledger.add(new.at(place.clone())));
    }
}

/// A member that a struct lacks.
fn lacking(context: &Context<'_>, id: TypeId, row: &Named<'_>) -> Finding {
    let (name, def) = (row.last(), context.def(id));
    let message = format!("field `{name}` of `{}` is not in the spec", def.name);
    let line = Some(row.line);
    let new = finding(Kind::Field, Problem::NotInSpec, name, line, message);
    let place = places::type_def(def).key("fields").of_key();
    new.of(&def.name).at(place)
}

fn missing(context: &Context<'_>, group: &Group, row: &Named<'_>) -> Finding {
    let (name, line) = (&row.name, Some(row.line));
    let not_in_spec =
        |kind: Kind, message: String| finding(kind, Problem::NotInSpec, row.last(), line, message);
    match group.kind {
        GroupKind::Request(index) => {
            let operation = &context.api.operations[index].name;
            let message = format!("parameter `{name}` of `{operation}` is not in the spec");
            let new = not_in_spec(Kind::Parameter, message);
            new.of(operation).at(context.params_place(index))
        }
        GroupKind::Answer(index) => {
            let operation = &context.api.operations[index].name;
            let message = format!("`{name}` in the answer of `{operation}` is not in the spec");
            not_in_spec(Kind::Field, message).at(context.envelope_place(index))
        }
        GroupKind::Struct(id) => lacking(context, id, row),
        GroupKind::Enum(id) => {
            let def = context.def(id);
            let message = format!("value `{name}` of `{}` is not in the spec", def.name);
            let place = places::type_def(def).key("enum").of_key();
            not_in_spec(Kind::Value, message).of(&def.name).at(place)
        }
    }
}

fn param(context: &Context<'_>, ledger: &mut Ledger, index: usize, table: &Table, row: &Named<'_>) {
    let operation = &context.api.operations[index];
    match names::param(context.api, operation, &row.name) {
        Some(Known::Given(param)) => {
            let place = places::param(context.api, operation, param);
            described::choices(context, ledger, table, row, &param.field.value);
            described::default(context, ledger, table, row, index, param);
            if let Some(new) = required(table, row, param) {
                ledger.add(new.of(&operation.name).at(place.clone().of_key()));
            }
            if let Some(new) = ty(context, table, row, &param.field.value) {
                ledger.add(new.of(&operation.name).at(place.of_key()));
            }
        }
        Some(Known::Fixed(param)) => {
            described::constant(context, ledger, table, row, index, param);
        }
        _ => {}
    }
}

/// Whether document and spec agree that a parameter must be given.
fn required(table: &Table, row: &Named<'_>, param: &Param) -> Option<Finding> {
    let cell = table.cell(row.row, Role::Required)?;
    let own = matches!(
        param.field.presence,
        Presence::Required | Presence::RequiredNullable
    );
    let (written, spec) = match (page::need(&cell.text)?, own) {
        (Need::Always, false) => ("required", "optional"),
        (Need::Never, true) => ("optional", "required"),
        _ => return None,
    };
    let name = &row.name;
    let message = format!("`{name}` is {written} in the document and {spec} in the spec");
    Some(finding(
        Kind::Parameter,
        Problem::Differs,
        name,
        Some(cell.line),
        message,
    ))
}

/// Whether document and spec agree on a type.
fn ty(context: &Context<'_>, table: &Table, row: &Named<'_>, own: &Value) -> Option<Finding> {
    let cell = table.cell(row.row, Role::Type)?;
    let word = TypeWord::parse(&cell.text)?;
    if Pattern::new(&cell.text).has_hole() || wire::fits_word(context.api, own, &word) {
        return None;
    }
    let looks = wire::looks(context.api, own)?;
    let looks: Vec<&str> = looks.iter().map(|look| look.name()).collect();
    let (name, written) = (&row.name, cell.text.trim());
    let message = format!(
        "`{name}` is `{written}` in the document, and {} in the spec",
        looks.join(" or ")
    );
    Some(finding(
        Kind::Field,
        Problem::Differs,
        name,
        Some(cell.line),
        message,
    ))
}
