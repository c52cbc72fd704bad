//! XML: from bytes to the JSON-like tree that a lenient reading takes.
//!
//! An element without attributes and children becomes text, any other an object.
//! Elements of one name become a list, attributes become `@name`, text beside either becomes `#text`.
//! Namespace prefixes are dropped, `xsi:nil` becomes null, comments and processing instructions are skipped.
//! Entities are the five of XML and characters by number: none is ever defined by a document or fetched.

use std::fmt;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::Json;

/// Member that holds the text of an element with attributes or children.
pub(crate) const TEXT: &str = "#text";

/// As deep as serde_json goes.
const MAX_DEPTH: usize = 128;
/// A tree takes many times the memory of the shortest elements, so their number is bounded.
const MAX_NODES: usize = 1 << 20;

type Members = serde_json::Map<String, Json>;

/// An answer that is not XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlError {
    message: &'static str,
    offset: u64,
}

impl XmlError {
    /// What is wrong. Never quotes the document.
    pub fn message(&self) -> &'static str {
        self.message
    }

    /// The byte that it was noticed at.
    pub fn offset(&self) -> u64 {
        self.offset
    }
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not XML: {} at byte {}", self.message, self.offset)
    }
}

impl std::error::Error for XmlError {}

/// Reads a document: the name of its root, and what is in it.
///
/// # Errors
///
/// If it is not well-formed, not UTF-8, nested more than 128 deep, or of more than a million elements and attributes.
///
/// ```
/// let (root, tree) = specwright_runtime::xml_tree(b"<r><id n='1'>7</id><tag>a</tag><tag>b</tag></r>")?;
/// assert_eq!(root, "r");
/// assert_eq!(tree.to_string(), r##"{"id":{"#text":"7","@n":"1"},"tag":["a","b"]}"##);
/// # Ok::<(), specwright_runtime::XmlError>(())
/// ```
pub fn xml_tree(bytes: &[u8]) -> Result<(String, Json), XmlError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| XmlError {
        message: "not UTF-8",
        offset: error.valid_up_to() as u64,
    })?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut tree = Tree::default();
    loop {
        let event = reader
            .read_event()
            .map_err(|error| describe(&error))
            .and_then(|event| {
                let last = matches!(event, Event::Eof);
                tree.take(event).map(|()| last)
            });
        match event {
            Ok(false) => {}
            Ok(true) => break,
            Err(message) => {
                return Err(XmlError {
                    message,
                    offset: reader.buffer_position(),
                });
            }
        }
    }
    tree.root.ok_or(XmlError {
        message: "no element",
        offset: reader.buffer_position(),
    })
}

/// The parser's own messages may quote the document, so they are not passed on.
fn describe(error: &quick_xml::Error) -> &'static str {
    match error {
        quick_xml::Error::Syntax(_) => "markup that is not closed",
        quick_xml::Error::IllFormed(_) => "an end tag that is missing or closes nothing",
        quick_xml::Error::InvalidAttr(_) => "a malformed attribute",
        quick_xml::Error::Escape(_) => "a malformed entity",
        _ => "malformed markup",
    }
}

/// An element that is not closed yet.
#[derive(Default)]
struct Element {
    name: String,
    members: Members,
    text: String,
    nil: bool,
    has_children: bool,
}

#[derive(Default)]
struct Tree {
    open: Vec<Element>,
    root: Option<(String, Json)>,
    nodes: usize,
}

impl Tree {
    fn take(&mut self, event: Event<'_>) -> Result<(), &'static str> {
        match event {
            Event::Start(start) => self.start(&start),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(entity) => self.entity(&entity),
            Event::Eof if !self.open.is_empty() => Err("the end of the document inside an element"),
            Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::Eof => Ok(()),
        }
    }

    fn count(&mut self) -> Result<(), &'static str> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            Err("too many elements")
        } else {
            Ok(())
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), &'static str> {
        if self.root.is_some() {
            return Err("a second root element");
        }
        if self.open.len() >= MAX_DEPTH {
            return Err("elements nested too deep");
        }
        self.count()?;
        if let Some(parent) = self.open.last_mut() {
            parent.has_children = true;
        }
        let name = start.local_name().as_ref().to_owned();
        let mut element = Element {
            name,
            ..Element::default()
        };
        for attribute in start.attributes() {
            self.count()?;
            element.attribute(&attribute.map_err(|_| "a malformed attribute")?)?;
        }
        self.open.push(element);
        Ok(())
    }

    fn end(&mut self) -> Result<(), &'static str> {
        let Some(element) = self.open.pop() else {
            return Err("an end tag that closes nothing");
        };
        let (name, value) = element.close();
        match self.open.last_mut() {
            Some(parent) => add(&mut parent.members, name, value),
            None => self.root = Some((name, value)),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), &'static str> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.trim().is_empty() => {}
            None => return Err("text outside of the root element"),
        }
        Ok(())
    }

    fn entity(&mut self, entity: &BytesRef<'_>) -> Result<(), &'static str> {
        match entity.resolve_char_ref() {
            Ok(Some(character)) => self.text(character.encode_utf8(&mut [0; 4])),
            Ok(None) => {
                self.text(resolve_xml_entity(entity).ok_or("an entity that XML does not define")?)
            }
            Err(_) => Err("a malformed entity"),
        }
    }
}

impl Element {
    fn attribute(&mut self, attribute: &Attribute<'_>) -> Result<(), &'static str> {
        let (prefix, name) = (attribute.key.prefix(), attribute.key.local_name());
        let (prefix, name) = (
            prefix.as_ref().map_or("", |prefix| prefix.as_ref()),
            name.as_ref(),
        );
        if prefix == "xmlns" || (prefix.is_empty() && name == "xmlns") {
            return Ok(());
        }
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|_| "a malformed entity")?;
        if !prefix.is_empty() && name == "nil" {
            self.nil = matches!(&*value, "true" | "1");
        } else {
            add(&mut self.members, format!("@{name}"), value.into());
        }
        Ok(())
    }

    fn close(mut self) -> (String, Json) {
        // Space between children is layout.
        let text = if self.has_children {
            self.text.trim()
        } else {
            &self.text
        };
        let value = if self.nil {
            Json::Null
        } else if self.members.is_empty() {
            Json::String(self.text)
        } else {
            if !text.is_empty() {
                self.members.insert(TEXT.to_owned(), text.into());
            }
            Json::Object(self.members)
        };
        (self.name, value)
    }
}

/// A name that comes again makes a list. No child is a list itself, so a list here was made by this.
fn add(members: &mut Members, name: String, value: Json) {
    match members.get_mut(&name) {
        None => drop(members.insert(name, value)),
        Some(Json::Array(items)) => items.push(value),
        Some(first) => *first = Json::Array(vec![first.take(), value]),
    }
}
