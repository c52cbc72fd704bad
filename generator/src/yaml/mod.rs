//! YAML: the only module that names a YAML crate.
//!
//! In: the text of a file. Out: a tree of its values ([`read`]), Rust types made of it ([`fit`]) and, once something
//! is to be reported, where each value stands ([`Positions`]). The tree comes from serde_yaml, which knows no
//! positions; the positions come from the events of saphyr-parser. A file without problems is parsed once.

mod fit;
mod inspect;
mod limits;
mod node;
mod positions;
mod refusal;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::ops::Range;

use serde::de::DeserializeSeed;

pub(crate) use fit::fit;
pub(crate) use inspect::{Finding, What};
pub(crate) use node::{Node, quote_text};
pub(crate) use positions::{Located, Positions};
pub(crate) use refusal::{Reason, Refusal};

/// A value may be repeated by aliases; all in all a text may stand for this many values for each of its bytes.
const NODES_PER_BYTE: usize = 8;

/// Why a text could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    Empty,
    Syntax {
        bytes: Range<usize>,
        message: String,
        /// Where the brackets or quotes open in which this is.
        opened: Option<Range<usize>>,
    },
    TooDeep {
        bytes: Range<usize>,
    },
    TooManyAliases,
    /// Where the second document starts.
    SeveralDocuments {
        bytes: Range<usize>,
    },
}

/// Reads the only document of a text, and what of it cannot stand in a spec.
pub(crate) fn read(text: &str) -> Result<(Node, Vec<Finding>), Unreadable> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - body.len();
    if let Some(at) = limits::control_character(body) {
        let bytes = skipped + at..skipped + at + 1;
        return Err(Unreadable::Syntax {
            bytes,
            message: "control characters are not allowed".to_owned(),
            opened: None,
        });
    }
    if let Some(at) = limits::too_deep(body) {
        return Err(Unreadable::TooDeep {
            bytes: skipped + at..skipped + at + 1,
        });
    }
    let budget = Cell::new(body.len().saturating_mul(NODES_PER_BYTE).saturating_add(64));
    let mut documents = serde_yaml::Deserializer::from_str(body);
    let Some(document) = documents.next() else {
        return Err(Unreadable::Empty);
    };
    let read = node::Budget(&budget).deserialize(document);
    let mut node = read.map_err(|error| unreadable(&error, body, skipped))?;
    if node == Node::Null {
        return Err(Unreadable::Empty);
    }
    if documents.next().is_some() {
        return Err(Unreadable::SeveralDocuments {
            bytes: positions::second_document(text),
        });
    }
    let findings = inspect::inspect(text, &mut node);
    Ok((node, findings))
}

/// serde_yaml tells its limits apart only in words.
fn unreadable(error: &serde_yaml::Error, body: &str, skipped: usize) -> Unreadable {
    let message = error.to_string();
    let bytes = error.location().map_or(skipped..skipped, |location| {
        let start = location.index().min(body.len());
        let next = body.get(start..).and_then(|rest| rest.chars().next());
        let width = next
            .filter(|c| !matches!(c, '\n' | '\r'))
            .map_or(0, char::len_utf8);
        skipped + start..skipped + start + width
    });
    if message.contains("recursion limit") {
        return Unreadable::TooDeep { bytes };
    }
    if message.contains("repetition limit") {
        return Unreadable::TooManyAliases;
    }
    let opened = opening(&message, body).map(|start| skipped + start..skipped + start + 1);
    let message = match message.find(" at line ") {
        Some(end) => message[..end].to_owned(),
        None => message,
    };
    Unreadable::Syntax {
        bytes,
        message,
        opened,
    }
}

/// The offset of the bracket or quote that a message tells by line and column.
fn opening(message: &str, body: &str) -> Option<usize> {
    let contexts = ["while parsing a flow ", "while scanning a quoted "];
    let context = |start| message.split_once(start).map(|(_, context)| context);
    let context = contexts.into_iter().find_map(context)?;
    let (_, place) = context.split_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    let line = line.parse::<usize>().ok()?.checked_sub(1)?;
    let column = column.trim().parse::<usize>().ok()?.checked_sub(1)?;
    let start: usize = body.split_inclusive('\n').take(line).map(str::len).sum();
    let (inside, found) = body.get(start..)?.char_indices().nth(column)?;
    matches!(found, '[' | '{' | '"' | '\'').then_some(start + inside)
}

/// How an unquoted scalar is written as a key, if it is an integer: `0x1F` is `31`.
fn integer_text(plain: &str) -> Option<String> {
    let starts = plain
        .strip_prefix(['+', '-'])
        .unwrap_or(plain)
        .bytes()
        .next()?;
    if !starts.is_ascii_digit() {
        return None;
    }
    match serde_yaml::from_str(plain).ok()? {
        serde_yaml::Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        _ => None,
    }
}
