//! Codes of a page against the error table. In: codes of tables, samples, sentences. Out: findings.

use specwright::model::{Api, Class, CodePattern, ErrorRow};
use specwright::places;

use crate::audit::context::Context;
use crate::audit::evidence::template;
use crate::audit::finding::{Kind, Problem};
use crate::audit::ledger::{Ledger, finding};
use crate::audit::names;
use crate::page::{self, Role, Row, Table, TableKind, Text};

/// A code of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Code {
    Integer(i64),
    Range(i64, i64),
    Text(String),
}

/// Compares tables of codes and ranges in sentences.
pub(crate) fn compare(context: &Context<'_>, ledger: &mut Ledger) {
    let tables = context.page.tables.iter();
    let errors = tables.filter(|table| table.kind == TableKind::Errors);
    for table in errors.filter(|table| !is_of_statuses(context.api, table)) {
        for row in &table.rows {
            of_row(context, ledger, table, row);
        }
    }
    for range in &context.evidence.ranges {
        meet(
            context,
            ledger,
            &Code::Range(range.from, range.to),
            range.line,
        );
    }
}

/// Whether a table explains HTTP statuses: its codes are nothing else, and those of the spec are others.
fn is_of_statuses(api: &Api, table: &Table) -> bool {
    let is_status = |code: i64| (100..600).contains(&code);
    let cells = table.rows.iter().filter_map(|row| code_cell(table, row));
    let codes: Vec<Code> = cells.filter_map(|cell| read(&cell.text)).collect();
    let all = codes.iter().all(|code| match code {
        Code::Integer(code) => is_status(*code),
        // `4xx`.
        Code::Text(text) => {
            let class = text.to_lowercase();
            class.len() == 3
                && class.ends_with("xx")
                && class.starts_with(['1', '2', '3', '4', '5'])
        }
        Code::Range(..) => false,
    });
    let own = api.errors.iter().any(|row| match &row.code {
        CodePattern::Integer(code) => is_status(*code),
        CodePattern::Text(text) => text.parse().is_ok_and(is_status),
        CodePattern::Range(from, to) => *from < 600 && *to >= 100,
    });
    let mut envelopes = api.operations.iter().flat_map(|one| &one.envelopes);
    let by_status = envelopes.any(|one| one.code.as_deref().is_some_and(|at| at.starts_with('(')));
    all && !codes.is_empty() && !own && !by_status && !api.errors.is_empty()
}

fn code_cell<'r>(table: &Table, row: &'r Row) -> Option<&'r Text> {
    let code = table.cell(row, Role::Code);
    code.or_else(|| table.cell(row, Role::Name))
}

fn of_row(context: &Context<'_>, ledger: &mut Ledger, table: &Table, row: &Row) {
    let Some(cell) = code_cell(table, row) else {
        return;
    };
    let Some(code) = read(&cell.text) else { return };
    for index in meet(context, ledger, &code, cell.line) {
        let own = &context.api.errors[index];
        status(ledger, own, table, row);
        message(ledger, own, table, row);
    }
}

fn read(text: &str) -> Option<Code> {
    let text = text.trim().trim_matches(['`', '"', '*']);
    let range = page::range(text).map(|(from, to)| Code::Range(from, to));
    let integer = || page::integer(text).map(Code::Integer);
    let is_code = |c: char| c.is_ascii_alphanumeric() || "._-:/".contains(c);
    let word = || {
        let fits = !text.is_empty() && text.chars().all(is_code);
        fits.then(|| Code::Text(text.to_owned()))
    };
    range.or_else(integer).or_else(word)
}

/// A code that a sample has. One that the spec's success rule names needs no row, unless the page `tells` what it means.
pub(crate) fn of_sample(
    context: &Context<'_>,
    ledger: &mut Ledger,
    text: &str,
    line: usize,
    tells: bool,
) {
    let Some(code) = read(text) else { return };
    let known = rows(context.api, &code);
    if known.is_empty() && !tells && is_success(context.api, text) {
        return;
    }
    meet(context, ledger, &code, line);
}

fn is_success(api: &Api, code: &str) -> bool {
    let mut envelopes = api.operations.iter().flat_map(|one| &one.envelopes);
    envelopes.any(|envelope| {
        let conditions = envelope.success.iter().flat_map(|one| &one.equals);
        let mut own = conditions.filter(|(path, _)| Some(path) == envelope.code.as_ref());
        own.any(|(_, value)| names::plain(value) == code)
    })
}

/// The rows of a code, marked as met; a finding where there is none.
fn meet(context: &Context<'_>, ledger: &mut Ledger, code: &Code, line: usize) -> Vec<usize> {
    let known = rows(context.api, code);
    ledger.met.rows.extend(&known);
    if known.is_empty() {
        let name = match code {
            Code::Integer(number) => number.to_string(),
            Code::Range(from, to) => format!("{from}..{to}"),
            Code::Text(text) => text.clone(),
        };
        let message = format!("code `{name}` is not in the spec");
        let new = finding(Kind::Code, Problem::NotInSpec, &name, Some(line), message);
        ledger.add(new.at(context.section("errors")));
    }
    known
}

fn rows(api: &Api, code: &Code) -> Vec<usize> {
    let exact = |row: &ErrorRow| match (&row.code, code) {
        (CodePattern::Integer(own), Code::Integer(code)) => own == code,
        (CodePattern::Text(own), Code::Text(code)) => own == code,
        (CodePattern::Text(own), Code::Integer(code)) => *own == code.to_string(),
        (CodePattern::Range(a, b), Code::Range(from, to)) => a == from && b == to,
        _ => false,
    };
    let within = |row: &ErrorRow| match (&row.code, code) {
        (CodePattern::Range(from, to), Code::Integer(code)) => (from..=to).contains(&code),
        _ => false,
    };
    let all = |is: &dyn Fn(&ErrorRow) -> bool| -> Vec<usize> {
        let rows = api.errors.iter().enumerate();
        rows.filter(|(_, row)| is(row))
            .map(|(index, _)| index)
            .collect()
    };
    let found = all(&exact);
    if found.is_empty() {
        all(&within)
    } else {
        found
    }
}

fn status(ledger: &mut Ledger, own: &ErrorRow, table: &Table, row: &Row) {
    let Some(cell) = table.cell(row, Role::Status) else {
        return;
    };
    let Some(written) = page::status(&cell.text).filter(|status| own.status != Some(*status))
    else {
        return;
    };
    if own.class == Class::Success && own.status.is_none() && (200..300).contains(&written) {
        // Success has such a status anyway.
        return;
    }
    let key = &own.key;
    let message = match own.status {
        Some(status) => format!(
            "code `{key}` has HTTP status {written} in the document and {status} in the spec"
        ),
        None => {
            format!("code `{key}` has HTTP status {written} in the document and none in the spec")
        }
    };
    let new = finding(Kind::Code, Problem::Differs, key, Some(cell.line), message);
    ledger.add(new.of("status").at(places::error_row(own).key("status")));
}

fn message(ledger: &mut Ledger, own: &ErrorRow, table: &Table, row: &Row) {
    let Some(cell) = table.cell(row, Role::Message) else {
        return;
    };
    let own_messages = &own.messages;
    let mut same = own_messages
        .iter()
        .map(|one| template::meets(one, &cell.text));
    if own_messages.is_empty() || same.any(|same| same) {
        return;
    }
    let key = &own.key;
    let text = format!("the message of code `{key}` is another in the spec");
    let new = finding(Kind::Code, Problem::Differs, key, Some(cell.line), text);
    ledger.add(new.of("message").at(places::error_row(own).key("message")));
}
