//! Which row of the error table fits a fault. In: the table, the operation, the fault. Out: a row, if one will do.
//!
//! Documents seldom say which code answers which mistake. What they do say are the kind of a failure, names, words and
//! samples, so rows are weighed by these; what a row is about besides counts against it.

use specwright::model::{Api, Class, CodePattern, ErrorRow, Operation, Retry};

use super::words::{is_plain, wanted, words};
use crate::seam::{Fault, FaultKind};

/// The row that fits a fault best.
pub(super) fn for_fault(api: &Api, operation: Option<&Operation>, fault: &Fault) -> Option<usize> {
    let rows = api.errors.iter().enumerate();
    let weighed = rows.filter_map(|(index, row)| Some((index, weigh(api, operation, row, fault)?)));
    // Of equals the first of the table.
    let best = weighed.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(index, _)| index)
}

/// The row that fits a class best, where nothing more is known.
pub(super) fn for_class(api: &Api, operation: Option<&Operation>, class: Class) -> Option<usize> {
    let rows = api
        .errors
        .iter()
        .enumerate()
        .filter(|(_, row)| row.class == class);
    let weighed = rows.map(|(index, row)| {
        (
            index,
            about(api, operation, row) - unexplained(row, &[], &[]),
        )
    });
    let best = weighed.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(index, _)| index)
}

fn weigh(api: &Api, operation: Option<&Operation>, row: &ErrorRow, fault: &Fault) -> Option<f32> {
    let shown = is_shown(api, row, &fault_statuses(fault.kind), fault);
    let mut weight = match class_weight(fault.kind, row.class) {
        Some(weight) => weight,
        None if shown => 0.0,
        None => return None,
    };
    if shown {
        weight += 14.0;
    }
    if names(row, &fault.at.name) {
        weight += 6.0;
        let is_missing = matches!(fault.kind, FaultKind::Missing | FaultKind::NoCredential);
        let says = words(&row.name)
            .into_iter()
            .chain(row.texts.iter().flat_map(|text| words(text)));
        if is_missing && { says }.any(|word| {
            matches!(
                word.as_str(),
                "missing" | "empty" | "lost" | "required" | "absent"
            )
        }) {
            weight += 6.0;
        }
    }
    weight += about(api, operation, row);
    let wanted = wanted(fault);
    let own: Vec<String> = words(&fault.at.name)
        .into_iter()
        .filter(|word| !is_plain(word))
        .collect();
    weight -= unexplained(row, wanted, &own);
    for word in distinct(words(&row.name)) {
        if own.contains(&word) {
            weight += 4.0;
        } else if wanted.contains(&word.as_str()) {
            weight += 2.0;
        }
    }
    let text = row
        .texts
        .iter()
        .chain(&row.messages)
        .cloned()
        .collect::<Vec<_>>()
        .join(" ");
    let said = words(&fault.says);
    for word in distinct(words(&text)) {
        if wanted.contains(&word.as_str()) {
            weight += 1.0;
        }
        if !is_plain(&word) && said.contains(&word) {
            weight += 0.5;
        }
        if !fault.at.name.is_empty() && word == fault.at.name.to_lowercase() {
            weight += 4.0;
        }
    }
    weight += argument_weight(row);
    weight += match row.retry {
        Retry::AfterAuth => after_auth_weight(api, fault),
        Retry::No => 0.0,
        _ => -2.0,
    };
    Some(weight)
}

/// What speaks for a row after which clients buy another token: a token that is void, whatever made it so. A signature
/// that is wrong says nothing of tokens.
fn after_auth_weight(api: &Api, fault: &Fault) -> f32 {
    match fault.kind {
        FaultKind::Expired | FaultKind::Credential if fault.says.starts_with("the token ") => 8.0,
        FaultKind::Expired => 3.0,
        FaultKind::Signature | FaultKind::Stale if !api.tokens.is_empty() => -6.0,
        _ => 0.0,
    }
}

/// Whether the name of a row holds that of a parameter, however the two are written.
fn names(row: &ErrorRow, parameter: &str) -> bool {
    const SHORTEST: usize = 4;
    let letters = |text: &str| words(text).concat();
    let parameter = letters(parameter);
    parameter.len() >= SHORTEST && letters(&row.name).contains(&parameter)
}

/// How well a class goes with a fault; nothing where it does not.
fn class_weight(kind: FaultKind, class: Class) -> Option<f32> {
    match (kind, class) {
        (kind, Class::Auth) if kind.is_auth() => Some(10.0),
        (kind, Class::Permission | Class::Caller) if kind.is_auth() => Some(3.0),
        (FaultKind::Path, Class::NotFound) | (FaultKind::Constant, Class::NotFound) => Some(6.0),
        (_, Class::Caller) => Some(10.0),
        _ => None,
    }
}

/// What a row is about that has nothing to do with the fault.
fn unexplained(row: &ErrorRow, wanted: &[&str], own: &[String]) -> f32 {
    let letters = own.concat();
    let strange = |word: &String| {
        !wanted.contains(&word.as_str()) && !letters.contains(word.as_str()) && !is_plain(word)
    };
    let count = distinct(words(&row.name))
        .iter()
        .filter(|word| strange(word))
        .count();
    1.5 * count as f32
}

/// What the place of a row in the table says, whatever the fault.
fn about(api: &Api, operation: Option<&Operation>, row: &ErrorRow) -> f32 {
    let mut weight = 0.0;
    if matches!(row.code, CodePattern::Range(..)) {
        weight -= 8.0;
    }
    let section = |source: &specwright::model::Source| source.section.clone();
    if let (Some(own), Some(operation)) = (section(&row.source), operation) {
        let is_ours = section(&operation.source).as_ref() == Some(&own);
        let is_theirs = api
            .operations
            .iter()
            .any(|other| section(&other.source).as_ref() == Some(&own));
        weight += match (is_ours, is_theirs) {
            (true, _) => 2.0,
            (false, true) => -6.0,
            (false, false) => 0.0,
        };
    }
    weight
}

/// A message that names the parameter says more than one that does not.
fn argument_weight(row: &ErrorRow) -> f32 {
    match &row.args[..] {
        [] => 0.0,
        [one] if is_name(one) => 2.0,
        [_] => -3.0,
        _ => -2.0,
    }
}

/// Whether an argument of a message is the name of a parameter.
pub(super) fn is_name(argument: &str) -> bool {
    let mut words = words(argument).into_iter();
    words.any(|word| {
        matches!(
            word.as_str(),
            "parameter" | "param" | "field" | "name" | "key" | "argument"
        )
    })
}

/// Whether a sample shows the row as the answer to such a fault, by its HTTP status.
fn is_shown(api: &Api, row: &ErrorRow, statuses: &[u16], fault: &Fault) -> bool {
    let samples = api
        .operations
        .iter()
        .flat_map(|operation| &operation.samples);
    let mut answers = samples.filter_map(|sample| sample.response.as_ref());
    answers.any(|answer| {
        let is_it = answer.error.as_deref() == Some(&code_text(&row.code));
        // One that lists fields is an answer to wrong parameters.
        let lists = !fault.kind.is_auth() && answer.body.contains("field");
        is_it && statuses.contains(&answer.status) && (fault.kind.is_auth() || lists)
    })
}

fn fault_statuses(kind: FaultKind) -> Vec<u16> {
    match kind {
        kind if kind.is_auth() => vec![401],
        FaultKind::Path => vec![404],
        _ => vec![400, 422],
    }
}

/// A code as samples name it.
pub(super) fn code_text(code: &CodePattern) -> String {
    match code {
        CodePattern::Integer(number) | CodePattern::Range(number, _) => number.to_string(),
        CodePattern::Text(text) => text.clone(),
    }
}

fn distinct(words: Vec<String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for word in words {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    all
}
