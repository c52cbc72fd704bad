//! From an operation and its parameters to an [`http::Request`].
//!
//! Input: the operation as data, the request as a record, and the credentials. Output: a request that is complete but
//! for signatures, or a sentence saying why there is none.

mod body;
mod encode;
mod fixed;
mod hidden;
mod path;
mod rules;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};

use crate::{
    Codec, Field, Format, Location, Node, OperationDescription, Param, Record, Secret, Style,
    Value, base_url::BaseUrl, credentials::Credentials, encode_json, pairs, scalar_text,
};

pub(crate) use self::encode::encode_form;

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
pub(crate) enum Origins<'c> {
    /// A request to send.
    Live(&'c Credentials),
    /// Only what the spec and the caller say, so that it can be compared with a sample.
    Documented,
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
    /// Lays the parameters of an operation out.
    pub(crate) fn new(
        operation: &'static OperationDescription,
        record: &dyn Record,
        origins: Origins<'_>,
    ) -> Result<Self, String> {
        let fields = record.shape().fields;
        let mut result = Err("the request lent none of its fields".to_owned());
        record.refs(&mut |nodes| {
            let given: Vec<Given<'_>> = fields
                .iter()
                .zip(operation.params)
                .zip(nodes)
                .map(|((field, param), node)| Given {
                    field,
                    param: *param,
                    node: *node,
                })
                .collect();
            result = lay_out(operation, &given, origins);
        });
        result
    }

    /// Adds a header; one of the same name is replaced.
    pub(crate) fn set_header(
        &mut self,
        name: &str,
        value: &str,
        secret: bool,
    ) -> Result<(), String> {
        let known = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| format!("`{name}` is no header name"))?;
        // The value stays out of the message: it may be a secret.
        let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
            format!("header `{name}` has a value with line breaks or other control characters")
        })?;
        value.set_sensitive(secret);
        self.headers.insert(known, value);
        Ok(())
    }

    /// Adds a cookie.
    pub(crate) fn add_cookie(&mut self, name: &str, value: &str) -> Result<(), String> {
        let allowed = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | ',' | ';' | '\\');
        if !value.chars().all(allowed) {
            return Err(format!(
                "cookie `{name}` has a value with characters that cookies cannot hold"
            ));
        }
        self.cookies.push((name.to_owned(), value.to_owned()));
        Ok(())
    }

    /// The encoded query.
    pub(crate) fn encoded_query(&self) -> String {
        encode::encode_query(&self.query)
    }

    /// The finished request.
    pub(crate) fn finish(mut self, base: &BaseUrl) -> Result<http::Request<Bytes>, String> {
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            self.set_header("cookie", &cookies.join("; "), true)?;
        }
        let uri = base.join(&self.path, &self.encoded_query());
        let mut request = http::Request::new(self.body);
        *request.method_mut() = self.method;
        *request.uri_mut() = uri
            .parse()
            .map_err(|_| "the URL is too long or has characters it may not".to_owned())?;
        *request.headers_mut() = self.headers;
        Ok(request)
    }
}

fn lay_out(
    operation: &'static OperationDescription,
    given: &[Given<'_>],
    origins: Origins<'_>,
) -> Result<Draft, String> {
    rules::check(operation.rules, given)?;
    let method = Method::from_bytes(operation.method.as_bytes());
    let mut draft = Draft {
        method: method.map_err(|_| format!("`{}` is no HTTP method", operation.method))?,
        path: path::expand(operation.path, given)?,
        query: Vec::new(),
        headers: HeaderMap::new(),
        cookies: Vec::new(),
        body: Bytes::new(),
        hidden: Vec::new(),
    };
    draft.headers.insert(
        header::ACCEPT,
        HeaderValue::from_static(accept(operation.formats)),
    );
    draft
        .headers
        .insert(header::USER_AGENT, HeaderValue::from_static(USER_AGENT));
    given
        .iter()
        .for_each(|param| hidden::collect(param.field, param.node, &mut draft.hidden));
    for param in operation.fixed {
        fixed::place(&mut draft, param, origins)?;
    }
    for param in given.iter().filter(|param| param.is_present()) {
        place(&mut draft, param)?;
    }
    body::fill(&mut draft, operation, given, origins)?;
    Ok(draft)
}

const USER_AGENT: &str = concat!("specwright/", env!("CARGO_PKG_VERSION"));

fn accept(formats: &[Format]) -> &'static str {
    match formats {
        [Format::Xml] => "application/xml",
        [Format::Json] => "application/json",
        [] | [_] => "*/*",
        formats if formats.contains(&Format::Text) => "*/*",
        _ => "application/json, application/xml;q=0.9",
    }
}

fn place(draft: &mut Draft, param: &Given<'_>) -> Result<(), String> {
    let Given {
        field,
        param: Param { location, style },
        node,
    } = *param;
    match location {
        Location::Query if style == Style::Flag => {
            if is_true(node) {
                draft.query.push((field.wire.to_owned(), None));
            }
        }
        Location::Query => {
            let mut found = Vec::new();
            pairs(node, field.codec, style, field.wire, &mut found);
            draft
                .query
                .extend(found.into_iter().map(|(name, value)| (name, Some(value))));
        }
        Location::Header => draft.set_header(field.wire, &param.text(), field.secret)?,
        Location::Cookie => draft.add_cookie(field.wire, &param.text())?,
        Location::Path | Location::BodyField | Location::Body => {}
    }
    Ok(())
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
