//! One request and its answer: whose word counts first.
//!
//! An error or a sample that the request wishes for; then what is wrong with it; rate limits; what a test expects; what a
//! test scripts; the share of calls that fail; and the answer that the mock makes by itself.

use std::time::Duration;

use specwright::model::{Class, CodePattern, ErrorRow, Format, Operation};

use crate::answer::{self, Answer, Basis, sample};
use crate::control::Wishes;
use crate::engine::{Done, Engine, Mounted};
use crate::expect::Answering;
use crate::raw::Raw;
use crate::refusal::{Failure, error, problem_of, refuse};
use crate::seam::{Call, Incoming, Refused, Reply};
use crate::seen::Seen;
use crate::state::seconds_up;

/// What the answer of a request depends on.
pub(crate) struct Turn<'e> {
    pub(crate) engine: &'e Engine,
    pub(crate) mounted: &'e Mounted,
    /// Index of the API.
    pub(crate) index: usize,
    pub(crate) incoming: &'e Incoming,
    pub(crate) wishes: &'e Wishes,
    /// How many requests came before.
    pub(crate) number: u64,
}

type Reading = Result<Call, Refused>;

impl Turn<'_> {
    /// The answer.
    pub(crate) fn answer(&self, operation: Option<usize>, reading: &Reading, seen: &Seen) -> Done {
        let op = operation
            .and_then(|index| Some((index, self.mounted.served.api().operations.get(index)?)));
        let wished = op.and_then(|(index, op)| self.wished(index, op, format(reading)));
        if let Some(done) = wished {
            return done;
        }
        let met = || {
            self.engine
                .book
                .meet(operation.map(|index| (self.index, index)), seen)
        };
        let call = match (reading, op) {
            (Ok(call), _) => call.clone(),
            // What is wrong is a value that wishes for something.
            (Err(refused), Some((operation, _))) if seen.is_right() => {
                empty(operation, refused.format)
            }
            (Err(refused), op) => {
                let unchecked = met().zip(op);
                return match unchecked {
                    Some((answering, (index, op))) => {
                        self.expected(&answering, index, op, refused.format, None, seen)
                    }
                    None => Done::new(raw(refuse(&self.mounted.served, refused))),
                };
            }
        };
        let Some((index, op)) = op else {
            return Done::new(Raw::status(404));
        };
        let mut headers = Vec::new();
        if self.engine.conduct.limits {
            let state = &self.mounted.state;
            let spent = state
                .limits
                .spend(self.mounted.served.api(), op, state.clock.now());
            if let Some(wait) = spent.wait {
                let mut done = self.too_many(index, op, call.format, wait);
                done.raw.headers.extend(spent.headers);
                return done;
            }
            headers = spent.headers;
        }
        let mut done = match met() {
            Some(answering) => self.expected(&answering, index, op, call.format, Some(&call), seen),
            None => self.usual(index, op, &call, seen),
        };
        done.raw.headers.extend(headers);
        done
    }

    /// The error or the sample that the request wishes for.
    fn wished(&self, index: usize, op: &Operation, format: Format) -> Option<Done> {
        if let Some(code) = &self.wishes.error {
            let done = self.error(index, code, &[], format, None);
            return Some(done.unwrap_or_else(|| unknown(&no_error(self.rows(), code))));
        }
        if let Some(name) = &self.wishes.sample {
            let Some((sample, response)) = sample::named(op, name) else {
                let known: Vec<&str> = sample::names(op).collect();
                return Some(unknown(&match known.is_empty() {
                    true => format!("no sample `{name}`: `{}` has none", op.name),
                    false => format!("no sample `{name}`; there is {}", known.join(", ")),
                }));
            };
            return Some(done(answer::shown(op, &sample.name, response)));
        }
        let status = self.wishes.status.filter(|status| *status >= 300)?;
        // Where the spec says what such an answer holds, that is made up.
        let is_told = op.answers.iter().any(|answer| answer.holds(status));
        let has_row = || self.rows().iter().any(|row| row.status == Some(status));
        (!is_told || has_row()).then(|| self.with_status(index, status, format))
    }

    fn with_status(&self, index: usize, status: u16, format: Format) -> Done {
        let is_meant = |row: &ErrorRow| row.status == Some(status) && row.class != Class::Success;
        match self.rows().iter().position(is_meant) {
            Some(row) => self.row(index, row, &[], format, None),
            None => {
                let reply = problem_of(status, "as it was wished for");
                Done::new(raw(reply)).because(format!("status {status}"))
            }
        }
    }

    fn rows(&self) -> &[ErrorRow] {
        &self.mounted.served.api().errors
    }

    fn error(
        &self,
        index: usize,
        code: &str,
        args: &[String],
        format: Format,
        wait: Option<Duration>,
    ) -> Option<Done> {
        let row = row(self.rows(), code)?;
        Some(self.row(index, row, args, format, wait))
    }

    fn row(
        &self,
        index: usize,
        row: usize,
        args: &[String],
        format: Format,
        wait: Option<Duration>,
    ) -> Done {
        let failure = Failure {
            args: args.to_vec(),
            retry_after: wait,
            ..Failure::new(index, row, format)
        };
        let mut raw = raw(error(&self.mounted.served, &failure));
        if let Some(wait) = wait
            && !raw
                .headers
                .iter()
                .any(|(name, _)| name.eq_ignore_ascii_case("retry-after"))
        {
            raw = raw.header("retry-after", &seconds_up(wait).to_string());
        }
        let key = self.rows().get(row).map_or("", |row| row.key.as_str());
        Done::new(raw).because(format!("error {key}"))
    }

    fn too_many(&self, index: usize, op: &Operation, format: Format, wait: Duration) -> Done {
        let done = match self.rows().iter().position(|row| row.class == Class::Rate) {
            Some(row) => self.row(index, row, &[], format, Some(wait)),
            None => {
                let reply = problem_of(429, &format!("too many calls of {}", op.name));
                Done::new(raw(reply).header("retry-after", &seconds_up(wait).to_string()))
            }
        };
        done.because("rate limit")
    }

    /// What a test expects.
    fn expected(
        &self,
        answering: &Answering,
        index: usize,
        op: &Operation,
        format: Format,
        call: Option<&Call>,
        seen: &Seen,
    ) -> Done {
        match answering {
            Answering::Usual => match call {
                Some(call) => self.usual(index, op, call, seen),
                None => self.made(&empty(index, format)),
            },
            Answering::Payload(payload) => {
                let answer = answer::wrapped(self.basis(&self.url()), index, format, payload);
                self.taught(index, done(answer))
            }
            Answering::Error(code, args) => match self.error(index, code, args, format, None) {
                Some(done) => done,
                None => unknown(&no_error(self.rows(), code)),
            },
            Answering::Sample(name) => match sample::named(op, name) {
                Some((sample, response)) => done(answer::shown(op, &sample.name, response)),
                None => unknown(&format!("no sample `{name}`")),
            },
            Answering::Raw(raw) => self.taught(index, Done::new(raw.clone())),
            Answering::By(handler) => self.taught(index, Done::new(handler(seen))),
        }
    }

    fn usual(&self, index: usize, op: &Operation, call: &Call, seen: &Seen) -> Done {
        if let Some(script) = &self.engine.script {
            return self.taught(index, Done::new(script(seen)));
        }
        match self.chance(index, op, call.format) {
            Some(done) => done,
            None => self.made(call),
        }
    }

    fn made(&self, call: &Call) -> Done {
        done(answer::answer(self.basis(&self.url()), call))
    }

    /// The share of calls that fail, by one of the rows that a client should get over.
    fn chance(&self, index: usize, op: &Operation, format: Format) -> Option<Done> {
        let dice = self.engine.dice(self.number).at("error");
        if self.engine.conduct.error_rate <= 0.0
            || dice.fraction() >= self.engine.conduct.error_rate
        {
            return None;
        }
        let is_passing =
            |row: &ErrorRow| matches!(row.class, Class::Server | Class::Rate | Class::Timeout);
        let rows = self
            .rows()
            .iter()
            .enumerate()
            .filter(|(_, row)| is_passing(row));
        let rows: Vec<usize> = rows.map(|(row, _)| row).collect();
        let which = usize::try_from(dice.at("row").below(rows.len() as u64)).unwrap_or_default();
        let done = match rows.get(which) {
            Some(row) => self.row(index, *row, &[], format, None),
            None => {
                let reply = problem_of(503, &format!("{} is not available", op.name));
                Done::new(raw(reply))
            }
        };
        Some(done.because("by chance"))
    }

    /// Tokens that a test gives out count like those that the mock makes.
    fn taught(&self, index: usize, done: Done) -> Done {
        answer::learn(
            self.basis(&self.url()),
            index,
            done.raw.status,
            &done.raw.body(),
        );
        done
    }

    fn basis<'b>(&'b self, url: &'b str) -> Basis<'b> {
        Basis {
            served: &self.mounted.served,
            state: &self.mounted.state,
            url,
            status: self.wishes.status,
        }
    }

    /// The address that the client asked for.
    fn url(&self) -> String {
        let host = self
            .incoming
            .headers
            .get(http::header::HOST)
            .and_then(|host| host.to_str().ok());
        match host {
            Some(host) => format!("http://{host}{}", self.incoming.target),
            None => self.incoming.target.clone(),
        }
    }
}

/// A call that says nothing.
fn empty(operation: usize, format: Format) -> Call {
    Call {
        operation,
        values: serde_json::Map::new(),
        credentials: Vec::new(),
        format,
        is_head: false,
        notes: Vec::new(),
    }
}

fn format(reading: &Reading) -> Format {
    match reading {
        Ok(call) => call.format,
        Err(refused) => refused.format,
    }
}

/// The row of this code or name.
fn row(rows: &[ErrorRow], code: &str) -> Option<usize> {
    let by_key = rows.iter().position(|row| row.key == code);
    let by_code = || {
        rows.iter().position(|row| match &row.code {
            CodePattern::Text(text) => text == code,
            CodePattern::Integer(number) => number.to_string() == code,
            CodePattern::Range(from, to) => code
                .parse()
                .is_ok_and(|code: i64| (*from..=*to).contains(&code)),
        })
    };
    let by_name = || {
        rows.iter()
            .position(|row| row.name == code || specwright::names::variant(row) == code)
    };
    by_key.or_else(by_code).or_else(by_name)
}

/// Whether there is such a row.
pub(crate) fn has_row(rows: &[ErrorRow], code: &str) -> bool {
    row(rows, code).is_some()
}

/// An error that the table does not have.
fn no_error(rows: &[ErrorRow], code: &str) -> String {
    let names: Vec<String> = rows
        .iter()
        .flat_map(|row| [row.key.clone(), specwright::names::variant(row)])
        .collect();
    let near = specwright::names::nearest(code, names.iter().map(String::as_str));
    match near {
        Some(near) => format!("no error `{code}`; did you mean `{near}`?"),
        None if rows.is_empty() => format!("no error `{code}`: the error table is empty"),
        None => format!("no error `{code}`; the table has {} others", rows.len()),
    }
}

/// A wish for what there is not.
fn unknown(what: &str) -> Done {
    let raw = Raw::new(
        400,
        "text/plain; charset=utf-8",
        format!("the mock knows {what}\n"),
    );
    Done::new(raw).because(format!("a wish for what there is not: {what}"))
}

fn done(answer: Answer) -> Done {
    let mut raw = Raw::pieces(answer.status, &answer.content_type, answer.pieces);
    raw.headers.extend(answer.headers);
    if let Some(sample) = &answer.sample {
        raw = raw.header("x-mock-sample", sample);
    }
    Done {
        sample: answer.sample,
        ..Done::new(raw)
    }
}

fn raw(reply: Reply) -> Raw {
    let headers = reply
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())));
    let headers = headers.collect();
    Raw {
        status: reply.status.as_u16(),
        headers,
        pieces: vec![reply.body],
        ..Raw::default()
    }
}
