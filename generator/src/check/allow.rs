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

/// Drops lints that the spec allows, of those that were found in a model after it was loaded.
pub fn take_back_allowed(api: &Api, diags: &mut Diagnostics) {
    let all: Vec<&Allowance> = api.allow.iter().collect();
    take_back(&all, diags);
}

pub(super) fn apply(api: &Api, diags: &mut Diagnostics) {
    let is_of_allows = |one: &&Allowance| Some(one.lint) == Code::UselessAllow.lint();
    let (own, others): (Vec<_>, Vec<_>) = api.allow.iter().partition(is_of_allows);
    let mut useless = take_back(&others, diags);
    // What samples show is looked at later; whoever does so takes back what is allowed.
    useless.retain(|one| Some(one.lint) != Code::OutsideLimits.lint());
    // What was refused may have been what was allowed.
    if diags.has_errors() {
        return;
    }
    report(&useless, &others, diags);
    let useless = take_back(&own, diags);
    // Specs that share their entries share these too, whether there is a case in each of them or not.
    if !own.iter().any(|one| allows(one, one.lint)) {
        report(&useless, &own, diags);
    }
}

/// Whether an entry allows a case of its lint.
fn allows(one: &Allowance, subject: &str) -> bool {
    matches!(one.subject.as_deref(), Some(own) if own == subject || own == ALL)
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

fn report(useless: &[&Allowance], all: &[&Allowance], diags: &mut Diagnostics) {
    for one in useless {
        let (message, help) = words(one, useless, all, diags);
        diags
            .lint(
                Code::UselessAllow,
                one.lint,
                places::allowance(one),
                message,
            )
            .help(help);
    }
}

/// What is wrong with an entry that allows nothing, and what to do.
fn words(
    one: &Allowance,
    useless: &[&Allowance],
    all: &[&Allowance],
    diags: &Diagnostics,
) -> (String, String) {
    let lint = one.lint;
    let of_lint = || all.iter().filter(|other| other.lint == lint);
    let is_used = |other: &&Allowance| !useless.contains(other);
    let remove = "remove it, so that the lint is seen when it returns";
    match one.subject.as_deref() {
        None => (
            format!("`{lint}` is allowed for nothing"),
            "remove it, or name what it is allowed for".to_owned(),
        ),
        Some(ALL) if of_lint().any(|other| is_used(other) && other.subject != one.subject) => (
            format!("every case of `{lint}` is allowed by its name already"),
            "remove `all`, or the names".to_owned(),
        ),
        Some(subject)
            if of_lint()
                .filter(|other| other.subject == one.subject)
                .count()
                > 1 =>
        {
            (
                format!("`{subject}` is allowed twice"),
                "remove one of the two".to_owned(),
            )
        }
        Some(ALL) => (
            format!("nothing in this spec is a case of `{lint}`"),
            remove.to_owned(),
        ),
        Some(subject) => (
            format!("`{subject}` is no case of `{lint}`"),
            near(subject, lint, diags).unwrap_or_else(|| remove.to_owned()),
        ),
    }
}

/// A subject that is misspelt leaves its lint unallowed.
fn near(subject: &str, lint: &str, diags: &Diagnostics) -> Option<String> {
    let of_lint = diags
        .iter()
        .filter(|problem| problem.code().lint() == Some(lint));
    let subjects = of_lint.filter_map(|problem| problem.subject());
    did_you_mean(subject, subjects).map(|near| format!("did you mean `{near}`?"))
}
