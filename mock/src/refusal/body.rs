//! Bodies of failures in the shape of an envelope. In: the envelope and what is to be said. Out: JSON that a client reads
//! as this failure.

use serde_json::{Map, Value as Json, json};
use specwright::model::{Api, CodePattern, Condition, Envelope, Operation, SampleResponse};

use super::row::code_text;
use super::status::STATUS;

/// What is to be said.
#[derive(Clone, Debug, Default)]
pub(super) struct Saying {
    pub(super) code: Option<CodePattern>,
    pub(super) message: String,
    pub(super) request_id: String,
    /// Names of fields, and what is wrong with them.
    pub(super) fields: Vec<(String, String)>,
    pub(super) retry_after: Option<u64>,
}

/// The envelope in which a failure comes: that of a sample of its code, else the first that can say it.
pub(super) fn envelope<'o>(
    operation: &'o Operation,
    code: Option<&CodePattern>,
    samples: &[&SampleResponse],
) -> Option<&'o Envelope> {
    let can_fail = |envelope: &&Envelope| match &envelope.success {
        None => true,
        Some(success) => *success != Condition::default(),
    };
    let candidates = || operation.envelopes.iter().filter(can_fail);
    let shown = code.and_then(|code| {
        let code = code_text(code);
        let sample = samples
            .iter()
            .find(|sample| sample.error.as_deref() == Some(&code))?;
        let body: Json = serde_json::from_str(&sample.body).ok()?;
        let mut coded = candidates().filter(|envelope| envelope.code.is_some());
        coded.find(|envelope| holds(&envelope.when, sample.status, &body))
    });
    shown
        .or_else(|| candidates().find(|envelope| envelope.code.is_some()))
        .or_else(|| candidates().next())
}

/// The body of a failure.
pub(super) fn build(envelope: &Envelope, saying: &Saying, samples: &[&SampleResponse]) -> Json {
    let mut body = Json::Object(Map::new());
    let like: Option<Json> = samples.iter().find_map(|sample| {
        let body: Json = serde_json::from_str(&sample.body).ok()?;
        holds(&envelope.when, sample.status, &body).then_some(body)
    });
    for (path, value) in &envelope.when.equals {
        set(&mut body, path, value.clone());
    }
    if let Some(path) = envelope.code.as_deref().filter(|path| *path != STATUS)
        && let Some(code) = &saying.code
    {
        set(
            &mut body,
            path,
            code_value(code, envelope, path, like.as_ref()),
        );
    }
    if let Some(path) = &envelope.message {
        set(&mut body, path, saying.message.clone().into());
    }
    if let Some(path) = &envelope.request_id {
        set(&mut body, path, saying.request_id.clone().into());
    }
    if let (Some(path), Some(seconds)) = (&envelope.retry_after, saying.retry_after) {
        set(&mut body, path, seconds.into());
    }
    if let Some((at, field, message)) = &envelope.field_errors
        && !saying.fields.is_empty()
    {
        let lists = samples.iter().any(|sample| {
            let body: Json = serde_json::from_str(&sample.body).unwrap_or_default();
            let first = get(&body, at).and_then(|items| items.get(0)?.get(message));
            first.is_some_and(Json::is_array)
        });
        let item = |(name, text): &(String, String)| {
            let text = if lists {
                json!([text])
            } else {
                text.clone().into()
            };
            Json::Object(Map::from_iter([
                (field.clone(), name.clone().into()),
                (message.clone(), text),
            ]))
        };
        set(&mut body, at, saying.fields.iter().map(item).collect());
    }
    fail(&mut body, envelope, like.as_ref());
    for path in &envelope.when.has {
        if get(&body, path).is_none_or(Json::is_null) {
            let value = like.as_ref().and_then(|like| get(like, path)).cloned();
            set(
                &mut body,
                path,
                value
                    .filter(|value| !value.is_null())
                    .unwrap_or_else(|| "".into()),
            );
        }
    }
    body
}

/// Makes the condition of success fail, where the code does not do that.
fn fail(body: &mut Json, envelope: &Envelope, like: Option<&Json>) {
    let Some(success) = &envelope.success else {
        return;
    };
    let holds_still = success
        .equals
        .iter()
        .all(|(path, value)| get(body, path) == Some(value));
    let Some((path, value)) = success.equals.first().filter(|_| holds_still) else {
        if success.equals.is_empty() && !success.has.is_empty() {
            return;
        }
        for path in success.equals.iter().map(|(path, _)| path) {
            if get(body, path).is_none()
                && let Some(value) = like.and_then(|like| get(like, path))
            {
                set(body, path, value.clone());
            }
        }
        return;
    };
    let other = match value {
        Json::Bool(truth) => (!truth).into(),
        Json::Number(number) if number.as_i64() == Some(0) => 1.into(),
        Json::Number(_) => 0.into(),
        Json::String(_) => "FAIL".into(),
        _ => Json::Null,
    };
    set(body, path, other);
}

/// A code as the service writes it: as text where its success or a sample has text.
fn code_value(code: &CodePattern, envelope: &Envelope, path: &str, like: Option<&Json>) -> Json {
    let success = envelope.success.as_ref();
    let documented =
        success.and_then(|success| success.equals.iter().find(|(known, _)| known == path));
    let shown = documented
        .map(|(_, value)| value)
        .or_else(|| like.and_then(|like| get(like, path)));
    match code {
        CodePattern::Text(text) => text.clone().into(),
        code if shown.is_some_and(Json::is_string) => code_text(code).into(),
        CodePattern::Integer(number) | CodePattern::Range(number, _) => (*number).into(),
    }
}

/// Whether a condition holds for a sample.
pub(super) fn holds(condition: &Condition, status: u16, body: &Json) -> bool {
    let is_there = |path: &String| get(body, path).is_some_and(|value| !value.is_null());
    let in_range = |(from, to): &(u16, u16)| (*from..=*to).contains(&status);
    (condition.status.is_empty() || condition.status.iter().any(in_range))
        && condition
            .equals
            .iter()
            .all(|(path, value)| get(body, path) == Some(value))
        && condition.has.iter().all(is_there)
        && !condition.lacks.iter().any(is_there)
}

/// What is at a path of member names.
pub(super) fn get<'j>(json: &'j Json, path: &str) -> Option<&'j Json> {
    if path.is_empty() {
        return Some(json);
    }
    let members = json.as_object()?;
    // A name may have dots itself.
    let direct = members.get(path);
    direct.or_else(|| {
        let (first, rest) = path.split_once('.')?;
        get(members.get(first)?, rest)
    })
}

fn set(json: &mut Json, path: &str, value: Json) {
    let Some(members) = json.as_object_mut() else {
        return;
    };
    match path.split_once('.') {
        None => {
            members.insert(path.to_owned(), value);
        }
        Some((first, rest)) => {
            let inner = members
                .entry(first)
                .or_insert_with(|| Json::Object(Map::new()));
            if !inner.is_object() {
                *inner = Json::Object(Map::new());
            }
            set(inner, rest, value);
        }
    }
}

/// The samples of failures: those of the operation before those of others.
pub(super) fn samples<'a>(
    api: &'a Api,
    operation: Option<&'a Operation>,
) -> Vec<&'a SampleResponse> {
    let own = operation.into_iter();
    let all = own
        .chain(&api.operations)
        .flat_map(|operation| &operation.samples);
    let answers = all.filter_map(|sample| sample.response.as_ref());
    answers
        .filter(|answer| answer.error.is_some() && answer.faulty.is_none())
        .collect()
}
