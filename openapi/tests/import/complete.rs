//! Nothing is lost in silence: each leaf of a document with everything in it has an effect on the spec or on the report.

use std::collections::BTreeSet;

use serde_yaml::Value;
use specwright_openapi::import::{Imported, Options};

use super::{import_text, text};

/// Leaves that say what would be so without them. Each ends like this.
const SAME_WITHOUT: &[&str] = &[
    // What OpenAPI says where nothing is said.
    "/parameters/0/style",
    // A parameter of the path is required, whatever is said.
    "/parameters/0/required",
    // Integers have 64 bits.
    "/z126/format",
    // The values of an enum, and the tag of a one-of, say of what type they are.
    "/kind/type",
    "/part/type",
];

type Step = (String, Option<usize>);

fn leaves(value: &Value, at: &mut Vec<Step>, out: &mut Vec<Vec<Step>>) {
    match value {
        Value::Mapping(map) if !map.is_empty() => {
            for (key, value) in map {
                at.push((key.as_str().unwrap_or_default().to_owned(), None));
                leaves(value, at, out);
                at.pop();
            }
        }
        Value::Sequence(list) if !list.is_empty() => {
            for (index, value) in list.iter().enumerate() {
                at.push((index.to_string(), Some(index)));
                leaves(value, at, out);
                at.pop();
            }
        }
        _ => out.push(at.clone()),
    }
}

fn without(value: &Value, path: &[Step]) -> Value {
    let mut out = value.clone();
    let Some((last, above)) = path.split_last() else {
        return out;
    };
    let mut at = &mut out;
    for (key, index) in above {
        at = match index {
            Some(index) => &mut at[*index],
            None => &mut at[key.as_str()],
        };
    }
    match (at, last) {
        (Value::Mapping(map), (key, _)) => {
            map.shift_remove(key.as_str());
        }
        (Value::Sequence(list), (_, Some(index))) => {
            list.remove(*index);
        }
        _ => {}
    }
    out
}

/// The same with another value at a place: what can be inferred has an effect if it is otherwise.
fn changed(value: &Value, path: &[Step]) -> Value {
    let mut out = value.clone();
    let leaf = path
        .iter()
        .try_fold(&mut out, |value, (key, index)| match index {
            Some(index) => value.get_mut(*index),
            None => value.get_mut(key.as_str()),
        });
    if let Some(leaf) = leaf {
        *leaf = match &*leaf {
            Value::Bool(truth) => Value::Bool(!truth),
            Value::String(text) if text == "integer" => Value::from("boolean"),
            _ => Value::from("integer"),
        };
    }
    out
}

fn pointer(path: &[Step]) -> String {
    let escaped = |step: &Step| format!("/{}", step.0.replace('~', "~0").replace('/', "~1"));
    path.iter().map(escaped).collect()
}

/// Path and text of a file; pointer and text of a remark.
type Pair = (String, String);

/// All that an import says, apart from lines, which move with what is taken out.
fn said(imported: &Imported) -> (Vec<Pair>, BTreeSet<Pair>) {
    let remarks = imported.remarks.iter();
    let remarks = remarks.map(|remark| (remark.pointer.clone(), remark.text.clone()));
    (imported.files.clone(), remarks.collect())
}

/// Whether a remark is about this place or what holds it.
fn is_told(imported: &Imported, pointer: &str) -> bool {
    imported.remarks.iter().any(|remark| {
        let below = pointer.strip_prefix(remark.pointer.as_str());
        !remark.pointer.is_empty()
            && below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
    })
}

#[test]
fn each_leaf_has_an_effect_or_is_told_about() {
    let text = text("everything.yaml");
    let value: Value = serde_yaml::from_str(&text).expect("what it should be");
    let options = Options {
        folder: true,
        ..Options::default()
    };
    let import = |value: &Value| {
        import_text(
            "everything.yaml",
            &serde_yaml::to_string(value).expect("what it should be"),
            &options,
        )
    };
    let whole = import(&value).expect("what it should be");
    let everything = said(&whole);
    let mut all = Vec::new();
    leaves(&value, &mut Vec::new(), &mut all);
    assert!(all.len() > 300, "{}", all.len());
    let mut lost = Vec::new();
    for path in &all {
        let pointer = pointer(path);
        if is_told(&whole, &pointer) {
            continue;
        }
        // What the document is refused without is not ignored.
        let Ok(less) = import(&without(&value, path)) else {
            continue;
        };
        if said(&less) != everything || SAME_WITHOUT.iter().any(|end| pointer.ends_with(end)) {
            continue;
        }
        if import(&changed(&value, path)).is_ok_and(|other| said(&other) == everything) {
            lost.push(pointer);
        }
    }
    assert!(lost.is_empty(), "lost in silence:\n{}", lost.join("\n"));
}

#[test]
fn each_text_is_in_the_spec_or_told_about() {
    let text = text("everything.yaml");
    let value: Value = serde_yaml::from_str(&text).expect("what it should be");
    let options = Options {
        folder: true,
        ..Options::default()
    };
    let imported = import_text("everything.yaml", &text, &options).expect("what it should be");
    let mut spec = String::new();
    imported
        .files
        .iter()
        .for_each(|(_, text)| spec.push_str(&text.to_lowercase()));
    let mut all = Vec::new();
    leaves(&value, &mut Vec::new(), &mut all);
    let mut lost = Vec::new();
    for path in &all {
        let leaf = path
            .iter()
            .try_fold(&value, |value, (key, index)| match index {
                Some(index) => value.get(*index),
                None => value.get(key.as_str()),
            });
        let text = leaf
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_lowercase();
        let marks = marks(&text);
        let pointer = pointer(path);
        let is_there = marks.iter().all(|mark| spec.contains(mark.as_str()));
        if !is_there && !is_told(&imported, &pointer) {
            lost.push(format!("{pointer}: {text}"));
        }
    }
    assert!(lost.is_empty(), "lost in silence:\n{}", lost.join("\n"));
}

/// The marks `z123` in a text.
fn marks(text: &str) -> Vec<String> {
    let starts = text.match_indices('z').map(|(at, _)| at);
    let marks = starts.filter_map(|at| text.get(at..at + 4));
    marks
        .filter(|mark| mark.bytes().skip(1).all(|byte| byte.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}
