//! Keys of paths. In: the operations. Out: one key per operation, so that no two have the same method and key.
//!
//! OpenAPI has one operation per method and path; some services tell operations apart by a parameter, at one path.
//! The first keeps the path. The others stand below a segment with their name that the next segment, `..`, takes away
//! again: `/create_ticket/../v2`. By RFC 3986 that is the same address, browsers and most HTTP clients send it as such,
//! and the query that clients append still lands where it belongs; behind a `#` it would not.

use std::collections::{BTreeMap, BTreeSet};

use specwright::model::{Operation, PathPart};

/// The key of each operation.
pub(super) fn keys(operations: &[Operation]) -> Vec<String> {
    let (mut taken, mut spelt) = (BTreeSet::new(), BTreeMap::new());
    let keys = operations.iter().map(|op| {
        let path = template(op);
        let hierarchy = hierarchy(&path);
        // Two paths must not differ in the names of their parameters alone.
        let is_same = *spelt
            .entry(hierarchy.clone())
            .or_insert_with(|| path.clone())
            == path;
        if is_same && taken.insert((op.method.clone(), hierarchy)) {
            return path;
        }
        let rest = if path == "/" { "" } else { path.as_str() };
        format!("/{}/..{rest}", op.name)
    });
    keys.collect()
}

/// The path with its parameters in braces. OpenAPI has no sign for those that keep their slashes.
fn template(op: &Operation) -> String {
    let parts = op.path.iter().map(|part| match part {
        PathPart::Literal(text) => text.clone(),
        PathPart::Param(index) | PathPart::Greedy(index) => {
            let param = op.params.get(*index);
            format!(
                "{{{}}}",
                param.map_or("", |param| param.field.wire.as_str())
            )
        }
    });
    let path: String = parts.collect();
    match path.starts_with('/') {
        true => path,
        false => format!("/{path}"),
    }
}

/// What makes two paths the same for OpenAPI: their texts, whatever the parameters are called.
fn hierarchy(path: &str) -> String {
    let mut out = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    out + rest
}
