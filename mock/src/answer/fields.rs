//! Fields that are there only when they were asked for. In: an operation, what the caller gave, a payload. Out: the payload
//! with the fields that were asked for.
//!
//! A parameter lists fields if its type says so: a list of an enum whose values are names of fields of what is returned,
//! or a text of such a name with commas. Fields that are required, and those that samples show without their being asked
//! for, stay.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};
use specwright::model::{
    Api, ChoiceWire, Field, Operation, Param, Presence, Struct, Type, TypeKind,
};

use super::place::get;
use super::scalar;

/// Names of parameters whose text names fields.
const NAMES: [&str; 5] = [
    "$select",
    "fields",
    "select",
    "include_fields",
    "properties",
];

/// Takes away the fields that were not asked for.
pub(crate) fn select(api: &Api, op: &Operation, values: &Map<String, Json>, payload: &mut Json) {
    let Some(shape) = item(api, op) else {
        return;
    };
    let Some((param, asked)) = op.params.iter().find_map(|param| {
        let given = values.get(&param.field.wire)?;
        Some((param, asked(api, shape, param, given)?))
    }) else {
        return;
    };
    let unasked = unasked(op, param);
    let stays = |field: &Field| {
        matches!(
            field.presence,
            Presence::Required | Presence::RequiredNullable
        ) || asked.contains(&field.wire)
            || unasked.contains(&field.wire)
    };
    let dropped: Vec<&str> = shape
        .fields
        .iter()
        .filter(|field| !stays(field))
        .map(|field| field.wire.as_str())
        .collect();
    let items = op
        .paging
        .as_ref()
        .map_or("", |paging| paging.items.as_str());
    if let Some(found) = at(payload, items) {
        drop_members(found, &dropped);
    }
}

fn drop_members(json: &mut Json, dropped: &[&str]) {
    match json {
        Json::Array(items) => items
            .iter_mut()
            .for_each(|item| drop_members(item, dropped)),
        Json::Object(members) => members.retain(|name, _| !dropped.contains(&name.as_str())),
        _ => {}
    }
}

/// The struct that is returned, or that each item is.
fn item<'a>(api: &'a Api, op: &Operation) -> Option<&'a Struct> {
    let path = op
        .paging
        .as_ref()
        .map_or("", |paging| paging.items.as_str());
    let mut ty = api.reach(&op.returns.ty, path).ok()?.ty;
    while let Type::List(inner) = api.bare(&ty) {
        ty = (**inner).clone();
    }
    let Type::Named(id, _) = api.bare(&ty) else {
        return None;
    };
    match &api.types.get(id.0)?.kind {
        TypeKind::Struct(shape) => Some(shape),
        _ => None,
    }
}

/// The fields that a parameter asks for; `None` if it does not ask for fields.
fn asked(api: &Api, shape: &Struct, param: &Param, given: &Json) -> Option<BTreeSet<String>> {
    let is_field = |name: &str| shape.fields.iter().any(|field| field.wire == name);
    let names: Vec<String> = match (given, api.bare(&param.field.value.ty)) {
        (Json::Array(items), Type::List(item)) => {
            if !lists_fields(api, item, &param.field.wire, is_field) {
                return None;
            }
            items.iter().map(scalar::text).collect()
        }
        (Json::String(text), Type::String) if NAMES.contains(&param.field.wire.as_str()) => {
            text.split(',').map(|name| name.trim().to_owned()).collect()
        }
        _ => return None,
    };
    (!names.is_empty() && names.iter().all(|name| is_field(name)))
        .then(|| names.into_iter().collect())
}

fn lists_fields(api: &Api, item: &Type, name: &str, is_field: impl Fn(&str) -> bool) -> bool {
    match scalar::choice(api, item) {
        Some(choice) => choice.values.iter().all(|value| match &value.wire {
            ChoiceWire::Text(text) => is_field(text),
            ChoiceWire::Integer(_) => false,
        }),
        None => NAMES.contains(&name) && api.bare(item) == &Type::String,
    }
}

/// The fields that samples show which did not ask for them.
fn unasked(op: &Operation, param: &Param) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for sample in &op.samples {
        let asked = sample
            .params
            .as_ref()
            .and_then(|params| params.get(&param.field.wire)?.as_array());
        let body = sample
            .response
            .as_ref()
            .and_then(|response| serde_json::from_str::<Json>(&response.body).ok());
        let (Some(asked), Some(body)) = (asked, body) else {
            continue;
        };
        let payloads = op
            .envelopes
            .iter()
            .filter_map(|envelope| envelope.payload.as_deref());
        let payload = payloads
            .filter_map(|path| get(&body, path))
            .next()
            .unwrap_or(&body);
        let first = match payload {
            Json::Array(items) => items.first(),
            other => Some(other),
        };
        let members = first
            .and_then(Json::as_object)
            .into_iter()
            .flat_map(Map::keys);
        found.extend(
            members
                .filter(|name| !asked.iter().any(|one| scalar::text(one) == **name))
                .cloned(),
        );
    }
    found
}

fn at<'j>(json: &'j mut Json, path: &str) -> Option<&'j mut Json> {
    path.split('.')
        .filter(|name| !name.is_empty())
        .try_fold(json, |json, name| json.get_mut(name))
}
