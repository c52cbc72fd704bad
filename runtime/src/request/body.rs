//! Bodies.
//!
//! What the caller gave is written once. Where a member comes with each attempt, the pieces before and after it are
//! kept; otherwise all attempts share the bytes.

use bytes::Bytes;
use http::HeaderValue;

use super::{
    Given, Origins, encode_form, fixed,
    fixed::Filling,
    multipart::{Multipart, Parts},
};
use crate::{
    BodyKind, FixedParam, Json, Location, Node, OperationDescription, Value,
    credentials::Credentials, encode_json, file::file_in, pairs,
};

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
const BINARY: HeaderValue = HeaderValue::from_static("application/octet-stream");

/// A body but for what each attempt brings along.
#[derive(Debug)]
pub(super) enum BodyPlan {
    /// The same bytes for every attempt.
    Ready(Bytes),
    /// Members of a JSON object.
    Json(Vec<Piece>),
    /// Fields of a form.
    Form(Vec<Piece>),
    /// Parts of a multipart body.
    Multipart(Multipart),
}

/// Some members or fields of a body.
#[derive(Debug)]
pub(super) enum Piece {
    /// Written already, with separators between them and none around them.
    Ready(Vec<u8>),
    /// One that comes with the attempt.
    Late(&'static FixedParam),
}

impl BodyPlan {
    /// The body of one attempt.
    pub(super) fn fill(&self, credentials: &Credentials) -> Result<Bytes, String> {
        Ok(match self {
            Self::Ready(bytes) => bytes.clone(),
            Self::Json(pieces) => {
                let mut out = vec![b'{'];
                join(&mut out, b',', pieces, |param| {
                    let value = fixed::late(param, credentials)?;
                    Ok(json_member(param.wire, value.to_string().as_bytes()))
                })?;
                out.push(b'}');
                out.into()
            }
            Self::Form(pieces) => {
                let mut out = Vec::new();
                join(&mut out, b'&', pieces, |param| {
                    let value = fixed::late_text(param, credentials)?;
                    Ok(encode_form(&[(param.wire.to_owned(), value)]).into_bytes())
                })?;
                out.into()
            }
            Self::Multipart(body) => body.fill(|param| fixed::late_text(param, credentials))?,
        })
    }
}

fn join(
    out: &mut Vec<u8>,
    separator: u8,
    pieces: &[Piece],
    late: impl Fn(&FixedParam) -> Result<Vec<u8>, String>,
) -> Result<(), String> {
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            out.push(separator);
        }
        match piece {
            Piece::Ready(bytes) => out.extend_from_slice(bytes),
            Piece::Late(param) => out.extend_from_slice(&late(param)?),
        }
    }
    Ok(())
}

/// Reads the caller's part of the body, and says what header it needs.
pub(super) fn plan(
    operation: &'static OperationDescription,
    given: &[Given<'_>],
    origins: Origins<'_>,
) -> Result<(Option<HeaderValue>, BodyPlan), String> {
    let none = || Ok((None, BodyPlan::Ready(Bytes::new())));
    let whole = given
        .iter()
        .find(|param| param.param.location == Location::Body);
    let ready = |header, body: Vec<u8>| Ok((Some(header), BodyPlan::Ready(body.into())));
    match (operation.body, whole) {
        (BodyKind::None, _) => none(),
        (BodyKind::Form, _) => form(operation, given, origins).map(|body| (Some(FORM), body)),
        (BodyKind::Multipart, _) => multipart(operation, given, origins),
        (BodyKind::Json, None) => {
            json_object(operation, given, origins).map(|body| (Some(JSON), body))
        }
        (_, Some(whole)) if !whole.is_present() => none(),
        (BodyKind::Json, Some(whole)) => ready(JSON, encode_json(whole.node, whole.field.codec)),
        (BodyKind::Text, Some(whole)) => ready(TEXT, whole.text().into_bytes()),
        (BodyKind::Bytes, Some(whole)) => {
            let (header, body) = bytes(whole)?;
            ready(header, body)
        }
        (BodyKind::Text | BodyKind::Bytes, None) => none(),
    }
}

/// The bytes that are the body, and their content type: a file says it itself, a text is its bytes.
fn bytes(whole: &Given<'_>) -> Result<(HeaderValue, Vec<u8>), String> {
    Ok(match present(whole.node).value() {
        Value::Bytes(bytes) => (BINARY, bytes.to_vec()),
        Value::Record(record) => {
            let wire = whole.field.wire;
            let file = file_in(record).ok_or_else(|| format!("parameter `{wire}` is no file"))?;
            let header = match &file.content_type {
                Some(text) => HeaderValue::from_str(text)
                    .map_err(|_| format!("the file of `{wire}` has a content type that is none"))?,
                None => BINARY,
            };
            (header, file.content)
        }
        _ => (BINARY, whole.text().into_bytes()),
    })
}

/// The value inside what may be absent.
fn present(node: &dyn Node) -> &dyn Node {
    match node.value() {
        Value::Option(Some(inner)) => present(inner),
        _ => node,
    }
}

fn multipart(
    operation: &'static OperationDescription,
    given: &[Given<'_>],
    origins: Origins<'_>,
) -> Result<(Option<HeaderValue>, BodyPlan), String> {
    let mut parts = Parts::default();
    for param in fixed_members(operation) {
        match fixed::filling(param, origins)? {
            Filling::Now(value) => parts.text(param.wire, fixed::text_of(&value)),
            Filling::Late => parts.late(param),
            Filling::Never => {}
        }
    }
    for param in members(given) {
        let (field, style) = (param.field, param.param.style);
        parts.field(field.wire, param.node, field.codec, style)?;
    }
    let (header, body) = parts.finish()?;
    let plan = match body.into_bytes() {
        Ok(bytes) => BodyPlan::Ready(bytes),
        Err(body) => BodyPlan::Multipart(body),
    };
    Ok((Some(header), plan))
}

/// An object of the fixed members and the given ones, in this order; `{}` if there are none.
fn json_object(
    operation: &'static OperationDescription,
    given: &[Given<'_>],
    origins: Origins<'_>,
) -> Result<BodyPlan, String> {
    let mut pieces = Pieces::new(b'{', b',');
    for param in fixed_members(operation) {
        match fixed::filling(param, origins)? {
            Filling::Now(value) => {
                pieces.separate();
                push_key(&mut pieces.bytes, param.wire);
                pieces.bytes.extend_from_slice(value.to_string().as_bytes());
            }
            Filling::Late => pieces.leave(param),
            Filling::Never => {}
        }
    }
    for param in members(given) {
        pieces.separate();
        push_key(&mut pieces.bytes, param.field.wire);
        let value = encode_json(param.node, param.field.codec);
        pieces.bytes.extend_from_slice(&value);
    }
    Ok(pieces.finish(b'}', BodyPlan::Json))
}

fn form(
    operation: &'static OperationDescription,
    given: &[Given<'_>],
    origins: Origins<'_>,
) -> Result<BodyPlan, String> {
    let mut pieces = Pieces::new(None, b'&');
    let mut found = Vec::new();
    for param in fixed_members(operation) {
        match fixed::filling(param, origins)? {
            Filling::Now(value) => found.push((param.wire.to_owned(), fixed::text_of(&value))),
            Filling::Late => {
                pieces.add(encode_form(&std::mem::take(&mut found)).as_bytes());
                pieces.leave(param);
            }
            Filling::Never => {}
        }
    }
    for param in members(given) {
        pairs(
            param.node,
            param.field.codec,
            param.param.style,
            param.field.wire,
            &mut found,
        );
    }
    pieces.add(encode_form(&found).as_bytes());
    Ok(pieces.finish(None, BodyPlan::Form))
}

/// A body in the making. As long as nothing in it is late, it is written in one go, its first byte included.
struct Pieces {
    done: Vec<Piece>,
    bytes: Vec<u8>,
    /// How many of the bytes are the beginning of the whole body.
    opening: usize,
    separator: u8,
}

impl Pieces {
    fn new(opening: impl Into<Option<u8>>, separator: u8) -> Self {
        let bytes: Vec<u8> = opening.into().into_iter().collect();
        Self {
            done: Vec::new(),
            opening: bytes.len(),
            bytes,
            separator,
        }
    }

    fn separate(&mut self) {
        if self.bytes.len() > self.opening {
            self.bytes.push(self.separator);
        }
    }

    fn add(&mut self, member: &[u8]) {
        if !member.is_empty() {
            self.separate();
            self.bytes.extend_from_slice(member);
        }
    }

    fn leave(&mut self, param: &'static FixedParam) {
        self.close();
        self.done.push(Piece::Late(param));
    }

    /// Ends the piece under way; from here on the pieces have no first byte of the whole.
    fn close(&mut self) {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.drain(..self.opening);
        self.opening = 0;
        if !bytes.is_empty() {
            self.done.push(Piece::Ready(bytes));
        }
    }

    fn finish(
        mut self,
        closing: impl Into<Option<u8>>,
        plan: fn(Vec<Piece>) -> BodyPlan,
    ) -> BodyPlan {
        if self.done.is_empty() {
            self.bytes.extend(closing.into());
            return BodyPlan::Ready(self.bytes.into());
        }
        self.close();
        plan(self.done)
    }
}

fn json_member(key: &str, value: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    push_key(&mut out, key);
    out.extend_from_slice(value);
    out
}

fn push_key(out: &mut Vec<u8>, key: &str) {
    out.extend_from_slice(Json::from(key).to_string().as_bytes());
    out.push(b':');
}

fn fixed_members(
    operation: &'static OperationDescription,
) -> impl Iterator<Item = &'static FixedParam> {
    operation
        .fixed
        .iter()
        .filter(|param| param.location == Location::BodyField)
}

/// The members to write: those given, and those that must be there even as null.
fn members<'g, 'r>(given: &'g [Given<'r>]) -> impl Iterator<Item = &'g Given<'r>> {
    given.iter().filter(|param| {
        param.param.location == Location::BodyField && (param.is_present() || param.field.required)
    })
}
