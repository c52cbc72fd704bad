//! Rules between parameters.

use super::contradictions;
use super::naming;
use super::params::Params;
use super::scope::at;
use crate::diag::{Code, Diagnostics, Place, did_you_mean, list_of};
use crate::model::{Presence, Rule, RuleKind};
use crate::spec;

/// The rules of an operation; refused ones are left out. `place` is that of the list.
pub(super) fn lower(
    rules: &[spec::Rule],
    params: &Params,
    place: &Place,
    diags: &mut Diagnostics,
) -> Vec<Rule> {
    let mut lowered: Vec<Rule> = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        let place = place.clone().index(index);
        let Some(kind) = kind(rule, params, &place, diags) else {
            continue;
        };
        check_setter(rule, &kind, &place, diags);
        lowered.push(Rule {
            kind,
            setter: rule.setter.clone(),
            doc: rule.text.clone(),
            index,
        });
    }
    contradictions::check(&lowered, params, place, diags);
    lowered
}

fn kind(
    rule: &spec::Rule,
    params: &Params,
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<RuleKind> {
    let lists = [
        ("together", &rule.together),
        ("exactly_one", &rule.exactly_one),
        ("at_least_one", &rule.at_least_one),
        ("at_most_one", &rule.at_most_one),
    ];
    let given: Vec<_> = lists
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .collect();
    match (&rule.when, rule.requires.as_slice(), given.as_slice()) {
        (Some(when), [_, ..], []) => requires(when, &rule.requires, params, place, diags),
        (Some(_), [], []) => {
            let message = "`when` needs `requires`: the parameters that must be given then";
            diags
                .error(Code::BadRule, place.clone(), message)
                .help("name them: `requires: [..]`");
            None
        }
        (None, [_, ..], []) => {
            let message = "`requires` needs `when`: the parameter that requires them";
            diags
                .error(Code::BadRule, place.clone(), message)
                .help("name it: `when: ..`");
            None
        }
        (None, [], [(key, names)]) => several(key, names, params, place, diags),
        (None, [], []) => {
            let keys = [
                "when",
                "together",
                "exactly_one",
                "at_least_one",
                "at_most_one",
            ];
            diags
                .error(Code::BadRule, place.clone(), "the rule says nothing")
                .help(format!("a rule has one of {}", list_of(keys)));
            None
        }
        _ => {
            diags
                .error(
                    Code::BadRule,
                    place.clone(),
                    "the rule says several things at once",
                )
                .help("make one rule of each");
            None
        }
    }
}

fn requires(
    when: &str,
    names: &[String],
    params: &Params,
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<RuleKind> {
    let first = index(when, params, at(place, "when"), diags);
    let others = indices(names, params, &at(place, "requires"), diags);
    let (first, others) = (first?, others?);
    if others.contains(&first) {
        let message = format!("`{when}` requires itself");
        diags
            .error(Code::BadRule, at(place, "requires"), message)
            .help("name another parameter");
        return None;
    }
    if is_required(first, params) {
        let message = format!("`{when}` is always given");
        diags
            .error(Code::BadRule, at(place, "when"), message)
            .help("make the parameters of `requires` required instead");
    }
    check_optional(&others, params, &at(place, "requires"), diags);
    Some(RuleKind::Requires(first, others))
}

fn several(
    key: &str,
    names: &[String],
    params: &Params,
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<RuleKind> {
    let place = at(place, key);
    let indices = indices(names, params, &place, diags)?;
    if indices.len() < 2 {
        diags
            .error(
                Code::BadRule,
                place,
                "a rule is between at least two parameters",
            )
            .help("name the others, or remove the rule");
        return None;
    }
    check_optional(&indices, params, &place, diags);
    Some(match key {
        "together" => RuleKind::Together(indices),
        "exactly_one" => RuleKind::ExactlyOne(indices),
        "at_least_one" => RuleKind::AtLeastOne(indices),
        _ => RuleKind::AtMostOne(indices),
    })
}

fn is_required(index: usize, params: &Params) -> bool {
    let presence = params.given.get(index).map(|param| &param.field.presence);
    matches!(
        presence,
        Some(Presence::Required | Presence::RequiredNullable)
    )
}

/// A parameter that is always given needs no rule.
fn check_optional(indices: &[usize], params: &Params, place: &Place, diags: &mut Diagnostics) {
    for (position, index) in indices.iter().enumerate() {
        if !is_required(*index, params) {
            continue;
        }
        let name = &params.given[*index].field.key;
        diags
            .error(
                Code::BadRule,
                place.clone().index(position),
                format!("`{name}` is always given"),
            )
            .label(params.given_places[*index].clone(), "required here")
            .help("a rule is between optional parameters");
    }
}

/// All names, or `None` if one of them is unknown or stands twice.
fn indices(
    names: &[String],
    params: &Params,
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    let mut complete = true;
    for (position, name) in names.iter().enumerate() {
        let place = place.clone().index(position);
        match index(name, params, place.clone(), diags) {
            Some(index) if found.contains(&index) => {
                diags
                    .error(
                        Code::BadRule,
                        place,
                        format!("`{name}` stands twice in the rule"),
                    )
                    .help("name each parameter once");
                complete = false;
            }
            Some(index) => found.push(index),
            None => complete = false,
        }
    }
    complete.then_some(found)
}

/// The parameter called `name` by its key or its wire name; reported if there is none that the caller gives.
pub(super) fn index(
    name: &str,
    params: &Params,
    place: Place,
    diags: &mut Diagnostics,
) -> Option<usize> {
    let by_key = params
        .given
        .iter()
        .position(|param| param.field.key == name);
    let found = by_key.or_else(|| {
        params
            .given
            .iter()
            .position(|param| param.field.wire == name)
    });
    if found.is_some() {
        return found;
    }
    if let Some(fixed) = params.fixed.iter().position(|param| param.wire == name) {
        diags
            .error(
                Code::UnknownParameter,
                place,
                format!("the caller does not give `{name}`"),
            )
            .label(
                params.fixed_places[fixed].clone(),
                "its value is fixed here",
            )
            .help("leave it out here: it is sent anyway");
        return None;
    }
    let problem = diags.error(
        Code::UnknownParameter,
        place,
        format!("unknown parameter `{name}`"),
    );
    let names = params.given.iter().map(|param| param.field.key.as_str());
    match did_you_mean(name, names.clone()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None if params.given.is_empty() => problem.help("the operation has no parameters"),
        None => problem.help(format!("its parameters are {}", list_of(names))),
    };
    None
}

fn check_setter(rule: &spec::Rule, kind: &RuleKind, place: &Place, diags: &mut Diagnostics) {
    let Some(setter) = &rule.setter else {
        return;
    };
    naming::expect_snake("a setter", setter, at(place, "setter"), diags);
    if !matches!(kind, RuleKind::Requires(..) | RuleKind::Together(_)) {
        let message = "a joint setter is for parameters that are given together";
        diags.error(Code::MisplacedKey, at(place, "setter").of_key(), message);
    }
}
