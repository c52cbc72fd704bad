//! Specs into which mistakes were put, one at a time: what reading accepts, the schema accepts; what has the wrong shape
//! by one, has it by the other.

use std::fs;

use serde_yaml::{Mapping, Value};
use specwright::load_text;

use crate::accepted::specs;
use crate::compare::{Compared, problems};
use crate::judge::{Judge, json};

/// Larger specs take minutes and have nothing that the others have not.
const LARGE: usize = 12_000;

#[test]
fn mistakes_are_judged_alike() {
    let judge = Judge::new();
    let (mut compared, mut refused, mut faults) = (0, 0, Vec::new());
    for path in specs() {
        let text = fs::read_to_string(&path).expect("a spec can be read");
        let spec: Value = serde_yaml::from_str(&text).expect("a spec is YAML");
        if text.len() > LARGE || spec.get("api").is_none() {
            continue;
        }
        for (what, wrong) in mistakes(&spec) {
            compared += 1;
            let found = compare(&judge, &wrong);
            refused += usize::from(found.is_refused());
            let name = path.display();
            faults.extend(
                found
                    .faults()
                    .map(|fault| format!("{name}, {what}: {fault}")),
            );
        }
    }
    let shown = faults[..faults.len().min(20)].join("\n");
    assert!(
        faults.is_empty(),
        "{} faults in {compared}:\n{shown}",
        faults.len()
    );
    assert!(compared > 1000, "only {compared} mistakes were made");
    assert!(
        refused > compared / 2,
        "{refused} of {compared} were refused"
    );
}

fn compare(judge: &Judge, spec: &Value) -> Compared {
    let mut text = String::new();
    write(spec, &mut text);
    let loaded = load_text("spec.yaml", text);
    let file = loaded.sources.ids().next().expect("the file");
    let value = json(spec.clone()).expect("a spec is JSON");
    Compared::new(problems(&loaded, file), judge.complaints(&value))
}

/// The spec as JSON, which is YAML in which nothing lacks quotes. The order stays: steps of signatures have one.
fn write(value: &Value, out: &mut String) {
    match value {
        Value::Mapping(entries) => {
            out.push('{');
            for (key, value) in entries {
                write(key, out);
                out.push_str(": ");
                write(value, out);
                out.push(',');
            }
            out.push('}');
        }
        Value::Sequence(items) => {
            out.push('[');
            for item in items {
                write(item, out);
                out.push(',');
            }
            out.push(']');
        }
        scalar => out.push_str(&serde_json::to_string(scalar).expect("a scalar is JSON")),
    }
}

/// The spec with one mistake, in each of its places, and what it is.
fn mistakes(spec: &Value) -> Vec<(String, Value)> {
    let mut places = Vec::new();
    walk(spec, &mut Vec::new(), &mut places);
    let mut made = Vec::new();
    for (number, place) in places.iter().enumerate() {
        let mut add = |what: String, change: &dyn Fn(&mut Value)| {
            let mut wrong = spec.clone();
            change(at(&mut wrong, place));
            made.push((format!("{place:?} {what}"), wrong));
        };
        // One of them at each place, each in its turn.
        let other = other(number);
        add(format!("= {other:?}"), &|node| *node = other.clone());
        let Value::Mapping(entries) = at(&mut spec.clone(), place).clone() else {
            continue;
        };
        add("+ key".into(), &|node| {
            node["no such key"] = Value::Mapping(Mapping::new())
        });
        if let Some(key) = entries.keys().nth(number % entries.len().max(1)) {
            add(format!("- {key:?}"), &|node| {
                node.as_mapping_mut()
                    .map(|entries| entries.shift_remove(key));
            });
        }
    }
    made
}

fn other(number: usize) -> Value {
    match number % 7 {
        0 => Value::Mapping(Mapping::new()),
        1 => Value::Sequence(Vec::new()),
        2 => Value::from(7),
        3 => Value::from("*"),
        4 => Value::from(true),
        5 => Value::from(-0.5),
        _ => Value::Null,
    }
}

/// Indices of entries and items on the way to everything in a value.
fn walk(value: &Value, path: &mut Vec<usize>, places: &mut Vec<Vec<usize>>) {
    places.push(path.clone());
    let below: Vec<&Value> = match value {
        Value::Mapping(entries) => entries.values().collect(),
        Value::Sequence(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    for (index, value) in below.into_iter().enumerate() {
        path.push(index);
        walk(value, path, places);
        path.pop();
    }
}

fn at<'v>(value: &'v mut Value, path: &[usize]) -> &'v mut Value {
    path.iter().fold(value, |value, index| {
        let below = match value {
            Value::Mapping(entries) => entries.values_mut().nth(*index),
            Value::Sequence(items) => items.get_mut(*index),
            _ => None,
        };
        below.expect("the place is there")
    })
}
