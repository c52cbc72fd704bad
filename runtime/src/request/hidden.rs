//! The secrets inside a request, so that no error repeats them.

use super::one_text;
use crate::{Field, Node, Secret, Value};

/// Collects every secret text in a parameter, however deep.
pub(super) fn collect(field: &Field, node: &dyn Node, found: &mut Vec<Secret>) {
    if field.secret {
        keep(one_text(node, field.codec), found);
    }
    walk(node, found);
}

fn walk(node: &dyn Node, found: &mut Vec<Secret>) {
    match node.value() {
        Value::Secret(secret) => keep(secret.expose().to_owned(), found),
        Value::Option(Some(inner)) => walk(inner, found),
        Value::List(list) => (0..list.len()).for_each(|index| walk(list.item(index), found)),
        Value::Map(map) => map.each(&mut |_, inner| walk(inner, found)),
        Value::Union(union) => walk(union.current().1, found),
        Value::Record(record) => {
            let fields = record.shape().fields;
            record.refs(&mut |nodes| {
                fields
                    .iter()
                    .zip(nodes)
                    .for_each(|(field, node)| collect(field, *node, found))
            });
        }
        _ => {}
    }
}

fn keep(text: String, found: &mut Vec<Secret>) {
    if !text.is_empty() {
        found.push(text.into());
    }
}
