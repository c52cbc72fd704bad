//! The roles of columns. In: headings and the cells below them. Out: a role per column; the words count first, then what
//! the cells are.

use super::Role;
use super::cells::{fit, integer, is_name, is_nothing};
use super::lines::Cell;
use super::words::{likely_role, role};

/// Rows that are looked at to tell what a column holds.
const LOOK: usize = 40;

/// A role for each column of a table with headings.
pub(crate) fn by_headings(headings: &[String], rows: &[Vec<Cell>]) -> Vec<Role> {
    let mut roles: Vec<Option<Role>> = headings
        .iter()
        .map(|heading| role(heading).or_else(|| likely_role(heading)))
        .collect();
    for (index, slot) in roles.iter_mut().enumerate() {
        let unclear =
            slot.is_none() || *slot == Some(Role::Other) && headings[index].trim().is_empty();
        if unclear {
            *slot = by_content(rows, index);
        }
        // `Type` over `query`, `path`, `body`.
        if *slot == Some(Role::Type) && share(rows, index, Role::Location) > 70 {
            *slot = Some(Role::Location);
        }
        if *slot == Some(Role::Location)
            && share(rows, index, Role::Location) < 30
            && share(rows, index, Role::Type) > 70
        {
            *slot = Some(Role::Type);
        }
    }
    let mut roles: Vec<Role> = roles
        .into_iter()
        .map(|role| role.unwrap_or(Role::Other))
        .collect();
    settle(&mut roles, rows);
    roles
}

/// A role for each column of a table without headings, if its first column is made of names or codes.
pub(crate) fn by_cells(rows: &[Vec<Cell>]) -> Option<Vec<Role>> {
    let width = rows.iter().map(Vec::len).max()?;
    let codes = share(rows, 0, Role::Code) == 100
        && filled(rows, 0)
            .all(|text| integer(text).is_some() || text.contains('_') || text.contains('.'));
    let names = filled(rows, 0).all(is_name) && filled(rows, 0).count() > 0;
    if width < 2 || !codes && !names {
        return None;
    }
    let mut roles: Vec<Role> = (0..width)
        .map(|index| by_content(rows, index).unwrap_or(Role::Other))
        .collect();
    let marked = roles
        .iter()
        .skip(1)
        .any(|role| matches!(role, Role::Type | Role::Required | Role::Location));
    roles[0] = if codes && !marked {
        Role::Code
    } else {
        Role::Name
    };
    if roles[0] == Role::Name
        && !marked
        && width == 2
        && !filled(rows, 1).any(super::cells::is_sentence)
    {
        return None;
    }
    settle(&mut roles, rows);
    Some(roles)
}

fn filled(rows: &[Vec<Cell>], column: usize) -> impl Iterator<Item = &str> {
    let cells = rows
        .iter()
        .take(LOOK)
        .filter_map(move |row| row.get(column));
    cells
        .map(|cell| cell.text.as_str())
        .filter(|text| !is_nothing(text))
}

/// Percentage of the filled cells of a column that fit a role without doubt.
pub(crate) fn share(rows: &[Vec<Cell>], column: usize, role: Role) -> usize {
    let all = filled(rows, column).count();
    let fitting = filled(rows, column)
        .filter(|text| fit(text, role) >= 6)
        .count();
    (fitting * 100).checked_div(all).unwrap_or(0)
}

fn by_content(rows: &[Vec<Cell>], column: usize) -> Option<Role> {
    for role in [Role::Required, Role::Location, Role::Type, Role::Method] {
        if share(rows, column, role) >= 70 {
            return Some(role);
        }
    }
    if column == 0 && filled(rows, 0).count() > 0 && filled(rows, 0).all(is_name) {
        return Some(Role::Name);
    }
    let sentences = filled(rows, column)
        .filter(|text| super::cells::is_sentence(text))
        .count();
    (column > 0 && sentences * 2 > filled(rows, column).count()).then_some(Role::Description)
}

/// Each role once, apart from descriptions; what stands in for what.
fn settle(roles: &mut [Role], rows: &[Vec<Cell>]) {
    let has = |roles: &[Role], role: Role| roles.contains(&role);
    let marked = has(roles, Role::Type) || has(roles, Role::Required);
    // `Code` over fields of a form, `Value` beside a name, a status where there is no other code.
    if !has(roles, Role::Name) && marked {
        replace(roles, Role::Code, Role::Name);
        replace(roles, Role::Value, Role::Name);
    }
    let keyed = has(roles, Role::Name) || has(roles, Role::Code);
    if keyed {
        replace(roles, Role::Value, Role::Example);
    }
    if !keyed && !has(roles, Role::Value) && !has(roles, Role::Path) {
        replace(roles, Role::Status, Role::Code);
    }
    // Of several columns of names the one with names of the wire counts; the others explain.
    let names: Vec<usize> = (0..roles.len())
        .filter(|index| roles[*index] == Role::Name)
        .collect();
    if names.len() > 1 {
        let wire = |index: usize| filled(rows, index).filter(|text| is_name(text)).count();
        let best = names
            .iter()
            .copied()
            .rev()
            .max_by_key(|index| wire(*index))
            .unwrap_or(0);
        for index in names {
            if index != best {
                roles[index] = if has(roles, Role::Description) {
                    Role::Other
                } else {
                    Role::Description
                };
            }
        }
    }
    for index in 1..roles.len() {
        let again = roles[..index].contains(&roles[index]);
        if again && roles[index] != Role::Description {
            roles[index] =
                if matches!(roles[index], Role::Message) && !roles.contains(&Role::Description) {
                    Role::Description
                } else {
                    Role::Other
                };
        }
    }
}

fn replace(roles: &mut [Role], from: Role, to: Role) {
    if let Some(role) = roles.iter_mut().find(|role| **role == from) {
        *role = to;
    }
}
