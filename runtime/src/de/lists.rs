//! Reading lists and maps.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::error::{Context, Failed};
use super::seed::Seed;
use crate::scalar::Scalar;
use crate::{Codec, ListNode, MapNode};

pub(super) fn read_list<'de, A: SeqAccess<'de>>(
    list: &mut dyn ListNode,
    mut access: A,
    codec: &'static Codec,
    context: &mut Context,
) -> Result<(), A::Error> {
    list.clear();
    loop {
        match access.next_element_seed(Item {
            list: &mut *list,
            codec,
            context: &mut *context,
        }) {
            Ok(Some(())) => {}
            Ok(None) => return Ok(()),
            Err(error) => {
                context.at_index(list.len().saturating_sub(1));
                return Err(error);
            }
        }
    }
}

/// The next item of a list, appended once it is known that there is one.
struct Item<'a> {
    list: &'a mut dyn ListNode,
    codec: &'static Codec,
    context: &'a mut Context,
}

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Item {
            list,
            codec,
            context,
        } = self;
        Seed {
            node: list.push(),
            codec,
            context,
        }
        .deserialize(deserializer)
    }
}

/// A list in one text; its items are read as text, whatever they are.
pub(super) fn read_joined(
    list: &mut dyn ListNode,
    separator: &str,
    text: &str,
    context: &mut Context,
) -> Result<(), Failed> {
    list.clear();
    if text.is_empty() {
        return Ok(());
    }
    for (index, item) in text.split(separator).enumerate() {
        let seed = Seed {
            node: list.push(),
            codec: &Codec::Text,
            context: &mut *context,
        };
        let result: Result<(), de::value::Error> = seed.scalar(Scalar::Text(item));
        if result.is_err() {
            context.at_index(index);
            return Err(Failed);
        }
    }
    Ok(())
}

/// A list of one in XML, or of none.
pub(super) fn read_single<E: de::Error>(
    list: &mut dyn ListNode,
    codec: &'static Codec,
    scalar: Scalar<'_>,
    context: &mut Context,
) -> Result<(), E> {
    list.clear();
    if matches!(scalar, Scalar::Text("")) {
        return Ok(());
    }
    let result: Result<(), E> = Seed {
        node: list.push(),
        codec,
        context: &mut *context,
    }
    .scalar(scalar);
    result.inspect_err(|_| context.at_index(0))
}

pub(super) fn read_map<'de, A: MapAccess<'de>>(
    map: &mut dyn MapNode,
    mut access: A,
    codec: &'static Codec,
    context: &mut Context,
) -> Result<(), A::Error> {
    map.clear();
    // One buffer for all keys, so that each is allocated once, by the map.
    let mut key = String::new();
    while access.next_key_seed(Key(&mut key))?.is_some() {
        let seed = Seed {
            node: map.insert(&key),
            codec,
            context: &mut *context,
        };
        if let Err(error) = access.next_value_seed(seed) {
            context.at_key(key);
            return Err(error);
        }
    }
    Ok(())
}

/// A key, into a buffer that is used again.
pub(super) struct Key<'a>(pub(super) &'a mut String);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<(), E> {
        self.0.clear();
        self.0.push_str(key);
        Ok(())
    }
}
