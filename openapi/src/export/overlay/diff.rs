//! What a spec says that a document does not. In: what import reads in the document, and what it is to read. Out: the
//! keys that lead from one to the other, as import lays them over.

use serde_yaml::Mapping;

use crate::export::node::Node;

/// Maps whose entries have an order that means something: that of the vendor's document.
const TABLES: [&str; 24] = [
    "servers",
    "variables",
    "credentials",
    "signatures",
    "steps",
    "vectors",
    "tokens",
    "params",
    "errors",
    "limits",
    "types",
    "fields",
    "enum",
    "one_of",
    "operations",
    "answers",
    "samples",
    "query",
    "headers",
    "form",
    "given",
    "expect",
    "json",
    "any_of",
];

/// What must be laid over `read` for it to become `wanted`; nothing where it is that already. `key` is the key that both
/// stand at.
pub(super) fn maps(key: &str, read: &Mapping, wanted: &Mapping) -> Mapping {
    let read = &textual(read);
    let mut over = Mapping::new();
    for (name, value) in wanted {
        match read.get(name) {
            None => {
                over.insert(name.clone(), value.clone());
            }
            Some(known) => {
                over.extend(values(name, known, value).map(|value| (name.clone(), value)))
            }
        }
    }
    let gone = read.keys().filter(|name| !wanted.contains_key(*name));
    over.extend(gone.map(|name| (name.clone(), Node::Null)));
    if TABLES.contains(&key) && !in_order(read, wanted) {
        return all_in_order(read, wanted, over);
    }
    over
}

/// The map with texts for keys: numbers are texts where a document is JSON.
fn textual(map: &Mapping) -> Mapping {
    let text = |key: &Node| match key {
        Node::Number(number) => Node::from(number.to_string()),
        other => other.clone(),
    };
    map.iter()
        .map(|(key, value)| (text(key), value.clone()))
        .collect()
}

/// The value that stands in the overlay, if one must.
fn values(key: &Node, read: &Node, wanted: &Node) -> Option<Node> {
    if read == wanted {
        return None;
    }
    match (read, wanted) {
        (Node::Mapping(read), Node::Mapping(wanted)) => {
            let over = maps(key.as_str().unwrap_or_default(), read, wanted);
            (!over.is_empty()).then_some(Node::Mapping(over))
        }
        // A short form and its long form.
        (Node::String(short), Node::Mapping(long)) if long.len() == 1 => {
            let only = ["type", "url", "text", "returns"]
                .iter()
                .find_map(|key| long.get(*key));
            (only.and_then(Node::as_str) != Some(short)).then(|| wanted.clone())
        }
        _ => Some(wanted.clone()),
    }
}

/// Whether entries stand as they are to once keys are removed and the new ones added at the end.
fn in_order(read: &Mapping, wanted: &Mapping) -> bool {
    let kept = read.keys().filter(|name| wanted.contains_key(*name));
    let added = wanted.keys().filter(|name| !read.contains_key(*name));
    kept.chain(added).eq(wanted.keys())
}

/// An overlay that names all entries, which is how it gives their order.
fn all_in_order(read: &Mapping, wanted: &Mapping, mut over: Mapping) -> Mapping {
    let mut out = Mapping::new();
    for name in wanted.keys() {
        let value = over.shift_remove(name).or_else(|| match read.get(name) {
            Some(Node::Mapping(_)) => Some(Node::Mapping(Mapping::new())),
            other => other.cloned(),
        });
        out.insert(name.clone(), value.unwrap_or_default());
    }
    out.extend(over);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(key: &str, read: &str, wanted: &str) -> String {
        let map = |text: &str| serde_yaml::from_str::<Mapping>(text).unwrap_or_default();
        serde_json::to_string(&maps(key, &map(read), &map(wanted))).unwrap_or_default()
    }

    #[test]
    fn only_what_differs_is_said() {
        assert_eq!(
            over("", "{a: 1, b: {c: 2, d: 3}}", "{a: 1, b: {c: 4, d: 3}}"),
            r#"{"b":{"c":4}}"#
        );
        assert_eq!(
            over("", "{a: 1, b: 2}", "{b: 2, e: [1]}"),
            r#"{"e":[1],"a":null}"#
        );
        assert_eq!(over("fields", "{a: i64}", "{a: {type: i64}}"), "{}");
        assert_eq!(
            over("fields", "{a: i64}", "{a: {type: i64, wire: text}}"),
            r#"{"a":{"type":"i64","wire":"text"}}"#
        );
    }

    #[test]
    fn order_is_said_by_naming_all() {
        assert_eq!(
            over("fields", "{a: {x: 1}, b: i64}", "{b: i64, a: {x: 1}}"),
            r#"{"b":"i64","a":{}}"#
        );
        assert_eq!(over("", "{a: 1, b: 2}", "{b: 2, a: 1}"), "{}");
    }
}
