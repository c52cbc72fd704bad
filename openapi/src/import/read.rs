//! From the text of a file to a value. In: JSON or YAML. Out: a value whose maps have texts as keys, in the order of the
//! file; or what is wrong with the text, and where.

use serde_yaml::value::TaggedValue;
use serde_yaml::{Mapping, Number, Value};

use super::problem::Problem;

/// Reads one file.
pub(super) fn read(file: &str, text: &str) -> Result<Value, Problem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.trim_start().bytes().next();
    let value = match first {
        None => return Err(Problem::new(file, "the file is empty")),
        Some(b'{' | b'[') => json(file, text).or_else(|problem| {
            // Braces are YAML too; what the file calls itself decides whose complaint counts.
            let is_json = file.to_ascii_lowercase().ends_with(".json");
            yaml(file, text).map_err(|other| if is_json { problem } else { other })
        })?,
        Some(_) => yaml(file, text)?,
    };
    match plain(value) {
        Value::Mapping(map) => Ok(Value::Mapping(map)),
        Value::Null => Err(Problem::new(file, "the file is empty")),
        other => {
            let text = format!(
                "the file holds {}, and no OpenAPI document",
                describe(&other)
            );
            Err(Problem::new(file, text).at(1, 1))
        }
    }
}

fn json(file: &str, text: &str) -> Result<Value, Problem> {
    serde_json::from_str(text).map_err(|error| {
        let said = error.to_string();
        let said = said.split(" at line ").next().unwrap_or_default();
        let said = match error.is_eof() {
            true => "the text ends too early: it is cut off",
            false => said,
        };
        let problem = Problem::new(file, format!("the JSON cannot be read: {said}"));
        problem.at(error.line(), error.column().max(1))
    })
}

fn yaml(file: &str, text: &str) -> Result<Value, Problem> {
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let Some(first) = documents.next() else {
        return Err(Problem::new(file, "the file is empty"));
    };
    let read = <Value as serde::Deserialize>::deserialize(first);
    let mut value = read.map_err(|error| broken(file, &error))?;
    if documents.next().is_some() {
        return Err(Problem::new(
            file,
            "the file holds several YAML documents; one is expected",
        ));
    }
    value.apply_merge().map_err(|error| broken(file, &error))?;
    Ok(value)
}

fn broken(file: &str, error: &serde_yaml::Error) -> Problem {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let said = said.split(" at position ").next().unwrap_or_default();
    let problem = Problem::new(file, format!("the YAML cannot be read: {said}"));
    match error.location() {
        Some(place) => problem.at(place.line(), place.column()),
        None => problem,
    }
}

/// A value without tags, with texts as keys: statuses such as `200` are numbers in YAML.
fn plain(value: Value) -> Value {
    match value {
        Value::Mapping(map) => Value::Mapping(plain_map(map)),
        Value::Sequence(list) => Value::Sequence(list.into_iter().map(plain).collect()),
        Value::Tagged(tagged) => {
            let TaggedValue { value, .. } = *tagged;
            plain(value)
        }
        Value::Number(number) if number.as_f64().is_some_and(|n| !n.is_finite()) => {
            Value::String(number.to_string())
        }
        other => other,
    }
}

fn plain_map(map: Mapping) -> Mapping {
    let entry = |(key, value)| (Value::String(key_text(&key)), plain(value));
    map.into_iter().map(entry).collect()
}

fn key_text(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        other => scalar_text(other).unwrap_or_else(|| {
            let text = serde_json::to_string(other).unwrap_or_default();
            text.trim().to_owned()
        }),
    }
}

/// A scalar as text: what YAML takes for a number where a text was meant, such as `version: 1.0`.
pub(super) fn scalar_text(value: &Value) -> Option<String> {
    Some(match value {
        Value::String(text) => text.clone(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number_text(number),
        Value::Null => "null".to_owned(),
        _ => return None,
    })
}

fn number_text(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => {
            format!("{float:.1}")
        }
        _ => number.to_string(),
    }
}

/// What kind of value it is, in words.
pub(super) fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Sequence(_) => "a list",
        Value::Mapping(_) => "an object",
        Value::Tagged(_) => "a tagged value",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_texts_and_merges_are_done() {
        let text = "a: &a {x: 1}\nb:\n  <<: *a\n  200: ok\n  true: yes\nc: !tag {n: .inf}\n";
        let value = read("a.yaml", text).unwrap_or_default();
        assert_eq!(value["b"]["x"], Value::from(1));
        assert_eq!(value["b"]["200"], Value::from("ok"));
        assert_eq!(value["b"]["true"], Value::from("yes"));
        assert_eq!(value["c"]["n"], Value::from(".inf"));
    }

    #[test]
    fn what_cannot_be_read_says_where() {
        let deep = "[".repeat(5000);
        let table = [
            ("a.json", "", "a.json: the file is empty"),
            ("a.yaml", "# nothing\n", "a.yaml: the file is empty"),
            (
                "a.json",
                "{\"a\": 1",
                "a.json:1:7: the JSON cannot be read: the text ends too early: it is cut off",
            ),
            (
                "a.json",
                "{\"a\": 1,\n \"a\": 2}",
                "a.json:2:4: the JSON cannot be read: duplicate entry with key \"a\"",
            ),
            (
                "a.yaml",
                "a: 1\na: 2\n",
                "a.yaml:1:1: the YAML cannot be read: duplicate entry with key \"a\"",
            ),
            (
                "a.yaml",
                "a: [1,\nb: 2",
                "a.yaml:3:1: the YAML cannot be read: did not find expected ',' or ']'",
            ),
            (
                "a.yaml",
                "just words",
                "a.yaml:1:1: the file holds a text, and no OpenAPI document",
            ),
            (
                "a.yaml",
                "a: 1\n---\nb: 1\n",
                "a.yaml: the file holds several YAML documents; one is expected",
            ),
            (
                "a.json",
                &deep,
                "a.json:1:128: the JSON cannot be read: recursion limit exceeded",
            ),
        ];
        for (file, text, said) in table {
            let problem = read(file, text).err().map(|problem| problem.to_string());
            assert_eq!(problem.as_deref(), Some(said), "{text:.40}");
        }
    }
}
