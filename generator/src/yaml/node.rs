//! The values of a text as a tree: what serde_yaml made of them, duplicate keys included.

use std::cell::Cell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use crate::source::Step;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Null,
    Bool(bool),
    Integer(i128),
    Float(f64),
    Text(String),
    /// An unquoted word that other readers of YAML do not take for a text: `no`, `012`, `1_000`.
    Odd(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
    Tagged(String, Box<Node>),
    /// Was taken out; it keeps its index in a list, so that what follows is found where it stands.
    Gone,
}

impl Node {
    /// The value of a key.
    pub(crate) fn get(&self, name: &str) -> Option<&Node> {
        let Self::Map(entries) = self else {
            return None;
        };
        entries
            .iter()
            .find(|(key, _)| key.is_key(name))
            .map(|(_, value)| value)
    }

    /// A key as paths name it.
    pub(crate) fn key_text(&self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Odd(text) => Some(text.clone()),
            Self::Integer(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// Whether it is the key of this name.
    pub(crate) fn is_key(&self, name: &str) -> bool {
        match self {
            Self::Text(text) | Self::Odd(text) => text == name,
            Self::Integer(number) => name.parse() == Ok(*number),
            _ => false,
        }
    }

    /// What it is, as messages say it.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Null | Self::Gone => "nothing".to_owned(),
            Self::Bool(truth) => format!("the truth value `{truth}`"),
            Self::Integer(number) => format!("the number `{number}`"),
            Self::Float(number) => format!("the number `{number:?}`"),
            Self::Text(text) | Self::Odd(text) => quote_text(text),
            Self::List(_) => "a list".to_owned(),
            Self::Map(_) => "a map".to_owned(),
            Self::Tagged(tag, _) => format!("the tag `!{tag}`"),
        }
    }

    /// The node at the end of a path.
    pub(crate) fn at_mut(&mut self, path: &[Step]) -> Option<&mut Node> {
        path.iter().try_fold(self, |node, step| match (node, step) {
            (Node::List(items), Step::Index(index)) => items.get_mut(*index),
            (Node::Map(entries), Step::Key(name)) => {
                let entry = entries.iter_mut().find(|(key, _)| key.is_key(name));
                entry.map(|(_, value)| value)
            }
            _ => None,
        })
    }
}

/// A text as messages show it: short, on one line.
pub(crate) fn quote_text(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(60)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("the text `{shown}`")
}

/// Reads a node, and counts: aliases may repeat values, but only as often as a text of this size can be meant to.
#[derive(Clone, Copy)]
pub(super) struct Budget<'b>(pub(super) &'b Cell<usize>);

impl Budget<'_> {
    fn spend<E: Error>(self) -> Result<(), E> {
        let left = self
            .0
            .get()
            .checked_sub(1)
            .ok_or_else(|| E::custom("repetition limit exceeded"))?;
        self.0.set(left);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Budget<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.spend()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Budget<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Node, E> {
        Ok(Node::Bool(truth))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Integer(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Integer(number.into()))
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Node, E> {
        Ok(Node::Integer(number))
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Node, E> {
        Ok(i128::try_from(number).map_or(Node::Float(f64::INFINITY), Node::Integer))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Float(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<Node, S::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Node, M::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry_seed(self, self)? {
            entries.push(entry);
        }
        Ok(Node::Map(entries))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        let (tag, content) = tagged.variant::<String>()?;
        Ok(Node::Tagged(
            tag,
            Box::new(content.newtype_variant_seed(self)?),
        ))
    }
}
