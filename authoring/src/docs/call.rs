//! The command line that calls an operation. In: an operation. Out: `specwright call API OPERATION NAME=VALUE..`, for a
//! shell.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use specwright::model::{Api, Operation, Presence, RuleKind};

use super::value;

/// A longer command has an argument on each line.
const WIDEST: usize = 90;

/// The call with all that must be given.
pub(super) fn call(api: &Api, op: &Operation) -> String {
    let mut arguments = Vec::new();
    for variable in api.variables.iter().filter(|one| one.default.is_none()) {
        let value = variable.values.first();
        let value = value.map_or_else(|| variable.name.to_uppercase(), Clone::clone);
        arguments.push(quoted(&format!("{}={value}", variable.name)));
    }
    for index in needed(op) {
        if let Some(param) = op.params.get(index) {
            let value = text(&value::of_param(api, op, param));
            arguments.push(quoted(&format!("{}={value}", param.field.wire)));
        }
    }
    let head = format!("specwright call {} {}", api.name, op.name);
    let length: usize = arguments.iter().map(|one| one.chars().count() + 1).sum();
    let between = match head.len() + length > WIDEST {
        true => " \\\n  ",
        false => " ",
    };
    let arguments = arguments.iter().map(|one| format!("{between}{one}"));
    format!("{head}{}", arguments.collect::<String>())
}

/// The parameters without which the request is refused: the required ones, and what rules want beside them.
fn needed(op: &Operation) -> BTreeSet<usize> {
    let is_required = |index: &usize| {
        let presence = op.params.get(*index).map(|param| &param.field.presence);
        matches!(
            presence,
            Some(Presence::Required | Presence::RequiredNullable)
        )
    };
    let mut needed: BTreeSet<usize> = (0..op.params.len()).filter(is_required).collect();
    loop {
        let before = needed.len();
        for rule in &op.rules {
            match &rule.kind {
                RuleKind::Requires(first, others) if needed.contains(first) => {
                    needed.extend(others)
                }
                RuleKind::Together(all) if all.iter().any(|one| needed.contains(one)) => {
                    needed.extend(all);
                }
                RuleKind::ExactlyOne(all) | RuleKind::AtLeastOne(all)
                    if !all.iter().any(|one| needed.contains(one)) =>
                {
                    needed.extend(all.first());
                }
                _ => {}
            }
        }
        // Each round adds one at least, so this ends.
        if needed.len() == before {
            return needed;
        }
    }
}

/// A value as `call` reads it: lists of simple values with commas, other values as JSON.
fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(items) => {
            let simple = |item: &Json| match item {
                Json::String(text) => !text.contains(',') && !text.starts_with('['),
                Json::Number(_) | Json::Bool(_) => true,
                _ => false,
            };
            match !items.is_empty() && items.iter().all(simple) {
                true => items.iter().map(text).collect::<Vec<_>>().join(","),
                false => value.to_string(),
            }
        }
        other => other.to_string(),
    }
}

/// An argument as a shell takes it.
fn quoted(text: &str) -> String {
    let harmless = |c: char| c.is_alphanumeric() || "/._-+:=@%,".contains(c);
    match text.chars().all(harmless) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_what_was_meant() {
        assert_eq!(quoted("a=b"), "a=b");
        assert_eq!(quoted("$top=it's"), "'$top=it'\\''s'");
        assert_eq!(text(&serde_json::json!(["a", 1])), "a,1");
        assert_eq!(text(&serde_json::json!(["a,b"])), "[\"a,b\"]");
    }
}
