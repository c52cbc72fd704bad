//! Security schemes of Swagger 2.0. In: one of them. Out: the same in the words of OpenAPI 3.0.

use serde_yaml::{Mapping, Value};

use super::put;

/// Uplifts a scheme.
pub(super) fn scheme(value: Value) -> Value {
    let Value::Mapping(mut map) = value else {
        return value;
    };
    match map.get("type").and_then(Value::as_str) {
        Some("basic") => {
            put(&mut map, "type", "http");
            put(&mut map, "scheme", "basic");
        }
        Some("oauth2") => flows(&mut map),
        _ => {}
    }
    Value::Mapping(map)
}

fn flows(map: &mut Mapping) {
    let flow = map.shift_remove("flow");
    let name = match flow.as_ref().and_then(Value::as_str) {
        Some("application") => "clientCredentials",
        Some("accessCode") => "authorizationCode",
        Some("password") => "password",
        _ => "implicit",
    };
    let mut flow = Mapping::new();
    for key in ["authorizationUrl", "tokenUrl", "scopes"] {
        if let Some(value) = map.shift_remove(key) {
            put(&mut flow, key, value);
        }
    }
    put(
        map,
        "flows",
        Mapping::from_iter([(Value::from(name), Value::Mapping(flow))]),
    );
}
