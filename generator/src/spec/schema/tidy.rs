//! Arranges a schema for editors: titles, texts as Markdown, words with a text each.
//!
//! The language server of editors shows `description` as it stands and `markdownDescription` laid out; of an `enum` it
//! offers the words with `markdownEnumDescriptions`, while the `const`s of a `oneOf` would hide the text of their key.

use serde_json::{Map, Value, json};

const TITLE: &str = "Specwright spec";

/// Arranges the whole schema.
pub(super) fn tidy(schema: &mut Value) {
    if let Some(Value::Object(definitions)) = schema.get_mut("$defs") {
        for (name, definition) in definitions.iter_mut() {
            name_forms(definition, &spaced(name));
        }
        let lists: Map<String, Value> = definitions.clone();
        definitions
            .values_mut()
            .for_each(|definition| put_words_in_place(definition, &lists));
    }
    walk(schema);
    schema["title"] = json!(TITLE);
}

/// Messages call an object by its title, also where a short form stands beside it.
fn name_forms(definition: &mut Value, title: &str) {
    definition["title"] = json!(title);
    let forms = definition.get_mut("anyOf").and_then(Value::as_array_mut);
    for form in forms.into_iter().flatten() {
        if form.get("properties").is_some() {
            form["title"] = json!(title);
        }
    }
}

/// A list of words beside a long form, without the text that would hide that of the key.
fn put_words_in_place(definition: &mut Value, lists: &Map<String, Value>) {
    let forms = definition.get_mut("anyOf").and_then(Value::as_array_mut);
    for form in forms.into_iter().flatten() {
        let name = form.get("$ref").and_then(Value::as_str);
        let name = name.and_then(|name| name.strip_prefix("#/$defs/"));
        let list = name
            .and_then(|name| lists.get(name))
            .filter(|list| list.get("oneOf").is_some());
        if let Some(list) = list {
            *form = json!({"oneOf": list["oneOf"]});
        }
    }
}

/// Schemas stand in schemas, some by name, some in lists; what is no schema is left alone.
fn walk(schema: &mut Value) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    words(object);
    texts(object);
    for (key, inner) in object {
        match (key.as_str(), inner) {
            ("$defs" | "properties", Value::Object(named)) => named.values_mut().for_each(walk),
            ("anyOf" | "oneOf", Value::Array(forms)) => forms.iter_mut().for_each(walk),
            ("items" | "additionalProperties" | "propertyNames", inner) => walk(inner),
            _ => {}
        }
    }
}

/// A closed list of words as one `enum`.
fn words(schema: &mut Map<String, Value>) {
    let Some(Value::Array(choices)) = schema.get("oneOf") else {
        return;
    };
    let word = |choice: &Value| Some((choice.get("const")?.clone(), choice["description"].clone()));
    let Some(words) = choices.iter().map(word).collect::<Option<Vec<_>>>() else {
        return;
    };
    let (words, texts): (Vec<Value>, Vec<Value>) = words.into_iter().unzip();
    schema.remove("oneOf");
    schema.insert("type".into(), json!("string"));
    schema.insert("enum".into(), words.into());
    schema.insert("enumDescriptions".into(), texts.into());
}

/// Lines of a comment are joined to paragraphs, and said to be Markdown.
fn texts(schema: &mut Map<String, Value>) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = flowing(text);
        let text = text.clone();
        schema.insert("markdownDescription".into(), text.into());
    }
    if let Some(Value::Array(texts)) = schema.get_mut("enumDescriptions") {
        for text in texts.iter_mut() {
            *text = flowing(text.as_str().unwrap_or_default()).into();
        }
        let texts = texts.clone();
        schema.insert("markdownEnumDescriptions".into(), texts.into());
    }
}

fn flowing(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|lines| lines.replace('\n', " "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// `CredentialKind` as `credential kind`.
fn spaced(name: &str) -> String {
    let mut out = String::new();
    for (index, c) in name.char_indices() {
        if c.is_uppercase() && index > 0 {
            out.push(' ');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}
