//! JSON text, byte for byte what `serde_json` writes, without the cost of a serializer.

use std::fmt::Write as _;

use serde_json::Number;

use super::Writer;
use super::output::{Items, Members, Output};
use crate::Json;
use crate::scalar::{Spelt, Written};

/// The value has a variant that its shape does not know.
#[derive(Debug)]
pub(super) struct Broken;

/// A list or an object that is being written.
pub(super) struct Open<'a> {
    out: &'a mut String,
    empty: bool,
}

impl<'a> Output for &'a mut String {
    type Done = ();
    type Error = Broken;
    type Items = Open<'a>;
    type Members = Open<'a>;

    // So that each arm of the interpreter keeps one arm of this.
    #[inline(always)]
    fn scalar(self, written: Written<'_>) -> Result<(), Broken> {
        match written {
            Written::Null => self.push_str("null"),
            Written::Text(text) => push_text(self, &text),
            Written::Spelt(spelt) => {
                self.push('"');
                spelt.append_to(self);
                self.push('"');
            }
            Written::Bool(true) => self.push_str("true"),
            Written::Bool(false) => self.push_str("false"),
            Written::I64(number) => Spelt::I64(number).append_to(self),
            Written::U64(number) => Spelt::U64(number).append_to(self),
            // There is no JSON for what is not finite.
            Written::F64(number) => match Number::from_f64(number) {
                Some(number) => push_number(self, &number),
                None => self.push_str("null"),
            },
        }
        Ok(())
    }

    fn json(self, json: &Json) -> Result<(), Broken> {
        push_json(self, json);
        Ok(())
    }

    fn items(self, _length: usize) -> Result<Open<'a>, Broken> {
        self.push('[');
        Ok(Open::new(self))
    }

    fn members(self, _length: Option<usize>) -> Result<Open<'a>, Broken> {
        self.push('{');
        Ok(Open::new(self))
    }

    fn failure(_message: String) -> Broken {
        Broken
    }
}

impl<'a> Open<'a> {
    fn new(out: &'a mut String) -> Self {
        Self { out, empty: true }
    }

    fn separate(&mut self) {
        if !self.empty {
            self.out.push(',');
        }
        self.empty = false;
    }

    #[inline(always)]
    fn name(&mut self, name: &str) {
        // Few and fixed lengths, since each push looks whether there is room.
        if self.empty {
            self.out.push('"');
        } else {
            self.out.push_str(",\"");
        }
        self.empty = false;
        push_inner(self.out, name);
        self.out.push_str("\":");
    }
}

impl Items for Open<'_> {
    type Done = ();
    type Error = Broken;

    fn item(&mut self, item: Writer<'_>) -> Result<(), Broken> {
        self.separate();
        item.write(&mut *self.out)
    }

    fn end(self) -> Result<(), Broken> {
        self.out.push(']');
        Ok(())
    }
}

impl Members for Open<'_> {
    type Done = ();
    type Error = Broken;

    #[inline(always)]
    fn member(&mut self, name: &str, value: Writer<'_>) -> Result<(), Broken> {
        self.name(name);
        value.write(&mut *self.out)
    }

    fn end(self) -> Result<(), Broken> {
        self.out.push('}');
        Ok(())
    }
}

fn push_json(out: &mut String, json: &Json) {
    match json {
        Json::Null => out.push_str("null"),
        Json::Bool(true) => out.push_str("true"),
        Json::Bool(false) => out.push_str("false"),
        Json::Number(number) => push_number(out, number),
        Json::String(text) => push_text(out, text),
        Json::Array(items) => {
            out.push('[');
            let mut list = Open::new(out);
            for item in items {
                list.separate();
                push_json(list.out, item);
            }
            out.push(']');
        }
        Json::Object(members) => {
            out.push('{');
            let mut object = Open::new(out);
            for (name, member) in members {
                object.name(name);
                push_json(object.out, member);
            }
            out.push('}');
        }
    }
}

fn push_number(out: &mut String, number: &Number) {
    // A `String` takes everything.
    let _ = write!(out, "{number}");
}

fn push_text(out: &mut String, text: &str) {
    out.push('"');
    push_inner(out, text);
    out.push('"');
}

#[inline(always)]
fn push_inner(out: &mut String, text: &str) {
    if is_plain(text.as_bytes()) {
        out.push_str(text);
    } else {
        push_escaped(out, text);
    }
}

#[cold]
fn push_escaped(out: &mut String, text: &str) {
    let mut written = 0;
    for (index, byte) in text.bytes().enumerate() {
        let short = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0x08 => "\\b",
            0x0c => "\\f",
            0..0x20 => "",
            _ => continue,
        };
        out.push_str(&text[written..index]);
        out.push_str(short);
        if short.is_empty() {
            let _ = write!(out, "\\u{byte:04x}");
        }
        written = index + 1;
    }
    out.push_str(&text[written..]);
}

/// Whether nothing in a text needs an escape. Chunks of a fixed length, which may overlap, become vector instructions.
#[inline(always)]
fn is_plain(bytes: &[u8]) -> bool {
    match bytes.len() {
        0..4 => bytes.iter().all(plain),
        4..8 => ends_are_plain::<4>(bytes),
        8..16 => ends_are_plain::<8>(bytes),
        _ => chunks_are_plain(bytes),
    }
}

fn chunks_are_plain(bytes: &[u8]) -> bool {
    let (chunks, rest) = bytes.as_chunks::<16>();
    chunks.iter().all(all_plain)
        && (rest.is_empty() || bytes.last_chunk().is_none_or(all_plain::<16>))
}

/// For a text that is no longer than both chunks.
#[inline(always)]
fn ends_are_plain<const LENGTH: usize>(bytes: &[u8]) -> bool {
    let ends = (bytes.first_chunk(), bytes.last_chunk());
    match ends {
        (Some(first), Some(last)) => all_plain::<LENGTH>(first) & all_plain::<LENGTH>(last),
        _ => false,
    }
}

#[inline(always)]
fn all_plain<const LENGTH: usize>(chunk: &[u8; LENGTH]) -> bool {
    chunk.iter().fold(true, |all, byte| all & plain(byte))
}

#[inline(always)]
fn plain(byte: &u8) -> bool {
    (*byte >= 0x20) & (*byte != b'"') & (*byte != b'\\')
}
