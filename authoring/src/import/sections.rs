//! Which operations a page has. In: tables of parameters and endpoints, calls, headings. Out: operations with their
//! tables, sections and names, in the page's order.

use std::collections::HashMap;

use super::asked::action;
use super::calls::Call;
use super::fragment::Making;
use super::operations::Operation;
use super::rows::text_of;
use super::{naming, titles, yaml};
use crate::page::{Remark, Role, Row, Table, TableKind};

/// Whether two calls are the same operation's.
fn same_route(one: Option<&Call>, other: Option<&Call>) -> bool {
    one.map(|call| (&call.method, &call.path)) == other.map(|call| (&call.method, &call.path))
}

/// Methods of the operations that are there, by path.
#[derive(Debug, Default)]
struct Known(HashMap<String, Vec<Option<String>>>);

impl Known {
    fn of(found: &[Operation]) -> Self {
        let mut known = Self::default();
        for call in found.iter().filter_map(|operation| operation.call.as_ref()) {
            known
                .0
                .entry(call.path.clone())
                .or_default()
                .push(call.method.clone());
        }
        known
    }

    /// Adds an operation that is not there yet; a call without a method is that of any.
    fn add(&mut self, call: &Call, found: &mut Vec<Operation>) {
        let methods = self.0.entry(call.path.clone()).or_default();
        let same = |method: &Option<String>| {
            *method == call.method || method.is_none() || call.method.is_none()
        };
        if !methods.iter().any(same) {
            methods.push(call.method.clone());
            found.push(Operation {
                call: Some(call.clone()),
                ..Operation::default()
            });
        }
    }
}

/// What a row of a table of endpoints says about its call.
fn said_of_call(table: &Table, row: &Row) -> String {
    let text = text_of(table, row);
    let name = || {
        table
            .cell(row, Role::Name)
            .map(|cell| yaml::one_line(&cell.text))
    };
    match text.is_empty() {
        true => name().unwrap_or_default(),
        false => text,
    }
}

impl Making<'_> {
    /// Operations: a call, the tables of parameters that belong to it. Those of the list of endpoints come where their
    /// own section is.
    pub(super) fn find_operations(&mut self) {
        let mut found: Vec<Operation> = Vec::new();
        for index in self.of_kind(&[TableKind::Parameters]) {
            if self.is_common(index) {
                continue;
            }
            let call = self.call_for(self.tables[index].line);
            let known = found
                .iter_mut()
                .rev()
                .find(|operation| same_route(operation.call.as_ref(), call.as_ref()));
            match known {
                Some(operation) => operation.tables.push(index),
                None => found.push(Operation {
                    call,
                    tables: vec![index],
                    ..Operation::default()
                }),
            }
        }
        let mut known = Known::of(&found);
        self.add_listed(&mut found, &mut known);
        self.add_alone(&mut found, &mut known);
        let begins = |operation: &Operation| {
            let table = operation
                .tables
                .first()
                .map(|index| self.tables[*index].line);
            let call = operation.call.as_ref().map(|call| call.line);
            match (table, call) {
                (Some(table), Some(call)) => call.min(table),
                (table, call) => table.or(call).unwrap_or(0),
            }
        };
        found.sort_by_cached_key(begins);
        let starts: Vec<usize> = found.iter().map(begins).collect();
        for (index, operation) in found.iter_mut().enumerate() {
            let before = index.checked_sub(1).map_or(0, |index| starts[index]);
            operation.title = titles::of(&self.page.headings, before, starts[index]);
            operation.start = starts[index];
            operation.end = starts.get(index + 1).copied().unwrap_or(usize::MAX);
        }
        self.name_operations(&mut found);
        self.found = found;
    }

    /// Parameters of every operation are told, not written: what they are is the author's to say once.
    fn is_common(&mut self, index: usize) -> bool {
        let table = &self.tables[index];
        let title = table.title.as_ref().map_or("", |title| title.text.as_str());
        if !titles::is_common(title) || self.calls.is_empty() {
            return false;
        }
        let names: Vec<&str> = table
            .rows
            .iter()
            .take(20)
            .filter_map(|row| table.cell(row, Role::Name))
            .map(|cell| cell.text.as_str())
            .collect();
        let text = format!(
            "`{title}` are of every operation ({}); they belong under `common` or `auth`",
            names.join(", ")
        );
        self.reader.remarks.push(Remark {
            line: table.line,
            text,
        });
        true
    }

    /// Rows of tables of endpoints; what they say is kept by path.
    fn add_listed(&mut self, found: &mut Vec<Operation>, known: &mut Known) {
        let mut lines: HashMap<usize, &Call> = HashMap::new();
        for call in &self.calls {
            lines.entry(call.line).or_insert(call);
        }
        let listed = self
            .tables
            .iter()
            .filter(|table| table.kind == TableKind::Endpoints);
        for table in listed {
            for row in &table.rows {
                let Some(cell) = table.cell(row, Role::Path) else {
                    continue;
                };
                match lines.get(&cell.line) {
                    Some(call) => {
                        let says = said_of_call(table, row);
                        let key = (call.path.clone(), call.method.clone());
                        self.listed.entry(key).or_insert(says);
                        known.add(call, found);
                    }
                    // A whole address that is no operation is that of the server.
                    None if cell.text.contains("://") => {}
                    None => self.reader.remarks.push(Remark {
                        line: cell.line,
                        text: "an address that is no path; the row was left out".to_owned(),
                    }),
                }
            }
        }
    }

    /// Methods and paths that stand alone on their lines: operations without parameters.
    fn add_alone(&self, found: &mut Vec<Operation>, known: &mut Known) {
        let alone = |call: &&Call| call.alone && call.method.is_some();
        for call in self.calls.iter().filter(alone) {
            // `POST / HTTP/1.1` begins a message of any operation.
            let named = |part: &str| !part.is_empty() && !part.starts_with('{');
            let bare = !call.path.split('/').any(named) && !found.is_empty();
            if !bare {
                known.add(call, found);
            }
        }
    }

    /// Names: the action that a parameter names, else the words of the heading, else the path.
    fn name_operations(&self, found: &mut [Operation]) {
        let headings = &self.page.headings;
        let titled: Vec<Option<String>> = (0..found.len())
            .map(|index| {
                let before = index.checked_sub(1).map_or(0, |index| found[index].start);
                // What only a list names has no section, and no heading of its own.
                let listed = found[index].tables.is_empty()
                    && found[index].call.as_ref().is_some_and(|call| {
                        let key = (call.path.clone(), call.method.clone());
                        self.listed.contains_key(&key)
                    });
                (!listed)
                    .then(|| titles::named(headings, before, found[index].start))
                    .flatten()
            })
            .collect();
        let mut taken = naming::Taken::default();
        for (index, operation) in found.iter_mut().enumerate() {
            let call = operation.call.as_ref();
            let action = operation
                .tables
                .iter()
                .find_map(|index| action(&self.tables[*index]));
            let own = titled[index].as_ref().filter(|name| {
                titled
                    .iter()
                    .filter(|other| other.as_ref() == Some(name))
                    .count()
                    == 1
            });
            let path = || {
                naming::operation(
                    call.map(|call| call.path.as_str()),
                    call.and_then(|call| call.method.as_deref()),
                )
            };
            let name = action
                .as_deref()
                .and_then(naming::action)
                .or_else(|| own.cloned())
                .or_else(path);
            operation.named = name.is_some();
            operation.name =
                naming::fresh(name.unwrap_or_else(|| "operation".to_owned()), &mut taken);
        }
    }

    /// The call that a table belongs to: the nearest before it, else the first after it.
    fn call_for(&self, line: usize) -> Option<Call> {
        let full = |call: &&Call| call.path != "/" || call.host.is_some();
        let before = self
            .calls
            .iter()
            .filter(full)
            .rfind(|call| call.line < line);
        let mut call = before.or_else(|| self.calls.iter().find(full)).cloned()?;
        // An address and its method often stand on lines of their own.
        if call.method.is_none() {
            call.method = self
                .calls
                .iter()
                .find(|other| other.path == call.path && other.method.is_some())
                .and_then(|other| other.method.clone());
        }
        Some(call)
    }
}
