//! The erased reflection that generated types implement and that every interpreter of this crate works on.
//!
//! A generated struct says three things: its [`Shape`] (one static table), where its fields are
//! ([`Record::slots`]) and what they hold ([`Record::refs`]).
//! Everything else (JSON, XML, form, query, redacted `Debug`) is one interpreter each, compiled once, here.

mod impls;

use crate::{Bound, Codec, Json, Secret, UnknownValue};

/// An empty value to be filled by a decoder; never handed out unless every required field was filled.
///
/// This is not [`Default`]: a struct with required fields has no sensible default to offer its users.
pub trait Empty {
    /// The value before anything was read into it.
    fn empty() -> Self;
}

/// [`Empty::empty`] as a function, so that generated code stays one line per struct.
pub fn empty<T: Empty>() -> T {
    T::empty()
}

/// A value that can be read into and written out, whatever its type.
///
/// This does not ask for [`Send`]: the compiler proves that of a type by walking through all that it holds, and types of
/// vendors hold each other in chains longer than it walks. Requests are read before anything is awaited instead.
pub trait Node {
    /// Where to put what is read.
    fn slot(&mut self) -> Slot<'_>;
    /// What is there to write.
    fn value(&self) -> Value<'_>;
}

/// Receives the fields of a record to fill, in the order of its [`Shape`].
pub type Slots<'v> = dyn FnMut(&mut [&mut dyn Node]) + 'v;
/// Receives the fields of a record to write, in the order of its [`Shape`].
pub type Refs<'v> = dyn FnMut(&[&dyn Node]) + 'v;

/// A struct with named fields.
pub trait Record {
    /// The static description of the fields.
    fn shape(&self) -> &'static Shape;
    /// Lends every field for writing, in the order of `shape().fields`, and after them the map of extra fields
    /// where `shape().extra` says there is one.
    fn slots(&mut self, visit: &mut Slots<'_>);
    /// Lends every field for reading, in the same order.
    fn refs(&self, visit: &mut Refs<'_>);
}

/// What a struct looks like on the wire.
#[derive(Debug)]
pub struct Shape {
    /// Rust name, for `Debug` and error messages.
    pub name: &'static str,
    /// One entry per field, in declaration order.
    pub fields: &'static [Field],
    /// How the fields that the shape does not know are kept: after the last field comes one more slot, a map.
    pub extra: Option<&'static Codec>,
}

/// One field of a [`Shape`].
#[derive(Debug)]
pub struct Field {
    /// Spelling on the wire.
    pub wire: &'static str,
    /// Rust name, for `Debug`.
    pub rust: &'static str,
    /// A missing one is a decode error; an absent [`Option`] is left out when written unless this is set,
    /// in which case it is written as `null`.
    pub required: bool,
    /// Never printed by `Debug`, errors or logs.
    pub secret: bool,
    /// How the value is spelt.
    pub codec: &'static Codec,
    /// JSON text of the value that absence stands for.
    pub default: Option<&'static str>,
    /// What values may be, for clients that check this before they send.
    pub bounds: &'static [Bound],
}

impl Field {
    /// A field that must be there when read, and that is always written.
    pub const fn required(wire: &'static str, rust: &'static str, codec: &'static Codec) -> Self {
        Self {
            wire,
            rust,
            required: true,
            secret: false,
            codec,
            default: None,
            bounds: &[],
        }
    }

    /// A field that may be missing when read, and that is left out when written while it is absent.
    pub const fn optional(wire: &'static str, rust: &'static str, codec: &'static Codec) -> Self {
        Self {
            required: false,
            ..Self::required(wire, rust, codec)
        }
    }

    /// The same field, never printed.
    pub const fn secret(self) -> Self {
        Self {
            secret: true,
            ..self
        }
    }

    /// The same field, with limits of its values.
    pub const fn bounded(self, bounds: &'static [Bound]) -> Self {
        Self { bounds, ..self }
    }

    /// The same field, reading this JSON text where the wire has nothing or null.
    pub const fn default_json(self, json: &'static str) -> Self {
        Self {
            default: Some(json),
            ..self
        }
    }
}

/// Where a decoder puts a value.
pub enum Slot<'a> {
    /// Text.
    String(&'a mut String),
    /// Text that is never shown.
    Secret(&'a mut Secret),
    /// Truth value.
    Bool(&'a mut bool),
    /// 32-bit signed integer.
    I32(&'a mut i32),
    /// 64-bit signed integer.
    I64(&'a mut i64),
    /// 32-bit unsigned integer.
    U32(&'a mut u32),
    /// 64-bit unsigned integer.
    U64(&'a mut u64),
    /// Floating point number.
    F64(&'a mut f64),
    /// Day without a time.
    Date(&'a mut jiff::civil::Date),
    /// Day and time without a zone.
    DateTime(&'a mut jiff::civil::DateTime),
    /// Instant.
    Timestamp(&'a mut jiff::Timestamp),
    /// Length of time.
    Duration(&'a mut std::time::Duration),
    /// Bytes, base64 in text formats.
    Bytes(&'a mut Vec<u8>),
    /// Any JSON value, kept as it came.
    Json(&'a mut Json),
    /// Nothing: whatever came is ignored.
    Unit,
    /// May be absent or null.
    Option(&'a mut dyn OptionNode),
    /// Sequence.
    List(&'a mut dyn ListNode),
    /// Text keys to values.
    Map(&'a mut dyn MapNode),
    /// Struct.
    Record(&'a mut dyn Record),
    /// Enum of documented values.
    Choice(&'a mut dyn Choice),
    /// One of several shapes.
    Union(&'a mut dyn Union),
}

/// What an encoder finds.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// Text.
    String(&'a str),
    /// Text that is never shown.
    Secret(&'a Secret),
    /// Truth value.
    Bool(bool),
    /// Any signed integer.
    I64(i64),
    /// Any unsigned integer.
    U64(u64),
    /// Floating point number.
    F64(f64),
    /// Day without a time.
    Date(jiff::civil::Date),
    /// Day and time without a zone.
    DateTime(jiff::civil::DateTime),
    /// Instant.
    Timestamp(jiff::Timestamp),
    /// Length of time.
    Duration(std::time::Duration),
    /// Bytes.
    Bytes(&'a [u8]),
    /// Any JSON value.
    Json(&'a Json),
    /// Nothing.
    Unit,
    /// An explicit null, which is not absence: always written.
    Null,
    /// Present, or absent (`None`).
    Option(Option<&'a dyn Node>),
    /// Sequence.
    List(&'a dyn ListNode),
    /// Text keys to values.
    Map(&'a dyn MapNode),
    /// Struct.
    Record(&'a dyn Record),
    /// Enum of documented values.
    Choice(&'a dyn Choice),
    /// One of several shapes.
    Union(&'a dyn Union),
}

/// A value that may be absent.
pub trait OptionNode {
    /// Makes it present and empty, and lends it.
    fn fill(&mut self) -> &mut dyn Node;
    /// Makes it absent. Types that tell null from absence record `null` here.
    fn clear(&mut self, null: bool);
}

/// A sequence.
pub trait ListNode {
    /// Appends an empty item and lends it.
    fn push(&mut self) -> &mut dyn Node;
    /// Removes all items.
    fn clear(&mut self);
    /// How many items there are.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The item at `index`, which is less than `len`.
    fn item(&self, index: usize) -> &dyn Node;
}

/// A map from text to values, in key order.
pub trait MapNode {
    /// Inserts an empty value at `key`, in place of what was there, and lends it.
    fn insert(&mut self, key: &str) -> &mut dyn Node;
    /// Removes all entries.
    fn clear(&mut self);
    /// Calls `visit` with each entry in key order.
    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Node));
    /// How many entries there are.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// An enum whose documented values are text or integers.
pub trait Choice {
    /// The static description of the values.
    fn shape(&self) -> &'static ChoiceShape;
    /// The index of the value in `shape().values`, or the undocumented value.
    fn current(&self) -> Result<usize, &UnknownValue>;
    /// Takes the documented value at `index`.
    fn select(&mut self, index: usize);
    /// Takes an undocumented value; a closed enum refuses and answers `false`.
    fn select_unknown(&mut self, value: UnknownValue) -> bool;
}

/// The values of an enum.
#[derive(Debug)]
pub struct ChoiceShape {
    /// Rust name.
    pub name: &'static str,
    /// Documented values, in the order of the document.
    pub values: ChoiceValues,
}

/// The documented values of an enum, as the wire spells them.
#[derive(Debug)]
pub enum ChoiceValues {
    /// Text.
    Text(&'static [&'static str]),
    /// Integers.
    Integer(&'static [i64]),
}

/// A value that has one of several shapes.
pub trait Union {
    /// The static description of the variants.
    fn shape(&self) -> &'static UnionShape;
    /// Index of the present variant and its content.
    fn current(&self) -> (usize, &dyn Node);
    /// Takes the variant at `index`, empty, and lends its content.
    fn select(&mut self, index: usize) -> &mut dyn Node;
}

/// The variants of a one-of.
#[derive(Debug)]
pub struct UnionShape {
    /// Rust name.
    pub name: &'static str,
    /// How the variant is told from the wire.
    pub tagging: Tagging,
    /// Variants in the order of the spec.
    pub variants: &'static [Variant],
    /// Index of a variant holding any JSON, which takes what no other variant does.
    pub other: Option<usize>,
}

/// One variant of a one-of.
#[derive(Debug)]
pub struct Variant {
    /// Value of the tag, or the key, that stands for it.
    pub tag: &'static str,
    /// How its content is spelt.
    pub codec: &'static Codec,
}

/// How the variants of a one-of are told apart.
#[derive(Debug)]
pub enum Tagging {
    /// The first variant, in order, that can be read.
    Order,
    /// By the text in the member of this name, which stands among the variant's own members.
    Inside(&'static str),
    /// By the text in the member `tag`; the variant is in the member `content`.
    Beside {
        /// Member with the tag.
        tag: &'static str,
        /// Member with the variant.
        content: &'static str,
    },
    /// By the only key of an object.
    Key,
    /// By the HTTP status of the answer. What has none is read as the variant for the rest.
    Status {
        /// First and last status, and the index of the variant; the narrower entry first where two overlap.
        entries: &'static [(u16, u16, usize)],
        /// The variant for all other statuses.
        rest: usize,
    },
}

impl Tagging {
    /// The variant that an HTTP status stands for, where it is the status that tells.
    pub(crate) fn by_status(&self, status: u16) -> Option<usize> {
        let Self::Status { entries, rest } = self else {
            return None;
        };
        let mut entries = entries.iter();
        let found = entries.find(|(first, last, _)| (*first..=*last).contains(&status));
        Some(found.map_or(*rest, |(_, _, index)| *index))
    }
}

/// The content of a variant that holds nothing.
#[doc(hidden)]
pub fn unit<'a>() -> &'a mut dyn Node {
    // A value without a size takes no memory, so nothing is lost with it.
    Box::leak(Box::new(()))
}
