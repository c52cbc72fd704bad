//! Rules between parameters.

use super::Given;
use crate::Rule;

/// Whether the caller gave what belongs together.
pub(super) fn check(rules: &[Rule], given: &[Given<'_>]) -> Result<(), String> {
    rules.iter().try_for_each(|rule| check_rule(rule, given))
}

fn check_rule(rule: &Rule, given: &[Given<'_>]) -> Result<(), String> {
    let is_there = |index: &usize| given.get(*index).is_some_and(Given::is_present);
    let count = |group: &[usize]| group.iter().filter(|index| is_there(index)).count();
    let (holds, group, says) = match rule {
        Rule::Requires(first, others) => {
            let missing: Vec<usize> = others
                .iter()
                .copied()
                .filter(|index| !is_there(index))
                .collect();
            if !is_there(first) || missing.is_empty() {
                return Ok(());
            }
            return Err(format!(
                "{} needs {}",
                names(&[*first], given),
                names(&missing, given)
            ));
        }
        Rule::Together(group) => (
            matches!(count(group), 0) || count(group) == group.len(),
            group,
            "all or none of",
        ),
        Rule::ExactlyOne(group) => (count(group) == 1, group, "exactly one of"),
        Rule::AtLeastOne(group) => (count(group) >= 1, group, "at least one of"),
        Rule::AtMostOne(group) => (count(group) <= 1, group, "at most one of"),
    };
    if holds {
        return Ok(());
    }
    let set: Vec<usize> = group
        .iter()
        .copied()
        .filter(|index| is_there(index))
        .collect();
    let set = if set.is_empty() {
        "none".to_owned()
    } else {
        names(&set, given)
    };
    Err(format!(
        "{says} {} must be given, but {set} is",
        names(group, given)
    ))
}

fn names(indices: &[usize], given: &[Given<'_>]) -> String {
    let names = indices.iter().filter_map(|index| given.get(*index));
    names
        .map(|param| format!("`{}`", param.field.wire))
        .collect::<Vec<_>>()
        .join(", ")
}
