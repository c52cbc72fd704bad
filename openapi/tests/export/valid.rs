//! Examples satisfy the schemas that they stand beside, as a validator of others says; and references lead somewhere.

use serde_json::{Value, json};
use specwright_openapi::export::{Options, export};

use crate::specs::all;

/// A schema together with the components that it leads to.
fn validator(root: &Value, schema: &Value) -> jsonschema::Validator {
    let mut schemas = serde_json::Map::new();
    let mut open = vec![schema];
    while let Some(node) = open.pop() {
        match node {
            Value::Array(items) => open.extend(items),
            Value::Object(members) => {
                let reference = members.get("$ref").and_then(Value::as_str);
                let name =
                    reference.and_then(|reference| reference.strip_prefix("#/components/schemas/"));
                if let Some(name) = name.filter(|name| !schemas.contains_key(*name)) {
                    let target = &root["components"]["schemas"][name];
                    schemas.insert(name.to_owned(), target.clone());
                    open.push(target);
                }
                open.extend(members.values());
            }
            _ => {}
        }
    }
    let whole = json!({"allOf": [schema], "components": {"schemas": schemas}});
    jsonschema::draft202012::new(&whole).expect("a schema")
}

/// Media types and parameters with examples: the schema, and each example.
fn shown<'a>(
    root: &'a Value,
    node: &'a Value,
    at: String,
    out: &mut Vec<(String, &'a Value, &'a Value)>,
) {
    let Value::Object(members) = node else {
        if let Value::Array(items) = node {
            for (index, item) in items.iter().enumerate() {
                shown(root, item, format!("{at}/{index}"), out);
            }
        }
        return;
    };
    if let Some(schema) = members.get("schema").filter(|schema| schema.is_object()) {
        let named = members.get("examples").and_then(Value::as_object);
        for (name, example) in named.into_iter().flatten() {
            let example = match example.get("$ref").and_then(Value::as_str) {
                Some(reference) => root
                    .pointer(reference.trim_start_matches('#'))
                    .expect("the example is there"),
                None => example,
            };
            out.push((format!("{at}/examples/{name}"), schema, &example["value"]));
        }
        if let Some(example) = members.get("example") {
            out.push((format!("{at}/example"), schema, example));
        }
    }
    for (key, value) in members {
        shown(root, value, format!("{at}/{key}"), out);
    }
}

#[test]
fn every_example_satisfies_its_schema() {
    let mut count = 0;
    for spec in all() {
        let document = export(&spec.loaded.apis[0], &Options::default());
        let root: Value = serde_json::from_str(&document.to_json()).expect("JSON");
        let mut examples = Vec::new();
        shown(&root, &root["paths"], String::new(), &mut examples);
        shown(
            &root,
            &root["components"]["responses"],
            String::new(),
            &mut examples,
        );
        // XML stands in a text, as OpenAPI says, beside the schema of what it holds.
        examples.retain(|(at, _, _)| !at.contains("application/xml"));
        count += examples.len();
        let mut made: Option<(&Value, jsonschema::Validator)> = None;
        for (at, schema, example) in examples {
            // Examples of one schema stand beside each other.
            let known = made.take().filter(|(known, _)| *known == schema);
            let (_, validator) =
                made.insert(known.unwrap_or_else(|| (schema, validator(&root, schema))));
            let error = validator.validate(example).err();
            assert!(error.is_none(), "{}: {at}: {example}: {error:?}", spec.name);
        }
    }
    assert!(count > 500, "{count}");
}

#[test]
fn every_schema_is_one_and_its_examples_satisfy_it() {
    for spec in all() {
        let document = export(&spec.loaded.apis[0], &Options::default());
        let root: Value = serde_json::from_str(&document.to_json()).expect("JSON");
        let schemas = root["components"]["schemas"].as_object();
        for (name, schema) in schemas.into_iter().flatten() {
            validator(&root, schema);
            let properties = schema["properties"].as_object();
            for (property, schema) in properties.into_iter().flatten() {
                for example in schema["examples"].as_array().into_iter().flatten() {
                    let fits = validator(&root, schema).is_valid(example);
                    assert!(fits, "{}: {name}.{property}: {example}", spec.name);
                }
            }
        }
    }
}

#[test]
fn references_lead_somewhere_and_no_operation_is_lost() {
    for spec in all() {
        let api = &spec.loaded.apis[0];
        let root: Value =
            serde_json::from_str(&export(api, &Options::default()).to_json()).expect("JSON");
        let mut open = vec![&root];
        let mut operations = Vec::new();
        while let Some(node) = open.pop() {
            match node {
                Value::Array(items) => open.extend(items),
                Value::Object(members) => {
                    if let Some(Value::String(reference)) = members.get("$ref") {
                        let target = root.pointer(reference.trim_start_matches('#'));
                        assert!(target.is_some(), "{}: {reference}", spec.name);
                    }
                    operations.extend(members.get("operationId").and_then(Value::as_str));
                    open.extend(
                        members
                            .iter()
                            .filter(|(key, _)| *key != "x-specwright")
                            .map(|(_, value)| value),
                    );
                }
                _ => {}
            }
        }
        operations.sort_unstable();
        let mut names: Vec<&str> = api.operations.iter().map(|op| op.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(operations, names, "{}", spec.name);
    }
}
