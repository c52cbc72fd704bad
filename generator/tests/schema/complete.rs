//! The schema says something of everything: each key and each word has a text, and no object is open by accident.

use serde_json::Value;

#[test]
fn every_key_and_word_has_a_text() {
    let schema = specwright::schema();
    let mut faults = Vec::new();
    let (mut keys, mut words) = (0, 0);
    walk(&schema, &mut "#".to_owned(), &mut |path, schema| {
        for (key, value) in schema["properties"].as_object().into_iter().flatten() {
            keys += 1;
            let text = value["markdownDescription"].as_str().unwrap_or_default();
            if text.is_empty() || value["description"] != text {
                faults.push(format!("{path}: `{key}` has no text"));
            }
        }
        if schema.get("properties").is_some() && schema["additionalProperties"] != false {
            faults.push(format!("{path} takes any key"));
        }
        if let Some(list) = schema["enum"].as_array() {
            words += list.len();
            let texts = schema["markdownEnumDescriptions"].as_array();
            let said = texts.map_or(0, |texts| texts.iter().filter(|text| **text != "").count());
            if said != list.len() {
                faults.push(format!("{path}: {said} texts for {} words", list.len()));
            }
        }
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(keys > 280 && words > 100, "{keys} keys, {words} words");
}

#[test]
fn every_reference_leads_somewhere_and_nothing_is_left_over() {
    let schema = specwright::schema();
    let mut named = Vec::new();
    walk(&schema, &mut "#".to_owned(), &mut |_, schema| {
        named.extend(schema["$ref"].as_str().map(str::to_owned));
    });
    for reference in &named {
        let found = reference
            .strip_prefix('#')
            .and_then(|path| schema.pointer(path));
        assert!(found.is_some(), "{reference}");
    }
    // Lists of words that stand beside a map are written out there; the reference page has them by name.
    let apart = ["CredentialKind", "StreamKind"];
    let definitions = schema["$defs"].as_object().expect("definitions");
    for name in definitions
        .keys()
        .filter(|name| !apart.contains(&name.as_str()))
    {
        assert!(
            named.contains(&format!("#/$defs/{name}")),
            "{name} is not used"
        );
    }
}

/// Every schema in a schema, with its path.
fn walk(schema: &Value, path: &mut String, see: &mut impl FnMut(&str, &Value)) {
    if !schema.is_object() {
        return;
    }
    see(path, schema);
    let length = path.len();
    let mut below = |step: &str, schema: &Value| {
        path.push('/');
        path.push_str(step);
        walk(schema, path, see);
        path.truncate(length);
    };
    for list in ["$defs", "properties"] {
        for (name, schema) in schema[list].as_object().into_iter().flatten() {
            below(&format!("{list}/{name}"), schema);
        }
    }
    for list in ["anyOf", "oneOf"] {
        for (index, schema) in schema[list].as_array().into_iter().flatten().enumerate() {
            below(&format!("{list}/{index}"), schema);
        }
    }
    for one in ["items", "additionalProperties", "propertyNames"] {
        below(one, &schema[one]);
    }
}
