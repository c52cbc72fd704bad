//! The decoder: one seed and visitor for every kind of value.
//!
//! Everything is read with `deserialize_any`, so that a value of the wrong kind reaches the visitor:
//! a deserializer that is asked for a number and finds text puts the text, which may be secret, into its error.

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::error::{Context, Failed};
use super::lists::{read_joined, read_list, read_map, read_single};
use super::scalar::{expectation, read_scalar, takes_empty_text};
use super::{record, row, union};
use crate::scalar::Scalar;
use crate::{Codec, Json, Node, OptionNode, Slot, xml};

/// A value to fill.
pub(super) struct Seed<'n, 'c> {
    pub(super) node: &'n mut dyn Node,
    pub(super) codec: &'static Codec,
    pub(super) context: &'c mut Context,
}

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        let Seed {
            node,
            codec,
            context,
        } = self;
        match (node.slot(), codec) {
            (Slot::String(place), Codec::Plain) => {
                *place = text.to_owned();
                Ok(())
            }
            (Slot::Option(option), Codec::Plain) if !context.lenient => Seed {
                node: option.fill(),
                codec,
                context,
            }
            .visit_str(text),
            _ => Seed {
                node,
                codec,
                context,
            }
            .scalar(Scalar::Text(text)),
        }
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<(), E> {
        match (self.node.slot(), self.codec) {
            (Slot::String(place), Codec::Plain) => {
                *place = text;
                Ok(())
            }
            _ => self.scalar(Scalar::Text(&text)),
        }
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<(), E> {
        match (self.node.slot(), self.codec, i64::try_from(number)) {
            (Slot::I64(place), Codec::Plain, Ok(number)) => {
                *place = number;
                Ok(())
            }
            _ => self.scalar(Scalar::U64(number)),
        }
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<(), E> {
        self.scalar(Scalar::I64(number))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<(), E> {
        match (self.node.slot(), self.codec) {
            (Slot::F64(place), Codec::Plain) => {
                *place = number;
                Ok(())
            }
            _ => self.scalar(Scalar::F64(number)),
        }
    }

    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<(), E> {
        match (self.node.slot(), self.codec) {
            (Slot::Bool(place), Codec::Plain) => {
                *place = truth;
                Ok(())
            }
            _ => self.scalar(Scalar::Bool(truth)),
        }
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        let Seed {
            node,
            codec,
            context,
        } = self;
        match node.slot() {
            Slot::Option(option) => option.clear(true),
            Slot::Json(json) => *json = Json::Null,
            Slot::Unit => {}
            Slot::Union(union) => {
                return union::from_json(union, &Json::Null, context).map_err(Failed::erase);
            }
            slot => return Err(context.mismatch(expectation(&slot, codec), "null").erase()),
        }
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let Seed {
            node,
            codec,
            context,
        } = self;
        match (node.slot(), codec.present()) {
            (Slot::Option(option), _) => Seed {
                node: option.fill(),
                codec,
                context,
            }
            .visit_seq(access),
            (slot, Codec::JsonText) | (slot @ Slot::List(_), Codec::Joined(_)) => Err(context
                .mismatch(expectation(&slot, codec), "a list")
                .erase()),
            (Slot::List(list), _) => read_list(list, access, codec, context),
            (Slot::Record(record), Codec::Row) => row::read(record, access, context),
            (Slot::Json(json), _) => {
                *json = Json::deserialize(SeqAccessDeserializer::new(access))?;
                Ok(())
            }
            (Slot::Union(union), _) => {
                let json = Json::deserialize(SeqAccessDeserializer::new(access))?;
                union::from_json(union, &json, context).map_err(Failed::erase)
            }
            (Slot::Unit, _) => IgnoredAny.visit_seq(access).map(drop),
            (slot, _) => Err(context
                .mismatch(expectation(&slot, codec), "a list")
                .erase()),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let Seed {
            node,
            codec,
            context,
        } = self;
        match (node.slot(), codec.present()) {
            (Slot::Option(option), _) => Seed {
                node: option.fill(),
                codec,
                context,
            }
            .visit_map(access),
            (slot, Codec::JsonText) | (slot @ Slot::Record(_), Codec::Row) => Err(context
                .mismatch(expectation(&slot, codec), "an object")
                .erase()),
            (Slot::Record(record), _) => record::read(record, access, context),
            (Slot::Map(map), _) => read_map(map, access, codec, context),
            (Slot::Json(json), _) => {
                *json = Json::deserialize(MapAccessDeserializer::new(access))?;
                Ok(())
            }
            (Slot::Union(union), _) => union::from_map(union, access, context),
            (Slot::Unit, _) => IgnoredAny.visit_map(access).map(drop),
            (Slot::List(list), _) if context.lenient => {
                list.clear();
                Seed {
                    node: list.push(),
                    codec,
                    context,
                }
                .visit_map(access)
            }
            _ => {
                let json = Json::deserialize(MapAccessDeserializer::new(access))?;
                Seed {
                    node,
                    codec,
                    context,
                }
                .single_in_map(&json)
            }
        }
    }
}

impl Seed<'_, '_> {
    /// Anything but an object, a list or null.
    pub(super) fn scalar<E: de::Error>(self, scalar: Scalar<'_>) -> Result<(), E> {
        let Seed {
            node,
            codec,
            context,
        } = self;
        match (node.slot(), codec.present(), scalar) {
            (Slot::Option(option), _, _) => {
                if is_absence(codec, scalar)
                    || (context.lenient && is_nothing(&mut *option, scalar))
                {
                    option.clear(false);
                    return Ok(());
                }
                Seed {
                    node: option.fill(),
                    codec,
                    context,
                }
                .scalar(scalar)
            }
            (_, Codec::JsonText, Scalar::Text(text)) => {
                read_json_text(node, text, context).map_err(Failed::erase)
            }
            (slot, Codec::JsonText, _) => Err(context
                .mismatch(expectation(&slot, codec), "no text")
                .erase()),
            (Slot::Union(union), ..) => union::from_scalar(union, scalar, context),
            (Slot::List(list), Codec::Joined(separator), Scalar::Text(text)) => {
                read_joined(list, separator, text, context).map_err(Failed::erase)
            }
            (Slot::List(list), ..) if context.lenient => read_single(list, codec, scalar, context),
            (Slot::Map(_) | Slot::Record(_), _, Scalar::Text(text)) if context.lenient => {
                read_text_element(node, text, context).map_err(Failed::erase)
            }
            (slot, ..) => read_scalar(slot, codec, scalar, context).map_err(Failed::erase),
        }
    }

    /// A single value that came as an object: a number as some builds of serde_json show it,
    /// or an XML element with attributes.
    #[cold]
    fn single_in_map<E: de::Error>(self, json: &Json) -> Result<(), E> {
        match json {
            Json::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
                (Some(number), _, _) => self.scalar(Scalar::I64(number)),
                (_, Some(number), _) => self.scalar(Scalar::U64(number)),
                (_, _, number) => self.scalar(Scalar::F64(number.unwrap_or(f64::NAN))),
            },
            Json::Object(members) if self.context.lenient => self.scalar(Scalar::Text(
                members.get(xml::TEXT).and_then(Json::as_str).unwrap_or(""),
            )),
            _ => Err(self
                .context
                .mismatch(expectation(&self.node.slot(), self.codec), "an object")
                .erase()),
        }
    }
}

/// Whether this value means that nothing is there.
fn is_absence(codec: &Codec, scalar: Scalar<'_>) -> bool {
    matches!(codec, Codec::Absent(..)) && codec.means_absence(&scalar.text())
}

/// Whether this is the empty text of XML where no empty text can stand.
fn is_nothing(option: &mut dyn OptionNode, scalar: Scalar<'_>) -> bool {
    matches!(scalar, Scalar::Text(text) if text.trim().is_empty())
        && !takes_empty_text(option.fill())
}

/// JSON inside a text.
fn read_json_text(node: &mut dyn Node, text: &str, context: &mut Context) -> Result<(), Failed> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let seed = Seed {
        node,
        codec: &Codec::Plain,
        context: &mut *context,
    };
    let result = seed
        .deserialize(&mut deserializer)
        .and_then(|()| deserializer.end());
    result.map_err(|error| context.nested("the text holds no JSON", &error))
}

/// An XML element without children where a struct or map was promised.
fn read_text_element(node: &mut dyn Node, text: &str, context: &mut Context) -> Result<(), Failed> {
    let declared = match node.slot() {
        Slot::Record(record) => record
            .shape()
            .fields
            .iter()
            .any(|field| field.wire == xml::TEXT),
        _ => false,
    };
    let mut members = serde_json::Map::new();
    if declared {
        members.insert(xml::TEXT.to_owned(), text.into());
    } else if !text.trim().is_empty() {
        return Err(context.mismatch(expectation(&node.slot(), &Codec::Plain), "text"));
    }
    read_buffered(node, &Codec::Plain, &Json::Object(members), context)
}

/// A value that was read before it was known what it is.
pub(super) fn read_buffered(
    node: &mut dyn Node,
    codec: &'static Codec,
    json: &Json,
    context: &mut Context,
) -> Result<(), Failed> {
    let seed = Seed {
        node,
        codec,
        context: &mut *context,
    };
    seed.deserialize(json)
        .map_err(|error| context.nested("cannot be read", &error))
}
