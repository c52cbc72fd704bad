//! Answers to calls that are right: the sample that fits, or values made up from the types, in the envelope of the
//! operation and in the format that was asked for.
//!
//! In: a call, what is remembered of calls before. Out: status, headers and the pieces of the body.

mod codec;
pub(crate) mod dice;
mod fields;
mod make;
mod ordinal;
pub(crate) mod pages;
pub(crate) mod place;
mod proof;
pub(crate) mod sample;
mod scalar;
mod stream;
mod tokens;
mod wrap;
mod xml;

use bytes::Bytes;
use serde_json::{Map, Value as Json};
use specwright::model::{Format, Operation, SampleResponse, Type, Value};

use crate::seam::{Call, Served};
use crate::state::State;
use dice::Dice;
use make::{Echo, Maker, Spot};
use pages::Beside;
use wrap::Wrapped;

/// An answer, before anything goes wrong with it on purpose.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    /// HTTP status.
    pub(crate) status: u16,
    /// Headers beside the content type.
    pub(crate) headers: Vec<(String, String)>,
    /// Content type; empty for none.
    pub(crate) content_type: String,
    /// The body, in the pieces in which it is sent.
    pub(crate) pieces: Vec<Bytes>,
    /// Name of the sample that it is.
    pub(crate) sample: Option<String>,
}

/// What the answer is made from, beside the call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Basis<'b> {
    pub(crate) served: &'b Served,
    pub(crate) state: &'b State,
    /// Scheme, host, path and query of the request.
    pub(crate) url: &'b str,
    /// HTTP status that is wanted.
    pub(crate) status: Option<u16>,
}

/// The answer to a call.
pub(crate) fn answer(basis: Basis<'_>, call: &Call) -> Answer {
    let Some(op) = basis.served.api().operations.get(call.operation) else {
        return Answer {
            status: 404,
            ..Answer::default()
        };
    };
    let is_plain = basis.status.is_none() && op.paging.is_none() && op.stream.is_none();
    if is_plain
        && tokens::bought_by(basis.served.api(), op).is_none()
        && let Some((sample, response)) = sample::fitting(op, &call.values, call.format)
    {
        return shown(op, &sample.name, response);
    }
    if op.stream.is_some()
        && basis.status.is_none()
        && let Some((sample, response)) = sample::fitting(op, &call.values, call.format)
        && basis.state.options.items.is_none()
    {
        return shown(op, &sample.name, response);
    }
    let made = |echo: Echo| Made::new(basis, call, op, echo).answer();
    let except = op.paging.as_ref().map(pages::leading).unwrap_or_default();
    let echoed = made(Echo::new(op, &call.values, &except));
    match basis.status.is_some_and(|status| status >= 300)
        || proof::is_read(basis.served, call.operation, &echoed)
    {
        true => echoed,
        // What was given may be what the type of the answer does not take.
        false => made(Echo::default()),
    }
}

/// The answer of a sample, as it stands in the spec.
pub(crate) fn shown(op: &Operation, name: &str, response: &SampleResponse) -> Answer {
    let body = match &op.stream {
        // A text in a document ends without the blank line that ends an event.
        Some(_) => format!("{}\n\n", response.body.trim_end()),
        None => response.body.clone(),
    };
    Answer {
        status: response.status,
        headers: Vec::new(),
        content_type: response.content_type(op).to_owned(),
        pieces: vec![body.into()],
        sample: Some(name.to_owned()),
    }
}

/// A payload given by a test, in the envelope of the operation.
pub(crate) fn wrapped(
    basis: Basis<'_>,
    operation: usize,
    format: Format,
    payload: &Json,
) -> Answer {
    let Some(op) = basis.served.api().operations.get(operation) else {
        return Answer {
            status: 404,
            ..Answer::default()
        };
    };
    if op.stream.is_some() {
        return stream::given(op, payload, Dice::new(basis.state.options.seed));
    }
    let payload = (!payload.is_null() || op.returns.ty != Type::Unit).then_some(payload);
    let dice = Dice::new(basis.state.options.seed).at(&op.name);
    finished(
        basis,
        operation,
        op,
        format,
        payload,
        &Beside::default(),
        dice,
    )
}

/// An answer in the making.
struct Made<'b> {
    basis: Basis<'b>,
    call: &'b Call,
    op: &'b Operation,
    maker: Maker<'b>,
    dice: Dice,
}

impl<'b> Made<'b> {
    fn new(basis: Basis<'b>, call: &'b Call, op: &'b Operation, echo: Echo) -> Self {
        let seed = Dice::new(basis.state.options.seed).at(&op.name);
        let leading = op.paging.as_ref().map(pages::leading).unwrap_or_default();
        let names: Vec<&str> = leading
            .iter()
            .filter_map(|index| Some(op.params.get(*index)?.field.wire.as_str()))
            .collect();
        let told = call
            .values
            .iter()
            .filter(|(name, _)| !names.contains(&name.as_str()));
        let told: Map<String, Json> = told
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        Self {
            basis,
            call,
            op,
            maker: Maker::new(basis.served.api(), echo),
            dice: seed.at(&Json::Object(told).to_string()),
        }
    }

    fn answer(&self) -> Answer {
        let returns = self.returns();
        if let (Some(stream), None) = (&self.op.stream, self.basis.status) {
            let count = self.basis.state.options.items.unwrap_or(5);
            let made = stream::stream(&self.maker, self.op, stream, count, self.dice);
            return Answer {
                status: 200,
                content_type: made.content_type.to_owned(),
                pieces: made.pieces,
                ..Answer::default()
            };
        }
        let mut beside = Beside::default();
        let mut payload = match returns.ty {
            Type::Unit => None,
            _ => Some(self.maker.value(returns, Spot::top(self.dice))),
        };
        if let Some(payload) = &mut payload
            && std::ptr::eq(returns, &self.op.returns)
        {
            self.page(payload, &mut beside);
            fields::select(self.basis.served.api(), self.op, &self.call.values, payload);
            tokens::buy(self.basis, self.op, payload);
        }
        // The body of an error is what its type says, without the envelope of a success.
        if let Some(status) = self.basis.status.filter(|status| *status >= 300) {
            let wrapped = Wrapped {
                status,
                body: payload,
            };
            return written(self.op, self.call.format, wrapped, &beside);
        }
        finished(
            self.basis,
            self.call.operation,
            self.op,
            self.call.format,
            payload.as_ref(),
            &beside,
            self.dice,
        )
    }

    /// The type of the payload, which may differ by status.
    fn returns(&self) -> &'b Value {
        let usual = if self.op.returns.ty == Type::Unit {
            204
        } else {
            200
        };
        let status = self
            .basis
            .status
            .or_else(|| documented(self.op))
            .unwrap_or(usual);
        let told = self.op.answers.iter().find(|answer| answer.holds(status));
        told.map_or(&self.op.returns, |answer| &answer.value)
    }

    fn page(&self, payload: &mut Json, beside: &mut Beside) {
        let Some(paging) = &self.op.paging else {
            return;
        };
        let api = self.basis.served.api();
        let total = self
            .basis
            .state
            .options
            .items
            .unwrap_or(crate::state::ITEMS);
        let link = link_position(self.basis.url);
        let is_first = self
            .basis
            .state
            .windows
            .begins(self.op, paging, &self.call.values);
        let page = pages::asked(
            api,
            self.op,
            paging,
            &self.call.values,
            total,
            link,
            is_first,
        );
        let next_link = |position| next_link(self.op, self.basis.url, position);
        let context = (api, self.op, paging);
        *beside = pages::fill(
            &self.maker,
            context,
            page,
            payload,
            next_link,
            self.dice.at("items"),
        );
    }
}

/// The payload in its envelope and its format.
fn finished(
    basis: Basis<'_>,
    operation: usize,
    op: &Operation,
    format: Format,
    payload: Option<&Json>,
    beside: &Beside,
    dice: Dice,
) -> Answer {
    let candidates = wrap::wrap(op, payload, basis.status.or_else(|| documented(op)), dice);
    let answers = candidates
        .into_iter()
        .map(|wrapped| written(op, format, wrapped, beside));
    let mut first = None;
    for answer in answers {
        if proof::is_read(basis.served, operation, &answer) {
            return answer;
        }
        first.get_or_insert(answer);
    }
    first.unwrap_or_default()
}

/// The status of the answers that the spec lists, where there is no payload, or that the samples show.
fn documented(op: &Operation) -> Option<u16> {
    let has_payload = op.returns.ty != Type::Unit;
    let listed = op.answers.iter().filter(|answer| answer.is_success());
    let mut listed = listed.filter(|answer| !has_payload && answer.value.ty == Type::Unit);
    if let Some(answer) = listed.find(|answer| answer.status.0 == answer.status.1) {
        return Some(answer.status.0);
    }
    let responses = op
        .samples
        .iter()
        .filter_map(|sample| sample.response.as_ref());
    let mut statuses = responses
        .filter(|one| one.error.is_none())
        .map(|response| response.status);
    statuses.find(|status| (201..300).contains(status) && !(has_payload && *status == 204))
}

fn written(op: &Operation, format: Format, wrapped: Wrapped, beside: &Beside) -> Answer {
    let mut answer = Answer {
        status: wrapped.status,
        headers: beside.headers.clone(),
        ..Answer::default()
    };
    let Some(mut body) = wrapped.body else {
        return answer;
    };
    for (path, value) in &beside.body {
        match value {
            Json::Null => place::remove(&mut body, path),
            value => drop(place::set(&mut body, path, value.clone())),
        }
    }
    let (content_type, text) = match format {
        Format::Json => ("application/json", body.to_string()),
        Format::Xml => ("application/xml", xml::document(&root(op), &body)),
        Format::Text => ("text/plain; charset=utf-8", scalar::text(&body)),
    };
    answer.content_type = content_type.to_owned();
    answer.pieces.push(text.into());
    answer
}

/// The name of the root element: that of the operation in camel case, and `Response`.
fn root(op: &Operation) -> String {
    let words = op.name.split('_').map(|word| {
        let mut chars = word.chars();
        let first = chars.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(chars).collect::<String>()
    });
    format!("{}Response", words.collect::<String>())
}

/// The position that a link of a page tells.
fn link_position(url: &str) -> Option<u64> {
    let (_, query) = url.split_once('?')?;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, position) = pairs.find(|(name, _)| *name == pages::LINK_PARAM)?;
    position.parse().ok()
}

/// The URL of the page at a position, without what authorised this one.
fn next_link(op: &Operation, url: &str, position: u64) -> String {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let is_kept = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        !pair.is_empty() && name != pages::LINK_PARAM && !tokens::authorises(op, name)
    };
    let mut pairs: Vec<String> = query
        .split('&')
        .filter(is_kept)
        .map(str::to_owned)
        .collect();
    pairs.push(format!("{}={position}", pages::LINK_PARAM));
    format!("{path}?{}", pairs.join("&"))
}

/// A single value as text.
pub(crate) fn text_of(value: &Json) -> String {
    scalar::text(value)
}

/// Whether the answer of an operation that a test has written gives tokens: they count from now on.
pub(crate) fn learn(basis: Basis<'_>, operation: usize, status: u16, body: &[u8]) {
    if let Some(op) = basis.served.api().operations.get(operation) {
        tokens::learn(basis, op, status, body);
    }
}

#[cfg(test)]
mod tests;
