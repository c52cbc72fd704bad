//! What must hold between the keys of an object, and what is assumed where a key is missing.

use serde_json::{Map, Value, json};

use super::keys::{long, property};

/// Keys that must be given, though reading can do without them for a while.
const REQUIRED: &[(&str, &[&str])] = &[
    ("Operation", &["call"]),
    ("Envelope", &["success"]),
    ("Signature", &["vectors"]),
];

/// Objects that have exactly one of these keys.
const EXACTLY_ONE: &[(&str, &[&str])] = &[
    ("TypeDef", &["fields", "enum", "one_of", "type"]),
    (
        "Auth",
        &[
            "header",
            "query",
            "cookie",
            "basic",
            "signature",
            "signer",
            "any_of",
        ],
    ),
    (
        "SignatureStep",
        &[
            "template", "pairs", "headers", "param", "hash", "hmac", "rsa", "compress", "decode",
            "json", "now", "nonce",
        ],
    ),
    ("SignatureParam", &["query", "header"]),
    (
        "Paginate",
        &["offset", "page", "cursor", "last_item", "link", "window"],
    ),
    ("PagePlace", &["body", "header", "rel"]),
    ("Stream", &["lines", "events"]),
    ("Expires", &["in", "at", "after"]),
];

/// Objects that need a key where they have none of others, and what is said of those that lack it.
const ELSE: &[(&str, &str, &[&str], &str)] = &[
    (
        "Member",
        "type",
        &["value", "fresh", "credential"],
        "A type must be given, except beside value, fresh and credential.",
    ),
    (
        "Rule",
        "when",
        &["together", "exactly_one", "at_least_one", "at_most_one"],
        "A rule has when and requires, or one of together, exactly_one, at_least_one and at_most_one.",
    ),
];

/// A key that stands only beside another.
const BESIDE: &[(&str, &str, &str)] = &[
    ("Auth", "header", "value"),
    ("Auth", "query", "value"),
    ("Auth", "cookie", "value"),
    ("Rule", "when", "requires"),
    ("Rule", "requires", "when"),
    ("TypeDef", "extra", "fields"),
    ("TypeDef", "tag", "one_of"),
    ("TypeDef", "content", "tag"),
    ("TypeDef", "open", "one_of"),
    ("TypeDef", "format", "type"),
    ("TypeDef", "wire", "type"),
    ("TypeDef", "min", "type"),
    ("TypeDef", "max", "type"),
    ("TypeDef", "above", "type"),
    ("TypeDef", "below", "type"),
    ("TypeDef", "multiple_of", "type"),
    ("TypeDef", "min_length", "type"),
    ("TypeDef", "max_length", "type"),
    ("TypeDef", "length_in", "type"),
    ("TypeDef", "pattern", "type"),
    ("TypeDef", "min_items", "type"),
    ("TypeDef", "max_items", "type"),
    ("SignatureStep", "hash", "of"),
    ("SignatureStep", "hmac", "of"),
    ("SignatureStep", "hmac", "key"),
    ("SignatureStep", "rsa", "of"),
    ("SignatureStep", "rsa", "key"),
    ("SignatureStep", "compress", "of"),
    ("SignatureStep", "decode", "of"),
];

/// What is assumed where a key is missing.
fn defaults() -> [(&'static str, &'static str, Value); 17] {
    [
        ("Spec", "timeout", json!("30s")),
        ("Spec", "formats", json!(["json"])),
        ("Source", "basis", json!("documented")),
        ("ErrorRow", "retry", json!("no")),
        ("RetryPolicy", "max_attempts", json!(3)),
        ("RetryPolicy", "base_delay", json!("200ms")),
        ("RetryPolicy", "max_delay", json!("20s")),
        ("PollPolicy", "interval", json!("1s")),
        ("PollPolicy", "max_wait", json!("1m")),
        ("Limit", "scope", json!("api")),
        ("Expires", "unit", json!("s")),
        ("PageNumber", "first", json!(1)),
        ("Operation", "body", json!("json")),
        ("Member", "length_in", json!("characters")),
        ("TypeDef", "length_in", json!("characters")),
        ("SampleResponse", "status", json!(200)),
        ("SampleResponse", "format", json!("json")),
    ]
}

/// More of what single values must be.
fn bounds() -> Vec<(&'static str, &'static str, Value)> {
    let status = json!({"minimum": 100, "maximum": 599});
    let some_time = json!({"pattern": "[1-9]"});
    vec![
        ("Spec", "specwright", json!({"const": 1})),
        (
            "Spec",
            "formats",
            json!({"minItems": 1, "uniqueItems": true}),
        ),
        (
            "Operation",
            "formats",
            json!({"minItems": 1, "uniqueItems": true}),
        ),
        ("ErrorRow", "status", status.clone()),
        ("SampleResponse", "status", status),
        ("TypeDef", "enum", json!({"minProperties": 1})),
        ("TypeDef", "one_of", json!({"minProperties": 1})),
        ("Auth", "any_of", json!({"minProperties": 2})),
        ("Signature", "steps", json!({"minProperties": 1})),
        ("Limit", "calls", json!({"minimum": 1})),
        ("Limit", "per", some_time.clone()),
        ("Window", "span", some_time),
        ("Member", "multiple_of", json!({"exclusiveMinimum": 0})),
        ("TypeDef", "multiple_of", json!({"exclusiveMinimum": 0})),
        ("Paginate", "default_size", json!({"minimum": 1})),
        ("RetryPolicy", "max_attempts", json!({"minimum": 1})),
        ("Signature", "vectors", json!({"minProperties": 1})),
    ]
}

/// Adds the rules to the schema.
pub(super) fn add(schema: &mut Value) {
    for (object, keys) in REQUIRED {
        let required = long(schema, object).entry("required");
        if let Value::Array(required) = required.or_insert_with(|| json!([])) {
            required.extend(keys.iter().map(|key| json!(key)));
        }
    }
    for (object, keys) in EXACTLY_ONE {
        long(schema, object).insert("oneOf".into(), alternatives(keys));
    }
    for (object, key, others, message) in ELSE {
        let none: Map<String, Value> = others
            .iter()
            .map(|key| ((*key).into(), false.into()))
            .collect();
        let object = long(schema, object);
        object.insert("if".into(), json!({"properties": none}));
        object.insert(
            "then".into(),
            json!({"required": [key], "errorMessage": message}),
        );
    }
    for (object, key, needed) in BESIDE {
        let rules = long(schema, object)
            .entry("dependentRequired")
            .or_insert_with(|| json!({}));
        match rules[key].as_array_mut() {
            Some(others) => others.push(json!(needed)),
            None => rules[key] = json!([needed]),
        }
    }
    for (object, key, bound) in bounds() {
        let bound = bound.as_object().cloned().unwrap_or_default();
        property(schema, object, key).extend(bound);
    }
    for (object, key, value) in defaults() {
        property(schema, object, key).insert("default".into(), value);
    }
}

/// One for each key: that it is there.
fn alternatives(keys: &[&str]) -> Value {
    keys.iter().map(|key| json!({"required": [key]})).collect()
}
