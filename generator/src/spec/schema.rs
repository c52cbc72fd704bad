//! What serde's derive cannot tell the JSON Schema: short forms and words beside maps.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::Spec;

/// The JSON Schema of a spec file, for editors.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(without_null));
    settings
        .into_generator()
        .into_root_schema_for::<Spec>()
        .to_value()
}

/// A key that may be left out is not one that may be null: reading refuses keys without a value.
fn without_null(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    object.remove("default");
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".into(), only);
        }
    }
    let null = json!({"type": "null"});
    // More than two alternatives are a choice of its own, in which null has its place.
    let only = match object
        .get("anyOf")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    {
        Some([only, other]) if *other == null => only.as_object().cloned(),
        _ => None,
    };
    if let Some(only) = only {
        object.remove("anyOf");
        object.extend(only);
    }
}

/// Adds the short form to the schema of a map: a text alone.
pub(super) fn or_text(schema: &mut Schema) {
    or(schema, json!({"type": "string"}));
}

/// Adds the short form of a credential.
pub(super) fn or_kind(schema: &mut Schema) {
    or(schema, json!({"$ref": "#/$defs/CredentialKind"}));
}

/// Adds the short form of a stream.
pub(super) fn or_stream_kind(schema: &mut Schema) {
    or(
        schema,
        json!({"type": "string", "enum": ["lines", "events", "bytes"]}),
    );
}

fn or(schema: &mut Schema, short: Value) {
    let object = schema.ensure_object();
    let description = object.remove("description");
    let long = Value::Object(std::mem::take(object));
    if let Some(description) = description {
        object.insert("description".into(), description);
    }
    object.insert("anyOf".into(), json!([short, long]));
}

/// Declares a type that exists only as a schema.
macro_rules! words {
    ($name:ident, $doc:literal, $schema:tt) => {
        #[doc = $doc]
        pub(super) struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

words!(SuccessWord, "`always` or `never`.", {"type": "string", "enum": ["always", "never"]});
words!(NullableWord, "A truth value or `apart`.", {"anyOf": [{"type": "boolean"}, {"const": "apart"}]});
words!(StatusWords, "Statuses as they are written.", {
    "anyOf": [
        {"type": "integer", "minimum": 100, "maximum": 599},
        {"type": "string", "pattern": "^([1-5][0-9]{2}|[1-5]xx|[1-5][0-9]{2}\\.\\.[1-5][0-9]{2})$"},
        {"type": "array", "items": {"type": ["integer", "string"]}}
    ]
});
