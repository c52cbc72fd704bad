//! From Swagger 2.0 to OpenAPI 3.0, where that is plain. In: a document as it is written. Out: the same in the words of 3.0,
//! and where everything stood before. Schemas are left to `schema_uplift`.

mod operations;
mod params;
mod security;

use serde_yaml::{Mapping, Value};

use super::origins::Origins;
use super::pointer::Pointer;
use super::remark::Remarks;

/// What the parts of the uplift share.
pub(super) struct Uplift<'r> {
    origins: &'r mut Origins,
    remarks: &'r Remarks,
    /// `parameters` at the top, as they are written.
    parameters: Mapping,
    consumes: Vec<String>,
    produces: Vec<String>,
}

/// Uplifts a document.
pub(super) fn uplift(document: &mut Value, origins: &mut Origins, remarks: &Remarks) {
    rename(document);
    let Value::Mapping(map) = document else {
        return;
    };
    let parameters = match map.shift_remove("parameters") {
        Some(Value::Mapping(parameters)) => parameters,
        _ => Mapping::new(),
    };
    let mut uplift = Uplift {
        origins,
        remarks,
        consumes: texts(map.shift_remove("consumes")),
        produces: texts(map.shift_remove("produces")),
        parameters,
    };
    map.shift_remove("swagger");
    put(map, "openapi", "3.0.0");
    uplift.servers(map);
    uplift.components(map);
    if let Some(Value::Mapping(paths)) = map.get_mut("paths") {
        for (path, item) in paths.iter_mut() {
            let at = Pointer::root().keys(&["paths", path.as_str().unwrap_or_default()]);
            uplift.path_item(item, &at);
        }
    }
}

impl Uplift<'_> {
    fn moved(&mut self, to: &Pointer, from: &Pointer) {
        self.origins.insert(to.clone(), (0, from.clone()));
    }

    /// `host`, `basePath` and `schemes`.
    fn servers(&mut self, map: &mut Mapping) {
        let host = map.shift_remove("host");
        let path = map.shift_remove("basePath");
        let schemes = texts(map.shift_remove("schemes"));
        let host = host.as_ref().and_then(Value::as_str).unwrap_or_default();
        let path = path.as_ref().and_then(Value::as_str).unwrap_or_default();
        let root = Pointer::root();
        for (index, scheme) in schemes
            .iter()
            .enumerate()
            .filter(|(_, scheme)| !is_http(scheme))
        {
            self.remarks.not_carried(
                &root.key("schemes").index(index),
                format!("the protocol `{scheme}`"),
            );
        }
        let mut schemes: Vec<&str> = schemes
            .iter()
            .map(String::as_str)
            .filter(|scheme| is_http(scheme))
            .collect();
        // What is safe comes first, so that it is used unless something else is said.
        schemes.sort_by_key(|scheme| std::cmp::Reverse(scheme.len()));
        if schemes.is_empty() {
            schemes.push("https");
        }
        let urls: Vec<String> = match (host, path) {
            ("", "") => return,
            ("", path) => vec![path.to_owned()],
            (host, path) => schemes
                .iter()
                .map(|scheme| format!("{scheme}://{host}{path}"))
                .collect(),
        };
        let servers = urls
            .into_iter()
            .map(|url| Mapping::from_iter([(Value::from("url"), Value::from(url))]));
        let servers: Vec<Value> = servers.map(Value::Mapping).collect();
        put(map, "servers", servers);
        let from = if host.is_empty() { "basePath" } else { "host" };
        self.moved(&root.key("servers"), &root.key(from));
    }

    fn components(&mut self, map: &mut Mapping) {
        let mut components = Mapping::new();
        let root = Pointer::root();
        let top = root.key("components");
        if let Some(definitions) = map.shift_remove("definitions") {
            self.moved(&top.key("schemas"), &root.key("definitions"));
            put(&mut components, "schemas", definitions);
        }
        if let Some(Value::Mapping(responses)) = map.shift_remove("responses") {
            self.moved(&top.key("responses"), &root.key("responses"));
            let mut out = Mapping::new();
            for (name, mut response) in responses {
                let key = name.as_str().unwrap_or_default();
                let (to, from) = (
                    top.keys(&["responses", key]),
                    root.keys(&["responses", key]),
                );
                let produces = self.produces.clone();
                self.response(&mut response, &to, &from, &produces, &root.key("produces"));
                out.insert(name, response);
            }
            put(&mut components, "responses", out);
        }
        if let Some(Value::Mapping(schemes)) = map.shift_remove("securityDefinitions") {
            self.moved(
                &top.key("securitySchemes"),
                &root.key("securityDefinitions"),
            );
            let schemes = schemes
                .into_iter()
                .map(|(name, scheme)| (name, security::scheme(scheme)));
            put(
                &mut components,
                "securitySchemes",
                schemes.collect::<Mapping>(),
            );
        }
        let parameters = self.parameters.clone();
        let mut out = Mapping::new();
        for (name, parameter) in parameters {
            let key = name.as_str().unwrap_or_default().to_owned();
            if !params::is_body(&parameter) {
                let (to, from) = (
                    top.keys(&["parameters", &key]),
                    root.keys(&["parameters", &key]),
                );
                out.insert(name, self.parameter(parameter, &to, &from));
            }
        }
        if !out.is_empty() {
            self.moved(&top.key("parameters"), &root.key("parameters"));
            put(&mut components, "parameters", out);
        }
        if !components.is_empty() {
            put(map, "components", components);
        }
    }
}

fn is_http(scheme: &str) -> bool {
    matches!(scheme, "http" | "https")
}

/// References to where things stand in 3.0.
fn rename(value: &mut Value) {
    const PLACES: [(&str, &str); 3] = [
        ("#/definitions/", "#/components/schemas/"),
        ("#/parameters/", "#/components/parameters/"),
        ("#/responses/", "#/components/responses/"),
    ];
    match value {
        Value::Mapping(map) => {
            for (key, value) in map.iter_mut() {
                match value {
                    Value::String(text) if key.as_str() == Some("$ref") => {
                        let place = PLACES.iter().find(|(old, _)| text.starts_with(old));
                        if let Some((old, new)) = place {
                            *text = text.replacen(old, new, 1);
                        }
                    }
                    other => rename(other),
                }
            }
        }
        Value::Sequence(list) => list.iter_mut().for_each(rename),
        _ => {}
    }
}

fn texts(value: Option<Value>) -> Vec<String> {
    let list = match value {
        Some(Value::Sequence(list)) => list,
        _ => Vec::new(),
    };
    list.into_iter()
        .filter_map(|one| one.as_str().map(str::to_owned))
        .collect()
}

fn put(map: &mut Mapping, key: &str, value: impl Into<Value>) {
    map.insert(Value::from(key), value.into());
}
