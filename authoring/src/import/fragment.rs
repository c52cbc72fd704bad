//! The fragment as a whole. In: a page. Out: envelope, errors, types and operations, in the order of specs.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use serde_json::Value;

use super::calls::{self, Call};
use super::envelope::Envelope;
use super::members::{Reader, Types};
use super::operations::{Operation, Written};
use super::{Fragment, Options, Parts, errors, samples, server, yaml};
use crate::page::{Page, Remark, Role, Table, TableKind, TypeWord, status};

/// Tables of a page that are written; a page of one API has far fewer.
const MAX_TABLES: usize = 200;

/// Rows of a table that are written.
const MAX_ROWS: usize = 10_000;

/// Remarks that stand at the end of the YAML; all are said on standard error.
const MAX_REMARKS: usize = 200;

pub(super) fn make(page: &Page, options: &Options) -> Fragment {
    let tables: Vec<Table> = page
        .tables
        .iter()
        .take(MAX_TABLES)
        .map(|table| {
            options
                .kind
                .map_or_else(|| table.clone(), |kind| table.as_kind(kind))
        })
        .collect();
    let mut long = None;
    // Names with descriptions are members of something; the author knows of what.
    let tables = tables.into_iter().map(|mut table| {
        if let Some(row) = table.rows.get(MAX_ROWS) {
            long = Some(row.line);
            table.rows.truncate(MAX_ROWS);
        }
        match table.kind {
            TableKind::Names => table.as_kind(TableKind::Fields),
            _ => table,
        }
    });
    let tables: Vec<Table> = tables.collect();
    let mut making = Making::new(page, tables);
    if let Some(line) = long {
        let text = format!("a table has more than {MAX_ROWS} rows; the rest of it was left out");
        making.reader.remarks.push(Remark { line, text });
    }
    if let Some(table) = page.tables.get(MAX_TABLES) {
        let count = page.tables.len();
        let text = format!("the page has {count} tables; the first {MAX_TABLES} were read");
        making.reader.remarks.push(Remark {
            line: table.line,
            text,
        });
    }
    making.take_values();
    making.find_operations();
    making.take_answers();
    let written = making.write_operations();
    let mut parts = Parts {
        errors: making.errors(),
        envelope: making.write_envelope(),
        types: making.write_types(),
        operations: operations(&written, &HashMap::new()),
    };
    let faulty = samples::faulty(&joined(&parts));
    if !faulty.is_empty() {
        parts.operations = operations(&written, &faulty);
        making.reader.remarks.extend(left_out(&written, &faulty));
    }
    let used = making
        .tables
        .iter()
        .filter(|table| table.kind != TableKind::Other)
        .count();
    let mut remarks = making.reader.remarks;
    remarks.sort_by(|one, other| {
        one.line
            .cmp(&other.line)
            .then_with(|| one.text.cmp(&other.text))
    });
    remarks.dedup();
    let made = Fragment {
        remarks,
        tables: used,
        title: page.headings.first().map(|title| title.text.clone()),
        server: making.server,
        ..Fragment::default()
    };
    if used == 0 {
        return made;
    }
    Fragment {
        yaml: whole(options, &made, &parts),
        parts,
        ..made
    }
}

/// The fragment as one text.
fn whole(options: &Options, made: &Fragment, parts: &Parts) -> String {
    let mut out = head(options);
    if let Some(server) = &made.server {
        out.push_str(&yaml::comment(&format!("The page's server: {server}"), 0));
    }
    out.push_str(&joined(parts));
    noted(&mut out, &made.remarks);
    out
}

/// The parts in the order of specs, each below a blank line.
fn joined(parts: &Parts) -> String {
    let Parts {
        envelope,
        errors,
        types,
        operations,
    } = parts;
    let mut out = String::new();
    for part in [envelope, errors, types, operations] {
        if !part.is_empty() {
            out.push('\n');
            out.push_str(part);
        }
    }
    out
}

type Faulty = HashMap<(String, String), String>;

/// `operations:` without the samples that are faulty.
fn operations(written: &[Written], faulty: &Faulty) -> String {
    if written.is_empty() {
        return String::new();
    }
    let mut out = String::from("operations:\n");
    for operation in written {
        out.push_str(&operation.text);
        let key = |name: &str| (operation.name.clone(), name.to_owned());
        let mut kept = operation
            .samples
            .iter()
            .filter(|sample| !faulty.contains_key(&key(&sample.name)))
            .peekable();
        if kept.peek().is_some() {
            out.push_str("    samples:\n");
        }
        kept.for_each(|sample| out.push_str(&sample.yaml));
    }
    out
}

fn left_out(written: &[Written], faulty: &Faulty) -> Vec<Remark> {
    let of = |operation: &Written| -> Vec<Remark> {
        let why = |sample: &samples::Sample| {
            let why = faulty.get(&(operation.name.clone(), sample.name.clone()))?;
            Some(samples::left_out(sample, why))
        };
        operation.samples.iter().filter_map(why).collect()
    };
    written.iter().flat_map(of).collect()
}

fn head(options: &Options) -> String {
    let source = options
        .source
        .as_deref()
        .map_or(String::new(), |source| format!(" of {source}"));
    let text =
        format!("Made from the tables{source}. `text` has the page's words: say them in yours.");
    yaml::comment(&text, 0)
}

/// What was not understood, at the end of the fragment.
fn noted(out: &mut String, remarks: &[Remark]) {
    if remarks.is_empty() {
        return;
    }
    out.push_str("\n# To look at:\n");
    for remark in remarks.iter().take(MAX_REMARKS) {
        let text = format!("line {}: {}", remark.line, remark.text);
        out.push_str(&yaml::comment(&text, 0));
    }
}

pub(super) struct Making<'a> {
    pub(super) page: &'a Page,
    pub(super) tables: Vec<Table>,
    pub(super) calls: Vec<Call>,
    pub(super) server: Option<String>,
    pub(super) reader: Reader,
    /// Operations in the page's order, before they are written.
    pub(super) found: Vec<Operation>,
    /// What tables of endpoints say, by path and method.
    pub(super) listed: HashMap<(String, Option<String>), String>,
    /// JSON that the page shows.
    pub(super) samples: Vec<Value>,
    /// The envelope, and what it was guessed from.
    pub(super) envelope: Option<(Envelope, String)>,
    /// Comments below it.
    pub(super) envelope_notes: String,
    /// Tables of fields that describe whole answers.
    pub(super) whole: HashSet<usize>,
    /// Tables of fields that describe a part of an answer.
    pub(super) parts: HashSet<usize>,
    /// What each answer table gives: the type of the payload.
    pub(super) returns: HashMap<usize, String>,
}

impl<'a> Making<'a> {
    fn new(page: &'a Page, tables: Vec<Table>) -> Self {
        let words = || {
            tables.iter().flat_map(|table| {
                table
                    .rows
                    .iter()
                    .filter_map(|row| table.cell(row, Role::Type))
            })
        };
        let narrow = words().any(|cell| {
            matches!(
                TypeWord::parse(&cell.text),
                Some(TypeWord::Integer { bits: 64, .. })
            )
        });
        let reader = Reader {
            shown: page.shown(),
            narrow,
            named: HashMap::new(),
            elsewhere: HashMap::new(),
            payload: None,
            types: Types::default(),
            remarks: page.remarks.clone(),
        };
        let (calls, server) = server::split(calls::of(page));
        Self {
            page,
            calls,
            server,
            tables,
            reader,
            found: Vec::new(),
            listed: HashMap::new(),
            samples: Vec::new(),
            envelope: None,
            envelope_notes: String::new(),
            whole: HashSet::new(),
            parts: HashSet::new(),
            returns: HashMap::new(),
        }
    }

    pub(super) fn of_kind(&self, kinds: &[TableKind]) -> Vec<usize> {
        (0..self.tables.len())
            .filter(|index| kinds.contains(&self.tables[*index].kind))
            .collect()
    }

    fn errors(&mut self) -> String {
        let mut indexes = self.of_kind(&[TableKind::Errors]);
        self.leave_statuses(&mut indexes);
        let tables: Vec<&Table> = indexes.iter().map(|index| &self.tables[*index]).collect();
        if tables.is_empty() {
            return String::new();
        }
        let rows = errors::write(&tables, &mut self.reader.remarks);
        format!("errors:\n{rows}")
    }

    /// A table of HTTP statuses beside one of codes says nothing about codes.
    fn leave_statuses(&mut self, indexes: &mut Vec<usize>) {
        let status = |index: &usize| {
            let table = &self.tables[*index];
            let mut codes = table
                .rows
                .iter()
                .filter_map(|row| table.cell(row, Role::Code));
            codes.all(|cell| status(&cell.text).is_some())
        };
        let (statuses, codes): (Vec<usize>, Vec<usize>) =
            indexes.iter().partition(|index| status(index));
        if codes.is_empty() {
            return;
        }
        for index in statuses {
            self.reader.remarks.push(Remark {
                line: self.tables[index].line,
                text: "a table of HTTP statuses; it was left out".to_owned(),
            });
        }
        *indexes = codes;
    }

    fn write_envelope(&self) -> String {
        self.envelope
            .as_ref()
            .map_or(String::new(), |(envelope, source)| {
                format!(
                    "envelope:\n{}{}",
                    envelope.write(source),
                    self.envelope_notes
                )
            })
    }

    fn write_types(&self) -> String {
        if self.reader.types.found.is_empty() {
            return String::new();
        }
        let mut out = String::from("types:\n");
        for defined in &self.reader.types.found {
            for comment in &defined.comments {
                out.push_str(&yaml::comment(comment, 2));
            }
            let _ = writeln!(out, "  {}:", defined.name);
            if let Some(text) = &defined.text {
                let _ = writeln!(out, "    text: {}", yaml::text(text));
            }
            let (key, lined_up): (&str, &[&str]) = if defined.is_enum {
                ("enum", &["name"])
            } else {
                ("fields", &["type"])
            };
            if defined.entries.is_empty() {
                let _ = writeln!(out, "    {key}: {{}}");
                continue;
            }
            let _ = writeln!(out, "    {key}:");
            let mut entries = defined.entries.clone();
            if let Some(comment) = yaml::shared_comment(&mut entries) {
                out.push_str(&yaml::comment(&comment, 6));
            }
            out.push_str(&yaml::entries(&entries, 6, lined_up));
        }
        out
    }
}

/// Which table: its title and line.
pub(super) fn said(table: &Table) -> String {
    match &table.title {
        Some(title) => format!("{}, line {}", title.text, table.line),
        None => format!("line {}", table.line),
    }
}
