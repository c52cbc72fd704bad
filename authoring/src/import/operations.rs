//! Operations. In: tables of parameters and endpoints, addresses. Out: `operations:` with calls and parameters.

use std::fmt::Write;

use super::asked::{in_path, path_parameter, place_of, plain_call};
use super::calls::Call;
use super::fragment::{Making, said};
use super::members::Purpose;
use super::rows::text_of;
use super::tree::{self, Node};
use super::{samples, yaml};
use crate::page::{Place, Remark, Role, Table, TableKind, Text};
use heck::ToUpperCamelCase;

/// An operation while it is put together.
#[derive(Debug, Default)]
pub(super) struct Operation {
    pub(super) call: Option<Call>,
    pub(super) tables: Vec<usize>,
    pub(super) returns: Option<String>,
    /// The heading of its section.
    pub(super) title: Option<Text>,
    pub(super) name: String,
    /// Whether the page gave the name.
    pub(super) named: bool,
    /// Lines of its section: from its call or first table to the next operation's.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// An operation as YAML.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) samples: Vec<samples::Sample>,
}

impl Making<'_> {
    /// Whether an operation has its heading on this line.
    pub(super) fn heads_operation(&self, line: usize) -> bool {
        self.found
            .iter()
            .filter_map(|operation| operation.title.as_ref())
            .any(|title| title.line == line)
    }

    /// The operations as YAML, each with its samples apart.
    pub(super) fn write_operations(&mut self) -> Vec<Written> {
        let mut found = std::mem::take(&mut self.found);
        self.match_answers(&mut found);
        let mut written = Vec::new();
        for operation in &found {
            let mut text = String::new();
            let names = self.write_operation(operation, &mut text);
            let section = operation.start..operation.end;
            let envelope = self.envelope.as_ref().map(|(envelope, _)| envelope);
            written.push(Written {
                name: operation.name.clone(),
                text,
                samples: samples::of(self.page, section, &names, envelope),
            });
        }
        self.found = found;
        written
    }

    /// Answers belong to the operation whose section they stand in.
    fn match_answers(&self, found: &mut [Operation]) {
        let mut answers: Vec<usize> = self.returns.keys().copied().collect();
        answers.sort_unstable();
        let whole: Vec<usize> = answers
            .iter()
            .copied()
            .filter(|index| self.whole.contains(index))
            .collect();
        for index in whole.into_iter().chain(answers) {
            if self.parts.contains(&index) {
                continue;
            }
            let line = self.tables[index].line;
            let before = found.partition_point(|operation| operation.start < line);
            // A list of endpoints at the top has no answers of its own.
            let operation = found[..before].iter_mut().next_back();
            if let Some(operation) = operation
                && operation.returns.is_none()
            {
                operation.returns = self.returns.get(&index).cloned();
            }
        }
    }

    /// The name of a type for what the operation gives in whose section a line stands: `SearchBerths` gives
    /// `SearchBerthsResult`.
    pub(super) fn result_name(&self, line: usize) -> String {
        let before = self
            .found
            .partition_point(|operation| operation.start < line);
        match before.checked_sub(1).map(|index| &self.found[index]) {
            Some(operation) if operation.named => {
                format!("{}Result", operation.name.to_upper_camel_case())
            }
            _ => "Answer".to_owned(),
        }
    }

    /// Writes an operation; the names of its parameters are given back.
    fn write_operation(&mut self, operation: &Operation, out: &mut String) -> Vec<String> {
        let call = operation.call.as_ref();
        let path = call.map_or("/", |call| call.path.as_str()).to_owned();
        let (method, guessed) = self.method(call);
        // Parameters with parts of their own want a body.
        let parts = |index: &usize| self.tables[*index].rows.iter().any(|row| row.depth > 0);
        let method = if guessed && operation.tables.iter().any(parts) {
            "POST"
        } else {
            method
        };
        let mark = if operation.named { "" } else { "  # name it" };
        let _ = writeln!(out, "  {}:{mark}", operation.name);
        let title = || {
            operation
                .title
                .as_ref()
                .map(|title| yaml::one_line(&title.text))
        };
        if let Some(text) = self.row_text(call).or_else(title) {
            let _ = writeln!(out, "    text: {}", yaml::text(&text));
        }
        let note = match (call.is_none(), guessed) {
            (true, _) => "  # the page shows no address",
            (_, true) => "  # guessed: the method",
            _ => "",
        };
        let _ = writeln!(out, "    call: {}{note}", plain_call(method, &path));
        let mut params = String::new();
        let names = self.write_params(operation, method, &path, &mut params);
        // JSON holds no files.
        if params.contains("{type: file") || params.contains("{type: list<file>") {
            out.push_str("    body: multipart\n");
        }
        out.push_str(&params);
        if let Some(returns) = &operation.returns {
            let _ = writeln!(out, "    returns: {returns}");
        }
        names
    }

    fn write_params(
        &mut self,
        operation: &Operation,
        method: &str,
        path: &str,
        out: &mut String,
    ) -> Vec<String> {
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
        seen.extend(in_path(path));
        if entries.iter().all(|(_, entries)| entries.is_empty()) {
            return seen;
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
        seen
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
        let found = self.listed.get(&(call.path.clone(), call.method.clone()));
        let found = found.or_else(|| self.listed.get(&(call.path.clone(), None)));
        found.filter(|text| !text.is_empty()).cloned()
    }
}
