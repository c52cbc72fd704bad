//! What an answer tells of its pages, wherever it tells it.

use crate::{
    Answer, Codec, Field, Json, MapNode, Node, Place, Value, document::Document, document::Scan,
    encode_value, xml_tree,
};

use super::{field, link};

/// A page in its type, or as JSON, and the answer that it came in.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) payload: &'a dyn Node,
    pub(super) codec: &'static Codec,
    pub(super) answer: &'a Answer,
}

impl Page<'_> {
    /// The value at a place; nothing for null and the empty text.
    pub(super) fn get(&self, place: Place) -> Option<Json> {
        let value = match place {
            Place::Payload(path) => self.in_payload(path),
            Place::Body(path) => self.in_body(path),
            Place::Header(name) => self.header(name),
            Place::Link(relation) => {
                link::related(self.answer.headers(), relation).map(Json::String)
            }
        };
        value.filter(|value| !value.is_null() && value.as_str() != Some(""))
    }

    /// A number of items or pages.
    pub(super) fn count(&self, place: Option<Place>) -> Option<u64> {
        field::count(&self.get(place?)?)
    }

    /// A truth value, in the spellings that services have for it.
    pub(super) fn truth(&self, place: Option<Place>) -> Option<bool> {
        match self.get(place?)? {
            Json::Bool(truth) => Some(truth),
            Json::Number(number) => Some(number.as_f64() != Some(0.0)),
            Json::String(text) => match text.trim().to_ascii_lowercase().as_str() {
                "true" | "1" | "yes" | "y" => Some(true),
                "false" | "0" | "no" | "n" => Some(false),
                _ => None,
            },
            // A list of what is left, or a description of the next page.
            Json::Array(items) => Some(!items.is_empty()),
            Json::Object(_) => Some(true),
            Json::Null => None,
        }
    }

    fn in_payload(&self, path: &str) -> Option<Json> {
        let mut found = None;
        visit(self.payload, self.codec, path, &mut |node, codec| {
            found = field::present(node).map(|node| encode_value(node, codec));
        });
        found
    }

    fn in_body(&self, path: &str) -> Option<Json> {
        let body = self.answer.body();
        let document = if body.trim_ascii_start().starts_with(b"<") {
            Document::Tree(xml_tree(body).ok()?.1)
        } else {
            Document::Json(Scan::new(body).ok()?)
        };
        document.find(path).map(|found| found.to_json())
    }

    fn header(&self, name: &str) -> Option<Json> {
        let value = self.answer.headers().get(name)?.to_str().ok()?;
        Some(value.trim().into())
    }
}

/// Calls `found` with the value at a path of member names joined by dots, if there is one.
pub(super) fn visit(
    node: &dyn Node,
    codec: &Codec,
    path: &str,
    found: &mut dyn FnMut(&dyn Node, &Codec),
) {
    let Some(node) = field::present(node) else {
        return;
    };
    if path.is_empty() {
        return found(node, codec);
    }
    match node.value() {
        Value::Record(record) => {
            let shape = record.shape();
            record.refs(&mut |nodes| {
                let known = member(shape.fields, path).and_then(|(index, rest)| {
                    Some((shape.fields.get(index)?, nodes.get(index)?, rest))
                });
                if let Some((field, node, rest)) = known {
                    visit(*node, field.codec, rest, found);
                } else if let (Some(codec), Some(extra)) =
                    (shape.extra, nodes.get(shape.fields.len()))
                    && let Value::Map(map) = extra.value()
                {
                    in_map(map, codec, path, found);
                }
            });
        }
        Value::Map(map) => in_map(map, codec, path, found),
        Value::Json(Json::Object(members)) => {
            for (name, member) in members {
                if let Some(rest) = below(name, path) {
                    visit(member, &Codec::Plain, rest, found);
                }
            }
        }
        Value::Union(union) => {
            let (index, content) = union.current();
            let codec = union
                .shape()
                .variants
                .get(index)
                .map_or(codec, |variant| variant.codec);
            visit(content, codec, path, found);
        }
        _ => {}
    }
}

fn in_map(map: &dyn MapNode, codec: &Codec, path: &str, found: &mut dyn FnMut(&dyn Node, &Codec)) {
    map.each(&mut |key, node| {
        if let Some(rest) = below(key, path) {
            visit(node, codec, rest, found);
        }
    });
}

/// The field that a path leads into, and the rest of the path. Names such as `@odata.count` have dots of their own, so
/// the longest name that fits counts.
fn member<'p>(fields: &[Field], path: &'p str) -> Option<(usize, &'p str)> {
    let fitting = fields.iter().enumerate();
    fitting
        .filter_map(|(index, field)| Some((index, below(field.wire, path)?)))
        .min_by_key(|(_, rest)| rest.len())
}

/// What is left of a path below the member of this name.
fn below<'p>(name: &str, path: &'p str) -> Option<&'p str> {
    let rest = path.strip_prefix(name)?;
    if rest.is_empty() {
        Some(rest)
    } else {
        rest.strip_prefix('.')
    }
}
