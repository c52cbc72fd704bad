//! Bodies of the type `multipart/form-data`, by RFC 7578 and, for the names, the WHATWG's rules of forms.

use bytes::Bytes;
use http::HeaderValue;

use super::body::Piece;
use crate::{Codec, FilePart, FixedParam, Node, Style, Value, encode_json, file::file_in, pairs};

/// What browsers call a file without a name.
const NAMELESS: &str = "blob";
const BINARY: &str = "application/octet-stream";
const JSON: &str = "application/json";

/// The parts of a body, before it is known what separates them.
#[derive(Default)]
pub(super) struct Parts(Vec<Part>);

enum Part {
    /// Header lines without their end, and content.
    Ready(String, Vec<u8>),
    Late(&'static FixedParam),
}

/// A multipart body but for what each attempt brings along.
#[derive(Debug)]
pub(super) struct Multipart {
    boundary: String,
    pieces: Vec<Piece>,
}

impl Parts {
    pub(super) fn text(&mut self, name: &str, text: String) {
        self.0
            .push(Part::Ready(disposition(name), text.into_bytes()));
    }

    pub(super) fn late(&mut self, param: &'static FixedParam) {
        self.0.push(Part::Late(param));
    }

    /// What the caller gave for one field: files as files, the rest as in a form, structs as JSON.
    pub(super) fn field(
        &mut self,
        name: &str,
        node: &dyn Node,
        codec: &'static Codec,
        style: Style,
    ) -> Result<(), String> {
        match node.value() {
            Value::Option(Some(inner)) => return self.field(name, inner, codec, style),
            Value::Bytes(content) => return self.file(name, content.into()),
            Value::Record(record) => {
                if let Some(file) = file_in(record) {
                    return self.file(name, file);
                }
            }
            Value::List(list) if (0..list.len()).any(|index| is_file(list.item(index))) => {
                return (0..list.len())
                    .try_for_each(|index| self.field(name, list.item(index), codec, style));
            }
            _ => {}
        }
        if style == Style::Plain && matches!(node.value(), Value::Record(_) | Value::Map(_)) {
            let head = format!("{}\r\nContent-Type: {JSON}", disposition(name));
            self.0.push(Part::Ready(head, encode_json(node, codec)));
            return Ok(());
        }
        let mut found = Vec::new();
        pairs(node, codec, style, name, &mut found);
        found
            .into_iter()
            .for_each(|(name, text)| self.text(&name, text));
        Ok(())
    }

    fn file(&mut self, name: &str, file: FilePart) -> Result<(), String> {
        let content_type = file.content_type.as_deref().unwrap_or(BINARY);
        if HeaderValue::from_str(content_type).is_err() {
            return Err(format!(
                "the file of `{name}` has a content type that is none"
            ));
        }
        let head = format!(
            "{}; filename=\"{}\"\r\nContent-Type: {content_type}",
            disposition(name),
            escaped(file.name.as_deref().unwrap_or(NAMELESS)),
        );
        self.0.push(Part::Ready(head, file.content));
        Ok(())
    }

    /// The header that names what separates the parts, and the body.
    pub(super) fn finish(self) -> Result<(HeaderValue, Multipart), String> {
        let boundary = loop {
            let boundary = boundary();
            // Whoever knows it could end a part from within its content.
            let taken = self.0.iter().any(|part| match part {
                Part::Ready(head, content) => {
                    head.contains(&boundary) || contains(content, boundary.as_bytes())
                }
                Part::Late(_) => false,
            });
            if !taken {
                break boundary;
            }
        };
        let mut pieces = Vec::new();
        let mut ready = Vec::new();
        for part in self.0 {
            match part {
                Part::Ready(head, content) => write_part(&mut ready, &boundary, &head, &content),
                Part::Late(param) => {
                    pieces.push(Piece::Ready(std::mem::take(&mut ready)));
                    pieces.push(Piece::Late(param));
                }
            }
        }
        ready.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        pieces.push(Piece::Ready(ready));
        let header = HeaderValue::try_from(format!("multipart/form-data; boundary={boundary}"));
        let header = header.map_err(|error| error.to_string())?;
        Ok((header, Multipart { boundary, pieces }))
    }
}

impl Multipart {
    /// The body if it is the same for every attempt.
    pub(super) fn into_bytes(self) -> Result<Bytes, Self> {
        match <[Piece; 1]>::try_from(self.pieces) {
            Ok([Piece::Ready(bytes)]) => Ok(bytes.into()),
            Ok([piece]) => Err(Self {
                pieces: vec![piece],
                ..self
            }),
            Err(pieces) => Err(Self { pieces, ..self }),
        }
    }

    /// The body of one attempt.
    pub(super) fn fill(
        &self,
        late: impl Fn(&FixedParam) -> Result<String, String>,
    ) -> Result<Bytes, String> {
        let mut out = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Ready(bytes) => out.extend_from_slice(bytes),
                Piece::Late(param) => {
                    let head = disposition(param.wire);
                    write_part(&mut out, &self.boundary, &head, late(param)?.as_bytes());
                }
            }
        }
        Ok(out.into())
    }
}

fn write_part(out: &mut Vec<u8>, boundary: &str, head: &str, content: &[u8]) {
    out.extend_from_slice(format!("--{boundary}\r\n{head}\r\n\r\n").as_bytes());
    out.extend_from_slice(content);
    out.extend_from_slice(b"\r\n");
}

fn disposition(name: &str) -> String {
    format!("Content-Disposition: form-data; name=\"{}\"", escaped(name))
}

/// Quotes and line breaks would end a name; everything else stays as it is.
fn escaped(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '"' => out.push_str("%22"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            other => out.push(other),
        }
    }
    out
}

fn boundary() -> String {
    std::iter::repeat_with(fastrand::alphanumeric)
        .take(32)
        .collect()
}

fn contains(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|window| window == part)
}

fn is_file(node: &dyn Node) -> bool {
    match node.value() {
        Value::Bytes(_) => true,
        Value::Record(record) => file_in(record).is_some(),
        Value::Option(Some(inner)) => is_file(inner),
        _ => false,
    }
}
