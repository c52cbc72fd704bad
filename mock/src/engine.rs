//! From a request to its answer: the order in which wishes, checks, limits, expectations and answers count.
//!
//! In: a request as it came. Out: what is sent, and what is remembered of it.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::answer::dice::Dice;
use crate::control::{self, Wishes};
use serde_json::{Map, Value as Json};

use crate::expect::{Book, Handler, Reader};
use crate::log::Entry;
use crate::raw::Raw;
use crate::request::{near, read};
use crate::seam::{FaultKind, Incoming, Served};
use crate::seen::Seen;
use crate::spoil;
use crate::state::State;
use crate::turn::Turn;
use crate::wished;

/// So many requests are kept for tests to look at.
const KEPT: usize = 10_000;

/// An API and what is remembered of its calls.
#[derive(Debug)]
pub(crate) struct Mounted {
    pub(crate) served: Served,
    pub(crate) state: State,
}

/// Takes notice of each request.
pub(crate) type Sink = Arc<dyn Fn(&Entry) + Send + Sync>;

/// Everything that answers.
pub(crate) struct Engine {
    pub(crate) apis: Vec<Mounted>,
    pub(crate) book: Book,
    pub(crate) script: Option<Handler>,
    pub(crate) conduct: Conduct,
    pub(crate) sink: Option<Sink>,
    pub(crate) seen: Mutex<Vec<Seen>>,
    /// What functions of the test ended with, where they panicked.
    pub(crate) panics: Mutex<Vec<String>>,
    /// How many requests came.
    pub(crate) count: AtomicU64,
}

/// What happens to answers of all operations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conduct {
    /// Shortest and longest wait.
    pub(crate) latency: Option<(Duration, Duration)>,
    /// Share of calls that fail.
    pub(crate) error_rate: f64,
    /// Whether rate limits are kept.
    pub(crate) limits: bool,
    /// Whether requests may wish for something.
    pub(crate) wishes: bool,
    /// Whether requests are kept for tests to look at.
    pub(crate) keeps: bool,
}

/// An answer in the making: what is sent, and what is said of it.
pub(crate) struct Done {
    pub(crate) raw: Raw,
    pub(crate) sample: Option<String>,
    pub(crate) done: Option<String>,
    /// What is odd about the request, and no fault.
    pub(crate) notes: Vec<String>,
}

impl Done {
    pub(crate) fn new(raw: Raw) -> Self {
        Self {
            raw,
            sample: None,
            done: None,
            notes: Vec::new(),
        }
    }

    /// Says what was done on purpose, beside what was said before.
    pub(crate) fn because(self, done: impl Into<String>) -> Self {
        let done = match &self.done {
            Some(known) => format!("{known}, {}", done.into()),
            None => done.into(),
        };
        Self {
            done: Some(done),
            ..self
        }
    }
}

impl Engine {
    /// Answers a request.
    pub(crate) fn handle(&self, incoming: &Incoming) -> Raw {
        let began = Instant::now();
        let mut seen = Seen::new(incoming);
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let (mounted, operation, done) = self.decide(incoming, &mut seen, number);
        seen.status = done.raw.status;
        if let Some(sink) = &self.sink {
            let api = mounted.map(|mounted| mounted.served.api());
            // What has the path of an operation may have its secrets too.
            let near = || near(&mounted?.served, incoming);
            let op = api
                .zip(operation.or_else(near))
                .and_then(|(api, index)| api.operations.get(index));
            let mut entry = Entry::new(&seen, api, op, began.elapsed());
            (entry.sample, entry.done, entry.notes) = (done.sample, done.done, done.notes);
            // It asked for the methods, and was told them.
            if incoming.method == http::Method::OPTIONS && done.raw.status == 204 {
                entry.faults.clear();
            }
            sink(&entry);
        }
        self.keep(seen);
        done.raw
    }

    /// Like [`handle`](Self::handle), where a function of the test may panic: the test is told of it when it ends.
    pub(crate) fn handle_or_note(&self, incoming: &Incoming) -> Raw {
        let answer = std::panic::catch_unwind(AssertUnwindSafe(|| self.handle(incoming)));
        answer.unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            let text = text.unwrap_or("a panic without words").to_owned();
            let mut panics = self.panics.lock().unwrap_or_else(PoisonError::into_inner);
            panics.push(text);
            Raw::new(
                500,
                "text/plain; charset=utf-8",
                "a function of the test panicked\n",
            )
        })
    }

    /// A request that broke off before it had come.
    pub(crate) fn broken(&self, incoming: &Incoming, status: u16, why: &str) {
        if let Some(sink) = &self.sink {
            let mut seen = Seen::new(incoming);
            seen.status = status;
            let mounted = self.mounted(incoming).map(|(_, mounted)| &mounted.served);
            let op =
                mounted.and_then(|served| served.api().operations.get(near(served, incoming)?));
            let api = mounted.map(Served::api);
            let mut entry = Entry::new(&seen, api, op, Duration::ZERO);
            entry.done = Some(why.to_owned());
            sink(&entry);
        }
    }

    fn decide<'e>(
        &'e self,
        incoming: &Incoming,
        seen: &mut Seen,
        number: u64,
    ) -> (Option<&'e Mounted>, Option<usize>, Done) {
        let Some((index, mounted)) = self.mounted(incoming) else {
            return (None, None, Done::new(self.lost()));
        };
        let api = mounted.served.api();
        seen.api = Some(api.name.clone());
        let wishes = match self.conduct.wishes {
            true => control::wishes(incoming),
            false => Ok(Wishes::default()),
        };
        let wishes = match wishes {
            Ok(wishes) => wishes,
            Err(problem) => {
                let raw = Raw::new(400, "text/plain; charset=utf-8", format!("{problem}\n"));
                return (Some(mounted), None, Done::new(raw).because(problem));
            }
        };
        let mut read = read(&mounted.served, incoming, mounted.state.clock.now());
        if let Err(refused) = &mut read
            && refused.operation.is_some()
        {
            // What is wrong with a value that wishes for something is no fault.
            wished::beside(&wishes.places, &mut refused.faults);
        }
        let operation = match &read {
            Ok(call) => Some(call.operation),
            Err(refused) => refused.operation,
        };
        seen.operation = operation.and_then(|index| Some(api.operations.get(index)?.name.clone()));
        match &read {
            Ok(call) => seen.values.clone_from(&call.values),
            Err(refused) => seen.faults.clone_from(&refused.faults),
        }
        let turn = Turn {
            engine: self,
            mounted,
            index,
            incoming,
            wishes: &wishes,
            number,
        };
        let mut done = turn.answer(operation, &read, seen);
        if let Ok(call) = &read {
            let odd = call
                .notes
                .iter()
                .filter(|note| note.kind == FaultKind::Unknown);
            done.notes = odd.map(|note| note.says.clone()).collect();
        }
        let done = self.conducted(done, &wishes, number);
        (Some(mounted), operation, done)
    }

    /// The API that a request is for: by the first part of its path; where there is but one, that one.
    fn mounted(&self, incoming: &Incoming) -> Option<(usize, &Mounted)> {
        let path = incoming.target.split('?').next().unwrap_or_default();
        let below = |mounted: &Mounted| {
            let rest = path.strip_prefix(mounted.served.prefix.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let found = self.apis.iter().position(below);
        let index = found.or_else(|| (self.apis.len() == 1).then_some(0))?;
        Some((index, self.apis.get(index)?))
    }

    /// Nobody is asked.
    fn lost(&self) -> Raw {
        let prefixes: Vec<&str> = self
            .apis
            .iter()
            .map(|mounted| mounted.served.prefix.as_str())
            .collect();
        let text = format!("no API is served here; there is {}\n", prefixes.join(", "));
        Raw::new(404, "text/plain; charset=utf-8", text)
    }

    /// What happens to every answer: it takes its time, and may be spoilt.
    fn conducted(&self, mut done: Done, wishes: &Wishes, number: u64) -> Done {
        if let Some(fault) = wishes.fault {
            done.raw = spoil::spoil(done.raw, fault);
            done = done.because(fault.name());
        }
        let latency = wishes.latency.or_else(|| {
            let (least, most) = self.conduct.latency?;
            let more = most
                .saturating_sub(least)
                .mul_f64(self.dice(number).at("latency").fraction());
            Some(least + more)
        });
        if let Some(latency) = latency {
            done = done.because(format!("{} ms later", latency.as_millis()));
            done.raw.delay = done.raw.delay.max(latency);
        }
        done
    }

    pub(crate) fn dice(&self, number: u64) -> Dice {
        let seed = self
            .apis
            .first()
            .map_or(0, |mounted| mounted.state.options.seed);
        Dice::new(seed).at("conduct").item(number)
    }

    fn keep(&self, one: Seen) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if self.conduct.keeps && seen.len() < KEPT {
            seen.push(one);
        }
    }
}

impl Engine {
    /// The longest body that any of the APIs reads.
    pub(crate) fn max_body(&self) -> usize {
        let sizes = self
            .apis
            .iter()
            .map(|mounted| mounted.served.strictness.max_body);
        sizes.max().unwrap_or(1 << 20)
    }

    /// Reads the parameters of calls of an operation as a generated client would write them.
    pub(crate) fn reader(self: &Arc<Self>, (api, operation): (usize, usize)) -> Reader {
        let engine = Arc::clone(self);
        Arc::new(move |seen| {
            let served = engine.apis.get(api).map(|mounted| &mounted.served)?;
            let op = served.interpreter().operations().nth(operation)?;
            on_the_wire(&op, seen)
        })
    }
}

/// The parameters of a call, spelt by the spec.
fn on_the_wire(op: &specwright_interpret::Operation<'_>, seen: &Seen) -> Option<Map<String, Json>> {
    let mut arguments = op.arguments();
    for (name, value) in &seen.values {
        arguments.set_json(name, value.clone()).ok()?;
    }
    Some(crate::server::wire_json(&arguments.request().ok()?))
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("apis", &self.apis)
            .finish_non_exhaustive()
    }
}
