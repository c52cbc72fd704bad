//! The JSON Schema of the spec language, for editors and validators: what schemars makes of the structs of `spec`, and
//! what their types cannot tell.
//!
//! In: the structs. Out: a schema that refuses no spec that reading accepts, and refuses what has the wrong shape.
//! `forms` has the spelling of names and texts, `rules` what holds between keys, `tidy` arranges it for editors.

mod forms;
mod keys;
mod rules;
mod tidy;

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::{Spec, StreamKind};

/// The JSON Schema of a file of a spec, for editors: draft 2020-12, without references to other documents.
///
/// ```
/// let schema = specwright::schema();
/// assert!(schema["properties"]["operations"]["description"].is_string());
/// ```
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(without_null));
    let mut generator = settings.into_generator();
    // The transform of `Stream` names it, but cannot bring it along.
    generator.subschema_for::<StreamKind>();
    let mut schema = generator.into_root_schema_for::<Spec>().to_value();
    rules::add(&mut schema);
    forms::add(&mut schema);
    tidy::tidy(&mut schema);
    schema
}

/// A key that may be left out is not one that may be null: reading refuses keys without a value.
fn without_null(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    object.remove("default");
    // More than two types are a choice of its own, in which null has its place.
    if let Some(Value::Array(types)) = object.get("type")
        && let [only, other] = types.as_slice()
        && other == "null"
    {
        let only = only.clone();
        object.insert("type".into(), only);
    }
    let null = json!({"type": "null"});
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
    or(schema, json!({"$ref": "#/$defs/StreamKind"}));
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

words!(SuccessWord, "`always` or `never`.", {"type": "string", "oneOf": [
    {"const": "always", "description": "Every answer of this shape is one of success."},
    {"const": "never", "description": "Every answer of this shape tells of an error."}
]});
// Some language servers know no truth values in an `enum`.
words!(NullableWord, "A truth value or `apart`.", {"anyOf": [
    {"type": "boolean"},
    {"type": "string", "enum": ["apart"], "enumDescriptions": ["Null and absence are told apart."]}
]});
words!(StatusWords, "Statuses as they are written.", {
    "anyOf": [
        {"$ref": "#/$defs/OneStatus"},
        {"type": "array", "items": {"$ref": "#/$defs/StatusSet"}}
    ]
});
words!(AnyScalar, "A value that is no map and no list.", {"type": ["string", "number", "boolean", "null"]});
