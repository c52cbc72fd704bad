//! From an operation and its parameters to an [`http::Request`].
//!
//! Input: the operation as data, the request as a record, and the credentials. Output: a request that is complete but
//! for signatures, or a sentence saying why there is none. An [`Outline`] is read once per call; each attempt gets its
//! [`Draft`], which authorisation completes.

mod body;
mod encode;
mod fixed;
mod hidden;
mod multipart;
mod outline;
mod path;
mod rules;

use std::cell::OnceCell;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::{
    Codec, Field, Node, Param, Secret, Token, Value, base_url::BaseUrl, credentials::Credentials,
    encode_json, scalar_text,
};

pub(crate) use self::{encode::encode_form, outline::Outline};

/// A request in the making. Signers see and change it in this form, before anything is encoded.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) method: Method,
    /// Encoded path below the base URL.
    pub(crate) path: String,
    /// Query parameters in order; those without a value are flags.
    pub(crate) query: Vec<(String, Option<String>)>,
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: Vec<(String, String)>,
    pub(crate) body: Bytes,
    /// Texts in the request that no error may show, besides the credentials.
    pub(crate) hidden: Vec<Secret>,
}

/// Where the values come from that the caller does not give.
#[derive(Clone, Copy)]
pub(crate) enum Origins<'l> {
    /// A request to send.
    Live(&'l Live<'l>),
    /// Only what the spec and the caller say, so that it can be compared with a sample.
    Documented,
}

/// What a request to send takes from its client.
pub(crate) struct Live<'l> {
    pub(crate) credentials: &'l Credentials,
    /// Tokens that calls of the operation need.
    pub(crate) tokens: &'static [Token],
    key: OnceCell<String>,
}

impl<'l> Live<'l> {
    pub(crate) fn new(credentials: &'l Credentials, tokens: &'static [Token]) -> Self {
        Self {
            credentials,
            tokens,
            key: OnceCell::new(),
        }
    }

    /// Whether this is a token that nobody gave, so that it comes with the attempt.
    fn is_bought(&self, name: &str) -> bool {
        self.tokens.iter().any(|token| token.name == name) && !self.credentials.has(name)
    }

    /// The idempotency key: one per call.
    fn key(&self) -> &str {
        self.key.get_or_init(|| uuid::Uuid::new_v4().to_string())
    }
}

/// A parameter together with what the caller gave for it.
#[derive(Clone, Copy)]
struct Given<'r> {
    field: &'static Field,
    param: Param,
    node: &'r dyn Node,
}

impl Given<'_> {
    /// Whether the caller gave a value: everything counts but an absent optional one.
    fn is_present(&self) -> bool {
        !matches!(self.node.value(), Value::Option(None))
    }

    /// The value as one text, lists joined by commas.
    fn text(&self) -> String {
        one_text(self.node, self.field.codec)
    }
}

impl Draft {
    fn new(method: Method, path: String) -> Self {
        Self {
            method,
            path,
            query: Vec::new(),
            headers: HeaderMap::new(),
            cookies: Vec::new(),
            body: Bytes::new(),
            hidden: Vec::new(),
        }
    }

    /// Adds a header; one of the same name is replaced.
    pub(crate) fn set_header(
        &mut self,
        name: &str,
        value: &str,
        secret: bool,
    ) -> Result<(), String> {
        let (name, value) = header_pair(name, value, secret)?;
        self.headers.insert(name, value);
        Ok(())
    }

    /// Adds a cookie.
    pub(crate) fn add_cookie(&mut self, name: &str, value: &str) -> Result<(), String> {
        check_cookie(name, value)?;
        self.cookies.push((name.to_owned(), value.to_owned()));
        Ok(())
    }

    /// The encoded query.
    pub(crate) fn encoded_query(&self) -> String {
        encode::encode_query(&self.query)
    }

    /// The finished request. Headers and body go with it, the rest stays for the next attempt.
    pub(crate) fn finish(&mut self, base: &BaseUrl) -> Result<http::Request<Bytes>, String> {
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            self.set_header("cookie", &cookies.join("; "), true)?;
        }
        let uri = base.join(&self.path, &self.encoded_query());
        let mut request = http::Request::new(std::mem::take(&mut self.body));
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = uri
            .parse()
            .map_err(|_| "the URL is too long or has characters it may not".to_owned())?;
        *request.headers_mut() = std::mem::take(&mut self.headers);
        Ok(request)
    }
}

fn header_pair(name: &str, value: &str, secret: bool) -> Result<(HeaderName, HeaderValue), String> {
    let known = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("`{name}` is no header name"))?;
    // The value stays out of the message: it may be a secret.
    let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
        format!("header `{name}` has a value with line breaks or other control characters")
    })?;
    value.set_sensitive(secret);
    Ok((known, value))
}

fn check_cookie(name: &str, value: &str) -> Result<(), String> {
    let allowed = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | ',' | ';' | '\\');
    if value.chars().all(allowed) {
        return Ok(());
    }
    Err(format!(
        "cookie `{name}` has a value with characters that cookies cannot hold"
    ))
}

fn is_true(node: &dyn Node) -> bool {
    match node.value() {
        Value::Bool(flag) => flag,
        Value::Option(Some(inner)) => is_true(inner),
        _ => false,
    }
}

/// A value as one text, lists joined by commas, structs and maps as JSON.
fn one_text(node: &dyn Node, codec: &'static Codec) -> String {
    let json = || match node.value() {
        Value::Record(_) | Value::Map(_) | Value::Json(_) => {
            String::from_utf8(encode_json(node, codec)).ok()
        }
        _ => None,
    };
    scalar_text(node, codec).or_else(json).unwrap_or_default()
}
