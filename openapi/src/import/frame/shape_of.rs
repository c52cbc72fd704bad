//! What schemas look like, for guesses: nothing here counts as read.

use serde_yaml::Value;

use super::super::node::Node;

/// More schemas in schemas than this are not looked through.
const DEPTH: usize = 12;

/// All members that an object has, those of `allOf` among them.
pub(super) fn properties<'d>(schema: &Node<'d>) -> Vec<(&'d str, Node<'d>)> {
    let mut out = Vec::new();
    collect(schema, DEPTH, &mut out);
    out
}

fn collect<'d>(schema: &Node<'d>, depth: usize, out: &mut Vec<(&'d str, Node<'d>)>) {
    let Some(schema) = schema.schema().filter(|_| depth > 0) else {
        return;
    };
    for part in schema.list("allOf") {
        collect(&part, depth - 1, out);
    }
    for (name, node) in schema.table("properties") {
        if let Some(node) = node.schema() {
            out.push((name, node));
        }
    }
    // That a thing may be null changes nothing of what it is.
    if let [one, other] = schema.list("anyOf").as_slice() {
        let is_null =
            |node: &Node<'_>| node.value.get("type").and_then(Value::as_str) == Some("null");
        match (is_null(one), is_null(other)) {
            (false, true) => collect(one, depth - 1, out),
            (true, false) => collect(other, depth - 1, out),
            _ => {}
        }
    }
}

/// A member of an object.
pub(super) fn property<'d>(schema: &Node<'d>, name: &str) -> Option<Node<'d>> {
    let found = properties(schema)
        .into_iter()
        .find(|(known, _)| *known == name);
    found.map(|(_, node)| node)
}

/// Whether a schema is of a type, or null.
pub(super) fn is(schema: &Node<'_>, ty: &str) -> bool {
    let Some(schema) = schema.schema() else {
        return false;
    };
    match schema.value.get("type") {
        Some(Value::String(one)) => one == ty,
        Some(Value::Sequence(types)) => types.iter().any(|one| one.as_str() == Some(ty)),
        _ => {
            let holds = match ty {
                "array" => "items",
                "object" => "properties",
                _ => return false,
            };
            schema.value.get(holds).is_some()
        }
    }
}
