//! Schemas become types: each fixture has component schemas, those that are received and sent, and values that the types
//! must read, refuse and write. Its golden is the spec that comes of it, with the remarks. `UPDATE=1` renews goldens.

use std::path::PathBuf;

use serde_yaml::{Mapping, Value};
use specwright_openapi::import::{Documents, Options, import};
use specwright_openapi::yaml;

#[test]
fn single_values() {
    check("scalars");
}

#[test]
fn enums() {
    check("enums");
}

#[test]
fn objects() {
    check("objects");
}

#[test]
fn one_ofs() {
    check("unions");
}

#[test]
fn one_ofs_by_tag() {
    check("tags");
}

#[test]
fn components_that_others_extend() {
    check("bases");
}

#[test]
fn names() {
    check("names");
}

#[test]
fn schemas_that_say_odd_things() {
    check("odd");
}

#[test]
fn words_of_the_language_go_over_the_schema() {
    check("overlay");
}

/// Imports a fixture, compares the spec with its golden, and tries its values.
fn check(name: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/types/fixtures");
    let fixture =
        std::fs::read_to_string(folder.join(format!("{name}.yaml"))).expect("the fixture is there");
    let fixture: Mapping = serde_yaml::from_str(&fixture).expect("the fixture is YAML");
    let text = serde_yaml::to_string(&document(&fixture)).expect("a document is written");
    let documents = Documents::new("fixture.yaml", &text);
    let imported = import(&documents, &Options::default()).expect("the document is read");
    let spec = &imported.files[0].1;

    let loaded = specwright::load_text("spec.yaml", spec.clone());
    let problems: Vec<&str> = loaded
        .diagnostics
        .iter()
        .map(|problem| problem.message())
        .collect();
    assert!(
        problems.is_empty(),
        "{problems:#?}\n{spec}\n{:#?}",
        imported.remarks
    );

    let mut golden = spec
        .split_once("\ntypes:\n")
        .map_or(spec.clone(), |(_, rest)| format!("types:\n{rest}"));
    golden.push_str("\n# Remarks\n");
    for remark in &imported.remarks {
        golden.push_str(&format!(
            "# {:?} {}: {}\n",
            remark.kind, remark.pointer, remark.text
        ));
    }
    let path = folder.join(format!("{name}.golden.yaml"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &golden).expect("the golden is written");
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(golden, before, "`UPDATE=1` renews {}", path.display());
    values(&fixture, spec);
}

/// A document with an operation for each schema that is received or sent.
fn document(fixture: &Mapping) -> Value {
    let mut paths = String::new();
    for name in names_of(fixture, "received") {
        paths += &format!(
            "  /received/{name}:\n    get:\n      operationId: get_{name}\n      responses:\n        '200': {{description: It, \
             content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}\n"
        );
    }
    for name in names_of(fixture, "sent") {
        paths += &format!(
            "  /sent/{name}:\n    post:\n      operationId: send_{name}\n      requestBody: {{required: true, content: \
             {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}\n      responses: {{'204': \
             {{description: Done}}}}\n"
        );
    }
    let version = fixture
        .get("openapi")
        .and_then(Value::as_str)
        .unwrap_or("3.1.0");
    let text = format!(
        "openapi: {version}\ninfo: {{title: Fixture, version: '1'}}\nservers: [{{url: https://api.example.com}}]\npaths:\n{paths}"
    );
    let mut document: Mapping = serde_yaml::from_str(&text).expect("the frame is YAML");
    let schemas = fixture.get("schemas").cloned().unwrap_or_default();
    let components = Mapping::from_iter([(Value::from("schemas"), schemas)]);
    document.insert("components".into(), Value::Mapping(components));
    if let Some(root) = fixture.get("x-specwright") {
        document.insert("x-specwright".into(), root.clone());
    }
    Value::Mapping(document)
}

fn names_of(fixture: &Mapping, key: &str) -> Vec<String> {
    let names = fixture
        .get(key)
        .and_then(Value::as_sequence)
        .into_iter()
        .flatten();
    names.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Puts the values of a fixture into the spec as samples, which the interpreter then carries out, each by itself.
fn values(fixture: &Mapping, spec: &str) {
    let spec: Mapping = serde_yaml::from_str(spec).expect("the spec is YAML");
    for (key, way) in [("reads", "get"), ("refuses", "get"), ("writes", "send")] {
        let table = fixture
            .get(key)
            .and_then(Value::as_mapping)
            .cloned()
            .unwrap_or_default();
        for (name, values) in &table {
            for value in values.as_sequence().into_iter().flatten() {
                let mut spec = spec.clone();
                let operation = operation(
                    &mut spec,
                    &format!("{way}_{}", name.as_str().unwrap_or_default()),
                );
                let sample = match way {
                    "send" => sample_written(&whole_body(operation), value),
                    _ => map([("response", map([("body", json(value))]))]),
                };
                entry(operation, "samples").insert("it".into(), sample);
                let problems = problems(spec);
                let shown = serde_json::to_string(value).unwrap_or_default();
                match key {
                    "refuses" => assert!(!problems.is_empty(), "{shown} is read as {name:?}"),
                    _ => assert!(problems.is_empty(), "{name:?} {key} {shown}: {problems:#?}"),
                }
            }
        }
    }
}

fn problems(spec: Mapping) -> Vec<String> {
    let loaded = specwright::load_text("spec.yaml", yaml::write(&Value::Mapping(spec)));
    let mut problems: Vec<String> = loaded
        .diagnostics
        .iter()
        .map(|one| one.message().to_owned())
        .collect();
    for api in &loaded.apis {
        problems.extend(
            specwright_interpret::prove(api)
                .iter()
                .map(|one| one.message().to_owned()),
        );
    }
    problems
}

fn operation<'s>(spec: &'s mut Mapping, id: &str) -> &'s mut Mapping {
    let operations = entry(spec, "operations");
    let folded = |name: &str| name.replace('_', "").to_lowercase();
    let name = operations
        .keys()
        .find(|name| folded(name.as_str().unwrap_or_default()) == folded(id));
    let name = name.cloned().expect("an operation of that name");
    operations
        .get_mut(&name)
        .and_then(Value::as_mapping_mut)
        .expect("an operation is a map")
}

fn entry<'m>(map: &'m mut Mapping, key: &str) -> &'m mut Mapping {
    let value = map
        .entry(key.into())
        .or_insert_with(|| Value::Mapping(Mapping::new()));
    value.as_mapping_mut().expect("a map")
}

/// The name of the parameter that is the body.
fn whole_body(operation: &Mapping) -> Value {
    let params = operation.get("params").and_then(Value::as_mapping);
    let whole = params
        .into_iter()
        .flatten()
        .find(|(_, param)| param.get("in").and_then(Value::as_str) == Some("whole_body"));
    whole.map_or(Value::Null, |(name, _)| name.clone())
}

fn json(value: &Value) -> Value {
    serde_json::to_string(value)
        .expect("a value is JSON")
        .into()
}

fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Mapping(
        entries
            .into_iter()
            .map(|(key, value)| (Value::from(key), value))
            .collect(),
    )
}

fn sample_written(body: &Value, value: &Value) -> Value {
    let params = match body {
        Value::Null => value.clone(),
        name => Value::Mapping(Mapping::from_iter([(name.clone(), value.clone())])),
    };
    map([("request", map([("params", params), ("body", json(value))]))])
}
