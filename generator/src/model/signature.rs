//! Recipes for signatures; mirrors the runtime's.

use super::Source;
use crate::source::FileId;

pub use crate::spec::{Compression, Decoding, Encoding, Hash, Nonce, PairSource, RsaHash, Sort};

/// How requests are signed.
#[derive(Clone, Debug)]
pub struct Signature {
    /// Name in snake case.
    pub name: String,
    /// Description.
    pub doc: Option<String>,
    /// Provenance.
    pub source: Source,
    /// Steps in order.
    pub steps: Vec<Step>,
    /// Test vectors.
    pub vectors: Vec<Vector>,
    /// File it stands in.
    pub file: FileId,
}

impl Signature {
    /// The templates of all steps.
    pub fn templates(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().flat_map(|step| step.make.templates())
    }

    /// Whether a template names this credential; steps and parts of the request have other names.
    pub fn uses(&self, credential: &str) -> bool {
        self.templates()
            .flat_map(names_in)
            .any(|name| name == credential)
    }

    /// The parameters that it takes out of the request.
    pub fn taken(&self) -> impl Iterator<Item = &TakenParam> {
        self.steps.iter().filter_map(Step::taken)
    }

    /// The steps whose result goes nowhere: no later step names it, and it is not put into the request.
    pub fn idle_steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().enumerate().filter_map(|(index, step)| {
            let mut later = self.steps.iter().skip(index + 1);
            let is_named = later.any(|later| {
                let templates = later.make.templates();
                let mut names = templates.into_iter().flat_map(names_in);
                names.any(|name| name == step.name)
            });
            (step.put.is_none() && step.taken().is_none() && !is_named).then_some(step)
        })
    }
}

/// The names that a template has in braces; doubled braces are text.
pub fn names_in(template: &str) -> Vec<&str> {
    let (mut names, mut rest) = (Vec::new(), template);
    while let Some((_, after)) = rest.split_once('{') {
        rest = match after.strip_prefix('{') {
            Some(text) => text,
            None => match after.split_once('}') {
                Some((name, after)) => {
                    names.push(name);
                    after
                }
                None => "",
            },
        };
    }
    names
}

/// A step of a recipe.
#[derive(Clone, Debug)]
pub struct Step {
    /// Name.
    pub name: String,
    /// What it makes.
    pub make: Make,
    /// How that is spelt.
    pub encode: Option<Encoding>,
    /// Texts and what takes their place.
    pub replace: Vec<(String, String)>,
    /// Where the result goes.
    pub put: Option<Put>,
}

impl Step {
    /// The parameter that it takes out of the request, which is an effect of its own.
    fn taken(&self) -> Option<&TakenParam> {
        match &self.make {
            Make::Param(param) if param.remove => Some(param),
            _ => None,
        }
    }
}

/// What a step makes; texts are templates.
#[derive(Clone, Debug)]
pub enum Make {
    /// Text, or bytes where it names bytes.
    Template(String),
    /// Parameters.
    Pairs(Pairs),
    /// Headers.
    Headers(Headers),
    /// One parameter.
    Param(TakenParam),
    /// Hash.
    Hash(Hash, String),
    /// Hash, key, text.
    Hmac(Hash, String, String),
    /// Hash, private key, text.
    Rsa(RsaHash, String, String),
    /// Compressed.
    Compress(Compression, String),
    /// Decoded.
    Decode(Decoding, String),
    /// JSON object.
    Json(Vec<(String, Member)>),
    /// The time.
    Now(Clock),
    /// Not used before.
    Nonce(Nonce),
}

impl Make {
    /// Its templates.
    pub fn templates(&self) -> Vec<&str> {
        match self {
            Self::Template(of)
            | Self::Hash(_, of)
            | Self::Compress(_, of)
            | Self::Decode(_, of) => vec![of],
            Self::Hmac(_, key, of) | Self::Rsa(_, key, of) => vec![key, of],
            Self::Json(members) => members
                .iter()
                .map(|(_, Member::Text(template) | Member::Number(template))| template.as_str())
                .collect(),
            Self::Pairs(_) | Self::Headers(_) | Self::Param(_) | Self::Now(_) | Self::Nonce(_) => {
                Vec::new()
            }
        }
    }
}

/// Parameters as one text.
#[derive(Clone, Debug)]
pub struct Pairs {
    /// Where they are taken from.
    pub from: Vec<PairSource>,
    /// Names left out.
    pub except: Vec<String>,
    /// Leaves empty ones out.
    pub skip_empty: bool,
    /// Order; `None`: as given.
    pub sort: Option<Sort>,
    /// Spelling.
    pub encode: Option<Encoding>,
    /// Between name and value.
    pub assign: String,
    /// Between pairs.
    pub join: String,
}

/// One parameter.
#[derive(Clone, Debug)]
pub struct TakenParam {
    /// Whether it is a header; else it is in the query.
    pub is_header: bool,
    /// Its name.
    pub name: String,
    /// Takes it out of the request.
    pub remove: bool,
}

/// Headers as one text.
#[derive(Clone, Debug)]
pub struct Headers {
    /// Names and beginnings of names.
    pub matching: Vec<String>,
    /// What is written for each.
    pub format: String,
    /// Between headers.
    pub join: String,
}

/// A member of a JSON object.
#[derive(Clone, Debug)]
pub enum Member {
    /// Text.
    Text(String),
    /// Number.
    Number(String),
}

/// How the time is told.
#[derive(Clone, Debug)]
pub enum Clock {
    /// Seconds since 1970.
    UnixSeconds,
    /// Milliseconds since 1970.
    UnixMillis,
    /// By a pattern, in UTC.
    Pattern(String),
}

/// Where a result goes.
#[derive(Clone, Debug)]
pub enum Put {
    /// Query parameter.
    Query(String),
    /// Header.
    Header(String),
    /// Field of the body, or of the query where the body has no fields.
    Field(String),
}

/// A request whose signature is known.
#[derive(Clone, Debug)]
pub struct Vector {
    /// Key in the spec.
    pub name: String,
    /// Description.
    pub doc: Option<String>,
    /// Provenance.
    pub source: Source,
    /// Credentials.
    pub credentials: Vec<(String, String)>,
    /// The time.
    pub now: Option<String>,
    /// Results taken as they are.
    pub given: Vec<(String, String)>,
    /// HTTP method.
    pub method: String,
    /// URL without a query.
    pub url: String,
    /// Query parameters.
    pub query: Vec<(String, String)>,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// Fields of a form.
    pub form: Vec<(String, String)>,
    /// Body.
    pub body: String,
    /// What steps must give.
    pub expect: Vec<(String, String)>,
}
