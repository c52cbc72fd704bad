//! The body of an answer, before anything is known of its types: members are found by path, values stay as they came.
//!
//! JSON is looked over once and not taken apart, so that the payload is decoded straight from its bytes.

use std::{borrow::Cow, cell::RefCell, fmt, rc::Rc};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::{Json, WireCode};

/// A code longer than this is not a code.
const CODE_LIMIT: usize = 256;

/// The body of an answer.
pub(crate) enum Document<'b> {
    /// Nothing but white space.
    Empty,
    /// JSON, as its bytes.
    Json(Scan<'b>),
    /// XML, read into the JSON that it corresponds to.
    Tree(Json),
    /// Text without structure.
    Text,
}

/// A value in a body.
#[derive(Clone, Copy)]
pub(crate) enum Found<'d> {
    /// A part of a JSON text.
    Raw(&'d RawValue),
    /// A part of an XML document. Its scalars are all texts or the likes of texts.
    Tree(&'d Json),
}

impl Document<'_> {
    /// The value at a path of member names joined by dots.
    pub(crate) fn find(&self, path: &str) -> Option<Found<'_>> {
        match self {
            Self::Json(scan) => scan.find(path).map(Found::Raw),
            Self::Tree(tree) => path
                .split('.')
                .try_fold(tree, |at, name| at.get(name))
                .map(Found::Tree),
            Self::Empty | Self::Text => None,
        }
    }
}

/// A JSON text whose objects are opened one by one as paths lead through them.
pub(crate) struct Scan<'b> {
    root: Option<Members<'b>>,
    /// Objects below the root that a path led through, by the address of their text.
    opened: RefCell<Vec<(*const u8, Rc<Members<'b>>)>>,
}

impl<'b> Scan<'b> {
    /// Looks over a JSON text; a root that is no object has no members.
    pub(crate) fn new(text: &'b [u8]) -> serde_json::Result<Self> {
        let root = match text.trim_ascii_start().first() {
            Some(b'{') => Some(serde_json::from_slice(text)?),
            _ => serde_json::from_slice::<IgnoredAny>(text).map(|_| None)?,
        };
        Ok(Self {
            root,
            opened: RefCell::default(),
        })
    }

    fn find(&self, path: &str) -> Option<&'b RawValue> {
        let mut names = path.split('.');
        let mut at = self.root.as_ref()?.get(names.next()?)?;
        for name in names {
            at = self.open(at)?.get(name)?;
        }
        Some(at)
    }

    fn open(&self, object: &'b RawValue) -> Option<Rc<Members<'b>>> {
        let key = object.get().as_ptr();
        let mut opened = self.opened.borrow_mut();
        if let Some((_, members)) = opened.iter().find(|(known, _)| *known == key) {
            return Some(Rc::clone(members));
        }
        let members: Rc<Members<'b>> = Rc::new(serde_json::from_str(object.get()).ok()?);
        opened.push((key, Rc::clone(&members)));
        Some(members)
    }
}

/// The members of an object, each as its text.
struct Members<'b>(Vec<(Cow<'b, str>, &'b RawValue)>);

impl<'b> Members<'b> {
    fn get(&self, name: &str) -> Option<&'b RawValue> {
        // Of a doubled member the last one counts, as in every JSON reader.
        self.0
            .iter()
            .rev()
            .find(|(known, _)| known == name)
            .map(|(_, value)| *value)
    }
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((Name(name), value)) = map.next_entry()? {
                    members.push((name, value));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Read)
    }
}

/// A member name, borrowed unless it has escapes.
struct Name<'b>(Cow<'b, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Name<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a member name")
            }
            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Borrowed(name)))
            }
            fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }
        deserializer.deserialize_str(Read)
    }
}

impl Found<'_> {
    /// Whether it is there but says nothing.
    pub(crate) fn is_null(self) -> bool {
        match self {
            Self::Raw(raw) => raw.get() == "null",
            Self::Tree(tree) => tree.is_null(),
        }
    }

    /// The value as JSON.
    pub(crate) fn to_json(self) -> Json {
        match self {
            Self::Raw(raw) => serde_json::from_str(raw.get()).unwrap_or_default(),
            Self::Tree(tree) => tree.clone(),
        }
    }

    /// The value as text: a text as it is, anything else as its JSON text; nothing for null and the empty text.
    pub(crate) fn text(self) -> Option<String> {
        let text = match self {
            // Not by way of a number, which may have more digits than a number type.
            Self::Raw(raw) if !raw.get().starts_with('"') => raw.get().to_owned(),
            _ => match self.to_json() {
                Json::String(text) => text,
                other => other.to_string(),
            },
        };
        (!text.is_empty() && text != "null").then_some(text)
    }

    /// The value as an error code; what is neither an integer nor text counts as its JSON text.
    pub(crate) fn code(self) -> Option<WireCode> {
        let text = self.text()?;
        let bare = match self {
            Self::Raw(raw) => !raw.get().starts_with('"'),
            Self::Tree(tree) => !tree.is_string(),
        };
        if bare && let Ok(integer) = text.parse() {
            return Some(WireCode::Integer(integer));
        }
        let end = text
            .char_indices()
            .nth(CODE_LIMIT)
            .map_or(text.len(), |(end, _)| end);
        text.get(..end).map(WireCode::from)
    }

    /// Whether it equals a value given as JSON text.
    ///
    /// Loosely, a scalar and the text of that scalar are equal: `0` and `"0"`, `true` and `"true"`.
    /// XML has nothing but texts, so there it is always so.
    pub(crate) fn equals(self, expected: &str, loosely: bool) -> bool {
        if let Self::Raw(raw) = self
            && raw.get() == expected
        {
            return true;
        }
        let Ok(expected) = serde_json::from_str::<Json>(expected) else {
            return false;
        };
        let value = self.to_json();
        let loosely = loosely || matches!(self, Self::Tree(_));
        same(&value, &expected) || (loosely && same_text(&value, &expected))
    }
}

/// Equality of JSON values; `1` and `1.0` are the same number.
fn same(left: &Json, right: &Json) -> bool {
    match (left, right) {
        (Json::Number(left), Json::Number(right)) => {
            left == right || left.as_f64() == right.as_f64()
        }
        _ => left == right,
    }
}

fn same_text(left: &Json, right: &Json) -> bool {
    let text = |value: &Json| match value {
        Json::String(text) => Some(text.trim().to_owned()),
        Json::Number(_) | Json::Bool(_) => Some(value.to_string()),
        _ => None,
    };
    text(left).is_some_and(|left| Some(left) == text(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(text: &str) -> Document<'_> {
        Scan::new(text.as_bytes()).map_or(Document::Empty, Document::Json)
    }

    #[test]
    fn members_are_found_by_path() {
        let document = scan(
            r#" {"a": {"b": {"c": [1, 2]}, "d": null}, "\u0065": "x", "a.b": 1, "n": 1, "n": 2} "#,
        );
        let text = |path: &str| document.find(path).and_then(Found::text);
        assert_eq!(text("a.b.c").as_deref(), Some("[1, 2]"));
        assert_eq!(text("e").as_deref(), Some("x"));
        assert_eq!(text("n").as_deref(), Some("2"));
        assert_eq!(text("a.d"), None);
        assert!(document.find("a.d").is_some_and(Found::is_null));
        assert!(document.find("a.b.c.d").is_none());
        assert!(document.find("a.x").is_none());
        assert!(scan("[1]").find("a").is_none());
    }

    #[test]
    fn only_whole_json_is_json() {
        for text in [
            "",
            "{",
            r#"{"a":1"#,
            r#"{"a":1,}"#,
            r#"{"a":1}}"#,
            "nul",
            "<html>",
            "\u{0}",
            r#"{"a":"\ud800"x}"#,
        ] {
            assert!(Scan::new(text.as_bytes()).is_err(), "{text}");
        }
        assert!(Scan::new(b"{\"a\":\"\xff\"}").is_err());
    }

    #[test]
    fn codes_keep_their_kind() {
        let document = scan(
            r#"{"i":-1,"t":"-1","big":99999999999999999999,"f":1.5,"b":true,"n":null,"e":"","o":{"x":1}}"#,
        );
        let code = |path: &str| document.find(path).and_then(Found::code);
        assert_eq!(code("i"), Some(WireCode::Integer(-1)));
        assert_eq!(code("t"), Some(WireCode::Text("-1".into())));
        assert_eq!(
            code("big"),
            Some(WireCode::Text("99999999999999999999".into()))
        );
        assert_eq!(code("f"), Some(WireCode::Text("1.5".into())));
        assert_eq!(code("b"), Some(WireCode::Text("true".into())));
        assert_eq!(code("n"), None);
        assert_eq!(code("e"), None);
        assert_eq!(code("o"), Some(WireCode::Text(r#"{"x":1}"#.into())));
    }

    #[test]
    fn equality_is_loose_only_when_asked() {
        let document = scan(r#"{"i":0,"t":"0","f":0.0,"b":true,"s":"true","l":[ 1 ]}"#);
        let equals = |path: &str, expected: &str, loosely: bool| {
            document
                .find(path)
                .is_some_and(|found| found.equals(expected, loosely))
        };
        assert!(equals("i", "0", false) && equals("f", "0", false) && equals("l", "[1]", false));
        assert!(!equals("t", "0", false) && !equals("s", "true", false) && !equals("i", "1", true));
        assert!(equals("t", "0", true) && equals("s", "true", true) && equals("i", "\"0\"", true));
    }
}
