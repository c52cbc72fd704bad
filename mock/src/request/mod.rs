//! From a request as it came to a call of an operation, or to all that is wrong with it.
//!
//! In: the API that is served, the request, the time. Out: a [`Call`] with plain values, or [`Refused`] with faults that
//! name their places.

mod body;
pub(crate) mod credentials;
pub(crate) mod fault;
pub(crate) mod fixed;
mod format;
mod multipart;
mod outcome;
mod pairs;
pub(crate) mod parts;
mod reading;
mod rules;
mod single;
mod twice;
pub(crate) mod value;

use http::Method;
use specwright::model::Format;
use specwright_runtime::Timestamp;

use self::outcome::Outcome;
use self::parts::{Content, Parts, Query};
use crate::route::{Candidate, Route};
use crate::seam::{Call, Fault, FaultKind, Incoming, Refused, Served};
use crate::signature;

/// Reads a request: which operation it calls, with which values.
///
/// ```
/// use specwright_mock::{Incoming, Keys, Served, Standing, read, refuse};
/// use specwright_runtime::{Secret, Timestamp};
///
/// /// Takes any key.
/// #[derive(Debug)]
/// struct Anybody;
///
/// impl Keys for Anybody {
///     fn judge(&self, _: &str, _: &str) -> Standing {
///         Standing::Right
///     }
///
///     fn value(&self, _: &str) -> Option<Secret> {
///         None
///     }
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let spec = "{specwright: 1, api: library, title: Library, servers: {main: 'https://library.example'}, \
/// #     operations: {get_book: {call: 'GET /books/{id}', params: {id: {type: i64, required: true}}}}}";
/// let loaded = specwright::load_text("library.yaml", spec);
/// let api = loaded.apis.first().ok_or("the spec holds no API")?;
/// let library = Served::new(api, Anybody);
///
/// let get = |target: &str| Incoming {
///     method: http::Method::GET,
///     target: target.to_owned(),
///     headers: http::HeaderMap::new(),
///     body: bytes::Bytes::new(),
/// };
/// let call = read(&library, &get("/books/7"), Timestamp::now()).map_err(|_| "it is right")?;
/// assert_eq!(call.value("id"), Some(&7.into()));
///
/// let refused = read(&library, &get("/books/seven"), Timestamp::now()).err().ok_or("it is wrong")?;
/// assert_eq!(refused.faults[0].says, "path parameter `id` must be an integer, not `seven`");
/// assert_eq!(refuse(&library, &refused).status, 400);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// All that is wrong with it, the worst first.
pub fn read(served: &Served, incoming: &Incoming, now: Timestamp) -> Result<Call, Refused> {
    if incoming.body.len() > served.strictness.max_body {
        let says = format!(
            "the body has {} bytes; at most {} are taken",
            incoming.body.len(),
            served.strictness.max_body
        );
        return Err(refused(incoming, Fault::new(FaultKind::TooLarge, says)));
    }
    let parts = Parts::new(incoming);
    let candidates = candidates(served, &parts)?;
    let query = signature::restored(served.api(), &parts);
    let form = form(&parts);
    let read = |candidate| Outcome::new(served, &parts, &query, &form, candidate, now);
    let outcomes: Vec<Outcome> = candidates.iter().filter_map(read).collect();
    match outcome::best(outcomes) {
        Some(Outcome { faults, call, .. }) if faults.is_empty() => Ok(call),
        Some(Outcome { faults, call, .. }) => Err(Refused {
            faults,
            operation: Some(call.operation),
            format: call.format,
            ..refused(incoming, nowhere(parts.path))
        }),
        None => Err(refused(incoming, nowhere(parts.path))),
    }
}

/// A request that is refused before it is known what it means.
fn refused(incoming: &Incoming, fault: Fault) -> Refused {
    Refused {
        faults: vec![fault],
        operation: None,
        format: Format::Json,
        allow: Vec::new(),
        is_head: incoming.method == Method::HEAD,
        is_options: incoming.method == Method::OPTIONS,
    }
}

fn nowhere(path: &str) -> Fault {
    let path = if path.is_empty() { "/" } else { path };
    let says = format!("no operation has the path {}", fault::excerpt(path));
    Fault::new(FaultKind::Path, says)
}

/// The operations that a path and a method may mean.
fn candidates(served: &Served, parts: &Parts<'_>) -> Result<Vec<Candidate>, Refused> {
    let incoming = parts.incoming;
    let path = parts::resolved(parts.path);
    let paths = meanings(served, &path);
    match served.routes().find(incoming.method.as_str(), &paths) {
        Route::Operations(candidates) => Ok(candidates),
        Route::Methods(allow) => {
            let says = format!("`{}` is not a method of this path", incoming.method);
            let help = format!("it has {}", allow.join(", "));
            let fault = Fault::new(FaultKind::Method, says).help(help);
            Err(Refused {
                allow,
                ..refused(incoming, fault)
            })
        }
        Route::Nowhere => {
            let path = paths.first().copied().unwrap_or(&path);
            Err(refused(incoming, nowhere(path)))
        }
    }
}

/// What a path may be to the API: one that begins like the prefix may be the API's own.
fn meanings<'p>(served: &Served, path: &'p str) -> Vec<&'p str> {
    let own = path.strip_prefix(served.prefix.as_str());
    let own = own.filter(|rest| rest.is_empty() || rest.starts_with('/'));
    own.into_iter().chain([path]).collect()
}

/// The operation whose path a request has, though its method may be another one.
pub(crate) fn near(served: &Served, incoming: &Incoming) -> Option<usize> {
    let path = parts::resolved(parts::split(&incoming.target).0);
    served.routes().having(&meanings(served, &path))
}

/// The fields of a form; those of a multipart body that are no files.
fn form(parts: &Parts<'_>) -> Query {
    match &parts.content {
        Content::Form(pairs) => pairs.clone(),
        Content::Multipart(all) => {
            let fields = all.iter().filter(|part| !part.is_file());
            fields
                .filter_map(|part| Some((part.name.clone(), Some(part.text()?.to_owned()))))
                .collect()
        }
        _ => Query::new(),
    }
}
