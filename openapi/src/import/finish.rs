//! Takes out of a spec what the language refuses, and allows what lints would tell. In: a spec as it was made. Out: one that
//! `specwright check` has nothing to say about but hints.
//!
//! Documents contradict themselves: examples that do not fit their schemas, defaults that are none of the values. The
//! generator itself is asked, so that nothing has to be known here of what it refuses.

use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};
use specwright::{Code, Diagnostic, Diagnostics, Severity, Step};

use super::frame::Places;
use super::remark::Remarks;

/// Each round takes something out; a spec that still has mistakes then loses whole operations and types.
const ROUNDS: usize = 24;

/// Makes a spec that loads. `places` says which place of the document a path of the spec was made from.
pub(super) fn finish(spec: &mut Mapping, places: &Places, remarks: &Remarks) {
    for round in 0..ROUNDS {
        let loaded = load(spec);
        let mut mistakes: Vec<Diagnostic> = errors(&loaded.diagnostics);
        if let Some(api) = loaded.apis.first().filter(|_| mistakes.is_empty()) {
            // What would fail in the tests of generated code, warnings included.
            mistakes.extend(specwright_interpret::prove(api).iter().cloned());
        }
        if mistakes.is_empty() {
            break;
        }
        take_out(spec, &mistakes, round, places, remarks);
    }
    // Types of inline schemas whose place an overlay took are of no use to anybody; taking one out may leave another.
    for _ in 0..ROUNDS {
        let loaded = load(spec);
        let unused = loaded
            .diagnostics
            .iter()
            .filter(|one| one.code().lint() == Some("unused_type"));
        let names = unused.filter_map(|one| one.subject());
        // Where there are no operations nobody tells of unused types.
        let has_operations = spec
            .get("operations")
            .and_then(Value::as_mapping)
            .is_some_and(|all| !all.is_empty());
        let all = spec
            .get("types")
            .and_then(Value::as_mapping)
            .filter(|_| !has_operations);
        let all: Vec<String> = all
            .into_iter()
            .flatten()
            .filter_map(|(name, _)| name.as_str())
            .map(str::to_owned)
            .collect();
        let names = names.chain(all.iter().map(String::as_str));
        // A component that no operation uses stays, and so does what it names.
        let names = names.filter(|name| !places.has(&["types", name]) && !is_named(spec, name));
        let names: Vec<&str> = names.collect();
        let types = spec.get_mut("types").and_then(Value::as_mapping_mut);
        let Some(types) = types.filter(|_| !names.is_empty()) else {
            allow(spec, loaded.diagnostics.iter());
            return;
        };
        for name in names {
            types.shift_remove(name);
        }
        if types.is_empty() {
            spec.shift_remove("types");
        }
    }
}

/// Whether another type names this one.
fn is_named(spec: &Mapping, name: &str) -> bool {
    fn says(value: &Value, name: &str) -> bool {
        match value {
            Value::String(text) => text
                .split(|c: char| !c.is_ascii_alphanumeric())
                .any(|word| word == name),
            Value::Mapping(map) => map.values().any(|value| says(value, name)),
            Value::Sequence(list) => list.iter().any(|value| says(value, name)),
            _ => false,
        }
    }
    let types = spec.get("types").and_then(Value::as_mapping);
    let mut others = types
        .into_iter()
        .flatten()
        .filter(|(other, _)| other.as_str() != Some(name));
    others.any(|(_, def)| says(def, name))
}

fn errors(diagnostics: &Diagnostics) -> Vec<Diagnostic> {
    let errors = diagnostics
        .iter()
        .filter(|one| one.severity() == Severity::Error);
    errors.cloned().collect()
}

fn load(spec: &Mapping) -> specwright::Loaded {
    specwright::load_text(
        "spec.yaml",
        crate::yaml::write(&Value::Mapping(spec.clone())),
    )
}

/// Takes out what mistakes are about: the smallest thing that can be missing.
fn take_out(
    spec: &mut Mapping,
    mistakes: &[Diagnostic],
    round: usize,
    places: &Places,
    remarks: &Remarks,
) {
    let mut done: Vec<Vec<String>> = Vec::new();
    for mistake in mistakes {
        let path = path(mistake);
        let target = target(&path, round);
        if target.is_empty() || done.iter().any(|known| target.starts_with(known)) {
            continue;
        }
        let removed = remove(spec, &target);
        if removed {
            remarks.not_carried(&places.of(&target), said(&target, mistake));
            tidy_up(spec, &target);
            done.push(target);
        }
    }
}

/// What was taken out, and why.
fn said(target: &[String], mistake: &Diagnostic) -> String {
    let what = match target
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["operations", _, "samples", ..] => "the example stays behind".to_owned(),
        ["operations", name] => format!("the operation `{name}` stays behind"),
        ["operations", _, .., last] | ["types", _, .., last] => format!("`{last}` stays behind"),
        [.., last] => format!("`{last}` stays behind"),
        [] => String::new(),
    };
    format!("{what}: {}", mistake.message())
}

fn path(mistake: &Diagnostic) -> Vec<String> {
    let steps = mistake.place().path().iter();
    steps
        .map(|step| match step {
            Step::Key(key) => key.clone(),
            Step::Index(index) => index.to_string(),
        })
        .collect()
}

/// What is taken out for a mistake at a path. Later rounds take more.
fn target(path: &[String], round: usize) -> Vec<String> {
    let words: Vec<&str> = path.iter().map(String::as_str).collect();
    let keep = match words.as_slice() {
        ["operations", _, "samples", _, "request" | "response", ..] if round < ROUNDS / 2 => 5,
        ["operations", _, "samples", _, ..] => 4,
        [
            "operations",
            _,
            "paginate" | "rules" | "answers" | "headers" | "query" | "auth" | "server" | "stream"
            | "formats",
            ..,
        ] => 3,
        ["operations", _, "params", _, "type" | "in" | "name", ..] => 4,
        ["operations", _, "params", _, _, ..] if round < ROUNDS / 2 => 5,
        ["operations", _, "params", _, ..] => 4,
        ["operations", _, "returns" | "deprecated", ..] => 3,
        ["operations", _, ..] => 2,
        ["types", _, "fields", _, "type" | "name", ..] => 4,
        ["types", _, "fields", _, _, ..] if round < ROUNDS / 2 => 5,
        ["types", _, "fields" | "enum" | "one_of", _, ..] => 4,
        ["types", _, key, ..]
            if !matches!(*key, "fields" | "enum" | "one_of" | "type" | "tag")
                && round < ROUNDS / 2 =>
        {
            3
        }
        ["types", _, ..] => 2,
        [
            "credentials" | "tokens" | "errors" | "servers" | "limits" | "signatures",
            _,
            ..,
        ] => 2,
        [_, ..] => 1,
        [] => 0,
    };
    path.get(..keep).unwrap_or(path).to_vec()
}

/// Takes out an entry of the spec; a required thing is replaced by one that means as little as can be.
fn remove(spec: &mut Mapping, path: &[String]) -> bool {
    let Some((last, above)) = path.split_last() else {
        return false;
    };
    if above.is_empty()
        && matches!(
            last.as_str(),
            "specwright" | "api" | "servers" | "operations"
        )
    {
        return false;
    }
    let mut at: Option<&mut Value> = None;
    for step in above {
        let next = match at {
            None => spec.get_mut(step.as_str()).or(None),
            Some(Value::Mapping(map)) => get_mut(map, step),
            Some(Value::Sequence(list)) => step
                .parse::<usize>()
                .ok()
                .and_then(|index| list.get_mut(index)),
            Some(_) => None,
        };
        let Some(next) = next else { return false };
        at = Some(next);
    }
    let map = match at {
        None => spec,
        Some(Value::Mapping(map)) => map,
        // A short form: there is nothing in it, so it goes itself.
        Some(_) => return remove(spec, above),
    };
    match last.as_str() {
        // A place that something else refers to keeps a type that holds anything.
        name if above == ["types"] => {
            let any = Mapping::from_iter([(Value::from("type"), Value::from("any"))]);
            let known = map.get(name) == Some(&Value::Mapping(any.clone()));
            match known {
                true => map.shift_remove(name).is_some(),
                false => map.insert(name.into(), any.into()).is_some(),
            }
        }
        name => take(map, name).is_some(),
    }
}

/// The entry under a key that is a text, or a number as YAML has it.
fn get_mut<'m>(map: &'m mut Mapping, key: &str) -> Option<&'m mut Value> {
    if map.contains_key(key) {
        return map.get_mut(key);
    }
    let number = key.parse::<i64>().ok()?;
    map.get_mut(Value::from(number))
}

fn take(map: &mut Mapping, key: &str) -> Option<Value> {
    if map.contains_key(key) {
        return map.shift_remove(key);
    }
    let number = key.parse::<i64>().ok()?;
    map.shift_remove(Value::from(number))
}

/// What was taken out may leave something empty that cannot be.
fn tidy_up(spec: &mut Mapping, path: &[String]) {
    for length in (2..path.len()).rev() {
        let above: Vec<String> = path.get(..length).unwrap_or_default().to_vec();
        let is_needed = above.len() == 2
            && above
                .first()
                .is_some_and(|first| first == "types" || first == "operations");
        let is_empty = match find(spec, &above) {
            Some(Value::Mapping(map)) => {
                map.is_empty()
                    || is_sample(&above)
                        && !map.contains_key("request")
                        && !map.contains_key("response")
            }
            _ => false,
        };
        if !is_empty || is_needed {
            return;
        }
        remove(spec, &above);
    }
}

fn is_sample(path: &[String]) -> bool {
    path.len() == 4 && path.get(2).is_some_and(|step| step == "samples")
}

fn find<'v>(spec: &'v Mapping, path: &[String]) -> Option<&'v Value> {
    let (first, rest) = path.split_first()?;
    rest.iter()
        .try_fold(spec.get(first.as_str())?, |value, step| {
            value.get(step.as_str())
        })
}

/// What lints would tell, and why it is so.
fn allow<'a>(spec: &mut Mapping, diagnostics: impl Iterator<Item = &'a Diagnostic>) {
    let mut allowed: BTreeMap<&'static str, Mapping> = BTreeMap::new();
    for one in diagnostics.filter(|one| one.severity() == Severity::Warning) {
        let (Some(lint), Some(subject)) = (one.code().lint(), one.subject()) else {
            continue;
        };
        let entries = allowed.entry(lint).or_default();
        entries.insert(subject.into(), reason(one.code(), lint).into());
    }
    if allowed.is_empty() {
        return;
    }
    let mut out = Mapping::new();
    for (lint, entries) in allowed {
        let reasons: Vec<&Value> = entries.values().collect();
        // One reason for all of many reads better said once; but a type that is added by hand is to be told about.
        let is_long = lint != "unused_type"
            && entries.len() > 20
            && reasons.windows(2).all(|two| two.first() == two.last());
        let value = match (is_long, reasons.first()) {
            (true, Some(reason)) => Mapping::from_iter([(Value::from("all"), (*reason).clone())]),
            _ => entries,
        };
        out.insert(lint.into(), value.into());
    }
    match spec.get_mut("allow") {
        Some(Value::Mapping(known)) => {
            for (lint, entries) in out {
                known.entry(lint).or_insert(entries);
            }
        }
        _ => {
            spec.insert("allow".into(), out.into());
        }
    }
}

fn reason(_code: Code, lint: &str) -> &'static str {
    match lint {
        "unused_type" => "no operation of the document refers to it",
        "sample_without_type" => "the example has members that the schema does not name",
        "plain_secret" => "the document does not say that it is a secret",
        "unused_credential" | "unused_signature" | "unused_limit" => "the document has it",
        _ => "the document has it so",
    }
}
