//! The twin of an operation: its method, path and authorisation, but parameters that go through as they come.
//!
//! In: an operation. Out: a description by which the runtime puts a request of the page together, so that what is typed
//! there is what is sent, wrong values included, and only what a caller does not give is added.

use std::collections::BTreeSet;

use specwright::model::{self, FixedSource, Location};
use specwright_interpret::Operation;
use specwright_runtime as rt;

/// Headers that are no parameters in a document: it has other means for them.
const UNSAID: [&str; 2] = ["accept", "content-type"];

/// Headers that wish for something of a mock.
const WISHES: [&str; 5] = [
    "x-mock-error",
    "x-mock-fault",
    "x-mock-latency",
    "x-mock-sample",
    "x-mock-status",
];

/// Headers of a request that mean something to a service whatever its operation; others pass if the spec names them.
const HEADERS: [&str; 9] = [
    "accept",
    "accept-language",
    "content-type",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "range",
];

/// An operation whose parameters are texts.
#[derive(Debug)]
pub(super) struct Twin {
    pub(super) description: &'static rt::OperationDescription,
    pub(super) shape: &'static rt::Shape,
    /// What each field is.
    pub(super) fields: Vec<Part>,
    /// Names that the page cannot give.
    own: Own,
    /// Headers that are always the same and have no place among the parameters of a document.
    unsaid: Vec<(String, String)>,
}

/// Names in query, headers and cookies that the page of an operation cannot give: those of credentials, signatures and
/// fresh values. Beside the right ones they would be wrong.
#[derive(Debug, Default)]
pub(crate) struct Own(BTreeSet<(Place, String)>);

/// What a field of a twin is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The next value in the path.
    Path,
    /// All of the query but flags.
    Query,
    /// A parameter without a value.
    Flag(String),
    /// A header, in lower case.
    Header(String),
    /// A cookie.
    Cookie(String),
    /// The body.
    Body,
}

/// Where a parameter is that the page cannot give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// In the query.
    Query,
    /// Among the headers; names are in lower case.
    Header,
    /// Among the cookies.
    Cookie,
}

impl Twin {
    /// Makes the twin. It stays in memory until the program ends, like what it was made from.
    pub(super) fn new(operation: &Operation<'_>, signer: &'static str, is_mock: bool) -> Self {
        let (model, description) = (operation.model(), operation.description());
        let fields = fields(model, is_mock);
        let path = description.path.iter().scan(0, |next, part| {
            Some(match part {
                rt::PathPart::Literal(text) => rt::PathPart::Literal(text),
                rt::PathPart::Param(_) => rt::PathPart::Param(step(next)),
                rt::PathPart::Greedy(_) => rt::PathPart::Greedy(step(next)),
            })
        });
        let mut auth = vec![rt::Auth::Signer { name: signer }];
        auth.extend_from_slice(description.auth);
        Self {
            shape: shape(&fields),
            own: Own::new(model, operation.api()),
            unsaid: unsaid(model),
            description: leak(rt::OperationDescription {
                path: list(path),
                params: list(fields.iter().map(param)),
                fixed: list(model.fixed.iter().zip(description.fixed).filter_map(added)),
                rules: &[],
                auth: list(auth),
                body: rt::BodyKind::Bytes,
                paging: None,
                framing: None,
                policy: leak(rt::Policy {
                    retry: rt::RetryPolicy::NONE,
                    poll: rt::PollPolicy::NONE,
                    ..*description.policy
                }),
                ..*description
            }),
            fields,
        }
    }

    /// The value of a header that the page has no field for.
    pub(super) fn unsaid(&self, name: &str) -> Option<String> {
        let mut all = self.unsaid.iter();
        all.find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
    }

    /// Whether this is a name that the page cannot give.
    pub(super) fn is_own(&self, place: Place, name: &str) -> bool {
        self.own.has(place, name)
    }
}

impl Own {
    /// Those of an operation.
    pub(crate) fn new(op: &model::Operation, api: &model::Api) -> Self {
        let mut own = Self::default();
        for fixed in &op.fixed {
            let place = match fixed.location {
                Location::Query => Place::Query,
                Location::Header => Place::Header,
                Location::Cookie => Place::Cookie,
                _ => continue,
            };
            if !matches!(fixed.source, FixedSource::Constant(_)) {
                own.add(place, &fixed.wire);
            }
        }
        own.add_auth(&op.auth, api);
        own
    }

    /// Whether this is one of them.
    pub(crate) fn has(&self, place: Place, name: &str) -> bool {
        self.0.contains(&(place, spelt(place, name)))
    }

    fn add(&mut self, place: Place, name: &str) {
        self.0.insert((place, spelt(place, name)));
    }

    fn add_auth(&mut self, auth: &[model::Auth], api: &model::Api) {
        for way in auth {
            match way {
                model::Auth::Header { name, .. } => self.add(Place::Header, name),
                model::Auth::Query { name, .. } => self.add(Place::Query, name),
                model::Auth::Cookie { name, .. } => self.add(Place::Cookie, name),
                model::Auth::Basic { .. } => self.add(Place::Header, "authorization"),
                model::Auth::Signature { name } => {
                    let recipe = api.signatures.iter().find(|one| one.name == *name);
                    let steps = recipe.into_iter().flat_map(|one| &one.steps);
                    for put in steps.filter_map(|step| step.put.as_ref()) {
                        match put {
                            model::Put::Query(name) | model::Put::Field(name) => {
                                self.add(Place::Query, name);
                            }
                            model::Put::Header(name) => self.add(Place::Header, name),
                        }
                    }
                }
                model::Auth::AnyOf(choices) => {
                    choices
                        .iter()
                        .for_each(|(_, auth)| self.add_auth(auth, api));
                }
                model::Auth::Signer { .. } => {}
            }
        }
    }
}

fn spelt(place: Place, name: &str) -> String {
    match place {
        Place::Header => name.to_ascii_lowercase(),
        _ => name.to_owned(),
    }
}

/// Constants in headers that OpenAPI describes by other means than parameters.
fn unsaid(op: &model::Operation) -> Vec<(String, String)> {
    let constants = op.fixed.iter().filter_map(|fixed| {
        let name = fixed.wire.to_ascii_lowercase();
        let is_unsaid = fixed.location == Location::Header && UNSAID.contains(&name.as_str());
        match &fixed.source {
            FixedSource::Constant(value) if is_unsaid => {
                let text = value.as_str().map(str::to_owned);
                Some((name, text.unwrap_or_else(|| value.to_string())))
            }
            _ => None,
        }
    });
    constants.collect()
}

fn step(next: &mut usize) -> usize {
    *next += 1;
    *next - 1
}

/// Path, query, flags, headers, cookies, body.
fn fields(op: &model::Operation, is_mock: bool) -> Vec<Part> {
    let wishes: &[&str] = if is_mock { &WISHES } else { &[] };
    let headers = HEADERS.iter().chain(wishes);
    let mut headers: BTreeSet<String> = headers.map(|&name| name.to_owned()).collect();
    let in_path = |part: &&model::PathPart| !matches!(part, model::PathPart::Literal(_));
    let mut fields: Vec<Part> = op.path.iter().filter(in_path).map(|_| Part::Path).collect();
    let mut cookies = Vec::new();
    fields.push(Part::Query);
    for param in &op.params {
        let wire = &param.field.wire;
        match param.location {
            Location::Query if param.style == model::Style::Flag => {
                fields.push(Part::Flag(wire.clone()));
            }
            Location::Header => {
                headers.insert(wire.to_ascii_lowercase());
            }
            Location::Cookie => cookies.push(Part::Cookie(wire.clone())),
            _ => {}
        }
    }
    for fixed in &op.fixed {
        match (fixed.location, &fixed.source) {
            (Location::Header, FixedSource::Constant(_)) => {
                headers.insert(fixed.wire.to_ascii_lowercase());
            }
            (Location::Cookie, FixedSource::Constant(_)) => {
                cookies.push(Part::Cookie(fixed.wire.clone()));
            }
            _ => {}
        }
    }
    fields.extend(headers.into_iter().map(Part::Header));
    fields.extend(cookies);
    fields.push(Part::Body);
    fields
}

fn param(part: &Part) -> rt::Param {
    let (location, style) = match part {
        Part::Path => (rt::Location::Path, rt::Style::Plain),
        Part::Query => (rt::Location::Query, rt::Style::Spread),
        Part::Flag(_) => (rt::Location::Query, rt::Style::Flag),
        Part::Header(_) => (rt::Location::Header, rt::Style::Plain),
        Part::Cookie(_) => (rt::Location::Cookie, rt::Style::Plain),
        Part::Body => (rt::Location::Body, rt::Style::Plain),
    };
    rt::Param { location, style }
}

fn shape(fields: &[Part]) -> &'static rt::Shape {
    let field = |part: &Part| {
        let wire: &'static str = match part {
            Part::Path => "path",
            Part::Query => "query",
            Part::Body => "body",
            Part::Flag(name) | Part::Header(name) | Part::Cookie(name) => text(name),
        };
        rt::Field::optional(wire, wire, &rt::Codec::Plain)
    };
    leak(rt::Shape {
        name: "Request",
        fields: list(fields.iter().map(field)),
        extra: None,
    })
}

/// What the runtime adds outside of the body: credentials and fresh values. Constants are the page's.
fn added((model, fixed): (&model::FixedParam, &'static rt::FixedParam)) -> Option<rt::FixedParam> {
    let is_constant = matches!(model.source, FixedSource::Constant(_));
    let in_body = matches!(model.location, Location::BodyField | Location::Body);
    (!is_constant && !in_body).then_some(rt::FixedParam {
        wire: fixed.wire,
        location: fixed.location,
        source: match &fixed.source {
            rt::FixedSource::Constant(text) => rt::FixedSource::Constant(text),
            rt::FixedSource::Credential(name) => rt::FixedSource::Credential(name),
            rt::FixedSource::Fresh(fresh) => rt::FixedSource::Fresh(*fresh),
        },
    })
}

pub(super) fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

pub(super) fn text(text: &str) -> &'static str {
    Box::leak(text.into())
}

fn list<T>(items: impl IntoIterator<Item = T>) -> &'static [T] {
    Box::leak(items.into_iter().collect())
}
