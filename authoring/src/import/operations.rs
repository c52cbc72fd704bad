//! Operations. In: tables of parameters and endpoints, addresses. Out: `operations:` with calls and parameters.

use std::fmt::Write;

use super::asked::{action, in_path, path_parameter, place_of, plain_call};
use super::calls::Call;
use super::fragment::{Making, said};
use super::members::Purpose;
use super::rows::text_of;
use super::tree::{self, Node};
use super::{naming, yaml};
use crate::page::{Place, Remark, Role, Table, TableKind};

/// An operation while it is put together.
#[derive(Debug, Default)]
struct Operation {
    call: Option<Call>,
    tables: Vec<usize>,
    returns: Option<String>,
}

impl Making<'_> {
    /// Operations: a call, the tables of parameters that belong to it, what it returns.
    pub(super) fn operations(&mut self) -> String {
        let mut found: Vec<Operation> = Vec::new();
        for index in self.of_kind(&[TableKind::Parameters]) {
            let call = self.call_for(self.tables[index].line);
            let same = |operation: &Operation| {
                operation
                    .call
                    .as_ref()
                    .map(|call| (&call.method, &call.path))
                    == call.as_ref().map(|call| (&call.method, &call.path))
            };
            match found.iter_mut().rev().find(|operation| same(operation)) {
                Some(operation) => operation.tables.push(index),
                None => found.push(Operation {
                    call,
                    tables: vec![index],
                    returns: None,
                }),
            }
        }
        for table in self
            .tables
            .iter()
            .filter(|table| table.kind == TableKind::Endpoints)
        {
            for row in &table.rows {
                let line = table
                    .cell(row, Role::Path)
                    .map_or(row.line, |cell| cell.line);
                let call = self.calls.iter().find(|call| call.line == line).cloned();
                match call {
                    Some(call)
                        if found.iter().all(|known| {
                            known.call.as_ref().is_none_or(|known| {
                                known.path != call.path || known.method != call.method
                            })
                        }) =>
                    {
                        found.push(Operation {
                            call: Some(call),
                            ..Operation::default()
                        });
                    }
                    Some(_) => {}
                    None => self.reader.remarks.push(Remark {
                        line,
                        text: "an address that is no path; the row was left out".to_owned(),
                    }),
                }
            }
        }
        self.match_answers(&mut found);
        if found.is_empty() {
            return String::new();
        }
        found.sort_by_key(|operation| {
            operation.tables.first().map_or(
                operation.call.as_ref().map_or(0, |call| call.line),
                |index| self.tables[*index].line,
            )
        });
        let mut out = String::from("operations:\n");
        let mut taken = naming::Taken::default();
        for operation in &found {
            self.write_operation(operation, &mut taken, &mut out);
        }
        out
    }

    /// Answers belong to the operation whose parameters stand nearest before them.
    fn match_answers(&self, found: &mut [Operation]) {
        let mut answers: Vec<usize> = self.returns.keys().copied().collect();
        answers.sort_unstable();
        let whole: Vec<usize> = answers
            .iter()
            .copied()
            .filter(|index| self.envelope_of(*index).is_some())
            .collect();
        for index in whole.into_iter().chain(answers) {
            let line = self.tables[index].line;
            let before = found.iter_mut().rev().find(|operation| {
                operation
                    .tables
                    .first()
                    .is_some_and(|first| self.tables[*first].line < line)
            });
            if let Some(operation) = before
                && operation.returns.is_none()
            {
                operation.returns = self.returns.get(&index).cloned();
            }
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

    fn write_operation(
        &mut self,
        operation: &Operation,
        taken: &mut naming::Taken,
        out: &mut String,
    ) {
        let call = operation.call.as_ref();
        let action = operation
            .tables
            .iter()
            .find_map(|index| action(&self.tables[*index]));
        let path = call.map_or("/", |call| call.path.as_str()).to_owned();
        let (method, guessed) = self.method(call);
        // Parameters with parts of their own want a body.
        let parts = |index: &usize| self.tables[*index].rows.iter().any(|row| row.depth > 0);
        let method = if guessed && operation.tables.iter().any(parts) {
            "POST"
        } else {
            method
        };
        let name = naming::operation(
            action.as_deref(),
            call.map(|call| call.path.as_str()),
            call.and_then(|call| call.method.as_deref()),
        );
        let named = name.is_some();
        let name = naming::fresh(name.unwrap_or_else(|| "operation".to_owned()), taken);
        let _ = writeln!(out, "  {name}:{}", if named { "" } else { "  # name it" });
        if let Some(text) = self.row_text(call) {
            let _ = writeln!(out, "    text: {}", yaml::text(&text));
        }
        let note = match (call.is_none(), guessed) {
            (true, _) => "  # the page shows no address",
            (_, true) => "  # guessed: the method",
            _ => "",
        };
        let _ = writeln!(out, "    call: {}{note}", plain_call(method, &path));
        self.write_params(operation, method, &path, out);
        if let Some(returns) = &operation.returns {
            let _ = writeln!(out, "    returns: {returns}");
        }
    }

    fn write_params(&mut self, operation: &Operation, method: &str, path: &str, out: &mut String) {
        let usual = if matches!(method, "POST" | "PUT" | "PATCH") {
            Place::Body
        } else {
            Place::Query
        };
        let query = operation
            .call
            .as_ref()
            .map_or(Vec::new(), |call| call.query.clone());
        let mut entries: Vec<(Option<String>, Vec<yaml::Entry>)> = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for index in &operation.tables {
            let table = self.tables[*index].clone();
            let title = table.title.as_ref().map_or("", |title| title.text.as_str());
            let nodes = self.own(&table, tree::of(&table), operation.call.as_ref());
            let purpose = Purpose {
                request: true,
                place: place_of(title),
                usual: Some(usual),
                path,
                query: &query,
            };
            let mut found = self.reader.entries(&table, &nodes, purpose, true);
            found.retain(|entry| {
                let again = seen.contains(&entry.key);
                if again {
                    self.reader.remarks.push(Remark {
                        line: table.line,
                        text: format!("`{}` is a parameter of an earlier table already", entry.key),
                    });
                }
                !again
            });
            seen.extend(found.iter().map(|entry| entry.key.clone()));
            let label = (operation.tables.len() > 1).then(|| said(&table));
            entries.push((label, found));
        }
        let missing = in_path(path)
            .into_iter()
            .filter(|name| !seen.contains(name));
        let missing: Vec<yaml::Entry> = missing.map(|name| path_parameter(&name)).collect();
        if !missing.is_empty() {
            entries.insert(0, (None, missing));
        }
        if entries.iter().all(|(_, entries)| entries.is_empty()) {
            return;
        }
        out.push_str("    params:\n");
        for (label, mut entries) in entries {
            if let Some(label) = label {
                out.push_str(&yaml::comment(&label, 6));
            }
            if let Some(comment) = yaml::shared_comment(&mut entries) {
                out.push_str(&yaml::comment(&comment, 6));
            }
            out.push_str(&yaml::entries(&entries, 6, &["type"]));
        }
    }

    /// Rows that are parameters: not the parts of the address that some pages list with them.
    fn own(&mut self, table: &Table, nodes: Vec<Node>, call: Option<&Call>) -> Vec<Node> {
        let path = call.map_or("", |call| call.path.trim_matches('/'));
        let host = call
            .and_then(|call| call.host.as_deref())
            .unwrap_or_default();
        let mut kept = Vec::new();
        for node in nodes {
            let whole_host = host.split("://").nth(1) == Some(node.name.as_str());
            let address = node.name.trim_matches('/') == path && !path.is_empty() || whole_host;
            let odd = node.name.contains('/') || node.name.contains("://");
            if address || odd {
                let row = node.row.map(|row| &table.rows[row]);
                let text = row.map_or(String::new(), |row| text_of(table, row));
                self.reader.remarks.push(Remark {
                    line: row.map_or(table.line, |row| row.line),
                    text: format!(
                        "`{}` is a part of the address, not a parameter: {text}",
                        node.name
                    ),
                });
            } else {
                kept.push(node);
            }
        }
        kept
    }

    /// The method of a call, and whether it is guessed.
    fn method<'c>(&self, call: Option<&'c Call>) -> (&'c str, bool) {
        if let Some(method) = call.and_then(|call| call.method.as_deref()) {
            return (method, false);
        }
        let texts = || {
            self.page
                .prose
                .iter()
                .chain(&self.page.headings)
                .chain(&self.page.samples)
                .map(|text| text.text.as_str())
        };
        let says = |word: &str| {
            texts().any(|text| {
                text.split(|c: char| !c.is_ascii_alphabetic())
                    .any(|part| part == word)
            })
        };
        let get = says("GET");
        // Fields beside parameters of the query are those of a body.
        let bodied = call.is_some_and(|call| !call.query.is_empty())
            && self.tables.iter().any(|table| {
                table.kind == TableKind::Parameters
                    && call.is_some_and(|call| {
                        table.rows.iter().all(|row| {
                            table
                                .cell(row, Role::Name)
                                .is_some_and(|cell| !call.query.contains(&cell.text))
                        })
                    })
            });
        (
            if !get && (says("POST") || bodied) {
                "POST"
            } else {
                "GET"
            },
            true,
        )
    }

    /// What a table of endpoints says about a call.
    fn row_text(&self, call: Option<&Call>) -> Option<String> {
        let call = call?;
        for table in self
            .tables
            .iter()
            .filter(|table| table.kind == TableKind::Endpoints)
        {
            for row in &table.rows {
                if table
                    .cell(row, Role::Path)
                    .is_some_and(|cell| cell.line == call.line)
                {
                    let mut text = text_of(table, row);
                    if text.is_empty() {
                        text = table
                            .cell(row, Role::Name)
                            .map_or(String::new(), |cell| yaml::one_line(&cell.text));
                    }
                    return Some(text).filter(|text| !text.is_empty());
                }
            }
        }
        None
    }
}
