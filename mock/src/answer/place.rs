//! Places in JSON by paths of member names joined by dots, as specs write them.

use serde_json::{Map, Value as Json};

/// The value at a path; where names have dots of their own, the longest name that fits counts.
pub(crate) fn get<'j>(json: &'j Json, path: &str) -> Option<&'j Json> {
    if path.is_empty() {
        return Some(json);
    }
    let members = json.as_object()?;
    let (name, rest) = member(members, path)?;
    get(members.get(name)?, rest)
}

/// Puts a value at a path. Objects on the way are made; whether it could be put there.
pub(crate) fn set(json: &mut Json, path: &str, value: Json) -> bool {
    if path.is_empty() {
        *json = value;
        return true;
    }
    if json.is_null() {
        *json = Json::Object(Map::new());
    }
    let Some(members) = json.as_object_mut() else {
        return false;
    };
    let (name, rest) = match member(members, path) {
        Some((name, rest)) => (name.to_owned(), rest),
        None => {
            let (name, rest) = path.split_once('.').unwrap_or((path, ""));
            (name.to_owned(), rest)
        }
    };
    set(members.entry(name).or_insert(Json::Null), rest, value)
}

/// Takes away what is at a path.
pub(crate) fn remove(json: &mut Json, path: &str) {
    let Some(members) = json.as_object_mut() else {
        return;
    };
    let Some((name, rest)) = member(members, path) else {
        return;
    };
    let name = name.to_owned();
    if rest.is_empty() {
        members.remove(&name);
    } else if let Some(inner) = members.get_mut(&name) {
        remove(inner, rest);
    }
}

fn member<'p>(members: &Map<String, Json>, path: &'p str) -> Option<(&'p str, &'p str)> {
    let fits = |name: &String| {
        let rest = path.strip_prefix(name.as_str())?;
        (rest.is_empty() || rest.starts_with('.')).then_some(name.len())
    };
    let length = members.keys().filter_map(fits).max()?;
    Some((
        path.get(..length)?,
        path.get(length + 1..).unwrap_or_default(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn places_are_found_made_and_removed() {
        let mut json = json!({"@odata.count": 1, "a": {"b": 2}});
        assert_eq!(get(&json, "@odata.count"), Some(&json!(1)));
        assert_eq!(get(&json, "a.b"), Some(&json!(2)));
        assert_eq!(get(&json, "a.c"), None);
        assert!(set(&mut json, "x.y.z", json!(3)));
        assert_eq!(get(&json, "x.y.z"), Some(&json!(3)));
        assert!(!set(&mut json, "a.b.c", json!(4)));
        remove(&mut json, "x.y.z");
        remove(&mut json, "@odata.count");
        assert_eq!(json, json!({"a": {"b": 2}, "x": {"y": {}}}));
    }
}
