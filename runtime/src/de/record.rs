//! Reading a struct: looking up each member, and what stands for the members that are missing.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::error::Context;
use super::reset::reset;
use super::seed::Seed;
use crate::{Codec, Field, MapNode, Node, OptionNode, Record, Shape, Slot, Value};

/// Reads the members of an object into a struct.
pub(super) fn read<'de, A: MapAccess<'de>>(
    record: &mut dyn Record,
    mut access: A,
    context: &mut Context,
) -> Result<(), A::Error> {
    let shape = record.shape();
    let mut result = Ok(());
    record.slots(&mut |slots| result = fill(shape, slots, &mut access, context));
    result
}

fn fill<'de, A: MapAccess<'de>>(
    shape: &'static Shape,
    slots: &mut [&mut dyn Node],
    access: &mut A,
    context: &mut Context,
) -> Result<(), A::Error> {
    let fields = shape.fields;
    let Some((slots, rest)) = slots.split_at_mut_checked(fields.len()) else {
        return Err(context
            .fail(format!("`{}` has fewer slots than fields", shape.name))
            .erase());
    };
    let mut extra = rest.first_mut().and_then(|node| Extra::new(*node, shape));
    let mut seen = Seen::new(fields.len());
    let mut expected = 0;
    loop {
        let buffer = extra.as_mut().map(|extra| &mut extra.key);
        match access.next_key_seed(Member {
            fields,
            expected,
            buffer,
        })? {
            None => break,
            Some(Some(index)) => {
                expected = index + 1;
                let (field, node) = (&fields[index], &mut *slots[index]);
                if !seen.insert(index) {
                    reset(node);
                }
                if !read_field(field, node, access, context)? {
                    seen.remove(index);
                }
            }
            Some(None) => match &mut extra {
                Some(extra) => extra.read(access, context)?,
                None => drop(access.next_value::<IgnoredAny>()?),
            },
        }
    }
    if seen.count < fields.len() {
        fill_missing(fields, slots, &seen, context)?;
    }
    Ok(())
}

/// Reads one member; `false` if what is there means that its default applies.
fn read_field<'de, A: MapAccess<'de>>(
    field: &'static Field,
    node: &mut dyn Node,
    access: &mut A,
    context: &mut Context,
) -> Result<bool, A::Error> {
    let codec = field.codec;
    let result = if field.default.is_some() {
        let mut defaulted = Defaulted::new(node);
        let seed = Seed {
            node: &mut defaulted,
            codec,
            context: &mut *context,
        };
        access.next_value_seed(seed).map(|()| !defaulted.absent)
    } else {
        access
            .next_value_seed(Seed {
                node,
                codec,
                context: &mut *context,
            })
            .map(|()| true)
    };
    result.inspect_err(|_| context.at_field(field.wire, field.secret))
}

pub(super) fn fill_missing<E: de::Error>(
    fields: &'static [Field],
    slots: &mut [&mut dyn Node],
    seen: &Seen,
    context: &mut Context,
) -> Result<(), E> {
    for (index, (field, node)) in fields.iter().zip(slots).enumerate() {
        let matters = field.required || field.default.is_some();
        if !matters || seen.has(index) {
            continue;
        }
        let result = match field.default {
            Some(json) => read_default(json, *node, field.codec, context),
            // XML has no other way to write an empty list.
            None if context.lenient && matches!(node.slot(), Slot::List(_)) => Ok(()),
            None => Err(context.fail("a required member is missing")),
        };
        if let Err(failed) = result {
            context.at_field(field.wire, field.secret);
            return Err(failed.erase());
        }
    }
    Ok(())
}

fn read_default(
    json: &str,
    node: &mut dyn Node,
    codec: &'static Codec,
    context: &mut Context,
) -> Result<(), super::error::Failed> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    Seed {
        node,
        codec,
        context: &mut *context,
    }
    .deserialize(&mut deserializer)
    .map_err(|error| context.nested("the default value is not JSON", &error))
}

/// The map of members that the shape does not know.
struct Extra<'a> {
    map: &'a mut dyn MapNode,
    codec: &'static Codec,
    key: String,
}

impl<'a> Extra<'a> {
    fn new(node: &'a mut dyn Node, shape: &'static Shape) -> Option<Self> {
        let (codec, slot) = (shape.extra?, node.slot());
        match slot {
            Slot::Map(map) => {
                map.clear();
                Some(Self {
                    map,
                    codec,
                    key: String::new(),
                })
            }
            _ => None,
        }
    }

    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        access: &mut A,
        context: &mut Context,
    ) -> Result<(), A::Error> {
        let node = self.map.insert(&self.key);
        let result = access.next_value_seed(Seed {
            node,
            codec: self.codec,
            context: &mut *context,
        });
        result.inspect_err(|_| context.at_key(std::mem::take(&mut self.key)))
    }
}

/// A key of a struct: the index of its field, or `None` for an unknown one, which goes to the buffer if there is one.
struct Member<'a> {
    fields: &'static [Field],
    /// Where to look first: most writers keep the order of the document.
    expected: usize,
    buffer: Option<&'a mut String>,
}

impl Member<'_> {
    #[inline]
    fn find(&self, key: &str) -> Option<usize> {
        match self.fields.get(self.expected) {
            Some(field) if field.wire == key => Some(self.expected),
            _ => self.search(key),
        }
    }

    fn search(&self, key: &str) -> Option<usize> {
        // The comparison of texts is a call; most candidates are turned down without it.
        let first = key.as_bytes().first();
        let is_key = |field: &Field| {
            field.wire.len() == key.len()
                && field.wire.as_bytes().first() == first
                && field.wire == key
        };
        let (before, after) = self.fields.split_at_checked(self.expected)?;
        match after.iter().position(is_key) {
            Some(index) => Some(index + self.expected),
            None => before.iter().position(is_key),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Member<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Member<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Self::Value, E> {
        let found = self.find(key);
        if let (None, Some(buffer)) = (found, self.buffer) {
            buffer.clear();
            buffer.push_str(key);
        }
        Ok(found)
    }
}

/// The fields that were read, for any number of them; only wide structs allocate.
pub(super) struct Seen {
    first: u64,
    rest: Vec<u64>,
    count: usize,
}

impl Seen {
    pub(super) fn new(fields: usize) -> Self {
        let rest = if fields > 64 {
            vec![0; (fields - 1) / 64]
        } else {
            Vec::new()
        };
        Self {
            first: 0,
            rest,
            count: 0,
        }
    }

    fn word(&mut self, index: usize) -> &mut u64 {
        match index / 64 {
            0 => &mut self.first,
            word => &mut self.rest[word - 1],
        }
    }

    /// `false` if it was there already.
    pub(super) fn insert(&mut self, index: usize) -> bool {
        let (word, bit) = (self.word(index), 1 << (index % 64));
        let fresh = *word & bit == 0;
        *word |= bit;
        self.count += usize::from(fresh);
        fresh
    }

    fn remove(&mut self, index: usize) {
        *self.word(index) &= !(1 << (index % 64));
        self.count -= 1;
    }

    fn has(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            word => self.rest[word - 1],
        };
        word & (1 << (index % 64)) != 0
    }
}

/// A field with a default: null, and what means absence, stand for the default too.
pub(super) struct Defaulted<'a> {
    node: &'a mut dyn Node,
    absent: bool,
}

impl<'a> Defaulted<'a> {
    pub(super) fn new(node: &'a mut dyn Node) -> Self {
        Self {
            node,
            absent: false,
        }
    }

    /// The field itself.
    pub(super) fn inner(&mut self) -> &mut dyn Node {
        self.node
    }

    /// Whether what was read means that the default applies.
    pub(super) fn is_absent(&self) -> bool {
        self.absent
    }
}

impl Node for Defaulted<'_> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Option(self)
    }
    fn value(&self) -> Value<'_> {
        self.node.value()
    }
}

impl OptionNode for Defaulted<'_> {
    fn fill(&mut self) -> &mut dyn Node {
        self.absent = false;
        self.node
    }
    fn clear(&mut self, _null: bool) {
        self.absent = true;
    }
}
