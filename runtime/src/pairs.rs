//! Forms and queries: from one field of a request to name and value pairs, not encoded yet.

use crate::ser::{joined, json_text};
use crate::{Codec, Json, Node, Style, Value, scalar};

/// Name and value, not encoded yet.
pub type Pair = (String, String);

/// Appends what one field of a request becomes in a form or query.
///
/// An absent value becomes nothing, null an empty text. A struct or map becomes JSON text,
/// unless its style gives each entry a name. [`Style::Flag`] gives the name with an empty value, or nothing.
///
/// ```
/// use specwright_runtime::{Codec, Style, pairs};
///
/// let mut query = Vec::new();
/// let ids: Vec<i64> = vec![1, 2];
/// pairs(&ids, &Codec::Plain, Style::Plain, "id", &mut query);
/// pairs(&ids, &Codec::Joined(","), Style::Plain, "ids", &mut query);
/// let query: Vec<_> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
/// assert_eq!(query, ["id=1", "id=2", "ids=1,2"]);
/// ```
pub fn pairs(node: &dyn Node, codec: &Codec, style: Style, name: &str, out: &mut Vec<Pair>) {
    let value = node.value();
    match (value, style) {
        (Value::Option(None), _) => {}
        (Value::Option(Some(inner)), _) => pairs(inner, codec, style, name, out),
        (_, Style::Plain) => plain(value, codec, name, out),
        // Paths lay entries out under their own names.
        (_, Style::Label | Style::Matrix) => spread(value, codec, name, out),
        (_, Style::Brackets) => brackets(value, codec, name, out),
        (_, Style::Json) => out.push((name.to_owned(), json_text(&value, codec))),
        (_, Style::Spread) => spread(value, codec, name, out),
        (_, Style::Deep) => deep(value, codec, name, out),
        (Value::Bool(true) | Value::Json(Json::Bool(true)), Style::Flag) => {
            out.push((name.to_owned(), String::new()));
        }
        (_, Style::Flag) => {}
    }
}

/// A value as it stands in a path or header: the items of a list are joined by commas.
/// `None` if it is absent, null, a struct or a map.
///
/// ```
/// use specwright_runtime::{Codec, scalar_text};
///
/// assert_eq!(scalar_text(&7_i64, &Codec::Plain).as_deref(), Some("7"));
/// assert_eq!(scalar_text(&None::<i64>, &Codec::Plain), None);
/// ```
pub fn scalar_text(node: &dyn Node, codec: &Codec) -> Option<String> {
    text(node.value(), codec)
}

fn text(value: Value<'_>, codec: &Codec) -> Option<String> {
    match (value, codec.present()) {
        (Value::Option(inner), _) => text(inner?.value(), codec),
        (Value::Null | Value::Unit | Value::Json(Json::Null), _) => None,
        (_, Codec::JsonText) => Some(json_text(&value, &Codec::Plain)),
        (Value::List(list), Codec::Joined(separator)) => Some(joined(list, separator)),
        (Value::List(list), _) => {
            let items: Option<Vec<_>> = (0..list.len())
                .map(|index| text(list.item(index).value(), codec))
                .collect();
            Some(items?.join(","))
        }
        (Value::Union(union), _) => {
            let (index, content) = union.current();
            text(content.value(), union.shape().variants.get(index)?.codec)
        }
        (Value::Json(json), _) => match json {
            Json::String(text) => Some(text.clone()),
            Json::Array(items) => {
                let items: Option<Vec<_>> = items
                    .iter()
                    .map(|item| text(Value::Json(item), codec))
                    .collect();
                Some(items?.join(","))
            }
            Json::Object(_) => None,
            other => Some(other.to_string()),
        },
        _ => Some(scalar::write(&value, codec)?.into_string().into_owned()),
    }
}

/// One pair, or one per item of a list.
fn plain(value: Value<'_>, codec: &Codec, name: &str, out: &mut Vec<Pair>) {
    each_item(value, codec, &mut |item| {
        out.push((name.to_owned(), one_text(item, codec)))
    });
}

/// `name[]` per item, `name[key]` per entry.
fn brackets(value: Value<'_>, codec: &Codec, name: &str, out: &mut Vec<Pair>) {
    if is_list(value, codec) {
        let name = format!("{name}[]");
        each_item(value, codec, &mut |item| {
            out.push((name.clone(), one_text(item, codec)))
        });
    } else if !each_entry(value, codec, &mut |key, node, codec| {
        pairs(node, codec, Style::Brackets, &format!("{name}[{key}]"), out);
    }) {
        out.push((name.to_owned(), one_text(value, codec)));
    }
}

/// The entries under their own names.
fn spread(value: Value<'_>, codec: &Codec, name: &str, out: &mut Vec<Pair>) {
    if !each_entry(value, codec, &mut |key, node, codec| {
        pairs(node, codec, Style::Plain, key, out)
    }) {
        plain(value, codec, name, out);
    }
}

/// `name[key]` per entry, however deep; the items of a list repeat the name.
fn deep(value: Value<'_>, codec: &Codec, name: &str, out: &mut Vec<Pair>) {
    if !each_entry(value, codec, &mut |key, node, codec| {
        pairs(node, codec, Style::Deep, &format!("{name}[{key}]"), out);
    }) {
        plain(value, codec, name, out);
    }
}

/// Whether a value is laid out entry by entry: a map or a struct, but for one that travels as JSON text.
pub(crate) fn has_entries(node: &dyn Node, codec: &Codec) -> bool {
    match node.value() {
        Value::Option(Some(inner)) => has_entries(inner, codec),
        Value::Map(_) | Value::Record(_) | Value::Json(Json::Object(_)) => {
            !matches!(codec.present(), Codec::JsonText)
        }
        _ => false,
    }
}

/// A single value as text, anything else as JSON, null as nothing.
fn one_text(value: Value<'_>, codec: &Codec) -> String {
    match value {
        Value::Option(Some(inner)) => one_text(inner.value(), codec),
        Value::Option(None) => codec.absence().unwrap_or_default().to_owned(),
        Value::Null | Value::Unit | Value::Json(Json::Null) => String::new(),
        _ if is_list(value, codec) => json_text(&value, codec),
        _ => text(value, codec).unwrap_or_else(|| json_text(&value, codec)),
    }
}

fn is_list(value: Value<'_>, codec: &Codec) -> bool {
    let one = matches!(codec.present(), Codec::Joined(_) | Codec::JsonText);
    !one && matches!(value, Value::List(_) | Value::Json(Json::Array(_)))
}

fn each_item(value: Value<'_>, codec: &Codec, visit: &mut dyn FnMut(Value<'_>)) {
    match value {
        Value::List(list) if is_list(value, codec) => {
            for index in 0..list.len() {
                visit(list.item(index).value());
            }
        }
        Value::Json(Json::Array(items)) if is_list(value, codec) => {
            items.iter().for_each(|item| visit(Value::Json(item)));
        }
        _ => visit(value),
    }
}

/// Visits each entry of a map, or each field of a struct; `false` if the value is neither.
fn each_entry(
    value: Value<'_>,
    codec: &Codec,
    visit: &mut dyn FnMut(&str, &dyn Node, &Codec),
) -> bool {
    match (value, codec.present()) {
        (_, Codec::JsonText) => return false,
        (Value::Map(map), _) => map.each(&mut |key, node| visit(key, node, codec)),
        (Value::Json(Json::Object(members)), _) => {
            members
                .iter()
                .for_each(|(key, member)| visit(key, member, codec));
        }
        (Value::Record(record), _) => record.refs(&mut |refs| {
            let shape = record.shape();
            for (field, node) in shape.fields.iter().zip(refs) {
                visit(field.wire, *node, field.codec);
            }
            if let (Some(codec), Some(node)) = (shape.extra, refs.get(shape.fields.len())) {
                each_entry(node.value(), codec, visit);
            }
        }),
        _ => return false,
    }
    true
}
