//! Rules between parameters. In: which of them were given. Out: a fault for each rule that does not hold.

use specwright::model::{Location, Param, Rule, RuleKind};

use super::fault::listed;
use crate::seam::{At, Fault, FaultKind};

/// What the rules say of these parameters.
pub(super) fn check(rules: &[Rule], params: &[Param], given: &[bool]) -> Vec<Fault> {
    rules
        .iter()
        .filter_map(|rule| broken(rule, params, given))
        .collect()
}

fn broken(rule: &Rule, params: &[Param], given: &[bool]) -> Option<Fault> {
    let is_there = |index: &usize| given.get(*index).copied().unwrap_or_default();
    let names = |indices: &[usize]| {
        let names = indices.iter().filter_map(|index| params.get(*index));
        listed(names.map(|param| param.field.wire.as_str()))
    };
    let (group, holds, says) = match &rule.kind {
        RuleKind::Requires(first, others) => {
            let missing: Vec<usize> = others
                .iter()
                .copied()
                .filter(|index| !is_there(index))
                .collect();
            let says = format!(
                "with {}, {} must be given too",
                names(&[*first]),
                names(&missing)
            );
            return (is_there(first) && !missing.is_empty())
                .then(|| fault(&missing, params, says, rule));
        }
        RuleKind::Together(group) => {
            let count = group.iter().filter(|index| is_there(index)).count();
            (group, count == 0 || count == group.len(), "all or none of")
        }
        RuleKind::ExactlyOne(group) => (group, count(group, given) == 1, "exactly one of"),
        RuleKind::AtLeastOne(group) => (group, count(group, given) >= 1, "at least one of"),
        RuleKind::AtMostOne(group) => (group, count(group, given) <= 1, "at most one of"),
    };
    if holds {
        return None;
    }
    let there: Vec<usize> = group.iter().copied().filter(is_there).collect();
    let found = match there.is_empty() {
        true => "none is".to_owned(),
        false => format!(
            "{} {}",
            names(&there),
            if there.len() == 1 { "is" } else { "are" }
        ),
    };
    let says = format!("{says} {} must be given, but {found}", names(group));
    let missing: Vec<usize> = group
        .iter()
        .copied()
        .filter(|index| !is_there(index))
        .collect();
    let blamed = if there.len() > 1 && missing.is_empty()
        || matches!(rule.kind, RuleKind::AtMostOne(_) | RuleKind::ExactlyOne(_))
            && !there.is_empty()
    {
        &there
    } else {
        &missing
    };
    Some(fault(blamed, params, says, rule))
}

fn count(group: &[usize], given: &[bool]) -> usize {
    let there = group
        .iter()
        .filter(|index| given.get(**index).copied().unwrap_or_default());
    there.count()
}

/// A fault at the first of the parameters that are to blame.
fn fault(blamed: &[usize], params: &[Param], says: String, rule: &Rule) -> Fault {
    let first = blamed.first().and_then(|index| params.get(*index));
    let at = first.map_or_else(At::default, |param| {
        let location = match param.location {
            Location::Body => Location::BodyField,
            other => other,
        };
        At::param(location, &param.field.wire)
    });
    let fault = Fault::new(FaultKind::Rule, says).at(at);
    match &rule.doc {
        Some(doc) => fault.help(doc.trim()),
        None => fault,
    }
}
