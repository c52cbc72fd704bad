//! Rules of one operation that cannot hold together.

use super::params::Params;
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Rule, RuleKind};

/// Pairs that one rule keeps apart and another joins.
pub(super) fn check(rules: &[Rule], params: &Params, place: &Place, diags: &mut Diagnostics) {
    for (position, rule) in rules.iter().enumerate() {
        for earlier in &rules[..position] {
            if earlier.kind == rule.kind {
                diags
                    .error(
                        Code::BadRule,
                        place.clone().index(rule.index),
                        "the rule stands here twice",
                    )
                    .label(place.clone().index(earlier.index), "the same rule")
                    .help("remove one of the two");
                continue;
            }
            let Some((a, b)) = contradiction(&earlier.kind, &rule.kind)
                .or_else(|| contradiction(&rule.kind, &earlier.kind))
            else {
                continue;
            };
            let name = |index: usize| {
                params
                    .given
                    .get(index)
                    .map_or("", |param| param.field.key.as_str())
            };
            let message = format!(
                "`{}` and `{}` can neither be given together nor apart",
                name(a),
                name(b)
            );
            diags
                .error(Code::BadRule, place.clone().index(rule.index), message)
                .label(place.clone().index(earlier.index), "contradicts this rule")
                .help("correct one of the two rules");
        }
    }
}

/// A pair that `joins` wants together and `parts` never allows together.
fn contradiction(joins: &RuleKind, parts: &RuleKind) -> Option<(usize, usize)> {
    let (RuleKind::ExactlyOne(apart) | RuleKind::AtMostOne(apart)) = parts else {
        return None;
    };
    let pairs: Vec<(usize, usize)> = match joins {
        RuleKind::Requires(first, others) => others.iter().map(|other| (*first, *other)).collect(),
        RuleKind::Together(all) => all.iter().skip(1).map(|other| (all[0], *other)).collect(),
        _ => return None,
    };
    pairs
        .into_iter()
        .find(|(a, b)| apart.contains(a) && apart.contains(b))
}
