//! Reading a one-of: finding the variant, and reading it without a detour where the tag comes first.

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, DeserializeSeed, Error as _, IntoDeserializer, MapAccess};
use serde_json::map;

use super::error::{Context, DecodeError, Failed};
use super::lists::Key;
use super::record;
use super::scalar::expectation;
use super::seed::{Seed, read_buffered};
use crate::scalar::Scalar;
use crate::{Codec, Json, Node, Record, Slot, Tagging, Union, Value};

type Members = map::Map<String, Json>;

/// Reads a one-of from a single value.
pub(super) fn from_scalar<E: de::Error>(
    union: &mut dyn Union,
    scalar: Scalar<'_>,
    context: &mut Context,
) -> Result<(), E> {
    if !matches!(union.shape().tagging, Tagging::Order) {
        return from_json(union, &scalar.json(), context).map_err(Failed::erase);
    }
    let result = in_order(union, context, |node, codec, context| {
        Seed {
            node,
            codec,
            context,
        }
        .scalar::<E>(scalar)
        .is_ok()
    });
    result.map_err(Failed::erase)
}

/// Reads a one-of from a value that was buffered.
pub(super) fn from_json(
    union: &mut dyn Union,
    json: &Json,
    context: &mut Context,
) -> Result<(), Failed> {
    let shape = union.shape();
    match (&shape.tagging, json) {
        (Tagging::Status { rest, .. }, _) => read_variant(union, *rest, json, context),
        (Tagging::Order, _) => in_order(union, context, |node, codec, context| {
            read_buffered(node, codec, json, context).is_ok()
        }),
        (_, Json::Object(_)) => read_buffered(&mut Lent(union), &Codec::Plain, json, context),
        (_, Json::String(text)) if context.lenient && text.is_empty() => {
            from_json(union, &Json::Object(Members::new()), context)
        }
        _ if shape.other.is_some() => take_other(union, json, context),
        _ => Err(context.mismatch(expectation(&Slot::Union(union), &Codec::Plain), kind(json))),
    }
}

/// Reads a one-of from an object.
pub(super) fn from_map<'de, A: MapAccess<'de>>(
    union: &mut dyn Union,
    access: A,
    context: &mut Context,
) -> Result<(), A::Error> {
    match union.shape().tagging {
        Tagging::Order | Tagging::Status { .. } => {
            let json = Json::deserialize(MapAccessDeserializer::new(access))?;
            from_json(union, &json, context).map_err(Failed::erase)
        }
        Tagging::Inside(tag) => inside(union, tag, access, context),
        Tagging::Beside { tag, content } => beside(union, tag, content, access, context),
        Tagging::Key => by_key(union, access, context),
    }
}

/// Tries each variant in turn; the variant for the rest comes last.
fn in_order(
    union: &mut dyn Union,
    context: &mut Context,
    mut read: impl FnMut(&mut dyn Node, &'static Codec, &mut Context) -> bool,
) -> Result<(), Failed> {
    let shape = union.shape();
    let tried = (0..shape.variants.len()).filter(|index| Some(*index) != shape.other);
    let mut reasons = Vec::new();
    for index in tried.chain(shape.other) {
        if read(union.select(index), shape.variants[index].codec, context) {
            context.forget();
            return Ok(());
        }
        let reason = context.take();
        let reason = reason
            .as_ref()
            .map_or("cannot be read", DecodeError::message);
        reasons.push(format!("`{}`: {reason}", shape.variants[index].tag));
    }
    Err(context.fail(format!(
        "fits no variant of {} ({})",
        shape.name,
        reasons.join("; ")
    )))
}

/// The tag stands among the members of the variant.
fn inside<'de, A: MapAccess<'de>>(
    union: &mut dyn Union,
    tag: &'static str,
    mut access: A,
    context: &mut Context,
) -> Result<(), A::Error> {
    let (mut before, mut key) = (Members::new(), String::new());
    while access.next_key_seed(Key(&mut key))?.is_some() {
        let value: Json = access.next_value()?;
        let variant = if key == tag {
            tagged(union, &value)
        } else {
            None
        };
        before.insert(key.clone(), value);
        if let Some(index) = variant {
            return read_inside(union, index, tag, before, access, context);
        }
    }
    untagged(union, tag, before, context).map_err(Failed::erase)
}

fn read_inside<'de, A: MapAccess<'de>>(
    union: &mut dyn Union,
    index: usize,
    tag: &str,
    mut before: Members,
    access: A,
    context: &mut Context,
) -> Result<(), A::Error> {
    let codec = union.shape().variants[index].codec;
    let node = union.select(index);
    match node.slot() {
        Slot::Record(variant) => {
            if !declares(variant, tag) {
                before.remove(tag);
            }
            record::read(variant, Chained::new(before, access), context)
        }
        _ => {
            // Not a struct: a map, or a one-of with a tag of its own. The tag of this one is not theirs.
            before.remove(tag);
            let json = Json::deserialize(MapAccessDeserializer::new(Chained::new(before, access)))?;
            read_buffered(node, codec, &json, context).map_err(Failed::erase)
        }
    }
}

/// Whether the tag is a field of the variant itself.
fn declares(variant: &dyn Record, tag: &str) -> bool {
    variant.shape().fields.iter().any(|field| field.wire == tag)
}

/// Tag and content are two members.
fn beside<'de, A: MapAccess<'de>>(
    union: &mut dyn Union,
    tag: &'static str,
    content: &'static str,
    mut access: A,
    context: &mut Context,
) -> Result<(), A::Error> {
    let (mut members, mut variant, mut done) = (Members::new(), None::<usize>, false);
    let mut key = String::new();
    while access.next_key_seed(Key(&mut key))?.is_some() {
        match variant {
            Some(index) if key == content => {
                let codec = union.shape().variants[index].codec;
                let seed = Seed {
                    node: union.select(index),
                    codec,
                    context: &mut *context,
                };
                access
                    .next_value_seed(seed)
                    .inspect_err(|_| context.at_field(content, false))?;
                done = true;
            }
            _ => {
                let value: Json = access.next_value()?;
                if key == tag {
                    variant = tagged(union, &value);
                }
                members.insert(key.clone(), value);
            }
        }
    }
    let result = match variant {
        Some(_) if done => Ok(()),
        Some(index) => {
            let value = members.remove(content).unwrap_or_default();
            read_variant(union, index, &value, context)
                .inspect_err(|_| context.at_field(content, false))
        }
        None => untagged(union, tag, members, context),
    };
    result.map_err(Failed::erase)
}

/// The only known key says which variant it is; unknown ones beside it say nothing.
fn by_key<'de, A: MapAccess<'de>>(
    union: &mut dyn Union,
    mut access: A,
    context: &mut Context,
) -> Result<(), A::Error> {
    let shape = union.shape();
    let (mut members, mut found) = (Members::new(), None);
    let mut key = String::new();
    while access.next_key_seed(Key(&mut key))?.is_some() {
        let variants = shape.variants.iter().enumerate();
        let named = variants
            .filter(|(index, _)| Some(*index) != shape.other)
            .find(|(_, variant)| variant.tag == key);
        match (named, found) {
            (Some((index, variant)), None) => {
                let seed = Seed {
                    node: union.select(index),
                    codec: variant.codec,
                    context: &mut *context,
                };
                access
                    .next_value_seed(seed)
                    .inspect_err(|_| context.at_field(variant.tag, false))?;
                found = Some(index);
            }
            (Some((index, variant)), Some(first)) if index != first => {
                let first = shape.variants[first].tag;
                return Err(context
                    .fail(format!("both `{first}` and `{}` are there", variant.tag))
                    .erase());
            }
            _ => drop(members.insert(key.clone(), access.next_value()?)),
        }
    }
    match (found, shape.other) {
        (Some(_), _) => Ok(()),
        (None, Some(_)) => {
            take_other(union, &Json::Object(members), context).map_err(Failed::erase)
        }
        (None, None) => Err(context
            .mismatch(one_of(union, "an object with"), "none of them")
            .erase()),
    }
}

/// The variant that a tag names. A tag may be a number.
fn tagged(union: &dyn Union, value: &Json) -> Option<usize> {
    let shape = union.shape();
    let number = match value {
        Json::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let text = value.as_str().unwrap_or(&number);
    let found = shape
        .variants
        .iter()
        .position(|variant| variant.tag == text)?;
    (Some(found) != shape.other).then_some(found)
}

/// No variant is named: the rest takes it, or it is an error.
fn untagged(
    union: &mut dyn Union,
    tag: &'static str,
    members: Members,
    context: &mut Context,
) -> Result<(), Failed> {
    if union.shape().other.is_some() {
        return take_other(union, &Json::Object(members), context);
    }
    let found = if members.contains_key(tag) {
        "another value"
    } else {
        "nothing"
    };
    context.mismatch(one_of(union, ""), found);
    context.at_field(tag, false);
    Err(Failed)
}

fn one_of(union: &dyn Union, before: &str) -> String {
    let tags: Vec<_> = union
        .shape()
        .variants
        .iter()
        .map(|variant| format!("`{}`", variant.tag))
        .collect();
    format!("{before} one of {}", tags.join(", "))
        .trim_start()
        .to_owned()
}

fn take_other(union: &mut dyn Union, json: &Json, context: &mut Context) -> Result<(), Failed> {
    let other = union.shape().other.unwrap_or_default();
    read_variant(union, other, json, context)
}

fn read_variant(
    union: &mut dyn Union,
    index: usize,
    json: &Json,
    context: &mut Context,
) -> Result<(), Failed> {
    let codec = union.shape().variants[index].codec;
    read_buffered(union.select(index), codec, json, context)
}

/// A one-of behind its trait is no [`Node`] any more; this makes it one again.
struct Lent<'a>(&'a mut dyn Union);

impl Node for Lent<'_> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Union(self.0)
    }
    fn value(&self) -> Value<'_> {
        Value::Union(self.0)
    }
}

fn kind(json: &Json) -> &'static str {
    match json {
        Json::Null => "null",
        Json::Bool(_) => "a truth value",
        Json::Number(_) => "a number",
        Json::String(_) => "text",
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
    }
}

/// Members that were read already, and after them those that were not.
struct Chained<A> {
    before: map::IntoIter,
    value: Option<Json>,
    access: A,
}

impl<A> Chained<A> {
    fn new(before: Members, access: A) -> Self {
        Self {
            before: before.into_iter(),
            value: None,
            access,
        }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Chained<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.before.next() {
            Some((key, value)) => {
                self.value = Some(value);
                seed.deserialize(key.into_deserializer()).map(Some)
            }
            None => self.access.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some(value) => seed.deserialize(value).map_err(A::Error::custom),
            None => self.access.next_value_seed(seed),
        }
    }
}
