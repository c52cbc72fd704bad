//! The decoder: one visitor for every slot.
//!
//! Everything is read with `deserialize_any`, so that a value of the wrong kind reaches the visitor:
//! a deserializer that is asked for a number and finds text puts the text, which may be secret, into its error.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::Deserialize;

use super::error::{Context, Failed};
use super::scalar::{expectation, read_scalar, takes_empty_text};
use super::{record, union};
use crate::scalar::Scalar;
use crate::{Codec, Json, ListNode, MapNode, Node, OptionNode, Slot, xml};

/// A value to fill.
pub(super) struct Seed<'a> {
    pub(super) node: &'a mut dyn Node,
    pub(super) codec: &'static Codec,
    pub(super) context: &'a mut Context,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Seed { node, codec, context } = self;
        match node.slot() {
            Slot::Json(json) if is_bare(codec) => {
                *json = Json::deserialize(deserializer)?;
                Ok(())
            }
            Slot::Unit => IgnoredAny::deserialize(deserializer).map(drop),
            slot => deserializer.deserialize_any(Reader { slot, codec, context }),
        }
    }
}

/// Whether this codec leaves any JSON as it is.
fn is_bare(codec: &Codec) -> bool {
    !matches!(codec, Codec::JsonText | Codec::Absent(..) | Codec::TextOf(_))
}

/// The visitor: puts what it is shown into its slot.
pub(super) struct Reader<'s, 'c> {
    pub(super) slot: Slot<'s>,
    pub(super) codec: &'static Codec,
    pub(super) context: &'c mut Context,
}

impl Reader<'_, '_> {
    /// Anything but an object, a list or null.
    pub(super) fn scalar<E: de::Error>(self, scalar: Scalar<'_>) -> Result<(), E> {
        let Reader { slot, codec, context } = self;
        match (slot, codec.present(), scalar) {
            (Slot::Option(option), _, _) => {
                if is_absence(codec, scalar) || (context.lenient && is_nothing(&mut *option, scalar)) {
                    option.clear(false);
                    return Ok(());
                }
                let slot = option.fill().slot();
                Reader { slot, codec, context }.scalar(scalar)
            }
            (slot, Codec::JsonText, Scalar::Text(text)) => read_json_text(slot, text, context).map_err(Failed::erase),
            (slot, Codec::JsonText, _) => Err(context.mismatch(expectation(&slot, codec), "no text").erase()),
            (Slot::Union(union), ..) => union::from_scalar(union, scalar, context),
            (Slot::List(list), Codec::Joined(separator), Scalar::Text(text)) => {
                read_joined(list, separator, text, context).map_err(Failed::erase)
            }
            (Slot::List(list), ..) if context.lenient => read_single(list, codec, scalar, context),
            (slot @ (Slot::Map(_) | Slot::Record(_)), _, Scalar::Text(text)) if context.lenient => {
                read_text_element(slot, text, context).map_err(Failed::erase)
            }
            (slot, ..) => read_scalar(slot, codec, scalar, context).map_err(Failed::erase),
        }
    }

    fn null<E: de::Error>(self) -> Result<(), E> {
        match self.slot {
            Slot::Option(option) => option.clear(true),
            Slot::Json(json) => *json = Json::Null,
            Slot::Unit => {}
            Slot::Union(union) => {
                return union::from_json(union, &Json::Null, self.context).map_err(Failed::erase);
            }
            slot => return Err(self.context.mismatch(expectation(&slot, self.codec), "null").erase()),
        }
        Ok(())
    }
}

impl<'de> Visitor<'de> for Reader<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&expectation(&self.slot, self.codec))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        let Reader { slot, codec, context } = self;
        match (slot, codec) {
            (Slot::String(place), Codec::Plain) => {
                *place = text.to_owned();
                Ok(())
            }
            (Slot::Option(option), Codec::Plain) if !context.lenient => {
                Reader { slot: option.fill().slot(), codec, context }.visit_str(text)
            }
            (slot, _) => Reader { slot, codec, context }.scalar(Scalar::Text(text)),
        }
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<(), E> {
        match (self.slot, self.codec) {
            (Slot::String(place), Codec::Plain) => {
                *place = text;
                Ok(())
            }
            (slot, _) => Reader { slot, ..self }.scalar(Scalar::Text(&text)),
        }
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<(), E> {
        match (self.slot, self.codec, i64::try_from(number)) {
            (Slot::I64(place), Codec::Plain, Ok(number)) => {
                *place = number;
                Ok(())
            }
            (slot, ..) => Reader { slot, ..self }.scalar(Scalar::U64(number)),
        }
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<(), E> {
        self.scalar(Scalar::I64(number))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<(), E> {
        match self.slot {
            Slot::F64(place) => {
                *place = number;
                Ok(())
            }
            slot => Reader { slot, ..self }.scalar(Scalar::F64(number)),
        }
    }

    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<(), E> {
        match self.slot {
            Slot::Bool(place) => {
                *place = truth;
                Ok(())
            }
            slot => Reader { slot, ..self }.scalar(Scalar::Bool(truth)),
        }
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.null()
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.null()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Reader { slot, codec, context } = self;
        match slot {
            Slot::Option(option) => {
                Seed { node: option.fill(), codec, context }.deserialize(deserializer)
            }
            slot => deserializer.deserialize_any(Reader { slot, codec, context }),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let Reader { slot, codec, context } = self;
        if matches!(codec.present(), Codec::JsonText) {
            return Err(context.mismatch(expectation(&slot, codec), "a list").erase());
        }
        match slot {
            Slot::List(list) if !matches!(codec.present(), Codec::Joined(_)) => read_list(list, access, codec, context),
            Slot::Option(option) => {
                let slot = option.fill().slot();
                Reader { slot, codec, context }.visit_seq(access)
            }
            Slot::Json(json) => {
                *json = Json::deserialize(SeqAccessDeserializer::new(access))?;
                Ok(())
            }
            Slot::Union(union) => {
                let json = Json::deserialize(SeqAccessDeserializer::new(access))?;
                union::from_json(union, &json, context).map_err(Failed::erase)
            }
            Slot::Unit => IgnoredAny.visit_seq(access).map(drop),
            slot => Err(context.mismatch(expectation(&slot, codec), "a list").erase()),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let Reader { slot, codec, context } = self;
        if matches!(codec.present(), Codec::JsonText) {
            return Err(context.mismatch(expectation(&slot, codec), "an object").erase());
        }
        match slot {
            Slot::Record(record) => record::read(record, access, context),
            Slot::Map(map) => read_map(map, access, codec, context),
            Slot::Option(option) => {
                let slot = option.fill().slot();
                Reader { slot, codec, context }.visit_map(access)
            }
            Slot::Json(json) => {
                *json = Json::deserialize(MapAccessDeserializer::new(access))?;
                Ok(())
            }
            Slot::Union(union) => union::from_map(union, access, context),
            Slot::Unit => IgnoredAny.visit_map(access).map(drop),
            Slot::List(list) if context.lenient => {
                list.clear();
                let slot = list.push().slot();
                Reader { slot, codec, context }.visit_map(access)
            }
            slot => {
                // What is left is a single value: a number as some builds of serde_json show it,
                // or an XML element with attributes.
                let json = Json::deserialize(MapAccessDeserializer::new(access))?;
                let reader = Reader { slot, codec, context };
                match &json {
                    Json::Number(_) => reader.visit_json(&json),
                    Json::Object(members) if reader.context.lenient => {
                        reader.visit_json(members.get(xml::TEXT).unwrap_or(&Json::String(String::new())))
                    }
                    _ => Err(reader.context.mismatch(expectation(&reader.slot, codec), "an object").erase()),
                }
            }
        }
    }
}

impl Reader<'_, '_> {
    /// A value that was buffered.
    fn visit_json<E: de::Error>(self, json: &Json) -> Result<(), E> {
        match json {
            Json::String(text) => self.visit_str(text),
            Json::Bool(truth) => self.visit_bool(*truth),
            Json::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
                (Some(number), _, _) => self.visit_i64(number),
                (_, Some(number), _) => self.visit_u64(number),
                (_, _, number) => self.visit_f64(number.unwrap_or(f64::NAN)),
            },
            _ => self.null(),
        }
    }
}

/// Whether this value means that nothing is there.
fn is_absence(codec: &Codec, scalar: Scalar<'_>) -> bool {
    matches!(codec, Codec::Absent(..)) && codec.means_absence(&scalar.text())
}

/// Whether this is the empty text of XML where no empty text can stand.
fn is_nothing(option: &mut dyn OptionNode, scalar: Scalar<'_>) -> bool {
    matches!(scalar, Scalar::Text(text) if text.trim().is_empty()) && !takes_empty_text(option.fill())
}

/// JSON inside a text.
fn read_json_text(slot: Slot<'_>, text: &str, context: &mut Context) -> Result<(), Failed> {
    let mut deserializer = serde_json::Deserializer::from_slice(text.as_bytes());
    let reader = Reader { slot, codec: &Codec::Plain, context: &mut *context };
    let result = deserializer.deserialize_any(reader).and_then(|()| deserializer.end());
    result.map_err(|error| context.nested("the text holds no JSON", &error))
}

/// A list in one text; its items are read as text, whatever they are.
fn read_joined(
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
        let reader = Reader { slot: list.push().slot(), codec: &Codec::Text, context: &mut *context };
        let result: Result<(), de::value::Error> = reader.scalar(Scalar::Text(item));
        if result.is_err() {
            context.at_index(index);
            return Err(Failed);
        }
    }
    Ok(())
}

/// A list of one in XML, or of none.
fn read_single<E: de::Error>(
    list: &mut dyn ListNode,
    codec: &'static Codec,
    scalar: Scalar<'_>,
    context: &mut Context,
) -> Result<(), E> {
    list.clear();
    if matches!(scalar, Scalar::Text("")) {
        return Ok(());
    }
    let slot = list.push().slot();
    Reader { slot, codec, context: &mut *context }
        .scalar(scalar)
        .inspect_err(|_: &E| context.at_index(0))
}

/// An XML element without children where a struct or map was promised.
fn read_text_element(slot: Slot<'_>, text: &str, context: &mut Context) -> Result<(), Failed> {
    let declared = match &slot {
        Slot::Record(record) => record.shape().fields.iter().any(|field| field.wire == xml::TEXT),
        _ => false,
    };
    let mut members = serde_json::Map::new();
    if declared {
        members.insert(xml::TEXT.to_owned(), text.into());
    } else if !text.trim().is_empty() {
        return Err(context.mismatch(expectation(&slot, &Codec::Plain), "text"));
    }
    let reader = Reader { slot, codec: &Codec::Plain, context: &mut *context };
    Json::Object(members).deserialize_any(reader).map_err(|error| context.nested("cannot be read", &error))
}

fn read_list<'de, A: SeqAccess<'de>>(
    list: &mut dyn ListNode,
    mut access: A,
    codec: &'static Codec,
    context: &mut Context,
) -> Result<(), A::Error> {
    list.clear();
    loop {
        match access.next_element_seed(Item { list: &mut *list, codec, context: &mut *context }) {
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
        let Item { list, codec, context } = self;
        Seed { node: list.push(), codec, context }.deserialize(deserializer)
    }
}

fn read_map<'de, A: MapAccess<'de>>(
    map: &mut dyn MapNode,
    mut access: A,
    codec: &'static Codec,
    context: &mut Context,
) -> Result<(), A::Error> {
    map.clear();
    // One buffer for all keys, so that each is allocated once, by the map.
    let mut key = String::new();
    while access.next_key_seed(Key(&mut key))?.is_some() {
        let seed = Seed { node: map.insert(&key), codec, context: &mut *context };
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
