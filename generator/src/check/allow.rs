//! Lints that the spec allows are taken back; entries that allow nothing are lints themselves, so that they do not
//! outlive their reason.

use std::collections::HashMap;

use crate::diag::{Code, Diagnostics, did_you_mean};
use crate::model::{Allowance, Api};
use crate::places;

/// The subject that stands for all.
const ALL: &str = "all";

/// Word of a lint and a subject.
type Key<'a> = (&'a str, &'a str);

pub(super) fn apply(api: &Api, diags: &mut Diagnostics) {
    let is_of_allows = |one: &&Allowance| Some(one.lint) == Code::UselessAllow.lint();
    let (own, others): (Vec<_>, Vec<_>) = api.allow.iter().partition(is_of_allows);
    let useless = take_back(&others, diags);
    // What was refused may have been what was allowed.
    if diags.has_errors() {
        return;
    }
    for one in useless {
        report(one, &others, diags);
    }
    for one in take_back(&own, diags) {
        report(one, &own, diags);
    }
}

/// Drops what is allowed, and gives back the entries that allow nothing.
fn take_back<'a>(allowed: &[&'a Allowance], diags: &mut Diagnostics) -> Vec<&'a Allowance> {
    let mut entries: HashMap<Key<'_>, usize> = HashMap::new();
    for (index, one) in allowed.iter().enumerate() {
        if let Some(subject) = &one.subject {
            // Of two that say the same, the first is enough.
            entries.entry((one.lint, subject)).or_insert(index);
        }
    }
    let mut used = vec![false; allowed.len()];
    diags.retain(|problem| {
        let Some((lint, subject)) = problem.code().lint().zip(problem.subject()) else {
            return true;
        };
        let entry = entries
            .get(&(lint, subject))
            .or_else(|| entries.get(&(lint, ALL)));
        entry.is_none_or(|index| {
            used[*index] = true;
            false
        })
    });
    let unused = allowed.iter().zip(used).filter(|(_, used)| !used);
    unused.map(|(one, _)| *one).collect()
}

fn report(one: &Allowance, all: &[&Allowance], diags: &mut Diagnostics) {
    let (lint, place) = (one.lint, places::allowance(one));
    let is_same = |other: &&&Allowance| other.lint == lint && other.subject == one.subject;
    let message = match one.subject.as_deref() {
        None => format!("`{lint}` is allowed for nothing"),
        Some(ALL) => format!("nothing in this spec is a case of `{lint}`"),
        Some(subject) if all.iter().filter(is_same).count() > 1 => {
            format!("`{subject}` is allowed twice")
        }
        Some(subject) => format!("`{subject}` is no case of `{lint}`"),
    };
    let help = help(one, diags);
    diags
        .lint(Code::UselessAllow, lint, place, message)
        .help(help);
}

/// A subject that is misspelt leaves its lint unallowed.
fn help(one: &Allowance, diags: &Diagnostics) -> String {
    let of_lint = diags
        .iter()
        .filter(|problem| problem.code().lint() == Some(one.lint));
    let subjects = of_lint.filter_map(|problem| problem.subject());
    let subject = one.subject.as_deref().unwrap_or_default();
    match did_you_mean(subject, subjects) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "remove it, so that the lint is seen when it returns".to_owned(),
    }
}
