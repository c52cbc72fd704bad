//! Parameters of Swagger 2.0: their types stand in themselves; bodies and forms are parameters. In: parameters. Out: those
//! of OpenAPI 3.0, and request bodies.

use serde_yaml::{Mapping, Value};

use super::super::pointer::Pointer;
use super::{Uplift, put};

/// Keys of a parameter that belong to its schema in 3.0.
const OF_SCHEMA: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "x-nullable",
];

/// Whether a parameter is a body, or a part of one.
pub(super) fn is_body(parameter: &Value) -> bool {
    matches!(
        parameter.get("in").and_then(Value::as_str),
        Some("body" | "formData")
    )
}

/// A parameter of a body, with its place.
pub(super) type Part = (Mapping, Pointer);

impl Uplift<'_> {
    /// A parameter that goes elsewhere than into a body.
    pub(super) fn parameter(&mut self, parameter: Value, to: &Pointer, from: &Pointer) -> Value {
        let Value::Mapping(mut map) = parameter else {
            return parameter;
        };
        if map.contains_key("$ref") {
            return Value::Mapping(map);
        }
        let part = map
            .get("in")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        let layout = self.layout(&mut map, from, &part);
        let schema = schema(&mut map);
        self.moved(&to.key("schema"), from);
        put(&mut map, "schema", schema);
        map.extend(layout);
        Value::Mapping(map)
    }

    /// `style` and `explode` for `collectionFormat`.
    fn layout(&mut self, map: &mut Mapping, at: &Pointer, part: &str) -> Mapping {
        let format = map.shift_remove("collectionFormat");
        let is_list = map.get("type").and_then(Value::as_str) == Some("array");
        let plain = if matches!(part, "path" | "header") {
            "simple"
        } else {
            "form"
        };
        let (style, explode) = match format.as_ref().and_then(Value::as_str) {
            _ if !is_list => return Mapping::new(),
            Some("multi") => ("form", true),
            Some("ssv") => ("spaceDelimited", false),
            Some("pipes") => ("pipeDelimited", false),
            Some("tsv") => {
                self.remarks.not_carried(
                    &at.key("collectionFormat"),
                    "tabs between the items of a list: they are joined by commas",
                );
                (plain, false)
            }
            _ => (plain, false),
        };
        let mut out = Mapping::new();
        put(&mut out, "style", style);
        put(&mut out, "explode", explode);
        out
    }

    /// The request body of a parameter `in: body`, or of a form.
    pub(super) fn body(
        &mut self,
        parts: Vec<Part>,
        consumes: &[String],
        listed: &Pointer,
        to: &Pointer,
    ) -> Option<Value> {
        let is_whole = |(map, _): &&Part| map.get("in").and_then(Value::as_str) == Some("body");
        if let Some((map, from)) = parts.iter().find(is_whole).cloned() {
            return Some(self.whole(map, consumes, listed, to, &from));
        }
        (!parts.is_empty()).then(|| self.form(parts, consumes, to))
    }

    fn whole(
        &mut self,
        mut map: Mapping,
        consumes: &[String],
        listed: &Pointer,
        to: &Pointer,
        from: &Pointer,
    ) -> Value {
        self.moved(to, from);
        let schema = map
            .shift_remove("schema")
            .unwrap_or_else(|| Mapping::new().into());
        for key in ["in", "name"] {
            map.shift_remove(key);
        }
        let json = ["application/json".to_owned()];
        let consumes = if consumes.is_empty() { &json } else { consumes };
        let mut content = Mapping::new();
        for media in consumes {
            let here = to.keys(&["content", media]);
            self.moved(&here, listed);
            self.moved(&here.key("schema"), &from.key("schema"));
            let of = Mapping::from_iter([(Value::from("schema"), schema.clone())]);
            content.insert(media.as_str().into(), of.into());
        }
        put(&mut map, "content", content);
        Value::Mapping(map)
    }

    fn form(&mut self, parts: Vec<Part>, consumes: &[String], to: &Pointer) -> Value {
        let is_file = |(map, _): &Part| map.get("type").and_then(Value::as_str) == Some("file");
        let is_multipart = parts.iter().any(is_file)
            || consumes.iter().any(|media| media.starts_with("multipart/"));
        let media = if is_multipart {
            "multipart/form-data"
        } else {
            "application/x-www-form-urlencoded"
        };
        let at = to.keys(&["content", media]);
        let (mut properties, mut required, mut encoding) =
            (Mapping::new(), Vec::new(), Mapping::new());
        for (mut map, from) in parts {
            let name = map.shift_remove("name").unwrap_or_default();
            let key = name.as_str().unwrap_or_default().to_owned();
            self.moved(&at.keys(&["schema", "properties", &key]), &from);
            self.moved(&at.keys(&["encoding", &key]), &from);
            self.moved(to, &from);
            map.shift_remove("in");
            if map.shift_remove("required") == Some(Value::Bool(true)) {
                required.push(name.clone());
            }
            let layout = self.layout(&mut map, &from, "formData");
            if !layout.is_empty() {
                encoding.insert(name.clone(), layout.into());
            }
            // What a parameter says beside its type, a schema says too.
            map.shift_remove("allowEmptyValue");
            properties.insert(name, map.into());
        }
        let mut schema = Mapping::new();
        put(&mut schema, "type", "object");
        put(&mut schema, "properties", properties);
        let is_required = !required.is_empty();
        if is_required {
            put(&mut schema, "required", required);
        }
        let mut of = Mapping::from_iter([(Value::from("schema"), Value::Mapping(schema))]);
        if !encoding.is_empty() {
            put(&mut of, "encoding", encoding);
        }
        let mut body = Mapping::new();
        if is_required {
            put(&mut body, "required", true);
        }
        put(
            &mut body,
            "content",
            Mapping::from_iter([(Value::from(media), Value::Mapping(of))]),
        );
        Value::Mapping(body)
    }
}

/// Takes the schema out of a parameter or a header.
pub(super) fn schema(map: &mut Mapping) -> Mapping {
    let mut schema = Mapping::new();
    for key in OF_SCHEMA {
        if let Some(value) = map.shift_remove(*key) {
            put(&mut schema, key, value);
        }
    }
    if let Some(Value::Mapping(items)) = schema.get_mut("items") {
        items.shift_remove("collectionFormat");
    }
    schema
}
