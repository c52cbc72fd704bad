//! How answers are wrapped. In: two versions of an operation. Out: drafts.

use specwright::model::{Condition, Envelope, Operation};

use super::operations::Same;
use super::pair::{Pair, or_none, turned};

/// What an envelope says, in words, by what it says it of.
type Parts = Vec<(&'static str, String)>;

impl Pair<'_> {
    pub(super) fn envelopes(&mut self, same: &Same<'_>) {
        let parts = |op: &Operation| -> Vec<Parts> { op.envelopes.iter().map(parts).collect() };
        let (old, new) = (parts(same.old.1), parts(same.new.1));
        if old != new {
            let one = same
                .changed("envelope", text(&old, &new))
                .behaves()
                .shared();
            self.push(match new.starts_with(&old) {
                true => one.fits("the shapes that old clients know come first"),
                false => one.breaks("old clients look for payload and code elsewhere"),
            });
        } else if same.old.1.envelopes != same.new.1.envelopes {
            let text = "the envelopes of its answers are documented otherwise";
            self.push(same.changed("documentation", text).shared());
        }
    }
}

fn text(old: &[Parts], new: &[Parts]) -> String {
    if old.len() != new.len() {
        let count = |parts: &[Parts]| parts.len().to_string();
        return turned("number of envelopes", &count(old), &count(new));
    }
    let members = old
        .iter()
        .zip(new)
        .flat_map(|(old, new)| old.iter().zip(new));
    let differ = members.filter(|(was, is)| was != is);
    let told = differ.map(|((part, was), (_, is))| turned(part, was, is));
    told.collect::<Vec<_>>().join("; ")
}

fn parts(envelope: &Envelope) -> Parts {
    let errors = envelope.field_errors.as_ref();
    let errors = errors.map(|(at, field, message)| format!("{at}: {field}, {message}"));
    let path = |path: &Option<String>| or_none(path.as_deref()).to_owned();
    vec![
        (
            "answers that the envelope is for",
            condition(&envelope.when),
        ),
        (
            "sign of success",
            envelope
                .success
                .as_ref()
                .map_or("never".to_owned(), condition),
        ),
        ("place of the payload", path(&envelope.payload)),
        ("place of the code", path(&envelope.code)),
        ("place of the message", path(&envelope.message)),
        ("place of the request id", path(&envelope.request_id)),
        ("place of the stack", path(&envelope.stack)),
        ("place of the wait", path(&envelope.retry_after)),
        ("errors of fields", path(&errors)),
    ]
}

fn condition(of: &Condition) -> String {
    let status = of.status.iter().map(|(from, to)| match from == to {
        true => format!("status {from}"),
        false => format!("status {from} to {to}"),
    });
    let mut told = vec![status.collect::<Vec<_>>().join(" or ")];
    told.extend(
        of.equals
            .iter()
            .map(|(path, value)| format!("{path} = {value}")),
    );
    told.extend(of.has.iter().map(|path| format!("has {path}")));
    told.extend(of.lacks.iter().map(|path| format!("lacks {path}")));
    told.retain(|one| !one.is_empty());
    match told.is_empty() {
        true => "all".to_owned(),
        false => told.join(" and "),
    }
}
