//! A file as a part of a request.

use std::fmt;

use crate::{Codec, Empty, Field, Node, Record, Refs, Shape, Slot, Slots, Value};

/// A file to send: in a multipart body, or as the whole body.
///
/// ```
/// use specwright_runtime::FilePart;
///
/// let report = FilePart::new("report.csv", "a,b\n1,2\n").content_type("text/csv");
/// assert_eq!(report.name.as_deref(), Some("report.csv"));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FilePart {
    /// Its name, as the service sees it; `blob` where there is none.
    pub name: Option<String>,
    /// Its content type; `application/octet-stream` where there is none.
    pub content_type: Option<String>,
    /// What is in it.
    pub content: Vec<u8>,
}

impl FilePart {
    /// A file with a name.
    pub fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self {
            name: Some(name.into()),
            ..Self::from(content.into())
        }
    }

    /// The same file with a content type.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }
}

/// A file without a name.
impl From<Vec<u8>> for FilePart {
    fn from(content: Vec<u8>) -> Self {
        Self {
            name: None,
            content_type: None,
            content,
        }
    }
}

impl From<&[u8]> for FilePart {
    fn from(content: &[u8]) -> Self {
        content.to_vec().into()
    }
}

impl Empty for FilePart {
    fn empty() -> Self {
        Vec::new().into()
    }
}

static SHAPE: Shape = Shape {
    name: "FilePart",
    fields: &[
        Field::optional("name", "name", &Codec::Plain),
        Field::optional("content_type", "content_type", &Codec::Plain),
        Field::required("content", "content", &Codec::Plain),
    ],
    extra: None,
};

impl Record for FilePart {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
    fn slots(&mut self, visit: &mut Slots<'_>) {
        visit(&mut [&mut self.name, &mut self.content_type, &mut self.content]);
    }
    fn refs(&self, visit: &mut Refs<'_>) {
        visit(&[&self.name, &self.content_type, &self.content]);
    }
}

impl Node for FilePart {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Record(self)
    }
    fn value(&self) -> Value<'_> {
        Value::Record(self)
    }
}

crate::__serde!([] FilePart);

impl fmt::Debug for FilePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FilePart")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("length", &self.content.len())
            .finish()
    }
}

/// Whether a record is a file, whoever made it.
pub(crate) fn is_file(record: &dyn Record) -> bool {
    let shape = record.shape();
    let names = |shape: &Shape| {
        shape
            .fields
            .iter()
            .map(|field| field.wire)
            .collect::<Vec<_>>()
    };
    std::ptr::eq(shape, &SHAPE) || (shape.name == SHAPE.name && names(shape) == names(&SHAPE))
}

/// How many bytes are in a file; nothing for what is none.
pub(crate) fn file_length(record: &dyn Record) -> Option<usize> {
    fn length(node: &dyn Node) -> Option<usize> {
        match node.value() {
            Value::Bytes(bytes) => Some(bytes.len()),
            Value::Option(Some(inner)) => length(inner),
            _ => None,
        }
    }
    let mut found = None;
    if is_file(record) {
        record.refs(&mut |nodes| found = nodes.last().and_then(|node| length(*node)));
    }
    found
}

/// The file that a record is, if it is one. Records made at run time are known by their shape.
pub(crate) fn file_in(record: &dyn Record) -> Option<FilePart> {
    if !is_file(record) {
        return None;
    }
    let mut file = None;
    record.refs(&mut |nodes| {
        if let [name, content_type, content] = nodes {
            file = bytes_in(*content).map(|content| FilePart {
                name: crate::scalar_text(*name, &Codec::Plain),
                content_type: crate::scalar_text(*content_type, &Codec::Plain),
                content,
            });
        }
    });
    file
}

fn bytes_in(node: &dyn Node) -> Option<Vec<u8>> {
    match node.value() {
        Value::Bytes(bytes) => Some(bytes.to_vec()),
        Value::Option(Some(inner)) => bytes_in(inner),
        _ => None,
    }
}
