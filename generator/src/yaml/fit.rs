//! Fits a tree to Rust types: a serde deserializer over [`Node`] whose errors are data and know their path.
//!
//! Reading is strict: nothing is converted, and a key without a value is not the same as a missing key.

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error, Expected, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::Node;
use super::refusal::{Reason, Refusal, of_people};
use crate::source::Step;

/// The keys of larger maps are too many to be listed where a map is expected.
const MOST_KEYS: usize = 8;

/// Makes a `T` of the tree, or says the first thing that does not fit.
pub(crate) fn fit<T: DeserializeOwned>(node: &Node) -> Result<T, Refusal> {
    T::deserialize(Fit(node))
}

#[derive(Clone, Copy)]
struct Fit<'n>(&'n Node);

impl Fit<'_> {
    fn wrong_type(self, expected: &str) -> Refusal {
        let expected = of_people(expected);
        let reason = match self.0 {
            Node::Odd(word) => Reason::Surprising {
                word: word.clone(),
                expected,
            },
            other => Reason::WrongType {
                found: other.describe(),
                expected,
            },
        };
        Refusal::new(reason)
    }

    fn integer<'de, V: Visitor<'de>>(
        self,
        least: i128,
        most: i128,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let Node::Integer(number) = *self.0 else {
            return Err(self.wrong_type("an integer"));
        };
        if !(least..=most).contains(&number) {
            let expected = format!("an integer from {least} to {most}");
            return Err(Refusal::new(Reason::BadValue {
                found: self.0.describe(),
                expected,
            }));
        }
        visit_integer(number, visitor)
    }
}

fn visit_integer<'de, V: Visitor<'de>>(number: i128, visitor: V) -> Result<V::Value, Refusal> {
    match (i64::try_from(number), u64::try_from(number)) {
        (Ok(signed), _) if signed < 0 => visitor.visit_i64(signed),
        (_, Ok(unsigned)) => visitor.visit_u64(unsigned),
        _ => {
            let found = format!("the number `{number}`");
            Err(Refusal::new(Reason::BadValue {
                found,
                expected: "an integer of at most 64 bits".to_owned(),
            }))
        }
    }
}

/// Forwards an integer type with its limits.
macro_rules! integers {
    ($($method:ident $type:ident;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
            self.integer($type::MIN.into(), $type::MAX.into(), visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for Fit<'_> {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.0 {
            Node::Null | Node::Gone => visitor.visit_unit(),
            Node::Bool(truth) => visitor.visit_bool(*truth),
            Node::Integer(number) => visit_integer(*number, visitor),
            Node::Float(number) => visitor.visit_f64(*number),
            Node::Text(text) => visitor.visit_str(text),
            Node::Odd(_) => Err(self.wrong_type(&(&visitor as &dyn Expected).to_string())),
            Node::List(items) => visitor.visit_seq(Items(items.iter().enumerate())),
            Node::Map(entries) => visitor.visit_map(Entries {
                rest: entries.iter(),
                value: None,
            }),
            Node::Tagged(_, content) => Fit(content).deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_some(self)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.0 {
            Node::Bool(truth) => visitor.visit_bool(*truth),
            _ => Err(self.wrong_type("`true` or `false`")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.0 {
            Node::Text(text) => visitor.visit_str(text),
            _ => Err(self.wrong_type("a text")),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.0.key_text() {
            Some(text) => visitor.visit_str(&text),
            None => Err(self.wrong_type("a key")),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.0 {
            Node::List(_) => self.deserialize_any(visitor),
            _ => Err(self.wrong_type("a list")),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.0 {
            Node::Map(_) => self.deserialize_any(visitor),
            _ => Err(self.wrong_type("a map")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        keys: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        match self.0 {
            Node::Map(_) => self.deserialize_any(visitor),
            _ if keys.len() > MOST_KEYS => Err(self.wrong_type("a map")),
            _ => Err(self.wrong_type(&format!("a map (its keys: `{}`)", keys.join("`, `")))),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        match self.0 {
            Node::Text(word) | Node::Odd(word) => visitor.visit_enum(StrDeserializer::new(word)),
            _ => Err(self.wrong_type(&format!("one of `{}`", words.join("`, `")))),
        }
    }

    integers! {
        deserialize_i8 i8;
        deserialize_i16 i16;
        deserialize_i32 i32;
        deserialize_i64 i64;
        deserialize_u8 u8;
        deserialize_u16 u16;
        deserialize_u32 u32;
        deserialize_u64 u64;
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct ignored_any
    }
}

struct Items<'n>(std::iter::Enumerate<std::slice::Iter<'n, Node>>);

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Refusal;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Refusal> {
        let Some((index, item)) = self.0.find(|(_, item)| **item != Node::Gone) else {
            return Ok(None);
        };
        seed.deserialize(Fit(item))
            .map(Some)
            .map_err(|refusal| refusal.inside(Step::Index(index)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Entries<'n> {
    rest: std::slice::Iter<'n, (Node, Node)>,
    value: Option<(&'n Node, &'n Node)>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Refusal;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Refusal> {
        let Some((key, value)) = self.rest.find(|(_, value)| *value != Node::Gone) else {
            return Ok(None);
        };
        self.value = Some((key, value));
        seed.deserialize(Fit(key))
            .map(Some)
            .map_err(|refusal| refusal.at_key(step(key)))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Refusal> {
        let Some((key, value)) = self.value.take() else {
            return Err(Refusal::custom("a value was asked for before its key"));
        };
        seed.deserialize(Fit(value))
            .map_err(|refusal| refusal.inside(step(key)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

fn step(key: &Node) -> Step {
    Step::Key(key.key_text().unwrap_or_default())
}
