//! Parameters that have one text of their own: in a path, a header, a cookie. In: the text. Out: JSON in the spelling
//! that it has in a body.

use serde_json::{Map, Value as Json};
use specwright::model::{Api, Style, Type, Value};

use super::pairs::{fields, item_of, single, spelt, structure};
use super::value::from_text;

/// A text in a header or cookie: the items of lists are joined by commas.
pub(crate) fn joined(api: &Api, value: &Value, text: &str) -> Json {
    match item_of(api, value) {
        Some(item) => {
            let items = text.split(',').filter(|_| !text.is_empty());
            let item = |text: &str| from_text(api, item, &value.codec, text.trim());
            items.map(item).collect()
        }
        None => single(api, value, text),
    }
}

/// A text in a path.
pub(crate) fn in_path(api: &Api, name: &str, value: &Value, style: Style, text: &str) -> Json {
    match style {
        Style::Label => pieces(
            api,
            name,
            value,
            text.strip_prefix('.').unwrap_or(text),
            '.',
        ),
        Style::Matrix => pieces(
            api,
            name,
            value,
            text.strip_prefix(';').unwrap_or(text),
            ';',
        ),
        _ => joined(api, value, text),
    }
}

/// `a.b` and `name=a;name=b` of lists, `k.v` spelt `k=v` of objects, and one value of anything else.
fn pieces(api: &Api, name: &str, value: &Value, text: &str, separator: char) -> Json {
    let bare = |piece: &str| -> String {
        let named = piece.split_once('=').filter(|(known, _)| *known == name);
        match (separator, named) {
            (';', Some((_, value))) => value.to_owned(),
            (';', None) if piece == name => String::new(),
            _ => piece.to_owned(),
        }
    };
    if let Some(item) = item_of(api, value) {
        let items = text.split(separator);
        return items
            .map(|piece| from_text(api, item, &value.codec, &bare(piece)))
            .collect();
    }
    let ty = api.bare(&value.ty);
    let entries = match (structure(api, ty), ty) {
        (Some((shape, args)), _) => Some((fields(shape, args), None)),
        (None, Type::Map(entry)) => Some((Vec::new(), Some(spelt(entry, &value.codec)))),
        _ => None,
    };
    let Some((known, rest)) = entries else {
        return single(api, value, &bare(text));
    };
    let mut members = Map::new();
    for piece in text.split(separator) {
        let (entry, text) = piece.split_once('=').unwrap_or((piece, ""));
        let declared = known
            .iter()
            .find(|(name, _)| name == entry)
            .map(|(_, value)| value);
        let found = match declared.or(rest.as_ref()) {
            Some(value) => repeated(api, value, members.remove(entry), text),
            None => text.into(),
        };
        members.insert(entry.to_owned(), found);
    }
    members.into()
}

/// A list as a member has its name once per item.
fn repeated(api: &Api, value: &Value, before: Option<Json>, text: &str) -> Json {
    let Some(item) = item_of(api, value) else {
        return single(api, value, text);
    };
    let mut items = match before {
        Some(Json::Array(items)) => items,
        _ => Vec::new(),
    };
    items.push(from_text(api, item, &value.codec, text));
    items.into()
}
