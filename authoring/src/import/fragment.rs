//! The fragment as a whole. In: a page. Out: envelope, errors, types and operations, in the order of specs.

use std::collections::HashMap;
use std::fmt::Write;

use super::calls::{self, Call};
use super::members::{Reader, Types};
use super::{Fragment, Options, errors, yaml};
use crate::page::{Page, Remark, Role, Table, TableKind, TypeWord};

/// Tables of a page that are written; a page of one API has far fewer.
const MAX_TABLES: usize = 200;

/// Rows of a table that are written.
const MAX_ROWS: usize = 10_000;

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
    making.take_answers();
    let operations = making.operations();
    let errors = making.errors();
    let mut out = String::new();
    making.head(options, &mut out);
    making.write_envelope(&mut out);
    if !errors.is_empty() {
        let _ = write!(out, "errors:\n{errors}\n");
    }
    making.write_types(&mut out);
    out.push_str(&operations);
    let mut remarks = making.reader.remarks;
    remarks.sort_by(|one, other| {
        one.line
            .cmp(&other.line)
            .then_with(|| one.text.cmp(&other.text))
    });
    remarks.dedup();
    let used = making
        .tables
        .iter()
        .filter(|table| table.kind != TableKind::Other)
        .count();
    if used == 0 {
        return Fragment {
            yaml: String::new(),
            remarks,
            tables: 0,
        };
    }
    noted(&mut out, &remarks);
    Fragment {
        yaml: format!("{}\n", out.trim_end()),
        remarks,
        tables: used,
    }
}

/// What was not understood, at the end of the fragment.
fn noted(out: &mut String, remarks: &[Remark]) {
    while out.ends_with('\n') {
        out.pop();
    }
    out.push('\n');
    if !remarks.is_empty() {
        out.push_str("\n# To look at:\n");
        for remark in remarks.iter().take(200) {
            out.push_str(&yaml::comment(
                &format!("line {}: {}", remark.line, remark.text),
                0,
            ));
        }
    }
}

pub(super) struct Making<'a> {
    pub(super) page: &'a Page,
    pub(super) tables: Vec<Table>,
    pub(super) calls: Vec<Call>,
    pub(super) reader: Reader,
    pub(super) envelope: String,
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
            types: Types::default(),
            remarks: page.remarks.clone(),
        };
        Self {
            page,
            calls: calls::of(page),
            tables,
            reader,
            envelope: String::new(),
            returns: HashMap::new(),
        }
    }

    pub(super) fn of_kind(&self, kinds: &[TableKind]) -> Vec<usize> {
        (0..self.tables.len())
            .filter(|index| kinds.contains(&self.tables[*index].kind))
            .collect()
    }

    fn head(&self, options: &Options, out: &mut String) {
        let source = options
            .source
            .as_deref()
            .map_or(String::new(), |source| format!(" of {source}"));
        out.push_str(&yaml::comment(
            &format!(
                "Made from the tables{source}. `text` has the page's words: say them in yours."
            ),
            0,
        ));
        out.push('\n');
    }

    fn errors(&mut self) -> String {
        let indexes = self.of_kind(&[TableKind::Errors]);
        let tables: Vec<&Table> = indexes.iter().map(|index| &self.tables[*index]).collect();
        if tables.is_empty() {
            String::new()
        } else {
            errors::write(&tables, &mut self.reader.remarks)
        }
    }

    fn write_envelope(&self, out: &mut String) {
        if !self.envelope.is_empty() {
            let _ = write!(out, "envelope:\n{}\n", self.envelope);
        }
    }

    fn write_types(&self, out: &mut String) {
        if self.reader.types.found.is_empty() {
            return;
        }
        out.push_str("types:\n");
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
        out.push('\n');
    }
}

/// Which table: its title and line.
pub(super) fn said(table: &Table) -> String {
    match &table.title {
        Some(title) => format!("{}, line {}", title.text, table.line),
        None => format!("line {}", table.line),
    }
}
