//! What a test expects of its client, and what the server answers then.
//!
//! In: expectations, calls. Out: the expectation that a call meets; a report of those that were not met.

mod book;
mod report;

use std::fmt;
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value as Json};
use specwright::model::{Api, ErrorRow, Operation};
use specwright_interpret::holds_secret;

use crate::raw::Raw;
use crate::seen::Seen;

pub(crate) use book::Book;
pub use report::Unmet;
pub(crate) use report::report;

/// Makes the answer of a call.
pub(crate) type Handler = Arc<dyn Fn(&Seen) -> Raw + Send + Sync>;
/// Reads the parameters of a call as the wire has them.
pub(crate) type Reader = Arc<dyn Fn(&Seen) -> Option<Map<String, Json>> + Send + Sync>;
/// Says whether a call is the one that is meant.
pub(crate) type Condition = Arc<dyn Fn(&Seen) -> bool + Send + Sync>;

/// A call that a test expects, and its answer: made by [`Server::expect`](crate::Server::expect).
///
/// It holds as soon as it is made; what is said of it afterwards narrows it down. Where several fit a call, the one with
/// the most conditions is taken, of those the first.
///
/// ```
/// use serde_json::json;
/// use specwright_mock::Server;
///
/// # let api = specwright_mock::doc::library();
/// let server = Server::start(&api)?;
/// server.expect("get_book").with("id", 7).answer(json!({"id": 7, "title": "The Dispossessed"}));
/// server.expect("get_book").with("id", 8).error("NoSuchBook").times(1);
/// # server.verify().expect_err("nothing was called");
/// # Ok::<(), specwright_mock::StartError>(())
/// ```
#[derive(Clone)]
pub struct Expectation {
    pub(crate) rule: Arc<Mutex<Rule>>,
}

/// A request of a generated client.
pub(crate) struct Typed {
    /// Its parameters as the wire has them.
    pub(crate) members: Map<String, Json>,
    /// Those of a call.
    pub(crate) said: Reader,
}

/// What an expectation says.
pub(crate) struct Rule {
    /// Index of the API and of the operation; `None`: any.
    pub(crate) operation: Option<(usize, usize)>,
    /// Name for reports.
    pub(crate) name: String,
    /// What may be named in it.
    pub(crate) names: Names,
    pub(crate) with: Vec<(String, Json)>,
    pub(crate) conditions: Vec<Condition>,
    /// The request of a generated client that it must be.
    pub(crate) request: Option<Typed>,
    pub(crate) answer: Answering,
    /// So many calls, exactly; `None`: one or more.
    pub(crate) times: Option<u64>,
    pub(crate) met: u64,
    /// Also for requests that the spec does not allow.
    pub(crate) unchecked: bool,
    /// Where in the test it stands.
    pub(crate) at: &'static Location<'static>,
    /// Calls of the operation that it did not fit, each with what differed.
    pub(crate) near: Vec<String>,
}

/// What the spec has that expectations may name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub(crate) params: Vec<Param>,
    pub(crate) errors: &'static [ErrorRow],
    pub(crate) samples: Vec<String>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub(crate) struct Param {
    pub(crate) wire: String,
    /// Its values are not to be shown.
    pub(crate) is_secret: bool,
}

impl Names {
    /// Whether the values of a parameter are not to be shown.
    pub(crate) fn is_secret(&self, wire: &str) -> bool {
        let mut params = self.params.iter();
        params.any(|param| param.wire == wire && param.is_secret)
    }

    /// Those of an operation.
    pub(crate) fn of(api: &'static Api, op: &Operation) -> Self {
        let param = |param: &specwright::model::Param| Param {
            wire: param.field.wire.clone(),
            is_secret: holds_secret(api, &param.field.value.ty),
        };
        Self {
            params: op.params.iter().map(param).collect(),
            errors: &api.errors,
            samples: crate::answer::sample::names(op)
                .map(str::to_owned)
                .collect(),
        }
    }
}

/// What is answered.
#[derive(Clone)]
pub(crate) enum Answering {
    /// What the mock answers by itself.
    Usual,
    /// This payload, in the envelope of the operation.
    Payload(Json),
    /// This row of the error table, with arguments of its message.
    Error(String, Vec<String>),
    /// This sample of the spec.
    Sample(String),
    /// These bytes.
    Raw(Raw),
    /// What a function says.
    By(Handler),
}

impl Expectation {
    /// Only calls in which this parameter has this value. Numbers and their texts are the same.
    ///
    /// # Panics
    ///
    /// When the operation has no such parameter.
    #[track_caller]
    pub fn with(&self, param: &str, value: impl Into<Json>) -> &Self {
        let mut rule = self.lock();
        if rule.operation.is_some() && !rule.names.params.iter().any(|known| known.wire == param) {
            let known: Vec<String> = rule
                .names
                .params
                .iter()
                .map(|known| known.wire.clone())
                .collect();
            let name = rule.name.clone();
            drop(rule);
            wrong(
                &format!("`{name}` has no parameter `{param}`"),
                param,
                &known,
            );
        }
        rule.with.push((param.to_owned(), value.into()));
        drop(rule);
        self
    }

    /// Only calls of which this is true. It may ask the server about the calls so far, but must not wait for another one:
    /// the server answers one request after the other.
    pub fn when(&self, condition: impl Fn(&Seen) -> bool + Send + Sync + 'static) -> &Self {
        self.lock().conditions.push(Arc::new(condition));
        self
    }

    /// Answers with this payload: it is put into the envelope of the operation, and spelt in the format that was asked for.
    /// For a stream it is the list of the items, after the head where there is one.
    pub fn answer(&self, payload: impl Into<Json>) -> &Self {
        self.answering(Answering::Payload(payload.into()))
    }

    /// Answers with a row of the error table, by its code or its name, in the form in which the API tells errors.
    ///
    /// # Panics
    ///
    /// When the table has no such row.
    #[track_caller]
    pub fn error(&self, code: impl ToString) -> &Self {
        self.error_with(code, [""; 0])
    }

    /// Like [`error`](Self::error), with the arguments of its message.
    ///
    /// # Panics
    ///
    /// When the table has no such row.
    #[track_caller]
    pub fn error_with<A: Into<String>>(
        &self,
        code: impl ToString,
        args: impl IntoIterator<Item = A>,
    ) -> &Self {
        let code = &code.to_string();
        let known = self.lock().names.errors;
        if !known.is_empty() && !crate::turn::has_row(known, code) {
            let names: Vec<String> = known.iter().map(specwright::names::variant).collect();
            wrong(&format!("the error table has no `{code}`"), code, &names);
        }
        self.answering(Answering::Error(
            code.clone(),
            args.into_iter().map(Into::into).collect(),
        ))
    }

    /// Answers with a sample of the spec, by its name.
    ///
    /// # Panics
    ///
    /// When the operation has no sample of this name that shows an answer.
    #[track_caller]
    pub fn sample(&self, name: &str) -> &Self {
        let rule = self.lock();
        let (is_known, known) = (
            rule.names.samples.iter().any(|known| known == name),
            rule.names.samples.clone(),
        );
        let (is_one, operation) = (rule.operation.is_some(), rule.name.clone());
        drop(rule);
        if is_one && !is_known {
            wrong(
                &format!("`{operation}` has no sample `{name}`"),
                name,
                &known,
            );
        }
        self.answering(Answering::Sample(name.to_owned()))
    }

    /// Answers with exactly these bytes.
    pub fn reply(&self, raw: Raw) -> &Self {
        self.answering(Answering::Raw(raw))
    }

    /// Answers with what the function makes of each call. It must not wait for another one, as with [`when`](Self::when).
    pub fn reply_with(&self, handler: impl Fn(&Seen) -> Raw + Send + Sync + 'static) -> &Self {
        self.answering(Answering::By(Arc::new(handler)))
    }

    /// Exactly so many calls. Those after them go to the next expectation that fits, or get what the mock answers by
    /// itself.
    pub fn times(&self, times: u64) -> &Self {
        self.lock().times = Some(times);
        self
    }

    /// No call at all: one that fits is reported, and is answered as if this were not here.
    pub fn never(&self) -> &Self {
        self.times(0)
    }

    /// Also requests that the spec does not allow, which are refused otherwise.
    pub fn unchecked(&self) -> &Self {
        self.lock().unchecked = true;
        self
    }

    /// How many calls have met it so far.
    pub fn seen(&self) -> u64 {
        self.lock().met
    }

    fn answering(&self, answer: Answering) -> &Self {
        self.lock().answer = answer;
        self
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Rule> {
        self.rule.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Expectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rule = self.lock();
        let mut shown = f.debug_struct("Expectation");
        shown
            .field("operation", &rule.name)
            .field("times", &rule.times)
            .field("met", &rule.met);
        shown.finish_non_exhaustive()
    }
}

/// A test that names what there is not is wrong, and is told at its own line.
#[track_caller]
#[expect(clippy::panic, reason = "a test ends so")]
pub(crate) fn wrong(what: &str, name: &str, known: &[String]) -> ! {
    let near = specwright::names::nearest(name, known.iter().map(String::as_str));
    match near {
        Some(near) => panic!("{what}; did you mean `{near}`?"),
        None if known.is_empty() => panic!("{what}; there is none"),
        None => panic!(
            "{what}; there is {}",
            specwright::names::list(known.iter().map(String::as_str))
        ),
    }
}
