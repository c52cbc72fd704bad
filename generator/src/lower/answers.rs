//! Answers by HTTP status: what their entries stand for, and whether each can be told.
//!
//! In: `answers` of an operation. Out: one [`Answer`] for each, the narrower first, and what all other successes give.

use super::codec::{Spelling, spell};
use super::provenance;
use super::resolve::{Names, resolve};
use super::scope::{Scope, at};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Answer, Type, Value};
use crate::spec::{self, status_range};

/// Every success there is.
const SUCCESSES: (u16, u16) = (200, 299);

/// The answers of an operation. `returns` becomes what `2xx` gives, where that is said in its place.
pub(super) fn lower(
    scope: &Scope<'_>,
    operation: &spec::Operation,
    returns: &mut Value,
    place: &Place,
    diags: &mut Diagnostics,
) -> Vec<Answer> {
    let place = at(place, "answers");
    let mut answers: Vec<Answer> = Vec::new();
    for (key, entry) in operation.answers.iter() {
        let here = at(&place, key);
        let Some(status) = statuses(key, &here, diags) else {
            continue;
        };
        let same_width = |other: &&Answer| {
            width(other.status) == width(status)
                && other.status.0 <= status.1
                && status.0 <= other.status.1
        };
        if let Some(other) = answers.iter().find(same_width) {
            twice(key, other, &here, &place, diags);
            continue;
        }
        answers.push(Answer {
            key: key.to_owned(),
            status,
            value: value(scope, entry, &here, diags),
            doc: entry.text.clone(),
            source: provenance::lower(entry.source.as_ref(), scope.document),
        });
    }
    check_rest(operation, &answers, returns, &place, diags);
    check_manner(operation, &answers, returns, &place, diags);
    answers.sort_by_key(|answer| width(answer.status));
    answers
}

fn width(status: (u16, u16)) -> u16 {
    status.1 - status.0
}

/// The statuses that a key stands for: all of them successes, or all of them errors.
fn statuses(key: &str, here: &Place, diags: &mut Diagnostics) -> Option<(u16, u16)> {
    let Some(status) = status_range(key) else {
        let message = format!("`{key}` is no HTTP status");
        let problem = diags.error(Code::BadStatus, here.clone().of_key(), message);
        let small = key.to_lowercase();
        if status_range(&small).is_some() {
            problem.help(format!("write `{small}`"));
        }
        return None;
    };
    let (first, last) = status;
    if first < 200 {
        let message = format!("`{key}` ends no call");
        diags
            .error(Code::BadStatus, here.clone().of_key(), message)
            .help("a service says so while it works; list statuses from 200 on");
        return None;
    }
    let successes = (first..=last).filter(|status| is_success(*status)).count();
    if successes != 0 && successes != usize::from(last - first) + 1 {
        let message = format!("`{key}` holds successes and errors");
        diags
            .error(Code::BadStatus, here.clone().of_key(), message)
            .help("statuses from 200 to 299 are successes, all others errors: write an entry for each");
        return None;
    }
    Some(status)
}

fn is_success(status: u16) -> bool {
    (SUCCESSES.0..=SUCCESSES.1).contains(&status)
}

fn value(scope: &Scope<'_>, entry: &spec::Answer, here: &Place, diags: &mut Diagnostics) -> Value {
    let Some(text) = &entry.returns else {
        return Value {
            ty: Type::Unit,
            codec: Default::default(),
        };
    };
    let names = Names {
        types: &scope.types,
        generics: &[],
    };
    // In the short form there is no key of this name; the place is then that of the entry.
    let place = at(here, "returns");
    let ty = resolve(names, text, &place, diags);
    let codec = spell(&scope.types, &ty, Spelling::default(), &place, diags);
    Value { ty, codec }
}

fn twice(key: &str, other: &Answer, here: &Place, place: &Place, diags: &mut Diagnostics) {
    let status = status_range(key).unwrap_or_default();
    let message = match other.status == status {
        true => format!("`{}` and `{key}` are the same statuses", other.key),
        false => format!(
            "`{}` and `{key}` overlap, and neither is narrower",
            other.key
        ),
    };
    diags
        .error(Code::AnswerTwice, here.clone().of_key(), message)
        .label(at(place, &other.key).of_key(), "the other one");
}

/// `2xx` is another word for `returns`.
fn check_rest(
    operation: &spec::Operation,
    answers: &[Answer],
    returns: &mut Value,
    place: &Place,
    diags: &mut Diagnostics,
) {
    let Some(rest) = answers.iter().find(|answer| answer.status == SUCCESSES) else {
        return;
    };
    if operation.returns.is_none() && operation.stream.is_none() {
        *returns = rest.value.clone();
    } else if rest.value != *returns {
        let message = format!(
            "`{}` and `returns` both say what all other successes give",
            rest.key
        );
        diags
            .error(Code::AnswerTwice, at(place, &rest.key).of_key(), message)
            .help("keep `returns`");
    }
}

/// Pages and streams have one kind of success.
fn check_manner(
    operation: &spec::Operation,
    answers: &[Answer],
    returns: &Value,
    place: &Place,
    diags: &mut Diagnostics,
) {
    let manner = match (&operation.paginate, &operation.stream) {
        (Some(_), _) => "every page is what `returns` says",
        (_, Some(_)) => "every success of a stream is a stream of what `returns` says",
        (None, None) => return,
    };
    let other = |answer: &&Answer| {
        let refused = answer.value.ty == Type::Error || returns.ty == Type::Error;
        answer.is_success() && answer.value != *returns && !refused
    };
    for answer in answers.iter().filter(other) {
        let place = at(place, &answer.key).of_key();
        diags.error(Code::AnswerManner, place, manner).help(
            "list statuses of errors here; for other successes remove `paginate` or `stream`",
        );
    }
}
