//! Answers of an operation, by HTTP status. In: an operation. Out: its responses.

mod content;
mod envelope;
mod errors;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use specwright::model::{Answer, ErrorRow, Operation, Value};

use super::node::{Node, Object, reference};
use super::overlay::KEY;
use super::writer::Writer;
use errors::Place;

/// Statuses that are usual enough to stand for a range that has no class of its own.
const USUAL: [u16; 22] = [
    200, 201, 202, 204, 206, 301, 302, 304, 400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 422,
    429, 500, 503,
];

impl Writer<'_> {
    /// The responses of an operation.
    pub(super) fn responses(&mut self, op: &Operation) -> Object {
        let placed = errors::placed(&self.api.errors, op);
        let mut rows: BTreeMap<Place, Vec<&ErrorRow>> = BTreeMap::new();
        for (place, row) in placed {
            rows.entry(place).or_default().push(row);
        }
        let beside = rows.remove(&Place::Beside).unwrap_or_default();
        let mut out: BTreeMap<String, Object> = BTreeMap::new();
        for status in self.successes(op) {
            let response = self.success(op, &op.returns, None, &status, &beside);
            out.insert(status, response);
        }
        for answer in &op.answers {
            for key in keys(answer) {
                let response = match answer.is_success() {
                    true => self.success(op, &answer.value, Some(answer), &key, &beside),
                    false => self.typed_error(op, answer, &key, &rows),
                };
                out.entry(key).or_insert(response);
            }
        }
        for (place, rows) in &rows {
            if let Place::Status(status) = place
                && !out.contains_key(&status.to_string())
            {
                let response = self.shared_error(
                    op,
                    &format!("HTTP {status}."),
                    rows,
                    &format!("Error{status}"),
                );
                out.insert(status.to_string(), response);
            }
        }
        let rest = rows.remove(&Place::Rest).unwrap_or_default();
        let response = self.shared_error(op, "Any other answer is a failure.", &rest, "Error");
        out.insert("default".to_owned(), response);
        out.into_iter()
            .fold(Object::new(), |all, (status, response)| {
                all.with(&status, response)
            })
    }

    /// The statuses of successes that `returns` describes.
    fn successes(&self, op: &Operation) -> BTreeSet<String> {
        let responses = op
            .samples
            .iter()
            .filter_map(|sample| sample.response.as_ref());
        let fine = responses
            .filter(|response| response.error.is_none() && (200..300).contains(&response.status));
        let shown: BTreeSet<u16> = fine.map(|response| response.status).collect();
        let described = |status: &u16| {
            op.answers
                .iter()
                .any(|one| (one.status.0..=one.status.1).contains(status))
        };
        let shown = if shown.is_empty() {
            BTreeSet::from([200])
        } else {
            shown
        };
        shown
            .into_iter()
            .filter(|status| !described(status))
            .map(|status| status.to_string())
            .collect()
    }

    /// A success, and the failures that come with the same status.
    fn success(
        &mut self,
        op: &Operation,
        value: &Value,
        answer: Option<&Answer>,
        status: &str,
        beside: &[&ErrorRow],
    ) -> Object {
        let is_200 = status == "200";
        let rows = if is_200 { beside } else { &[] };
        let failure = op
            .envelopes
            .iter()
            .any(envelope::fails_with_200)
            .then(|| self.failure(op));
        let failure = failure.flatten().filter(|_| is_200);
        let failure_free = failure.is_none();
        let mut content = match op.stream.is_some() && answer.is_none() {
            // An answer that is no stream is a failure.
            true => {
                let failure =
                    failure.map_or_else(Object::new, |failure| content::by_format(op, &failure));
                self.stream(op).and(failure)
            }
            // HTTP allows no body there.
            false if status == "204" => Object::new(),
            false => self.bodies_of(op, value, failure),
        };
        self.exemplify(op, status, rows, &mut content);
        let text = match answer.and_then(|answer| answer.doc.as_deref()) {
            Some(doc) => doc.to_owned(),
            None if rows.is_empty() => "Success.".to_owned(),
            None => "Success, or a failure: its codes come with the same HTTP status.".to_owned(),
        };
        // What is told of in words of ours is not to be read as the payload.
        let payload: Node = self.value(value, &[]).into();
        let is_payload = |media: &Node| media.get("schema").is_none_or(|schema| *schema == payload);
        let is_bare = content.0.values().all(is_payload) && failure_free;
        Object::new()
            .with("description", text)
            .filled("headers", self.headers(op))
            .filled("content", content)
            .filled(KEY, Object::new().flag("skip", !is_bare))
    }

    /// An error whose body has a type of its own.
    fn typed_error(
        &mut self,
        op: &Operation,
        answer: &Answer,
        key: &str,
        rows: &BTreeMap<Place, Vec<&ErrorRow>>,
    ) -> Object {
        let status = key.parse().ok();
        let rows = status.and_then(|status| rows.get(&Place::Status(status)));
        let schema = self.value(&answer.value, &[]);
        let mut content =
            match schema.is_empty() || answer.value.ty == specwright::model::Type::Unit {
                true => Object::new(),
                false => content::by_format(op, &schema),
            };
        self.exemplify(op, key, &[], &mut content);
        let text = answer.doc.clone().unwrap_or_else(|| format!("HTTP {key}."));
        let response = Object::new().filled("content", content);
        errors::listed(response, &text, rows.map_or(&[], Vec::as_slice), false)
    }

    /// A failure that operations share: a component.
    fn shared_error(
        &mut self,
        op: &Operation,
        text: &str,
        rows: &[&ErrorRow],
        name: &str,
    ) -> Object {
        let schema = self.failure(op);
        let mut content = schema.map_or_else(Object::new, |schema| content::by_format(op, &schema));
        let examples = self.error_examples(op, rows);
        content::add_examples(&mut content, examples);
        let response = errors::listed(Object::new().filled("content", content), text, rows, true);
        if let Some((_, name)) = self.responses.iter().find(|(known, _)| *known == response) {
            return reference("responses", name);
        }
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let is_free = |name: &String| self.responses.iter().all(|(_, taken)| taken != name);
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        let name = names.find(is_free).unwrap_or_default();
        self.responses.push((response, name.clone()));
        reference("responses", &name)
    }

    /// Headers of answers that say how many calls are left, and where the next page is.
    fn headers(&self, op: &Operation) -> Object {
        let mut out = Object::new();
        let text = |what: &str| {
            let schema = Object::new().with("schema", Object::new().with("type", "string"));
            Object::new().with("description", what).and(schema)
        };
        for (name, _) in &op.policy.limits {
            let limit = self.api.limits.iter().find(|limit| limit.name == *name);
            let Some(limit) = limit else { continue };
            for (header, what) in [
                (&limit.remaining, "Calls left in the window."),
                (&limit.used, "Calls used up in the window."),
                (
                    &limit.reset,
                    "When there are more: in seconds from now or since 1970.",
                ),
            ] {
                if let Some(header) = header {
                    out.set(header, text(what));
                }
            }
        }
        out
    }
}

/// The keys of OpenAPI for the statuses of an answer.
fn keys(answer: &Answer) -> Vec<String> {
    let (from, to) = answer.status;
    if from == to {
        return vec![from.to_string()];
    }
    if from % 100 == 0 && to == from + 99 {
        return vec![format!("{}XX", from / 100)];
    }
    let usual = USUAL.iter().filter(|status| (from..=to).contains(status));
    usual.map(u16::to_string).collect()
}
