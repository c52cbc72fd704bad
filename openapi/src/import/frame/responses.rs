//! Answers of an operation. In: `responses`. Out: `returns`, `answers`, `stream` and `formats`.

use serde_yaml::{Mapping, Value};

use super::super::node::Node;
use super::map::{map, put, put_some};
use super::media::{self, Form, Media};
use super::{Frame, overlay, prose};

/// One response.
#[derive(Clone, Debug)]
pub(super) struct Response<'d> {
    /// In the words of the language: `200`, `4xx`, `400..599` for what is said of all others.
    pub(super) key: String,
    pub(super) status: Status,
    pub(super) node: Node<'d>,
    pub(super) media: Option<Media<'d>>,
}

/// What a response stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Success,
    Error,
    Default,
    /// Neither: redirections and the like.
    Other,
}

/// The answers of an operation in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Answers<'d> {
    pub(super) returns: Option<String>,
    pub(super) answers: Mapping,
    pub(super) stream: Option<&'static str>,
    pub(super) formats: Option<&'static str>,
    /// The response that `returns` is about.
    pub(super) main: Option<Response<'d>>,
    pub(super) all: Vec<Response<'d>>,
    /// What the document says of the usual answer.
    pub(super) text: Option<String>,
}

impl<'d> Answers<'d> {
    /// Whether another status than the usual one is a success that differs from it.
    pub(super) fn has_other_success(&self) -> bool {
        self.answers.keys().any(is_success)
    }

    /// Takes these out.
    pub(super) fn without_other_successes(&mut self) -> Vec<Response<'d>> {
        let (lost, kept): (Mapping, Mapping) = std::mem::take(&mut self.answers)
            .into_iter()
            .partition(|(key, _)| is_success(key));
        self.answers = kept;
        let is_lost =
            |response: &&Response<'_>| lost.keys().any(|key| key_text(key) == response.key);
        self.all.iter().filter(is_lost).cloned().collect()
    }
}

fn is_success(key: &Value) -> bool {
    key_text(key).starts_with('2')
}

/// Statuses are numbers, classes of them texts.
fn key_text(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        other => other.as_u64().unwrap_or_default().to_string(),
    }
}

/// The responses of an operation, in the order of the document.
pub(super) fn all<'d>(operation: &Node<'d>) -> Vec<Response<'d>> {
    let responses = operation.table("responses").into_iter();
    let responses = responses.filter(|(key, node)| !key.starts_with("x-") && !node.is_skipped());
    responses
        .filter_map(|(key, node)| {
            let (key, status) = status(key)?;
            let media = media::all(&node).into_iter().next();
            Some(Response {
                key,
                status,
                node,
                media,
            })
        })
        .collect()
}

fn status(key: &str) -> Option<(String, Status)> {
    if key.eq_ignore_ascii_case("default") {
        return Some(("400..599".to_owned(), Status::Default));
    }
    let key = key.to_ascii_lowercase();
    let bytes = key.as_bytes();
    let is_status = bytes.len() == 3 && (key.parse::<u16>().is_ok() || key.ends_with("xx"));
    let status = match bytes.first().filter(|_| is_status)? {
        b'2' => Status::Success,
        b'4' | b'5' => Status::Error,
        b'1' | b'3' => Status::Other,
        _ => return None,
    };
    Some((key, status))
}

/// Reads the responses; `name` is that of the operation.
pub(super) fn read<'d>(frame: &mut Frame<'d>, operation: &Node<'d>, name: &str) -> Answers<'d> {
    let all = all(operation);
    let mut out = Answers::default();
    let successes = || {
        all.iter()
            .filter(|response| response.status == Status::Success)
    };
    let main = successes()
        .find(|response| response.media.is_some())
        .or_else(|| successes().next())
        .or_else(|| {
            all.iter()
                .find(|response| response.status == Status::Default)
        });
    if let Some(main) = main.cloned() {
        if main.status == Status::Default {
            let said = "no answer of success is described: that of `default` stands for all";
            frame.remarks.guessed(&main.node.at, said);
        }
        usual(frame, &main, name, &mut out);
        out.main = Some(main);
    }
    let used = out.main.as_ref().map(|main| main.key.clone());
    for response in &all {
        if used.as_deref() == Some(&response.key) && response.status != Status::Default {
            continue;
        }
        match response.status {
            Status::Success => success(frame, response, name, &mut out),
            Status::Error | Status::Default => error(frame, response, name, &mut out),
            Status::Other => {
                frame.remarks.not_carried(
                    &response.node.at,
                    format!(
                        "an answer of status {}, which is neither success nor error",
                        response.key
                    ),
                );
                response.node.took_all();
            }
        }
    }
    out.all = all;
    out
}

/// The answer that `returns` is about.
fn usual<'d>(frame: &mut Frame<'d>, response: &Response<'d>, name: &str, out: &mut Answers<'d>) {
    let text = response.node.prose("description").map(prose::clean);
    out.text = text.filter(|text| !says_nothing(text));
    let Some(media) = &response.media else { return };
    let schema = media.node.get("schema");
    let hint = format!("{name} response");
    match media.form {
        Form::Bytes | Form::Multipart => {
            frame.returns(schema.as_ref(), &hint);
            out.stream = Some("bytes");
        }
        Form::Events => {
            out.stream = Some("events");
            out.returns = Some(frame.returns(schema.as_ref(), &format!("{name} event")));
        }
        Form::Lines => {
            out.stream = Some("lines");
            out.returns = Some(frame.returns(schema.as_ref(), &format!("{name} line")));
        }
        Form::Text | Form::Pairs => {
            frame.returns(schema.as_ref(), &hint);
            if let Some(schema) = schema.as_ref().filter(|schema| {
                schema.value.get("type").is_some() && !super::shape_of::is(schema, "string")
            }) {
                frame.remarks.guessed(
                    &schema.at,
                    format!(
                        "an answer of the content type `{}` is read as a text",
                        media.name
                    ),
                );
            }
            out.formats = Some("text");
            out.returns = Some("string".to_owned());
        }
        Form::Xml => {
            out.formats = Some("xml");
            out.returns = Some(frame.returns(schema.as_ref(), &hint));
        }
        Form::Json => out.returns = Some(frame.returns(schema.as_ref(), &hint)),
    }
    out.returns = out.returns.take().filter(|ty| !ty.is_empty());
    if schema.is_none() {
        media.node.took();
    }
}

/// An answer of another status that is a success too.
fn success<'d>(frame: &mut Frame<'d>, response: &Response<'d>, name: &str, out: &mut Answers<'d>) {
    let ty = body(
        frame,
        response,
        &format!("{name} {} response", response.key),
    );
    let text = described(response);
    if out.stream.is_some() {
        frame.remarks.not_carried(
            &response.node.at,
            "another answer of success beside a stream",
        );
        return;
    }
    let is_same = ty == out.returns;
    if is_same
        && text.is_none()
        && !response
            .node
            .value
            .get("x-specwright")
            .is_some_and(Value::is_mapping)
    {
        return;
    }
    if is_same {
        // The type is the same; what is said of it is all that is new.
        if let Some(text) = &text {
            let said = format!("Status {}: {text}", response.key);
            prose::add(&mut out.text, &said);
        }
        return;
    }
    put_answer(out, response, ty, text);
}

fn error<'d>(frame: &mut Frame<'d>, response: &Response<'d>, name: &str, out: &mut Answers<'d>) {
    let hint = match response.status {
        Status::Default => format!("{name} error"),
        _ => format!("{name} {} error", response.key),
    };
    let ty = body(frame, response, &hint);
    let text = described(response).filter(|text| !frame.errors.says(&response.key, text));
    if ty.is_some() || text.is_some() {
        put_answer(out, response, ty, text);
    }
}

fn put_answer(
    out: &mut Answers<'_>,
    response: &Response<'_>,
    ty: Option<String>,
    text: Option<String>,
) {
    let mut answer = Mapping::new();
    put_some(&mut answer, "returns", ty);
    put_some(&mut answer, "text", text);
    overlay::apply(&mut answer, &response.node);
    let key = match response.key.parse::<u16>() {
        Ok(status) => Value::from(status),
        Err(_) => Value::from(response.key.as_str()),
    };
    out.answers
        .insert(key, super::map::short(answer, "returns"));
}

fn described(response: &Response<'_>) -> Option<String> {
    let text = response.node.prose("description").map(prose::clean)?;
    (!says_nothing(&text)).then_some(text)
}

/// The type of a body; nothing where there is none that can be described.
fn body<'d>(frame: &mut Frame<'d>, response: &Response<'d>, hint: &str) -> Option<String> {
    let media = response.media.as_ref()?;
    let schema = media.node.get("schema");
    let ty = frame.returns(schema.as_ref(), hint);
    if schema.is_none() {
        media.node.took();
    }
    match media.form {
        Form::Json | Form::Xml => Some(ty).filter(|ty| !ty.is_empty()),
        _ => {
            frame.remarks.not_carried(
                &media.node.at,
                format!(
                    "the body of an answer of the content type `{}` beside the usual answer",
                    media.name
                ),
            );
            None
        }
    }
}

/// Texts that say no more than the status itself.
pub(super) fn says_nothing(text: &str) -> bool {
    const EMPTY: &[&str] = &[
        "",
        "ok",
        "success",
        "successful",
        "response",
        "successful operation",
        "successful response",
        "success response",
        "default response",
        "created",
        "accepted",
        "no content",
        "empty response",
        "the request was successful",
        "the request has succeeded",
        "successful request",
        "null response",
        "operation successful",
        "result",
        "done",
        "error",
        "errors",
    ];
    let words = text
        .trim()
        .trim_end_matches(['.', '!'])
        .to_ascii_lowercase();
    EMPTY.contains(&words.as_str())
}

/// Keys of an operation for its answers.
pub(super) fn put_into(operation: &mut Mapping, answers: &Answers<'_>) {
    put_some(operation, "returns", answers.returns.clone());
    super::map::put_full(operation, "answers", answers.answers.clone());
    put_some(operation, "stream", answers.stream);
    if let Some(format) = answers.formats {
        put(operation, "formats", vec![Value::from(format)]);
    }
}

/// Whether an answer is described by a status that an error table can have.
pub(super) fn error_status(response: &Response<'_>) -> Option<u16> {
    let status = response.key.parse::<u16>().ok()?;
    (response.status == Status::Error).then_some(status)
}

/// A condition of the language for answers of success.
pub(super) fn success_condition() -> Mapping {
    map([("status", "2xx".into())])
}
