//! The error table of an API, by HTTP status. In: rows and envelopes. Out: responses with a table and named examples.

use specwright::model::{Class, CodePattern, ErrorRow, Operation};
use specwright::words;

use super::envelope::{code_path, example, fails_with_200, may_fail, status_is_code};
use crate::export::names::tidy;
use crate::export::node::{Node, Object, list, reference, texts};
use crate::export::overlay::KEY;
use crate::export::prose::{MARK, cell, described};
use crate::export::writer::Writer;

/// Where a row of the table is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Beside the success, since the HTTP status is the same.
    Beside,
    /// At this status.
    Status(u16),
    /// At all that is not told of elsewhere.
    Rest,
}

/// The rows of failures, with their places in answers of an operation.
pub(super) fn placed<'a>(rows: &'a [ErrorRow], op: &Operation) -> Vec<(Place, &'a ErrorRow)> {
    if !op.envelopes.iter().any(|envelope| envelope.code.is_some()) {
        return Vec::new();
    }
    let comes_with_200 = op.envelopes.iter().any(fails_with_200);
    let by_status = status_is_code(op);
    let failures = rows.iter().filter(|row| row.class != Class::Success);
    let place = |row: &ErrorRow| match (row.status, &row.code) {
        (Some(status), _) if (200..300).contains(&status) => Place::Beside,
        (Some(status), _) => Place::Status(status),
        (None, CodePattern::Integer(code)) if by_status => u16::try_from(*code)
            .ok()
            .filter(|code| (300..600).contains(code))
            .map_or(Place::Rest, Place::Status),
        (None, _) if comes_with_200 => Place::Beside,
        (None, _) => Place::Rest,
    };
    failures.map(|row| (place(row), row)).collect()
}

impl Writer<'_> {
    /// The schema of all failures of an operation: a component, one for each set of envelopes.
    pub(super) fn failure(&mut self, op: &Operation) -> Option<Object> {
        let placed = placed(&self.api.errors, op).into_iter();
        let beside = placed.filter(|(place, _)| *place == Place::Beside);
        let beside: Vec<&ErrorRow> = beside.map(|(_, row)| row).collect();
        let mut schemas: Vec<Object> = Vec::new();
        for envelope in op.envelopes.iter().filter(|envelope| may_fail(envelope)) {
            let schema = self.failure_tree(envelope).schema();
            if !schema.is_empty() && !schemas.contains(&schema) {
                schemas.push(schema);
            }
        }
        let references: Vec<Object> = schemas
            .into_iter()
            .map(|schema| self.failure_component(schema, &beside))
            .collect();
        match references.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            several => Some(Object::new().with("anyOf", list(several.to_vec()))),
        }
    }

    /// The component of a failure. Where codes come with HTTP 200, it has their table: once, for all operations.
    fn failure_component(&mut self, schema: Object, beside: &[&ErrorRow]) -> Object {
        let notes: Vec<String> = (!beside.is_empty())
            .then(|| table(beside))
            .into_iter()
            .collect();
        let schema = described(None, &notes).and(schema);
        if let Some((_, name)) = self.failures.iter().find(|(known, _)| *known == schema) {
            return reference("schemas", name);
        }
        let name = self.names.free("Error");
        self.failures.push((schema.clone(), name.clone()));
        self.beside(name.clone(), schema);
        reference("schemas", &name)
    }

    /// Examples of rows, by the names of their variants.
    pub(super) fn error_examples(&mut self, op: &Operation, rows: &[&ErrorRow]) -> Object {
        let envelopes = op.envelopes.iter();
        let Some(envelope) = envelopes
            .clone()
            .find(|one| may_fail(one) && code_path(one).is_some())
        else {
            return Object::new();
        };
        let tree = self.failure_tree(envelope);
        let mut out = Object::new();
        for row in rows {
            let code = match &row.code {
                CodePattern::Integer(code) | CodePattern::Range(code, _) => Node::from(*code),
                CodePattern::Text(code) => Node::from(code.as_str()),
            };
            if let Some(value) = example(&tree, envelope, code, &message(row)) {
                let name = self.example_component(row, value);
                out.set(&name, reference("examples", &name));
            }
        }
        out
    }

    fn example_component(&mut self, row: &ErrorRow, value: Node) -> String {
        let summary = format!(
            "{}: {}",
            words::code(&row.code),
            row.texts.first().unwrap_or(&row.name)
        );
        let example = Object::new().with("summary", summary).with("value", value);
        let base = tidy(&row.name);
        let numbered = (2..).map(|number| format!("{base}{number}"));
        for name in std::iter::once(base.clone()).chain(numbered) {
            match self.examples.get(&name) {
                None => {
                    self.examples.set(&name, example);
                    return name;
                }
                Some(known) if *known == Node::from(example.clone()) => return name,
                Some(_) => {}
            }
        }
        base
    }
}

/// A message as the service would send it, with the names of its arguments in their places.
fn message(row: &ErrorRow) -> String {
    let template = row
        .messages
        .first()
        .or(row.texts.first())
        .unwrap_or(&row.name);
    let mut args = row.args.iter();
    template.split("%s").fold(String::new(), |mut text, part| {
        if !text.is_empty() || args.len() < row.args.len() {
            text.push_str(
                &args
                    .next()
                    .map_or("%s".to_owned(), |arg| format!("<{arg}>")),
            );
        }
        text.push_str(part);
        text
    })
}

/// The table of rows, for people.
pub(super) fn table(rows: &[&ErrorRow]) -> String {
    let mut out =
        String::from("| Code | Name | Class | Advice | Meaning |\n| --- | --- | --- | --- | --- |");
    for row in rows {
        let meaning = cell(&row.texts.join("; "));
        let advice = words::advice(row.retry).unwrap_or_default();
        let code = words::code(&row.code);
        let class = words::class(row.class);
        out.push_str(&format!(
            "\n| `{code}` | {} | {class} | {advice} | {meaning} |",
            cell(&row.name)
        ));
    }
    out
}

/// What a response says of failures: for people, and for programs the keys of the table at the root.
pub(super) fn listed(response: Object, text: &str, rows: &[&ErrorRow], skip: bool) -> Object {
    let description = match rows.is_empty() {
        true => text.to_owned(),
        false => format!("{text}\n\n{MARK}\n\n{}", table(rows)),
    };
    let overlay = Object::new()
        .flag("skip", skip)
        .filled("errors", texts(rows.iter().map(|row| &row.key)));
    let described = Object::new().with("description", description);
    described.and(response).filled(KEY, overlay)
}
