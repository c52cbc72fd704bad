//! Rows that hold rows. In: a table. Out: its members as trees.

use crate::page::{Role, Table};

/// A member and what it holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    /// Its row; `None` where only its members have rows.
    pub(crate) row: Option<usize>,
    pub(crate) children: Vec<Node>,
    /// Whether the page writes it as a list: `a[].b`, `a.N.b`.
    pub(crate) list: bool,
}

/// The members at the top of a table.
pub(crate) fn of(table: &Table) -> Vec<Node> {
    let mut top: Vec<Node> = Vec::new();
    for (index, path) in table.paths().into_iter().enumerate() {
        let written = table
            .cell(&table.rows[index], Role::Name)
            .map_or("", |cell| cell.text.as_str());
        // A dotted name is a path only where the page shows what holds it, or counts it.
        let counted = written.contains(".N") || written.contains("[]") || written.contains(".n.");
        let parts: Vec<String> = match path.as_slice() {
            [] => continue,
            [one] if counted && one.contains('.') => one.split('.').map(str::to_owned).collect(),
            path => path.to_vec(),
        };
        insert(&mut top, &parts, index, counted);
    }
    top
}

fn insert(level: &mut Vec<Node>, path: &[String], row: usize, list: bool) {
    let Some((first, rest)) = path.split_first() else {
        return;
    };
    // The nearest of this name: a page may describe two objects with the same members.
    let known = level.iter().rposition(|node| node.name == *first);
    let index = match known {
        Some(index) if !rest.is_empty() => index,
        _ => {
            level.push(Node {
                name: first.clone(),
                row: None,
                children: Vec::new(),
                list: false,
            });
            level.len() - 1
        }
    };
    let node = &mut level[index];
    if rest.is_empty() {
        node.row = Some(row);
    } else {
        node.list |= list;
        insert(&mut node.children, rest, row, list);
    }
}
