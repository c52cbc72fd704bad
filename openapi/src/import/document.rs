//! From files to the one document that the rest of the import reads. In: texts. Out: a value of OpenAPI 3.1 in which every
//! reference leads to a component, the same as oas3 reads it, and where everything stood before.

use std::collections::HashSet;

use serde_yaml::{Mapping, Value};

use super::added;
use super::bundle::Bundle;
use super::files::Files;
use super::origins::Origins;
use super::pointer::Pointer;
use super::problem::Problem;
use super::remark::Remarks;
use super::shape::{Kind, Shape};
use super::swagger;
use super::tidy::Tidy;

/// A document of OpenAPI 3.1.
#[derive(Debug)]
pub(super) struct Document {
    /// Name of its file.
    pub(super) file: String,
    /// The version that the file says it is of.
    pub(super) version: String,
    /// As it is written, in the order of the file.
    pub(super) value: Value,
    /// As oas3 reads it.
    pub(super) spec: oas3::Spec,
    /// Where it stood before.
    pub(super) origins: Origins,
}

/// Makes a document of files.
pub(super) fn document(files: &Files<'_>, remarks: &Remarks) -> Result<Document, Problem> {
    let Some(main) = files.get(0) else {
        return Err(Problem::new("", "there is no document"));
    };
    let mut value = main.value.clone();
    added::cut(&mut value);
    let mut origins = Origins::default();
    let version = version(&value).map_err(|text| Problem::new(files.given(), text).at(1, 1))?;
    if !["2", "2.0", "3.0", "3.1"].iter().any(|known| {
        let rest = version.strip_prefix(known);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }) {
        let key = if version.starts_with('2') {
            "swagger"
        } else {
            "openapi"
        };
        remarks.guessed(
            &Pointer::root().key(key),
            format!("OpenAPI {version} is read as if it were 3.1"),
        );
    }
    if version.starts_with('2') {
        swagger::uplift(&mut value, &mut origins, remarks);
    }
    let mut bundle = Bundle::new(files, &value, origins, remarks);
    let mut tidy = Tidy {
        bundle: &mut bundle,
        remarks,
        file: 0,
    };
    let tidied = tidy.node(value.clone(), Kind::Document, &Pointer::root());
    let mut tidied = tidied.unwrap_or_default();
    bundle.finish(&mut tidied);
    let origins = bundle.into_origins();
    break_circles(&mut tidied, remarks);
    let spec = typed(&tidied).map_err(|text| Problem::new(files.given(), text))?;
    Ok(Document {
        file: main.path.clone(),
        version,
        value: tidied,
        spec,
        origins,
    })
}

/// The version of OpenAPI, or why it cannot be read.
fn version(value: &Value) -> Result<String, String> {
    let said = |key: &str| value.get(key).and_then(super::read::scalar_text);
    let (version, known) = match (said("openapi"), said("swagger")) {
        (Some(version), _) => {
            let known = version.starts_with("3.") || version == "3";
            (version, known)
        }
        (None, Some(version)) => {
            let known = version == "2" || version.starts_with("2.");
            (version, known)
        }
        (None, None) => {
            return Err(
                "neither `openapi` nor `swagger` says that this is an OpenAPI document".to_owned(),
            );
        }
    };
    match known {
        true => Ok(version),
        false => Err(format!(
            "OpenAPI {version} is not known here: versions 3.0 and 3.1 are read, and Swagger 2.0"
        )),
    }
}

/// References of components that lead round to themselves.
fn break_circles(document: &mut Value, remarks: &Remarks) {
    for kind in [
        Kind::Schema,
        Kind::Response,
        Kind::Parameter,
        Kind::Body,
        Kind::Header,
        Kind::Example,
    ] {
        let at = Pointer::root().keys(&["components", kind.section().unwrap_or_default()]);
        let Some(map) = at.find(document).and_then(Value::as_mapping) else {
            continue;
        };
        let lost: Vec<String> = map
            .keys()
            .filter_map(Value::as_str)
            .filter(|name| is_circle(map, name))
            .map(str::to_owned)
            .collect();
        for name in lost {
            remarks.not_carried(
                &at.key(&name).key("$ref"),
                "the reference leads round in a circle",
            );
            let components = document.get_mut("components");
            let section =
                components.and_then(|map| map.get_mut(kind.section().unwrap_or_default()));
            if let Some(map) = section.and_then(Value::as_mapping_mut) {
                match kind {
                    Kind::Schema => map.insert(name.into(), Mapping::new().into()),
                    _ => map.shift_remove(name.as_str()),
                };
            }
        }
    }
}

fn is_circle(map: &Mapping, name: &str) -> bool {
    let mut seen = HashSet::new();
    let mut name = name.to_owned();
    while let Some(next) = map
        .get(name.as_str())
        .and_then(|value| value.get("$ref"))
        .and_then(Value::as_str)
    {
        if !seen.insert(name) {
            return true;
        }
        let next = next.rsplit('/').next().unwrap_or_default();
        name = super::pointer::unescaped(next);
    }
    false
}

/// The document as oas3 reads it. What it does not have to see, and would refuse the whole document over, it is not shown.
fn typed(value: &Value) -> Result<oas3::Spec, String> {
    let mut shown = shown(value, Kind::Document);
    if let Value::Mapping(map) = &mut shown {
        map.insert("openapi".into(), "3.1.0".into());
        let info = map
            .entry("info".into())
            .or_insert_with(|| Mapping::new().into());
        if let Value::Mapping(info) = info {
            for key in ["title", "version"] {
                info.entry(key.into()).or_insert_with(|| "".into());
            }
        }
    }
    serde_path_to_error::deserialize(&shown).map_err(|error| {
        let (path, error) = (error.path().to_string(), error.into_inner());
        format!("the document cannot be read at `{path}`: {error}")
    })
}

fn shown(value: &Value, kind: Kind) -> Value {
    let Value::Mapping(map) = value else {
        return value.clone();
    };
    let mut out = Mapping::with_capacity(map.len());
    for (key, value) in map {
        let name = key.as_str().unwrap_or_default();
        let shape = kind.keys().iter().find(|(known, _)| *known == name);
        let kept = match shape.map(|(_, shape)| *shape) {
            Some(Shape::Raw) => None,
            Some(Shape::Map(Kind::SecurityScheme) | Shape::RefMap(Kind::SecurityScheme)) => None,
            Some(Shape::Map(Kind::Variable)) => None,
            Some(Shape::One(kind) | Shape::Ref(kind)) => Some(shown(value, kind)),
            Some(Shape::List(kind) | Shape::RefList(kind)) => Some(listed(value, kind)),
            Some(Shape::Map(kind) | Shape::RefMap(kind)) => Some(mapped(value, kind)),
            _ => Some(value.clone()),
        };
        if let Some(value) = kept {
            out.insert(key.clone(), value);
        }
    }
    Value::Mapping(out)
}

fn listed(value: &Value, kind: Kind) -> Value {
    let items = value.as_sequence().into_iter().flatten();
    Value::Sequence(items.map(|item| shown(item, kind)).collect())
}

fn mapped(value: &Value, kind: Kind) -> Value {
    let entries = value.as_mapping().into_iter().flatten();
    let entries = entries.filter(|(key, _)| {
        let name = key.as_str().unwrap_or_default();
        !(name.starts_with("x-") && matches!(kind, Kind::PathItem | Kind::Response))
    });
    Value::Mapping(
        entries
            .map(|(key, value)| (key.clone(), shown(value, kind)))
            .collect(),
    )
}
