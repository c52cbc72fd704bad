//! Entries of maps and structs that are laid out under names of their own. In: a name as it is on the wire. Out: the
//! parameter that it is an entry of, the way into it, and what stands at its end.

use serde_json::{Map, Value as Json};
use specwright::model::{Api, Codec, Operation, Param, Style, Type, TypeKind, Value};

/// Where an entry goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Index of the parameter.
    pub(crate) param: usize,
    /// Keys on the way into it; never empty.
    pub(crate) keys: Vec<String>,
}

/// The entry that a name stands for: `filter[name]` of a parameter that is laid out so, a field of a struct that is
/// spread, else a key of a map that is spread.
pub(crate) fn find(api: &Api, op: &Operation, name: &str) -> Option<Entry> {
    let params = || op.params.iter().enumerate();
    let deep = params().find_map(|(index, param)| {
        let keys = bracketed(name.strip_prefix(param.field.wire.as_str())?)?;
        (param.style == Style::Deep).then_some(Entry { param: index, keys })
    });
    let spread = |takes: &dyn Fn(&Param) -> bool| {
        let mut params = params();
        let found = params.find(|(_, param)| param.style == Style::Spread && takes(param));
        found.map(|(index, _)| Entry {
            param: index,
            keys: vec![name.to_owned()],
        })
    };
    deep.or_else(|| spread(&|param| has_field(api, &param.field.value.ty, name)))
        .or_else(|| spread(&|param| inner(api, &param.field.value, name).is_some()))
}

/// `[a][b]` as its keys.
fn bracketed(text: &str) -> Option<Vec<String>> {
    let inside = text.strip_prefix('[')?.strip_suffix(']')?;
    let keys: Vec<String> = inside.split("][").map(str::to_owned).collect();
    keys.iter().all(|key| !key.is_empty()).then_some(keys)
}

fn has_field(api: &Api, ty: &Type, name: &str) -> bool {
    match kind(api, ty) {
        Some(TypeKind::Struct(shape)) => shape.fields.iter().any(|field| field.wire == name),
        _ => false,
    }
}

fn kind<'a>(api: &'a Api, ty: &Type) -> Option<&'a TypeKind> {
    let def = api.bare(ty).named().and_then(|id| api.types.get(id.0));
    def.map(|def| &def.kind)
}

/// What a parameter holds at the end of these keys.
pub(crate) fn value(api: &Api, param: &Value, keys: &[String]) -> Option<Value> {
    let start = Some(param.clone());
    keys.iter()
        .fold(start, |value, key| inner(api, &value?, key))
}

fn inner(api: &Api, value: &Value, key: &str) -> Option<Value> {
    let plain = |ty: &Type| Value {
        ty: ty.clone(),
        codec: Codec::Plain,
    };
    match api.bare(&value.ty) {
        Type::Map(item) => Some(Value {
            ty: (**item).clone(),
            codec: value.codec.clone(),
        }),
        Type::Any => Some(plain(&Type::Any)),
        ty => match kind(api, ty)? {
            TypeKind::Struct(shape) => {
                let field = shape.fields.iter().find(|field| field.wire == key);
                let known = field.map(|field| field.value.clone());
                known.or_else(|| shape.extra.as_ref().map(plain))
            }
            _ => None,
        },
    }
}

/// A value inside objects of these keys.
pub(crate) fn nest(keys: &[String], value: Json) -> Json {
    keys.iter().rev().fold(value, |value, key| {
        Json::Object(Map::from_iter([(key.clone(), value)]))
    })
}

/// Adds what is new: items to a list, members to an object; `false` where a value is there already.
pub(crate) fn merge(known: &mut Json, more: Json) -> bool {
    match (known, more) {
        (Json::Array(items), Json::Array(more)) => {
            items.extend(more);
            true
        }
        (Json::Object(members), Json::Object(more)) => {
            more.into_iter()
                .all(|(name, value)| match members.get_mut(&name) {
                    Some(known) => merge(known, value),
                    None => members.insert(name, value).is_none(),
                })
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_stand_in_brackets() {
        let keys = |text| bracketed(text).map(|keys| keys.join("/"));
        assert_eq!(keys("[a]").as_deref(), Some("a"));
        assert_eq!(keys("[a][b c]").as_deref(), Some("a/b c"));
        for wrong in ["", "a", "[a", "a]", "[]", "[a][]", "[a]b"] {
            assert_eq!(keys(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn values_come_together() {
        let mut known = json!({"a": {"b": [1]}});
        assert!(merge(&mut known, json!({"a": {"b": [2], "c": 3}})));
        assert_eq!(known, json!({"a": {"b": [1, 2], "c": 3}}));
        assert!(!merge(&mut known, json!({"a": {"c": 4}})));
        assert_eq!(
            nest(&["a".into(), "b".into()], json!(1)),
            json!({"a": {"b": 1}})
        );
    }
}
