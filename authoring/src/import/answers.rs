//! Answers. In: tables of fields and of values. Out: types, the envelope, and what each table of fields returns.

use super::fragment::{Making, said};
use super::members::{Defined, Purpose};
use super::tree::{self, Node};
use super::{envelope, naming, samples, titles, values, yaml};
use crate::page::{Role, TableKind, TypeWord, integer};

impl Making<'_> {
    /// Tables of values become enums.
    pub(super) fn take_values(&mut self) {
        for index in self.of_kind(&[TableKind::Values]) {
            let table = &self.tables[index];
            let found = values::of(table);
            let title = table.title.as_ref().map_or("", |title| title.text.as_str());
            // The heading of the values often names the member: `errcode 的合法值`.
            let name = naming::type_of(title).unwrap_or_else(|| "Value".to_owned());
            let name = naming::fresh(name, &mut self.reader.types.taken);
            let mut defined = values::defined(&name, &found);
            defined.comments.push(said(table));
            let integers = found
                .iter()
                .filter(|(value, _)| integer(value).is_some())
                .count();
            if integers > 0 && integers < found.len() {
                defined.comments.push(
                    "some values are integers and some are text; an enum has one of both"
                        .to_owned(),
                );
            }
            self.reader.types.found.push(defined);
        }
    }

    /// Tables of fields: the answer with its envelope, and types.
    pub(super) fn take_answers(&mut self) {
        self.samples = samples::values(self.page).collect();
        let fields = self.of_kind(&[TableKind::Fields]);
        // The first whose fields tell success from failure describes the whole answer.
        let whole: Vec<usize> = fields
            .iter()
            .copied()
            .filter(|index| self.envelope_of(*index).is_some())
            .collect();
        self.whole = whole.iter().copied().collect();
        for index in fields
            .iter()
            .copied()
            .filter(|index| !whole.contains(index))
        {
            self.name_type(index);
        }
        for index in &whole {
            self.take_whole(*index);
        }
        if self.envelope.is_none() {
            self.envelope = envelope::by_samples(&self.samples).map(|found| {
                let source = "the names of the members that samples show".to_owned();
                (found, source)
            });
        }
        for index in fields
            .iter()
            .copied()
            .filter(|index| !whole.contains(index))
        {
            self.take_type(index);
        }
    }

    pub(super) fn envelope_of(&self, index: usize) -> Option<envelope::Envelope> {
        let table = &self.tables[index];
        let word = |node: &Node| {
            table
                .cell(&table.rows[node.row?], Role::Type)
                .and_then(|cell| TypeWord::parse(&cell.text))
        };
        let example = |node: &Node| {
            let cell = table.cell(&table.rows[node.row?], Role::Example)?;
            Some(cell.text.clone())
        };
        envelope::guess(&tree::of(table), &word, &example, &self.reader.shown)
    }

    /// Gives a type that is described apart its name, and notes which member holds it.
    fn name_type(&mut self, index: usize) {
        let table = &self.tables[index];
        let title = table.title.as_ref().map_or("", |title| title.text.as_str());
        let nodes = tree::of(table);
        let shown = |holder: &str| {
            nodes
                .iter()
                .filter(|node| self.reader.shown.holds(holder, &node.name))
                .count()
        };
        let members = self.tables.iter().flat_map(|table| {
            table
                .rows
                .iter()
                .filter_map(|row| table.cell(row, Role::Name))
        });
        let holder = members
            .map(|cell| cell.text.clone())
            .find(|name| shown(name) * 2 > nodes.len());
        let own = Some(title)
            .filter(|title| !titles::is_general(title) && !self.is_of_operation(index))
            .and_then(naming::type_of);
        let part = own.is_some() || holder.is_some();
        let name = own
            .or_else(|| {
                holder
                    .as_deref()
                    .map(|name| naming::member_type(name, true))
            })
            .unwrap_or_else(|| self.result_name(self.tables[index].line));
        if part {
            self.parts.insert(index);
        }
        let name = naming::fresh(name, &mut self.reader.types.taken);
        self.reader
            .named
            .insert(title.trim().to_owned(), name.clone());
        if let Some(first) = title
            .split_whitespace()
            .next()
            .filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
        {
            self.reader
                .named
                .entry(first.to_owned())
                .or_insert_with(|| name.clone());
        }
        if let Some(holder) = holder {
            self.reader
                .elsewhere
                .entry(holder)
                .or_insert_with(|| name.clone());
        }
        self.returns.insert(index, name);
    }

    /// Whether the title of a table is the heading of the operation that it stands below.
    fn is_of_operation(&self, index: usize) -> bool {
        let title = self.tables[index].title.as_ref();
        title.is_some_and(|title| self.heads_operation(title.line))
    }

    fn take_type(&mut self, index: usize) {
        let Some(name) = self.returns.get(&index).cloned() else {
            return;
        };
        let table = self.tables[index].clone();
        let slot = self.reader.types.found.len();
        self.reader.types.found.push(Defined {
            name,
            comments: vec![said(&table)],
            ..Defined::default()
        });
        let entries = self
            .reader
            .entries(&table, &tree::of(&table), Purpose::default(), true);
        self.reader.types.found[slot].entries = entries;
    }

    /// The answer as a whole: what the envelope takes is no part of the payload.
    fn take_whole(&mut self, index: usize) {
        let Some(envelope) = self.envelope_of(index) else {
            return;
        };
        let table = self.tables[index].clone();
        let nodes = tree::of(&table);
        if self.envelope.is_none() {
            let source = format!("the names of the fields, line {}", table.line);
            self.envelope = Some((envelope.clone(), source));
        }
        let (inner, beside): (Vec<Node>, Vec<Node>) = nodes
            .into_iter()
            .partition(|node| Some(&node.name) == envelope.payload.as_ref());
        let beside: Vec<Node> = beside
            .into_iter()
            .filter(|node| !envelope.takes(&node.name))
            .collect();
        if let Some(payload) = inner.first() {
            self.reader.payload = Some(self.result_name(table.line));
            let entry = self.reader.entries(
                &table,
                std::slice::from_ref(payload),
                Purpose::default(),
                true,
            );
            let returns = entry
                .first()
                .and_then(|entry| entry.get("type"))
                .unwrap_or("any")
                .to_owned();
            self.returns.insert(index, returns);
            for node in beside {
                let line = node.row.map_or(table.line, |row| table.rows[row].line);
                let text = format!(
                    "Beside the payload, and read by nobody: {} (line {line})",
                    node.name
                );
                self.envelope_notes.push_str(&yaml::comment(&text, 4));
            }
        } else if !beside.is_empty() {
            let name = naming::fresh(self.result_name(table.line), &mut self.reader.types.taken);
            let slot = self.reader.types.found.len();
            self.reader.types.found.push(Defined {
                name: name.clone(),
                comments: vec![said(&table)],
                ..Defined::default()
            });
            let entries = self
                .reader
                .entries(&table, &beside, Purpose::default(), true);
            self.reader.types.found[slot].entries = entries;
            self.returns.insert(index, name);
        }
    }
}
