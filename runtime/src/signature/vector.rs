//! Test vectors: a request whose signature is known.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};
use jiff::Timestamp;

use super::{Inputs, run, run::Made, text::hex};
use crate::{
    ApiDescription, base_url::BaseUrl, credentials::Credentials, request::Draft,
    request::encode_form,
};

/// A test vector of a recipe.
#[derive(Clone, Copy, Debug)]
pub struct Vector {
    /// Name of the recipe.
    pub recipe: &'static str,
    /// Values of credentials.
    pub credentials: &'static [(&'static str, &'static str)],
    /// The time: seconds since 1970, or as in `2021-09-10T10:38:18Z`.
    pub now: Option<&'static str>,
    /// Results that are taken as they are, by step: those of nonces, for instance.
    pub given: &'static [(&'static str, &'static str)],
    /// HTTP method.
    pub method: &'static str,
    /// URL without a query.
    pub url: &'static str,
    /// Query parameters, not encoded.
    pub query: &'static [(&'static str, &'static str)],
    /// Headers.
    pub headers: &'static [(&'static str, &'static str)],
    /// Fields of a form; without any, `body` is the body.
    pub form: &'static [(&'static str, &'static str)],
    /// Body.
    pub body: &'static str,
    /// What steps must give; bytes as text, or in lower-case hex.
    pub expect: &'static [(&'static str, &'static str)],
}

/// Why a vector does not prove its signature. What it says holds the values of the vector.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VectorFault {
    /// The time is none.
    Time(String),
    /// Nothing can be signed.
    Failed(String),
    /// A step gives something else.
    Differs {
        /// Its name.
        step: &'static str,
        /// What it gives; bytes that are no text in lower-case hex.
        found: String,
        /// What the vector says.
        expected: &'static str,
    },
}

impl fmt::Display for VectorFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(text) | Self::Failed(text) => f.write_str(text),
            Self::Differs {
                step,
                found,
                expected,
            } => write!(f, "step `{step}` gives\n{found}\nand not\n{expected}"),
        }
    }
}

impl std::error::Error for VectorFault {}

/// Carries the recipe out for the vector and says what differs.
pub(crate) fn check(api: &'static ApiDescription, vector: &Vector) -> Result<(), VectorFault> {
    let now = vector.now.map_or(Ok(Timestamp::UNIX_EPOCH), instant);
    let now = now.map_err(VectorFault::Time)?;
    let made = results(api, vector, now).map_err(VectorFault::Failed)?;
    for (step, expected) in vector.expect {
        let found = made.iter().find(|(name, _)| name == step);
        let missing = || VectorFault::Failed(format!("there is no step `{step}`"));
        let (_, found) = found.ok_or_else(missing)?;
        if found.bytes != expected.as_bytes() && hex(&found.bytes) != *expected {
            return Err(VectorFault::Differs {
                step,
                found: String::from_utf8(found.bytes.clone()).unwrap_or_else(|_| hex(&found.bytes)),
                expected,
            });
        }
    }
    Ok(())
}

/// What each step of the recipe gives.
fn results(
    api: &'static ApiDescription,
    vector: &Vector,
    now: Timestamp,
) -> Result<Vec<(&'static str, Made)>, String> {
    let recipe = api.signatures.iter().find(|one| one.name == vector.recipe);
    let recipe = recipe.ok_or_else(|| format!("there is no signature `{}`", vector.recipe))?;
    let credentials = Credentials::collect(api, |name| {
        let found = vector.credentials.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).into())
    });
    let (mut draft, base) = request(vector)?;
    let inputs = Inputs {
        now,
        given: vector.given,
    };
    run(recipe, &mut draft, &base, &credentials, inputs)
}

fn instant(text: &str) -> Result<Timestamp, String> {
    let parsed = match text.parse() {
        Ok(seconds) => Timestamp::from_second(seconds),
        Err(_) => text.parse(),
    };
    parsed.map_err(|error| format!("`{text}` is no time: {error}"))
}

fn request(vector: &Vector) -> Result<(Draft, BaseUrl), String> {
    let uri: Uri = vector
        .url
        .parse()
        .map_err(|_| format!("`{}` is no URL", vector.url))?;
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    let scheme = uri.scheme_str().unwrap_or_default();
    let base = BaseUrl::parse(&format!("{scheme}://{authority}"))?;
    let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let mut draft = Draft {
        method: Method::from_bytes(vector.method.as_bytes())
            .map_err(|_| format!("`{}` is no HTTP method", vector.method))?,
        path: uri.path().to_owned(),
        query: vector
            .query
            .iter()
            .map(pair)
            .map(|(name, value)| (name, Some(value)))
            .collect(),
        headers: HeaderMap::new(),
        cookies: Vec::new(),
        body: Bytes::from_static(vector.body.as_bytes()),
        hidden: Vec::new(),
    };
    if !vector.form.is_empty() {
        let form: Vec<_> = vector.form.iter().map(pair).collect();
        draft.body = encode_form(&form).into();
        draft.set_header("content-type", "application/x-www-form-urlencoded", false)?;
    }
    for (name, value) in vector.headers {
        draft.set_header(name, value, false)?;
    }
    Ok((draft, base))
}
