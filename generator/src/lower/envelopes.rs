//! Envelopes: shapes of an answer, tried in order.

use super::provenance;
use super::scope::at;
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Condition, Envelope, Source};
use crate::spec::{self, Success};

/// What holds where a spec says nothing of envelopes: the body is the payload, the HTTP status decides.
pub(super) fn without() -> Envelope {
    Envelope {
        when: Condition::default(),
        success: Some(Condition {
            status: vec![(200, 299)],
            ..Condition::default()
        }),
        payload: None,
        code: None,
        message: None,
        request_id: None,
        stack: None,
        retry_after: None,
        field_errors: None,
        doc: None,
        source: Source::default(),
    }
}

/// The entries of an `envelope` list at `place`; never empty.
pub(super) fn lower(
    entries: &[spec::Envelope],
    place: &Place,
    diags: &mut Diagnostics,
) -> Vec<Envelope> {
    let mut envelopes = Vec::new();
    let mut always: Option<usize> = None;
    for (index, entry) in entries.iter().enumerate() {
        let place = place.clone().index(index);
        if let Some(first) = always {
            let message = format!(
                "this envelope is never used: number {} is always used before it",
                first + 1
            );
            diags
                .error(Code::UnreachableEnvelope, place.clone(), message)
                .help("an envelope without `when` is always used: put it last");
        }
        if entry.when.is_none() {
            always = always.or(Some(index));
        }
        envelopes.push(one(entry, &place, diags));
    }
    if envelopes.is_empty() {
        envelopes.push(without());
    }
    envelopes
}

fn one(entry: &spec::Envelope, place: &Place, diags: &mut Diagnostics) -> Envelope {
    let when = match &entry.when {
        Some(when) => condition(when, &at(place, "when"), diags),
        None => Condition::default(),
    };
    let success = match &entry.success {
        Some(Success::Fixed(always)) => always.then(Condition::default),
        Some(Success::If(success)) => Some(condition(success, &at(place, "success"), diags)),
        None => {
            diags
                .error(Code::MissingKey, place.clone(), "the envelope has no `success`")
                .help("say when a call succeeded: a condition, `always`, or `never` for a shape that only errors have");
            // Most shapes have successes; who asks for one finds it.
            Some(Condition::default())
        }
    };
    if matches!(entry.success, Some(Success::Fixed(false))) && entry.payload.is_some() {
        let message = "the payload is never read: this shape is always an error";
        diags.error(Code::MisplacedKey, at(place, "payload").of_key(), message);
    }
    let paths = [
        ("payload", &entry.payload),
        ("code", &entry.code),
        ("message", &entry.message),
        ("request_id", &entry.request_id),
        ("stack", &entry.stack),
        ("retry_after", &entry.retry_after),
    ];
    for (key, path) in paths {
        if let Some(path) = path {
            check_path(path, at(place, key), diags);
        }
    }
    Envelope {
        when,
        success,
        payload: entry.payload.clone(),
        code: entry.code.clone(),
        message: entry.message.clone(),
        request_id: entry.request_id.clone(),
        stack: entry.stack.clone(),
        retry_after: entry.retry_after.clone(),
        field_errors: entry.field_errors.as_ref().map(|errors| {
            let place = at(place, "field_errors");
            check_path(&errors.at, at(&place, "at"), diags);
            check_path(&errors.field, at(&place, "field"), diags);
            check_path(&errors.message, at(&place, "message"), diags);
            (
                errors.at.clone(),
                errors.field.clone(),
                errors.message.clone(),
            )
        }),
        doc: entry.text.clone(),
        source: provenance::lower(entry.source.as_ref(), None),
    }
}

/// Whether a text is a path of member names; reported if not.
pub(super) fn check_path(path: &str, place: Place, diags: &mut Diagnostics) -> bool {
    let wrong = |member: &str| member.is_empty() || member.trim() != member;
    let readable = !path.split('.').any(wrong);
    if !readable {
        let message = format!("`{path}` is no path of member names");
        diags.error(Code::BadAnswerPath, place, message);
    }
    readable
}

fn condition(condition: &spec::Condition, place: &Place, diags: &mut Diagnostics) -> Condition {
    let equals = condition.equals.iter();
    let lowered = Condition {
        status: condition
            .status
            .as_ref()
            .map(|set| set.0.clone())
            .unwrap_or_default(),
        equals: equals
            .map(|(path, value)| (path.to_owned(), value.to_json()))
            .collect(),
        has: condition.has.0.clone(),
        lacks: condition.lacks.0.clone(),
    };
    for (path, value) in &lowered.equals {
        let place = at(&at(place, "equals"), path);
        check_path(path, place.clone().of_key(), diags);
        if value.is_null() {
            diags
                .error(Code::BadCondition, place, "null cannot be compared with")
                .help("a member that is null or missing is told by `lacks`");
        }
    }
    for (key, paths) in [("has", &lowered.has), ("lacks", &lowered.lacks)] {
        for path in paths {
            check_path(path, at(place, key).part(path), diags);
        }
    }
    check_sense(&lowered, place, diags);
    lowered
}

/// Conditions that say nothing, or that no answer can meet.
fn check_sense(condition: &Condition, place: &Place, diags: &mut Diagnostics) {
    if *condition == Condition::default() {
        diags
            .error(
                Code::BadCondition,
                place.clone().of_key(),
                "the condition says nothing",
            )
            .help("a condition has at least one of `status`, `equals`, `has` and `lacks`");
    }
    for path in &condition.lacks {
        let wanted =
            condition.has.contains(path) || condition.equals.iter().any(|(equal, _)| equal == path);
        if wanted {
            let message = format!("`{path}` cannot be there and be missing");
            diags.error(Code::BadCondition, at(place, "lacks").part(path), message);
        }
    }
}
