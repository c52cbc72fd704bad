//! Paths, operations and responses of Swagger 2.0. In: a path. Out: the same in the words of OpenAPI 3.0.

use serde_yaml::{Mapping, Value};

use super::super::pointer::Pointer;
use super::params::{self, Part};
use super::{Uplift, put, texts};

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

impl Uplift<'_> {
    pub(super) fn path_item(&mut self, item: &mut Value, at: &Pointer) {
        let Value::Mapping(map) = item else { return };
        let shared = map.shift_remove("parameters");
        let (plain, shared) = self.split(shared, &at.key("parameters"), &at.key("parameters"));
        if !plain.is_empty() {
            put(map, "parameters", plain);
        }
        for method in METHODS {
            if let Some(Value::Mapping(operation)) = map.get_mut(method) {
                self.operation(operation, &shared, &at.key(method));
            }
        }
    }

    fn operation(&mut self, operation: &mut Mapping, shared: &[Part], at: &Pointer) {
        let root = Pointer::root();
        let listed = |operation: &mut Mapping, key: &str, all: &[String]| match operation
            .shift_remove(key)
        {
            Some(own) => (texts(Some(own)), at.key(key)),
            None => (all.to_vec(), root.key(key)),
        };
        let (consumes, consumed) = listed(operation, "consumes", &self.consumes);
        let (produces, produced) = listed(operation, "produces", &self.produces);
        let own = operation.shift_remove("parameters");
        let here = at.key("parameters");
        let (plain, mut parts) = self.split(own, &here, &here);
        if !plain.is_empty() {
            put(operation, "parameters", plain);
        }
        let name = |part: &Part| part.0.get("name").cloned();
        let others = shared
            .iter()
            .filter(|part| !parts.iter().any(|own| name(own) == name(part)));
        let others: Vec<Part> = others.cloned().collect();
        parts.extend(others);
        if let Some(body) = self.body(parts, &consumes, &consumed, &at.key("requestBody")) {
            put(operation, "requestBody", body);
        }
        if let Some(Value::Mapping(responses)) = operation.get_mut("responses") {
            for (status, response) in responses.iter_mut() {
                let here = at.keys(&["responses", status.as_str().unwrap_or_default()]);
                self.response(response, &here, &here, &produces, &produced);
            }
        }
    }

    /// Parameters that stay, and those that are a body.
    fn split(
        &mut self,
        parameters: Option<Value>,
        to: &Pointer,
        from: &Pointer,
    ) -> (Vec<Value>, Vec<Part>) {
        let list = match parameters {
            Some(Value::Sequence(list)) => list,
            _ => Vec::new(),
        };
        let (mut plain, mut parts) = (Vec::new(), Vec::new());
        for (index, parameter) in list.into_iter().enumerate() {
            let (parameter, place) = self.body_behind(parameter, from.index(index));
            match parameter {
                Value::Mapping(map) if params::is_body(&Value::Mapping(map.clone())) => {
                    parts.push((map, place))
                }
                parameter => {
                    let here = to.index(plain.len());
                    if here != place {
                        self.moved(&here, &place);
                    }
                    plain.push(self.parameter(parameter, &here, &place));
                }
            }
        }
        (plain, parts)
    }

    /// A reference to a parameter that is a body is replaced by it.
    fn body_behind(&self, parameter: Value, at: Pointer) -> (Value, Pointer) {
        let name = parameter.get("$ref").and_then(Value::as_str);
        let name = name.and_then(|text| text.strip_prefix("#/components/parameters/"));
        let name = name.map(super::super::pointer::unescaped);
        let target = name
            .as_ref()
            .and_then(|name| self.parameters.get(name.as_str()));
        match (target, name) {
            (Some(target), Some(name)) if params::is_body(target) => {
                (target.clone(), Pointer::root().keys(&["parameters", &name]))
            }
            _ => (parameter, at),
        }
    }

    pub(super) fn response(
        &mut self,
        response: &mut Value,
        to: &Pointer,
        from: &Pointer,
        produces: &[String],
        listed: &Pointer,
    ) {
        let Value::Mapping(map) = response else {
            return;
        };
        let schema = map.shift_remove("schema");
        let examples = map.shift_remove("examples");
        let (json, bytes) = (
            ["application/json".to_owned()],
            ["application/octet-stream".to_owned()],
        );
        let is_json = produces.iter().all(|media| media.contains("json"));
        let is_file =
            schema.as_ref().and_then(|schema| schema.get("type")) == Some(&Value::from("file"));
        let produces = match (is_file && is_json, produces.is_empty()) {
            // The body is the file, and no JSON text that holds one.
            (true, _) => &bytes,
            (false, true) => &json,
            (false, false) => produces,
        };
        let mut content = Mapping::new();
        for media in produces.iter().filter(|_| schema.is_some()) {
            let here = to.keys(&["content", media]);
            self.moved(&here, listed);
            self.moved(&here.key("schema"), &from.key("schema"));
            let of = schema
                .iter()
                .map(|schema| (Value::from("schema"), schema.clone()));
            content.insert(media.as_str().into(), of.collect::<Mapping>().into());
        }
        if let Some(Value::Mapping(examples)) = examples {
            for (media, example) in examples {
                let key = media.as_str().unwrap_or_default();
                self.moved(
                    &to.keys(&["content", key, "example"]),
                    &from.keys(&["examples", key]),
                );
                let of = content
                    .entry(media)
                    .or_insert_with(|| Mapping::new().into());
                if let Value::Mapping(of) = of {
                    put(of, "example", example);
                }
            }
        }
        if !content.is_empty() {
            put(map, "content", content);
        }
        if let Some(Value::Mapping(headers)) = map.get_mut("headers") {
            for (_, header) in headers.iter_mut() {
                if let Value::Mapping(header) = header {
                    header.shift_remove("collectionFormat");
                    let schema = params::schema(header);
                    put(header, "schema", schema);
                }
            }
        }
    }
}
