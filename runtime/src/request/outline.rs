//! The caller's part of a request: read once, before anything is awaited, and used for every attempt.
//!
//! Input: the operation as data and the request as a record. Output: a [`Draft`] with gaps, which [`Outline::start`]
//! fills for each attempt with what may not be used twice: fresh values, and tokens.

use http::{HeaderMap, HeaderName, HeaderValue, Method, header};

use super::{
    Draft, Given, Origins, body, body::BodyPlan, encode, fixed, fixed::Filling, hidden, is_true,
    path, rules,
};
use crate::{
    FixedParam, FixedSource, Format, Framing, Location, OperationDescription, Param, Record,
    Secret, Style, credentials::Credentials, pairs,
};

const USER_AGENT: &str = concat!("specwright/", env!("CARGO_PKG_VERSION"));

/// A request but for what each attempt brings along.
#[derive(Debug)]
pub(crate) struct Outline {
    draft: Draft,
    headers: Vec<HeaderPart>,
    body: BodyPlan,
    /// Positions of query parameters and cookies whose values come with the attempt.
    late_query: Vec<(usize, &'static FixedParam)>,
    /// Positions of query parameters that are the client's own and not those of the request.
    own_query: Vec<usize>,
    late_cookies: Vec<(usize, &'static FixedParam)>,
    /// How many query parameters and cookies there are before authorisation adds its own.
    query_length: usize,
    cookies_length: usize,
    /// Secrets among the parameters, which no error may show.
    pub(crate) hidden: Vec<Secret>,
}

#[derive(Debug)]
enum HeaderPart {
    Ready(HeaderName, HeaderValue),
    Late(&'static FixedParam),
}

impl Outline {
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

    /// Takes path and query from a link of the service instead of from the parameters.
    ///
    /// `own` tells the names of query parameters that are not the link's to give: it may repeat those of its request, or
    /// leave them out.
    pub(crate) fn follow(
        &mut self,
        path: String,
        query: &str,
        own: impl Fn(&str) -> bool,
    ) -> Result<(), String> {
        let mut pairs = encode::decode_query(query)?;
        pairs.retain(|(name, _)| !own(name));
        let late = std::mem::take(&mut self.late_query);
        for place in &mut self.own_query {
            let Some(pair) = self.draft.query.get_mut(*place) else {
                continue;
            };
            if let Some((_, param)) = late.iter().find(|(known, _)| known == place) {
                self.late_query.push((pairs.len(), param));
            }
            *place = pairs.len();
            pairs.push(std::mem::take(pair));
        }
        self.draft.path = path;
        self.query_length = pairs.len();
        self.draft.query = pairs;
        Ok(())
    }

    /// Encoded path below the base URL.
    pub(crate) fn path(&self) -> &str {
        &self.draft.path
    }

    /// Begins an attempt: everything that the one before added is gone, and what is fresh for each is made anew.
    pub(crate) fn start(&mut self, credentials: &Credentials) -> Result<&mut Draft, String> {
        let draft = &mut self.draft;
        draft.query.truncate(self.query_length);
        draft.cookies.truncate(self.cookies_length);
        draft.hidden.clear();
        draft.headers = HeaderMap::with_capacity(self.headers.len() + 4);
        for part in &self.headers {
            match part {
                HeaderPart::Ready(name, value) => {
                    draft.headers.insert(name.clone(), value.clone());
                }
                HeaderPart::Late(param) => {
                    let text = fixed::late_text(param, credentials)?;
                    draft.set_header(param.wire, &text, fixed::is_secret(param))?;
                }
            }
        }
        for (index, param) in &self.late_query {
            let text = fixed::late_text(param, credentials)?;
            if let Some((_, value)) = draft.query.get_mut(*index) {
                *value = Some(text);
            }
        }
        for (index, param) in &self.late_cookies {
            let text = fixed::late_text(param, credentials)?;
            super::check_cookie(param.wire, &text)?;
            if let Some((_, value)) = draft.cookies.get_mut(*index) {
                *value = text;
            }
        }
        draft.body = self.body.fill(credentials)?;
        Ok(draft)
    }

    fn set_header(&mut self, name: &str, value: &str, secret: bool) -> Result<(), String> {
        let (name, value) = super::header_pair(name, value, secret)?;
        self.headers.push(HeaderPart::Ready(name, value));
        Ok(())
    }

    fn add_cookie(&mut self, name: &str, value: String) -> Result<(), String> {
        super::check_cookie(name, &value)?;
        self.draft.cookies.push((name.to_owned(), value));
        Ok(())
    }

    /// Puts a parameter that the caller does not give where it goes, unless that is the body.
    fn place_fixed(
        &mut self,
        param: &'static FixedParam,
        origins: Origins<'_>,
    ) -> Result<(), String> {
        if matches!(
            param.location,
            Location::Path | Location::BodyField | Location::Body
        ) {
            return Ok(());
        }
        let value = match fixed::filling(param, origins)? {
            Filling::Never => return Ok(()),
            Filling::Now(value) => Some(fixed::text_of(&value)),
            Filling::Late => None,
        };
        match (param.location, value) {
            (Location::Header, Some(text)) => {
                self.set_header(param.wire, &text, fixed::is_secret(param))?;
            }
            (Location::Header, None) => self.headers.push(HeaderPart::Late(param)),
            (Location::Cookie, Some(text)) => self.add_cookie(param.wire, text)?,
            (Location::Cookie, None) => {
                self.late_cookies.push((self.draft.cookies.len(), param));
                self.draft
                    .cookies
                    .push((param.wire.to_owned(), String::new()));
            }
            (_, value) => {
                let place = self.draft.query.len();
                if value.is_none() {
                    self.late_query.push((place, param));
                }
                if !matches!(param.source, FixedSource::Constant(_)) {
                    self.own_query.push(place);
                }
                self.draft.query.push((param.wire.to_owned(), value));
            }
        }
        Ok(())
    }

    fn place(&mut self, given: &Given<'_>) -> Result<(), String> {
        let Given {
            field,
            param: Param { location, style },
            node,
        } = *given;
        match location {
            Location::Query if style == Style::Flag => {
                if is_true(node) {
                    self.draft.query.push((field.wire.to_owned(), None));
                }
            }
            Location::Query => {
                let mut found = Vec::new();
                pairs(node, field.codec, style, field.wire, &mut found);
                let found = found.into_iter().map(|(name, value)| (name, Some(value)));
                self.draft.query.extend(found);
            }
            Location::Header => self.set_header(field.wire, &given.text(), field.secret)?,
            Location::Cookie => self.add_cookie(field.wire, given.text())?,
            Location::Path | Location::BodyField | Location::Body => {}
        }
        Ok(())
    }
}

fn lay_out(
    operation: &'static OperationDescription,
    given: &[Given<'_>],
    origins: Origins<'_>,
) -> Result<Outline, String> {
    rules::check(operation.rules, given)?;
    let method = Method::from_bytes(operation.method.as_bytes())
        .map_err(|_| format!("`{}` is no HTTP method", operation.method))?;
    let (content_type, body) = body::plan(operation, given, origins)?;
    let mut outline = Outline {
        draft: Draft::new(method, path::expand(operation.path, given)?),
        headers: Vec::with_capacity(4),
        body,
        late_query: Vec::new(),
        own_query: Vec::new(),
        late_cookies: Vec::new(),
        query_length: 0,
        cookies_length: 0,
        hidden: Vec::new(),
    };
    let accept = HeaderValue::from_static(accept(operation.framing, operation.formats));
    let agent = HeaderValue::from_static(USER_AGENT);
    // A content type given as a parameter is the caller's business: of one name the later header counts.
    outline.headers.extend(
        [
            Some((header::ACCEPT, accept)),
            Some((header::USER_AGENT, agent)),
            content_type.map(|value| (header::CONTENT_TYPE, value)),
        ]
        .into_iter()
        .flatten()
        .map(|(name, value)| HeaderPart::Ready(name, value)),
    );
    given
        .iter()
        .for_each(|param| hidden::collect(param.field, param.node, &mut outline.hidden));
    for param in operation.fixed {
        outline.place_fixed(param, origins)?;
    }
    for param in given.iter().filter(|param| param.is_present()) {
        outline.place(param)?;
    }
    outline.query_length = outline.draft.query.len();
    outline.cookies_length = outline.draft.cookies.len();
    Ok(outline)
}

fn accept(framing: Option<Framing>, formats: &[Format]) -> &'static str {
    match framing {
        Some(Framing::Events { .. }) => return "text/event-stream",
        Some(Framing::Lines | Framing::Bytes) => return "*/*",
        None => {}
    }
    match formats {
        [Format::Xml] => "application/xml",
        [Format::Json] => "application/json",
        [] | [_] => "*/*",
        formats if formats.contains(&Format::Text) => "*/*",
        _ => "application/json, application/xml;q=0.9",
    }
}
